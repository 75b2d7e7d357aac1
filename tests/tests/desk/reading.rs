//! What agents see.

use axum::body::Body;
use axum::http::{Method, Request};
use guichet_store::{Counts, keys};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::door::{Desk, Expect, TEAMS, events};

#[tokio::test]
async fn who_i_am_and_whom_i_work_with() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect(200);
    let me = desk.get("mia", "me").await;
    assert_eq!(me.headers["cache-control"], "no-store");
    assert_eq!(
        me.expect(200),
        json!({"id": "mia", "name": "Mia Sommer", "email": "mia@desk.example.com", "role": "agent", "locale": "en",
            "teams": ["billing"], "availability": "online", "capacity": 10, "open_load": 1})
    );
    let agents = desk.get("auditor", "agents").await.expect(200);
    let mia = agents["agents"].as_array().unwrap().iter().find(|agent| agent["id"] == "mia").unwrap().clone();
    assert_eq!(
        mia,
        json!({"id": "mia", "name": "Mia Sommer", "role": "agent", "teams": ["billing"], "availability": "online",
            "capacity": 10, "open_load": 1}),
        "a colleague's address is not for everybody"
    );
    let teams = desk.get("mia", "teams").await.expect(200);
    assert_eq!(teams["teams"][1], json!({"id": "network", "name": "The network team", "tier": 2}));
    let away = desk.write("mia", Method::PUT, "me/availability", &json!({"availability": "away"})).await.expect(200);
    assert_eq!(away["availability"], "away");
    assert_eq!(desk.get("mia", "me").await.expect(200), away);
}

#[tokio::test]
async fn a_stranger_learns_nothing() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    for path in ["me", "agents", "teams", "views", "tickets?view=all_open", &format!("tickets/{id}")] {
        desk.get("stranger", path).await.expect_problem(403, "not_an_agent");
        let request = Request::builder().uri(format!("/api/v1/desk/{path}")).body(Body::empty()).unwrap();
        desk.send(None, request).await.expect_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn a_ticket_opened() {
    let desk = Desk::open().await;
    let first = desk.ticket("billing", "The first").await;
    let id = desk.ticket("billing", "The second").await;
    let last = desk.ticket("network", "The third").await;
    desk.reply("mia", "k", id, &json!({"version": desk.version(id).await, "body": "Which invoice?"})).await.expect(200);
    desk.bench.advance(SignedDuration::from_hours(5));
    let detail = desk.detail("mia", id).await;

    let ticket = &detail["ticket"];
    assert_eq!((&ticket["subject"], &ticket["customer_name"]), (&json!("The second"), &json!("Anna Keller")));
    assert_eq!((&ticket["type"], &ticket["state"]), (&json!("question"), &json!("waiting_customer")));
    assert_eq!(
        (&ticket["channel"], &ticket["topic"], &ticket["locale"]),
        (&json!("web_form"), &json!("invoice"), &json!("fr"))
    );
    assert_eq!(ticket["version"], desk.version(id).await);
    assert!(ticket.get("assignee").is_none() && ticket.get("link_seed").is_none());
    let [response, resolution] = ticket["clocks"].as_array().unwrap().as_slice() else { panic!("{ticket}") };
    assert_eq!((&response["metric"], &response["status"]), (&json!("first_response"), &json!("met")));
    assert!(response.get("remaining_seconds").is_none() && response["ended_at"].is_string());
    assert_eq!((&resolution["metric"], &resolution["status"]), (&json!("first_resolution"), &json!("paused")));
    let (target, left) =
        (resolution["target_seconds"].as_i64().unwrap(), resolution["remaining_seconds"].as_i64().unwrap());
    assert_eq!(target - left, 60, "it stands since the answer, a minute after the opening, however late it is now");
    assert!(resolution.get("due_at").is_none());

    let timeline = &detail["timeline"];
    let names = [
        "TicketOpened",
        "PolicyApplied",
        "ClockStarted",
        "ClockStarted",
        "AgentReplied",
        "ClockFulfilled",
        "StateChanged",
        "ClockPaused",
    ];
    assert_eq!(events(timeline), names);
    let places: Vec<u64> = timeline.as_array().unwrap().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
    assert_eq!(places, [1, 3, 4, 5, 6, 7, 8, 9], "the second event issued the link");
    let anna = &detail["customer"]["id"];
    assert_eq!(timeline[0]["actor"], json!({"kind": "customer", "id": anna, "name": "Anna Keller"}));
    assert_eq!(timeline[0]["event"]["body"], "<script>alert(1)</script>\nCan you help?");
    assert_eq!(timeline[4]["actor"], json!({"kind": "agent", "id": "mia", "name": "Mia Sommer"}));

    let customer = &detail["customer"];
    assert_eq!((&customer["email"], &customer["locale"]), (&json!("anna@example.com"), &json!("fr")));
    assert_eq!(customer["phone"], "+41 44 123 45 67");
    let earlier: Vec<&Value> = customer["earlier"].as_array().unwrap().iter().map(|other| &other["id"]).collect();
    assert_eq!(earlier, [&json!(last), &json!(first)], "the latest first, without the ticket itself");
    assert_eq!(detail["allowed_states"], json!(["open", "on_hold", "scheduled", "resolved", "closed"]));

    let number = ticket["number"].as_u64().unwrap();
    assert_eq!(desk.get("mia", &format!("tickets/number/{number}")).await.expect(200), detail);
}

#[tokio::test]
async fn time_that_passed_unseen_is_told_by_the_system() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "Late").await;
    desk.bench.advance(SignedDuration::from_hours(9));
    let detail = desk.change("mia", Method::POST, id, "notes", json!({"body": "Sorry"})).await.expect(200);
    let warned = detail["timeline"].as_array().unwrap().iter().find(|entry| entry["event"]["type"] == "ClockWarned");
    assert_eq!(warned.unwrap()["actor"], json!({"kind": "system", "name": "sla"}));
    assert_eq!(detail["ticket"]["sla_status"], "breached");
    let clock = &detail["ticket"]["clocks"][0];
    assert_eq!(clock["status"], "breached");
    assert!(clock["warned_at"].is_string() && clock["breached_at"].is_string());
}

#[tokio::test]
async fn what_is_allowed_follows_from_role_and_state() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    let all = json!({"reply": true, "note": true, "change": true, "spam": true, "restore": false, "escalate": true});
    let notes =
        json!({"reply": false, "note": true, "change": false, "spam": false, "restore": false, "escalate": false});
    let nothing =
        json!({"reply": false, "note": false, "change": false, "spam": false, "restore": false, "escalate": false});
    for (who, allowed) in [
        ("mia", &all),
        ("sana", &all),
        ("owner", &all),
        ("admin", &all),
        ("light_agent", &notes),
        ("reporter", &nothing),
        ("auditor", &nothing),
    ] {
        assert_eq!(&desk.detail(who, id).await["allowed"], allowed, "{who}");
    }
    let spam = desk.change("mia", Method::POST, id, "spam", json!({})).await.expect(200);
    assert_eq!(
        spam["allowed"],
        json!({"reply": false, "note": true, "change": false, "spam": false, "restore": true, "escalate": false})
    );
    assert_eq!(spam["allowed_states"], json!([]));
    desk.change("mia", Method::POST, id, "restore", json!({})).await.expect(200);
    let closed = desk.change("mia", Method::PUT, id, "state", json!({"state": "closed"})).await.expect(200);
    assert_eq!(
        closed["allowed"],
        json!({"reply": false, "note": true, "change": false, "spam": false, "restore": false, "escalate": false})
    );
}

#[tokio::test]
async fn views_come_in_their_order_with_counts() {
    let desk = Desk::open().await;
    let id = desk.ticket("network", "One").await;
    desk.change("tom", Method::POST, id, "claim", json!({})).await.expect(200);
    // As the relay counts them; a count below nothing is one that has overtaken another.
    for (team, counts) in TEAMS.into_iter().zip([(4, 1, 2), (0, 1, 0), (-1, 0, 0)]) {
        let keys::Key { pk, sk } = keys::counts(&team.parse().unwrap());
        let item = serde_json::json!({"pk": pk, "sk": sk});
        put_counts(
            &desk,
            item,
            Counts { unassigned: counts.0, assigned: counts.1, spam: counts.2, ..Counts::default() },
        )
        .await;
    }
    let views = desk.get("tom", "views").await.expect(200);
    assert_eq!(
        views["views"],
        json!([
            {"id": "my_open", "name": "My open", "count": 1},
            {"id": "unassigned", "name": "Unassigned", "count": 3},
            {"id": "team", "team": "billing", "name": "The billing team", "count": 5},
            {"id": "team", "team": "network", "name": "The network team", "count": 1},
            {"id": "team", "team": "sales", "name": "The sales team", "count": 0},
            {"id": "all_open", "name": "All open", "count": 5},
            {"id": "recently_resolved", "name": "Recently resolved"},
            {"id": "spam", "name": "Spam", "count": 2},
        ])
    );
    let mine_first = desk.get("mia", "views").await.expect(200);
    assert_eq!(mine_first["views"][2]["team"], "billing");
}

async fn put_counts(desk: &Desk, key: Value, counts: Counts) {
    use aws_sdk_dynamodb::types::AttributeValue;
    let table = desk.bench.env("DeskFunction", &[]).require("DIRECTORY_TABLE").unwrap().to_owned();
    let text = |name: &str| AttributeValue::S(key[name].as_str().unwrap().to_owned());
    let number = |value: i64| AttributeValue::N(value.to_string());
    let put = desk.bench.clients.dynamodb.put_item().table_name(table);
    let put = put.item("pk", text("pk")).item("sk", text("sk")).item("spam", number(counts.spam));
    let put = put.item("unassigned", number(counts.unassigned)).item("assigned", number(counts.assigned));
    put.send().await.unwrap();
}

#[tokio::test]
async fn the_document_and_its_page_are_public() {
    let desk = Desk::open().await;
    let get = |path: &str| Request::builder().uri(path).body(Body::empty()).unwrap();
    let document = desk.send(None, get("/api/openapi.json")).await;
    assert_eq!(document.headers["content-type"], "application/json");
    assert_eq!(document.headers["cache-control"], "public, max-age=300");
    assert_eq!(document.expect(200)["openapi"], "3.1.0");
    let page = desk.send(None, get("/api/docs")).await;
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    let page = page.expect(200);
    let page = page.as_str().unwrap();
    assert!(page.contains("id=\"problem-stale_version\"") && page.contains("/api/v1/portal/ticket"));
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing comes from elsewhere");
}
