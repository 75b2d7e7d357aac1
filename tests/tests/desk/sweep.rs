//! The sweep, as the schedule starts it, and what it leaves of tickets that people work on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use aws_sdk_dynamodb::types::AttributeValue;
use axum::http::Method;
use guichet_domain::{Action, Event, Metric, Recipient, Rung, State, TicketId};
use guichet_store::cost::measured;
use guichet_store::{DuePlace, keys};
use guichet_tests::lines::Lines;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::door::{Desk, Expect};

const FIRST_RESPONSE: SignedDuration = SignedDuration::from_hours(8);

/// The sweep of a desk.
fn sla(desk: &Desk) -> guichet_sla::App {
    guichet_sla::App::new(&desk.bench.env("SlaFunction", &[]), &desk.bench.clients).unwrap()
}

async fn sweep(sla: &guichet_sla::App) {
    let event = json!({"detail-type": "Scheduled Event", "source": "aws.events", "detail": {}});
    guichet_sla::handle(sla, serde_json::from_value(event).unwrap()).await.unwrap();
}

/// Opens tickets, a minute after each other.
async fn opened(desk: &Desk, count: usize) -> Vec<TicketId> {
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(desk.ticket("billing", "One").await);
    }
    ids
}

/// Goes to an instant, forward.
fn go_to(desk: &Desk, instant: Timestamp) {
    desk.bench.advance(instant.duration_since(desk.bench.now()));
}

/// What stands in the due index, however far ahead, and when it is due.
async fn due(desk: &Desk) -> Vec<(TicketId, Timestamp)> {
    let mut due = Vec::new();
    for shard in 0..keys::DUE_SHARDS {
        let found = desk.bench.store.due(shard, &DuePlace::default(), Timestamp::MAX, 100).await.unwrap();
        due.extend(found.into_iter().map(|due| (due.ticket, due.at)));
    }
    due.sort();
    due
}

async fn events_of(desk: &Desk, id: TicketId) -> Vec<Event> {
    desk.bench.store.log(id).await.unwrap().into_iter().map(|recorded| recorded.event).collect()
}

/// How often each rung was taken, by clock and place on the ladder.
async fn rungs(desk: &Desk, id: TicketId) -> BTreeMap<(Metric, u32, u32), usize> {
    let mut taken = BTreeMap::new();
    for event in events_of(desk, id).await {
        if let Event::RungReached { metric, instance, rung, .. } = event {
            *taken.entry((metric, instance, rung)).or_default() += 1;
        }
    }
    taken
}

/// Carries work on up to its so-many-th pause, and drops it there.
async fn killed_at<T>(pause: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut pauses) = (pin!(work), 0);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if pauses == pause => Poll::Ready(None),
        Poll::Pending => {
            pauses += 1;
            Poll::Pending
        }
    })
    .await
}

#[tokio::test]
async fn rule_15_each_rung_is_taken_once_however_often_a_sweep_is_killed() {
    const TICKETS: usize = 24;
    let desk = Desk::open().await;
    let rung = |at: &str, action| Rung {
        metric: Metric::FirstResponse,
        at: at.parse().unwrap(),
        actions: vec![action],
        business_hours_only: false,
    };
    let ladder = [
        rung("50 %", Action::Notify(Recipient::Team)),
        rung("100 %", Action::AddTag("late".parse().unwrap())),
        rung("+1h", Action::RaisePriority),
    ];
    desk.bench.reconfigure(|desk| desk.policies[0].ladder = ladder.to_vec()).await;
    let ids = opened(&desk, TICKETS).await;
    let sla = sla(&desk);
    for hours in [5, 4, 1] {
        desk.bench.advance(SignedDuration::from_hours(hours));
        // Each lives one pause longer: before anything was read, between reading and writing, with some tickets dealt with.
        let (mut pause, mut half_way) = (0, false);
        while killed_at(pause, sweep(&sla)).await.is_none() {
            pause += 1;
            let now = desk.bench.now();
            let left = due(&desk).await.into_iter().filter(|(_, at)| *at < now).count();
            half_way |= 0 < left && left < TICKETS;
        }
        assert!(half_way, "no sweep was killed half-way");
    }
    for id in ids {
        let expected = [0, 1, 2].map(|rung| ((Metric::FirstResponse, 1, rung), 1)).into();
        assert_eq!(rungs(&desk, id).await, expected);
        let raised =
            events_of(&desk, id).await.iter().filter(|event| matches!(event, Event::PriorityChanged { .. })).count();
        assert_eq!(raised, 1, "what a rung does is done once");
    }
}

/// What the sweep that reaches five targets writes and reads, with so many other tickets open. A shard in which something was due is
/// asked once more whether that was all, and in how many the five lie is chance.
async fn cost_of_five(others: usize) -> (f64, f64) {
    let desk = Desk::open().await;
    let sla = sla(&desk);
    let five = opened(&desk, 5).await;
    let shards: BTreeSet<u8> = five.into_iter().map(keys::due_shard).collect();
    let reached = desk.bench.now() + FIRST_RESPONSE;
    desk.bench.advance(SignedDuration::from_mins(30));
    opened(&desk, others).await;
    // The warnings of all are over, so that the next sweep meets five targets and nothing else.
    go_to(&desk, reached - SignedDuration::from_mins(5));
    sweep(&sla).await;
    go_to(&desk, reached + SignedDuration::from_secs(1));
    let (_, cost) = measured(sweep(&sla)).await;
    assert_eq!(due(&desk).await.len(), 5 + others, "all are still to be resolved");
    (cost.write_units, cost.read_units - 0.5 * shards.len() as f64)
}

#[tokio::test]
async fn rule_19_what_a_sweep_costs_follows_the_deadlines_not_the_tickets_open() {
    let few = cost_of_five(1).await;
    assert!(few.0 > 0.0);
    assert_eq!(cost_of_five(60).await, few);
}

fn is_breached(events: &[Event]) -> bool {
    events.iter().any(|event| matches!(event, Event::ClockBreached { .. }))
}

#[tokio::test]
async fn rule_19_what_is_reached_within_a_minute_is_late_by_no_more_than_that() {
    let desk = Desk::open().await;
    let sla = sla(&desk);
    let minute = desk.bench.now();
    let mut ids = Vec::new();
    for second in (5..60).step_by(5) {
        go_to(&desk, minute + SignedDuration::from_secs(second) - SignedDuration::from_mins(1));
        ids.push(desk.ticket("billing", "One").await);
    }
    go_to(&desk, minute + FIRST_RESPONSE);
    sweep(&sla).await;
    for id in &ids {
        assert!(!is_breached(&events_of(&desk, *id).await), "not a second too early");
    }
    let lines = Lines::capture();
    desk.bench.advance(SignedDuration::from_mins(1));
    sweep(&sla).await;
    for id in &ids {
        assert!(is_breached(&events_of(&desk, *id).await), "the next minute's sweep comes past all of them");
    }
    let lines = lines.of("sla");
    let whole = lines.iter().find(|line| line["event.type"] == "Scheduled Event").unwrap();
    assert_eq!(whole["SweepLatenessSeconds"], 55.0, "of the first");
}

#[tokio::test]
async fn rule_20_a_broken_ticket_says_so_and_does_not_stop_the_others() {
    let desk = Desk::open().await;
    let sla = sla(&desk);
    // Three to a shard, so that some stand behind one that is broken.
    let ids = opened(&desk, 24).await;
    let (dynamodb, table) = (&desk.bench.clients.dynamodb, desk.bench.env("SlaFunction", &[]));
    let table = table.require("TICKETS_TABLE").unwrap();
    for id in ids.iter().step_by(3) {
        let nonsense = AttributeValue::S("no such state".to_owned());
        let broken = dynamodb.update_item().table_name(table).set_key(Some(key(*id)));
        let broken = broken.update_expression("SET #state = :state").expression_attribute_names("#state", "state");
        broken.expression_attribute_values(":state", nonsense).send().await.unwrap();
    }
    desk.bench.advance(FIRST_RESPONSE + SignedDuration::from_secs(1));
    let lines = Lines::capture();
    sweep(&sla).await;

    let lines = lines.of("sla");
    for (index, id) in ids.iter().enumerate() {
        let broken = index % 3 == 0;
        assert_eq!(is_breached(&events_of(&desk, *id).await), !broken);
        let line = lines.iter().find(|line| line["ticket.id"] == id.to_string()).unwrap();
        let (level, outcome) = if broken { ("ERROR", "failed") } else { ("INFO", "changed") };
        assert_eq!((&line["level"], &line["outcome"]), (&json!(level), &json!(outcome)));
    }
    let whole = lines.iter().find(|line| line["event.type"] == "Scheduled Event").unwrap();
    assert_eq!(whole["outcome"], "ok", "the sweep itself went well");
}

fn key(id: TicketId) -> HashMap<String, AttributeValue> {
    let keys::Key { pk, sk } = keys::ticket(id);
    [("pk", pk), ("sk", sk)].map(|(name, value)| (name.to_owned(), AttributeValue::S(value))).into()
}

#[tokio::test]
async fn rule_21_what_is_no_longer_ahead_of_a_ticket_is_not_in_the_index() {
    let desk = Desk::open().await;
    let sla = sla(&desk);
    let start = desk.bench.now();
    // What an agent does, and in how many hours from the opening something lies ahead then.
    let resolved = json!({"state": "resolved"});
    let story: [(&str, Method, Value, Option<i64>); 6] = [
        ("priority", Method::PUT, json!({"priority": "low"}), Some(18)),
        ("priority", Method::PUT, json!({"priority": "normal"}), Some(6)),
        ("state", Method::PUT, json!({"state": "open"}), Some(6)),
        ("state", Method::PUT, resolved, Some(96)),
        ("state", Method::PUT, json!({"state": "open"}), Some(6)),
        ("state", Method::PUT, json!({"state": "closed"}), None),
    ];
    desk.bench.advance(-SignedDuration::from_mins(1));
    let id = desk.ticket("billing", "One").await;
    for (what, method, body, hours) in story {
        desk.change("mia", method, id, what, body.clone()).await.expect(200);
        let expected: Vec<_> = hours.map(|hours| (id, start + SignedDuration::from_hours(hours))).into_iter().collect();
        assert_eq!(due(&desk).await, expected, "{body}");
    }
    let spam = desk.ticket("billing", "One").await;
    assert_eq!(due(&desk).await.len(), 1);
    desk.change("mia", Method::POST, spam, "spam", json!({})).await.expect(200);
    assert_eq!(due(&desk).await, []);
    let resolved = desk.ticket("billing", "One").await;
    desk.change("mia", Method::PUT, resolved, "state", json!({"state": "resolved"})).await.expect(200);
    desk.bench.advance(SignedDuration::from_hours(97));
    sweep(&sla).await;
    assert_eq!((desk.stored(resolved).await.state, due(&desk).await), (State::Closed, vec![]), "it closed by itself");
}
