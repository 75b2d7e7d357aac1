//! What things cost, in the units that DynamoDB bills. A budget is raised only with a reason.

use std::collections::HashMap;
use std::ops::Range;

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use guichet_domain::{Command, State, TeamId, Ticket};
use guichet_runtime::ids;
use guichet_store::cost::measured;
use guichet_store::{Claim, Cost, Cursor, Extras, Queue, keys};
use jiff::SignedDuration;

use crate::desk::{Desk, TEAMS, assign, go, note, reply, text};

#[track_caller]
fn within(what: &str, cost: Cost, write_units: f64, read_units: f64) {
    let Cost { write_units: wrote, read_units: read, calls } = cost;
    println!("{what}: {wrote} write units, {read} read units, {calls} calls");
    assert!(wrote <= write_units && read <= read_units, "{what}: {cost:?}");
    assert!(wrote + read > 0.0, "nothing was measured: {what}");
}

/// Opens a ticket as the door does: number, ticket, events, idempotency record and link.
async fn opened(desk: &Desk, key: &str, known: bool) -> (Ticket, Cost) {
    measured(async {
        let number = desk.store.draw_number().await.unwrap();
        let change = desk.opening("billing", number);
        let mut extras = desk.extras(change.after.id, key);
        extras.customer = extras.customer.filter(|_| !known);
        desk.store.commit(&change, extras).await.unwrap();
        change.after
    })
    .await
}

/// What the last commit of a ticket says that it wrote.
async fn last_spent(desk: &Desk, ticket: &Ticket) -> f64 {
    let (_, commits, _) = desk.store.ticket_with_commits(ticket.id).await.unwrap().unwrap();
    commits.last().unwrap().spent.written
}

#[tokio::test]
async fn a_tickets_life_stays_within_its_budget() {
    let desk = Desk::open().await;
    let (ticket, cost) = opened(&desk, "key-1", false).await;
    within("opening a ticket of a new customer", cost, 18.0, 0.0);
    assert_eq!(
        last_spent(&desk, &ticket).await,
        cost.write_units,
        "the ticket's own word, all of the request included"
    );
    let (mut ticket, cost) = opened(&desk, "key-2", true).await;
    within("opening a ticket of a known customer", cost, 16.0, 0.0);
    assert_eq!(last_spent(&desk, &ticket).await, cost.write_units);
    for (what, command, budget) in [
        ("an assignment", assign("mia"), 14.0),
        ("an agent's reply", reply(), 12.0),
        ("a customer's reply", Command::customer_reply("Thank you!".parse().unwrap()), 12.0),
        ("a note", note("nothing yet"), 8.0),
        ("resolving", go(State::Resolved), 16.0),
        ("reopening", go(State::Open), 16.0),
    ] {
        desk.advance(10);
        let change = desk.decide(&ticket, command);
        let (done, cost) = measured(desk.store.commit(&change, Extras::default())).await;
        done.unwrap();
        within(what, cost, budget, 0.0);
        ticket = change.after;
        assert_eq!(last_spent(&desk, &ticket).await, cost.write_units, "{what}");
    }
    let change = desk.decide(&ticket, go(State::Resolved));
    desk.commit(&change).await;
    let (counted, cost) = measured(desk.store.count_change(&change, desk.now())).await;
    counted.unwrap();
    within("counting a move", cost, 4.0, 0.0);
    let (_, commits, _) = desk.store.ticket_with_commits(ticket.id).await.unwrap().unwrap();
    assert_eq!(commits.last().unwrap().counting_units(), cost.write_units);
}

/// DynamoDB bills what it refuses, and says nothing of it.
#[tokio::test]
async fn what_is_refused_is_counted() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let (first, second) = (desk.decide(&ticket, note("one")), desk.decide(&ticket, note("another")));
    desk.commit(&first).await;
    let (refused, cost) = measured(desk.store.commit(&second, Extras::default())).await;
    assert!(refused.is_err());
    assert!((4.0..=6.0).contains(&cost.write_units), "ticket and event, twice each: {cost:?}");

    let claim = || desk.store.claim("a mail", desk.now(), SignedDuration::from_secs(50));
    claim().await.unwrap();
    let (busy, cost) = measured(claim()).await;
    assert_eq!((busy.unwrap(), cost.write_units), (Claim::Busy, 1.0));
    let (spent, cost) = measured(async {
        desk.store.spend_challenge("a challenge", "a request", 0).await.unwrap();
        desk.store.spend_challenge("a challenge", "another", 0).await.unwrap()
    })
    .await;
    assert_eq!((spent, cost.write_units), (false, 2.0));
}

#[tokio::test]
async fn a_ticket_with_ten_messages_is_read_for_little() {
    let desk = Desk::open().await;
    let mut ticket = desk.ticket("billing").await;
    let message = "I have looked into it, and this is what I found out so far. ".repeat(8);
    for n in 0..10 {
        desk.advance(10);
        let body = message.parse().unwrap();
        let command = if n % 2 == 0 { Command::agent_reply(body, None) } else { Command::customer_reply(body) };
        ticket = desk.act(&ticket, command).await;
    }
    let (read, cost) = measured(desk.store.ticket_with_log(ticket.id)).await;
    assert_eq!(read.unwrap().unwrap().0, ticket);
    within("a ticket with ten messages", cost, 0.0, 4.0);
    let (read, cost) = measured(desk.store.ticket(ticket.id)).await;
    assert!(read.unwrap().is_some());
    within("a ticket to decide on", cost, 0.0, 1.0);
    let last = desk.decide(&ticket, note("the last"));
    desk.commit(&last).await;
    let (read, cost) = measured(desk.store.log_since(ticket.id, last.before.as_ref().unwrap().version)).await;
    assert_eq!(read.unwrap(), last.events);
    within("what happened since", cost, 0.0, 1.0);
    let (read, cost) = measured(desk.store.event(ticket.id, 2)).await;
    assert!(read.unwrap().is_some());
    within("one event", cost, 0.0, 1.0);
}

/// A page of fifty over three teams.
async fn page(desk: &Desk, after: Option<&Cursor>) -> Cost {
    let queue = Queue::Open(TEAMS.map(|team| team.parse::<TeamId>().unwrap()).to_vec());
    let (page, cost) = measured(desk.store.page(&queue, after, 50)).await;
    let page = page.unwrap();
    assert_eq!((page.tickets.len(), page.next.is_some()), (50, true));
    cost
}

/// Copies of what is there, each time a hundred minutes later: much faster than tickets that are opened one by one.
async fn copy(desk: &Desk, tickets: &[Ticket], times: Range<i64>) {
    let everything = desk.everything().await;
    let mut copies = Vec::new();
    for (time, ticket) in times.flat_map(|time| tickets.iter().map(move |ticket| (time, ticket))) {
        let (id, key) = (ids::ticket_id(desk.now()), keys::ticket(ticket.id));
        let number = ticket.number + 1000 * u64::try_from(time).unwrap();
        let due = ticket.due_at().unwrap() + SignedDuration::from_mins(100 * time);
        let mut item = everything[&(key.pk, key.sk)].clone();
        item.insert("pk".to_owned(), text(&keys::ticket_pk(id)));
        let place = item.insert("queue_sk".to_owned(), text(&keys::due_sk(due, number)));
        assert_eq!(place, Some(text(&keys::queue_sk(ticket))));
        let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
        copies.push(WriteRequest::builder().put_request(put).build());
    }
    let table = desk.table("TICKETS_TABLE");
    for batch in copies.chunks(25) {
        let write = desk.bench.clients.dynamodb.batch_write_item().request_items(&table, batch.to_vec());
        assert!(write.send().await.unwrap().unprocessed_items().is_none_or(HashMap::is_empty));
    }
}

/// The lanes take turns, so that what differs between two pages is how many tickets there are and nothing else.
#[tokio::test]
async fn a_page_costs_the_same_among_a_hundred_and_among_two_thousand() {
    let desk = Desk::open().await;
    let mut tickets = Vec::new();
    for n in 0..100 {
        desk.advance(1);
        let opening = desk.opening(TEAMS[n % 3], 1001 + n as u64);
        let ticket = desk.commit(&opening).await;
        tickets.push(if n % 2 == 0 { desk.act(&ticket, assign("mia")).await } else { ticket });
    }
    let few = page(&desk, None).await;
    within("a page of 50 among 100 tickets", few, 0.0, 6.0);

    copy(&desk, &tickets, 1..20).await;
    let many = page(&desk, None).await;
    within("a page of 50 among 2,000 tickets", many, 0.0, 6.0);
    let middle = tickets[0].due_at().unwrap() + SignedDuration::from_mins(1_000);
    let middle = URL_SAFE_NO_PAD.encode(keys::due_sk(middle, tickets[0].number)).parse().unwrap();
    let deep = page(&desk, Some(&middle)).await;
    within("a page of 50 in the middle of 2,000 tickets", deep, 0.0, 6.0);
    for other in [many, deep] {
        assert!((0.9..=1.1).contains(&(other.read_units / few.read_units)), "{few:?} and {other:?}");
    }
}
