//! Events are stored for ever. Each file under `stored/` is what the store of a running desk already holds: a change of the
//! code may read it in a new way, never fail to. A new event gets a new file; a file here is never edited.

use std::collections::BTreeSet;

use guichet_domain::{
    Actor, AssignmentReason, Channel, Event, Level, LinkSeed, Locale, Metric, Priority, Recorded, Resolution, State,
    Ticket, TicketType,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::history::{customer, minute, opening, text};

/// One of each event, in the order of the type. The match makes the compiler ask for a new one here.
fn following(event: Option<&Event>) -> Option<Event> {
    let (metric, instance, at) = (Metric::FirstResolution, 2, minute(90));
    Some(match event {
        None => Event::TicketOpened {
            number: 1042,
            customer: customer(),
            subject: text("Charged twice"),
            body: text("My card was charged twice.\nPlease help."),
            form: text("default"),
            topic: text("invoice"),
            channel: Channel::WebForm,
            locale: Locale::Fr,
            team: text("billing"),
            ticket_type: TicketType::ServiceRequest,
            priority: Priority::High,
            urgency: Level::High,
            impact: Level::Medium,
        },
        Some(Event::TicketOpened { .. }) => Event::LinkIssued { seed: LinkSeed("seed".to_owned()) },
        Some(Event::LinkIssued { .. }) => Event::LinkRevoked,
        Some(Event::LinkRevoked) => Event::CustomerReplied { body: text("Here is the invoice.") },
        Some(Event::CustomerReplied { .. }) => Event::AgentReplied { body: text("Thank you, Marie.") },
        Some(Event::AgentReplied { .. }) => Event::NoteAdded { body: text("Ask accounting.") },
        Some(Event::NoteAdded { .. }) => Event::TicketAssigned {
            agent: text("ana"),
            previous: Some(text("ben")),
            reason: AssignmentReason::LeastLoaded { open: 2, capacity: 5 },
        },
        Some(Event::TicketAssigned { .. }) => Event::TicketUnassigned { previous: text("ana") },
        Some(Event::TicketUnassigned { .. }) => Event::TeamChanged { from: text("billing"), to: text("network") },
        Some(Event::TeamChanged { .. }) => Event::TypeChanged { from: TicketType::Question, to: TicketType::Incident },
        Some(Event::TypeChanged { .. }) => Event::PriorityChanged {
            from: Priority::Normal,
            to: Priority::Critical,
            urgency: Level::High,
            impact: Level::High,
        },
        Some(Event::PriorityChanged { .. }) => Event::TagsChanged {
            added: BTreeSet::from([text("refund"), text("vip")]),
            removed: BTreeSet::from([text("card")]),
        },
        Some(Event::TagsChanged { .. }) => Event::StateChanged {
            from: State::WaitingCustomer,
            to: State::Resolved,
            resolution: Some(Resolution::CannotReproduce),
            until: None,
        },
        Some(Event::StateChanged { .. }) => {
            Event::ClockStarted { metric, instance, target_seconds: 28_800, warn_at_percent: 75, spent_seconds: 60 }
        }
        Some(Event::ClockStarted { .. }) => Event::ClockPaused { metric, instance },
        Some(Event::ClockPaused { .. }) => Event::ClockResumed { metric, instance },
        Some(Event::ClockResumed { .. }) => Event::ClockRetargeted { metric, instance, target_seconds: 7_200 },
        Some(Event::ClockRetargeted { .. }) => Event::ClockWarned { metric, instance, at },
        Some(Event::ClockWarned { .. }) => Event::ClockBreached { metric, instance, at },
        Some(Event::ClockBreached { .. }) => Event::ClockFulfilled { metric, instance },
        Some(Event::ClockFulfilled { .. }) => Event::ClockCancelled { metric, instance },
        Some(Event::ClockCancelled { .. }) => return None,
    })
}

/// The same value, both ways, to the letter.
fn assert_stored<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, value: &T) {
    let path = format!("{}/tests/rules/stored/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let written = format!("{}\n", serde_json::to_string_pretty(value).unwrap());
    let stored = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{path}: {error}; a new shape starts with a file that holds\n{written}"));
    assert_eq!(&serde_json::from_str::<T>(&stored).unwrap(), value, "{name} is no longer read as it was");
    assert_eq!(stored, written, "{name} is no longer written as it was");
}

#[test]
fn every_event_is_read_and_written_as_ever() {
    let actors = [
        Actor::Customer { id: customer().id },
        Actor::Agent { id: text("ana") },
        Actor::System { name: "sla".to_owned() },
    ];
    let events = std::iter::successors(following(None), |event| following(Some(event)));
    for (index, event) in events.enumerate() {
        let (seq, actor) = (index as u64 + 1, actors[index % actors.len()].clone());
        assert_stored(event.name(), &Recorded { seq, at: minute(index as i64), actor, event: event.clone() });
    }
}

#[test]
fn a_schedule_and_a_first_assignment_are_read_and_written_as_ever() {
    let recorded = |event| Recorded { seq: 7, at: minute(7), actor: Actor::Agent { id: text("ana") }, event };
    assert_stored(
        "StateChanged-scheduled",
        &recorded(Event::StateChanged {
            from: State::Open,
            to: State::Scheduled,
            resolution: None,
            until: Some(minute(600)),
        }),
    );
    for (name, reason) in [("claimed", AssignmentReason::Claimed), ("manual", AssignmentReason::Manual)] {
        let event = Event::TicketAssigned { agent: text("ana"), previous: None, reason };
        assert_stored(&format!("TicketAssigned-{name}"), &recorded(event));
    }
}

/// The ticket is a projection and could be rebuilt, but a desk that was just deployed reads what its predecessor wrote.
#[test]
fn the_ticket_is_read_and_written_as_ever() {
    let events = std::iter::successors(following(None), |event| following(Some(event)));
    let log: Vec<Recorded> = events
        .enumerate()
        .map(|(index, event)| Recorded {
            seq: index as u64 + 1,
            at: minute(index as i64),
            actor: Actor::Agent { id: text("ana") },
            event,
        })
        .collect();
    assert_stored("Ticket", &Ticket::replay(opening(Level::High).id, &log).unwrap());
}
