//! The caller, and whom they work with.

use std::collections::BTreeSet;

use axum::extract::State;
use guichet_domain::{
    Agent, AgentId, Availability, Command, EmailAddress, Invalid, Label, Locale, OutOfOffice, PersonName, Role, Team,
    TeamId, Ticket, Tier,
};
use guichet_runtime::{Caller, FieldError, Json, Problem, Reads, Works};
use guichet_store::tickets::UpdateError;
use guichet_store::{Deed, Extras, Queue};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::change::unknown;
use crate::problems::{Reading, SettingAvailability, SettingOutOfOffice};
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
    #[serde(skip_serializing_if = "Option::is_none")]
    out_of_office: Option<OutOfOffice>,
    /// The most active tickets that assignment gives them.
    capacity: u32,
    /// Active tickets assigned to them.
    open_load: u32,
}

impl From<Agent> for Me {
    fn from(agent: Agent) -> Self {
        let Agent { id, name, email, role, locale, teams, availability, out_of_office, capacity, open_load, .. } =
            agent;
        Self { id, name, email, role, locale, teams, availability, out_of_office, capacity, open_load }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct SetAvailability {
    availability: Availability,
}

#[derive(Deserialize, ToSchema)]
pub struct SetOutOfOffice {
    /// Absent to be there.
    out_of_office: Option<OutOfOffice>,
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
    /// The team of a higher tier that its tickets go to next.
    #[serde(skip_serializing_if = "Option::is_none")]
    escalates_to: Option<TeamId>,
}

impl From<&Team> for TeamSummary {
    fn from(team: &Team) -> Self {
        let Team { id, name, tier, escalates_to, .. } = team.clone();
        Self { id, name, tier, escalates_to }
    }
}

/// Who am I
#[utoipa::path(
    get, path = "/api/v1/desk/me", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "The caller.", body = Me), Reading)
)]
pub async fn get_me(State(app): State<App>, caller: Caller<Reads>) -> Answer<Me> {
    app.me(&caller).await
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
    app.store.set_availability(&caller.agent.id, availability).await?;
    if availability == Availability::Away {
        app.hand_back(&caller).await?;
    }
    app.me(&caller).await
}

/// Say when you are out of office
///
/// Nothing is given to you in that time. Customers whom you had last go to your substitute, where your team wants them to stay with
/// their agent.
#[utoipa::path(
    put, path = "/api/v1/desk/me/out-of-office", tag = "people", request_body = SetOutOfOffice,
    security(("agent" = [])),
    responses((status = 200, description = "The caller.", body = Me), SettingOutOfOffice)
)]
pub async fn set_out_of_office(
    State(app): State<App>,
    caller: Caller<Works>,
    Json(SetOutOfOffice { out_of_office }): Json<SetOutOfOffice>,
) -> Answer<Me> {
    if let Some(OutOfOffice { from, until, substitute }) = &out_of_office {
        if until <= from {
            let why = Invalid::Malformed("the end comes before the beginning");
            return Err(Problem::validation(vec![FieldError::new("out_of_office.until", &why)]));
        }
        let is_known = |agent: &AgentId| *agent != caller.agent.id && caller.desk.configuration.agent(agent).is_some();
        if substitute.as_ref().is_some_and(|agent| !is_known(agent)) {
            return Err(unknown("out_of_office.substitute", "There is no such colleague."));
        }
    }
    app.store.set_out_of_office(&caller.agent.id, out_of_office.as_ref()).await?;
    app.me(&caller).await
}

/// How many of an agent's tickets are looked at in one piece.
const HANDED_BACK: usize = 50;

impl App {
    /// Puts back what the caller's teams want back from who goes away. Assignment hears of it and gives it to others.
    async fn hand_back(&self, caller: &Caller<Works>) -> Result<(), Problem> {
        let queue = Queue::AssignedTo(caller.agent.id.clone());
        let mut after = None;
        loop {
            let page = self.store.page(&queue, after.as_ref(), HANDED_BACK).await?;
            for listed in &page.tickets {
                let team = caller.desk.team(&listed.team).map(|team| team.hand_back_when_away).unwrap_or_default();
                let Some(ticket) = self.store.ticket(listed.id).await? else { continue };
                if !team.includes(ticket.state, ticket.first_response_at.is_some()) {
                    continue;
                }
                let by = Deed { now: self.clock.now(), actor: caller.actor(), desk: &caller.desk };
                let mine = |ticket: &Ticket| match ticket.assignee.as_ref() == Some(&caller.agent.id) {
                    true => Command::Unassign,
                    // Somebody was faster.
                    false => Command::Tick,
                };
                match self.store.update(listed.id, &by, mine, Extras::default()).await {
                    // What has come to an end meanwhile is nobody's to do.
                    Ok(_) | Err(UpdateError::Refused(_)) => {}
                    Err(UpdateError::Commit(error)) => return Err(error.into()),
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn me<P>(&self, caller: &Caller<P>) -> Answer<Me> {
        let agent = self.store.agent(&caller.desk, &caller.agent.id).await?;
        let agent = agent.unwrap_or_else(|| caller.agent.clone());
        Ok(axum::Json(agent.into()))
    }
}

/// List the agents
#[utoipa::path(
    get, path = "/api/v1/desk/agents", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "Every agent of the desk.", body = AgentList), Reading)
)]
pub async fn list_agents(State(app): State<App>, caller: Caller<Reads>) -> Answer<AgentList> {
    let agents = app.store.agents(&caller.desk).await?.into_iter().map(AgentSummary::from).collect();
    Ok(axum::Json(AgentList { agents }))
}

/// List the teams
#[utoipa::path(
    get, path = "/api/v1/desk/teams", tag = "people", security(("agent" = [])),
    responses((status = 200, description = "Every team of the desk.", body = TeamList), Reading)
)]
pub async fn list_teams(caller: Caller<Reads>) -> Answer<TeamList> {
    let teams = caller.desk.configuration.teams.iter().map(TeamSummary::from).collect();
    Ok(axum::Json(TeamList { teams }))
}
