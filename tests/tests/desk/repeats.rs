//! Requests that are sent again.

use axum::http::Method;
use futures_util::future::join_all;
use guichet_domain::TicketId;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Desk, Expect, events, request};

fn count(detail: &Value, name: &str) -> usize {
    events(&detail["timeline"]).into_iter().filter(|event| *event == name).count()
}

async fn hello(desk: &Desk, id: TicketId) -> Value {
    json!({"version": desk.version(id).await, "body": "Hello"})
}

#[tokio::test]
async fn the_same_request_again_answers_with_the_ticket_as_it_is() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let body = hello(&desk, id).await;
    desk.reply("mia", "k", id, &body).await.expect(200);
    desk.change("sana", Method::PUT, id, "tags", json!({"tags": ["seen"]})).await.expect(200);
    let again = desk.reply("mia", "k", id, &body).await.expect(200);
    assert_eq!(count(&again, "AgentReplied"), 1);
    assert_eq!(again, desk.detail("mia", id).await, "though its version is long gone");
}

#[tokio::test]
async fn the_same_key_for_anything_else_is_refused() {
    let desk = Desk::open().await;
    let (id, other) = (desk.ticket("billing", "One").await, desk.ticket("billing", "Two").await);
    let body = hello(&desk, id).await;
    desk.reply("mia", "k", id, &body).await.expect(200);
    let changed = json!({"version": body["version"], "body": "Hello!"});
    desk.reply("mia", "k", id, &changed).await.expect_problem(422, "idempotency_key_reused");
    desk.reply("mia", "k", other, &body).await.expect_problem(422, "idempotency_key_reused");
    let mut note = request(Method::POST, &format!("tickets/{id}/notes"), &body);
    note.headers_mut().insert("idempotency-key", "k".parse().unwrap());
    desk.send(Some("mia"), note).await.expect_problem(422, "idempotency_key_reused");
    let detail = desk.detail("mia", id).await;
    assert_eq!((count(&detail, "AgentReplied"), count(&detail, "NoteAdded")), (1, 0));
}

#[tokio::test]
async fn keys_are_their_owners_and_do_not_last_for_ever() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    desk.reply("mia", "k", id, &hello(&desk, id).await).await.expect(200);
    desk.reply("tom", "k", id, &hello(&desk, id).await).await.expect(200);
    desk.bench.advance(SignedDuration::from_hours(24 * 30));
    let body = hello(&desk, id).await;
    let detail = desk.reply("mia", "k", id, &body).await.expect(200);
    assert_eq!(count(&detail, "AgentReplied"), 3, "the record is still in the table, but it has expired");
}

#[tokio::test]
async fn a_request_that_failed_may_be_mended_under_its_key() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let stale = json!({"version": 1, "body": "Hello"});
    desk.reply("mia", "k", id, &stale).await.expect_problem(409, "stale_version");
    desk.reply("mia", "k", id, &hello(&desk, id).await).await.expect(200);
}

#[tokio::test]
async fn a_reply_needs_a_key_and_a_note_may_have_one() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let body = hello(&desk, id).await;
    let path = format!("tickets/{id}/replies");
    desk.write("mia", Method::POST, &path, &body).await.expect_problem(400, "idempotency_key_missing");
    for key in ["", " ", "two words", &"k".repeat(201)] {
        desk.reply("mia", key, id, &body).await.expect_problem(400, "idempotency_key_missing");
    }
    let note = || {
        let mut note = request(Method::POST, &format!("tickets/{id}/notes"), &body);
        note.headers_mut().insert("idempotency-key", "k".parse().unwrap());
        note
    };
    desk.send(Some("mia"), note()).await.expect(200);
    let again = desk.send(Some("mia"), note()).await.expect(200);
    assert_eq!((count(&again, "NoteAdded"), count(&again, "AgentReplied")), (1, 0));
    desk.change("mia", Method::POST, id, "notes", json!({"body": "No key"})).await.expect(200);
}

#[tokio::test]
async fn a_request_that_overtakes_itself_is_carried_out_once() {
    let desk = Desk::open().await;
    for round in 0..5 {
        let id = desk.ticket("billing", "One").await;
        let body = hello(&desk, id).await;
        let key = format!("round-{round}");
        let answers = join_all((0..4).map(|_| desk.reply("mia", &key, id, &body))).await;
        for answer in answers {
            assert_eq!(count(&answer.expect(200), "AgentReplied"), 1);
        }
    }
}
