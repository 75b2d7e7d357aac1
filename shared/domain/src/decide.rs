//! Every rule of a ticket: which events follow from a command.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    Actor, Assignee, AssignmentReason, Body, Command, Event, Level, OpenTicket, Permission, Priority, Recorded,
    Refusal, Resolution, SlaPolicies, State, StateGroup, Tag, TeamId, Ticket, clock,
};

/// What a rule may know beside the ticket and the command.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    pub now: Timestamp,
    pub actor: Actor,
    pub policies: &'a SlaPolicies,
}

/// A decision, ready to be committed: what was, what happened, what is.
#[derive(Clone, Debug)]
pub struct Change {
    pub before: Option<Ticket>,
    pub after: Ticket,
    /// Empty when the command asked for what is already so.
    pub events: Vec<Recorded>,
}

pub(crate) const MAX_TAGS: usize = 20;
/// A log longer than this is no conversation but a loop; the limit keeps a ticket readable in one request.
const MAX_EVENTS: u64 = 10_000;

impl Ticket {
    /// Opens a ticket.
    pub fn open(command: OpenTicket, context: &Context) -> Change {
        let OpenTicket { id, number, customer, subject, body, form, topic, channel, locale, team, ticket_type, .. } =
            command;
        let (urgency, impact) = (command.urgency, Level::default());
        let opened = Recorded {
            seq: 1,
            at: context.now,
            actor: context.actor.clone(),
            event: Event::TicketOpened {
                number,
                customer: customer.clone(),
                subject: subject.clone(),
                body,
                form: form.clone(),
                topic: topic.clone(),
                channel,
                locale,
                team: team.clone(),
                ticket_type,
                priority: Priority::from_matrix(urgency, impact),
                urgency,
                impact,
            },
        };
        let Some(born) = Ticket::born(id, &opened) else {
            unreachable!("the event above is an opening");
        };
        let consequences = clock::consequences(&born, &opened.event, context.policies);
        let mut change = Change { before: None, after: born, events: vec![opened] };
        for event in std::iter::once(Event::LinkIssued { seed: command.link_seed }).chain(consequences) {
            change.push(event, &context.actor, context);
        }
        change
    }

    /// Decides a command. What time has done since the last event comes first, so that a late answer is late even when
    /// no sweep came by in between.
    pub fn decide(&self, command: Command, context: &Context) -> Result<Change, Refusal> {
        let mut change = Change { before: Some(self.clone()), after: self.clone(), events: Vec::new() };
        if context.now < self.updated_at {
            // A clock that is behind the log must not write events from the past.
            let context = Context { now: self.updated_at, ..context.clone() };
            return self.decide(command, &context);
        }
        change.pass_time(context);
        let events = change.after.follow(command, context)?;
        let asked = !events.is_empty();
        let was_active = change.after.state.is_active();
        for event in events {
            change.push(event, &context.actor, context);
        }
        // A full log still records what time does and that the ticket comes to an end; otherwise it would stay open, and
        // due, for ever.
        let ends = was_active && !change.after.state.is_active();
        let closes = change.after.state == State::Closed;
        if asked && change.after.version > MAX_EVENTS && !ends && !closes {
            return Err(Refusal::LogFull { limit: MAX_EVENTS });
        }
        Ok(change)
    }

    fn follow(&self, command: Command, context: &Context) -> Result<Vec<Event>, Refusal> {
        // What a customer may do: write, settle, reopen. Everything else is the desk's.
        let by_customer = matches!(context.actor, Actor::Customer { .. });
        if by_customer
            && !matches!(command, Command::CustomerReply { .. } | Command::ChangeState { .. } | Command::Tick)
        {
            return Err(Refusal::AgentsOnly);
        }
        match command {
            Command::CustomerReply { body } => self.customer_reply(body),
            Command::AgentReply { body, then } => self.agent_reply(body, then),
            Command::AddNote { body } => Ok(vec![Event::NoteAdded { body }]),
            Command::Claim(assignee) => self.claim(assignee),
            Command::Assign(assignee) => self.assign(assignee),
            Command::Unassign => {
                self.be_changeable()?;
                Ok(self.unassign())
            }
            Command::SetTeam(team) => self.set_team(team),
            Command::SetType(to) => {
                self.be_changeable()?;
                let from = self.ticket_type;
                Ok(changed(from != to, Event::TypeChanged { from, to }))
            }
            Command::SetPriority(to) => self.set_priority(to, self.urgency, self.impact),
            Command::SetUrgencyAndImpact { urgency, impact } => {
                self.set_priority(Priority::from_matrix(urgency, impact), urgency, impact)
            }
            Command::SetTags(tags) => self.set_tags(tags),
            Command::ChangeState { to, resolution, until } => self.change_state(to, resolution, until, context),
            Command::MarkSpam => self.mark_spam(),
            Command::Restore => self.restore(),
            Command::RevokeLink { seed } => Ok(vec![Event::LinkRevoked, Event::LinkIssued { seed }]),
            Command::Tick => Ok(Vec::new()),
        }
    }

    /// Closed tickets only have follow-ups, and what was set aside comes back before it is worked on.
    fn be_changeable(&self) -> Result<(), Refusal> {
        match self.state {
            State::Closed => Err(Refusal::TicketClosed),
            state if state.is_set_aside() => Err(Refusal::TicketSetAside),
            _ => Ok(()),
        }
    }

    fn customer_reply(&self, body: Body) -> Result<Vec<Event>, Refusal> {
        if self.state == State::Closed {
            return Err(Refusal::TicketClosed);
        }
        let mut events = vec![Event::CustomerReplied { body }];
        // What a customer writes on a ticket that was set aside is kept there, and changes nothing else.
        let wakes = matches!(self.state, State::WaitingCustomer | State::OnHold | State::Scheduled | State::Resolved);
        if wakes {
            events.push(self.moved(State::Open, None, None));
        }
        Ok(events)
    }

    fn agent_reply(&self, body: Body, then: Option<State>) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        let usual = if self.state.is_active() { State::WaitingCustomer } else { self.state };
        let then = then.unwrap_or(usual);
        let mut events = vec![Event::AgentReplied { body }];
        // An answered ticket is not new any more, and a scheduled one needs a date that a reply does not carry.
        let stays = then == self.state && then != State::New;
        if !stays {
            if then == State::Scheduled || !self.state.choices().any(|choice| choice == then) {
                return Err(Refusal::TransitionNotAllowed { from: self.state, to: then });
            }
            let resolution = (then.group() == StateGroup::Done).then(|| self.resolution.unwrap_or_default());
            events.push(self.moved(then, resolution, None));
        }
        Ok(events)
    }

    fn claim(&self, assignee: Assignee) -> Result<Vec<Event>, Refusal> {
        match &self.assignee {
            Some(current) if *current == assignee.agent.id => Ok(Vec::new()),
            Some(current) => Err(Refusal::AlreadyAssigned(current.clone())),
            None => self.assign(assignee),
        }
    }

    fn assign(&self, Assignee { agent, reason }: Assignee) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        if !self.state.is_active() {
            return Err(Refusal::TicketNotActive);
        }
        if !agent.role.may(Permission::Work) {
            return Err(Refusal::AssigneeMayNotWork(agent.id));
        }
        if !agent.teams.contains(&self.team) {
            return Err(Refusal::AssigneeNotInTeam { agent: agent.id, team: self.team.clone() });
        }
        let previous = self.assignee.clone();
        Ok(changed(previous.as_ref() != Some(&agent.id), Event::TicketAssigned { agent: agent.id, previous, reason }))
    }

    fn unassign(&self) -> Vec<Event> {
        self.assignee.clone().map(|previous| Event::TicketUnassigned { previous }).into_iter().collect()
    }

    fn set_team(&self, to: TeamId) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        if to == self.team {
            return Ok(Vec::new());
        }
        // Whoever had it answers for the old team; the new one finds it unassigned.
        let mut events = vec![Event::TeamChanged { from: self.team.clone(), to }];
        events.extend(self.unassign());
        Ok(events)
    }

    fn set_priority(&self, to: Priority, urgency: Level, impact: Level) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        let differs = (to, urgency, impact) != (self.priority, self.urgency, self.impact);
        Ok(changed(differs, Event::PriorityChanged { from: self.priority, to, urgency, impact }))
    }

    fn set_tags(&self, tags: BTreeSet<Tag>) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        if tags.len() > MAX_TAGS {
            return Err(Refusal::TooManyTags { limit: MAX_TAGS });
        }
        let added: BTreeSet<Tag> = tags.difference(&self.tags).cloned().collect();
        let removed: BTreeSet<Tag> = self.tags.difference(&tags).cloned().collect();
        Ok(changed(tags != self.tags, Event::TagsChanged { added, removed }))
    }

    fn change_state(
        &self,
        to: State,
        resolution: Option<Resolution>,
        until: Option<Timestamp>,
        context: &Context,
    ) -> Result<Vec<Event>, Refusal> {
        let done = to.group() == StateGroup::Done;
        let resolution = resolution.filter(|_| done);
        let until = until.filter(|_| to == State::Scheduled);
        if to == self.state {
            // Another date or resolution is not what is already so; to drop it without a word would be a lie.
            let differs = (until.is_some() && until != self.scheduled_until)
                || (resolution.is_some() && resolution != self.resolution);
            return if differs { Err(Refusal::TransitionNotAllowed { from: to, to }) } else { Ok(Vec::new()) };
        }
        if self.state == State::Closed {
            return Err(Refusal::TicketClosed);
        }
        let by_customer = matches!(context.actor, Actor::Customer { .. });
        // A customer says "this is settled" or "it is not"; everything else is the desk's.
        let theirs = to == State::Resolved || (self.state == State::Resolved && to == State::Open);
        if by_customer && !theirs {
            return Err(Refusal::AgentsOnly);
        }
        if !self.state.choices().any(|choice| choice == to) {
            return Err(Refusal::TransitionNotAllowed { from: self.state, to });
        }
        if to == State::Scheduled && until.is_none_or(|until| until <= context.now) {
            return Err(Refusal::ScheduleNotInFuture);
        }
        let resolution = done.then(|| resolution.or(self.resolution).unwrap_or_default());
        Ok(vec![self.moved(to, resolution, until)])
    }

    fn mark_spam(&self) -> Result<Vec<Event>, Refusal> {
        match self.state {
            State::Spam => Ok(Vec::new()),
            from if from.may_become(State::Spam) => Ok(vec![self.moved(State::Spam, None, None)]),
            State::Closed => Err(Refusal::TicketClosed),
            from => Err(Refusal::TransitionNotAllowed { from, to: State::Spam }),
        }
    }

    fn restore(&self) -> Result<Vec<Event>, Refusal> {
        let before = self.set_aside_from.ok_or(Refusal::NothingToRestore)?;
        // `new` is never entered again, and the date of a scheduled ticket may have passed meanwhile.
        let to = if matches!(before, State::New | State::Scheduled) { State::Open } else { before };
        let resolution = self.resolution.filter(|_| to == State::Resolved);
        Ok(vec![self.moved(to, resolution, None)])
    }

    fn moved(&self, to: State, resolution: Option<Resolution>, until: Option<Timestamp>) -> Event {
        Event::StateChanged { from: self.state, to, resolution, until }
    }
}

fn changed(differs: bool, event: Event) -> Vec<Event> {
    if differs { vec![event] } else { Vec::new() }
}

impl AssignmentReason {
    /// Whether the agent's capacity is a condition of the assignment. A person may overfill; assignment may not.
    pub fn respects_capacity(&self) -> bool {
        matches!(self, Self::LeastLoaded { .. })
    }
}

impl Change {
    /// Folds an event in, and after it what follows from it for the clocks.
    fn push(&mut self, event: Event, actor: &Actor, context: &Context) {
        let recorded = Recorded { seq: self.after.version + 1, at: context.now, actor: actor.clone(), event };
        self.after = self.after.clone().evolve(&recorded);
        let consequences = clock::consequences(&self.after, &recorded.event, context.policies);
        self.events.push(recorded);
        for consequence in consequences {
            self.push(consequence, actor, context);
        }
    }

    fn pass_time(&mut self, context: &Context) {
        let sweep = Actor::system("sla");
        for event in clock::elapsed(&self.after, context.now) {
            self.push(event, &sweep, context);
        }
        let is_back = |until: Timestamp| until <= context.now;
        if self.after.state == State::Scheduled && self.after.scheduled_until.is_some_and(is_back) {
            self.push(self.after.moved(State::Open, None, None), &sweep, context);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}
