//! Whose turn it is next, and by which service levels: other tiers, reminders, policies.

use axum::extract::State;
use guichet_domain::clock::measure::measured;
use guichet_domain::{Body, Command, CountedHours, TeamId};
use guichet_runtime::{Caller, Json, Works};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::change::{At, field, unknown};
use crate::present::TicketDetail;
use crate::problems::{Escalating, Reminding, Setting};
use crate::ticket::{ById, no_such_ticket};
use crate::{Answer, App};

#[derive(Deserialize, ToSchema)]
pub struct Escalate {
    version: u64,
    /// A team of another tier. The one that the ticket's team escalates to, if absent.
    team: Option<String>,
    /// What its people must know.
    note: String,
}

#[derive(Deserialize, ToSchema)]
pub struct SetReminder {
    version: u64,
    /// When to be told of the ticket; absent to be told no more.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
}

/// Hand a ticket to another tier
///
/// Up to the team that knows more, or back down, with a note for those who take over. Whoever had the ticket has it no longer.
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/escalate", tag = "assignment", params(ById), request_body = Escalate,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its new team.", body = TicketDetail), Escalating)
)]
pub async fn escalate_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(escalate): Json<Escalate>,
) -> Answer<TicketDetail> {
    let note: Body = field("note", &escalate.note)?;
    let to = match &escalate.team {
        Some(team) => {
            let team: TeamId = field("team", team)?;
            caller.desk.team(&team).ok_or_else(|| unknown("team", "There is no such team."))?.id.clone()
        }
        None => {
            let ticket = app.store.ticket(id).await?.ok_or_else(no_such_ticket)?;
            let next = caller.desk.team(&ticket.team).and_then(|team| team.escalates_to.clone());
            next.ok_or_else(|| unknown("team", "The ticket's team escalates to no other; name one."))?
        }
    };
    app.change(&caller, id, escalate.version, Command::Escalate { to, note }).await
}

/// Be reminded of a ticket
///
/// By a mail to the caller. A ticket has one reminder: a new one takes the place of what was set before.
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/reminder", tag = "properties", params(ById), request_body = SetReminder,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its reminder.", body = TicketDetail), Reminding)
)]
pub async fn set_reminder(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetReminder>,
) -> Answer<TicketDetail> {
    app.change(&caller, id, set.version, Command::Remind(set.at)).await
}

/// Apply the service levels as they are now
///
/// A ticket keeps the version that it was given. What it has taken so far is kept.
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/policy", tag = "properties", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its clocks.", body = TicketDetail), Setting)
)]
pub async fn apply_policy(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    let log = app.store.log(id).await?;
    let spent = measured(id, &log, &caller.desk, CountedHours::Business, app.clock.now());
    app.change(&caller, id, at.version, Command::ApplyPolicy { spent }).await
}
