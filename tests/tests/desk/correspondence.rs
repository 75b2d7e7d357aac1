//! Who else is written to, who is told, and tickets that are sent to somebody else.

use axum::http::Method;
use serde_json::{Value, json};

use crate::door::{Desk, Expect, events};

fn fields(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| format!("{} {}", error["field"], error["code"]).replace('"', "")).collect()
}

#[tokio::test]
async fn participants_are_set_as_a_whole() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let set = |participants: Value| {
        let desk = &desk;
        async move { desk.change("mia", Method::PUT, id, "participants", json!({"participants": participants})).await }
    };
    let (bea, carl) = (json!({"email": "bea@example.com", "name": "Bea"}), json!({"email": "carl@example.com"}));
    let customer = json!({"email": "ANNA@example.com"});
    let detail = set(json!([bea, carl, bea, customer])).await.expect(200);
    assert_eq!(detail["participants"], json!([bea, carl]), "each once, and the customer is one anyway");
    let detail = set(json!([carl])).await.expect(200);
    assert_eq!(detail["participants"], json!([carl]));
    let seen = desk.version(id).await;
    set(json!([carl])).await.expect(200);
    assert_eq!(desk.version(id).await, seen, "nothing changed");
    let wrong = json!([{"email": "bea at example"}, {"email": "carl@example.com", "name": "Carl\r\nBcc: x@y.z"}]);
    let problem = set(wrong).await.expect_problem(400, "validation_failed");
    assert_eq!(fields(&problem), ["participants[0].email invalid", "participants[1].name invalid"]);
    let many: Vec<Value> = (0..31).map(|n| json!({"email": format!("p{n}@example.com")})).collect();
    set(json!(many)).await.expect_problem(422, "too_many_participants");
    assert_eq!(desk.version(id).await, seen);
}

#[tokio::test]
async fn whoever_may_write_notes_may_follow() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let path = format!("tickets/{id}/following");
    let follow = |who: &'static str, body: Value| {
        let (desk, path) = (&desk, &path);
        async move { desk.write(who, Method::PUT, path, &body).await }
    };
    follow("mia", json!({"follows": true})).await.expect(200);
    let detail = follow("light_agent", json!({"follows": true})).await.expect(200);
    assert_eq!(detail["followers"], json!(["light_agent", "mia"]));
    let seen = desk.version(id).await;
    follow("mia", json!({"follows": true})).await.expect(200);
    assert_eq!(desk.version(id).await, seen, "they follow it already");
    let detail = follow("mia", json!({"follows": false, "version": seen})).await.expect(200);
    assert_eq!(detail["followers"], json!(["light_agent"]), "only the caller's own following changes");
    follow("mia", json!({"follows": true, "version": seen})).await.expect_problem(409, "stale_version");
    follow("auditor", json!({"follows": true})).await.expect_problem(403, "role_not_allowed");
    follow("mia", json!({})).await.expect_problem(400, "malformed_body");
    let nowhere = "tickets/01890a5d-ac96-774b-bcce-b302099a8057/following";
    desk.write("mia", Method::PUT, nowhere, &json!({"follows": true})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_ticket_is_sent_to_somebody_else_once() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let file = desk.upload("mia", "plan.txt", "text/plain", b"the plan").await;
    let body = json!({
        "version": desk.version(id).await, "to": {"email": "Expert@example.com", "name": "Eva"}, "body": "Can you look?",
        "replies": "internal", "attachments": [file],
    });
    let detail = desk.write_once("mia", "k", id, "forwards", &body).await.expect(200);
    let event = &detail["timeline"].as_array().unwrap().last().unwrap()["event"];
    assert_eq!(
        event,
        &json!({
            "type": "Forwarded", "to": {"email": "expert@example.com", "name": "Eva"}, "body": "Can you look?",
            "attachments": [{"id": file["id"], "name": "plan.txt", "media_type": "text/plain", "size": 8}],
            "replies": "internal",
        })
    );
    assert_eq!(detail["participants"], json!([]), "who is asked takes no part");
    let again = desk.write_once("mia", "k", id, "forwards", &body).await.expect(200);
    assert_eq!(events(&again["timeline"]).iter().filter(|event| **event == "Forwarded").count(), 1);
    let path = format!("tickets/{id}/files/{}", file["id"].as_str().unwrap());
    desk.get("mia", &path).await.expect(200);

    let other = json!({"version": body["version"], "to": body["to"], "body": "Another", "replies": "internal"});
    desk.write_once("mia", "k", id, "forwards", &other).await.expect_problem(422, "idempotency_key_reused");
    desk.write_once("mia", "k2", id, "forwards", &other).await.expect_problem(409, "stale_version");
    let path = format!("tickets/{id}/forwards");
    desk.write("mia", Method::POST, &path, &other).await.expect_problem(400, "idempotency_key_missing");
    let wrong = json!({"to": {"email": "eva"}, "body": " ", "replies": "public"});
    let problem = desk.change_once("mia", "k3", id, "forwards", wrong).await.expect_problem(400, "validation_failed");
    assert_eq!(fields(&problem), ["to.email invalid", "body required"]);
    let nobody = json!({"to": {"email": "eva@example.com"}, "body": "x", "replies": "nobody"});
    desk.change_once("mia", "k4", id, "forwards", nobody).await.expect_problem(400, "malformed_body");
    let light = json!({"to": {"email": "eva@example.com"}, "body": "x", "replies": "public"});
    desk.change_once("light_agent", "k5", id, "forwards", light).await.expect_problem(403, "role_not_allowed");
}
