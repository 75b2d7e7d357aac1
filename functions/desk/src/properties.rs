//! What a ticket is and how it stands.

use std::collections::BTreeSet;

use axum::extract::State;
use guichet_domain::{Command, Invalid, Level, Priority, Resolution, State as TicketState, Tag, TeamId, TicketType};
use guichet_runtime::{Caller, FieldError, Fields, Json, Problem, Works, ids};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::change::{At, field, unknown};
use crate::present::TicketDetail;
use crate::problems::{Moving, Restoring, Revoking, Setting, SettingAside, SettingTags};
use crate::ticket::ById;
use crate::{Answer, App};

#[derive(Deserialize, ToSchema)]
pub struct SetState {
    version: u64,
    state: TicketState,
    /// For a ticket that is resolved or closed; `solved` if nothing is said.
    resolution: Option<Resolution>,
    /// When a scheduled ticket comes back; needed for `scheduled` and without meaning for any other state.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// Either the priority itself, or urgency and impact from which it follows.
#[derive(Deserialize, ToSchema)]
pub struct SetPriority {
    version: u64,
    priority: Option<Priority>,
    urgency: Option<Level>,
    impact: Option<Level>,
}

#[derive(Deserialize, ToSchema)]
pub struct SetType {
    version: u64,
    #[serde(rename = "type")]
    ticket_type: TicketType,
}

#[derive(Deserialize, ToSchema)]
pub struct SetTeam {
    version: u64,
    team: String,
}

/// All tags that the ticket is to have.
#[derive(Deserialize, ToSchema)]
pub struct SetTags {
    version: u64,
    #[schema(max_items = 20)]
    tags: Vec<String>,
}

/// Move a ticket to another state
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/state", tag = "properties", params(ById), request_body = SetState,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket in its new state.", body = TicketDetail), Moving)
)]
pub async fn set_state(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetState>,
) -> Answer<TicketDetail> {
    let command = Command::ChangeState { to: set.state, resolution: set.resolution, until: set.until };
    app.change(&caller, id, set.version, command).await
}

/// Set the priority
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/priority", tag = "properties", params(ById), request_body = SetPriority,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its priority.", body = TicketDetail), Setting)
)]
pub async fn set_priority(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetPriority>,
) -> Answer<TicketDetail> {
    let command = match (set.priority, set.urgency, set.impact) {
        (Some(priority), None, None) => Command::SetPriority(priority),
        (None, Some(urgency), Some(impact)) => Command::SetUrgencyAndImpact { urgency, impact },
        _ => {
            let why = Invalid::Malformed("either a priority is expected, or both urgency and impact");
            return Err(Problem::validation(vec![FieldError::new("priority", &why)]));
        }
    };
    app.change(&caller, id, set.version, command).await
}

/// Set the type
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/type", tag = "properties", params(ById), request_body = SetType,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its type.", body = TicketDetail), Setting)
)]
pub async fn set_type(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetType>,
) -> Answer<TicketDetail> {
    app.change(&caller, id, set.version, Command::SetType(set.ticket_type)).await
}

/// Hand a ticket to another team
///
/// Whoever had the ticket has it no longer: the new team finds it unassigned.
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/team", tag = "properties", params(ById), request_body = SetTeam,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with its new team.", body = TicketDetail), Setting)
)]
pub async fn set_team(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetTeam>,
) -> Answer<TicketDetail> {
    let team: TeamId = field("team", &set.team)?;
    let team = caller.desk.team(&team).ok_or_else(|| unknown("team", "There is no such team."))?;
    app.change(&caller, id, set.version, Command::SetTeam(team.id.clone())).await
}

/// Set the tags
#[utoipa::path(
    put, path = "/api/v1/desk/tickets/{id}/tags", tag = "properties", params(ById), request_body = SetTags,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket with these tags.", body = TicketDetail), SettingTags)
)]
pub async fn set_tags(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(set): Json<SetTags>,
) -> Answer<TicketDetail> {
    let mut fields = Fields::default();
    let tags: BTreeSet<Tag> = set.tags.iter().filter_map(|tag| fields.parse("tags", tag)).collect();
    fields.finish()?;
    app.change(&caller, id, set.version, Command::SetTags(tags)).await
}

/// Set a ticket aside as spam
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/spam", tag = "properties", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket, set aside.", body = TicketDetail), SettingAside)
)]
pub async fn mark_spam(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    app.change(&caller, id, at.version, Command::MarkSpam).await
}

/// Bring back a ticket that was set aside
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/restore", tag = "properties", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket, back where it was.", body = TicketDetail), Restoring)
)]
pub async fn restore_ticket(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    app.change(&caller, id, at.version, Command::Restore).await
}

/// Invalidate the customer's private link
///
/// For a link that got into the wrong hands. The next mail to the customer carries a new one.
#[utoipa::path(
    post, path = "/api/v1/desk/tickets/{id}/link/revoke", tag = "properties", params(ById), request_body = At,
    security(("agent" = [])),
    responses((status = 200, description = "The ticket; its links so far open nothing.", body = TicketDetail), Revoking)
)]
pub async fn revoke_link(
    State(app): State<App>,
    caller: Caller<Works>,
    ById { id }: ById,
    Json(at): Json<At>,
) -> Answer<TicketDetail> {
    let seed = ids::link_seed().map_err(|error| Problem::internal(&error))?;
    app.change(&caller, id, at.version, Command::RevokeLink { seed }).await
}
