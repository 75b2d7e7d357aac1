//! Messages as they came by mail.

use bytes::Bytes;
use guichet_domain::{Actor, Attachment, Carried, Command, CustomerId, FileId, Participant, Received, TicketId};
use guichet_store::{Deed, Extras};
use guichet_tests::open_file;
use serde_json::json;

use crate::door::{Desk, Expect};

const RAW: &str = "inbound/anna-1";

const MESSAGE: &str = "X-Secret-Header: not shown\r\n\
From: Anna Keller <anna@example.com>\r\n\
To: support@guichet.example\r\n\
Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n\
Subject: =?utf-8?q?D=C3=A9j=C3=A0_vu?=\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/related; boundary=B\r\n\r\n\
--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
<p onclick=\"alert(1)\">Look:</p><img src=\"cid:logo@here\"><img src=\"https://tracker.example/1.gif\">\
<script>alert(2)</script><blockquote>You wrote</blockquote>\r\n\
--B\r\nContent-Type: image/png\r\nContent-ID: <logo@here>\r\nContent-Disposition: inline; filename=logo.png\r\n\r\n\
image\r\n--B--\r\n";

/// A message of Anna's that came by mail, with an image that it shows. Says its place in the log.
async fn received(desk: &Desk, id: TicketId, author: Option<&str>) -> u64 {
    let bench = &desk.bench;
    let image = FileId::in_mail(RAW, 0);
    bench.files.put_file(image, Bytes::from_static(b"image"), "image/png").await.unwrap();
    let author = author.map(|email| Participant { email: email.parse().unwrap(), name: None });
    let carried = Carried {
        attachments: vec![Attachment {
            id: image,
            name: "logo.png".parse().unwrap(),
            media_type: "image/png".parse().unwrap(),
            size: 5,
            content_id: Some("logo@here".to_owned()),
            inline: true,
        }],
        zone: None,
        mail: Some(Received { raw: RAW.to_owned(), message_id: None, folded: true, unproved: false, automatic: false }),
        author,
    };
    let actor = carried.author.as_ref().map_or("anna@example.com".parse().unwrap(), |author| author.email.clone());
    let rulebook = bench.store.rulebook().await.unwrap();
    let by = Deed { now: bench.now(), actor: Actor::Customer { id: CustomerId::of(&actor) }, desk: &rulebook };
    let body = "Look:".parse().unwrap();
    let command = Command::CustomerReply { body, carried, participants: Vec::new() };
    let change = bench.store.update(id, &by, |_| command.clone(), Extras::default()).await.unwrap();
    change.events[0].seq
}

#[tokio::test]
async fn a_message_is_read_again_and_made_harmless() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    desk.bench.put_mail(RAW, MESSAGE).await;
    let seq = received(&desk, id, None).await;
    let original = desk.get("auditor", &format!("tickets/{id}/messages/{seq}/original")).await.expect(200);
    let html = original["html"].as_str().unwrap();
    assert!(html.contains("Look:") && html.contains("You wrote"), "{html}");
    assert!(!html.contains("script") && !html.contains("alert") && !html.contains("tracker"), "{html}");
    assert_eq!(original["blocked_images"], 1);
    let link = html.split("src=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert_eq!(open_file(&json!({"url": link})).await.2, b"image");
    assert!(original["text"].as_str().unwrap().contains("You wrote"));
    assert_eq!(
        original["headers"],
        json!([
            ["From", "Anna Keller <anna@example.com>"],
            ["To", "support@guichet.example"],
            ["Date", "Mon, 2 Mar 2026 10:00:00 +0100"],
            ["Subject", "Déjà vu"],
        ])
    );
    let path = format!("tickets/{id}/messages/{seq}/original?images=true");
    let all = desk.get("mia", &path).await.expect(200);
    assert_eq!(all["blocked_images"], 0);
    assert!(all["html"].as_str().unwrap().contains("https://tracker.example/1.gif"));

    desk.bench.scanned(&FileId::in_mail(RAW, 0).to_string(), "THREATS_FOUND").await;
    let original = desk.get("mia", &format!("tickets/{id}/messages/{seq}/original")).await.expect(200);
    assert!(!original["html"].as_str().unwrap().contains("src="), "an image that was found harmful is left out");
}

#[tokio::test]
async fn the_source_is_for_administrators() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    desk.bench.put_mail(RAW, MESSAGE).await;
    let seq = received(&desk, id, None).await;
    let path = format!("tickets/{id}/messages/{seq}/source");
    for who in ["sana", "mia", "light_agent", "reporter", "auditor"] {
        desk.get(who, &path).await.expect_problem(403, "role_not_allowed");
    }
    let (how, media_type, content) = open_file(&desk.get("admin", &path).await.expect(200)).await;
    assert!(how.starts_with("attachment; filename=\"message.eml\""), "{how}");
    assert_eq!((media_type.as_str(), content.as_slice()), ("text/plain", MESSAGE.as_bytes()));
}

#[tokio::test]
async fn messages_that_have_no_original() {
    let desk = Desk::open().await;
    let (id, other) = (desk.ticket("billing", "One").await, desk.ticket("billing", "Two").await);
    let seq = received(&desk, id, None).await;
    // Of the first, the bucket does not hold the mail any more.
    for path in [
        format!("tickets/{id}/messages/{seq}"),
        format!("tickets/{id}/messages/1"),
        format!("tickets/{id}/messages/999"),
        format!("tickets/{id}/messages/x"),
        format!("tickets/{other}/messages/{seq}"),
        format!("tickets/x/messages/{seq}"),
    ] {
        for what in ["original", "source"] {
            desk.get("owner", &format!("{path}/{what}")).await.expect_problem(404, "not_found");
        }
    }
    let path = format!("tickets/{id}/messages/{seq}/original?images=some");
    desk.get("mia", &path).await.expect_problem(400, "validation_failed");
}

#[tokio::test]
async fn who_writes_on_the_ticket_of_somebody_else_is_named() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let seq = received(&desk, id, Some("bea@example.com")).await;
    let detail = desk.detail("mia", id).await;
    let entry = detail["timeline"].as_array().unwrap().iter().find(|entry| entry["seq"] == seq).unwrap();
    assert_eq!((&entry["actor"]["kind"], &entry["actor"]["name"]), (&json!("customer"), &json!("bea@example.com")));
}
