//! What a ticket has taken so far, told by its log alone: also where no policy has a target for it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Metric, rules};
use crate::{CountedHours, Event, Recorded, Rulebook, StateGroup, Ticket, TicketId};

/// The metrics that add time up. The others measure one gap after another.
pub const SUMS: [Metric; 6] = [
    Metric::FirstResponse,
    Metric::FirstResolution,
    Metric::TotalResolution,
    Metric::RequesterWait,
    Metric::AgentWork,
    Metric::TimeInTier,
];

/// How much of each metric's time had passed by an instant, in all hours or in those of the calendar that the ticket goes by
/// in the end.
pub fn measured(
    id: TicketId,
    log: &[Recorded],
    rulebook: &Rulebook,
    hours: CountedHours,
    until: Timestamp,
) -> BTreeMap<Metric, SignedDuration> {
    let mut sums: BTreeMap<Metric, SignedDuration> = SUMS.map(|metric| (metric, SignedDuration::ZERO)).into();
    let Some(end) = Ticket::replay(id, log) else { return sums };
    let timer = super::Timer::of(&end, rulebook);
    let (mut ticket, mut was_resolved): (Option<Ticket>, bool) = (None, false);
    for (index, recorded) in log.iter().enumerate() {
        let next = match ticket.take() {
            Some(ticket) => ticket.evolve(recorded),
            None => match Ticket::born(id, recorded) {
                Some(born) => born,
                None => return sums,
            },
        };
        was_resolved |= next.state.group() == StateGroup::Done;
        if begins_tier(&recorded.event, rulebook) {
            sums.insert(Metric::TimeInTier, SignedDuration::ZERO);
        }
        let to = log.get(index + 1).map_or(until, |next| next.at);
        let passed = timer.between(hours, recorded.at, to.max(recorded.at));
        for (metric, sum) in &mut sums {
            let over = *metric == Metric::FirstResolution && was_resolved;
            if !over && rules::runs(&next, *metric, rulebook) {
                *sum += passed;
            }
        }
        ticket = Some(next);
    }
    sums
}

fn begins_tier(event: &Event, rulebook: &Rulebook) -> bool {
    match event {
        Event::TierEscalated { .. } => true,
        Event::TeamChanged { from, to } => rulebook.tier(from) != rulebook.tier(to),
        _ => false,
    }
}
