//! What the bus may know of an event: ids and small facts, never what people wrote and never an address.

use guichet_domain::{Actor, Event, Recorded, TicketId};
use guichet_store::EventItem;
use serde_json::{Map, Value, json};

/// The detail of an event, or nothing if it concerns nobody outside. Facts are named one by one, so that a new field of
/// an event stays inside until somebody decides that it may leave.
pub fn of(ticket: TicketId, item: &EventItem, recorded: &Recorded) -> Option<Value> {
    let facts = facts(&recorded.event)?;
    let mut detail = Map::from_iter([
        ("ticket_id".to_owned(), json!(ticket)),
        ("number".to_owned(), json!(item.number)),
        ("seq".to_owned(), json!(recorded.seq)),
        ("at".to_owned(), json!(recorded.at)),
        ("team".to_owned(), json!(item.team)),
        ("actor".to_owned(), actor(&recorded.actor)),
    ]);
    if let Value::Object(facts) = facts {
        detail.extend(facts);
    }
    Some(Value::Object(detail))
}

fn actor(actor: &Actor) -> Value {
    match actor {
        Actor::Customer { .. } => json!({"kind": "customer"}),
        Actor::Agent { id } => json!({"kind": "agent", "id": id}),
        Actor::System { name } => json!({"kind": "system", "name": name}),
    }
}

fn facts(event: &Event) -> Option<Value> {
    Some(match event {
        Event::LinkIssued { .. } => return None,
        Event::TicketOpened { form, topic, channel, locale, ticket_type, priority, .. } => json!({
            "form": form, "topic": topic, "channel": channel, "locale": locale,
            "type": ticket_type, "priority": priority,
        }),
        Event::ReminderCleared
        | Event::LinkRevoked
        | Event::CustomerReplied { .. }
        | Event::AgentReplied { .. }
        | Event::NoteAdded { .. }
        | Event::AutomaticMailReceived { .. }
        | Event::ReplyRejected { .. } => {
            json!({})
        }
        Event::Forwarded { replies, .. } => json!({"replies": replies}),
        Event::ParticipantsChanged { added, removed } => json!({"added": added.len(), "removed": removed.len()}),
        Event::FollowersChanged { added, removed } => json!({"added": added, "removed": removed}),
        Event::DeliveryFailed { of, failure, .. } => json!({"of": of, "failure": failure}),
        Event::MailSuppressed { of, why, .. } => json!({"of": of, "why": why}),
        Event::TicketAssigned { agent, previous, reason } => {
            json!({"agent": agent, "previous": previous, "reason": reason})
        }
        Event::TicketUnassigned { previous } => json!({"previous": previous}),
        Event::TeamChanged { from, to } => json!({"from": from, "to": to}),
        Event::TypeChanged { from, to } => json!({"from": from, "to": to}),
        Event::PriorityChanged { from, to, urgency, impact } => {
            json!({"from": from, "to": to, "urgency": urgency, "impact": impact})
        }
        Event::TagsChanged { added, removed } => json!({"added": added, "removed": removed}),
        Event::StateChanged { from, to, resolution, until } => {
            json!({"from": from, "to": to, "resolution": resolution, "until": until})
        }
        Event::ClockStarted { metric, instance, target_seconds, .. }
        | Event::ClockRetargeted { metric, instance, target_seconds, .. } => {
            json!({"metric": metric, "instance": instance, "target_seconds": target_seconds})
        }
        Event::ClockPaused { metric, instance, .. }
        | Event::ClockResumed { metric, instance, .. }
        | Event::ClockFulfilled { metric, instance, .. }
        | Event::ClockCancelled { metric, instance, .. } => json!({"metric": metric, "instance": instance}),
        Event::ClockWarned { metric, instance, at, .. } | Event::ClockBreached { metric, instance, at, .. } => {
            json!({"metric": metric, "instance": instance, "due_at": at})
        }
        Event::RungReached { metric, instance, rung, at, policy, revision, .. } => json!({
            "metric": metric, "instance": instance, "rung": rung, "due_at": at, "policy": policy, "revision": revision,
        }),
        Event::TierEscalated { from, to, from_tier, to_tier } => {
            json!({"from": from, "to": to, "from_tier": from_tier, "to_tier": to_tier})
        }
        Event::PolicyApplied(pin) => json!({"policy": pin.policy, "calendar": pin.calendar, "revision": pin.revision}),
        Event::ReminderSet { agent, at } => json!({"agent": agent, "remind_at": at}),
        Event::ReminderReached { agent } => json!({"agent": agent}),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> EventItem {
        EventItem {
            number: 1001,
            team: "billing".parse().unwrap(),
            left: None,
            entered: None,
            outcomes: vec![],
            events: vec![],
            spent: Default::default(),
        }
    }

    fn recorded(event: Event) -> Recorded {
        Recorded { seq: 3, at: jiff::Timestamp::UNIX_EPOCH, actor: Actor::system("test"), event }
    }

    #[test]
    fn what_people_write_never_reaches_the_bus() {
        let body: guichet_domain::Body = "my secret".parse().unwrap();
        for event in [
            Event::CustomerReplied { body: body.clone(), carried: guichet_domain::Carried::default() },
            Event::AgentReplied { body: body.clone(), carried: guichet_domain::Carried::default() },
            Event::NoteAdded { body, carried: guichet_domain::Carried::default() },
        ] {
            let detail = of(TicketId(Default::default()), &item(), &recorded(event)).unwrap();
            assert!(!detail.to_string().contains("secret"), "{detail}");
            assert_eq!(detail["seq"], 3);
            assert_eq!(detail["number"], 1001);
        }
    }

    #[test]
    fn a_link_never_reaches_the_bus() {
        let seed = guichet_domain::LinkSeed("seed".into());
        assert_eq!(of(TicketId(Default::default()), &item(), &recorded(Event::LinkIssued { seed })), None);
    }

    #[test]
    fn an_assignment_says_who_and_why() {
        let event = Event::TicketAssigned {
            agent: "mia".parse().unwrap(),
            previous: None,
            reason: guichet_domain::AssignmentReason::LeastLoaded { open: 2, capacity: 8 },
        };
        let detail = of(TicketId(Default::default()), &item(), &recorded(event)).unwrap();
        assert_eq!(detail["agent"], "mia");
        assert_eq!(detail["reason"], json!({"kind": "least_loaded", "open": 2, "capacity": 8}));
        assert_eq!(detail["actor"], json!({"kind": "system", "name": "test"}));
    }
}
