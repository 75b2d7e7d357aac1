//! A private link opens its own ticket, for as long as it is valid.

use axum::http::Method;
use guichet_domain::{Command, LinkSeed};
use jiff::SignedDuration;
use serde_json::json;

use crate::door::{Door, Expect};

#[tokio::test]
async fn wrong_unknown_and_missing_tokens_are_answered_alike() {
    let door = Door::open().await;
    door.ticket("key-1", json!({})).await;
    let get = || door.call(Method::GET, "/api/v1/portal/ticket");
    let answer = get().empty().await.expect_problem(404, "link_invalid");
    insta::assert_json_snapshot!("link_invalid", answer);
    for wrong in ["Bearer wrong", "Bearer ", "Basic wrong", "Bearer", &format!("Bearer {}", "x".repeat(4000))] {
        let refused = get().header("authorization", wrong).empty().await;
        assert_eq!(refused.expect_problem(404, "link_invalid"), answer);
    }
    // Nobody learns from a write what a read would not tell.
    assert_eq!(door.reply("wrong", "key-1", "Hello").await.expect_problem(404, "link_invalid"), answer);
    assert_eq!(door.resolve("wrong").await.expect_problem(404, "link_invalid"), answer);
    assert_eq!(door.reopen("wrong", json!({})).await.expect_problem(404, "link_invalid"), answer);
}

#[tokio::test]
async fn a_link_expires() {
    let door = Door::open().await;
    let (_, token) = door.ticket("key-1", json!({})).await;
    door.bench.advance(SignedDuration::from_hours(24 * 180) - SignedDuration::from_secs(1));
    door.read(&token).await.expect(200);
    door.bench.advance(SignedDuration::from_secs(1));
    insta::assert_json_snapshot!("link_expired", door.read(&token).await.expect_problem(410, "link_expired"));
    door.reply(&token, "key-1", "Hello").await.expect_problem(410, "link_expired");
}

#[tokio::test]
async fn a_revoked_link_opens_nothing() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let ticket = door.bench.ticket_by_number(number).await;
    door.bench.act("mia", ticket.id, Command::RevokeLink { seed: LinkSeed("another".into()) }).await;
    door.read(&token).await.expect_problem(404, "link_invalid");
    door.reply(&token, "key-1", "Hello").await.expect_problem(404, "link_invalid");
}

#[tokio::test]
async fn a_link_reaches_no_other_ticket() {
    let door = Door::open().await;
    let (_, annas) = door.ticket("key-1", json!({})).await;
    let (_, bobs) = door.ticket("key-2", json!({"email": "bob@example.com", "name": "Bob", "message": "Bob's."})).await;
    door.reply(&bobs, "key-1", "From Bob").await.expect(201);
    // The same key on another ticket is another request.
    door.reply(&annas, "key-1", "From Anna").await.expect(201);
    let (anna, bob) = (door.read(&annas).await.expect(200), door.read(&bobs).await.expect(200));
    assert!(!anna.to_string().contains("Bob") && !bob.to_string().contains("Anna"), "{anna} {bob}");
}

#[tokio::test]
async fn a_ticket_set_aside_as_spam_is_not_shown_until_it_is_restored() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let ticket = door.bench.ticket_by_number(number).await;
    door.bench.act("mia", ticket.id, Command::MarkSpam).await;
    door.read(&token).await.expect_problem(404, "link_invalid");
    door.reply(&token, "key-1", "Hello").await.expect_problem(404, "link_invalid");
    door.bench.act("mia", ticket.id, Command::Restore).await;
    door.read(&token).await.expect(200);
}
