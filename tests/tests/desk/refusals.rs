//! What is refused, and how.

use axum::body::Body;
use axum::http::{Method, Request};
use guichet_domain::{Command, State, TicketId};
use serde_json::{Value, json};

use crate::door::{Desk, Expect, request};

const WRITES: [(Method, &str); 16] = [
    (Method::POST, "replies"),
    (Method::POST, "notes"),
    (Method::POST, "claim"),
    (Method::POST, "assign"),
    (Method::POST, "unassign"),
    (Method::PUT, "state"),
    (Method::PUT, "priority"),
    (Method::PUT, "type"),
    (Method::PUT, "team"),
    (Method::PUT, "tags"),
    (Method::POST, "spam"),
    (Method::POST, "restore"),
    (Method::POST, "link/revoke"),
    (Method::PUT, "participants"),
    (Method::PUT, "following"),
    (Method::POST, "forwards"),
];

/// A body that every write can read what it needs from.
fn anything(version: u64) -> Value {
    json!({"version": version, "body": "Hello", "agent": "mia", "priority": "low", "type": "task", "team": "billing",
        "tags": [], "participants": [], "follows": true, "to": {"email": "expert@example.com"}, "replies": "internal"})
}

/// The body of a write: what a state is called where a state is set is no word for a reply.
fn body_of(what: &str, version: u64) -> Value {
    let mut body = anything(version);
    if what == "state" {
        body["state"] = json!("open");
    }
    body
}

async fn send(desk: &Desk, who: &str, method: Method, id: TicketId, what: &str, body: &Value) -> guichet_tests::Answer {
    if ["replies", "forwards"].contains(&what) {
        let key = format!("{who}-{what}-{}", body["version"]);
        return desk.write_once(who, &key, id, what, body).await;
    }
    desk.write(who, method, &format!("tickets/{id}/{what}"), body).await
}

#[tokio::test]
async fn who_may_do_what() {
    let desk = Desk::open().await;
    for who in ["owner", "admin", "sana", "mia", "light_agent", "reporter", "auditor"] {
        let works = ["owner", "admin", "sana", "mia"].contains(&who);
        for (method, what) in WRITES {
            let id = desk.ticket("billing", "One").await;
            let before = desk.stored(id).await;
            let answer = send(&desk, who, method, id, what, &body_of(what, before.version)).await;
            if works || (["notes", "following"].contains(&what) && who == "light_agent") {
                // Nothing was set aside, so there is nothing to restore: the role let it through all the same.
                let status = if what == "restore" { 409 } else { 200 };
                assert_eq!(answer.status.as_u16(), status, "{who} {what}: {}", answer.json);
            } else {
                answer.expect_problem(403, "role_not_allowed");
                assert_eq!(desk.stored(id).await, before, "{who} {what}");
            }
        }
        let online = json!({"availability": "online"});
        let answer = desk.write(who, Method::PUT, "me/availability", &online).await;
        assert_eq!(answer.status.as_u16(), if works { 200 } else { 403 }, "{who}");
    }
}

#[tokio::test]
async fn a_version_that_is_not_the_present_one_is_stale_for_every_write() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let seen = desk.version(id).await;
    desk.change("sana", Method::PUT, id, "tags", json!({"tags": ["urgent"]})).await.expect(200);
    desk.change("light_agent", Method::POST, id, "notes", json!({"body": "Careful"})).await.expect(200);
    let now = desk.stored(id).await;
    for (method, what) in WRITES {
        let answer = send(&desk, "mia", method, id, what, &body_of(what, seen)).await;
        let problem = answer.expect_problem(409, "stale_version");
        assert_eq!(problem["current"]["version"], now.version);
        assert_eq!(problem["current"]["tags"], json!(["urgent"]));
        let since: Vec<String> = problem["since"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| format!("{} by {}", entry["event"]["type"], entry["actor"]["name"]).replace('"', ""))
            .collect();
        assert_eq!(since, ["TagsChanged by Sana Haddad", "NoteAdded by Lea Petit"], "{what}");
    }
    let ahead = send(&desk, "mia", Method::POST, id, "claim", &anything(now.version + 5)).await;
    assert_eq!(ahead.expect_problem(409, "stale_version")["since"], json!([]));
    assert_eq!(desk.stored(id).await, now, "nothing was changed");
}

#[tokio::test]
async fn a_ticket_that_is_not_there() {
    let desk = Desk::open().await;
    let nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
    for name in [nobody, "1042", "not-an-id", "%ff", "%00", "..%2f..%2fme"] {
        desk.get("mia", &format!("tickets/{name}")).await.expect_problem(404, "not_found");
        for (method, what) in WRITES {
            let mut request = request(method, &format!("tickets/{name}/{what}"), &body_of(what, 1));
            request.headers_mut().insert("idempotency-key", "k".parse().unwrap());
            desk.send(Some("mia"), request).await.expect_problem(404, "not_found");
        }
    }
    for number in ["1", "99999999999999999999999", "-1", "x"] {
        desk.get("mia", &format!("tickets/number/{number}")).await.expect_problem(404, "not_found");
    }
    desk.get("mia", "nothing").await.expect_problem(404, "not_found");
    desk.write("mia", Method::DELETE, "me", &json!({})).await.expect_problem(405, "method_not_allowed");
}

#[tokio::test]
async fn fields_that_can_not_be_accepted() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let (put, post) = (Method::PUT, Method::POST);
    let many: Vec<String> = (0..21).map(|n| format!("tag{n}")).collect();
    let long = "x".repeat(50_001);
    for (method, what, body, status, code, field) in [
        (&post, "replies", json!({"body": " \n "}), 400, "validation_failed", "body required"),
        (&post, "replies", json!({"body": long}), 400, "validation_failed", "body too_long"),
        (&post, "replies", json!({"body": "a\u{7}"}), 400, "validation_failed", "body invalid"),
        (&post, "notes", json!({"body": ""}), 400, "validation_failed", "body required"),
        (&post, "assign", json!({"agent": "nobody"}), 422, "validation_failed", "agent unknown"),
        (&post, "assign", json!({"agent": "a b"}), 400, "validation_failed", "agent invalid"),
        (&post, "assign", json!({"agent": "light_agent"}), 422, "assignee_may_not_work", ""),
        (&put, "team", json!({"team": "nobody"}), 422, "validation_failed", "team unknown"),
        (&put, "team", json!({"team": ""}), 400, "validation_failed", "team required"),
        (&put, "tags", json!({"tags": ["ok", "two words"]}), 400, "validation_failed", "tags invalid"),
        (&put, "tags", json!({"tags": many}), 422, "too_many_tags", ""),
        (&put, "priority", json!({}), 400, "validation_failed", "priority invalid"),
        (&put, "priority", json!({"urgency": "high"}), 400, "validation_failed", "priority invalid"),
        (
            &put,
            "priority",
            json!({"priority": "low", "urgency": "low", "impact": "low"}),
            400,
            "validation_failed",
            "priority invalid",
        ),
        (&put, "priority", json!({"priority": "enormous"}), 400, "malformed_body", ""),
        (&put, "type", json!({"type": "joke"}), 400, "malformed_body", ""),
        (&put, "type", json!({}), 400, "malformed_body", ""),
        (&put, "state", json!({"state": "happy"}), 400, "malformed_body", ""),
        (&put, "state", json!({"state": "merged"}), 409, "transition_not_allowed", ""),
        (&put, "state", json!({"state": "spam"}), 409, "transition_not_allowed", ""),
        (&put, "state", json!({"state": "scheduled"}), 422, "schedule_not_in_future", ""),
        (
            &put,
            "state",
            json!({"state": "scheduled", "until": "2001-01-01T00:00:00Z"}),
            422,
            "schedule_not_in_future",
            "",
        ),
        (&put, "state", json!({"state": "scheduled", "until": "tomorrow"}), 400, "malformed_body", ""),
        (&post, "replies", json!({"body": "x", "state": "scheduled"}), 409, "transition_not_allowed", ""),
        (&post, "restore", json!({}), 409, "nothing_to_restore", ""),
    ] {
        let before = desk.stored(id).await;
        let mut sent = body.clone();
        sent["version"] = before.version.into();
        let answer = send(&desk, "mia", method.clone(), id, what, &sent).await;
        let problem = answer.expect_problem(status, code);
        if !field.is_empty() {
            let error = &problem["errors"][0];
            assert_eq!(format!("{} {}", error["field"], error["code"]).replace('"', ""), field, "{what}");
        }
        assert_eq!(desk.stored(id).await, before, "{what} {code}");
    }
    let answer = desk.write("mia", put, "me/availability", &json!({"availability": "asleep"})).await;
    answer.expect_problem(400, "malformed_body");
}

#[tokio::test]
async fn what_does_not_fit_the_ticket_as_it_is() {
    let desk = Desk::open().await;
    let id = desk.ticket("network", "One").await;
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect_problem(422, "assignee_not_in_team");
    desk.change("tom", Method::POST, id, "claim", json!({})).await.expect(200);
    desk.change("sana", Method::POST, id, "claim", json!({})).await.expect_problem(409, "already_assigned");

    desk.change("tom", Method::PUT, id, "state", json!({"state": "resolved"})).await.expect(200);
    let tom = json!({"agent": "sana"});
    desk.change("sana", Method::POST, id, "assign", tom).await.expect_problem(409, "ticket_not_active");

    for (refusal, command) in [("ticket_set_aside", Command::MarkSpam), ("ticket_closed", close())] {
        let id = desk.ticket("billing", "Another").await;
        desk.bench.act("mia", id, command).await;
        let seen = desk.version(id).await;
        for (method, what) in [
            (Method::POST, "replies"),
            (Method::POST, "claim"),
            (Method::POST, "unassign"),
            (Method::PUT, "priority"),
            (Method::PUT, "type"),
            (Method::PUT, "team"),
            (Method::PUT, "tags"),
            (Method::PUT, "participants"),
            (Method::POST, "forwards"),
        ] {
            let body = body_of(what, seen);
            send(&desk, "mia", method, id, what, &body).await.expect_problem(409, refusal);
        }
        assert_eq!(desk.version(id).await, seen);
        let note = desk.change("mia", Method::POST, id, "notes", json!({"body": "For the record"})).await;
        note.expect(200);
    }
}

fn close() -> Command {
    Command::ChangeState { to: State::Closed, resolution: None, until: None }
}

#[tokio::test]
async fn bodies_that_are_none() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let path = format!("/api/v1/desk/tickets/{id}/notes");
    let post =
        |kind: &str, body: Vec<u8>| Request::post(&path).header("content-type", kind).body(Body::from(body)).unwrap();
    let json = "application/json";
    for (kind, body, status, code) in [
        (json, b"{".to_vec(), 400, "malformed_body"),
        (json, b"".to_vec(), 400, "malformed_body"),
        (json, b"[]".to_vec(), 400, "malformed_body"),
        (json, br#"{"version":5,"body":"x"}{}"#.to_vec(), 400, "malformed_body"),
        (json, br#"{"version":-1,"body":"x"}"#.to_vec(), 400, "malformed_body"),
        (json, br#"{"version":"5","body":"x"}"#.to_vec(), 400, "malformed_body"),
        (json, br#"{"body":"x"}"#.to_vec(), 400, "malformed_body"),
        (json, b"{\"version\":5,\"body\":\"\xff\xfe\"}".to_vec(), 400, "malformed_body"),
        (json, vec![b' '; 2_000_000], 413, "body_too_large"),
        ("text/plain", br#"{"version":5,"body":"x"}"#.to_vec(), 415, "not_json"),
    ] {
        desk.send(Some("mia"), post(kind, body)).await.expect_problem(status, code);
    }
    assert_eq!(desk.detail("mia", id).await["timeline"].as_array().unwrap().len(), 4, "nothing was added");
}
