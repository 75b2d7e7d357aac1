//! Plays the scripts of all tickets, step by step in the order of time, and then writes them down.
//!
//! Each ticket is written with one commit that holds its whole log. Step by step it would be the same tickets, events,
//! loads and counts for four times the calls, and somebody waits for this.

use super::script::{Action, By, Conversations, Script, Step};
use super::{SeedError, Seeded, TicketError};
use guichet_domain::{
    Actor, Agent, Arrival, Assignee, AssignmentReason, Change, Channel, Command, Context, Customer, CustomerId,
    CustomerRef, Event, Level, OpenTicket, Priority, Recorded, Refusal, Routed, Rulebook, State, Ticket,
};
use guichet_runtime::ids;
use guichet_store::{CommitError, Extras, Learned, Store};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that happens: the opening of a ticket, or a step on it.
struct Moment<'a> {
    at: Timestamp,
    play: usize,
    step: Option<&'a Step>,
}

/// A ticket's script, and the ticket as far as it was played.
struct Play<'a> {
    script: &'a Script,
    customer: Customer,
    ticket: Option<Ticket>,
    log: Vec<Recorded>,
}

pub struct Replay<'a> {
    store: &'a Store,
    desk: &'a Rulebook,
    now: Timestamp,
    plays: Vec<Play<'a>>,
    moments: Vec<Moment<'a>>,
}

impl<'a> Replay<'a> {
    pub fn new(
        store: &'a Store,
        desk: &'a Rulebook,
        conversations: &'a [Conversations],
        now: Timestamp,
    ) -> Result<Self, SeedError> {
        let (mut plays, mut moments) = (Vec::new(), Vec::new());
        for said in conversations {
            for script in &said.tickets {
                let customer = customer(said, &script.customer).map_err(|error| failed(script, error))?;
                let play = plays.len();
                let mut at = now - script.opened_ago.0;
                moments.push(Moment { at, play, step: None });
                for step in &script.steps {
                    at += step.after.0;
                    if at > now {
                        return Err(failed(script, TicketError::InFuture));
                    }
                    moments.push(Moment { at, play, step: Some(step) });
                }
                plays.push(Play { script, customer, ticket: None, log: Vec::new() });
            }
        }
        // Numbers and loads come out as they would have only if all tickets are played side by side. The sort is stable,
        // so steps of one ticket at the same instant keep their order.
        moments.sort_by_key(|moment| moment.at);
        Ok(Self { store, desk, now, plays, moments })
    }

    pub async fn run(mut self) -> Result<Seeded, SeedError> {
        for Moment { at, play, step } in std::mem::take(&mut self.moments) {
            let done = match step {
                None => self.open(play, at).await,
                Some(step) => self.take(play, step, at),
            };
            done.map_err(|error| failed(self.plays[play].script, error))?;
        }
        for play in &mut self.plays {
            play.pass_time(self.now, self.desk).map_err(|error| failed(play.script, error.into()))?;
        }
        self.write().await
    }

    async fn open(&mut self, play: usize, at: Timestamp) -> Result<(), TicketError> {
        let play = &mut self.plays[play];
        let Play { script, customer, .. } = play;
        let form = self.desk.configuration.forms.first().ok_or_else(|| TicketError::Unknown("form".to_owned()))?;
        let topic = form.topics.iter().find(|topic| topic.id == script.topic);
        let topic = topic.ok_or_else(|| TicketError::Unknown(format!("topic {}", script.topic)))?;
        let command = OpenTicket {
            id: ids::ticket_id(at),
            number: self.store.draw_number().await?,
            customer: CustomerRef { id: customer.id, name: customer.name.clone(), email: customer.email.clone() },
            subject: script.subject.clone(),
            body: script.message.clone(),
            form: form.id.clone(),
            topic: topic.id.clone(),
            channel: Channel::WebForm,
            locale: customer.locale,
            routed: Routed::unchanged(topic.team.clone(), topic.ticket_type, Priority::default()),
            fields: BTreeMap::new(),
            follow_up_of: None,
            arrival: Arrival::default(),
            urgency: Level::default(),
            link_seed: ids::link_seed()?,
        };
        let actor = Actor::Customer { id: customer.id };
        play.keep(Ticket::open(command, &Context { now: at, actor, desk: self.desk, pinned: self.desk }));
        Ok(())
    }

    fn take(&mut self, play: usize, step: &Step, at: Timestamp) -> Result<(), TicketError> {
        self.plays[play].pass_time(at, self.desk)?;
        let (command, actor) = self.command(play, step, at)?;
        self.plays[play].decide(command, &Context { now: at, actor, desk: self.desk, pinned: self.desk })?;
        Ok(())
    }

    async fn write(mut self) -> Result<Seeded, SeedError> {
        let mut seeded = Seeded::default();
        let mut known = BTreeSet::new();
        // An agent's record tells when they were last given a ticket, so the latest assignment is written last.
        self.plays.sort_by_key(Play::assigned_at);
        for Play { script, customer, ticket, log } in self.plays {
            let Some(after) = ticket else { continue };
            seeded.tickets += 1;
            seeded.events += log.len();
            let change = Change { before: None, after, events: log };
            let customer = known.insert(customer.id).then_some(Learned::Customer(customer));
            let committed = self.store.commit(&change, Extras { customer, ..Extras::default() }).await;
            committed.map_err(|error| failed(script, error.into()))?;
            // The relay counts what it reads from the stream, and it will not read any of this.
            self.store.count_change(&change, self.now).await?;
        }
        seeded.customers = known.len();
        Ok(seeded)
    }

    /// The command that a step stands for, and who gives it.
    fn command(&self, play: usize, step: &Step, at: Timestamp) -> Result<(Command, Actor), TicketError> {
        let actor = match &step.by {
            By::Customer => Actor::Customer { id: self.plays[play].customer.id },
            By::Assignment => Actor::system("assignment"),
            By::Agent(id) => Actor::Agent { id: self.agent(id)?.id },
        };
        let command = match &step.action {
            Action::Reply(body) => match actor {
                Actor::Customer { .. } => Command::customer_reply(body.clone()),
                _ => Command::agent_reply(body.clone(), step.then),
            },
            Action::Note(body) => Command::note(body.clone()),
            Action::Assign(id) => {
                let agent = self.agent(id.as_str())?;
                match &actor {
                    Actor::System { .. } => {
                        let (open, capacity) = (self.load(&agent), agent.capacity);
                        if open >= capacity {
                            return Err(CommitError::AtCapacity.into());
                        }
                        let reason = AssignmentReason::LeastLoaded { open, capacity };
                        Command::Claim(Assignee { agent, reason })
                    }
                    Actor::Agent { id } if *id == agent.id => {
                        Command::Claim(Assignee { agent, reason: AssignmentReason::Claimed })
                    }
                    _ => Command::Assign(Assignee { agent, reason: AssignmentReason::Manual }),
                }
            }
            Action::Team(team) => Command::SetTeam(team.clone()),
            Action::Type(ticket_type) => Command::SetType(*ticket_type),
            Action::Priority(priority) => Command::SetPriority(*priority),
            Action::Tags(tags) => Command::SetTags(tags.clone()),
            Action::State(State::Spam) => Command::MarkSpam,
            Action::State(to) => Command::ChangeState { to: *to, resolution: step.resolution, until: None },
            Action::Schedule(length) => {
                Command::ChangeState { to: State::Scheduled, resolution: None, until: Some(at + length.0) }
            }
        };
        Ok((command, actor))
    }

    fn agent(&self, id: &str) -> Result<Agent, TicketError> {
        let found = self.desk.configuration.agents.iter().find(|agent| agent.id.as_str() == id);
        found.map(Agent::of).ok_or_else(|| TicketError::Unknown(format!("agent {id}")))
    }

    /// How many active tickets an agent has at this point of the replay.
    fn load(&self, agent: &Agent) -> u32 {
        let theirs = |play: &&Play| play.ticket.as_ref().and_then(Ticket::loads) == Some(&agent.id);
        u32::try_from(self.plays.iter().filter(theirs).count()).unwrap_or(u32::MAX)
    }
}

impl Play<'_> {
    /// Lets the sweep come by at each minute at which it would have found something to do.
    fn pass_time(&mut self, until: Timestamp, desk: &Rulebook) -> Result<(), Refusal> {
        let due = |ticket: &Ticket| ticket.next_instant().filter(|instant| *instant < until);
        while let Some(instant) = self.ticket.as_ref().and_then(due) {
            let now = minute_after(instant).min(until);
            self.decide(Command::Tick, &Context { now, actor: Actor::system("sla"), desk, pinned: desk })?;
        }
        Ok(())
    }

    fn decide(&mut self, command: Command, context: &Context) -> Result<(), Refusal> {
        if let Some(ticket) = &self.ticket {
            let change = ticket.decide(command, context)?;
            self.keep(change);
        }
        Ok(())
    }

    fn keep(&mut self, change: Change) {
        self.log.extend(change.events);
        self.ticket = Some(change.after);
    }

    fn assigned_at(&self) -> Option<Timestamp> {
        let assigned = |recorded: &&Recorded| matches!(recorded.event, Event::TicketAssigned { .. });
        self.log.iter().rfind(assigned).map(|recorded| recorded.at)
    }
}

fn customer(said: &Conversations, name: &str) -> Result<Customer, TicketError> {
    let person = said.customers.get(name).ok_or_else(|| TicketError::Unknown(format!("customer {name}")))?;
    Ok(Customer {
        id: CustomerId::of(&person.email),
        name: person.name.clone(),
        email: person.email.clone(),
        locale: said.locale,
        phone: person.phone.clone(),
    })
}

fn failed(script: &Script, error: TicketError) -> SeedError {
    SeedError::Ticket { ticket: script.subject.clone(), error }
}

/// The first whole minute after an instant: when the sweep comes by.
fn minute_after(instant: Timestamp) -> Timestamp {
    let minute = instant.as_second().div_euclid(60) + 1;
    Timestamp::from_second(minute * 60).unwrap_or(Timestamp::MAX)
}
