//! What can become of a commit, and that nothing is left of one that failed.

use guichet_domain::{Change, Command, Customer, State, Ticket};
use guichet_store::{CommitError, Extras, Learned, StoreError, keys};
use jiff::SignedDuration;

use crate::desk::{Desk, Refused, assign, customer, go, note, reply, text};

/// Commits something that must fail, and looks at every item for what it may have left.
async fn refused(desk: &Desk, change: &Change, extras: Extras) -> CommitError {
    let before = desk.everything().await;
    let error = desk.store.commit(change, extras).await.unwrap_err();
    assert_eq!(desk.everything().await, before, "something was written: {error:?}");
    error
}

#[tokio::test]
async fn done_everything_of_it_is_stored() {
    let desk = Desk::open().await;
    let change = desk.opening("billing", 1001);
    let ticket = &change.after;
    desk.store.commit(&change, desk.extras(ticket.id, "key")).await.unwrap();

    assert_eq!(desk.stored_ticket(ticket.id).await, *ticket);
    assert_eq!(desk.store.log(ticket.id).await.unwrap(), change.events);
    assert_eq!(desk.store.ticket_id_by_number(1001).await.unwrap(), Some(ticket.id));
    let record = desk.store.idempotency("tests", "key", desk.now()).await.unwrap().unwrap();
    assert_eq!((record.ticket, record.body_hash), (ticket.id, keys::hash("a body")));
    let link = desk.link(ticket.id, "link of key");
    assert_eq!(desk.store.link(&link.token_hash).await.unwrap(), Some(link));
    let anna = customer("anna@example.com");
    assert_eq!(desk.store.customer(anna.id).await.unwrap(), Some(anna));

    let change = desk.decide(ticket, assign("tom"));
    desk.commit(&change).await;
    let (stored, log) = desk.store.ticket_with_log(ticket.id).await.unwrap().unwrap();
    assert_eq!(stored, change.after);
    assert_eq!(Ticket::replay(ticket.id, &log), Some(stored));
}

#[tokio::test]
async fn what_is_already_so_is_no_write() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let before = desk.everything().await;
    let nothing = desk.decide(&ticket, Command::SetTeam("billing".parse().unwrap()));
    assert!(nothing.is_empty());
    desk.commit(&nothing).await;
    assert_eq!(desk.everything().await, before);
}

#[tokio::test]
async fn stale_with_exactly_what_happened_since() {
    let desk = Desk::open().await;
    let seen = desk.ticket("billing").await;
    let late = desk.decide(&seen, note("too late"));
    let mut since = Vec::new();
    let mut current = seen.clone();
    for command in [assign("tom"), reply(), go(State::Resolved)] {
        desk.advance(1);
        let change = desk.decide(&current, command);
        current = desk.commit(&change).await;
        since.extend(change.events);
        let stale = Err(refused(&desk, &late, Extras::default()).await).stale();
        assert_eq!((stale.current, stale.since), (current.clone(), since.clone()));
    }
    assert!(since.len() > 5, "commits of several events are among them");
}

#[tokio::test]
async fn an_opening_of_what_is_there_is_stale_since_the_beginning() {
    let desk = Desk::open().await;
    let opening = desk.opening("billing", 1001);
    desk.commit(&opening).await;
    let stale = Err(refused(&desk, &opening, Extras::default()).await).stale();
    assert_eq!((stale.current, stale.since), (opening.after, opening.events));
}

#[tokio::test]
async fn missing_is_not_stale() {
    let desk = Desk::open().await;
    let never_stored = desk.opening("billing", 1001).after;
    let change = desk.decide(&never_stored, assign("mia"));
    let error = refused(&desk, &change, desk.extras(never_stored.id, "key")).await;
    assert!(matches!(error, CommitError::Missing), "{error:?}");
}

#[tokio::test]
async fn repeated_until_the_record_expires() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let with = |key: &str| Extras { idempotency: Some(desk.once(ticket.id, key)), ..Extras::default() };
    let first = desk.decide(&ticket, note("once"));
    desk.store.commit(&first, with("key")).await.unwrap();

    // The repetition of a request finds its ticket changed too; that it is one matters more.
    let error = refused(&desk, &first, with("key")).await;
    assert!(matches!(error, CommitError::Repeated), "{error:?}");
    let again = desk.decide(&first.after, note("twice"));
    let error = refused(&desk, &again, with("key")).await;
    assert!(matches!(error, CommitError::Repeated), "{error:?}");

    let mut elsewhere = desk.once(ticket.id, "key");
    elsewhere.scope = "elsewhere".to_owned();
    let after = desk.decide(&first.after, note("of another scope"));
    desk.store.commit(&after, Extras { idempotency: Some(elsewhere), ..Extras::default() }).await.unwrap();

    // To the second, and although nothing deletes by time in this database.
    let record = desk.once(ticket.id, "key");
    desk.bench.advance(SignedDuration::from_secs(24 * 3600 - 1));
    let late = desk.decide(&after.after, note("a day later"));
    assert!(desk.store.idempotency("tests", "key", desk.now()).await.unwrap().is_some());
    assert!(matches!(refused(&desk, &late, with("key")).await, CommitError::Repeated));
    desk.bench.advance(SignedDuration::from_secs(1));
    assert_eq!(desk.now().as_second(), record.expires_at);
    assert_eq!(desk.store.idempotency("tests", "key", desk.now()).await.unwrap(), None);
    let late = desk.decide(&after.after, note("a day later"));
    desk.store.commit(&late, with("key")).await.unwrap();
}

/// To resolve what is resolved changes nothing. When the ticket was reopened since, the same request sent again must not resolve
/// it after all.
#[tokio::test]
async fn a_command_that_changed_nothing_is_remembered_too() {
    let desk = Desk::open().await;
    let resolved = desk.act(&desk.ticket("billing").await, go(State::Resolved)).await;
    let with = |key: &str| Extras { idempotency: Some(desk.once(resolved.id, key)), ..Extras::default() };
    let nothing = desk.decide(&resolved, go(State::Resolved));
    assert!(nothing.is_empty());
    desk.store.commit(&nothing, with("key")).await.unwrap();
    assert_eq!(desk.stored_ticket(resolved.id).await, resolved);
    assert!(matches!(refused(&desk, &nothing, with("key")).await, CommitError::Repeated));
    let open = desk.act(&resolved, go(State::Open)).await;
    let again = desk.decide(&open, go(State::Resolved));
    assert!(matches!(refused(&desk, &again, with("key")).await, CommitError::Repeated));

    // For as long as any other, and not counted from the ticket's last change.
    desk.bench.advance(SignedDuration::from_hours(24));
    desk.store.commit(&desk.decide(&open, go(State::Open)), with("key")).await.unwrap();
}

/// The first two messages of a customer come at once, and both find nobody of that address.
#[tokio::test]
async fn what_is_learned_of_a_customer_overwrites_nothing() {
    let desk = Desk::open().await;
    let (anna, phone) = (customer("anna@example.com"), "01 23".parse().unwrap());
    let with = |learned| Extras { customer: Some(learned), ..Extras::default() };
    let known = async || desk.store.customer_now(anna.id).await.unwrap();

    // Nobody has a telephone who is not there.
    let opening = desk.opening("billing", 1001);
    let error = refused(&desk, &opening, with(Learned::Phone(anna.id, phone))).await;
    assert!(matches!(error, CommitError::CustomerKnown), "{error:?}");
    desk.store.commit(&opening, with(Learned::Customer(anna.clone()))).await.unwrap();
    assert_eq!(known().await, Some(anna.clone()));

    let opening = desk.opening("billing", 1002);
    let other = Customer { name: "Not Anna".parse().unwrap(), ..anna.clone() };
    let error = refused(&desk, &opening, with(Learned::Customer(other))).await;
    assert!(matches!(error, CommitError::CustomerKnown), "{error:?}");
    desk.store.commit(&opening, with(Learned::Phone(anna.id, "45 67".parse().unwrap()))).await.unwrap();
    let phoned = Customer { phone: Some("45 67".parse().unwrap()), ..anna.clone() };
    assert_eq!(known().await, Some(phoned.clone()));

    let opening = desk.opening("billing", 1003);
    let error = refused(&desk, &opening, with(Learned::Phone(anna.id, "89".parse().unwrap()))).await;
    assert!(matches!(error, CommitError::CustomerKnown), "{error:?}");
    assert_eq!(known().await, Some(phoned));
}

#[tokio::test]
async fn at_capacity_only_who_asks_for_room_is_refused() {
    let desk = Desk::open().await;
    let limited = |capacity| Extras { capacity: Some(capacity), ..Extras::default() };
    for taken in 0..2 {
        let change = desk.decide(&desk.ticket("billing").await, assign("mia"));
        assert!(matches!(refused(&desk, &change, limited(taken)).await, CommitError::AtCapacity), "{taken}");
        desk.store.commit(&change, limited(taken + 1)).await.unwrap();
    }
    // A person may overfill.
    desk.act(&desk.ticket("billing").await, assign("mia")).await;
    assert_eq!(desk.load("mia").await, 3);
    // To give up a ticket needs no room, and to pass one on needs it only where it goes.
    let own = desk.act(&desk.ticket("billing").await, assign("mia")).await;
    let change = desk.decide(&own, assign("tom"));
    desk.store.commit(&change, limited(1)).await.unwrap();
    desk.store.commit(&desk.decide(&change.after, Command::Unassign), limited(0)).await.unwrap();
    assert_eq!((desk.load("mia").await, desk.load("tom").await), (3, 0));
}

#[tokio::test]
async fn stale_matters_more_than_full() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, assign("mia"));
    desk.act(&ticket, assign("tom")).await;
    let full = Extras { capacity: Some(0), ..Extras::default() };
    let stale = Err(refused(&desk, &change, full).await).stale();
    assert_eq!(stale.current.assignee, Some("tom".parse().unwrap()));
}

/// Each part of the transaction in turn fails its condition, and each time all the others were ready to be written.
#[tokio::test]
async fn whatever_fails_nothing_is_half_written() {
    let desk = Desk::open().await;
    let all = |ticket: &Ticket, key: &str, capacity| {
        let customer = Some(Learned::Customer(customer("ben@example.com")));
        Extras { capacity: Some(capacity), customer, ..desk.extras(ticket.id, key) }
    };

    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, assign("mia"));
    let error = refused(&desk, &change, all(&ticket, "full", 0)).await;
    assert!(matches!(error, CommitError::AtCapacity), "{error:?}");

    let used = Extras { idempotency: Some(desk.once(ticket.id, "used")), ..Extras::default() };
    let noted = desk.decide(&ticket, note("with a key"));
    desk.store.commit(&noted, used).await.unwrap();
    let error = refused(&desk, &change, all(&ticket, "unused", 1)).await;
    assert!(matches!(error, CommitError::Stale(_)), "{error:?}");
    let change = desk.decide(&noted.after, assign("mia"));
    let error = refused(&desk, &change, all(&ticket, "used", 1)).await;
    assert!(matches!(error, CommitError::Repeated), "{error:?}");

    // A log that is ahead of its ticket, as nothing here can make it: not even then is an event overwritten.
    let key = keys::events(ticket.id, noted.after.version + 1);
    let mut ahead = desk.everything().await[&(key.pk.clone(), keys::event_sk(1))].clone();
    ahead.insert("sk".to_owned(), text(&key.sk));
    desk.put_raw(ahead).await;
    let error = refused(&desk, &change, all(&ticket, "unused", 1)).await;
    assert!(matches!(error, CommitError::Stale(_)), "{error:?}");
    desk.delete_raw(&key).await;
    desk.store.commit(&change, all(&ticket, "unused", 1)).await.unwrap();

    // A number that another ticket has.
    let opening = desk.opening("billing", ticket.number);
    let error = refused(&desk, &opening, all(&opening.after, "new", 1)).await;
    assert!(matches!(error, CommitError::Store(StoreError::Unwritable(_))), "{error:?}");
    assert_eq!(desk.store.ticket_id_by_number(ticket.number).await.unwrap(), Some(ticket.id));
}
