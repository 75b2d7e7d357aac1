//! The caller, and whom they work with.

use std::collections::BTreeSet;

use axum::extract::State;
use guichet_domain::{Agent, AgentId, Availability, EmailAddress, Label, Locale, PersonName, Role, Team, TeamId, Tier};
use guichet_runtime::{Caller, Json, Problem, Reads, Works};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problems::{Reading, SettingAvailability};
use crate::{Answer, App};

/// The caller's own record.
#[derive(Serialize, ToSchema)]
pub struct Me {
    id: AgentId,
    name: PersonName,
    email: EmailAddress,
    role: Role,
    locale: Locale,
    teams: BTreeSet<TeamId>,
    availability: Availability,
    /// The most active tickets that assignment gives them.
    capacity: u32,
    /// Active tickets assigned to them.
    open_load: u32,
}

impl From<Agent> for Me {
    fn from(agent: Agent) -> Self {
        let Agent { id, name, email, role, locale, teams, availability, capacity, open_load, .. } = agent;
        Self { id, name, email, role, locale, teams, availability, capacity, open_load }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct SetAvailability {
    availability: Availability,
}

#[derive(Serialize, ToSchema)]
pub struct AgentList {
    agents: Vec<AgentSummary>,
}

#[derive(Serialize, ToSchema)]
struct AgentSummary {
    id: AgentId,
    name: PersonName,
    role: Role,
    teams: BTreeSet<TeamId>,
    availability: Availability,
    capacity: u32,
    open_load: u32,
}

impl From<Agent> for AgentSummary {
    fn from(agent: Agent) -> Self {
        let Agent { id, name, role, teams, availability, capacity, open_load, .. } = agent;
        Self { id, name, role, teams, availability, capacity, open_load }
    }
}

#[derive(Serialize, ToSchema)]
pub struct TeamList {
    teams: Vec<TeamSummary>,
}

#[derive(Serialize, ToSchema)]
struct TeamSummary {
    id: TeamId,
    name: Label,
    tier: Tier,
}

impl From<Team> for TeamSummary {
    fn from(Team { id, name, tier, .. }: Team) -> Self {
        Self { id, name, tier }
    }
}

/// Who am I
#[utoipa::path(
    get, path = "/api/v1/desk/me", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "The caller.", body = Me), Reading)
)]
pub async fn get_me(State(app): State<App>, caller: Caller<Reads>) -> Answer<Me> {
    app.me(&caller.agent.id).await
}

/// Say whether you take work
#[utoipa::path(
    put, path = "/api/v1/desk/me/availability", tag = "people", request_body = SetAvailability,
    security(("agent" = [])),
    responses((status = 200, description = "The caller, with the new availability.", body = Me), SettingAvailability)
)]
pub async fn set_availability(
    State(app): State<App>,
    caller: Caller<Works>,
    Json(SetAvailability { availability }): Json<SetAvailability>,
) -> Answer<Me> {
    if !app.store.set_availability(&caller.agent.id, availability).await? {
        return Err(removed());
    }
    app.me(&caller.agent.id).await
}

fn removed() -> Problem {
    Problem::not_found("Your account was removed from this desk.")
}

impl App {
    async fn me(&self, id: &AgentId) -> Answer<Me> {
        let agent = self.store.agent(id).await?.ok_or_else(removed)?;
        Ok(axum::Json(agent.into()))
    }
}

/// List the agents
#[utoipa::path(
    get, path = "/api/v1/desk/agents", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "Every agent of the desk.", body = AgentList), Reading)
)]
pub async fn list_agents(State(app): State<App>, _: Caller<Reads>) -> Answer<AgentList> {
    let agents = app.store.agents().await?.into_iter().map(AgentSummary::from).collect();
    Ok(axum::Json(AgentList { agents }))
}

/// List the teams
#[utoipa::path(
    get, path = "/api/v1/desk/teams", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "Every team of the desk.", body = TeamList), Reading)
)]
pub async fn list_teams(State(app): State<App>, _: Caller<Reads>) -> Answer<TeamList> {
    let teams = app.store.teams().await?.into_iter().map(TeamSummary::from).collect();
    Ok(axum::Json(TeamList { teams }))
}
