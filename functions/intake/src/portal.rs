//! A customer's own view of a ticket, by its private link: read, answer, say that it is settled or that it is not.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use guichet_domain::{Actor, Body, Command, State as TicketState, Ticket};
use guichet_runtime::{Fields, IdempotencyKey, JsonWithBytes, Once, Problem};
use guichet_store::{CommitError, Deed, Extras, tickets::UpdateError};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::link::{LinkHolder, link_invalid};
use crate::thread::present;
pub use crate::thread::{Author, PortalCustomer, PortalMessage, PortalTicket};

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PortalReply {
    #[schema(required = true)]
    message: String,
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
/// An answer to a resolved ticket reopens it.
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
    JsonWithBytes { value: PortalReply { message }, bytes }: JsonWithBytes<PortalReply>,
) -> Result<(StatusCode, Json<PortalTicket>), Problem> {
    let once = key.once(format!("reply {}", holder.ticket.id), &bytes);
    app.reply(&holder.ticket, &message, Some(once)).await?;
    Ok((StatusCode::CREATED, app.show(&holder.ticket).await?))
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
    app.change(&holder.ticket, resolve, None).await?;
    app.show(&holder.ticket).await
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
        app.reply(&holder.ticket, &message, once).await?;
    } else if !holder.ticket.state.is_active() {
        // To reopen what is open asks for nothing; a second click must not be an error.
        let reopen = Command::ChangeState { to: TicketState::Open, resolution: None, until: None };
        app.change(&holder.ticket, reopen, None).await?;
    }
    app.show(&holder.ticket).await
}

impl App {
    async fn reply(&self, ticket: &Ticket, message: &str, once: Option<Once>) -> Result<(), Problem> {
        let (mut fields, now) = (Fields::default(), self.clock.now());
        let body = fields.parse::<Body>("message", message);
        fields.finish()?;
        let Some(body) = body else { unreachable!("a message that could not be parsed was reported") };
        if let Some(once) = &once
            && once.earlier(&self.store, now).await?.is_some()
        {
            return Ok(());
        }
        self.limits.count_reply(&self.store, ticket.id, now).await?;
        self.change(ticket, Command::CustomerReply { body }, once).await
    }

    /// Carries out what a customer asks for, whatever happened to the ticket since they looked at it.
    async fn change(&self, ticket: &Ticket, command: Command, once: Option<Once>) -> Result<(), Problem> {
        let desk = self.store.rulebook().await?;
        let by = Deed { now: self.clock.now(), actor: Actor::Customer { id: ticket.customer.id }, desk: &desk };
        let idempotency = once.as_ref().map(|once| once.record(ticket.id, by.now));
        let extras = Extras { idempotency, ..Extras::default() };
        match (self.store.update(ticket.id, &by, |_| command.clone(), extras).await, once) {
            (Ok(_), _) => Ok(()),
            // The same request came twice at once, and the other one was faster.
            (Err(UpdateError::Commit(CommitError::Repeated)), Some(once)) => {
                let earlier = once.earlier(&self.store, by.now).await?;
                earlier.map(|_| ()).ok_or_else(|| Problem::internal(&"a repeated request has no record"))
            }
            (Err(UpdateError::Refused(refusal)), _) => Err(refusal.into()),
            (Err(UpdateError::Commit(error)), _) => Err(error.into()),
        }
    }

    /// The ticket as it is after a change, with what others did to it meanwhile.
    async fn show(&self, ticket: &Ticket) -> Result<Json<PortalTicket>, Problem> {
        let (ticket, log) = self.store.ticket_with_log(ticket.id).await?.ok_or_else(link_invalid)?;
        Ok(Json(present(&self.store, &ticket, &log, self.clock.now()).await?))
    }
}
