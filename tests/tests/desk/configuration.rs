//! Setting the desk up: one document, from revision to revision.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::door::{Desk, Expect};

async fn now(desk: &Desk) -> (u64, Value) {
    let answer = desk.get("sana", "configuration").await.expect(200);
    (answer["revision"].as_u64().unwrap(), answer["configuration"].clone())
}

async fn put(desk: &Desk, who: &str, base: u64, configuration: &Value) -> guichet_tests::Answer {
    desk.write(who, Method::PUT, "configuration", &json!({"base": base, "configuration": configuration})).await
}

async fn post_text(desk: &Desk, path: &str, text: &str) -> guichet_tests::Answer {
    let request = Request::builder().method(Method::POST).uri(format!("/api/v1/desk/configuration/{path}"));
    desk.send(Some("admin"), request.body(Body::from(text.to_owned())).unwrap()).await
}

fn places(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_change_is_made_told_and_taken_back() {
    let desk = Desk::open().await;
    let (base, mut configuration) = now(&desk).await;
    configuration["teams"][0]["name"] = json!("Accounts");
    configuration["desk"] = json!({"close_after": "48h"});
    let wish = json!({"base": base, "configuration": configuration, "note": " A better name "});
    let mut dry = wish.clone();
    dry["dry_run"] = json!(true);
    let would = desk.write("admin", Method::PUT, "configuration", &dry).await.expect(200);
    assert_eq!(would, json!({"revision": base, "changed": ["desk", "teams.billing"], "dry_run": true}));
    assert_eq!(now(&desk).await.0, base, "a dry run changes nothing");

    let done = desk.write("admin", Method::PUT, "configuration", &wish).await.expect(200);
    assert_eq!(done, json!({"revision": base + 1, "changed": ["desk", "teams.billing"], "dry_run": false}));
    assert_eq!(now(&desk).await, (base + 1, configuration.clone()));
    let listed = desk.get("sana", "configuration/revisions").await.expect(200);
    let latest = &listed["revisions"][0];
    assert_eq!(
        (&latest["revision"], &latest["by"], &latest["note"]),
        (&json!(base + 1), &json!({"kind": "agent", "id": "admin", "name": "Ada Blanc"}), &json!("A better name"))
    );
    let detail = desk.get("sana", &format!("configuration/revisions/{}", base + 1)).await.expect(200);
    assert_eq!(detail["differences"][1]["place"], "teams.billing");
    assert_eq!(detail["differences"][1]["before"]["name"], "The billing team");
    assert_eq!(detail["differences"][1]["after"]["name"], "Accounts");

    let back = format!("configuration/revisions/{base}/restore");
    desk.write("admin", Method::POST, &back, &json!({"base": base})).await.expect_problem(409, "stale_revision");
    let done = desk.write("admin", Method::POST, &back, &json!({"base": base + 1})).await.expect(200);
    assert_eq!(done["revision"], base + 2);
    assert_eq!(now(&desk).await.1["teams"][0]["name"], "The billing team");
    let listed = desk.get("sana", "configuration/revisions").await.expect(200);
    assert_eq!(listed["revisions"][0]["reverts_to"], base);
    for nothing in ["999", "0", "-1", "first", "99999999999999999999"] {
        desk.get("sana", &format!("configuration/revisions/{nothing}")).await.expect_problem(404, "not_found");
    }
    desk.get("sana", "configuration/revisions?before=yesterday").await.expect_problem(400, "validation_failed");
    post_text(&desk, "import?base=newest", "teams: []").await.expect_problem(400, "validation_failed");
    post_text(&desk, "import", "teams: []").await.expect_problem(400, "validation_failed");
}

#[tokio::test]
async fn of_two_who_change_it_one_is_told_of_the_other() {
    let desk = Desk::open().await;
    let (base, mut configuration) = now(&desk).await;
    configuration["desk"] = json!({"close_after": "48h"});
    put(&desk, "owner", base, &configuration).await.expect(200);
    configuration["desk"] = json!({"close_after": "24h"});
    let refused = put(&desk, "admin", base, &configuration).await.expect_problem(409, "stale_revision");
    assert_eq!(refused["current"], base + 1);
    let unchanged = now(&desk).await.1;
    assert_eq!(unchanged["desk"]["close_after"], "48h");
    let again = put(&desk, "admin", base + 1, &unchanged).await.expect(200);
    assert_eq!(again["revision"], base + 1, "what is already so makes no revision");
}

#[tokio::test]
async fn who_oversees_looks_and_who_administers_changes() {
    let desk = Desk::open().await;
    let (base, configuration) = now(&desk).await;
    for who in ["mia", "light_agent", "reporter", "auditor"] {
        desk.get(who, "configuration").await.expect_problem(403, "role_not_allowed");
    }
    for who in ["mia", "sana"] {
        put(&desk, who, base, &configuration).await.expect_problem(403, "role_not_allowed");
    }
}

#[tokio::test]
async fn what_a_desk_can_not_be_run_with_is_refused_with_its_place() {
    let desk = Desk::open().await;
    let (base, configuration) = now(&desk).await;
    let week = json!({"monday": ["09:00-12:00", "11:00-13:00"]});
    let calendar = |id: &str, week: &Value| json!({"id": id, "name": id, "time_zone": "Europe/Paris", "week": week});
    let policy = |id: &str, ladder: Value| json!({"id": id, "name": id, "targets": {"first_response": {"high": "1h"}}, "ladder": ladder});
    let no_action = json!([{"metric": "first_response", "at": "50 %", "actions": []}]);
    for (section, value, expected) in [
        ("calendars", json!([calendar("never", &json!({}))]), ("calendars[0].week", "no_hours")),
        ("calendars", json!([calendar("twice", &week)]), ("calendars[0].week.monday[1]", "overlapping")),
        (
            "calendars",
            json!([{"id": "a", "name": "A", "time_zone": "Europe/Pari"}]),
            ("calendars[0].time_zone", "malformed"),
        ),
        ("policies", json!([policy("gold", no_action)]), ("policies[0].ladder[0].actions", "no_action")),
        ("policies", json!([policy("all", json!([])), policy("none", json!([]))]), ("policies[1]", "matches_nothing")),
        ("teams", json!([{"id": "a", "name": "A", "tier": 2, "escalates_to": "a"}]), ("teams[0].escalates_to", "loop")),
        ("rulez", json!([]), ("rulez", "malformed")),
    ] {
        let mut wrong = configuration.clone();
        wrong[section] = value;
        let problem = put(&desk, "admin", base, &wrong).await.expect_problem(422, "configuration_invalid");
        assert!(places(&problem).contains(&expected), "{section}: {problem}");
    }
    let mut locked_out = configuration;
    locked_out["agents"] = json!([]);
    let problem = put(&desk, "admin", base, &locked_out).await.expect_problem(422, "configuration_invalid");
    assert!(places(&problem).contains(&("agents", "no_administrator")), "{problem}");
    assert_eq!(now(&desk).await.0, base, "nothing is half applied");
}

#[tokio::test]
async fn what_is_exported_is_imported_again() {
    let desk = Desk::open().await;
    let (base, configuration) = now(&desk).await;
    let exported = desk.get("sana", "configuration/export").await;
    assert_eq!(exported.headers["content-type"], "application/yaml");
    let yaml = exported.expect(200).as_str().unwrap().to_owned();
    let import = format!("import?base={base}");
    let same = post_text(&desk, &import, &yaml).await.expect(200);
    assert_eq!(same, json!({"revision": base, "changed": [], "dry_run": false}));
    let renamed = yaml.replace("The sales team", "Sales");
    let would = post_text(&desk, &format!("{import}&dry_run=true"), &renamed).await.expect(200);
    assert_eq!(would["changed"], json!(["teams.sales"]));
    assert_eq!(now(&desk).await, (base, configuration));
    post_text(&desk, &import, &renamed).await.expect(200);
    assert_eq!(now(&desk).await.1["teams"][2]["name"], "Sales");

    let import = format!("import?base={}", base + 1);
    let unknown = post_text(&desk, &import, &yaml.replace("  tier: 3", "  level: 3")).await;
    let problem = unknown.expect_problem(422, "configuration_invalid");
    assert!(places(&problem)[0].0.starts_with("teams[2]"), "{problem}");
    let problem = post_text(&desk, &import, "teams: [").await.expect_problem(422, "configuration_invalid");
    assert_eq!(places(&problem)[0].1, "malformed");
}

#[tokio::test]
async fn a_rule_is_tried_on_what_came_in() {
    let desk = Desk::open().await;
    desk.bench
        .reconfigure(|desk| {
            let topic =
                json!({"id": "invoice", "label": {"en": "Invoice"}, "team": "billing", "ticket_type": "question"});
            desk.put_form(guichet_tests::form(vec![serde_json::from_value(topic).unwrap()]));
        })
        .await;
    desk.ticket("billing", "A refund, please").await;
    desk.ticket("billing", "Something else").await;
    let rule = |when: Value| json!({"id": "refunds", "name": "Refunds", "when": when, "then": {"team": "sales"}});
    let test = async |rule: &Value| desk.write("admin", Method::POST, "configuration/rules/test", rule).await;
    let tried = test(&rule(json!({"words": "refund"}))).await.expect(200);
    assert_eq!(tried["looked_at"], 2);
    assert_eq!(
        (tried["matched"].as_array().unwrap().len(), &tried["matched"][0]["subject"]),
        (1, &json!("A refund, please"))
    );
    let problem = test(&rule(json!({"team": "nobody"}))).await.expect_problem(422, "configuration_invalid");
    assert_eq!(places(&problem), [("rules[0].when.team", "unknown")]);
    let problem = test(&json!({"id": "x"})).await.expect_problem(422, "configuration_invalid");
    assert_eq!(places(&problem)[0].1, "malformed");
}

#[tokio::test]
async fn holidays_of_a_feed_are_read() {
    let desk = Desk::open().await;
    let feed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\n\
                END:VEVENT\r\nEND:VCALENDAR\r\n";
    let read = post_text(&desk, "holidays", feed).await.expect(200);
    assert_eq!(read["exceptions"], json!([{"date": "2026-12-25", "name": "Christmas"}]));
    assert_eq!((&read["holidays"], &read["skipped"]), (&json!([]), &json!([])));
    post_text(&desk, "holidays", "Christmas").await.expect_problem(422, "feed_invalid");
}
