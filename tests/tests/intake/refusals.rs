//! Whatever can not be accepted has a clear answer, and nothing of it is stored.

use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Door, Expect};
use guichet_tests::Workbench;

/// Asserts a problem and compares the whole document with the reviewed one.
macro_rules! problem {
    ($answer:expr, $status:literal, $code:literal) => {
        problem!($answer, $status, $code, $code)
    };
    ($answer:expr, $status:literal, $code:literal, $name:literal) => {
        insta::assert_json_snapshot!($name, $answer.await.expect_problem($status, $code))
    };
}

fn codes(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_desk_that_was_never_set_up_has_no_form() {
    let door = Door::on(Workbench::empty().await, &[]);
    problem!(door.get("/api/v1/forms/default"), 404, "form_unknown");
    let form = door.form(json!({})).await;
    door.post("key-1", &form).await.expect_problem(404, "form_unknown");
    let door = Door::open().await;
    door.get("/api/v1/forms/other").await.expect_problem(404, "form_unknown");
    door.get("/api/v1/forms/%00").await.expect_problem(404, "form_unknown");
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let door = Door::open().await;
    problem!(door.post("key-1", &json!({"form": "default"})), 400, "validation_failed");
    let wrong = json!({
        "name": "x".repeat(121), "email": "anna at example", "phone": "call me", "topic": "other",
        "subject": "x".repeat(10_000), "message": "x".repeat(50_001), "locale": "de",
    });
    let form = door.form(wrong).await;
    let problem = door.post("key-1", &form).await.expect_problem(400, "validation_failed");
    assert_eq!(
        codes(&problem),
        [
            ("name", "too_long"),
            ("email", "invalid"),
            ("phone", "invalid"),
            ("topic", "unknown"),
            ("subject", "too_long"),
            ("message", "too_long"),
            ("locale", "invalid")
        ]
    );
    // None of it counts: the mended form goes through with the same proof and the same key.
    let mended = door.form(json!({"altcha": form["altcha"]})).await;
    door.post("key-1", &mended).await.expect(201);
}

#[tokio::test]
async fn a_header_can_not_be_smuggled_in() {
    let door = Door::open().await;
    for (field, value) in [
        ("subject", "Hello\r\nBcc: everybody@example.com"),
        ("name", "Anna\nBcc: everybody@example.com"),
        ("email", "anna@example.com\r\nBcc: everybody@example.com"),
    ] {
        let form = door.form(json!({field: value})).await;
        let problem = door.post("key-1", &form).await.expect_problem(400, "validation_failed");
        assert_eq!(codes(&problem), [(field, "invalid")]);
    }
}

#[tokio::test]
async fn bodies_that_can_not_be_read() {
    let door = Door::open().await;
    let post = || door.call(Method::POST, "/api/v1/tickets").header("idempotency-key", "key-1");
    problem!(post().bytes("{\"form\": \"default\", \"name\": 7}"), 400, "malformed_body");
    problem!(post().bytes(&b"{\"name\": \"\xff\xfe\"}"[..]), 400, "malformed_body", "malformed_body_encoding");
    problem!(post().bytes("x".repeat(2 * 1024 * 1024)), 413, "body_too_large");
    problem!(post().empty(), 415, "not_json");
}

#[tokio::test]
async fn a_key_is_needed_and_belongs_to_one_request() {
    let door = Door::open().await;
    let form = door.form(json!({})).await;
    problem!(door.call(Method::POST, "/api/v1/tickets").json(&form), 400, "idempotency_key_missing");
    for unusable in [" ", "two words", "clé", &"x".repeat(201)] {
        door.post(unusable, &form).await.expect_problem(400, "idempotency_key_missing");
    }
    door.post(&"x".repeat(200), &form).await.expect(201);
    let other = door.form(json!({"message": "Something else."})).await;
    problem!(door.post(&"x".repeat(200), &other), 422, "idempotency_key_reused");
}

#[tokio::test]
async fn work_has_to_be_proven_in_time_and_once() {
    let door = Door::open().await;
    let form = door.form(json!({})).await;
    let forged = door.form(json!({"altcha": "bm90aGluZw=="})).await;
    problem!(door.post("key-1", &forged), 400, "challenge_invalid");
    door.bench.advance(SignedDuration::from_mins(20));
    problem!(door.post("key-1", &form), 400, "challenge_expired");
    let form = door.form(json!({})).await;
    door.post("key-1", &form).await.expect(201);
    problem!(door.post("key-2", &form), 409, "challenge_spent");
}

#[tokio::test]
async fn an_address_opens_so_many_tickets_and_then_waits() {
    let door = Door::with(&[("RATE_PER_ADDRESS", "2")]).await;
    let post = async |key: &str, source: &str| {
        let form = door.form(json!({"email": format!("{key}@example.com")})).await;
        let call = door.call(Method::POST, "/api/v1/tickets").header("idempotency-key", key);
        call.from(source).json(&form).await
    };
    door.bench.advance(SignedDuration::from_secs(15));
    post("a", "192.0.2.1").await.expect(201);
    post("b", "192.0.2.1").await.expect(201);
    let refused = post("c", "192.0.2.1").await;
    assert_eq!(refused.headers["retry-after"], "585", "until the window of ten minutes ends");
    problem!(async { refused }, 429, "rate_limited");
    post("d", "192.0.2.2").await.expect(201);
    door.bench.advance(SignedDuration::from_secs(585));
    post("c", "192.0.2.1").await.expect(201);
}

#[tokio::test]
async fn a_sender_opens_so_many_tickets_and_only_by_work() {
    let door = Door::with(&[("RATE_PER_SENDER", "1")]).await;
    // A stranger who types Anna's address without working for it does not use up her allowance.
    for _ in 0..3 {
        let forged = door.form(json!({"altcha": "bm90aGluZw=="})).await;
        door.post("stranger", &forged).await.expect_problem(400, "challenge_invalid");
    }
    door.ticket("key-1", json!({})).await;
    let refused = door.post("key-2", &door.form(json!({"email": "ANNA@example.com"})).await).await;
    assert_eq!(refused.headers["retry-after"], "3600");
    refused.expect_problem(429, "rate_limited");
    door.bench.advance(SignedDuration::from_hours(1));
    door.ticket("key-2", json!({})).await;
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_there() {
    let door = Door::open().await;
    problem!(door.get("/api/v1/nothing"), 404, "not_found");
    problem!(door.get("/api/v1/tickets"), 405, "method_not_allowed");
}
