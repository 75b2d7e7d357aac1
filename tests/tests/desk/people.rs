//! Being there, and not.

use axum::http::Method;
use serde_json::json;

use crate::door::{Desk, Expect, events};

#[tokio::test]
async fn who_goes_away_hands_back_what_their_team_wants() {
    let desk = Desk::open().await;
    desk.bench
        .reconfigure(|desk| desk.teams[0].hand_back_when_away = serde_json::from_value(json!("new_only")).unwrap())
        .await;
    let (new, answered) = (desk.ticket("billing", "One").await, desk.ticket("billing", "Two").await);
    let elsewhere = desk.ticket("network", "Three").await;
    for (who, id) in [("mia", new), ("mia", answered), ("tom", elsewhere)] {
        desk.change(who, Method::POST, id, "claim", json!({})).await.expect(200);
    }
    let body = json!({"version": desk.version(answered).await, "body": "Which one?", "state": "open"});
    desk.reply("mia", "1", answered, &body).await.expect(200);
    let me = desk.write("mia", Method::PUT, "me/availability", &json!({"availability": "away"})).await.expect(200);
    assert_eq!((&me["availability"], &me["open_load"]), (&json!("away"), &json!(1)));
    assert_eq!(desk.stored(new).await.assignee, None);
    assert_eq!(events(&desk.detail("mia", new).await["timeline"]).last(), Some(&"TicketUnassigned"));
    assert!(desk.stored(answered).await.assignee.is_some());
    desk.write("tom", Method::PUT, "me/availability", &json!({"availability": "away"})).await.expect(200);
    assert!(desk.stored(elsewhere).await.assignee.is_some(), "a team that says nothing wants nothing back");
}

#[tokio::test]
async fn an_absence_is_planned_and_taken_back() {
    let desk = Desk::open().await;
    let set = async |body| desk.write("mia", Method::PUT, "me/out-of-office", &json!({"out_of_office": body})).await;
    let away = json!({"from": "2026-08-01T00:00:00Z", "until": "2026-08-15T00:00:00Z", "substitute": "tom"});
    assert_eq!(set(away.clone()).await.expect(200)["out_of_office"], away);
    let me = desk.write("mia", Method::PUT, "me/availability", &json!({"availability": "offline"})).await.expect(200);
    assert_eq!(me["out_of_office"], away, "another thing than being away for an hour");
    let mut wrong = away.clone();
    wrong["until"] = json!("2026-07-01T00:00:00Z");
    set(wrong).await.expect_problem(400, "validation_failed");
    let mut nobody = away;
    nobody["substitute"] = json!("mia");
    set(nobody).await.expect_problem(422, "validation_failed");
    assert!(set(json!(null)).await.expect(200).get("out_of_office").is_none());
}
