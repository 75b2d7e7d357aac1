//! A record or an event that a function can not deal with: it stands in nobody's way, it raises an alarm, and once the cause
//! is mended one command does it again.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};

use crate::harness::{Desk, history};

const TICKETS: usize = 11;

/// Opens the tickets, of which one is about the app and comes sixth, and gives their numbers.
async fn eleven(desk: &Desk) -> Vec<u64> {
    let mut numbers = Vec::new();
    for n in 0..TICKETS {
        let topic = if n == 5 { "app" } else { "order" };
        let fields = json!({"email": format!("c{n}@example.com"), "topic": topic});
        numbers.push(desk.open_ticket(&format!("d{n}"), fields).await.number);
    }
    numbers
}

fn mails(desk: &Desk) -> Vec<usize> {
    (0..TICKETS).map(|n| desk.mails_to(&format!("c{n}@example.com")).len()).collect()
}

fn each_but_the_sixth() -> Vec<usize> {
    (0..TICKETS).map(|n| usize::from(n != 5)).collect()
}

async fn set_aside(desk: &Desk) -> Value {
    let answer = desk.get("/_local/queues").await.expect(200);
    let queues: Vec<_> = answer["queues"].as_object().unwrap().iter().filter(|(_, count)| **count != 0).collect();
    json!({"alarms": answer["alarms"], "queues": queues})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_kills_its_function_lets_the_others_pass() {
    let desk = Desk::open().await;
    let numbers = eleven(&desk).await;
    let id = desk.agent("jonas").await.ticket(numbers[5]).await["ticket"]["id"].as_str().unwrap().to_owned();
    desk.running.poison(Some(&format!("TICKET#{id}")));
    desk.settle().await;

    assert_eq!(mails(&desk), each_but_the_sixth());
    assert_eq!(set_aside(&desk).await, json!({"alarms": ["RelaySetAside"], "queues": [["RelayDeadLetters", 1]]}));
    let letters = desk.running.dead_letters("RelayDeadLetters").unwrap();
    let place = &letters[0]["DDBStreamBatchInfo"];
    assert_eq!((&place["batchSize"], &place["startSequenceNumber"]), (&json!(1), &place["endSequenceNumber"]));
    assert!(!letters[0].to_string().contains(&id), "where the record is, and nothing of it");

    // As long as the cause is there, the record stays.
    let again = desk.replay().await;
    assert_eq!((&again["done"], again["failed"].as_array().unwrap().len()), (&json!(0), 1), "{again}");
    assert_eq!(desk.running.alarms().unwrap(), ["RelaySetAside"]);

    desk.running.poison(None);
    assert_eq!(desk.replay().await, json!({"done": 1, "failed": []}));
    desk.settle().await;
    assert_eq!(mails(&desk), [1; TICKETS]);
    let detail = desk.agent("jonas").await.ticket(numbers[5]).await;
    assert!(history(&detail).contains(&"TicketAssigned"), "everything followed: {:?}", history(&detail));
    assert_eq!(set_aside(&desk).await, json!({"alarms": [], "queues": []}));
    desk.close().await;
}

/// What is in the way lies in the database this time: a team's counts are no numbers. The function says itself which record it
/// failed at. The bus had the events before that, and gets them again with the replay.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_can_not_be_counted_is_counted_once_mended() {
    let desk = Desk::open().await;
    let count = async |value| {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let put = desk.running.dynamodb().put_item().table_name("DirectoryTable").item("unassigned", value);
        put.item("pk", text("COUNTS")).item("sk", text("TEAM#technical")).send().await.unwrap();
    };
    count(AttributeValue::S("many".to_owned())).await;
    eleven(&desk).await;
    desk.settle().await;

    assert_eq!(mails(&desk), [1; TICKETS]);
    let sana = desk.agent("sana").await;
    assert_eq!(sana.list_all("all_open").await.len(), TICKETS);
    // Its opening, and its assignment.
    assert_eq!(set_aside(&desk).await, json!({"alarms": ["RelaySetAside"], "queues": [["RelayDeadLetters", 2]]}));

    count(AttributeValue::N("0".to_owned())).await;
    assert_eq!(desk.replay().await, json!({"done": 2, "failed": []}));
    desk.settle().await;
    let counts = desk.running.store().counts().await.unwrap()[&"technical".parse().unwrap()];
    assert_eq!((counts.assigned, counts.unassigned), (1, 0), "opened, then assigned");
    assert_eq!(sana.count("all_open").await, TICKETS as i64, "and the others once");
    assert_eq!(mails(&desk), [1; TICKETS], "nobody was told twice");
    assert_eq!(set_aside(&desk).await, json!({"alarms": [], "queues": []}));
    desk.close().await;
}
