//! What became of promises, for those who count how many were kept.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Clock, ClockStatus, Metric};
use crate::{Event, PolicyId, Recorded, TeamId, Ticket};

/// A target that was met or missed, or one that was met and is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Who had the ticket then.
    pub team: TeamId,
    pub policy: PolicyId,
    pub metric: Metric,
    /// When the target was met or missed.
    pub at: Timestamp,
    pub met: bool,
    /// A ticket that is reopened has not been resolved in time yet: what was counted then counts no longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

/// The outcomes of what was decided at once about a ticket. A breach is one when it happens, and stays one.
pub fn outcomes(before: Option<&Ticket>, events: &[Recorded]) -> Vec<Outcome> {
    // A ticket that was just opened has promises only.
    let Some(before) = before else { return Vec::new() };
    let (mut ticket, mut outcomes) = (before.clone(), Vec::new());
    for recorded in events {
        outcomes.extend(outcome(&ticket, recorded));
        ticket = ticket.evolve(recorded);
    }
    outcomes
}

fn outcome(ticket: &Ticket, recorded: &Recorded) -> Option<Outcome> {
    let (metric, instance) = recorded.event.clock()?;
    let clock = ticket.clocks.iter().find(|clock| (clock.metric, clock.instance) == (metric, instance))?;
    clock.target_seconds?;
    let (met, at, taken_back) = match &recorded.event {
        Event::ClockBreached { at, .. } => (false, *at, false),
        Event::ClockFulfilled { .. } if clock.breached_at.is_none() => (true, recorded.at, false),
        Event::ClockResumed { .. } => (true, met_at(clock)?, true),
        _ => return None,
    };
    let policy = ticket.pin.as_ref()?.policy.clone()?;
    Some(Outcome { team: ticket.team.clone(), policy, metric, at, met, taken_back })
}

fn met_at(clock: &Clock) -> Option<Timestamp> {
    clock.ended_at.filter(|_| clock.status == ClockStatus::Met)
}
