//! Events are stored for ever. Each file under `stored/` is what the store of a running desk already holds: a change of the
//! code may read it in a new way, never fail to. A new event gets a new file; a file here is never edited.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::choosing::{AssignmentMode, Continuity, Grounds};
use guichet_domain::routing::{Applied, Set};
use guichet_domain::{
    Actor, AssignmentReason, Attachment, Carried, Channel, CountedHours, Event, Failure, FileId, Level, LinkSeed,
    Locale, Metric, Participant, Pin, Priority, Received, Recorded, Resolution, RungsReached, State, Suppression,
    Ticket, TicketType, Visibility,
};
use jiff::SignedDuration;
use serde::{Serialize, de::DeserializeOwned};

use crate::history::{customer, minute, opening, text};

fn participant() -> Participant {
    Participant { email: text("paul@example.com"), name: Some(text("Paul")) }
}

fn attachment() -> Attachment {
    Attachment {
        id: FileId(uuid::Uuid::from_u128(7)),
        name: text("invoice.pdf"),
        media_type: text("application/pdf"),
        size: 1_234,
        content_id: Some("part1".to_owned()),
        inline: true,
    }
}

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
            tags: BTreeSet::new(),
            skills: BTreeMap::new(),
            fields: BTreeMap::new(),
            trace: Vec::new(),
            follow_up_of: None,
            may_follow: None,
            mailbox: None,
            participants: Vec::new(),
            carried: Carried::default(),
        },
        Some(Event::TicketOpened { .. }) => Event::LinkIssued { seed: LinkSeed("seed".to_owned()) },
        Some(Event::LinkIssued { .. }) => Event::LinkRevoked,
        Some(Event::LinkRevoked) => {
            Event::CustomerReplied { body: text("Here is the invoice."), carried: Carried::default() }
        }
        Some(Event::CustomerReplied { .. }) => {
            Event::AgentReplied { body: text("Thank you, Marie."), carried: Carried::default() }
        }
        Some(Event::AgentReplied { .. }) => {
            Event::NoteAdded { body: text("Ask accounting."), carried: Carried::default() }
        }
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
        Some(Event::StateChanged { .. }) => Event::ClockStarted {
            metric,
            instance,
            target_seconds: Some(28_800),
            hours: CountedHours::Calendar,
            warn_at_percent: 75,
            spent_seconds: 60,
            spent: SignedDuration::ZERO,
            due_at: None,
            next_at: None,
        },
        Some(Event::ClockStarted { .. }) => Event::ClockPaused { metric, instance, spent: None },
        Some(Event::ClockPaused { .. }) => Event::ClockResumed { metric, instance, due_at: None, next_at: None },
        Some(Event::ClockResumed { .. }) => Event::ClockRetargeted {
            metric,
            instance,
            target_seconds: Some(7_200),
            hours: CountedHours::Calendar,
            warn_at_percent: None,
            spent: None,
            rungs: None,
            due_at: None,
            next_at: None,
        },
        Some(Event::ClockRetargeted { .. }) => Event::ClockWarned { metric, instance, at, next_at: None },
        Some(Event::ClockWarned { .. }) => Event::ClockBreached { metric, instance, at, next_at: None },
        Some(Event::ClockBreached { .. }) => Event::ClockFulfilled { metric, instance, spent: None },
        Some(Event::ClockFulfilled { .. }) => Event::ClockCancelled { metric, instance, spent: None },
        Some(Event::ClockCancelled { .. }) => Event::TierEscalated {
            from: text("billing"),
            to: text("experts"),
            from_tier: 1.try_into().unwrap(),
            to_tier: 2.try_into().unwrap(),
        },
        Some(Event::TierEscalated { .. }) => Event::ReminderSet { agent: text("ana"), at },
        Some(Event::ReminderSet { .. }) => Event::ReminderCleared,
        Some(Event::ReminderCleared) => Event::ReminderReached { agent: text("ana") },
        Some(Event::ReminderReached { .. }) => Event::PolicyApplied(Pin {
            policy: Some(text("gold")),
            calendar: Some(text("paris")),
            revision: 17,
            chosen: true,
        }),
        Some(Event::PolicyApplied(_)) => Event::RungReached {
            metric,
            instance,
            rung: 3,
            at,
            policy: Some(text("gold")),
            revision: 17,
            next_at: Some(minute(120)),
        },
        Some(Event::RungReached { .. }) => Event::AutomaticMailReceived {
            body: text("I am out of office."),
            carried: Carried {
                attachments: vec![attachment()],
                author: Some(participant()),
                zone: None,
                mail: Some(Received {
                    raw: "inbound/m1".to_owned(),
                    message_id: Some(text("a@b")),
                    folded: true,
                    unproved: true,
                    automatic: true,
                }),
            },
        },
        Some(Event::AutomaticMailReceived { .. }) => {
            Event::ReplyRejected { body: text("One more thing."), carried: Carried::default() }
        }
        Some(Event::ReplyRejected { .. }) => Event::Forwarded {
            to: participant(),
            body: text("Can you tell us more?"),
            attachments: vec![attachment()],
            replies: Visibility::Internal,
        },
        Some(Event::Forwarded { .. }) => Event::ParticipantsChanged {
            added: vec![participant()],
            removed: BTreeSet::from([text("gone@example.com")]),
        },
        Some(Event::ParticipantsChanged { .. }) => {
            Event::FollowersChanged { added: BTreeSet::from([text("ana")]), removed: BTreeSet::from([text("ben")]) }
        }
        Some(Event::FollowersChanged { .. }) => Event::DeliveryFailed {
            of: Some(7),
            address: text("marie@example.com"),
            failure: Failure::BouncedPermanent,
            reason: Some("550 5.1.1 no such user".to_owned()),
            mail: None,
        },
        Some(Event::DeliveryFailed { .. }) => {
            Event::MailSuppressed { of: 7, address: text("marie@example.com"), why: Suppression::Budget }
        }
        Some(Event::MailSuppressed { .. }) => return None,
    })
}

/// The clock events of a desk that has calendars: they say what lies ahead, and how much was used up.
fn on_a_calendar() -> Vec<Event> {
    let (metric, instance, at) = (Metric::NextResponse, 3, minute(90));
    let (due_at, next_at, spent) = (Some(minute(200)), Some(minute(150)), SignedDuration::from_secs(90));
    let (hours, target_seconds) = (CountedHours::Business, Some(28_800));
    vec![
        Event::ClockStarted {
            metric,
            instance,
            target_seconds,
            hours,
            warn_at_percent: 75,
            spent_seconds: 0,
            spent,
            due_at,
            next_at,
        },
        Event::ClockPaused { metric, instance, spent: Some(spent) },
        Event::ClockResumed { metric, instance, due_at, next_at },
        Event::ClockRetargeted {
            metric,
            instance,
            target_seconds,
            hours,
            warn_at_percent: Some(50),
            spent: Some(spent),
            rungs: Some(RungsReached(5)),
            due_at,
            next_at,
        },
        Event::ClockWarned { metric, instance, at, next_at },
        Event::ClockBreached { metric, instance, at, next_at },
        Event::ClockFulfilled { metric, instance, spent: Some(spent) },
        Event::ClockCancelled { metric, instance, spent: Some(spent) },
    ]
}

#[test]
fn what_a_desk_with_calendars_stores_is_read_and_written_as_ever() {
    let recorded = |event| Recorded { seq: 7, at: minute(7), actor: Actor::System { name: "sla".to_owned() }, event };
    for event in on_a_calendar() {
        assert_stored(&format!("{}-business", event.name()), &recorded(event));
    }
    let mut opened = following(None).unwrap();
    if let Event::TicketOpened { tags, skills, fields, trace, follow_up_of, .. } = &mut opened {
        tags.insert(text("refund"));
        skills.insert(text("invoices"), 3.try_into().unwrap());
        fields.insert(text("order"), "4711".to_owned());
        let set = vec![Set::Priority(Priority::High), Set::Team(text("network"))];
        trace.push(Applied { rule: text("refunds"), set, stopped: true });
        *follow_up_of = Some(opening(Level::High).id);
    }
    assert_stored("TicketOpened-routed", &recorded(opened));
    let mut mailed = following(None).unwrap();
    let by_mail = Carried {
        attachments: vec![attachment()],
        author: None,
        zone: None,
        mail: Some(Received {
            raw: "inbound/m1".to_owned(),
            message_id: Some(text("a@b")),
            folded: false,
            unproved: false,
            automatic: false,
        }),
    };
    if let Event::TicketOpened { may_follow, mailbox, participants, carried, .. } = &mut mailed {
        *may_follow = Some(opening(Level::High).id);
        *mailbox = Some(text("support"));
        *participants = vec![participant()];
        *carried = by_mail.clone();
    }
    assert_stored("TicketOpened-mailed", &recorded(mailed));
    let replied = Event::CustomerReplied { body: text("See the file."), carried: by_mail };
    assert_stored("CustomerReplied-mailed", &recorded(replied));
    for (name, zone) in [("zoned", "America/St_Johns"), ("ahead", "-03:30")] {
        let carried = Carried { zone: Some(text(zone)), ..Carried::default() };
        let replied = Event::CustomerReplied { body: text("At noon."), carried };
        assert_stored(&format!("CustomerReplied-{name}"), &recorded(replied));
    }
    let grounds = Grounds {
        mode: AssignmentMode::Skills,
        open: 3,
        capacity: 8,
        skills: BTreeMap::from([(text("invoices"), 4.try_into().unwrap())]),
        language: Some(Locale::Fr),
        continuity: Some(Continuity::PreviousAgent),
    };
    let reason = AssignmentReason::Chosen(grounds);
    let event = Event::TicketAssigned { agent: text("ana"), previous: None, reason };
    assert_stored("TicketAssigned-chosen", &recorded(event));
}

/// The same value, both ways, to the letter.
fn assert_stored<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, value: &T) {
    let path = format!("{}/tests/rules/stored/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let written = format!("{}\n", serde_json::to_string_pretty(value).unwrap());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() && !std::fs::exists(&path).unwrap() {
        std::fs::write(&path, &written).unwrap();
    }
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
    let pinned = log.iter().take_while(|recorded| !matches!(recorded.event, Event::AutomaticMailReceived { .. }));
    assert_stored("Ticket-pinned", &Ticket::replay(opening(Level::High).id, pinned).unwrap());
    let ticket = Ticket::replay(opening(Level::High).id, &log).unwrap();
    assert_stored("Ticket-attached", &ticket);
    // As it was before files were counted.
    assert_stored("Ticket-corresponded", &Ticket { attached_bytes: 0, ..ticket });
}

/// As it was before there were calendars.
#[test]
fn a_ticket_that_says_nothing_of_what_lies_ahead_is_read() {
    let path = format!("{}/tests/rules/stored/Ticket.json", env!("CARGO_MANIFEST_DIR"));
    let ticket: Ticket = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!((ticket.pin, ticket.clocks.len()), (None, 1));
}
