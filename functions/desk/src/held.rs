//! Messages that were not let in, and what becomes of them.

use axum::extract::State;
use axum::http::StatusCode;
use guichet_domain::{EmailAddress, MailboxId};
use guichet_files::InboundKey;
use guichet_runtime::{Caller, Json, Problem, Works};
use guichet_store::{Held, HeldBecause, Said, Verdict};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problems::{Blocking, ListingHeld, Releasing};
use crate::{Answer, App};

/// The longest name that an item of the database can have.
const LONGEST_NAME: usize = 1024;

/// The messages that wait for somebody to say what becomes of them, the latest first.
#[derive(Serialize, ToSchema)]
pub struct HeldMessages {
    messages: Vec<HeldMessage>,
}

#[derive(Serialize, ToSchema)]
struct HeldMessage {
    /// Where it lies; also what names it.
    raw: String,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    because: Vec<HeldReason>,
    /// Whom it says that it is from; absent if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<EmailAddress>,
    /// What they call themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    subject: String,
    /// How its text begins.
    beginning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mailbox: Option<MailboxId>,
    /// Until when it can be let in.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    /// Whether somebody let it in, and it is about to become a ticket or an answer.
    releasing: bool,
}

/// Why a message is held.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum HeldReason {
    Spam,
    Virus,
    /// The domain of its sender says that such mail is not theirs.
    Forged,
    /// Somebody blocked the sender.
    BlockedSender,
    /// It could not be dealt with; what was wrong may be over by now.
    Failed,
}

impl From<HeldBecause> for HeldReason {
    fn from(because: HeldBecause) -> Self {
        match because {
            HeldBecause::Spam => Self::Spam,
            HeldBecause::Virus => Self::Virus,
            HeldBecause::Forged => Self::Forged,
            HeldBecause::BlockedSender => Self::BlockedSender,
            HeldBecause::Failed => Self::Failed,
        }
    }
}

impl From<Held> for HeldMessage {
    fn from(held: Held) -> Self {
        Self {
            releasing: held.is_released(),
            raw: held.raw,
            received_at: held.received_at,
            because: held.because.into_iter().map(HeldReason::from).collect(),
            from: held.from,
            name: held.name,
            subject: held.subject,
            beginning: held.beginning,
            mailbox: held.mailbox,
            expires_at: Timestamp::from_second(held.expires_at).unwrap_or(held.received_at),
        }
    }
}

/// Which held message is meant.
#[derive(Deserialize, ToSchema)]
pub struct OneHeld {
    /// As the list names it.
    raw: String,
}

/// List held messages
#[utoipa::path(
    get, path = "/api/v1/desk/mail/held", tag = "mail", security(("agent" = [])),
    responses((status = 200, description = "The messages, the latest first.", body = HeldMessages), ListingHeld)
)]
pub async fn list_held(State(app): State<App>, _: Caller<Works>) -> Answer<HeldMessages> {
    let held = app.store.held(app.clock.now()).await?;
    Ok(axum::Json(HeldMessages { messages: held.into_iter().map(HeldMessage::from).collect() }))
}

/// Let a held message in
///
/// What its sender writes from now on is let in as well, whatever it looks like; not so where it may be that somebody else wrote it,
/// or where it carries a virus. It becomes a ticket, or an answer, within moments.
#[utoipa::path(
    post, path = "/api/v1/desk/mail/held/release", tag = "mail", request_body = OneHeld,
    security(("agent" = [])),
    responses((status = 204, description = "It is let in."), Releasing)
)]
pub async fn release_held(
    State(app): State<App>,
    caller: Caller<Works>,
    Json(OneHeld { raw }): Json<OneHeld>,
) -> Result<StatusCode, Problem> {
    let (held, said) = (app.held(&raw).await?, app.said(&caller));
    let doubtful = |because: &HeldBecause| matches!(because, HeldBecause::Forged | HeldBecause::Virus);
    // Each step can be done again, and the message stays in the list until the last has had its effect: whoever sees it there
    // releases it once more.
    if let Some(from) = held.from.filter(|_| !held.because.iter().any(doubtful)) {
        app.store.say_of(&from, &Verdict::Trusted(said.clone())).await?;
    }
    if !app.store.release(&raw, &said).await? {
        return Err(held_missing());
    }
    app.bus.tell_of_release(&raw).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Delete a held message
///
/// It is never let in. As it came it stays in the bucket for as long as the desk keeps mail.
#[utoipa::path(
    post, path = "/api/v1/desk/mail/held/delete", tag = "mail", request_body = OneHeld,
    security(("agent" = [])),
    responses((status = 204, description = "It is not held any more."), Releasing)
)]
pub async fn delete_held(
    State(app): State<App>,
    _: Caller<Works>,
    Json(OneHeld { raw }): Json<OneHeld>,
) -> Result<StatusCode, Problem> {
    app.held(&raw).await?;
    app.let_go(&raw).await
}

/// Block the sender of a held message
///
/// The message is deleted, and what its sender writes from now on is held.
#[utoipa::path(
    post, path = "/api/v1/desk/mail/held/block", tag = "mail", request_body = OneHeld,
    security(("agent" = [])),
    responses((status = 204, description = "The sender is blocked."), Blocking)
)]
pub async fn block_held(
    State(app): State<App>,
    caller: Caller<Works>,
    Json(OneHeld { raw }): Json<OneHeld>,
) -> Result<StatusCode, Problem> {
    let from = app.held(&raw).await?.from.ok_or_else(|| {
        let detail = "The message names no sender who could be blocked.";
        Problem::new(StatusCode::CONFLICT, "no_sender", detail)
    })?;
    app.store.say_of(&from, &Verdict::Blocked(app.said(&caller))).await?;
    app.let_go(&raw).await
}

fn held_missing() -> Problem {
    let detail = "The message is not held any more, or never was.";
    Problem::new(StatusCode::NOT_FOUND, "held_missing", detail)
}

impl App {
    async fn held(&self, raw: &str) -> Result<Held, Problem> {
        // Whatever can not lie in the bucket is not held either; the database would refuse to look for some of it.
        if raw.len() > LONGEST_NAME || raw.parse::<InboundKey>().is_err() {
            return Err(held_missing());
        }
        self.store.held_message(raw, self.clock.now()).await?.ok_or_else(held_missing)
    }

    async fn let_go(&self, raw: &str) -> Result<StatusCode, Problem> {
        if self.store.let_go(raw).await? { Ok(StatusCode::NO_CONTENT) } else { Err(held_missing()) }
    }

    pub(crate) fn said<P>(&self, caller: &Caller<P>) -> Said {
        Said { by: caller.actor(), at: self.clock.now() }
    }
}
