//! What a private link opens, and for how long.

use serde_json::json;

use crate::harness::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_own_ticket_and_no_other() {
    let desk = Desk::open().await;
    let anna = desk.open_ticket("d1", json!({})).await;
    let ben = desk.open_ticket("d2", json!({"email": "ben@example.com", "subject": "Another matter"})).await;
    assert_eq!(anna.ticket().await.expect(200)["subject"], "Where is my order?");
    assert_eq!(ben.ticket().await.expect(200)["subject"], "Another matter");
    for wrong in ["", "x", &anna.token[1..], &format!("{}x", anna.token), &"A".repeat(43)] {
        let stranger = desk.customer(anna.number, wrong);
        stranger.ticket().await.expect_problem(404, "link_invalid");
        stranger.reply("r", "Let me in").await.expect_problem(404, "link_invalid");
    }
    desk.settle().await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_expires_and_a_mail_renews_it() {
    let desk = Desk::open().await;
    let anna = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    desk.running.clock().advance(jiff::SignedDuration::from_hours(24 * 179)).unwrap();
    anna.ticket().await.expect(200);
    desk.running.clock().advance(jiff::SignedDuration::from_hours(48)).unwrap();
    anna.ticket().await.expect_problem(410, "link_expired");

    let mia = desk.agent("mia").await;
    mia.act(anna.number, "replies", json!({"body": "It was found."})).await.expect(200);
    desk.settle().await;
    anna.ticket().await.expect(200);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_is_dead_and_the_next_mail_carries_another() {
    let desk = Desk::open().await;
    let anna = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    let detail = mia.act(anna.number, "link/revoke", json!({})).await.expect(200);
    assert!(!detail.to_string().contains("seed"), "what links are derived from is never shown");
    anna.ticket().await.expect_problem(404, "link_invalid");

    mia.act(anna.number, "replies", json!({"body": "Here is a new link."})).await.expect(200);
    desk.settle().await;
    let mails = desk.mails_to("anna@example.com");
    let text = mails.last().unwrap().text.clone().unwrap();
    assert!(!text.contains(&anna.token));
    let token = text.split("/ticket/#").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    desk.customer(anna.number, &token).ticket().await.expect(200);
    desk.close().await;
}
