//! Every rule of a ticket: which events follow from a command.

pub mod correspondence;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::{
    Action, Actor, Arrival, Assignee, AssignmentReason, Body, Carried, Command, Event, FollowUpTicket, Level, Metric,
    Move, OpenTicket, Permission, Pin, Priority, Recorded, Refusal, Resolution, Routed, Rulebook, State, StateGroup,
    Tag, TeamId, Ticket, clock,
};

/// What a rule may know beside the ticket and the command.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    pub now: Timestamp,
    pub actor: Actor,
    /// The configuration as it is now.
    pub desk: &'a Rulebook,
    /// The revision that the ticket's service levels are pinned to; the same as `desk`, if it has none.
    pub pinned: &'a Rulebook,
}

impl<'a> Context<'a> {
    /// The rulebook that a ticket's clocks go by.
    pub(crate) fn pinned(&self, ticket: &Ticket) -> &'a Rulebook {
        let is_current = |pin: &Pin| pin.revision == self.desk.revision;
        if ticket.pin.as_ref().is_none_or(is_current) { self.desk } else { self.pinned }
    }
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
        let OpenTicket { id, number, customer, subject, body, form, topic, channel, locale, routed, .. } = command;
        let (urgency, impact) = (command.urgency, Level::default());
        let opened = Recorded {
            seq: 1,
            at: context.now,
            actor: context.actor.clone(),
            event: Event::TicketOpened {
                number,
                customer,
                subject,
                body,
                form,
                topic,
                channel,
                locale,
                team: routed.team,
                ticket_type: routed.ticket_type,
                priority: routed.priority,
                urgency,
                impact,
                tags: routed.tags,
                skills: routed.skills,
                fields: command.fields,
                trace: routed.trace,
                follow_up_of: command.follow_up_of,
                may_follow: command.arrival.may_follow,
                mailbox: command.arrival.mailbox,
                participants: command.arrival.participants,
                carried: command.arrival.carried,
            },
        };
        let Some(mut born) = Ticket::born(id, &opened) else {
            unreachable!("the event above is an opening");
        };
        // A rule that names a policy decides before conditions do.
        born.pin = routed.policy.map(|policy| Pin { policy: Some(policy), chosen: true, ..Pin::default() });
        let consequences = clock::rules::consequences(&born, &opened.event, &context.actor, context);
        born.pin = None;
        let mut change = Change { before: None, after: born, events: vec![opened] };
        for event in std::iter::once(Event::LinkIssued { seed: command.link_seed }).chain(consequences) {
            change.push(event, &context.actor, context);
        }
        change
    }

    /// Opens the ticket that goes on where a closed one ended: with the same team, and with what was found out about it. Routing
    /// rules are not asked again.
    pub fn follow_up(&self, command: FollowUpTicket, context: &Context) -> Change {
        let FollowUpTicket { id, number, body, carried, channel, link_seed } = command;
        let routed = Routed {
            tags: self.tags.clone(),
            skills: self.skills.clone(),
            policy: self.pin.as_ref().filter(|pin| pin.chosen).and_then(|pin| pin.policy.clone()),
            ..Routed::unchanged(self.team.clone(), self.ticket_type, self.priority)
        };
        let command = OpenTicket {
            id,
            number,
            customer: self.customer.clone(),
            subject: self.subject.clone(),
            body,
            form: self.form.clone(),
            topic: self.topic.clone(),
            channel,
            locale: self.locale,
            urgency: self.urgency,
            link_seed,
            routed,
            fields: BTreeMap::new(),
            follow_up_of: Some(self.id),
            arrival: Arrival {
                may_follow: None,
                mailbox: self.mailbox.clone(),
                participants: self.participants.clone(),
                carried,
            },
        };
        Self::open(command, context)
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
        // What a customer may do: write, settle, reopen. Everything else is the desk's. What they are asked for inside comes by
        // mail, to an address that nobody else knows.
        let by_customer = matches!(context.actor, Actor::Customer { .. });
        let theirs = matches!(
            command,
            Command::CustomerReply { .. }
                | Command::AddNote { carried: Carried { mail: Some(_), .. }, .. }
                | Command::KeepAutomaticMail { .. }
                | Command::RejectReply { .. }
                | Command::ChangeState { .. }
                | Command::Tick
        );
        if by_customer && !theirs {
            return Err(Refusal::AgentsOnly);
        }
        match command {
            Command::CustomerReply { body, carried, participants } => {
                self.customer_reply(body, carried, participants, context)
            }
            Command::AgentReply { body, carried, then } => self.agent_reply(body, carried, then, context),
            Command::AddNote { body, carried } => self.add_note(body, carried, context),
            Command::KeepAutomaticMail { body, carried } => Ok(vec![Event::AutomaticMailReceived { body, carried }]),
            Command::RejectReply { body, carried } => Ok(vec![Event::ReplyRejected { body, carried }]),
            Command::Forward { to, body, attachments, replies } => {
                self.forward(to, body, attachments, replies, context)
            }
            Command::SetParticipants(participants) => self.set_participants(participants),
            Command::Follow { agent, follows } => Ok(self.follow_as(agent, follows)),
            Command::FailDelivery { of, address, failure, reason, mail } => {
                Ok(vec![Event::DeliveryFailed { of, address, failure, reason, mail }])
            }
            Command::SuppressMail { of, address, why } => Ok(vec![Event::MailSuppressed { of, address, why }]),
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
            Command::MarkSpam => self.mark_spam(context),
            Command::Restore => self.restore(context),
            Command::RevokeLink { seed } => Ok(vec![Event::LinkRevoked, Event::LinkIssued { seed }]),
            Command::Escalate { to, note } => self.escalate(to, note, context),
            Command::Remind(at) => self.remind(at, context),
            Command::ApplyPolicy { spent } => self.apply_policy(spent, context),
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

    /// By an agent, to the team that the ticket's team escalates to, to any other of a higher tier, or back down.
    fn escalate(&self, to: TeamId, note: Body, context: &Context) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        if !self.state.is_active() {
            return Err(Refusal::TicketNotActive);
        }
        let moved = self.to_tier_of(&to, context).ok_or(Refusal::SameTier { team: to })?;
        let mut events = vec![Event::NoteAdded { body: note, carried: Carried::default() }, moved];
        events.extend(self.unassign());
        Ok(events)
    }

    fn to_tier_of(&self, to: &TeamId, context: &Context) -> Option<Event> {
        let (from_tier, to_tier) = (context.desk.tier(&self.team)?, context.desk.tier(to)?);
        let (from, to) = (self.team.clone(), to.clone());
        (from_tier != to_tier).then_some(Event::TierEscalated { from, to, from_tier, to_tier })
    }

    fn remind(&self, at: Option<Timestamp>, context: &Context) -> Result<Vec<Event>, Refusal> {
        let Actor::Agent { id: agent } = &context.actor else { return Err(Refusal::AgentsOnly) };
        let Some(at) = at else {
            return Ok(self.reminder.iter().map(|_| Event::ReminderCleared).collect());
        };
        let set = Event::ReminderSet { agent: agent.clone(), at };
        let is_set = self.reminder.as_ref().is_some_and(|set| (&set.agent, set.at) == (agent, at));
        if at <= context.now && !is_set {
            return Err(Refusal::ScheduleNotInFuture);
        }
        Ok(changed(!is_set, set))
    }

    fn apply_policy(&self, spent: BTreeMap<Metric, SignedDuration>, context: &Context) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        Ok(clock::rules::apply(self, context.desk, spent, context))
    }

    /// What a rung of the ladder changes about the ticket.
    fn climb(&self, action: &Action, context: &Context) -> Vec<Event> {
        match action {
            // Done by who follows the events.
            Action::Notify(_) | Action::Webhook(_) => Vec::new(),
            Action::RaisePriority => {
                let (from, to) = (self.priority, self.priority.raised());
                let (urgency, impact) = (self.urgency, self.impact);
                changed(from != to, Event::PriorityChanged { from, to, urgency, impact })
            }
            Action::Unassign => self.unassign(),
            Action::AddTag(tag) => {
                let fits = !self.tags.contains(tag) && self.tags.len() < MAX_TAGS;
                let added = BTreeSet::from([tag.clone()]);
                changed(fits, Event::TagsChanged { added, removed: BTreeSet::new() })
            }
            Action::Move(to) => {
                let next = context.desk.team(&self.team).and_then(|team| team.escalates_to.as_ref());
                let to = match to {
                    Move::NextTier => next,
                    Move::Team(team) => Some(team).filter(|team| context.desk.team(team).is_some()),
                };
                let Some(to) = to.filter(|to| **to != self.team) else { return Vec::new() };
                let within = || Event::TeamChanged { from: self.team.clone(), to: to.clone() };
                let mut events = vec![self.to_tier_of(to, context).unwrap_or_else(within)];
                events.extend(self.unassign());
                events
            }
        }
    }

    fn agent_reply(
        &self,
        body: Body,
        carried: Carried,
        then: Option<State>,
        context: &Context,
    ) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        self.check_carried(&carried, context.desk)?;
        let usual = if self.state.is_active() { State::WaitingCustomer } else { self.state };
        let then = then.unwrap_or(usual);
        let mut events = vec![Event::AgentReplied { body, carried }];
        // An answered ticket is not new any more, and a scheduled one needs a date that a reply does not carry.
        let stays = then == self.state && then != State::New;
        if !stays {
            if then == State::Scheduled || !self.state.choices().any(|choice| choice == then) {
                return Err(Refusal::TransitionNotAllowed { from: self.state, to: then });
            }
            let resolution = (then.group() == StateGroup::Done).then(|| self.resolution.unwrap_or_default());
            events.push(self.moved(then, resolution, None, context));
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
        Ok(vec![self.moved(to, resolution, until, context)])
    }

    fn mark_spam(&self, context: &Context) -> Result<Vec<Event>, Refusal> {
        match self.state {
            State::Spam => Ok(Vec::new()),
            from if from.may_become(State::Spam) => Ok(vec![self.moved(State::Spam, None, None, context)]),
            State::Closed => Err(Refusal::TicketClosed),
            from => Err(Refusal::TransitionNotAllowed { from, to: State::Spam }),
        }
    }

    fn restore(&self, context: &Context) -> Result<Vec<Event>, Refusal> {
        let before = self.set_aside_from.ok_or(Refusal::NothingToRestore)?;
        // `new` is never entered again, and the date of a scheduled ticket may have passed meanwhile.
        let to = if matches!(before, State::New | State::Scheduled) { State::Open } else { before };
        let resolution = self.resolution.filter(|_| to == State::Resolved);
        Ok(vec![self.moved(to, resolution, None, context)])
    }

    fn moved(&self, to: State, resolution: Option<Resolution>, until: Option<Timestamp>, context: &Context) -> Event {
        // A resolved ticket closes by itself, unless somebody writes before.
        let closes = context.desk.close_after().filter(|_| to == State::Resolved);
        let until = until.or(closes.and_then(|period| context.now.checked_add(period.duration()).ok()));
        Event::StateChanged { from: self.state, to, resolution, until }
    }
}

/// Where what a customer writes takes the ticket. On one that was set aside it is kept, and changes nothing else.
fn state_after_customer(state: State) -> Option<State> {
    let wakes =
        matches!(state, State::WaitingCustomer | State::OnHold | State::Scheduled | State::Resolved | State::Closed);
    wakes.then_some(State::Open)
}

fn changed(differs: bool, event: Event) -> Vec<Event> {
    if differs { vec![event] } else { Vec::new() }
}

impl AssignmentReason {
    /// Whether the agent's capacity is a condition of the assignment. A person may overfill; assignment may not.
    pub fn respects_capacity(&self) -> bool {
        matches!(self, Self::LeastLoaded { .. } | Self::Chosen(_))
    }
}

impl Change {
    /// Folds an event in, and after it what follows from it for the clocks.
    fn push(&mut self, event: Event, actor: &Actor, context: &Context) {
        let recorded = Recorded { seq: self.after.version + 1, at: context.now, actor: actor.clone(), event };
        self.after = self.after.clone().evolve(&recorded);
        let consequences = clock::rules::consequences(&self.after, &recorded.event, actor, context);
        self.events.push(recorded);
        for consequence in consequences {
            self.push(consequence, actor, context);
        }
    }

    /// What time alone has done by now, each at its own instant: how often somebody looked makes no difference.
    fn pass_time(&mut self, context: &Context) {
        // No ladder is this long; a ticket that comes to it goes on when it is looked at next.
        const MOST_STEPS: usize = 1_000;
        let sweep = Actor::system("sla");
        for _ in 0..MOST_STEPS {
            let Some((at, event)) = self.next_step(context) else { return };
            let then = Context { now: at.max(self.after.updated_at), ..context.clone() };
            let actions = self.actions_of(&event, &then);
            self.push(event, &sweep, &then);
            for action in actions {
                for event in self.after.climb(&action, &then) {
                    self.push(event, &sweep, &then);
                }
            }
        }
    }

    /// The first of what time has done since the last event.
    fn next_step(&self, context: &Context) -> Option<(Timestamp, Event)> {
        let (ticket, pinned) = (&self.after, context.pinned(&self.after));
        let returns = ticket.ends_waiting_at().filter(|at| *at <= context.now).map(|at| {
            let then = Context { now: at, ..context.clone() };
            let scheduled = ticket.state == State::Scheduled;
            let (to, resolution) = if scheduled { (State::Open, None) } else { (State::Closed, ticket.resolution) };
            (at, ticket.moved(to, resolution, None, &then))
        });
        let reminder = ticket.reminder.as_ref().filter(|reminder| reminder.at <= context.now);
        let reminder = reminder.map(|set| (set.at, Event::ReminderReached { agent: set.agent.clone() }));
        // What is met exactly at its instant is met, so a clock comes past that instant only after it.
        let clock = clock::rules::next(ticket, pinned).filter(|(at, _)| *at < context.now);
        returns.into_iter().chain(reminder).chain(clock).min_by_key(|(at, _)| *at)
    }

    fn actions_of(&self, event: &Event, context: &Context) -> Vec<Action> {
        let Event::RungReached { rung, policy: Some(policy), .. } = event else { return Vec::new() };
        let policy = context.pinned(&self.after).policy(policy);
        let rung = policy.and_then(|policy| policy.ladder.get(usize::try_from(*rung).ok()?));
        rung.map(|rung| rung.actions.clone()).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}
