//! Two people at one ticket.

use serde_json::json;

use crate::harness::{Desk, history};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_an_old_version_is_told_what_happened_since() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    let seen = mia.ticket(ticket.number).await;
    let (id, version) = (seen["ticket"]["id"].as_str().unwrap(), &seen["ticket"]["version"]);

    ticket.reply("r1", "I forgot to say: it is urgent.").await.expect(201);
    let path = format!("/tickets/{id}/replies");
    let problem = mia
        .post(&path, json!({"version": version, "body": "Please be patient."}))
        .await
        .expect_problem(409, "stale_version");
    assert_eq!(problem["since"][0]["event"]["type"], "CustomerReplied");
    assert_eq!(problem["since"][0]["event"]["body"], "I forgot to say: it is urgent.");
    let current = problem["current"]["version"].clone();
    assert!(current.as_u64() > version.as_u64());

    // Nothing was sent; on top of what is now so, it is.
    assert!(!history(&mia.ticket(ticket.number).await).contains(&"AgentReplied"));
    mia.post(&path, json!({"version": current, "body": "I am on it."})).await.expect(200);
    desk.settle().await;
    assert_eq!(desk.mails_to("anna@example.com").len(), 2);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_passing_of_time_is_no_conflict() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    let seen = mia.ticket(ticket.number).await;
    desk.live_through(9, 0).await;
    let path = format!("/tickets/{}/replies", seen["ticket"]["id"].as_str().unwrap());
    let old = json!({"version": seen["ticket"]["version"], "body": "Sorry, that took long."});
    let detail = mia.post(&path, old).await.expect(200);
    let names = history(&detail);
    assert!(names.contains(&"ClockWarned") && names.contains(&"ClockBreached") && names.contains(&"AgentReplied"));
    // A version that never was is no version that somebody saw.
    let never = json!({"version": 999, "body": "Hello"});
    mia.post(&path, never).await.expect_problem(409, "stale_version");
    desk.settle().await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_sent_twice_is_carried_out_once() {
    let desk = Desk::open().await;
    let form = desk.filled_form().await;
    let first = desk.post_form("same-draft", &form).await.expect(201);
    let second = desk.post_form("same-draft", &form).await.expect(201);
    assert_eq!(first, second, "the same answer, link included");
    let mut other = form.clone();
    other["message"] = json!("Something else.");
    desk.post_form("same-draft", &other).await.expect_problem(422, "idempotency_key_reused");
    desk.settle().await;
    assert_eq!(desk.mails_to("anna@example.com").len(), 1);
    assert_eq!(desk.agent("mia").await.list("all_open").await.len(), 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_draft_posted_eight_times_at_once_is_one_ticket() {
    let desk = Desk::open().await;
    let form = desk.filled_form().await;
    let answers = futures_util::future::join_all((0..8).map(|_| desk.post_form("same-draft", &form))).await;
    let numbers: std::collections::BTreeSet<u64> =
        answers.into_iter().map(|answer| answer.expect(201)["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers.len(), 1);
    desk.settle().await;
    assert_eq!(desk.agent("mia").await.list("all_open").await.len(), 1);
    desk.close().await;
}
