//! Agents who do things at the same time.

use axum::http::Method;
use futures_util::future::{join, join_all};
use guichet_tests::Answer;
use serde_json::json;

use crate::door::{Desk, Expect, events};

#[tokio::test]
async fn two_claim_at_once_and_one_has_it() {
    let desk = Desk::open().await;
    for _ in 0..10 {
        let id = desk.ticket("billing", "One").await;
        let body = json!({"version": desk.version(id).await});
        let path = format!("tickets/{id}/claim");
        let claim = |who: &'static str| desk.write(who, Method::POST, &path, &body);
        let (mia, tom) = join(claim("mia"), claim("tom")).await;
        let won = |answer: &Answer| answer.status == 200;
        assert!(won(&mia) != won(&tom), "{} {}", mia.json, tom.json);
        let (winner, won, lost) = if won(&mia) { ("mia", mia, tom) } else { ("tom", tom, mia) };
        assert_eq!(won.json["ticket"]["assignee"], winner);
        let problem = lost.expect_problem(409, "stale_version");
        assert_eq!(problem["current"]["assignee"], winner);
        assert_eq!(problem["since"][0]["event"]["agent"], winner);
    }
    let loads = |agents: &serde_json::Value| -> u64 {
        agents["agents"].as_array().unwrap().iter().map(|agent| agent["open_load"].as_u64().unwrap()).sum()
    };
    assert_eq!(loads(&desk.get("mia", "agents").await.expect(200)), 10, "each ticket counts for one agent");
}

#[tokio::test]
async fn of_many_writes_on_one_version_one_is_carried_out() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let seen = desk.version(id).await;
    let path = format!("tickets/{id}/notes");
    let bodies: Vec<_> = (0..8).map(|n| json!({"version": seen, "body": format!("Note {n}")})).collect();
    let answers = join_all(bodies.iter().map(|body| desk.write("mia", Method::POST, &path, body))).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 7));
    for answer in lost {
        let problem = answer.expect_problem(409, "stale_version");
        assert_eq!(problem["current"]["version"], seen + 1);
        assert_eq!(events(&problem["since"]), ["NoteAdded"]);
    }
}
