//! What the tests share: a ticket with its log, told in minutes since it was opened.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::{
    Actor, Agent, Arrival, Assignee, AssignmentReason, Availability, Channel, Clock, Command, Configuration, Context,
    CustomerId, CustomerRef, Event, Level, LinkSeed, Locale, Metric, OpenTicket, Period, Policy, Priority, Recorded,
    Refusal, Resolution, Role, Routed, Rulebook, State, Target, Team, Ticket, TicketId, TicketType,
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
        skills: BTreeMap::new(),
        languages: BTreeSet::new(),
        shifts: None,
        availability: Availability::Online,
        out_of_office: None,
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
    Command::agent_reply(text("We looked into it."), then)
}

pub fn customer_reply() -> Command {
    Command::customer_reply(text("Here is the invoice."))
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
        routed: Routed {
            team: text("billing"),
            ticket_type: TicketType::Question,
            priority: Priority::from_matrix(urgency, Level::default()),
            tags: BTreeSet::new(),
            skills: BTreeMap::new(),
            policy: None,
            tier: None,
            trace: Vec::new(),
        },
        fields: BTreeMap::new(),
        follow_up_of: None,
        arrival: Arrival::default(),
        urgency,
        link_seed: LinkSeed("first".to_owned()),
    }
}

pub fn team(id: &str, tier: u8, escalates_to: Option<&str>) -> Team {
    Team {
        id: text(id),
        name: text(id),
        tier: tier.try_into().unwrap(),
        lead: None,
        calendar: None,
        escalates_to: escalates_to.map(text),
        assignment: Default::default(),
        previous_agent_first: false,
        hand_back_when_away: Default::default(),
        follow_up: Default::default(),
        signature: Default::default(),
    }
}

/// What every desk of the tests is: `billing` and `network` of tier 1, `experts` of tier 2, `makers` of tier 3.
pub fn configuration(policies: Vec<Policy>) -> Configuration {
    let teams = vec![
        team("billing", 1, Some("experts")),
        team("network", 1, Some("experts")),
        team("experts", 2, Some("makers")),
        team("makers", 3, None),
    ];
    Configuration { teams, policies, ..Configuration::default() }
}

/// Targets in minutes that are the same for each priority, on a desk that is open day and night.
pub fn promise(metric: Metric, minutes: u32) -> (Metric, BTreeMap<Priority, Target>) {
    let target = Target::calendar(Period::minutes(minutes).unwrap());
    (metric, Priority::ALL.map(|priority| (priority, target)).into())
}

/// A policy for every ticket.
pub fn policy(targets: impl IntoIterator<Item = (Metric, BTreeMap<Priority, Target>)>) -> Policy {
    Policy { targets: targets.into_iter().collect(), ..Policy::usual().unwrap() }
}

pub fn rulebook(policies: Vec<Policy>) -> Rulebook {
    Rulebook::new(1, configuration(policies))
}

/// A ticket as it stands, and everything that has happened to it.
#[derive(Clone, Debug)]
pub struct History {
    pub ticket: Ticket,
    pub log: Vec<Recorded>,
    pub desk: Rulebook,
}

impl History {
    /// A ticket of normal priority: first response within 8 hours, resolution within 72, a warning at 75 %.
    pub fn open() -> Self {
        Self::open_with(Level::Medium, rulebook(vec![Policy::usual().unwrap()]))
    }

    pub fn open_with(urgency: Level, desk: Rulebook) -> Self {
        let context = Context { now: opening_time(), actor: by_customer(), desk: &desk, pinned: &desk };
        let change = Ticket::open(opening(urgency), &context);
        assert!(change.before.is_none());
        Self { ticket: change.after, log: change.events, desk }
    }

    /// Decides a command and, if it is not refused, appends what followed.
    pub fn attempt(&mut self, now: Timestamp, actor: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let context = Context { now, actor, desk: &self.desk, pinned: &self.desk };
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
