//! What a running desk holds is read for ever. Each file under `stored/` is an item as some version of the desk wrote it, in
//! DynamoDB's JSON; it is never edited. A kind whose version is raised gets a new file beside the old ones, and all are read
//! to the same effect.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --workspace --test store shapes` writes the files that are missing for the present versions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aws_sdk_dynamodb::types::AttributeValue;
use guichet_domain::{Actor, EmailAddress, TicketId};
use guichet_store::mail::{Delivery, MailBudget, SentMail};
use guichet_store::schema::{KINDS, Kind};
use guichet_store::{Claim, Extras, Held, HeldBecause, Rate, Said, StoreError, Verdict, keys};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::desk::{Desk, Item, assign};

const LEASE: SignedDuration = SignedDuration::from_mins(1);
const MESSAGE: &str = "first@example.com";
const RAW: &str = "inbound/spam";
const BUDGET: MailBudget = MailBudget { most: 1, most_with_same_subject: 1, window: SignedDuration::from_hours(3) };
const RATE: Rate = Rate { name: "tests", limit: 3, window: SignedDuration::from_hours(1) };

/// That these are there is all that they say; nothing in them is read.
const MARKS: [&str; 2] = ["spent", "counted"];

/// What the store makes of each kind's item, whichever version it is of.
fn meaning(kind: &str) -> Value {
    match kind {
        "ticket" => json!([1001, "The invoice of month 1001", "anna@example.com", "Anna Keller", "mia", "new", 2]),
        "events" => json!(["TicketOpened", "LinkIssued", "ClockStarted", "ClockStarted"]),
        "number" => json!(true),
        "mail" => json!(["anna@example.com", "delivered"]),
        "message" => json!(true),
        "counter" => json!(1002),
        "presence" => json!("online"),
        "head" => json!(5),
        "revision" => json!(["billing"]),
        "change" => json!([1, "setup", ["teams.billing"]]),
        "load" => json!([1, "2026-03-02T09:00:00Z"]),
        "address" => json!("mia"),
        "customer" => json!(["Anna Keller", "anna@example.com", "en", null]),
        "counts" => json!([1, 0]),
        "link" => json!("2026-08-29T09:00:00Z"),
        "idempotency" => json!([true, 1772528400]),
        "claim" => json!(true),
        "rate" => json!(3600),
        "held" => json!(["spam", "eve@example.com", "2026-04-01T09:00:00Z"]),
        "budget" => json!(false),
        "spent" => json!(false),
        "counted" => json!(0),
        other => panic!("what does an item of the kind {other} mean?"),
    }
}

/// Reads an item that is there through the store's ordinary calls.
async fn read(desk: &Desk, kind: &str, item: &Item) -> Result<Value, StoreError> {
    let (store, now) = (&desk.store, desk.now());
    let ticket = || -> TicketId { keys::parse_ticket_pk(item["pk"].as_s().unwrap()).unwrap() };
    let mia = "mia".parse().unwrap();
    Ok(match kind {
        "ticket" => {
            let ticket = store.ticket(ticket()).await?.unwrap();
            let (customer, clocks) = (ticket.customer, ticket.clocks.len());
            json!([ticket.number, ticket.subject, customer.email, customer.name, ticket.assignee, ticket.state, clocks])
        }
        "events" => {
            let log = store.log(ticket()).await?;
            assert!(log.iter().zip(1..).all(|(recorded, seq)| recorded.seq == seq));
            // That a policy was applied is told since there are several.
            let names = log.iter().map(|recorded| recorded.event.name()).filter(|name| *name != "PolicyApplied");
            names.map(|name| json!(name)).collect()
        }
        "number" => json!(store.ticket_id_by_number(1001).await?.is_some()),
        "mail" => {
            let mail = store.sent_mail(ticket(), 1, "").await?.unwrap();
            json!([mail.to[0], mail.delivery])
        }
        "message" => json!(store.known_message(MESSAGE).await?.is_some_and(|known| known.own.is_none())),
        "counter" => json!(store.draw_number().await?),
        "presence" => json!(store.agent(&desk.desk, &mia).await?.unwrap().availability),
        "head" => {
            json!(store.rulebook_now().await?.revision)
        }
        "revision" => {
            let revision = item["sk"].as_s().unwrap().strip_prefix("REVISION#").unwrap().parse().unwrap();
            let teams = store.revision_document(revision).await?.unwrap().teams;
            teams.iter().map(|team| json!(team.id)).collect()
        }
        "change" => {
            let change = store.revisions(None, 100).await?.into_iter().find(|change| change.revision == 1).unwrap();
            json!([change.revision, "setup", change.changed])
        }
        "load" => {
            let agent = store.agent(&desk.desk, &mia).await?.unwrap();
            json!([agent.open_load, agent.last_assigned_at])
        }
        "address" => {
            let standing = store.standing(&"eve@example.com".parse().unwrap()).await?;
            let Some(Actor::Agent { id }) = standing.blocked.map(|said| said.by) else { panic!("nobody blocked it") };
            json!(id)
        }
        "customer" => {
            let customer = store.customer(crate::desk::customer("anna@example.com").id).await?.unwrap();
            json!([customer.name, customer.email, customer.locale, customer.phone])
        }
        "counts" => {
            let counts = store.counts().await?.remove(&"billing".parse().unwrap()).unwrap();
            json!([counts.unassigned, counts.assigned])
        }
        "link" => json!(store.link(&keys::hash("link of key")).await?.unwrap().valid_until),
        "idempotency" => {
            let record = store.idempotency("tests", "key", now).await?.unwrap();
            json!([record.body_hash == keys::hash("a body"), record.expires_at])
        }
        "claim" => json!(store.claim("mail#1", now, LEASE).await? == Claim::Done),
        "rate" => json!(store.count_rate(RATE, "192.0.2.1", now).await?.map(|wait| wait.as_secs())),
        "held" => {
            let held = store.held_message(RAW, now).await?.unwrap();
            json!([held.because[0], held.from, Timestamp::from_second(held.expires_at).unwrap()])
        }
        "budget" => json!(store.spend_mail(BUDGET, &"anna@example.com".parse().unwrap(), "Two", "mail#2", now).await?),
        "spent" => json!(store.spend_challenge("challenge", "another request", 1).await?),
        "counted" => {
            let (id, _) = item["pk"].as_s().unwrap().strip_prefix("COUNTED#").unwrap().split_once('#').unwrap();
            let mut opening = desk.opening("billing", 1001);
            opening.after.id = id.parse().unwrap();
            store.count_change(&opening, now).await?;
            json!(store.counts().await?.len())
        }
        other => panic!("how is an item of the kind {other} read?"),
    })
}

/// Does one of everything, and gives one item of each kind.
async fn of_each_kind() -> BTreeMap<&'static str, Item> {
    let desk = Desk::open().await;
    let (store, now) = (&desk.store, desk.now());
    let opening = desk.opening("billing", store.draw_number().await.unwrap());
    let extras = Extras { message: Some(MESSAGE.to_owned()), ..desk.extras(opening.after.id, "key") };
    store.commit(&opening, extras).await.unwrap();
    store.count_change(&opening, now).await.unwrap();
    desk.act(&opening.after, assign("mia")).await;
    store.claim("mail#1", now, LEASE).await.unwrap();
    store.finish_claim("mail#1", "id of the mail", now).await.unwrap();
    for _ in 0..3 {
        store.count_rate(RATE, "192.0.2.1", now).await.unwrap();
    }
    of_mail(&desk, opening.after.id).await;
    store.spend_challenge("challenge", "request", 1_772_528_400).await.unwrap();
    let mut items = BTreeMap::new();
    for ((pk, sk), item) in desk.everything().await {
        let kind = Kind::of(&pk, &sk).unwrap_or_else(|| panic!("{pk} {sk} is of no kind"));
        items.entry(kind.name).or_insert(item);
    }
    items
}

/// What is kept of mail.
async fn of_mail(desk: &Desk, ticket: TicketId) {
    let (store, now) = (&desk.store, desk.now());
    let [anna, eve] = ["anna@example.com", "eve@example.com"].map(|address| address.parse::<EmailAddress>().unwrap());
    let delivery = Delivery::Delivered;
    let mail = SentMail { seq: 1, reader: String::new(), to: vec![anna.clone()], delivery, at: now, reason: None };
    store.queue_mail(ticket, &mail).await.unwrap();
    store.spend_mail(BUDGET, &anna, "One", "mail#1", now).await.unwrap();
    let said = Said { by: Actor::Agent { id: "mia".parse().unwrap() }, at: now };
    store.say_of(&eve, &Verdict::Blocked(said)).await.unwrap();
    let spam = Held { because: vec![HeldBecause::Spam], from: Some(eve), ..Held::failed(RAW.to_owned(), now) };
    store.hold(&spam).await.unwrap();
}

fn file(kind: &Kind, version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/store/stored/{}.v{version}.json", kind.name))
}

fn to_json(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({"S": text}),
        AttributeValue::N(number) => json!({"N": number}),
        AttributeValue::Bool(yes) => json!({"BOOL": yes}),
        AttributeValue::Null(_) => json!({"NULL": true}),
        AttributeValue::L(list) => json!({"L": list.iter().map(to_json).collect::<Vec<_>>()}),
        AttributeValue::M(map) => {
            json!({"M": map.iter().map(|(name, value)| (name.clone(), to_json(value))).collect::<Map<_, _>>()})
        }
        other => panic!("nothing here is stored as {other:?}"),
    }
}

fn from_json(value: &Value) -> AttributeValue {
    let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
    let text = || value.as_str().unwrap().to_owned();
    match kind.as_str() {
        "S" => AttributeValue::S(text()),
        "N" => AttributeValue::N(text()),
        "BOOL" => AttributeValue::Bool(value.as_bool().unwrap()),
        "NULL" => AttributeValue::Null(true),
        "L" => AttributeValue::L(value.as_array().unwrap().iter().map(from_json).collect()),
        "M" => AttributeValue::M(item_from(value)),
        other => panic!("{other} is no type of an attribute"),
    }
}

fn item_from(value: &Value) -> Item {
    value.as_object().unwrap().iter().map(|(name, value)| (name.clone(), from_json(value))).collect()
}

/// Every kept item with its kind and version: each kind has one of each version up to the present.
async fn kept() -> Vec<(&'static Kind, u32, Item)> {
    let mut kept = Vec::new();
    let made = if std::env::var_os("UPDATE_SNAPSHOTS").is_some() { of_each_kind().await } else { BTreeMap::new() };
    for kind in KINDS {
        for version in 1..=kind.version {
            let file = file(kind, version);
            if let Some(item) = made.get(kind.name).filter(|_| version == kind.version && !file.exists()) {
                let Value::Object(item) = to_json(&AttributeValue::M(item.clone()))["M"].take() else { unreachable!() };
                std::fs::write(&file, serde_json::to_string_pretty(&item).unwrap() + "\n").unwrap();
            }
            let text = std::fs::read_to_string(&file).unwrap_or_else(|error| {
                panic!("{}: {error}; every version of a kind that was ever written needs an item here", file.display())
            });
            kept.push((kind, version, item_from(&serde_json::from_str(&text).unwrap())));
        }
    }
    kept
}

/// A desk that holds this item and, beside it, teams and agents.
async fn holding(item: &Item, kind: &Kind) -> Desk {
    let desk = Desk::open().await;
    let table = match kind.name {
        "ticket" | "events" | "number" | "counter" | "mail" | "message" => "TICKETS_TABLE",
        "head" | "revision" | "change" | "presence" | "load" | "customer" | "counts" | "address" => "DIRECTORY_TABLE",
        _ => "EPHEMERA_TABLE",
    };
    desk.put_into(table, item.clone()).await;
    desk
}

#[tokio::test]
async fn an_item_of_every_version_is_read() {
    for (kind, version, item) in kept().await {
        let stated = item.get("schema").map_or(1, |stated| stated.as_n().unwrap().parse().unwrap());
        assert_eq!(stated, version, "{}", kind.name);
        let desk = holding(&item, kind).await;
        assert_eq!(read(&desk, kind.name, &item).await.unwrap(), meaning(kind.name), "{} version {version}", kind.name);
    }
}

/// A newer desk may add what an older one does not know, as long as that changes the meaning of nothing else.
#[tokio::test]
async fn an_item_with_an_attribute_of_tomorrow_is_read() {
    for (kind, version, mut item) in kept().await {
        item.insert("of_tomorrow".to_owned(), AttributeValue::S("?".to_owned()));
        let desk = holding(&item, kind).await;
        assert_eq!(read(&desk, kind.name, &item).await.unwrap(), meaning(kind.name), "{} version {version}", kind.name);
    }
}

#[tokio::test]
async fn an_item_of_a_version_to_come_is_refused_by_name() {
    for (kind, _, mut item) in kept().await.into_iter().filter(|(kind, ..)| !MARKS.contains(&kind.name)) {
        let next = kind.version + 1;
        item.insert("schema".to_owned(), AttributeValue::N(next.to_string()));
        let desk = holding(&item, kind).await;
        let error = read(&desk, kind.name, &item).await.unwrap_err();
        assert!(matches!(error, StoreError::TooNew { .. }), "{}: {error:?}", kind.name);
        let (said, pk) = (error.to_string(), item["pk"].as_s().unwrap());
        for part in [kind.name, pk, &format!("version {next}"), &format!("up to {}", kind.version)] {
            assert!(said.contains(part), "{said:?} does not say {part:?}");
        }
    }
}

/// Otherwise a list over many would fail only where somebody looks, and what was written could not be told apart later.
#[tokio::test]
async fn everything_that_is_written_as_a_whole_says_its_version() {
    for (kind, item) in of_each_kind().await {
        // These are made by adding to nothing, and are of version 1 until they say otherwise.
        let added_to = ["counter", "load", "presence", "counts", "rate", "address"].contains(&kind);
        assert_eq!(item.contains_key("schema"), !added_to, "{kind}");
    }
}
