//! The stream and the bus deliver more than once, out of order, and functions die: what people see stays the same.

use guichet_local::Faults;
use serde_json::json;

use crate::harness::{Desk, options_with};

async fn a_day_with(faults: Faults) {
    let desk = Desk::open_with(options_with(faults)).await;
    let mut customers = Vec::new();
    for n in 0..6 {
        customers.push(desk.open_ticket(&format!("d{n}"), json!({"email": format!("c{n}@example.com")})).await);
    }
    // A crash loses the answer of a function, not the minute: retries and the sweep come later.
    desk.settle_in_the_end().await;
    let (mia, tom) = (desk.agent("mia").await, desk.agent("tom").await);
    assert_eq!((mia.list("my_open").await.len(), tom.list("my_open").await.len()), (3, 3));
    assert_eq!(mia.count("all_open").await, 6, "counted once each");
    assert_eq!(mia.count("unassigned").await, 0);
    for number in mia.list("my_open").await {
        mia.act(number, "replies", json!({"body": "Here you are."})).await.expect(200);
    }
    desk.settle_in_the_end().await;
    let mut answered = 0;
    for n in 0..6 {
        let mails = desk.mails_to(&format!("c{n}@example.com"));
        let mut kinds: Vec<bool> = mails.iter().map(|mail| mail.header("Auto-Submitted").is_some()).collect();
        kinds.sort();
        match kinds.as_slice() {
            [true] => {}
            [false, true] => answered += 1,
            other => panic!("mails to c{n}: {other:?}"),
        }
    }
    assert_eq!(answered, 3);
    assert_eq!(desk.mails_to("mia@desk.example").len(), 3);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_twice() {
    a_day_with(Faults { seed: 1, duplicate: 1.0, ..Faults::default() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reordered_and_replayed() {
    a_day_with(Faults { seed: 2, reorder: 0.8, drop_and_replay: 0.5, duplicate: 0.3, ..Faults::default() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn functions_that_die_before_and_after_their_work() {
    a_day_with(Faults { seed: 3, crash_before: 0.2, crash_after: 0.2, ..Faults::default() }).await;
}
