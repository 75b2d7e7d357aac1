//! A ticket's log, as a whole and in parts.

use guichet_domain::{Command, Recorded, State, Ticket};
use guichet_store::Extras;
use guichet_store::keys;

use crate::desk::{Desk, assign, go, note, reply};

/// A ticket whose commits hold one event and several, and its log.
async fn worked_on(desk: &Desk) -> (Ticket, Vec<Recorded>) {
    let number = desk.store.draw_number().await.unwrap();
    let opening = desk.opening("billing", number);
    let mut ticket = desk.commit(&opening).await;
    let mut log = opening.events;
    let customer = Command::customer_reply("Any news?".parse().unwrap());
    for command in [assign("mia"), note("a look"), reply(), customer, go(State::Resolved), go(State::Open), note("so")]
    {
        desk.advance(60);
        let change = desk.decide(&ticket, command);
        ticket = desk.commit(&change).await;
        log.extend(change.events);
    }
    (ticket, log)
}

#[tokio::test]
async fn every_event_is_found_by_its_place() {
    let desk = Desk::open().await;
    let (ticket, log) = worked_on(&desk).await;
    assert!(log.len() > 12, "commits of several events are among them");
    for recorded in &log {
        assert_eq!(desk.store.event(ticket.id, recorded.seq).await.unwrap().as_ref(), Some(recorded));
    }
    for seq in [0, ticket.version + 1, u64::MAX] {
        assert_eq!(desk.store.event(ticket.id, seq).await.unwrap(), None, "{seq}");
    }
    let other = desk.opening("billing", 1).after.id;
    assert_eq!(desk.store.event(other, 1).await.unwrap(), None);
}

#[tokio::test]
async fn what_happened_since_is_exact_for_every_place() {
    let desk = Desk::open().await;
    let (ticket, log) = worked_on(&desk).await;
    for version in (0..=ticket.version + 2).chain([u64::MAX]) {
        let since: Vec<_> = log.iter().filter(|recorded| recorded.seq > version).cloned().collect();
        assert_eq!(desk.store.log_since(ticket.id, version).await.unwrap(), since, "since {version}");
    }
}

#[tokio::test]
async fn a_ticket_comes_with_its_whole_log() {
    let desk = Desk::open().await;
    let (ticket, log) = worked_on(&desk).await;
    assert_eq!(desk.store.log(ticket.id).await.unwrap(), log);
    assert_eq!(desk.store.ticket_with_log(ticket.id).await.unwrap(), Some((ticket, log)));
    let nobody = desk.opening("billing", 1).after.id;
    assert_eq!(desk.store.ticket_with_log(nobody).await.unwrap(), None);
    assert_eq!(desk.store.log(nobody).await.unwrap(), []);
}

/// A query takes a megabyte at a time.
#[tokio::test]
async fn a_log_of_more_than_a_page_is_read_to_its_end() {
    let desk = Desk::open().await;
    let mut ticket = desk.ticket("billing").await;
    let long = "x".repeat(19_000);
    for _ in 0..60 {
        ticket = desk.act(&ticket, note(&long)).await;
    }
    let (stored, log) = desk.store.ticket_with_log(ticket.id).await.unwrap().unwrap();
    assert_eq!((stored.version, log.len() as u64), (ticket.version, ticket.version));
    assert_eq!(Ticket::replay(ticket.id, &log), Some(stored));
    assert_eq!(desk.store.log(ticket.id).await.unwrap(), log);
}

/// A query is not isolated from a transaction that is being carried out: it may see the ticket of before and the events
/// of after, or the other way round.
#[tokio::test]
async fn a_ticket_never_comes_with_a_log_that_tells_of_another() {
    let desk = Desk::open().await;
    let before = desk.ticket("billing").await;
    let change = desk.decide(&before, assign("mia"));
    desk.store.commit(&change, Extras::default()).await.unwrap();
    let everything = desk.everything().await;
    let item = |key: &keys::Key| everything[&(key.pk.clone(), key.sk.clone())].clone();

    let event = keys::events(before.id, change.after.version);
    desk.delete_raw(&event).await;
    let (ticket, log) = desk.store.ticket_with_log(before.id).await.unwrap().unwrap();
    assert_eq!((ticket.version, log.len() as u64), (before.version, before.version), "the ticket was ahead");
    assert_eq!(ticket, before);

    desk.put_raw(item(&event)).await;
    let mut older = item(&keys::ticket(before.id));
    older.insert("version".to_owned(), aws_sdk_dynamodb::types::AttributeValue::N(before.version.to_string()));
    older.remove("assignee");
    desk.put_raw(older).await;
    let (ticket, log) = desk.store.ticket_with_log(before.id).await.unwrap().unwrap();
    assert_eq!((ticket.version, log.len() as u64), (change.after.version, change.after.version), "the log was ahead");
    assert_eq!(ticket, change.after);
}
