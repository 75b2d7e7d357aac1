//! Gives tickets to agents.
//!
//! An event makes it fast: a ticket that was opened or lost its agent is looked at at once. The schedule makes it sure:
//! each minute, what nobody could take then is tried again. Both do the same, and doing it twice does no harm.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use guichet_domain::choosing::{AssignmentMode, Candidate, Wanted, choose};
use guichet_domain::{
    Actor, AgentId, Assignee, AssignmentReason, Command, Refusal, Rulebook, Team, TeamId, Ticket, TicketId,
};
use guichet_runtime::{Clients, Clock, ConfigError, Env, Meter, measure};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Extras, Queue, Store, StoreError};
use lambda_runtime::Error;
use serde::Deserialize;
use serde_json::Value;

/// How often one ticket is decided anew because a colleague or another run was faster.
const ATTEMPTS: u32 = 20;
/// How many tickets one page of the sweep holds.
const SWEEP_PAGE: usize = 50;
/// How many of a customer's tickets are looked at for the agent whom they had last.
const EARLIER: i32 = 3;

#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    meter: Meter,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        let (store, meter) = (guichet_runtime::store(env, clients)?, Meter::from_env("assignment", env)?);
        Ok(Self { store, clock: clients.clock.clone(), meter })
    }
}

/// What an event of a ticket says that matters here; which ticket it was.
#[derive(Deserialize)]
struct Detail {
    ticket_id: TicketId,
}

/// What came of trying to assign a ticket.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Assigned,
    /// Somebody has it, or nobody needs to.
    NotNeeded,
    NobodyFree {
        /// Not for any ticket of the team.
        at_all: bool,
    },
}

pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        let desk = app.store.rulebook().await?;
        if event.detail_type == "Scheduled Event" {
            return sweep(app, &desk).await;
        }
        let Detail { ticket_id } = serde_json::from_value(event.detail.clone())?;
        assign(app, ticket_id, &desk).await.map(drop)
    };
    app.meter.event(&event.detail_type, work).await
}

/// Goes through the unassigned tickets of the teams that have somebody free, the most urgent first.
async fn sweep(app: &App, desk: &Arc<Rulebook>) -> Result<(), Error> {
    let (agents, now) = (app.store.agents(desk).await?, app.clock.now());
    let candidates: Vec<Candidate> = agents.iter().map(|agent| agent.candidate(desk, now)).collect();
    for team in desk.configuration.teams.iter().filter(|team| has_room(team, &candidates)) {
        sweep_team(app, &team.id, desk).await?;
    }
    Ok(())
}

/// Whether somebody is free for a ticket of the team that needs nothing. Who is free for one that does is among them.
fn has_room(team: &Team, candidates: &[Candidate]) -> bool {
    let wanted = Wanted {
        team: &team.id,
        mode: team.assignment,
        skills: &BTreeMap::new(),
        language: None,
        previous_agent: None,
        previous_agent_first: false,
    };
    choose(&wanted, candidates).is_ok()
}

async fn sweep_team(app: &App, team: &TeamId, desk: &Arc<Rulebook>) -> Result<(), Error> {
    let queue = Queue::Unassigned(vec![team.clone()]);
    let mut after = None;
    loop {
        let page = app.store.page(&queue, after.as_ref(), SWEEP_PAGE).await?;
        for ticket in &page.tickets {
            // One ticket that can not be assigned says so in the log, and must not keep the others waiting.
            if let Ok(Outcome::NobodyFree { at_all: true }) =
                app.meter.part("ticket", assign(app, ticket.id, desk)).await
            {
                // Whoever comes later in the queue finds nobody either.
                return Ok(());
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Gives one ticket to the best of those who can take it, and notes what came of it.
async fn assign(app: &App, id: TicketId, desk: &Arc<Rulebook>) -> Result<Outcome, Error> {
    measure::about(id);
    let outcome = try_to_assign(app, id, desk).await?;
    let name = match outcome {
        Outcome::Assigned => "assigned",
        Outcome::NotNeeded => "not_needed",
        Outcome::NobodyFree { .. } => "nobody_free",
    };
    measure::note(|work| work.outcome = Some(name.into()));
    Ok(outcome)
}

/// The commit holds only if the ticket is still without an agent and the agent still below their capacity; otherwise the
/// choice is made again from what is so now.
async fn try_to_assign(app: &App, id: TicketId, desk: &Arc<Rulebook>) -> Result<Outcome, Error> {
    let by = Deed { now: app.clock.now(), actor: Actor::system("assignment"), desk };
    for _ in 0..ATTEMPTS {
        let Some(ticket) = app.store.ticket(id).await? else {
            return Err(format!("the ticket {id} is not there").into());
        };
        if ticket.assignee.is_some() || !ticket.state.is_active() {
            return Ok(Outcome::NotNeeded);
        }
        let Some(team) = desk.team(&ticket.team) else { return Ok(Outcome::NobodyFree { at_all: true }) };
        if team.assignment == AssignmentMode::Manual {
            return Ok(Outcome::NobodyFree { at_all: true });
        }
        let agents = app.store.agents(desk).await?;
        let candidates: Vec<Candidate> = agents.iter().map(|agent| agent.candidate(desk, by.now)).collect();
        let previous = if team.previous_agent_first { app.previous_agent(&ticket).await? } else { None };
        let wanted = Wanted::by(team, &ticket.skills, ticket.locale);
        let wanted = Wanted { previous_agent: previous.as_ref(), ..wanted };
        let choice = match choose(&wanted, &candidates) {
            Ok(choice) => choice,
            Err(_) => return Ok(Outcome::NobodyFree { at_all: !has_room(team, &candidates) }),
        };
        let Some(agent) = agents.iter().find(|agent| agent.id == *choice.agent.id) else { continue };
        let reason = AssignmentReason::Chosen(choice.grounds);
        match give(app, &ticket, Assignee { agent: agent.clone(), reason }, &by).await? {
            Given::Done => return Ok(Outcome::Assigned),
            Given::Overtaken => {}
        }
    }
    Err(format!("the ticket {id} changed {ATTEMPTS} times while it was being assigned").into())
}

impl App {
    /// Whom the customer's latest other ticket was with.
    async fn previous_agent(&self, ticket: &Ticket) -> Result<Option<AgentId>, StoreError> {
        for earlier in self.store.tickets_of(ticket.customer.id, EARLIER).await? {
            if earlier.id != ticket.id
                && let Some(agent) = self.store.ticket(earlier.id).await?.and_then(|earlier| earlier.assignee)
            {
                return Ok(Some(agent));
            }
        }
        Ok(None)
    }
}

enum Given {
    Done,
    Overtaken,
}

async fn give(app: &App, ticket: &Ticket, assignee: Assignee, by: &Deed<'_>) -> Result<Given, Error> {
    let capacity = Some(assignee.agent.capacity);
    let change = match app.store.decide(ticket, by, Command::Claim(assignee)).await {
        Ok(change) => change,
        Err(UpdateError::Refused(
            Refusal::AlreadyAssigned(_) | Refusal::TicketNotActive | Refusal::TicketClosed | Refusal::TicketSetAside,
        )) => return Ok(Given::Overtaken),
        Err(error) => return Err(error.into()),
    };
    match app.store.commit(&change, Extras { capacity, ..Extras::default() }).await {
        Ok(()) => Ok(Given::Done),
        Err(CommitError::Stale(_) | CommitError::AtCapacity) => Ok(Given::Overtaken),
        Err(CommitError::Missing | CommitError::Repeated | CommitError::CustomerKnown) => {
            Err(StoreError::Unreadable(format!("the ticket {} vanished", ticket.id)).into())
        }
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
