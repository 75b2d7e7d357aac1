//! Files that go with what agents write, and the way back to them.

use axum::http::Method;
use guichet_domain::AttachmentLimits;
use guichet_tests::{open_file, send_file};
use serde_json::{Value, json};

use crate::door::{Desk, Expect, events};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and what an image is made of";

fn last_message(detail: &Value) -> &Value {
    let mut entries = detail["timeline"].as_array().unwrap().iter().rev();
    &entries.find(|entry| entry["event"].get("attachments").is_some()).unwrap()["event"]
}

fn first_error(problem: &Value) -> String {
    let error = &problem["errors"][0];
    format!("{} {}", error["field"], error["code"]).replace('"', "")
}

#[tokio::test]
async fn a_reply_and_a_note_take_files_that_can_be_opened_again() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let image = desk.upload("mia", "screen.png", "text/plain", PNG).await;
    let text = desk.upload("mia", "reçu.txt", "image/png", "Merci, José.".as_bytes()).await;
    let body = json!({"body": "Here you are.", "attachments": [image, text]});
    let detail = desk.change_once("mia", "k", id, "replies", body).await.expect(200);
    let event = last_message(&detail);
    assert_eq!(event["type"], "AgentReplied");
    let sizes = (PNG.len(), "Merci, José.".len());
    assert_eq!(
        event["attachments"],
        json!([
            {"id": image["id"], "name": "screen.png", "media_type": "image/png", "size": sizes.0},
            {"id": text["id"], "name": "reçu.txt", "media_type": "text/plain", "size": sizes.1},
        ]),
        "what the bytes show, not what they were called"
    );

    let file = |who: &'static str, file: &Value, how: &str| {
        let path = format!("tickets/{id}/files/{}{how}", file["id"].as_str().unwrap());
        let desk = &desk;
        async move { open_file(&desk.get(who, &path).await.expect(200)).await }
    };
    let (how, media_type, content) = file("auditor", &image, "").await;
    assert!(how.starts_with("attachment; filename=\"screen.png\""), "{how}");
    assert_eq!((media_type.as_str(), content.as_slice()), ("image/png", PNG));
    assert!(file("mia", &image, "?inline=true").await.0.starts_with("inline; "));
    let (how, _, content) = file("mia", &text, "?inline=true").await;
    assert!(how.starts_with("attachment; "), "what a browser can not be trusted to show is saved");
    assert_eq!(content, "Merci, José.".as_bytes());

    let image = desk.upload("light_agent", "screen.png", "image/png", PNG).await;
    let note = json!({"body": "Look.", "attachments": [image]});
    let detail = desk.change("light_agent", Method::POST, id, "notes", note).await.expect(200);
    assert_eq!(
        (&last_message(&detail)["type"], events(&detail["timeline"]).last()),
        (&json!("NoteAdded"), Some(&"NoteAdded"))
    );
}

#[tokio::test]
async fn a_link_says_until_when_it_is_good() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let image = desk.upload("mia", "screen.png", "image/png", PNG).await;
    desk.change_once("mia", "k", id, "replies", json!({"body": "Here.", "attachments": [image]})).await.expect(200);
    let before = jiff::Timestamp::now();
    let path = format!("tickets/{id}/files/{}", image["id"].as_str().unwrap());
    let link = desk.get("mia", &path).await.expect(200);
    let expires_at: jiff::Timestamp = link["expires_at"].as_str().unwrap().parse().unwrap();
    let seconds = expires_at.duration_since(before).as_secs();
    assert!((600..660).contains(&seconds), "by the machine's clock, as the signature: {seconds}");
    desk.get("mia", &format!("{path}?inline=perhaps")).await.expect_problem(400, "validation_failed");
}

#[tokio::test]
async fn places_that_are_not_offered() {
    let desk = Desk::open().await;
    let offer = |who: &'static str, new: Value| {
        let desk = &desk;
        async move { desk.write(who, Method::POST, "uploads", &new).await }
    };
    let new = |name: &str, size: u64, media_type: &str| json!({"name": name, "size": size, "media_type": media_type});
    let problem = offer("mia", new("a/b.png", 1, "png")).await.expect_problem(400, "validation_failed");
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "media_type"]);
    offer("mia", json!({})).await.expect_problem(400, "validation_failed");
    offer("mia", json!({"size": -1})).await.expect_problem(400, "malformed_body");
    offer("mia", new("a.png", 15_000_001, "image/png")).await.expect_problem(413, "file_too_large");
    offer("mia", new("a.png", 15_000_000, "image/png")).await.expect(201);
    for who in ["reporter", "auditor"] {
        offer(who, new("a.png", 1, "image/png")).await.expect_problem(403, "role_not_allowed");
    }
    let place = offer("mia", new("a.png", 3, "image/png")).await.expect(201);
    assert_eq!(send_file(&place, b"more than three").await, 403, "no other length than was offered a place");
}

#[tokio::test]
async fn files_that_a_message_can_not_name() {
    let desk = Desk::open().await;
    // A limit that is lowered is for what was sent before as well.
    let too_large = desk.upload("mia", "3.bin", "a/b", &vec![7_u8; 1_000_001]).await;
    let lower = AttachmentLimits { file_megabytes: 1, message_megabytes: 1, ..AttachmentLimits::default() };
    desk.bench.reconfigure(|desk| desk.desk.attachments = lower).await;
    let id = desk.ticket("billing", "One").await;
    let sent = desk.upload("mia", "screen.png", "image/png", PNG).await;
    let new = json!({"name": "later.png", "size": 9, "media_type": "image/png"});
    let unsent = desk.write("mia", Method::POST, "uploads", &new).await.expect(201);
    let unsent = json!({"id": unsent["id"], "name": "later.png"});
    let unknown = json!({"id": "0190e2f4-5ac1-4c43-9d8a-8c4b5a6f7e01", "name": "other.png"});
    let half = vec![7_u8; 600_000];
    let large = [desk.upload("mia", "1.bin", "a/b", &half).await, desk.upload("mia", "2.bin", "a/b", &half).await];
    let many = vec![sent.clone(); 51];
    let before = desk.stored(id).await;
    for (attachments, status, code, error) in [
        (json!([sent, unsent]), 422, "upload_missing", "attachments[1] unknown"),
        (json!([unknown, sent]), 422, "upload_missing", "attachments[0] unknown"),
        (json!([{"id": "1", "name": "a.png"}]), 400, "validation_failed", "attachments[0].id invalid"),
        (json!([{"id": "../files/1", "name": "a"}]), 400, "validation_failed", "attachments[0].id invalid"),
        (json!([sent, {"id": sent["id"], "name": "../a"}]), 400, "validation_failed", "attachments[1].name invalid"),
        (json!(large), 413, "attachments_too_large", ""),
        (json!([too_large]), 413, "attachments_too_large", ""),
        (json!(many), 422, "too_many_attachments", ""),
        (json!([sent["id"]]), 400, "malformed_body", ""),
    ] {
        for (what, more) in [
            ("replies", json!({})),
            ("notes", json!({})),
            ("forwards", json!({"to": {"email": "x@example.com"}, "replies": "internal"})),
        ] {
            let mut body = json!({"body": "Hello", "attachments": attachments});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let problem = desk.change_once("mia", "k", id, what, body).await.expect_problem(status, code);
            assert!(error.is_empty() || first_error(&problem) == error, "{what}: {problem}");
        }
    }
    assert_eq!(desk.stored(id).await, before);
    desk.change_once("mia", "k", id, "replies", json!({"body": "Hello", "attachments": [large[0]]})).await.expect(200);
}

#[tokio::test]
async fn the_files_of_a_ticket_share_its_room() {
    let desk = Desk::open().await;
    let limits = AttachmentLimits { file_megabytes: 1, message_megabytes: 1, ticket_megabytes: 1 };
    desk.bench.reconfigure(|desk| desk.desk.attachments = limits).await;
    let id = desk.ticket("billing", "One").await;
    let half = vec![7_u8; 600_000];
    let first = desk.upload("mia", "1.bin", "a/b", &half).await;
    desk.change_once("mia", "k1", id, "replies", json!({"body": "Hello", "attachments": [first]})).await.expect(200);
    let second = desk.upload("mia", "2.bin", "a/b", &half).await;
    let before = desk.stored(id).await;
    for (what, more) in [
        ("replies", json!({})),
        ("notes", json!({})),
        ("forwards", json!({"to": {"email": "x@example.com"}, "replies": "internal"})),
    ] {
        let mut body = json!({"body": "Hello", "attachments": [second]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        desk.change_once("mia", "k2", id, what, body).await.expect_problem(413, "ticket_files_full");
    }
    assert_eq!(desk.stored(id).await, before);
    let kept = desk.bench.files.file(second["id"].as_str().unwrap().parse().unwrap()).await;
    assert!(kept.is_err(), "what is refused is not kept");
    let small = desk.upload("mia", "3.txt", "text/plain", b"small").await;
    desk.change_once("mia", "k3", id, "replies", json!({"body": "Hello", "attachments": [small]})).await.expect(200);
}

#[tokio::test]
async fn a_file_is_opened_through_its_own_ticket_alone() {
    let desk = Desk::open().await;
    let (one, other) = (desk.ticket("billing", "One").await, desk.ticket("billing", "Two").await);
    let image = desk.upload("mia", "screen.png", "image/png", PNG).await;
    let file = image["id"].as_str().unwrap();
    desk.get("mia", &format!("tickets/{one}/files/{file}")).await.expect_problem(404, "not_found");
    let body = json!({"body": "Here.", "attachments": [image]});
    desk.change_once("mia", "k", one, "replies", body).await.expect(200);
    desk.get("mia", &format!("tickets/{one}/files/{file}")).await.expect(200);
    for path in [
        format!("tickets/{other}/files/{file}"),
        format!("tickets/{one}/files/{one}"),
        format!("tickets/{one}/files/x"),
        format!("tickets/x/files/{file}"),
        format!("tickets/{file}/files/{file}"),
        format!("tickets/{one}/files/%ff"),
    ] {
        desk.get("mia", &path).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn what_a_scanner_found_harmful_is_not_given_out() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let image = desk.upload("mia", "screen.png", "image/png", PNG).await;
    desk.change_once("mia", "k", id, "replies", json!({"body": "Here.", "attachments": [image]})).await.expect(200);
    let path = format!("tickets/{id}/files/{}", image["id"].as_str().unwrap());
    for (verdict, blocked) in [("NO_THREATS_FOUND", false), ("THREATS_FOUND", true), ("UNSUPPORTED", false)] {
        desk.bench.scanned(image["id"].as_str().unwrap(), verdict).await;
        let answer = desk.get("mia", &path).await;
        if blocked {
            answer.expect_problem(409, "file_blocked");
        } else {
            answer.expect(200);
        }
    }
}

#[tokio::test]
async fn a_message_that_is_sent_again_needs_its_files_no_more() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let image = desk.upload("mia", "screen.png", "image/png", PNG).await;
    let body = json!({"version": desk.version(id).await, "body": "Here.", "attachments": [image]});
    desk.reply("mia", "k", id, &body).await.expect(200);
    // A day later the bucket has deleted what was sent; what was kept is there.
    desk.bench.expire_upload(image["id"].as_str().unwrap()).await;
    let again = desk.reply("mia", "k", id, &body).await.expect(200);
    assert_eq!(events(&again["timeline"]).iter().filter(|event| **event == "AgentReplied").count(), 1);
    let path = format!("tickets/{id}/files/{}", image["id"].as_str().unwrap());
    assert_eq!(open_file(&desk.get("mia", &path).await.expect(200)).await.2, PNG);
    let new = json!({"body": "Here again.", "attachments": [image]});
    desk.change_once("mia", "k2", id, "replies", new).await.expect_problem(422, "upload_missing");
}

#[tokio::test]
async fn a_reply_that_came_too_late_is_sent_with_its_files_on_top() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let image = desk.upload("mia", "screen.png", "image/png", PNG).await;
    let seen = desk.version(id).await;
    desk.change("sana", Method::PUT, id, "tags", json!({"tags": ["urgent"]})).await.expect(200);
    let body = json!({"version": seen, "body": "Here.", "attachments": [image]});
    desk.reply("mia", "k", id, &body).await.expect_problem(409, "stale_version");
    let detail = desk.change_once("mia", "k", id, "replies", json!({"body": "Here.", "attachments": [image]})).await;
    assert_eq!(last_message(&detail.expect(200))["attachments"][0]["id"], image["id"]);
}
