//! What becomes of every message of the corpus of `guichet-mail`, each at a desk of its own.

use std::path::{Path, PathBuf};

use futures_util::{StreamExt, stream};
use guichet_domain::{Event, Recorded, TicketId};
use serde_json::{Map, Value, json};

use crate::desk::{Desk, TICKET};

fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/mail/corpus");
    let groups = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let messages = groups.flat_map(|group| std::fs::read_dir(group).unwrap().map(|entry| entry.unwrap().path()));
    let mut messages: Vec<PathBuf> = messages.filter(|path| path.extension().is_some_and(|ext| ext == "eml")).collect();
    messages.sort();
    messages
}

fn name(path: &Path) -> String {
    let group = path.parent().unwrap().file_name().unwrap().to_string_lossy();
    format!("{group}__{}", path.file_stem().unwrap().to_string_lossy())
}

/// A message with what this desk has of its own in the place of the placeholders.
pub fn message(path: &Path, desk: &Desk) -> Vec<u8> {
    let mut message = std::fs::read(path).unwrap();
    for (placeholder, own) in [("{{key}}", desk.key()), ("{{loop}}", desk.secret().loop_mark())] {
        let mut rest = message.as_slice();
        let mut replaced = Vec::with_capacity(message.len());
        while let Some(at) = rest.windows(placeholder.len()).position(|window| window == placeholder.as_bytes()) {
            replaced.extend_from_slice(&rest[..at]);
            replaced.extend_from_slice(own.as_bytes());
            rest = &rest[at + placeholder.len()..];
        }
        replaced.extend_from_slice(rest);
        message = replaced;
    }
    message
}

/// What a message brings with it is no news of the message.
fn follows(event: &Event) -> bool {
    let name = event.name();
    name.starts_with("Clock") || name.starts_with("Policy") || name == "LinkIssued"
}

/// An event without what is drawn anew each time, or said by another.
fn told(recorded: &Recorded, tickets: &[TicketId]) -> Value {
    const UNTOLD: [&str; 11] =
        ["customer", "form", "topic", "channel", "team", "ticket_type", "priority", "urgency", "impact", "raw", "seed"];
    let mut event = serde_json::to_value(&recorded.event).unwrap();
    let actor = serde_json::to_value(&recorded.actor).unwrap();
    let by = actor["name"].as_str().or(actor["id"].as_str()).map(str::to_owned);
    if let Event::TicketOpened { customer, .. } = &recorded.event {
        event["from"] = format!("{} <{}>", customer.name, customer.email).into();
    }
    strip(&mut event, &UNTOLD);
    // A customer's id is a hash of the address, which is told elsewhere.
    if actor["kind"] != "customer" {
        event["by"] = by.into();
    }
    for (at, ticket) in tickets.iter().enumerate() {
        let place = if *ticket == TICKET { "Anna's ticket".to_owned() } else { format!("new ticket {at}") };
        event = serde_json::from_str(&event.to_string().replace(&ticket.to_string(), &place)).unwrap();
    }
    event
}

fn strip(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| !keys.contains(&key.as_str()));
            fields.values_mut().for_each(|value| strip(value, keys));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| strip(value, keys)),
        _ => {}
    }
}

async fn what_becomes_of(path: &Path) -> Value {
    let desk = Desk::open().await;
    let before = desk.log(TICKET).await.len();
    let raw = format!("inbound/{}", name(path));
    let message = message(path, &desk);
    desk.receive(&raw, &message).await.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let others = desk.others().await;
    let tickets: Vec<TicketId> = std::iter::once(TICKET).chain(others.iter().map(|ticket| ticket.id)).collect();
    let mut became = Map::new();
    let added = desk.log(TICKET).await;
    let added = &added[before..];
    let entries = added.len();
    let news = |log: &[Recorded]| -> Vec<Value> {
        log.iter().filter(|recorded| !follows(&recorded.event)).map(|recorded| told(recorded, &tickets)).collect()
    };
    let added = news(added);
    if !added.is_empty() {
        became.insert("on Anna's ticket".to_owned(), added.into());
    }
    for ticket in &others {
        let log = desk.log(ticket.id).await;
        became.insert(format!("ticket {}", ticket.number), news(&log).into());
        // What is said to be attached is in the bucket, as large as it is said to be.
        for recorded in &log {
            for attachment in recorded.event.carried().into_iter().flat_map(|carried| &carried.attachments) {
                let bytes = desk.bench.files.file(attachment.id).await.unwrap();
                assert_eq!(bytes.len() as u64, attachment.size, "{}", attachment.name);
            }
        }
    }
    for held in desk.held().await {
        let from = held.from.map(|from| from.to_string());
        became.insert("held".to_owned(), json!({"because": held.because, "from": from, "subject": held.subject}));
    }
    for address in ["anna.keller@mail.example", "anna.keller@gone.example"] {
        if let Some(why) = desk.bench.store.standing(&address.parse().unwrap()).await.unwrap().unreachable {
            became.insert(format!("{address} can not be reached"), json!({"why": why.failure, "reason": why.reason}));
        }
    }
    // The same event once more changes nothing.
    crate::desk::take_in(&desk.app, &raw).await.unwrap();
    assert_eq!(desk.others().await.len(), others.len(), "{}", path.display());
    assert_eq!(desk.log(TICKET).await.len(), before + entries);
    match became.is_empty() {
        true => json!("nothing"),
        false => Value::Object(became),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_becomes_what_it_became_before() {
    let messages = corpus();
    assert!(messages.len() >= 200, "only {} messages", messages.len());
    let became = stream::iter(messages).map(|path| async move { (name(&path), what_becomes_of(&path).await) });
    let became: Vec<(String, Value)> = became.buffered(4).collect().await;
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, became) in became {
            insta::assert_json_snapshot!(name, became);
        }
    });
}
