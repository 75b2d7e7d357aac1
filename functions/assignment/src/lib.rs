//! Gives tickets to agents.
//!
//! An event makes it fast: a ticket that was opened or lost its agent is looked at at once. The schedule makes it sure:
//! each minute, what nobody could take then is tried again. Both do the same, and doing it twice does no harm.

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use guichet_domain::{
    Actor, Agent, Assignee, AssignmentReason, Command, Context, Refusal, SlaPolicies, TeamId, Ticket, TicketId,
};
use guichet_runtime::{Clients, Clock, ConfigError, Env, Meter, measure};
use guichet_store::{CommitError, Extras, Queue, Store, StoreError};
use lambda_runtime::Error;
use serde::Deserialize;
use serde_json::Value;

/// How often one ticket is decided anew because a colleague or another run was faster.
const ATTEMPTS: u32 = 20;
/// How many tickets one page of the sweep holds.
const SWEEP_PAGE: usize = 50;

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
    NobodyFree,
}

pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        let policies = app.store.policies().await?;
        if event.detail_type == "Scheduled Event" {
            return sweep(app, &policies).await;
        }
        let Detail { ticket_id } = serde_json::from_value(event.detail.clone())?;
        assign(app, ticket_id, &policies).await.map(drop)
    };
    app.meter.event(&event.detail_type, work).await
}

/// Goes through the unassigned tickets of the teams that have somebody free, the most urgent first.
async fn sweep(app: &App, policies: &SlaPolicies) -> Result<(), Error> {
    let agents = app.store.agents().await?;
    let teams = app.store.teams().await?;
    let with_room = teams.into_iter().map(|team| team.id).filter(|team| Agent::choose(&agents, team).is_some());
    for team in with_room.collect::<Vec<TeamId>>() {
        sweep_team(app, team, policies).await?;
    }
    Ok(())
}

async fn sweep_team(app: &App, team: TeamId, policies: &SlaPolicies) -> Result<(), Error> {
    let queue = Queue::Unassigned(vec![team]);
    let mut after = None;
    loop {
        let page = app.store.page(&queue, after.as_ref(), SWEEP_PAGE).await?;
        for ticket in &page.tickets {
            // One ticket that can not be assigned says so in the log, and must not keep the others waiting.
            if let Ok(Outcome::NobodyFree) = app.meter.part("ticket", assign(app, ticket.id, policies)).await {
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
async fn assign(app: &App, id: TicketId, policies: &SlaPolicies) -> Result<Outcome, Error> {
    measure::about(id);
    let outcome = try_to_assign(app, id, policies).await?;
    let name = match outcome {
        Outcome::Assigned => "assigned",
        Outcome::NotNeeded => "not_needed",
        Outcome::NobodyFree => "nobody_free",
    };
    measure::note(|work| work.outcome = Some(name.into()));
    Ok(outcome)
}

/// The commit holds only if the ticket is still without an agent
/// and the agent still below their capacity; otherwise the choice is made again from what is so now.
async fn try_to_assign(app: &App, id: TicketId, policies: &SlaPolicies) -> Result<Outcome, Error> {
    let context = Context { now: app.clock.now(), actor: Actor::system("assignment"), policies };
    for _ in 0..ATTEMPTS {
        let Some(ticket) = app.store.ticket(id).await? else {
            return Err(format!("the ticket {id} is not there").into());
        };
        if ticket.assignee.is_some() || !ticket.state.is_active() {
            return Ok(Outcome::NotNeeded);
        }
        let agents = app.store.agents().await?;
        let Some(agent) = Agent::choose(&agents, &ticket.team) else { return Ok(Outcome::NobodyFree) };
        match give(app, &ticket, agent, &context).await? {
            Given::Done => return Ok(Outcome::Assigned),
            Given::Overtaken => {}
        }
    }
    Err(format!("the ticket {id} changed {ATTEMPTS} times while it was being assigned").into())
}

enum Given {
    Done,
    Overtaken,
}

async fn give(app: &App, ticket: &Ticket, agent: &Agent, context: &Context<'_>) -> Result<Given, Error> {
    let reason = AssignmentReason::LeastLoaded { open: agent.open_load, capacity: agent.capacity };
    let command = Command::Claim(Assignee { agent: agent.clone(), reason });
    let change = match ticket.decide(command, context) {
        Ok(change) => change,
        Err(
            Refusal::AlreadyAssigned(_) | Refusal::TicketNotActive | Refusal::TicketClosed | Refusal::TicketSetAside,
        ) => {
            return Ok(Given::Overtaken);
        }
        Err(refusal) => return Err(refusal.into()),
    };
    match app.store.commit(&change, Extras { capacity: Some(agent.capacity), ..Extras::default() }).await {
        Ok(()) => Ok(Given::Done),
        Err(CommitError::Stale(_) | CommitError::AtCapacity) => Ok(Given::Overtaken),
        Err(CommitError::Missing | CommitError::Repeated | CommitError::CustomerKnown) => {
            Err(StoreError::Unreadable(format!("the ticket {} vanished", ticket.id)).into())
        }
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
