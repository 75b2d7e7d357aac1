//! The one way in which the desk changes a ticket: in the version that the agent saw, or not at all.

use std::str::FromStr;
use std::sync::Arc;

use axum::http::StatusCode;
use guichet_domain::{Actor, Agent, Attachment, Change, Command, Invalid, Rulebook, TicketId};
use guichet_runtime::{Caller, FieldError, IdempotencyKey, NewAttachment, Once, Problem, measure};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Extras, Stale, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::present::{Ticket, TicketDetail};
use crate::ticket::no_such_ticket;
use crate::timeline::{Entry, Names};
use crate::{Answer, App};

/// The version of a ticket that the caller saw.
#[derive(Deserialize, ToSchema)]
pub struct At {
    pub version: u64,
}

/// What became of a ticket since the version that the caller saw.
#[derive(ToSchema)]
pub struct Meanwhile {
    /// The ticket as it is now.
    current: Ticket,
    /// What happened after the version that the caller saw, oldest first.
    since: Vec<Entry>,
}

/// One field of a body that has no other to be wrong with it.
pub fn field<T: FromStr<Err = Invalid>>(name: &str, value: &str) -> Result<T, Problem> {
    value.parse().map_err(|error| Problem::validation(vec![FieldError::new(name, &error)]))
}

/// A well-formed name of something that the desk does not have.
pub fn unknown(field: &str, detail: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "validation_failed", "Some fields name what does not exist.")
        .with("errors", [FieldError::unknown(field, detail)])
}

/// Binds an agent's key to what the request asks for: an agent's keys are their own, and the same words as a note or on
/// another ticket are another request.
pub fn once_for(key: IdempotencyKey, agent: &Agent, what: &str, id: TicketId, body: &[u8]) -> Once {
    let asked = [format!("{what} {id}\n").as_bytes(), body].concat();
    key.once(format!("desk/{}", agent.id), &asked)
}

/// Whether a ticket changed in nothing but that a clock warned or ran out. The agent sees the clocks run and means the
/// answer all the same; to stop them for it would only make a late answer later.
fn is_only_time(error: &CommitError) -> bool {
    let CommitError::Stale(stale) = error else { return false };
    !stale.since.is_empty() && stale.since.iter().all(|recorded| recorded.event.is_passing_of_time())
}

/// How long the customer waited for the first answer, if this change gives it.
fn first_response_seconds(Change { before, after, .. }: &Change) -> Option<f64> {
    let waited_before = before.as_ref().is_some_and(|ticket| ticket.first_response_at.is_none());
    let answered_at = after.first_response_at.filter(|_| waited_before)?;
    Some(answered_at.duration_since(after.opened_at).as_secs_f64())
}

impl App {
    pub(crate) async fn change<P>(
        &self,
        caller: &Caller<P>,
        id: TicketId,
        version: u64,
        command: Command,
    ) -> Answer<TicketDetail> {
        self.change_once(caller, id, version, command, None).await
    }

    /// Writes a message with the files that it names on a ticket.
    pub(crate) async fn write<P>(
        &self,
        caller: &Caller<P>,
        id: TicketId,
        version: u64,
        named: &[NewAttachment],
        once: Option<Once>,
        command: impl FnOnce(Vec<Attachment>) -> Command,
    ) -> Answer<TicketDetail> {
        // The files of a message that was written before may have expired where they were sent to.
        if !named.is_empty()
            && let Some(once) = &once
            && once.earlier(&self.store, self.clock.now()).await?.is_some()
        {
            return self.detail(id, &caller.agent, &caller.desk).await;
        }
        let attachments = self.enclose(caller, id, named).await?;
        self.change_once(caller, id, version, command(attachments), once).await
    }

    /// Changes a ticket, once if the request has a key, and shows it as it then is.
    pub(crate) async fn change_once<P>(
        &self,
        caller: &Caller<P>,
        id: TicketId,
        version: u64,
        command: Command,
        once: Option<Once>,
    ) -> Answer<TicketDetail> {
        let Caller { agent, desk, .. } = caller;
        loop {
            // The ticket before the key: a request that was carried out in between shows in the key's record, never only
            // as a version that has moved on.
            let ticket = self.store.ticket(id).await?.ok_or_else(no_such_ticket)?;
            if let Some(once) = &once
                && once.earlier(&self.store, self.clock.now()).await?.is_some()
            {
                return self.detail(id, agent, desk).await;
            }
            if ticket.version != version {
                let error = self.store.stale_since(id, version).await?;
                if !is_only_time(&error) {
                    return Err(self.refused(error, desk).await);
                }
            }
            let actor = Actor::Agent { id: agent.id.clone() };
            let by = Deed { now: self.clock.now(), actor, desk };
            let change = match self.store.decide(&ticket, &by, command.clone()).await {
                Ok(change) => change,
                Err(UpdateError::Refused(refusal)) => return Err(refusal.into()),
                Err(UpdateError::Commit(error)) => return Err(error.into()),
            };
            let idempotency = once.as_ref().map(|once| once.record(id, by.now));
            match (self.store.commit(&change, Extras { idempotency, ..Extras::default() }).await, &once) {
                (Ok(()), _) => {
                    measure::note(|work| work.first_response_seconds = first_response_seconds(&change));
                    return self.detail(id, agent, desk).await;
                }
                // The same request was faster by another way; with another body, this says so.
                (Err(error @ CommitError::Repeated), Some(once)) => {
                    if once.earlier(&self.store, by.now).await?.is_none() {
                        return Err(Problem::internal(&error));
                    }
                    return self.detail(id, agent, desk).await;
                }
                (Err(error), _) if is_only_time(&error) => {}
                (Err(error), _) => return Err(self.refused(error, desk).await),
            }
        }
    }

    async fn refused(&self, error: CommitError, desk: &Arc<Rulebook>) -> Problem {
        match error {
            CommitError::Stale(stale) => self.stale(*stale, desk).await.unwrap_or_else(Problem::from),
            CommitError::Missing => no_such_ticket(),
            // A person may fill an agent beyond capacity, a command without a key repeats nothing, and an agent's tells nothing of
            // the customer: what is left is the database's affair.
            error => error.into(),
        }
    }

    async fn stale(&self, Stale { current, since }: Stale, desk: &Arc<Rulebook>) -> Result<Problem, StoreError> {
        let (names, pinned) = (Names::new(&current, desk), self.store.pinned(&current, desk).await?);
        let meanwhile =
            Meanwhile { current: Ticket::new(&current, &pinned, self.clock.now()), since: names.timeline(since) };
        let detail = "The ticket has changed since you opened it.";
        Ok(Problem::new(StatusCode::CONFLICT, "stale_version", detail)
            .with("current", meanwhile.current)
            .with("since", meanwhile.since))
    }
}
