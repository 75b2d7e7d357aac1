//! The database has too much to do, or does what it is asked and the answer is lost on the way. People are told to come back in
//! a moment; whoever does, under the same key, has done it once.

use std::collections::BTreeSet;

use guichet_local::Faults;
use serde_json::json;

use crate::harness::{Desk, options_with};

const TICKETS: usize = 30;

/// Gives how often somebody was told to come back.
async fn a_day_with(faults: Faults) -> usize {
    let desk = Desk::open_with(options_with(faults)).await;
    let (mut numbers, mut customers) = (BTreeSet::new(), Vec::new());
    for n in 0..TICKETS {
        let email = format!("c{n}@example.com");
        let customer = desk.open_ticket(&format!("d{n}"), json!({"email": email})).await;
        assert!(numbers.insert(customer.number), "a number of its own");
        customers.push(customer);
    }
    let sana = desk.agent("sana").await;
    assert_eq!(sana.list_all("all_open").await.into_iter().collect::<BTreeSet<_>>(), numbers, "each once");

    for (n, customer) in customers.iter().enumerate() {
        customer.reply(&format!("r{n}"), "One more thing.").await.expect(201);
        sana.act(customer.number, "replies", json!({"body": "Here you are."})).await.expect(200);
    }
    desk.settle_in_the_end().await;
    for (n, customer) in customers.iter().enumerate() {
        let messages = customer.ticket().await.expect(200)["messages"].as_array().unwrap().len();
        assert_eq!(messages, 3, "question, one more thing, answer: {n}");
        let mails = desk.mails_to(&format!("c{n}@example.com"));
        let automatic = mails.iter().filter(|mail| mail.header("Auto-Submitted").is_some()).count();
        assert_eq!((mails.len(), automatic), (2, 1), "an acknowledgement and an answer: {n}");
    }
    assert_eq!(sana.count("all_open").await, TICKETS as i64, "counted once each");
    assert_eq!(desk.agent("mia").await.get("/me").await.expect(200)["open_load"], 3);
    let turned_away = desk.turned_away();
    desk.close().await;
    turned_away
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_to_do() {
    let turned_away = a_day_with(Faults { seed: 4, throttle: 0.03, ..Faults::default() }).await;
    assert!(turned_away > 0, "the seed is one with which it comes to that");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_lost() {
    a_day_with(Faults { seed: 5, lose_answer: 0.1, ..Faults::default() }).await;
}
