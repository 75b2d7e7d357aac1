//! What agents do.

use axum::http::Method;
use guichet_domain::TicketId;
use serde_json::{Value, json};

use crate::door::{Desk, Expect, events};

/// What one write added to the timeline, after which the ticket reads as answered.
async fn added(desk: &Desk, who: &str, method: Method, id: TicketId, what: &str, body: Value) -> (Value, Vec<String>) {
    let seen = desk.version(id).await;
    let detail = desk.change(who, method, id, what, body).await.expect(200);
    assert_eq!(detail, desk.detail(who, id).await, "a write answers with the ticket as it then is");
    let names = detail["timeline"].as_array().unwrap().iter().filter(|entry| entry["seq"].as_u64().unwrap() > seen);
    let names = names.map(|entry| entry["event"]["type"].as_str().unwrap().to_owned()).collect();
    (detail, names)
}

#[tokio::test]
async fn a_reply_waits_for_the_customer_unless_it_says_otherwise() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let body = json!({"version": desk.version(id).await, "body": "  Which\r\ninvoice? "});
    let detail = desk.reply("mia", "1", id, &body).await.expect(200);
    assert_eq!(detail["ticket"]["state"], "waiting_customer");
    assert_eq!(detail["timeline"][4]["event"], json!({"type": "AgentReplied", "body": "Which\ninvoice?"}));
    assert!(detail["ticket"]["first_response_at"].is_string());
    let body = json!({"version": desk.version(id).await, "body": "Paid.", "state": "resolved"});
    let detail = desk.reply("mia", "2", id, &body).await.expect(200);
    assert_eq!((&detail["ticket"]["state"], &detail["ticket"]["resolution"]), (&json!("resolved"), &json!("solved")));
    let body = json!({"version": desk.version(id).await, "body": "By the way.", "state": null});
    let detail = desk.reply("mia", "3", id, &body).await.expect(200);
    assert_eq!(detail["ticket"]["state"], "resolved", "a word after the end does not open the ticket again");
}

#[tokio::test]
async fn a_note_changes_nothing_else() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let (detail, names) = added(&desk, "light_agent", Method::POST, id, "notes", json!({"body": "VIP"})).await;
    assert_eq!(names, ["NoteAdded"]);
    assert_eq!(detail["ticket"]["state"], "new");
}

#[tokio::test]
async fn claimed_given_and_put_back() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let (detail, names) = added(&desk, "mia", Method::POST, id, "claim", json!({})).await;
    assert_eq!((names.as_slice(), &detail["ticket"]["assignee"]), (&["TicketAssigned".to_owned()][..], &json!("mia")));
    assert_eq!(detail["timeline"][4]["event"]["reason"], json!({"kind": "claimed"}));
    let (_, names) = added(&desk, "mia", Method::POST, id, "claim", json!({})).await;
    assert!(names.is_empty(), "it is mine already");
    let (detail, _) = added(&desk, "sana", Method::POST, id, "assign", json!({"agent": "tom"})).await;
    let event = json!({"type": "TicketAssigned", "agent": "tom", "previous": "mia", "reason": {"kind": "manual"}});
    assert_eq!(detail["timeline"][5]["event"], event);
    let load = |who: &'static str| {
        let desk = &desk;
        async move { desk.get(who, "me").await.expect(200)["open_load"].clone() }
    };
    assert_eq!((load("mia").await, load("tom").await), (json!(0), json!(1)));
    let (detail, names) = added(&desk, "tom", Method::POST, id, "unassign", json!({})).await;
    assert_eq!(names, ["TicketUnassigned"]);
    assert!(detail["ticket"].get("assignee").is_none());
    assert_eq!(load("tom").await, json!(0));
}

#[tokio::test]
async fn a_person_may_fill_an_agent_beyond_capacity() {
    let desk = Desk::open().await;
    let mut full = desk.bench.agent("mia").await;
    full.capacity = 0;
    desk.bench.hire(&full).await;
    let id = desk.ticket("billing", "One").await;
    desk.change("sana", Method::POST, id, "assign", json!({"agent": "mia"})).await.expect(200);
    let id = desk.ticket("billing", "Two").await;
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect(200);
    assert_eq!(desk.get("mia", "me").await.expect(200)["open_load"], 2);
}

#[tokio::test]
async fn states() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let until = "2030-01-01T08:00:00Z";
    let (detail, _) =
        added(&desk, "mia", Method::PUT, id, "state", json!({"state": "scheduled", "until": until})).await;
    assert_eq!(detail["ticket"]["scheduled_until"], until);
    let (detail, _) =
        added(&desk, "mia", Method::PUT, id, "state", json!({"state": "resolved", "resolution": "workaround"})).await;
    assert_eq!(detail["ticket"]["resolution"], "workaround");
    assert!(detail["ticket"]["resolved_at"].is_string() && detail["ticket"].get("scheduled_until").is_none());
    assert!(detail["ticket"]["closes_at"].is_string());
    let (detail, names) = added(&desk, "mia", Method::PUT, id, "state", json!({"state": "open"})).await;
    assert_eq!(names[0], "StateChanged");
    assert!(detail["ticket"].get("resolution").is_none());
    let (_, names) = added(&desk, "mia", Method::PUT, id, "state", json!({"state": "open"})).await;
    assert!(names.is_empty(), "it is open already");
}

#[tokio::test]
async fn properties() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let put = Method::PUT;
    let (detail, _) = added(&desk, "mia", put.clone(), id, "priority", json!({"priority": "low"})).await;
    assert_eq!(detail["ticket"]["priority"], "low");
    let levels = json!({"urgency": "high", "impact": "high"});
    let (detail, names) = added(&desk, "mia", put.clone(), id, "priority", levels).await;
    assert_eq!(names, ["PriorityChanged", "ClockRetargeted", "ClockRetargeted"]);
    let ticket = &detail["ticket"];
    assert_eq!((&ticket["priority"], &ticket["urgency"]), (&json!("critical"), &json!("high")));
    let (detail, _) = added(&desk, "mia", put.clone(), id, "type", json!({"type": "incident"})).await;
    assert_eq!(detail["ticket"]["type"], "incident");
    let (detail, _) = added(&desk, "mia", put.clone(), id, "tags", json!({"tags": ["VIP", "refund", "vip"]})).await;
    assert_eq!(detail["ticket"]["tags"], json!(["refund", "vip"]));
    let (detail, names) = added(&desk, "mia", put.clone(), id, "tags", json!({"tags": []})).await;
    assert_eq!((names.as_slice(), &detail["ticket"]["tags"]), (&["TagsChanged".to_owned()][..], &json!([])));
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect(200);
    let (detail, names) = added(&desk, "mia", put, id, "team", json!({"team": "network"})).await;
    assert_eq!(names, ["TeamChanged", "TicketUnassigned"]);
    assert_eq!(detail["ticket"]["team"], "network");
}

#[tokio::test]
async fn set_aside_and_brought_back() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let (detail, names) = added(&desk, "mia", Method::POST, id, "spam", json!({})).await;
    assert_eq!((names[0].as_str(), &detail["ticket"]["state"]), ("StateChanged", &json!("spam")));
    let (detail, _) = added(&desk, "mia", Method::POST, id, "restore", json!({})).await;
    assert_eq!(detail["ticket"]["state"], "open");
}

#[tokio::test]
async fn a_revoked_link_is_another_one_and_neither_is_shown() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let before = desk.stored(id).await.link_seed.unwrap();
    let answer = desk.change("mia", Method::POST, id, "link/revoke", json!({})).await;
    let after = desk.stored(id).await.link_seed.unwrap();
    assert_ne!(before, after);
    let detail = answer.expect(200);
    assert!(!detail.to_string().contains(&after.0));
    assert_eq!(events(&detail["timeline"]).last(), Some(&"LinkRevoked"));
    let stale =
        desk.write("mia", Method::POST, &format!("tickets/{id}/notes"), &json!({"version": 1, "body": "x"})).await;
    assert!(!stale.expect_problem(409, "stale_version").to_string().contains(&after.0));
}
