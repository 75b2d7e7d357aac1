//! A customer asks, an agent answers, the customer answers back by the link in the mail.

use serde_json::json;

use crate::harness::{Desk, history};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_form_to_the_last_word() {
    let desk = Desk::open().await;
    let anna = desk.open_ticket("draft-1", json!({})).await;
    desk.settle().await;

    // It was acknowledged, with the link.
    let mails = desk.mails_to("anna@example.com");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, format!("[#{}] Where is my order?", anna.number));
    assert!(mails[0].text.as_ref().unwrap().contains(&anna.url));
    assert!(mails[0].header("Auto-Submitted").is_some_and(|value| value != "no"));
    let thread = mails[0].header("References").unwrap().to_owned();

    // It was given to somebody, who was told.
    let mia = desk.agent("mia").await;
    let detail = mia.ticket(anna.number).await;
    let assignee = detail["ticket"]["assignee"].as_str().unwrap().to_owned();
    assert_eq!(desk.mails_to(&format!("{assignee}@desk.example")).len(), 1);
    assert_eq!(history(&detail)[0], "TicketOpened");

    // The answer reaches the customer on the same thread, and the ticket waits for them.
    let agent = desk.agent(&assignee).await;
    agent.act(anna.number, "notes", json!({"body": "The carrier lost it, I think."})).await.expect(200);
    let detail =
        agent.act(anna.number, "replies", json!({"body": "It is on its way, I have checked."})).await.expect(200);
    assert_eq!(detail["ticket"]["state"], "waiting_customer");
    desk.settle().await;
    let mails = desk.mails_to("anna@example.com");
    assert_eq!(mails.len(), 2);
    let answer = &mails[1];
    assert!(answer.text.as_ref().unwrap().contains("It is on its way"));
    assert!(answer.html.as_ref().unwrap().contains("It is on its way"));
    assert!(answer.text.as_ref().unwrap().contains(&anna.url), "the link works from every mail");
    assert!(answer.header("References").unwrap().contains(&thread));
    assert_eq!(answer.header("Auto-Submitted"), None);

    // The customer sees the answer and not the note, and answers back.
    let seen = anna.ticket().await.expect(200);
    let bodies: Vec<&str> = seen["messages"].as_array().unwrap().iter().map(|m| m["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, ["I ordered two weeks ago.\nNothing has come yet.", "It is on its way, I have checked."]);
    anna.reply("reply-1", "Thank you, it has come!").await.expect(201);
    let detail = agent.ticket(anna.number).await;
    assert_eq!(detail["ticket"]["state"], "open");

    // Resolved, and reopened when it was not the end of it.
    anna.post("resolve", json!({})).await.expect(200);
    assert_eq!(agent.ticket(anna.number).await["ticket"]["state"], "resolved");
    desk.settle().await;
    assert_eq!(agent.list("recently_resolved").await, [anna.number]);
    assert!(agent.list("my_open").await.is_empty());
    anna.post("reopen", json!({"message": "One of the two is missing."})).await.expect(200);
    desk.settle().await;
    assert_eq!(agent.list("my_open").await, [anna.number]);
    let seen = anna.ticket().await.expect(200);
    assert_eq!(seen["state"], "open");
    assert_eq!(seen["messages"].as_array().unwrap().len(), 4);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_written_to_in_their_language() {
    let desk = Desk::open().await;
    let fields =
        json!({"locale": "fr", "email": "luc@example.fr", "name": "Luc Martin", "subject": "Où est ma commande ?"});
    let luc = desk.open_ticket("draft-fr", fields).await;
    desk.settle().await;
    let mails = desk.mails_to("luc@example.fr");
    assert_eq!(mails[0].subject, format!("[#{}] Où est ma commande ?", luc.number));
    let text = mails[0].text.as_ref().unwrap();
    assert!(text.contains("Bonjour"), "{text}");
    assert!(!text.contains("Hello"), "{text}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_views_count_what_they_list() {
    let desk = Desk::open().await;
    for n in 0..4 {
        desk.open_ticket(&format!("draft-{n}"), json!({"email": format!("c{n}@example.com")})).await;
    }
    let technical = desk.open_ticket("draft-t", json!({"topic": "app", "email": "t@example.com"})).await;
    let mia = desk.agent("mia").await;
    desk.settle().await;
    assert_eq!(mia.list("all_open").await.len(), 5);
    assert_eq!(mia.count("all_open").await, 5);
    assert_eq!(mia.count("unassigned").await, 0);
    let mine = mia.list("my_open").await;
    assert_eq!(mia.count("my_open").await, mine.len() as i64);

    mia.act(mine[0], "state", json!({"state": "resolved", "resolution": "workaround"})).await.expect(200);
    desk.agent("jonas").await.act(technical.number, "spam", json!({})).await.expect(200);
    desk.settle().await;
    assert_eq!(mia.list("all_open").await.len(), 3);
    assert_eq!(mia.count("all_open").await, 3);
    assert_eq!(mia.count("my_open").await, mine.len() as i64 - 1);
    let detail = mia.ticket(mine[0]).await;
    assert_eq!(detail["ticket"]["resolution"], "workaround");
    desk.close().await;
}
