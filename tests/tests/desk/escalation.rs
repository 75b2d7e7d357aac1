//! Other tiers, reminders, and the service levels that a ticket goes by.

use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use crate::door::{Desk, Expect, events};

#[tokio::test]
async fn up_with_a_note_and_back_down() {
    let desk = Desk::open().await;
    desk.bench.reconfigure(|desk| desk.teams[0].escalates_to = Some("network".parse().unwrap())).await;
    let id = desk.ticket("billing", "One").await;
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect(200);
    desk.change("mia", Method::POST, id, "escalate", json!({"note": " "}))
        .await
        .expect_problem(400, "validation_failed");
    let up =
        desk.change("mia", Method::POST, id, "escalate", json!({"note": "The router is at fault."})).await.expect(200);
    assert_eq!(up["ticket"]["team"], "network");
    assert!(up["ticket"].get("assignee").is_none(), "who had it answers for another tier");
    let names = events(&up["timeline"]);
    assert_eq!(names[names.len() - 3..], ["NoteAdded", "TierEscalated", "TicketUnassigned"]);
    let moved =
        up["timeline"].as_array().unwrap().iter().find(|entry| entry["event"]["type"] == "TierEscalated").unwrap();
    let told = json!({"type": "TierEscalated", "from": "billing", "to": "network", "from_tier": 1, "to_tier": 2});
    assert_eq!(moved["event"], told);

    let nowhere = desk.change("tom", Method::POST, id, "escalate", json!({"note": "Up."})).await;
    nowhere.expect_problem(422, "validation_failed");
    let same = desk.change("tom", Method::POST, id, "escalate", json!({"team": "network", "note": "To us."})).await;
    same.expect_problem(409, "same_tier");
    let down = desk.change("tom", Method::POST, id, "escalate", json!({"team": "billing", "note": "Paid."})).await;
    assert_eq!(down.expect(200)["ticket"]["team"], "billing");
}

#[tokio::test]
async fn a_reminder_is_set_moved_and_cleared() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let at = "2030-01-01T08:00:00Z";
    let set = desk.change("mia", Method::PUT, id, "reminder", json!({"at": at})).await.expect(200);
    assert_eq!(set["ticket"]["reminder"], json!({"agent": "mia", "at": at}));
    let past = desk.change("mia", Method::PUT, id, "reminder", json!({"at": "2020-01-01T08:00:00Z"})).await;
    past.expect_problem(422, "schedule_not_in_future");
    let cleared = desk.change("mia", Method::PUT, id, "reminder", json!({"at": null})).await.expect(200);
    assert!(cleared["ticket"].get("reminder").is_none());
}

#[tokio::test]
async fn rule_05_a_ticket_keeps_the_policy_that_it_was_given() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let given = desk.detail("mia", id).await["ticket"].clone();
    desk.bench
        .reconfigure(|desk| {
            let targets = desk.policies[0].targets.values_mut().flat_map(|targets| targets.values_mut());
            targets.for_each(|target| *target = "1h calendar".parse().unwrap());
        })
        .await;
    desk.bench.advance(SignedDuration::from_mins(30));
    let kept = desk.detail("mia", id).await["ticket"].clone();
    assert_eq!(kept["service_level"], given["service_level"]);
    assert_eq!(kept["clocks"][0]["due_at"], given["clocks"][0]["due_at"]);
    let applied = desk.change("mia", Method::POST, id, "policy", json!({})).await.expect(200);
    assert_eq!(events(&applied["timeline"]).iter().filter(|name| **name == "ClockRetargeted").count(), 2);
    let clock = &applied["ticket"]["clocks"][0];
    assert_eq!(
        (&clock["target_seconds"], &clock["remaining_seconds"]),
        (&json!(3600), &json!(1800)),
        "what was spent is kept"
    );
}
