//! Who works on a ticket. A person may give an agent more than their capacity; only assignment by itself may not.

use axum::extract::State;
use guichet_domain::{AgentId, Assignee, AssignmentReason, Command};
use guichet_runtime::{Caller, Json, Works};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::change::{At, field, unknown};
use crate::present::TicketDetail;
use crate::problems::{Assigning, Unassigning};
use crate::ticket::ById;
use crate::{Answer, App};

#[derive(Deserialize, ToSchema)]
pub struct Assign {
    version: u64,
    /// The id of the agent who is to have the ticket.
    agent: String,
}

/// Take a ticket that nobody has
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/claim", tag = "assignment", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket, now yours.", body = TicketDetail), Assigning)
)]
pub async fn claim_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    let assignee = Assignee { agent: caller.agent.clone(), reason: AssignmentReason::Claimed };
    app.change(&caller, id, at.version, Command::Claim(assignee)).await
}

/// Give a ticket to an agent
///
/// The agent must belong to the ticket's team. Whoever had the ticket before has it no longer.
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/assign", tag = "assignment", params(ById), request_body = Assign,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its new agent.", body = TicketDetail), Assigning)
)]
pub async fn assign_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(assign): Json<Assign>,
) -> Answer<TicketDetail> {
    let agent: AgentId = field("agent", &assign.agent)?;
    let agent =
        app.store.agent(&caller.desk, &agent).await?.ok_or_else(|| unknown("agent", "There is no such agent."))?;
    let assignee = Assignee { agent, reason: AssignmentReason::Manual };
    app.change(&caller, id, assign.version, Command::Assign(assignee)).await
}

/// Put a ticket back into its team's queue
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/unassign", tag = "assignment", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket, now nobody's.", body = TicketDetail), Unassigning)
)]
pub async fn unassign_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    app.change(&caller, id, at.version, Command::Unassign).await
}
