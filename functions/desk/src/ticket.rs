//! Opening one ticket.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use std::sync::Arc;

use guichet_domain::{Agent, Rulebook, TicketId};
use guichet_runtime::{Caller, Problem, Reads, measure};
use guichet_store::Summary;
use utoipa::IntoParams;

use crate::cost::TicketCost;
use crate::present::{Allowed, CustomerDetail, MailDetail, Ticket, TicketDetail};
use crate::problems::Finding;
use crate::timeline::Names;
use crate::waiting::Waiting;
use crate::{Answer, App};

/// How many other tickets of a customer are shown beside one.
const EARLIER: i32 = 10;

pub(crate) fn no_such_ticket() -> Problem {
    Problem::not_found("There is no such ticket.")
}

/// The ticket that a path names. A name that no ticket can have names no ticket.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ById {
    /// The ticket's id.
    pub id: TicketId,
}

impl<S: Send + Sync> FromRequestParts<S> for ById {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(id) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| no_such_ticket())?;
        let id = id.parse().map_err(|_| no_such_ticket())?;
        measure::about(id);
        Ok(Self { id })
    }
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ByNumber {
    /// The number that people call the ticket by.
    #[param(example = 1042)]
    pub number: u64,
}

impl<S: Send + Sync> FromRequestParts<S> for ByNumber {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(number) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| no_such_ticket())?;
        number.parse().map(|number| Self { number }).map_err(|_| no_such_ticket())
    }
}

/// Open a ticket
#[utoipa::path(
    get, path = "/api/v1/desk/tickets/{id}", tag = "tickets", params(ById),
    security(("agent" = [])),
    responses((status = 200, description = "The ticket.", body = TicketDetail), Finding)
)]
pub async fn get_ticket(State(app): State<App>, caller: Caller<Reads>, ById { id }: ById) -> Answer<TicketDetail> {
    app.detail(id, &caller.agent, &caller.desk).await
}

/// Open a ticket by its number
#[utoipa::path(
    get, path = "/api/v1/desk/tickets/number/{number}", tag = "tickets", params(ByNumber),
    security(("agent" = [])),
    responses((status = 200, description = "The ticket.", body = TicketDetail), Finding)
)]
pub async fn get_ticket_by_number(
    State(app): State<App>,
    caller: Caller<Reads>,
    ByNumber { number }: ByNumber,
) -> Answer<TicketDetail> {
    let id = app.store.ticket_id_by_number(number).await?.ok_or_else(no_such_ticket)?;
    measure::about(id);
    app.detail(id, &caller.agent, &caller.desk).await
}

impl App {
    /// A ticket as it is now, for the eyes of an agent.
    pub(crate) async fn detail(&self, id: TicketId, caller: &Agent, desk: &Arc<Rulebook>) -> Answer<TicketDetail> {
        let found = self.store.ticket_with_commits(id).await?;
        let (ticket, commits, mails) = found.ok_or_else(no_such_ticket)?;
        let customer = ticket.customer.id;
        let waits = ticket.assignee.is_none() && ticket.state.is_active();
        let (known, standing, tickets, pinned, agents) = tokio::try_join!(
            self.store.customer(customer),
            self.store.standing_lately(&ticket.customer.email),
            self.store.tickets_of(customer, EARLIER + 1),
            self.store.pinned(&ticket, desk),
            async { if waits { self.store.agents(desk).await } else { Ok(Vec::new()) } },
        )?;
        let now = self.clock.now();
        let because = Waiting::new(desk, &agents, now).because(&Summary::from(&ticket));
        let cost = TicketCost::shown_to(caller, &ticket, &commits, &mails);
        let log = commits.into_iter().flat_map(|commit| commit.events).collect();
        Ok(axum::Json(TicketDetail {
            timeline: Names::new(&ticket, desk).timeline(log),
            customer: CustomerDetail::new(&ticket, known, standing, tickets),
            participants: ticket.participants.clone(),
            followers: ticket.followers.clone(),
            mails: mails.into_iter().map(MailDetail::from).collect(),
            allowed_states: ticket.state.choices().collect(),
            allowed: Allowed::new(&ticket, caller),
            ticket: Ticket::new(&ticket, &pinned, now).waiting(because),
            cost,
        }))
    }
}
