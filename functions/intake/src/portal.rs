//! A customer's own view of a ticket, by its private link: read, answer, say that it is settled or that it is not.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use guichet_domain::{
    Actor, Body, Carried, Channel, Command, Context, FollowUpTicket, Refusal, Rulebook, State as TicketState, Ticket,
    TicketId,
};
use guichet_runtime::{Enclosed, Fields, IdempotencyKey, JsonWithBytes, NewAttachment, Once, Problem, ids};
use guichet_store::{CommitError, Deed, Extras, tickets::UpdateError};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::link::{LinkHolder, link_invalid};
use crate::thread::present;
pub use crate::thread::{Author, PortalCustomer, PortalFile, PortalMessage, PortalTicket};

/// Among how many of a customer's latest tickets the one that follows another is looked for.
const FOLLOWING: i32 = 50;

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PortalReply {
    #[schema(required = true)]
    message: String,
    #[schema(max_items = 50)]
    attachments: Vec<NewAttachment>,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PortalReopen {
    /// What is still wrong.
    message: Option<String>,
}

/// The ticket of a private link
#[utoipa::path(
    get,
    path = "/api/v1/portal/ticket",
    tag = "portal",
    security(("link" = [])),
    responses(
        (status = 200, description = "The ticket", body = PortalTicket),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn read_ticket(State(app): State<Arc<App>>, holder: LinkHolder) -> Result<Json<PortalTicket>, Problem> {
    Ok(Json(present(&app.store, &holder.ticket, &holder.log, app.clock.now()).await?))
}

/// Answer on the ticket
///
/// An answer to a resolved ticket reopens it. What becomes of one to a closed ticket is for its team to say: it reopens the ticket,
/// opens another that goes on with it (`follow_up`), or is refused (`ticket_closed`).
#[utoipa::path(
    post,
    path = "/api/v1/portal/replies",
    tag = "portal",
    security(("link" = [])),
    params(("Idempotency-Key" = String, Header, description = "Made once for a message and kept through every retry.")),
    request_body = PortalReply,
    responses(
        (status = 201, description = "The ticket with the answer", body = PortalTicket),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn reply_as_customer(
    State(app): State<Arc<App>>,
    holder: LinkHolder,
    key: IdempotencyKey,
    JsonWithBytes { value: PortalReply { message, attachments }, bytes }: JsonWithBytes<PortalReply>,
) -> Result<(StatusCode, Json<PortalTicket>), Problem> {
    let once = key.once(format!("reply {}", holder.ticket.id), &bytes);
    let answered = app.reply(&holder.ticket, &message, &attachments, Some(once)).await?;
    Ok((StatusCode::CREATED, app.show(&holder.ticket, answered).await?))
}

/// Say that the ticket is settled
#[utoipa::path(
    post,
    path = "/api/v1/portal/resolve",
    tag = "portal",
    security(("link" = [])),
    responses(
        (status = 200, description = "The resolved ticket", body = PortalTicket),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn resolve_as_customer(
    State(app): State<Arc<App>>,
    holder: LinkHolder,
) -> Result<Json<PortalTicket>, Problem> {
    let resolve = Command::ChangeState { to: TicketState::Resolved, resolution: None, until: None };
    app.change(&holder.ticket, resolve).await?;
    app.show(&holder.ticket, holder.ticket.id).await
}

/// Say that a resolved ticket is not settled
///
/// With a message this is the same as to answer; an `Idempotency-Key` is then honoured, though not required.
#[utoipa::path(
    post,
    path = "/api/v1/portal/reopen",
    tag = "portal",
    security(("link" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Keeps a message from being added twice.")),
    request_body = PortalReopen,
    responses(
        (status = 200, description = "The open ticket", body = PortalTicket),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn reopen_as_customer(
    State(app): State<Arc<App>>,
    holder: LinkHolder,
    key: Option<IdempotencyKey>,
    JsonWithBytes { value: PortalReopen { message }, bytes }: JsonWithBytes<PortalReopen>,
) -> Result<Json<PortalTicket>, Problem> {
    if let Some(message) = message.filter(|message| !message.trim().is_empty()) {
        let once = key.map(|key| key.once(format!("reopen {}", holder.ticket.id), &bytes));
        let answered = app.reply(&holder.ticket, &message, &[], once).await?;
        return app.show(&holder.ticket, answered).await;
    }
    if !holder.ticket.state.is_active() {
        // To reopen what is open asks for nothing; a second click must not be an error.
        let reopen = Command::ChangeState { to: TicketState::Open, resolution: None, until: None };
        app.change(&holder.ticket, reopen).await?;
    }
    app.show(&holder.ticket, holder.ticket.id).await
}

impl App {
    /// Adds what a customer wrote to the ticket, or to the one that follows it. Answers with which.
    async fn reply(
        &self,
        ticket: &Ticket,
        message: &str,
        named: &[NewAttachment],
        once: Option<Once>,
    ) -> Result<TicketId, Problem> {
        let (mut fields, now) = (Fields::default(), self.clock.now());
        let body = fields.parse::<Body>("message", message);
        fields.finish()?;
        let Some(body) = body else { unreachable!("a message that could not be parsed was reported") };
        if let Some(once) = &once
            && let Some(earlier) = once.earlier(&self.store, now).await?
        {
            return Ok(earlier);
        }
        self.limits.count_reply(&self.store, ticket.id, now).await?;
        let desk = self.store.rulebook().await?;
        let following = self.last_to_follow(ticket).await?;
        let ticket = following.as_ref().unwrap_or(ticket);
        let (limits, room) = (desk.configuration.desk.attachments, ticket.room_for_customer(&desk, now));
        let enclosed = Enclosed::look_at(&self.files, limits, room, named).await?;
        let carried = Carried::files(enclosed.keep(&self.files).await?);
        let command = Command::CustomerReply { body: body.clone(), carried: carried.clone(), participants: Vec::new() };
        match self.attempt(ticket, command, once.as_ref()).await? {
            Err(Refusal::TicketClosed) if ticket.is_followed_up(&desk) => {
                self.follow_up(ticket, body, carried, once.as_ref(), &desk).await
            }
            outcome => Ok(outcome?),
        }
    }

    /// The ticket that goes on with a closed one by now, at the end of the row if that was closed and followed as well.
    async fn last_to_follow(&self, ticket: &Ticket) -> Result<Option<Ticket>, Problem> {
        if ticket.state != TicketState::Closed {
            return Ok(None);
        }
        let others = self.store.tickets_of(ticket.customer.id, FOLLOWING).await?;
        let next = |of: TicketId| others.iter().find(|other| other.follow_up_of == Some(of)).map(|other| other.id);
        let Some(last) = std::iter::successors(next(ticket.id), |id| next(*id)).last() else { return Ok(None) };
        Ok(self.store.ticket(last).await?)
    }

    /// Opens a ticket that goes on with a closed one.
    async fn follow_up(
        &self,
        closed: &Ticket,
        body: Body,
        carried: Carried,
        once: Option<&Once>,
        desk: &Rulebook,
    ) -> Result<TicketId, Problem> {
        let now = self.clock.now();
        let (id, number) = (ids::ticket_id(now), self.store.draw_number().await?);
        let link_seed = ids::link_seed().map_err(|error| Problem::internal(&error))?;
        let context = Context { now, actor: Actor::Customer { id: closed.customer.id }, desk, pinned: desk };
        let change = closed
            .follow_up(FollowUpTicket { id, number, body, carried, channel: Channel::Portal, link_seed }, &context);
        let extras = Extras {
            idempotency: once.map(|once| once.record(id, now)),
            link: Some(self.token(&change.after)?.link(id, now)),
            ..Extras::default()
        };
        match (self.store.commit(&change, extras).await, once) {
            (Ok(()), _) => Ok(id),
            (Err(CommitError::Repeated), Some(once)) => self.repeated(once, now).await,
            (Err(error), _) => Err(error.into()),
        }
    }

    /// What the same request did that came at the same time and was faster.
    async fn repeated(&self, once: &Once, now: Timestamp) -> Result<TicketId, Problem> {
        let earlier = once.earlier(&self.store, now).await?;
        earlier.ok_or_else(|| Problem::internal(&"a repeated request has no record"))
    }

    async fn change(&self, ticket: &Ticket, command: Command) -> Result<(), Problem> {
        self.attempt(ticket, command, None).await??;
        Ok(())
    }

    /// Carries out what a customer asks for, whatever happened to the ticket since they looked at it. Answers with the ticket
    /// that was changed.
    async fn attempt(
        &self,
        ticket: &Ticket,
        command: Command,
        once: Option<&Once>,
    ) -> Result<Result<TicketId, Refusal>, Problem> {
        let desk = self.store.rulebook().await?;
        let by = Deed { now: self.clock.now(), actor: Actor::Customer { id: ticket.customer.id }, desk: &desk };
        let idempotency = once.map(|once| once.record(ticket.id, by.now));
        let extras = Extras { idempotency, ..Extras::default() };
        match (self.store.update(ticket.id, &by, |_| command.clone(), extras).await, once) {
            (Ok(_), _) => Ok(Ok(ticket.id)),
            (Err(UpdateError::Commit(CommitError::Repeated)), Some(once)) => {
                Ok(Ok(self.repeated(once, by.now).await?))
            }
            (Err(UpdateError::Refused(refusal)), _) => Ok(Err(refusal)),
            (Err(UpdateError::Commit(error)), _) => Err(error.into()),
        }
    }

    /// The ticket as it is after a change, with what others did to it meanwhile, and with the way to the ticket that was
    /// changed in its place.
    async fn show(&self, ticket: &Ticket, changed: TicketId) -> Result<Json<PortalTicket>, Problem> {
        let (ticket, log) = self.store.ticket_with_log(ticket.id).await?.ok_or_else(link_invalid)?;
        let shown = present(&self.store, &ticket, &log, self.clock.now()).await?;
        let follow_up = if changed == ticket.id { None } else { Some(self.repeat_receipt(changed).await?) };
        Ok(Json(PortalTicket { follow_up, ..shown }))
    }
}
