//! Files of customers, and those that were sent to them.

use axum::http::Method;
use bytes::Bytes;
use guichet_domain::{
    Actor, Attachment, AttachmentLimits, Carried, Command, CustomerId, FileId, Participant, State, Ticket, TicketId,
    Visibility,
};
use guichet_store::{Deed, Extras};
use guichet_tests::{open_file, send_file};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::door::{Door, Expect};

const PDF: &[u8] = b"%PDF-1.7\nan invoice";

/// A file that is kept, as a message carries it.
async fn kept(door: &Door, number: u128, name: &str) -> Attachment {
    let id = FileId(Uuid::from_u128(number));
    door.bench.files.put_file(id, Bytes::from_static(PDF), "application/pdf").await.unwrap();
    let (name, media_type) = (name.parse().unwrap(), "application/pdf".parse().unwrap());
    Attachment { id, name, media_type, size: PDF.len() as u64, content_id: None, inline: false }
}

/// Somebody outside the desk does something to a ticket.
async fn from_outside(door: &Door, ticket: TicketId, email: &str, command: Command) -> Ticket {
    let desk = door.bench.store.rulebook().await.unwrap();
    let actor = Actor::Customer { id: CustomerId::of(&email.parse().unwrap()) };
    let by = Deed { now: door.bench.now(), actor, desk: &desk };
    door.bench.store.update(ticket, &by, |_| command.clone(), Extras::default()).await.unwrap().after
}

fn missing(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_new_ticket_takes_files_that_its_link_opens() {
    let door = Door::open().await;
    let file = door.upload("March.pdf", "application/octet-stream", PDF).await;
    let (_, token) = door.ticket("key-1", json!({"attachments": [file]})).await;
    let ticket = door.read(&token).await.expect(200);
    let shown = json!({"id": file["id"], "name": "March.pdf", "media_type": "application/pdf", "size": PDF.len()});
    assert_eq!(ticket["messages"][0]["attachments"], json!([shown]));
    let link = door.file(&token, file["id"].as_str().unwrap()).await.expect(200);
    assert!(link["expires_at"].is_string());
    let (how, media_type, content) = open_file(&link).await;
    assert!(how.starts_with("attachment; filename=\"March.pdf\""), "{how}");
    assert_eq!((media_type.as_str(), content.as_slice()), ("application/pdf", PDF));

    let shown = door.file(&token, &format!("{}?inline=true", file["id"].as_str().unwrap())).await.expect(200);
    assert!(open_file(&shown).await.0.starts_with("inline; "));
    let malformed = format!("{}?inline=1", file["id"].as_str().unwrap());
    door.file(&token, &malformed).await.expect_problem(400, "validation_failed");

    door.bench.scanned(file["id"].as_str().unwrap(), "THREATS_FOUND").await;
    door.file(&token, file["id"].as_str().unwrap()).await.expect_problem(409, "file_blocked");
}

#[tokio::test]
async fn a_file_that_was_not_sent_uses_up_no_proof() {
    let door = Door::open().await;
    let place = door.offer("March.pdf", PDF.len(), "application/pdf").await.expect(201);
    let file = json!({"id": place["id"], "name": "March.pdf"});
    let form = door.form(json!({"attachments": [file]})).await;
    let problem = door.post("key-1", &form).await.expect_problem(422, "upload_missing");
    assert_eq!(missing(&problem), ["attachments[0]"]);
    assert_eq!(send_file(&place, PDF).await, 200);
    door.post("key-1", &form).await.expect(201);
    // Sent again after the bucket has deleted what was sent, it is answered as the first time.
    door.bench.expire_upload(place["id"].as_str().unwrap()).await;
    door.post("key-1", &form).await.expect(201);
}

#[tokio::test]
async fn places_that_are_not_offered_and_files_that_can_not_be_named() {
    let door = Door::open().await;
    door.offer("March.pdf", 15_000_001, "application/pdf").await.expect_problem(413, "file_too_large");
    let problem = door.offer("../March.pdf", 1, "pdf").await.expect_problem(400, "validation_failed");
    assert_eq!(missing(&problem), ["name", "media_type"]);
    door.call(Method::POST, "/api/v1/uploads").empty().await.expect_problem(415, "not_json");
    for (files, status, code) in [
        (json!([{"id": "x", "name": "a"}]), 400, "validation_failed"),
        (json!([{"id": Uuid::nil(), "name": "a/b"}]), 400, "validation_failed"),
        (json!([{"id": Uuid::nil(), "name": "a"}]), 422, "upload_missing"),
        (json!(vec![json!({"id": Uuid::nil(), "name": "a"}); 51]), 422, "too_many_attachments"),
    ] {
        door.post("key-1", &door.form(json!({"attachments": files})).await).await.expect_problem(status, code);
    }
    let (_, token) = door.ticket("key-1", json!({})).await;
    let unknown = [json!({"id": Uuid::nil(), "name": "a"})];
    door.reply_with(&token, "key-2", "Here.", &unknown).await.expect_problem(422, "upload_missing");

    let half = vec![7_u8; 600_000];
    let halves = [door.upload("1.bin", "a/b", &half).await, door.upload("2.bin", "a/b", &half).await];
    let lower = AttachmentLimits { file_megabytes: 1, message_megabytes: 1, ticket_megabytes: 1 };
    door.bench.reconfigure(|desk| desk.desk.attachments = lower).await;
    door.reply_with(&token, "key-3", "Here.", &halves).await.expect_problem(413, "attachments_too_large");
    door.reply_with(&token, "key-3", "Here.", &halves[..1]).await.expect(201);
    door.reply_with(&token, "key-4", "And there.", &halves[1..]).await.expect_problem(413, "ticket_files_full");
    let form = door.get("/api/v1/forms/default").await.expect(200);
    assert_eq!(form["attachments"], json!({"file_bytes": 1_000_000, "message_bytes": 1_000_000}));
}

#[tokio::test]
async fn an_address_is_offered_so_many_places_and_then_waits() {
    let door = Door::with(&[("RATE_OF_UPLOADS", "2")]).await;
    for _ in 0..2 {
        door.offer("March.pdf", 9, "application/pdf").await.expect(201);
    }
    let refused = door.offer("March.pdf", 9, "application/pdf").await;
    assert_eq!(refused.headers["retry-after"], "600");
    refused.expect_problem(429, "rate_limited");
    let new = json!({"name": "March.pdf", "size": 9, "media_type": "application/pdf"});
    door.call(Method::POST, "/api/v1/uploads").from("192.0.2.2").json(&new).await.expect(201);
    door.bench.advance(SignedDuration::from_mins(10));
    door.offer("March.pdf", 9, "application/pdf").await.expect(201);
}

#[tokio::test]
async fn an_answer_takes_files_once_also_where_it_goes_on_in_another_ticket() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let file = door.upload("March.pdf", "application/pdf", PDF).await;
    let first = door.reply_with(&token, "key-2", "Here.", std::slice::from_ref(&file)).await.expect(201);
    assert_eq!(first["messages"][1]["attachments"][0]["id"], file["id"]);
    door.bench.expire_upload(file["id"].as_str().unwrap()).await;
    let again = door.reply_with(&token, "key-2", "Here.", std::slice::from_ref(&file)).await.expect(201);
    assert_eq!(again["messages"].as_array().unwrap().len(), 2);

    let ticket = door.bench.ticket_by_number(number).await;
    let close = Command::ChangeState { to: State::Closed, resolution: None, until: None };
    door.bench.act("mia", ticket.id, close).await;
    let file = door.upload("April.pdf", "application/pdf", PDF).await;
    let followed = door.reply_with(&token, "key-3", "Again.", std::slice::from_ref(&file)).await.expect(201);
    let new = followed["follow_up"]["token"].as_str().unwrap();
    assert_eq!(door.read(new).await.expect(200)["messages"][0]["attachments"][0]["name"], "April.pdf");
    door.file(new, file["id"].as_str().unwrap()).await.expect(200);
    door.file(&token, file["id"].as_str().unwrap()).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn only_what_was_said_to_a_customer_is_opened_by_their_link() {
    let door = Door::open().await;
    let (number, token) = door.ticket("key-1", json!({})).await;
    let id = door.bench.ticket_by_number(number).await.id;
    let [answer, note, forward, robot] = [
        kept(&door, 1, "answer.pdf").await,
        kept(&door, 2, "note.pdf").await,
        kept(&door, 3, "forward.pdf").await,
        kept(&door, 4, "robot.pdf").await,
    ];
    let body = |text: &str| text.parse().unwrap();
    let carried = |file: &Attachment| Carried::files(vec![file.clone()]);
    door.bench.act("mia", id, Command::AgentReply { body: body("Here."), carried: carried(&answer), then: None }).await;
    door.bench.act("mia", id, Command::AddNote { body: body("Between us."), carried: carried(&note) }).await;
    let forwarded = Command::Forward {
        to: Participant { email: "expert@example.com".parse().unwrap(), name: None },
        body: body("What do you say?"),
        attachments: vec![forward.clone()],
        replies: Visibility::Internal,
    };
    door.bench.act("mia", id, forwarded).await;
    let automatic = Command::KeepAutomaticMail { body: body("I am away."), carried: carried(&robot) };
    from_outside(&door, id, "anna@example.com", automatic).await;
    let bea = |name: Option<&str>| Carried {
        author: Some(Participant {
            email: "bea@example.com".parse().unwrap(),
            name: name.map(|name| name.parse().unwrap()),
        }),
        ..Carried::default()
    };
    for name in [Some("Bea"), None] {
        let reply = Command::CustomerReply { body: body("I agree."), carried: bea(name), participants: Vec::new() };
        from_outside(&door, id, "bea@example.com", reply).await;
    }

    let shown = door.read(&token).await.expect(200);
    let names: Vec<&str> =
        shown["messages"].as_array().unwrap().iter().map(|message| message["author_name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Anna Keller", "Mia Sommer", "Bea", "bea@example.com"]);
    let text = shown.to_string();
    assert!(!text.contains("note.pdf") && !text.contains("forward.pdf") && !text.contains("robot.pdf"));
    door.file(&token, &answer.id.to_string()).await.expect(200);
    for hidden in [note, forward, robot] {
        door.file(&token, &hidden.id.to_string()).await.expect_problem(404, "not_found");
    }
    let (_, other) = door.ticket("key-2", json!({})).await;
    door.file(&other, &answer.id.to_string()).await.expect_problem(404, "not_found");
    door.file("wrong", &answer.id.to_string()).await.expect_problem(404, "link_invalid");
    for name in ["x", "%ff", ".."] {
        door.file(&token, name).await.expect_problem(404, "not_found");
    }
}
