//! Who else is written to about a ticket, and who is told of it.

use axum::extract::State;
use guichet_domain::{Command, EmailAddress, Participant, PersonName, Visibility};
use guichet_runtime::{Caller, Fields, IdempotencyKey, Json, JsonWithBytes, NewAttachment, Notes, Works};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Extras};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::change::once_for;
use crate::present::TicketDetail;
use crate::problems::{Following, Forwarding, Participating};
use crate::ticket::{ById, no_such_ticket};
use crate::{Answer, App};

/// Somebody outside the desk.
#[derive(Deserialize, ToSchema)]
pub struct NewParticipant {
    #[schema(format = Email)]
    email: String,
    name: Option<String>,
}

/// All people who are to be written to, beside the customer.
#[derive(Deserialize, ToSchema)]
pub struct SetParticipants {
    version: u64,
    #[schema(max_items = 30)]
    participants: Vec<NewParticipant>,
}

#[derive(Deserialize, ToSchema)]
pub struct SetFollowing {
    /// The version that the caller saw; the ticket as it is, if absent.
    version: Option<u64>,
    follows: bool,
}

/// A ticket that is sent to somebody else.
#[derive(Deserialize, ToSchema)]
pub struct Forward {
    version: u64,
    to: NewParticipant,
    /// What they have to know. What was written on the ticket follows it in the mail.
    #[schema(max_length = 50_000)]
    body: String,
    #[serde(default)]
    #[schema(max_items = 50)]
    attachments: Vec<NewAttachment>,
    /// Who reads what they answer.
    replies: Visibility,
}

impl NewParticipant {
    fn parse(&self, at: &str, fields: &mut Fields) -> Option<Participant> {
        let email = fields.parse::<EmailAddress>(&format!("{at}.email"), &self.email);
        let name = fields.parse_optional::<PersonName>(&format!("{at}.name"), self.name.as_deref());
        Some(Participant { email: email?, name })
    }
}

/// Set who else is written to
///
/// Answers to the customer go to them as well, and they may write on the ticket. The customer need not be among them.
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/participants", tag = "conversation", params(ById),
    request_body = SetParticipants, security(("agent" = [])),
    responses((status = 200, description = "The ticket with its participants.", body = TicketDetail), Participating)
)]
pub async fn set_participants(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetParticipants>,
) -> Answer<TicketDetail> {
    let (mut fields, mut participants) = (Fields::default(), Vec::new());
    for (index, participant) in set.participants.iter().enumerate() {
        participants.extend(participant.parse(&format!("participants[{index}]"), &mut fields));
    }
    fields.finish()?;
    app.change(&caller, id, set.version, Command::SetParticipants(participants)).await
}

/// Follow a ticket, or follow it no more
///
/// Who follows a ticket is told by mail what customers and agents write to each other on it.
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/following", tag = "conversation", params(ById),
    request_body = SetFollowing, security(("agent" = [])),
    responses((status = 200, description = "The ticket with its followers.", body = TicketDetail), Following)
)]
pub async fn set_following(
    State(app): State<App>,
    caller: Caller<Notes>,
    ById { id }: ById,
    Json(SetFollowing { version, follows }): Json<SetFollowing>,
) -> Answer<TicketDetail> {
    let command = Command::Follow { agent: caller.agent.id.clone(), follows };
    if let Some(version) = version {
        return app.change(&caller, id, version, command).await;
    }
    let by = Deed { now: app.clock.now(), actor: caller.actor(), desk: &caller.desk };
    match app.store.update(id, &by, |_| command.clone(), Extras::default()).await {
        Ok(_) => app.detail(id, &caller.agent, &caller.desk).await,
        Err(UpdateError::Refused(refusal)) => Err(refusal.into()),
        Err(UpdateError::Commit(CommitError::Missing)) => Err(no_such_ticket()),
        Err(UpdateError::Commit(error)) => Err(error.into()),
    }
}

/// Send a ticket to somebody else
///
/// By mail, to somebody outside the desk who can help. What they answer comes back to the ticket, as a note or for everybody.
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/forwards", tag = "conversation", request_body = Forward,
    security(("agent" = [])),
    params(
        ById,
        ("Idempotency-Key" = String, Header, description = "Made once for a forward and kept through every retry."),
    ),
    responses((status = 200, description = "The ticket with the forward.", body = TicketDetail), Forwarding)
)]
pub async fn forward_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    key: IdempotencyKey,
    JsonWithBytes { value: forward, bytes }: JsonWithBytes<Forward>,
) -> Answer<TicketDetail> {
    let once = once_for(key, &caller.agent, "forward", id, &bytes);
    let mut fields = Fields::default();
    let to = forward.to.parse("to", &mut fields);
    let body = fields.parse("body", &forward.body);
    fields.finish()?;
    let (Some(to), Some(body)) = (to, body) else { unreachable!("a field that could not be parsed was reported") };
    let replies = forward.replies;
    app.write(&caller, id, forward.version, &forward.attachments, Some(once), |attachments| Command::Forward {
        to,
        body,
        attachments,
        replies,
    })
    .await
}
