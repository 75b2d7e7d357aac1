//! Service-level clocks: what starts, pauses, warns, breaches and ends them.
//!
//! A clock is a fold over the ticket's events, as everything else about a ticket is. The rules here look at what just
//! happened to the ticket and answer with clock events; they follow the ticket's own events in the same commit.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Event, Priority, State, Ticket};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// From the customer's first message to the first public answer of an agent. Never pauses.
    FirstResponse,
    /// From the opening to the first time the ticket is resolved. Pauses while the customer is to answer.
    FirstResolution,
}

impl Metric {
    pub const ALL: [Self; 2] = [Self::FirstResponse, Self::FirstResolution];

    fn pauses_in(self, state: State) -> bool {
        self == Self::FirstResolution && state == State::WaitingCustomer
    }
}

/// What a policy promises for one priority, on a calendar that is open day and night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub first_response_minutes: u32,
    pub first_resolution_minutes: u32,
}

impl Target {
    fn seconds(self, metric: Metric) -> i64 {
        60 * i64::from(match metric {
            Metric::FirstResponse => self.first_response_minutes,
            Metric::FirstResolution => self.first_resolution_minutes,
        })
    }
}

/// One policy for each priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaPolicies {
    pub targets: BTreeMap<Priority, Target>,
    /// How much of a target may pass before somebody is warned, in percent.
    pub warn_at_percent: u8,
}

impl Default for SlaPolicies {
    fn default() -> Self {
        let hours = |response: u32, resolution: u32| Target {
            first_response_minutes: response * 60,
            first_resolution_minutes: resolution * 60,
        };
        Self {
            targets: BTreeMap::from([
                (Priority::Critical, Target { first_response_minutes: 30, first_resolution_minutes: 4 * 60 }),
                (Priority::High, hours(2, 24)),
                (Priority::Normal, hours(8, 72)),
                (Priority::Low, hours(24, 168)),
            ]),
            warn_at_percent: 75,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClockStatus {
    Active,
    Paused,
    Met,
    Breached,
    Cancelled,
}

/// The state of service of a whole ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlaStatus {
    OnTrack,
    AtRisk,
    Breached,
    Met,
}

/// One instance of a metric on a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub metric: Metric,
    pub instance: u32,
    pub status: ClockStatus,
    pub target_seconds: i64,
    pub warn_at_percent: u8,
    /// Time used up before `running_since`.
    #[serde(default, skip_serializing_if = "SignedDuration::is_zero")]
    pub spent: SignedDuration,
    /// When it last started to run; absent while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// Far enough for any target; keeps the arithmetic of instants from ever leaving the calendar.
fn after(start: Timestamp, duration: SignedDuration) -> Timestamp {
    start.saturating_add(duration).unwrap_or(Timestamp::MAX)
}

impl Clock {
    fn target(&self) -> SignedDuration {
        SignedDuration::from_secs(self.target_seconds)
    }

    /// A warning after the breach would say nothing, so the breach is the latest that it comes.
    fn warn_after(&self) -> SignedDuration {
        (self.target() * i32::from(self.warn_at_percent) / 100).min(self.target())
    }

    fn instant(&self, used: SignedDuration) -> Option<Timestamp> {
        let since = self.running_since.filter(|_| self.status == ClockStatus::Active)?;
        // A target that moved behind what is already spent is due at once, not in the past.
        Some(after(since, (used - self.spent).max(SignedDuration::ZERO)))
    }

    /// When the target is reached, while the clock runs.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.instant(self.target())
    }

    /// Since when what the clock measures is late, as long as it is still to be done.
    pub fn overdue_since(&self) -> Option<Timestamp> {
        self.breached_at.filter(|_| self.running_since.is_some())
    }

    /// When somebody is to be warned, while the clock runs and nobody was.
    pub fn warn_at(&self) -> Option<Timestamp> {
        self.instant(self.warn_after()).filter(|_| self.warned_at.is_none())
    }

    /// The next instant at which time alone changes this clock.
    pub fn next_instant(&self) -> Option<Timestamp> {
        self.warn_at().into_iter().chain(self.due_at()).min()
    }

    /// How much of the target is left; negative once it is overdrawn.
    pub fn remaining(&self, now: Timestamp) -> SignedDuration {
        let running = self.running_since.map_or(SignedDuration::ZERO, |since| now.duration_since(since));
        self.target() - self.spent - running
    }

    pub fn is_open(&self) -> bool {
        matches!(self.status, ClockStatus::Active | ClockStatus::Paused)
    }

    fn stand(&mut self, at: Timestamp) {
        if let Some(since) = self.running_since.take() {
            self.spent += at.duration_since(since);
        }
    }

    /// A breach stays one, whatever becomes of the clock.
    fn become_unless_breached(&mut self, status: ClockStatus) {
        if self.status != ClockStatus::Breached {
            self.status = status;
        }
    }

    fn end(&mut self, at: Timestamp, status: ClockStatus) {
        self.stand(at);
        self.become_unless_breached(status);
        self.ended_at = Some(at);
    }
}

/// What time alone has done by `now`: warnings and breaches, each with the instant at which it was due. A target that is
/// met exactly at its instant is met, so nothing is breached at that very instant.
pub(crate) fn elapsed(ticket: &Ticket, now: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    for clock in &ticket.clocks {
        let (metric, instance) = (clock.metric, clock.instance);
        if let Some(at) = clock.warn_at().filter(|at| *at < now) {
            events.push((at, 0, Event::ClockWarned { metric, instance, at }));
        }
        if let Some(at) = clock.due_at().filter(|at| *at < now) {
            events.push((at, 1, Event::ClockBreached { metric, instance, at }));
        }
    }
    events.sort_by_key(|(at, order, _)| (*at, *order));
    events.into_iter().map(|(_, _, event)| event).collect()
}

/// What follows for the clocks from one event that was just folded into the ticket.
pub(crate) fn consequences(ticket: &Ticket, event: &Event, policies: &SlaPolicies) -> Vec<Event> {
    match event {
        Event::TicketOpened { priority, .. } => start(ticket, *priority, &Metric::ALL, policies),
        Event::AgentReplied { .. } => end(ticket, |metric| match metric {
            Metric::FirstResponse => Some(Ending::Fulfilled),
            Metric::FirstResolution => None,
        }),
        Event::PriorityChanged { to, .. } => retarget(ticket, *to, policies),
        Event::StateChanged { from, to, .. } => follow_state(ticket, *from, *to, policies),
        _ => Vec::new(),
    }
}

fn follow_state(ticket: &Ticket, from: State, to: State, policies: &SlaPolicies) -> Vec<Event> {
    if to.is_set_aside() {
        return end(ticket, |_| Some(Ending::Cancelled));
    }
    if !to.is_active() {
        return end(ticket, |metric| match metric {
            Metric::FirstResolution => Some(Ending::Fulfilled),
            Metric::FirstResponse => Some(Ending::Cancelled),
        });
    }
    if !from.is_active() {
        let cancelled: Vec<Metric> = Metric::ALL
            .into_iter()
            .filter(|metric| ticket.latest_clock(*metric).is_some_and(|c| c.status == ClockStatus::Cancelled))
            // An answer that came while the ticket was resolved was the first response; there is no second one.
            .filter(|metric| *metric != Metric::FirstResponse || ticket.first_response_at.is_none())
            .collect();
        return start(ticket, ticket.priority, &cancelled, policies);
    }
    // A breached clock pauses as well: how late an answer was does not include the time that the customer took.
    ticket
        .clocks
        .iter()
        .filter(|clock| clock.ended_at.is_none())
        .filter_map(|clock| {
            let (metric, instance) = (clock.metric, clock.instance);
            match (clock.running_since.is_some(), metric.pauses_in(to)) {
                (true, true) => Some(Event::ClockPaused { metric, instance }),
                (false, false) => Some(Event::ClockResumed { metric, instance }),
                _ => None,
            }
        })
        .collect()
}

fn start(ticket: &Ticket, priority: Priority, metrics: &[Metric], policies: &SlaPolicies) -> Vec<Event> {
    let Some(target) = policies.targets.get(&priority) else { return Vec::new() };
    metrics
        .iter()
        .flat_map(|&metric| {
            let before = ticket.latest_clock(metric);
            let instance = before.map_or(1, |clock| clock.instance + 1);
            let spent_seconds = before.map_or(0, |clock| clock.spent.as_secs());
            let started = Event::ClockStarted {
                metric,
                instance,
                target_seconds: target.seconds(metric),
                warn_at_percent: policies.warn_at_percent,
                spent_seconds,
            };
            let paused = metric.pauses_in(ticket.state).then_some(Event::ClockPaused { metric, instance });
            std::iter::once(started).chain(paused)
        })
        .collect()
}

fn retarget(ticket: &Ticket, priority: Priority, policies: &SlaPolicies) -> Vec<Event> {
    let Some(target) = policies.targets.get(&priority) else { return Vec::new() };
    ticket
        .clocks
        .iter()
        .filter(|clock| clock.is_open())
        .filter(|clock| clock.target_seconds != target.seconds(clock.metric))
        .map(|clock| Event::ClockRetargeted {
            metric: clock.metric,
            instance: clock.instance,
            target_seconds: target.seconds(clock.metric),
        })
        .collect()
}

enum Ending {
    Fulfilled,
    Cancelled,
}

fn end(ticket: &Ticket, ending: impl Fn(Metric) -> Option<Ending>) -> Vec<Event> {
    ticket
        .clocks
        .iter()
        .filter(|clock| clock.ended_at.is_none())
        .filter_map(|clock| {
            let (metric, instance) = (clock.metric, clock.instance);
            Some(match ending(metric)? {
                Ending::Fulfilled => Event::ClockFulfilled { metric, instance },
                Ending::Cancelled => Event::ClockCancelled { metric, instance },
            })
        })
        .collect()
}

/// Folds a clock event into the clocks; other events leave them alone.
pub(crate) fn evolve(clocks: &mut Vec<Clock>, event: &Event, at: Timestamp) {
    let which = match event {
        Event::ClockStarted { metric, instance, target_seconds, warn_at_percent, spent_seconds } => {
            clocks.push(Clock {
                metric: *metric,
                instance: *instance,
                status: ClockStatus::Active,
                target_seconds: *target_seconds,
                warn_at_percent: *warn_at_percent,
                spent: SignedDuration::from_secs(*spent_seconds),
                running_since: Some(at),
                warned_at: None,
                breached_at: None,
                ended_at: None,
            });
            return;
        }
        Event::ClockPaused { metric, instance }
        | Event::ClockResumed { metric, instance }
        | Event::ClockRetargeted { metric, instance, .. }
        | Event::ClockWarned { metric, instance, .. }
        | Event::ClockBreached { metric, instance, .. }
        | Event::ClockFulfilled { metric, instance }
        | Event::ClockCancelled { metric, instance } => (*metric, *instance),
        _ => return,
    };
    let Some(clock) = clocks.iter_mut().find(|clock| (clock.metric, clock.instance) == which) else { return };
    match event {
        Event::ClockPaused { .. } => {
            clock.stand(at);
            clock.become_unless_breached(ClockStatus::Paused);
        }
        Event::ClockResumed { .. } => {
            clock.running_since = Some(at);
            clock.become_unless_breached(ClockStatus::Active);
        }
        Event::ClockRetargeted { target_seconds, .. } => {
            if clock.running_since.is_some() {
                clock.stand(at);
                clock.running_since = Some(at);
            }
            clock.target_seconds = *target_seconds;
        }
        Event::ClockWarned { at, .. } => clock.warned_at = Some(*at),
        Event::ClockBreached { at, .. } => {
            clock.status = ClockStatus::Breached;
            clock.breached_at = Some(*at);
        }
        Event::ClockFulfilled { .. } => clock.end(at, ClockStatus::Met),
        Event::ClockCancelled { .. } => clock.end(at, ClockStatus::Cancelled),
        _ => {}
    }
}
