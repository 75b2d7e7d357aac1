//! Mail that looks like spam waits for a person, who lets it in or blocks who wrote it.

use guichet_domain::Mailbox;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::harness::{AgentAtWork, Desk};

const SUPPORT: &str = "support@guichet.example";

async fn deliver(desk: &Desk, from: &str, id: &str, looks_like: &str) -> String {
    let message = format!(
        "From: Bob <{from}>\r\nTo: {SUPPORT}\r\nSubject: My order\r\nMessage-ID: <{id}@shop.example>\r\n{looks_like}\r\n\
         Where is it?\r\n"
    );
    let id = desk.running.deliver_mail(from, &[SUPPORT], message.as_bytes()).await.unwrap();
    desk.settle().await;
    format!("inbound/{id}")
}

const SPAM: &str = "X-Guichet-Local-Verdicts: spam=FAIL\r\n";

async fn open() -> Desk {
    let desk = Desk::open().await;
    let mailbox = Mailbox::new("support".parse().unwrap(), SUPPORT.parse().unwrap(), "support".parse().unwrap());
    let set_up = |desk: &mut guichet_domain::Configuration| desk.mailboxes = vec![mailbox.clone()];
    desk.running.store().reconfigure(Timestamp::UNIX_EPOCH, set_up).await.unwrap();
    desk
}

async fn held(agent: &AgentAtWork<'_>) -> Vec<Value> {
    agent.get("/mail/held").await.expect(200)["messages"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_07_spam_waits_until_somebody_lets_it_in() {
    let desk = open().await;
    let (mia, sana) = (desk.agent("mia").await, desk.agent("sana").await);
    let raw = deliver(&desk, "bob@shop.example", "1", SPAM).await;
    let waiting = held(&mia).await;
    assert_eq!((&waiting[0]["raw"], &waiting[0]["because"]), (&json!(raw), &json!(["spam"])));
    assert_eq!((&waiting[0]["mailbox"], &waiting[0]["beginning"]), (&json!("support"), &json!("Where is it?")));
    assert!(mia.list("all_open").await.is_empty(), "it is no ticket");

    mia.post("/mail/held/release", json!({"raw": raw})).await.expect(204);
    desk.settle().await;
    assert!(held(&mia).await.is_empty());
    let numbers = mia.list("all_open").await;
    assert_eq!(numbers.len(), 1);
    let ticket = sana.ticket(numbers[0]).await;
    assert_eq!(
        (&ticket["customer"]["email"], &ticket["ticket"]["mailbox"]),
        (&json!("bob@shop.example"), &json!("support"))
    );
    assert_eq!(ticket["timeline"][0]["event"]["mail"]["raw"], json!(raw));
    let path = format!("/tickets/{}/messages/1/original", ticket["ticket"]["id"].as_str().unwrap());
    let original = mia.get(&path).await.expect(200);
    assert_eq!((original["text"].as_str().unwrap().trim(), original.get("html")), ("Where is it?", None));
    assert_eq!(original["headers"][0], json!(["From", "Bob <bob@shop.example>"]));
    mia.post("/mail/held/release", json!({"raw": raw})).await.expect_problem(404, "held_missing");

    // Trusted from now on, whatever it looks like.
    deliver(&desk, "bob@shop.example", "2", SPAM).await;
    assert_eq!((held(&mia).await.len(), mia.list("all_open").await.len()), (0, 2));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_07_who_is_blocked_is_not_let_in() {
    let desk = open().await;
    let mia = desk.agent("mia").await;
    let raw = deliver(&desk, "eve@shop.example", "1", SPAM).await;
    mia.post("/mail/held/block", json!({"raw": raw})).await.expect(204);
    assert!(held(&mia).await.is_empty());
    deliver(&desk, "eve@shop.example", "2", "").await;
    let waiting = held(&mia).await;
    assert_eq!((waiting.len(), &waiting[0]["because"]), (1, &json!(["blocked_sender"])));
    mia.post("/mail/held/delete", json!({"raw": waiting[0]["raw"]})).await.expect(204);
    assert!(held(&mia).await.is_empty());

    mia.put("/mail/addresses", json!({"address": "eve@shop.example", "blocked": false})).await.expect(200);
    deliver(&desk, "eve@shop.example", "3", "").await;
    assert_eq!((held(&mia).await.len(), mia.list("all_open").await.len()), (0, 1));
    desk.close().await;
}
