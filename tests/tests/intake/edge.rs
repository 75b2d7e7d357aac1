//! Behind a distribution: who is counted, and the door that stays shut to whoever goes past it.

use axum::http::Method;
use serde_json::json;

use crate::door::{Door, Expect};
use guichet_tests::Answer;

const SECRET: &str = "what only the distribution knows!";

/// Posts a ticket as the distribution would, for a viewer.
async fn post(door: &Door, key: &str, secret: &str, viewer: &str) -> Answer {
    let form = door.form(json!({"email": format!("{key}@example.com")})).await;
    let call = door.call(Method::POST, "/api/v1/tickets").header("idempotency-key", key);
    call.header("x-guichet-edge", secret).header("x-guichet-viewer", viewer).json(&form).await
}

#[tokio::test]
async fn viewers_have_an_allowance_each_though_all_come_from_one_address() {
    let door = Door::with(&[("EDGE_SECRET", SECRET), ("RATE_PER_ADDRESS", "1")]).await;
    post(&door, "a", SECRET, "198.51.100.7").await.expect(201);
    post(&door, "b", SECRET, "198.51.100.7").await.expect_problem(429, "rate_limited");
    post(&door, "c", SECRET, "198.51.100.8").await.expect(201);
}

#[tokio::test]
async fn who_goes_past_the_distribution_reads_and_does_not_write() {
    let door = Door::with(&[("EDGE_SECRET", SECRET)]).await;
    let problem = post(&door, "a", "a guess that is as long as the secret", "198.51.100.7").await;
    insta::assert_json_snapshot!("not_through_the_edge", problem.expect_problem(403, "not_through_the_edge"));
    let form = door.form(json!({})).await;
    door.post("b", &form).await.expect_problem(403, "not_through_the_edge");
    door.reply("no link", "c", "hello").await.expect_problem(403, "not_through_the_edge");
    door.get("/api/v1/forms/default").await.expect(200);
}

#[tokio::test]
async fn without_a_distribution_no_header_makes_another_sender_of_one() {
    let door = Door::with(&[("RATE_PER_ADDRESS", "1")]).await;
    post(&door, "a", SECRET, "198.51.100.7").await.expect(201);
    post(&door, "b", SECRET, "198.51.100.8").await.expect_problem(429, "rate_limited");
}
