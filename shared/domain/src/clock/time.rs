//! When a clock that runs reaches what: the one place where clocks meet calendars.

use jiff::{SignedDuration, Timestamp};

use super::Clock;
use crate::{CountedHours, Event, Policy, Rulebook, Schedule, Ticket};

/// What a clock comes past, in the order in which things of the same instant happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Warning,
    Target,
    Rung(u32),
}

/// The policy and the calendar that a ticket's clocks go by.
pub(crate) struct Timer<'a> {
    policy: Option<&'a Policy>,
    schedule: &'a Schedule,
}

impl<'a> Timer<'a> {
    pub fn new(policy: Option<&'a Policy>, schedule: &'a Schedule) -> Self {
        Self { policy, schedule }
    }

    pub fn of(ticket: &Ticket, rulebook: &'a Rulebook) -> Self {
        let pin = ticket.pin.as_ref();
        let policy = pin.and_then(|pin| rulebook.policy(pin.policy.as_ref()?));
        Self::new(policy, rulebook.schedule(pin.and_then(|pin| pin.calendar.as_ref())))
    }

    pub fn between(&self, hours: CountedHours, from: Timestamp, to: Timestamp) -> SignedDuration {
        match hours {
            CountedHours::Calendar => to.duration_since(from),
            CountedHours::Business => self.schedule.between(from, to),
        }
    }

    fn add(&self, hours: CountedHours, from: Timestamp, used: SignedDuration) -> Timestamp {
        match hours {
            CountedHours::Calendar => from.saturating_add(used).unwrap_or(Timestamp::MAX),
            CountedHours::Business => self.schedule.add(from, used),
        }
    }

    /// How much a clock has used up by then.
    pub fn spent(&self, clock: &Clock, at: Timestamp) -> SignedDuration {
        let running = clock.running_since.map(|since| self.between(clock.hours, since, at.max(since)));
        clock.spent + running.unwrap_or_default()
    }

    /// When a clock that runs has used up this much; at once, if it has already.
    fn reaches(&self, clock: &Clock, used: SignedDuration) -> Option<Timestamp> {
        let since = clock.running_since?;
        let left = used - clock.spent;
        Some(if left.is_positive() { self.add(clock.hours, since, left) } else { since })
    }

    pub fn due_at(&self, clock: &Clock) -> Option<Timestamp> {
        self.reaches(clock, clock.target().filter(|_| clock.breached_at.is_none())?)
    }

    /// What a clock that runs comes past next.
    pub fn next(&self, clock: &Clock) -> Option<(Timestamp, Step)> {
        let target = clock.target()?;
        clock.running_since?;
        let unbroken = clock.breached_at.is_none();
        let warning = clock.warn_after().filter(|_| unbroken && clock.warned_at.is_none());
        let steps = warning.map(|used| (used, Step::Warning)).into_iter();
        let steps = steps.chain(unbroken.then_some((target, Step::Target)));
        // What is used up orders what only has to be reached, so that one instant is looked up for all of it.
        let (waiting, plain): (Vec<_>, Vec<_>) = self.rungs(clock, target).partition(|(_, _, waits)| *waits);
        let plain = plain.into_iter().map(|(used, step, _)| (used, step));
        let first = steps.chain(plain).min().and_then(|(used, step)| Some((self.reaches(clock, used)?, step)));
        let waiting = waiting.into_iter().filter_map(|(used, step, _)| {
            let at = self.reaches(clock, used)?;
            Some((self.schedule.next_opening(at)?, step))
        });
        first.into_iter().chain(waiting).min()
    }

    /// The rungs that this clock has not come past: what is used up there, and whether they wait for the calendar to open.
    fn rungs(&self, clock: &Clock, target: SignedDuration) -> impl Iterator<Item = (SignedDuration, Step, bool)> {
        let ladder = self.policy.map_or(&[][..], |policy| &policy.ladder);
        let ahead =
            (0..).zip(ladder).filter(|(index, rung)| rung.metric == clock.metric && !clock.rungs.contains(*index));
        ahead.map(move |(index, rung)| (rung.at.of(target), Step::Rung(index), rung.business_hours_only))
    }

    /// The event with what lies ahead of the clock after it.
    pub fn foreseen(&self, clock: &Clock, event: Event, at: Timestamp) -> Event {
        let mut after = clock.clone();
        after.evolve(&event, at);
        self.ahead(&after, event)
    }

    /// Writes into an event what lies ahead of the clock that it leads to.
    pub fn ahead(&self, clock: &Clock, mut event: Event) -> Event {
        let (due, next) = (self.due_at(clock), self.next(clock).map(|(at, _)| at));
        match &mut event {
            Event::ClockStarted { due_at, next_at, .. }
            | Event::ClockResumed { due_at, next_at, .. }
            | Event::ClockRetargeted { due_at, next_at, .. } => (*due_at, *next_at) = (due, next),
            Event::ClockWarned { next_at, .. }
            | Event::ClockBreached { next_at, .. }
            | Event::RungReached { next_at, .. } => *next_at = next,
            _ => {}
        }
        event
    }
}
