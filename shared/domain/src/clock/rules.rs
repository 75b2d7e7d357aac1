//! What follows for the clocks from what happens to a ticket.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Clock, ClockStatus, Metric, RungsReached, Step, Timer};
use crate::{Actor, Context, CountedHours, Event, Pin, Policy, Rulebook, State, StateGroup, Ticket};

/// What should become of a metric's clock, as the ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Run,
    Pause,
    Fulfil,
    Cancel,
    /// There is nothing to measure yet.
    Wait,
}

/// What follows from one event that was just folded into the ticket.
pub(crate) fn consequences(ticket: &Ticket, event: &Event, actor: &Actor, context: &Context) -> Vec<Event> {
    match event {
        Event::TicketOpened { .. } => apply(ticket, context.desk, BTreeMap::new(), context),
        Event::PriorityChanged { .. } | Event::TypeChanged { .. } => {
            apply(ticket, context.pinned(ticket), BTreeMap::new(), context)
        }
        Event::TeamChanged { from, to } | Event::TierEscalated { from, to, .. } => {
            let (from, to) = (context.desk.tier(from), context.desk.tier(to));
            let mut events = if from == to { Vec::new() } else { begin_tier(ticket, context) };
            events.extend(apply(ticket, context.pinned(ticket), BTreeMap::new(), context));
            events
        }
        Event::AgentReplied { .. } => after_answer(ticket, actor, context),
        Event::CustomerReplied { .. } | Event::StateChanged { .. } => settle(ticket, context),
        _ => Vec::new(),
    }
}

/// The clocks as they should be after what just happened.
fn settle(ticket: &Ticket, context: &Context) -> Vec<Event> {
    let rules = Rules::of(ticket, context.pinned(ticket), context.now);
    let counted = rules.counted().collect::<Vec<_>>();
    counted.into_iter().flat_map(|metric| rules.settle(metric)).collect()
}

fn after_answer(ticket: &Ticket, actor: &Actor, context: &Context) -> Vec<Event> {
    let rules = Rules::of(ticket, context.pinned(ticket), context.now);
    if !matches!(actor, Actor::Agent { .. }) {
        if !rules.policy.is_some_and(|policy| policy.automated_responses_count) {
            return Vec::new();
        }
        let answered = [Metric::FirstResponse, Metric::NextResponse].into_iter();
        return answered.filter_map(|metric| rules.open(metric)).map(|clock| rules.fulfil(clock)).collect();
    }
    let mut events = settle(ticket, context);
    // The gap that this message ends, and the one that it begins.
    if let Some(clock) = rules.open(Metric::PeriodicUpdate) {
        events.push(rules.fulfil(clock));
        if ticket.state.is_active() {
            events.push(rules.start(Metric::PeriodicUpdate, clock.instance + 1, SignedDuration::ZERO));
        }
    }
    events
}

fn begin_tier(ticket: &Ticket, context: &Context) -> Vec<Event> {
    let rules = Rules::of(ticket, context.pinned(ticket), context.now);
    let Some(clock) = ticket.latest_clock(Metric::TimeInTier) else { return Vec::new() };
    let instance = clock.instance + 1;
    let started = rules.start(Metric::TimeInTier, instance, SignedDuration::ZERO);
    if clock.ended_at.is_some() {
        // In a resolved ticket no time passes. If it is reopened, it is the new tier's time that goes on, from nothing.
        let spent = Some(SignedDuration::ZERO);
        return vec![started, Event::ClockCancelled { metric: Metric::TimeInTier, instance, spent }];
    }
    let mut events = vec![rules.fulfil(clock), started];
    if rules.wish(Metric::TimeInTier) == Wish::Pause {
        events.push(rules.pause(Metric::TimeInTier, instance, Some(SignedDuration::ZERO)));
    }
    events
}

/// The policy that a rulebook has for the ticket, and the calendar that goes with it.
fn pin(ticket: &Ticket, rulebook: &Rulebook) -> Pin {
    let chosen = ticket.pin.as_ref().filter(|pin| pin.chosen).and_then(|pin| rulebook.policy(pin.policy.as_ref()?));
    let policy = chosen.or_else(|| rulebook.policy_for(ticket));
    Pin {
        policy: policy.map(|policy| policy.id.clone()),
        calendar: rulebook.calendar_for(policy, &ticket.team).cloned(),
        revision: rulebook.revision,
        chosen: chosen.is_some(),
    }
}

/// Applies the policy of a rulebook: with what is spent so far, which is never lost. Clocks are compared with what they
/// should be, so that applying what is already so changes nothing. A metric that was not counted so far begins with what it
/// is told to have taken.
pub(crate) fn apply(
    ticket: &Ticket,
    rulebook: &Rulebook,
    taken: BTreeMap<Metric, SignedDuration>,
    context: &Context,
) -> Vec<Event> {
    let before = Rules::of(ticket, context.pinned(ticket), context.now);
    let pin = pin(ticket, rulebook);
    let policy = pin.policy.as_ref().and_then(|policy| rulebook.policy(policy));
    let schedule = rulebook.schedule(pin.calendar.as_ref());
    let after = Rules { ticket, rulebook, policy, timer: Timer::new(policy, schedule), taken, now: context.now };
    let moved = ticket.pin.as_ref() != Some(&pin);
    let mut events = Vec::new();
    if moved {
        events.push(Event::PolicyApplied(pin.clone()));
    }
    let counted: Vec<Metric> = after.counted().collect();
    for metric in counted {
        match ticket.latest_clock(metric) {
            None => events.extend(after.settle(metric)),
            Some(clock) if clock.ended_at.is_none() => events.extend(after.retarget(clock, &before, moved)),
            Some(_) => {}
        }
    }
    events
}

/// Whether a metric's time passes while the ticket is as it is.
pub(crate) fn runs(ticket: &Ticket, metric: Metric, rulebook: &Rulebook) -> bool {
    Rules::of(ticket, rulebook, ticket.updated_at).wish(metric) == Wish::Run
}

struct Rules<'a> {
    ticket: &'a Ticket,
    rulebook: &'a Rulebook,
    policy: Option<&'a Policy>,
    timer: Timer<'a>,
    /// What metrics that were never counted have taken so far.
    taken: BTreeMap<Metric, SignedDuration>,
    now: Timestamp,
}

impl<'a> Rules<'a> {
    fn of(ticket: &'a Ticket, rulebook: &'a Rulebook, now: Timestamp) -> Self {
        let policy = ticket.pin.as_ref().and_then(|pin| rulebook.policy(pin.policy.as_ref()?));
        Self { ticket, rulebook, policy, timer: Timer::of(ticket, rulebook), taken: BTreeMap::new(), now }
    }

    /// What is measured: all that some policy has a target for, so that a ticket which comes under that policy later brings
    /// its time with it, and what is measured already.
    fn counted(&self) -> impl Iterator<Item = Metric> {
        let is_counted = |metric: &Metric| self.rulebook.counts(*metric) || self.ticket.latest_clock(*metric).is_some();
        Metric::ALL.into_iter().filter(is_counted)
    }

    fn open(&self, metric: Metric) -> Option<&'a Clock> {
        self.ticket.latest_clock(metric).filter(|clock| clock.ended_at.is_none())
    }

    fn pauses(&self) -> bool {
        match self.ticket.state {
            State::WaitingCustomer => true,
            State::OnHold => self.policy.is_some_and(|policy| policy.pause_on_hold),
            _ => false,
        }
    }

    fn wish(&self, metric: Metric) -> Wish {
        let ticket = self.ticket;
        let (active, answered) = (ticket.state.is_active(), ticket.first_response_at.is_some());
        let pause_if = |pauses: bool| if pauses { Wish::Pause } else { Wish::Run };
        match metric {
            Metric::FirstResponse if answered => Wish::Fulfil,
            Metric::FirstResponse if !active => Wish::Cancel,
            // A ticket that an agent opened waits for the customer's first message.
            Metric::FirstResponse => {
                let asked = ticket.unanswered_since.is_some() || ticket.latest_clock(metric).is_some();
                if asked { Wish::Run } else { Wish::Wait }
            }
            Metric::NextResponse | Metric::PeriodicUpdate if !active => Wish::Cancel,
            Metric::NextResponse if !answered => Wish::Wait,
            Metric::NextResponse if ticket.unanswered_since.is_none() => Wish::Fulfil,
            Metric::NextResponse => Wish::Run,
            Metric::PeriodicUpdate => {
                if answered {
                    Wish::Run
                } else {
                    Wish::Wait
                }
            }
            _ => match ticket.state.group() {
                StateGroup::Done => Wish::Fulfil,
                StateGroup::Spam | StateGroup::Hidden => Wish::Cancel,
                StateGroup::Active => pause_if(match metric {
                    Metric::RequesterWait => ticket.state == State::WaitingCustomer,
                    Metric::AgentWork => !matches!(ticket.state, State::New | State::Open),
                    _ => self.pauses(),
                }),
            },
        }
    }

    fn settle(&self, metric: Metric) -> Vec<Event> {
        let (wish, clock) = (self.wish(metric), self.ticket.latest_clock(metric));
        match (clock.filter(|clock| clock.ended_at.is_none()), wish) {
            (None, Wish::Run | Wish::Pause) => self.begin(metric, clock, wish),
            (Some(clock), Wish::Run) if clock.running_since.is_none() => vec![self.resume(clock)],
            (Some(clock), Wish::Pause) if clock.running_since.is_some() => {
                vec![self.pause(metric, clock.instance, Some(self.timer.spent(clock, self.now)))]
            }
            (Some(clock), Wish::Fulfil) => vec![self.fulfil(clock)],
            (Some(clock), Wish::Cancel) => vec![self.cancel(clock)],
            _ => Vec::new(),
        }
    }

    /// Starts a clock, or goes on with one that had ended.
    fn begin(&self, metric: Metric, ended: Option<&Clock>, wish: Wish) -> Vec<Event> {
        let cancelled = ended.is_none_or(|clock| clock.status == ClockStatus::Cancelled);
        let instance = ended.map_or(1, |clock| clock.instance + 1);
        let paused = |instance, spent| (wish == Wish::Pause).then(|| self.pause(metric, instance, Some(spent)));
        match metric {
            // Done once, whatever becomes of the ticket afterwards.
            Metric::FirstResponse | Metric::FirstResolution if !cancelled => Vec::new(),
            Metric::NextResponse | Metric::PeriodicUpdate => {
                let spent = ended.filter(|clock| self.still_waits_since(clock)).map(|clock| clock.spent);
                vec![self.start(metric, instance, spent.unwrap_or_default())]
            }
            Metric::TotalResolution | Metric::RequesterWait | Metric::AgentWork | Metric::TimeInTier if !cancelled => {
                let Some(clock) = ended else { return Vec::new() };
                let resumed = self.resume(clock);
                let mut after = clock.clone();
                after.evolve(&resumed, self.now);
                // What was promised may have changed while nothing was measured.
                let retargeted = self.retarget(&after, self, false);
                std::iter::once(resumed).chain(retargeted).chain(paused(clock.instance, clock.spent)).collect()
            }
            _ => {
                let taken = || self.taken.get(&metric).copied();
                let spent = ended.map(|clock| clock.spent).or_else(taken).unwrap_or_default();
                std::iter::once(self.start(metric, instance, spent)).chain(paused(instance, spent)).collect()
            }
        }
    }

    /// Whether the message that a cancelled clock measured is the one that still waits: the ticket was only set aside.
    fn still_waits_since(&self, clock: &Clock) -> bool {
        let before = |since: Timestamp| clock.ended_at.is_some_and(|ended| since < ended);
        clock.metric == Metric::NextResponse
            && clock.status == ClockStatus::Cancelled
            && self.ticket.unanswered_since.is_some_and(before)
    }

    fn start(&self, metric: Metric, instance: u32, spent: SignedDuration) -> Event {
        let target = self.policy.and_then(|policy| policy.target(metric, self.ticket.priority));
        let started = Event::ClockStarted {
            metric,
            instance,
            target_seconds: target.map(|target| target.period.seconds()),
            hours: target.map_or(CountedHours::Business, |target| target.hours),
            warn_at_percent: self.policy.map_or(100, |policy| policy.warn_at_percent),
            spent_seconds: 0,
            spent,
            due_at: None,
            next_at: None,
        };
        let mut clocks = Vec::new();
        super::evolve(&mut clocks, &started, self.now);
        match clocks.first() {
            Some(clock) => self.timer.ahead(clock, started),
            None => started,
        }
    }

    fn pause(&self, metric: Metric, instance: u32, spent: Option<SignedDuration>) -> Event {
        Event::ClockPaused { metric, instance, spent }
    }

    fn resume(&self, clock: &Clock) -> Event {
        let (metric, instance) = (clock.metric, clock.instance);
        let resumed = Event::ClockResumed { metric, instance, due_at: None, next_at: None };
        self.timer.foreseen(clock, resumed, self.now)
    }

    fn fulfil(&self, clock: &Clock) -> Event {
        let spent = Some(self.timer.spent(clock, self.now));
        Event::ClockFulfilled { metric: clock.metric, instance: clock.instance, spent }
    }

    fn cancel(&self, clock: &Clock) -> Event {
        let spent = Some(self.timer.spent(clock, self.now));
        Event::ClockCancelled { metric: clock.metric, instance: clock.instance, spent }
    }

    /// Another target for a clock that has not ended, if it is another one.
    fn retarget(&self, clock: &Clock, before: &Rules, moved: bool) -> Option<Event> {
        let now = (clock.target_seconds, clock.hours, clock.warn_at_percent);
        // A breach is final, and so is the promise that was broken; its ladder and its calendar are not.
        let promised = if clock.breached_at.is_some() { now } else { self.promised(clock) };
        if promised == now && !moved {
            return None;
        }
        let (target_seconds, hours, warn_at_percent) = promised;
        let retargeted = Event::ClockRetargeted {
            metric: clock.metric,
            instance: clock.instance,
            target_seconds,
            hours,
            warn_at_percent: Some(warn_at_percent),
            spent: Some(before.timer.spent(clock, self.now)),
            rungs: Some(self.rungs_of(clock, before)).filter(|rungs| *rungs != clock.rungs),
            due_at: None,
            next_at: None,
        };
        Some(self.timer.foreseen(clock, retargeted, self.now))
    }

    fn promised(&self, clock: &Clock) -> (Option<i64>, CountedHours, u8) {
        let target = self.policy.and_then(|policy| policy.target(clock.metric, self.ticket.priority));
        let seconds = target.map(|target| target.period.seconds());
        let hours = target.map_or(clock.hours, |target| target.hours);
        (seconds, hours, self.policy.map_or(clock.warn_at_percent, |policy| policy.warn_at_percent))
    }

    /// Which rungs of this policy's ladder the clock has come past on the ladder that it was on: the same rung is not taken
    /// twice, wherever it stands.
    fn rungs_of(&self, clock: &Clock, before: &Rules) -> RungsReached {
        let ladder = |policy: Option<&'a Policy>| policy.map_or(&[][..], |policy| &policy.ladder);
        let (old, new) = (before.policy.map_or(&[][..], |policy| &policy.ladder), ladder(self.policy));
        let reached = (0..).zip(old).filter(|(index, _)| clock.rungs.contains(*index)).map(|(_, rung)| rung);
        let reached: Vec<_> = reached.collect();
        let kept = (0..).zip(new).filter(|(_, rung)| reached.contains(rung));
        kept.fold(RungsReached::default(), |rungs, (index, _)| rungs.with(index))
    }
}

/// What time alone does next to a ticket's clocks, and when. A target that is met exactly at its instant is met, so that what
/// is due at an instant happens only after it.
pub(crate) fn next(ticket: &Ticket, rulebook: &Rulebook) -> Option<(Timestamp, Event)> {
    let timer = Timer::of(ticket, rulebook);
    let waiting = ticket.clocks.iter().filter(|clock| clock.next_at.is_some());
    let steps = waiting.filter_map(|clock| Some((timer.next(clock)?, clock)));
    let ((at, step), clock) = steps.min_by_key(|((at, step), clock)| (*at, *step, clock.metric))?;
    let (metric, instance) = (clock.metric, clock.instance);
    let event = match step {
        Step::Warning => Event::ClockWarned { metric, instance, at, next_at: None },
        Step::Target => Event::ClockBreached { metric, instance, at, next_at: None },
        Step::Rung(rung) => {
            let pin = ticket.pin.clone().unwrap_or_default();
            let (policy, revision) = (pin.policy, pin.revision);
            Event::RungReached { metric, instance, rung, at, policy, revision, next_at: None }
        }
    };
    Some((at, timer.foreseen(clock, event, at)))
}
