//! What the tests share: a ticket with its log, told in minutes since it was opened.

use std::collections::BTreeSet;

use guichet_domain::{
    Actor, Agent, Assignee, AssignmentReason, Availability, Channel, Clock, Command, Context, CustomerId, CustomerRef,
    Event, Level, LinkSeed, Locale, Metric, OpenTicket, Recorded, Refusal, Resolution, Role, SlaPolicies, State,
    Ticket, TicketId, TicketType,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub fn text<T: std::str::FromStr<Err: std::fmt::Debug>>(value: &str) -> T {
    value.parse().unwrap()
}

/// When every ticket of the tests is opened.
pub fn opening_time() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub fn minute(minutes: i64) -> Timestamp {
    opening_time() + SignedDuration::from_mins(minutes)
}

pub fn customer() -> CustomerRef {
    let email = text("marie@example.fr");
    CustomerRef { id: CustomerId::of(&email), name: text("Marie Dubois"), email }
}

pub fn by_customer() -> Actor {
    Actor::Customer { id: customer().id }
}

pub fn by_agent() -> Actor {
    Actor::Agent { id: text("ana") }
}

pub fn agent(id: &str) -> Agent {
    Agent {
        id: text(id),
        name: text(id),
        email: text(&format!("{id}@desk.example")),
        role: Role::Agent,
        locale: Locale::En,
        teams: BTreeSet::from([text("billing")]),
        availability: Availability::Online,
        capacity: 5,
        open_load: 0,
        last_assigned_at: None,
    }
}

pub fn given_to(id: &str) -> Assignee {
    Assignee { agent: agent(id), reason: AssignmentReason::Manual }
}

pub fn to_state(to: State) -> Command {
    Command::ChangeState { to, resolution: None, until: None }
}

pub fn resolve_as(resolution: Resolution) -> Command {
    Command::ChangeState { to: State::Resolved, resolution: Some(resolution), until: None }
}

pub fn schedule(until: Timestamp) -> Command {
    Command::ChangeState { to: State::Scheduled, resolution: None, until: Some(until) }
}

pub fn reply(then: Option<State>) -> Command {
    Command::AgentReply { body: text("We looked into it."), then }
}

pub fn customer_reply() -> Command {
    Command::CustomerReply { body: text("Here is the invoice.") }
}

pub fn opening(urgency: Level) -> OpenTicket {
    OpenTicket {
        id: TicketId(Uuid::from_u128(0x0195_5555_0000_7000_8000_0000_0000_0001)),
        number: 1042,
        customer: customer(),
        subject: text("Charged twice"),
        body: text("My card was charged twice."),
        form: text("default"),
        topic: text("invoice"),
        channel: Channel::WebForm,
        locale: Locale::Fr,
        team: text("billing"),
        ticket_type: TicketType::Question,
        urgency,
        link_seed: LinkSeed("first".to_owned()),
    }
}

/// A ticket as it stands, and everything that has happened to it.
#[derive(Clone, Debug)]
pub struct History {
    pub ticket: Ticket,
    pub log: Vec<Recorded>,
    pub policies: SlaPolicies,
}

impl History {
    /// A ticket of normal priority: first response within 8 hours, resolution within 72, a warning at 75 %.
    pub fn open() -> Self {
        Self::open_with(Level::Medium, SlaPolicies::default())
    }

    pub fn open_with(urgency: Level, policies: SlaPolicies) -> Self {
        let context = Context { now: opening_time(), actor: by_customer(), policies: &policies };
        let change = Ticket::open(opening(urgency), &context);
        assert!(change.before.is_none());
        Self { ticket: change.after, log: change.events, policies }
    }

    /// Decides a command and, if it is not refused, appends what followed.
    pub fn attempt(&mut self, now: Timestamp, actor: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let context = Context { now, actor, policies: &self.policies };
        let change = self.ticket.decide(command, &context)?;
        assert_eq!(change.before.as_ref(), Some(&self.ticket));
        self.ticket = change.after;
        let events = change.events.iter().map(|recorded| recorded.event.clone()).collect();
        self.log.extend(change.events);
        Ok(events)
    }

    /// An agent's command that is expected to be carried out.
    pub fn agent(&mut self, at_minute: i64, command: Command) -> Vec<Event> {
        self.attempt(minute(at_minute), by_agent(), command).unwrap()
    }

    pub fn customer(&mut self, at_minute: i64, command: Command) -> Vec<Event> {
        self.attempt(minute(at_minute), by_customer(), command).unwrap()
    }

    pub fn refused(&mut self, at_minute: i64, actor: Actor, command: Command) -> Refusal {
        self.attempt(minute(at_minute), actor, command).unwrap_err()
    }

    pub fn tick(&mut self, at_minute: i64) -> Vec<Event> {
        self.attempt(minute(at_minute), Actor::system("sla"), Command::Tick).unwrap()
    }

    pub fn clock(&self, metric: Metric) -> &Clock {
        self.ticket.latest_clock(metric).unwrap()
    }
}

pub fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::name).collect()
}
