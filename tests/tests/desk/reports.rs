//! What supervisors ask.

use axum::http::Method;
use guichet_domain::Command;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Desk, Expect};

#[tokio::test]
async fn how_the_desk_stands() {
    let desk = Desk::open().await;
    let quiet = desk.ticket("billing", "No hurry").await;
    desk.change("mia", Method::POST, quiet, "claim", json!({})).await.expect(200);
    let urgent = desk.ticket("billing", "Forgotten").await;
    desk.bench.advance(SignedDuration::from_hours(7));
    let fresh = desk.ticket("network", "Just now").await;
    for id in [quiet, urgent, fresh] {
        desk.bench.act("sana", id, Command::Tick).await;
    }
    desk.bench.advance(SignedDuration::from_hours(2));
    desk.bench.act("sana", urgent, Command::Tick).await;

    let now = desk.get("sana", "reports/now").await.expect(200);
    let listed: Vec<(&Value, &Value)> =
        now["at_risk"].as_array().unwrap().iter().map(|ticket| (&ticket["subject"], &ticket["sla_status"])).collect();
    let (missed, close_to) = ((&json!("Forgotten"), &json!("breached")), (&json!("No hurry"), &json!("at_risk")));
    assert_eq!(listed.len(), 2, "what is on track is no affair of this list");
    assert!(listed.contains(&missed) && listed.contains(&close_to), "{listed:?}");
    let mia = now["agents"].as_array().unwrap().iter().find(|agent| agent["id"] == "mia").unwrap();
    assert_eq!((&mia["open_load"], &mia["out_of_office"]), (&json!(1), &json!(false)));
    let teams: Vec<&Value> = now["teams"].as_array().unwrap().iter().map(|team| &team["id"]).collect();
    assert_eq!(teams, ["billing", "network", "sales"]);
}

#[tokio::test]
async fn reports_are_for_those_who_oversee() {
    let desk = Desk::open().await;
    for report in ["reports/now", "reports/attainment?from=2026-03-01&to=2026-03-02"] {
        desk.get("mia", report).await.expect_problem(403, "role_not_allowed");
        desk.get("sana", report).await.expect(200);
    }
}

#[tokio::test]
async fn a_report_is_about_days_that_there_are() {
    let desk = Desk::open().await;
    for (query, field) in [
        ("", "from"),
        ("?from=2026-03-01", "to"),
        ("?from=yesterday&to=2026-03-01", "from"),
        ("?from=2026-02-30&to=2026-03-01", "from"),
        ("?from=2026-03-02&to=2026-03-01", "to"),
        ("?from=2025-03-01&to=2026-03-02", "to"),
        ("?from=-009999-01-01&to=9999-12-31", "to"),
    ] {
        let problem = desk.get("sana", &format!("reports/attainment{query}")).await;
        let problem = problem.expect_problem(400, "validation_failed");
        assert_eq!(problem["errors"][0]["field"], field, "{query}");
    }
    let empty = desk.get("sana", "reports/attainment?from=2025-03-02&to=2026-03-02").await.expect(200);
    assert_eq!(empty, json!({"from": "2025-03-02", "to": "2026-03-02", "rows": []}));
}
