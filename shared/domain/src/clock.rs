//! Service-level clocks: how much time a ticket has taken, and how much it may.
//!
//! A clock is a fold over the ticket's events, as everything else about a ticket is. `clock/rules.rs` looks at what just
//! happened to a ticket and answers with clock events, which follow the ticket's own in the same commit; `clock/time.rs`
//! knows calendars and says when a clock that runs reaches what. What they work out stands in the events, so that folding
//! them takes no calendar.

pub mod measure;
pub mod outcome;
pub(crate) mod rules;
mod time;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub(crate) use time::{Step, Timer};

use crate::{CountedHours, Event, Rulebook, Ticket};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// From the customer's first message to the first public answer of an agent. Never pauses, never restarts.
    FirstResponse,
    /// From the oldest message of the customer that nobody answered to the next public answer; after the first response.
    NextResponse,
    /// The time between two public messages of agents, while the ticket is active.
    PeriodicUpdate,
    /// From the opening to the first time the ticket is resolved. Pauses while the customer is to answer.
    FirstResolution,
    /// All the time in which the ticket is neither resolved nor paused. Goes on when it is reopened.
    TotalResolution,
    /// All the time in which the customer waits for the desk.
    RequesterWait,
    /// All the time in which an agent could work on it: new or open.
    AgentWork,
    /// The time in the tier where the ticket is. Starts anew in each.
    TimeInTier,
}

impl Metric {
    pub const ALL: [Self; 8] = [
        Self::FirstResponse,
        Self::NextResponse,
        Self::PeriodicUpdate,
        Self::FirstResolution,
        Self::TotalResolution,
        Self::RequesterWait,
        Self::AgentWork,
        Self::TimeInTier,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::PeriodicUpdate => "periodic_update",
            Self::FirstResolution => "first_resolution",
            Self::TotalResolution => "total_resolution",
            Self::RequesterWait => "requester_wait",
            Self::AgentWork => "agent_work",
            Self::TimeInTier => "time_in_tier",
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
    /// Absent for a clock that only counts: another policy or priority may give it a target later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_seconds: Option<i64>,
    #[serde(default, skip_serializing_if = "CountedHours::are_all")]
    pub hours: CountedHours,
    pub warn_at_percent: u8,
    /// Time used up before `running_since`.
    #[serde(default, skip_serializing_if = "SignedDuration::is_zero")]
    pub spent: SignedDuration,
    /// When it last started to run; absent while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_since: Option<Timestamp>,
    /// When the target is reached, while the clock runs and has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The next instant at which time alone changes it, while it runs: a warning, the target or a rung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "RungsReached::is_none")]
    pub rungs: RungsReached,
}

/// Which rungs of the policy's ladder were reached, by their place on it: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct RungsReached(pub u64);

impl RungsReached {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(crate) fn is_none(&self) -> bool {
        self.0 == 0
    }

    pub fn contains(self, rung: u32) -> bool {
        1_u64.checked_shl(rung).is_some_and(|bit| self.0 & bit != 0)
    }

    #[must_use]
    pub fn with(self, rung: u32) -> Self {
        Self(self.0 | 1_u64.checked_shl(rung).unwrap_or(0))
    }
}

impl Clock {
    pub fn target(&self) -> Option<SignedDuration> {
        self.target_seconds.map(SignedDuration::from_secs)
    }

    /// How much is used up before somebody is warned. A warning after the breach would say nothing, so the breach is the
    /// latest that it comes.
    pub(crate) fn warn_after(&self) -> Option<SignedDuration> {
        let target = self.target_seconds?;
        Some(SignedDuration::from_millis(target * 10 * i64::from(self.warn_at_percent.min(100))))
    }

    /// Since when what the clock measures is late, as long as it is still to be done.
    pub fn overdue_since(&self) -> Option<Timestamp> {
        self.breached_at.filter(|_| self.running_since.is_some())
    }

    /// How much of the target is left by then; negative once it is overdrawn.
    pub fn remaining(&self, now: Timestamp, rulebook: &Rulebook, ticket: &Ticket) -> Option<SignedDuration> {
        Some(self.target()? - Timer::of(ticket, rulebook).spent(self, now))
    }

    /// How much is used up by then.
    pub fn spent_by(&self, now: Timestamp, rulebook: &Rulebook, ticket: &Ticket) -> SignedDuration {
        Timer::of(ticket, rulebook).spent(self, now)
    }

    pub fn is_open(&self) -> bool {
        matches!(self.status, ClockStatus::Active | ClockStatus::Paused)
    }

    /// A clock as a desk kept it that was open day and night, with what lies ahead of it worked out.
    #[must_use]
    pub fn foreseen(mut self) -> Self {
        self.foresee(self.due_at, self.next_at);
        self
    }

    /// Stops counting. Who wrote no time into the event had a desk that was open day and night.
    fn stand(&mut self, at: Timestamp, spent: Option<SignedDuration>) {
        if let Some(since) = self.running_since.take() {
            self.spent = spent.unwrap_or_else(|| self.spent + at.duration_since(since));
        }
        (self.due_at, self.next_at) = (None, None);
    }

    fn run(&mut self, at: Timestamp, due_at: Option<Timestamp>, next_at: Option<Timestamp>) {
        self.running_since = Some(at);
        self.foresee(due_at, next_at);
    }

    /// What lies ahead, as the event says it. An event that does not say it, though there must be something, is from a
    /// desk that was open day and night.
    fn foresee(&mut self, due_at: Option<Timestamp>, next_at: Option<Timestamp>) {
        let since = self.running_since;
        let after = |used: SignedDuration| {
            let left = (used - self.spent).max(SignedDuration::ZERO);
            Some(since?.saturating_add(left).unwrap_or(Timestamp::MAX))
        };
        let may_be_late = self.breached_at.is_none();
        let due = self.target().filter(|_| may_be_late).and_then(after);
        let warning = self.warn_after().filter(|_| may_be_late && self.warned_at.is_none()).and_then(after);
        let next = warning.into_iter().chain(due).min();
        self.due_at = due_at.or(due);
        self.next_at = next_at.or(next);
    }

    /// A breach stays one, whatever becomes of the clock.
    fn become_unless_breached(&mut self, status: ClockStatus) {
        if self.breached_at.is_none() {
            self.status = status;
        }
    }

    fn end(&mut self, at: Timestamp, spent: Option<SignedDuration>, status: ClockStatus) {
        self.stand(at, spent);
        self.become_unless_breached(status);
        self.ended_at = Some(at);
    }

    /// Folds in what happened to this clock.
    fn evolve(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::ClockPaused { spent, .. } => {
                self.stand(at, *spent);
                self.become_unless_breached(ClockStatus::Paused);
            }
            Event::ClockResumed { due_at, next_at, .. } => {
                self.ended_at = None;
                self.become_unless_breached(ClockStatus::Active);
                self.run(at, *due_at, *next_at);
            }
            Event::ClockRetargeted {
                target_seconds, warn_at_percent, hours, spent, due_at, next_at, rungs, ..
            } => {
                let runs = self.running_since.is_some();
                self.stand(at, *spent);
                self.target_seconds = *target_seconds;
                self.hours = *hours;
                self.warn_at_percent = warn_at_percent.unwrap_or(self.warn_at_percent);
                self.rungs = rungs.unwrap_or(self.rungs);
                if runs {
                    self.run(at, *due_at, *next_at);
                }
            }
            Event::ClockWarned { at, next_at, .. } => {
                self.warned_at = Some(*at);
                self.foresee(self.due_at, *next_at);
            }
            Event::ClockBreached { at, next_at, .. } => {
                self.status = ClockStatus::Breached;
                self.breached_at = Some(*at);
                self.due_at = None;
                self.foresee(None, *next_at);
            }
            Event::RungReached { rung, next_at, .. } => {
                self.rungs = self.rungs.with(*rung);
                self.foresee(self.due_at, *next_at);
            }
            Event::ClockFulfilled { spent, .. } => self.end(at, *spent, ClockStatus::Met),
            Event::ClockCancelled { spent, .. } => self.end(at, *spent, ClockStatus::Cancelled),
            _ => {}
        }
    }
}

/// Folds a clock event into the clocks; other events leave them alone.
pub(crate) fn evolve(clocks: &mut Vec<Clock>, event: &Event, at: Timestamp) {
    if let Event::ClockStarted { metric, instance, target_seconds, hours, warn_at_percent, .. } = event {
        let Event::ClockStarted { spent_seconds, spent, due_at, next_at, .. } = event else { return };
        let mut clock = Clock {
            metric: *metric,
            instance: *instance,
            status: ClockStatus::Active,
            target_seconds: *target_seconds,
            hours: *hours,
            warn_at_percent: *warn_at_percent,
            spent: *spent + SignedDuration::from_secs(*spent_seconds),
            running_since: None,
            due_at: None,
            next_at: None,
            warned_at: None,
            breached_at: None,
            ended_at: None,
            rungs: RungsReached::default(),
        };
        clock.run(at, *due_at, *next_at);
        // Of a clock that starts again and again, what came before the last is told by the log.
        clocks.retain(|earlier| earlier.metric != *metric);
        clocks.push(clock);
        return;
    }
    let Some(which) = event.clock() else { return };
    if let Some(clock) = clocks.iter_mut().find(|clock| (clock.metric, clock.instance) == which) {
        clock.evolve(event, at);
    }
}
