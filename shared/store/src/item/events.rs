//! The events of a commit as they are stored: an event that does not say by whom it was or when is by whom, or was when,
//! the one before it was. Commands make several events at once, and each byte of an item is paid for.

use guichet_domain::{Actor, Event, Recorded};
use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize)]
struct Written<'a> {
    seq: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a Actor>,
    event: &'a Event,
}

#[derive(Deserialize)]
struct Read {
    seq: u64,
    at: Option<Timestamp>,
    actor: Option<Actor>,
    event: Event,
}

pub fn serialize<S: Serializer>(events: &[Recorded], serializer: S) -> Result<S::Ok, S::Error> {
    let before = std::iter::once(None).chain(events.iter().map(Some));
    serializer.collect_seq(events.iter().zip(before).map(|(recorded, before)| Written {
        seq: recorded.seq,
        at: Some(&recorded.at).filter(|at| before.is_none_or(|before| before.at != **at)),
        actor: Some(&recorded.actor).filter(|actor| before.is_none_or(|before| before.actor != **actor)),
        event: &recorded.event,
    }))
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Recorded>, D::Error> {
    let mut events: Vec<Recorded> = Vec::new();
    for Read { seq, at, actor, event } in Vec::<Read>::deserialize(deserializer)? {
        let before = events.last();
        let at = at.or_else(|| before.map(|before| before.at)).ok_or_else(|| D::Error::missing_field("at"))?;
        let actor = actor.or_else(|| before.map(|before| before.actor.clone()));
        events.push(Recorded { seq, at, actor: actor.ok_or_else(|| D::Error::missing_field("actor"))?, event });
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(transparent)]
    struct Commit(#[serde(with = "super")] Vec<Recorded>);

    fn recorded(seq: u64, second: i64, actor: &str) -> Recorded {
        let at = Timestamp::from_second(second).unwrap();
        Recorded { seq, at, actor: Actor::system(actor), event: Event::LinkRevoked }
    }

    #[test]
    fn what_is_as_before_is_not_said_again() {
        let commit =
            Commit(vec![recorded(1, 5, "sla"), recorded(2, 5, "sla"), recorded(3, 6, "sla"), recorded(4, 6, "me")]);
        let stored = serde_json::to_value(&commit).unwrap();
        let said: Vec<Vec<&String>> =
            stored.as_array().unwrap().iter().map(|event| event.as_object().unwrap().keys().collect()).collect();
        let expected: [&[&str]; 4] =
            [&["actor", "at", "event", "seq"], &["event", "seq"], &["at", "event", "seq"], &["actor", "event", "seq"]];
        assert_eq!(said, expected);
        assert_eq!(serde_json::from_value::<Commit>(stored).unwrap(), commit);
    }

    #[test]
    fn what_says_all_is_read_and_what_says_nothing_is_not() {
        let whole = vec![recorded(1, 5, "sla"), recorded(2, 5, "sla")];
        let stored = serde_json::to_value(&whole).unwrap();
        assert_eq!(serde_json::from_value::<Commit>(stored).unwrap(), Commit(whole));
        let nobody = serde_json::json!([{"seq": 1, "at": "2026-03-02T09:00:00Z", "event": {"type": "LinkRevoked"}}]);
        assert!(serde_json::from_value::<Commit>(nobody).is_err());
    }
}
