//! What supervisors ask: how it stands now, and how well promises are kept.

use std::collections::BTreeSet;
use std::str::FromStr;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use guichet_domain::{
    Agent, AgentId, Availability, Invalid, Label, Metric, PersonName, PolicyId, Role, SlaStatus, TeamId, Tier,
};
use guichet_runtime::{Caller, FieldError, Fields, Oversees, Problem};
use guichet_store::{Attainment, Queue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::present::TicketSummary;
use crate::problems::{Overseeing, Reporting};
use crate::views::shown;
use crate::{Answer, App};

/// Among how many of the most urgent tickets those at risk are looked for.
const MOST_URGENT: usize = 100;
/// The longest time that one report is about, in days.
const LONGEST: i32 = 366;

/// How the desk stands.
#[derive(Serialize, ToSchema)]
pub struct Now {
    teams: Vec<TeamNow>,
    agents: Vec<AgentNow>,
    /// The tickets that missed a target or are close to it, the most urgent first; at most 100.
    at_risk: Vec<TicketSummary>,
}

/// The active tickets of a team.
#[derive(Serialize, ToSchema)]
struct TeamNow {
    id: TeamId,
    name: Label,
    tier: Tier,
    unassigned: u64,
    assigned: u64,
    /// Those of which somebody was warned.
    at_risk: u64,
    /// Those that missed a target.
    breached: u64,
}

/// How much an agent has to do.
#[derive(Serialize, ToSchema)]
struct AgentNow {
    id: AgentId,
    name: PersonName,
    role: Role,
    teams: BTreeSet<TeamId>,
    availability: Availability,
    out_of_office: bool,
    /// The most active tickets that assignment gives them.
    capacity: u32,
    /// Active tickets assigned to them.
    open_load: u32,
}

/// How many promises were kept and broken.
#[derive(Serialize, ToSchema)]
pub struct AttainmentReport {
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// By day, team, policy and metric; nothing for what was not counted.
    rows: Vec<AttainmentRow>,
}

#[derive(Serialize, ToSchema)]
struct AttainmentRow {
    /// By UTC: on which a target was missed, or what it was about was done in time.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// Who had the ticket then.
    team: TeamId,
    /// The tier that the team has now; absent if there is no such team any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<Tier>,
    policy: PolicyId,
    metric: Metric,
    /// Less than nothing where more was taken back, by reopening tickets that changed hands, than was met.
    met: i64,
    breached: i64,
}

/// Everything as text, so that what is wrong is answered as a problem of its field.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// The first day, such as 2026-11-01.
    #[param(value_type = String, format = Date, required = true)]
    from: Option<String>,
    /// The last day; it is part of the report. At most a year after the first.
    #[param(value_type = String, format = Date, required = true)]
    to: Option<String>,
}

/// See how the desk stands
///
/// Counts follow a change within moments.
#[utoipa::path(
    get, path = "/api/v1/desk/reports/now", tag = "reports", security(("agent" = [])),
    responses((status = 200, description = "Queues, loads and tickets at risk.", body = Now), Overseeing)
)]
pub async fn report_now(State(app): State<App>, caller: Caller<Oversees>) -> Answer<Now> {
    let now = app.clock.now();
    let teams = &caller.desk.configuration.teams;
    let open = Queue::Open(teams.iter().map(|team| team.id.clone()).collect());
    let (counts, agents, page) =
        tokio::try_join!(app.store.counts(), app.store.agents(&caller.desk), app.store.page(&open, None, MOST_URGENT))?;
    let teams = teams.iter().map(|team| {
        let counts = counts.get(&team.id).copied().unwrap_or_default();
        TeamNow {
            id: team.id.clone(),
            name: team.name.clone(),
            tier: team.tier,
            unassigned: shown(counts.unassigned),
            assigned: shown(counts.assigned),
            at_risk: shown(counts.at_risk),
            breached: shown(counts.breached),
        }
    });
    let threatened =
        page.tickets.into_iter().filter(|ticket| matches!(ticket.sla_status, SlaStatus::AtRisk | SlaStatus::Breached));
    Ok(axum::Json(Now {
        teams: teams.collect(),
        agents: agents.into_iter().map(|agent| AgentNow::new(agent, now)).collect(),
        at_risk: threatened.map(TicketSummary::from).collect(),
    }))
}

impl AgentNow {
    fn new(agent: Agent, now: jiff::Timestamp) -> Self {
        let out_of_office = agent.absence(now).is_some();
        let Agent { id, name, role, teams, availability, capacity, open_load, .. } = agent;
        Self { id, name, role, teams, availability, out_of_office, capacity, open_load }
    }
}

/// See how well promises are kept
///
/// A target is counted on the day on which it was missed, or on which what it was about was done in time. A ticket that is reopened is
/// not counted as resolved in time any longer.
#[utoipa::path(
    get, path = "/api/v1/desk/reports/attainment", tag = "reports", params(Days), security(("agent" = [])),
    responses((status = 200, description = "What was kept and broken.", body = AttainmentReport), Reporting)
)]
pub async fn report_attainment(
    State(app): State<App>,
    caller: Caller<Oversees>,
    query: Result<Query<Days>, QueryRejection>,
) -> Answer<AttainmentReport> {
    let Query(days) = query?;
    let (from, to) = days.read()?;
    let row = |Attainment { day, team, policy, metric, met, breached }| {
        let tier = caller.desk.tier(&team);
        AttainmentRow { day, team, tier, policy, metric, met, breached }
    };
    let rows = app.store.attainment(from, to).await?.into_iter().map(row).collect();
    Ok(axum::Json(AttainmentReport { from, to, rows }))
}

impl Days {
    fn read(&self) -> Result<(Date, Date), Problem> {
        let mut fields = Fields::default();
        let (from, to) = (day(&mut fields, "from", self.from.as_deref()), day(&mut fields, "to", self.to.as_deref()));
        if let (Some(from), Some(to)) = (from, to) {
            let why = match to.since(from).map_or(LONGEST, |span| span.get_days()) {
                ..0 => "the last day comes before the first",
                LONGEST.. => "a report is about a year at most",
                _ => return Ok((from, to)),
            };
            fields.reject(FieldError::new("to", &Invalid::Malformed(why)));
        }
        Err(fields.into_problem())
    }
}

fn day(fields: &mut Fields, name: &str, value: Option<&str>) -> Option<Date> {
    let malformed = Invalid::Malformed("a day such as 2026-11-01 is expected");
    let read = value.map_or(Err(Invalid::Required), |value| Date::from_str(value).map_err(|_| malformed));
    read.map_err(|error| fields.reject(FieldError::new(name, &error))).ok()
}
