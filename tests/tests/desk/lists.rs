//! Lists, page by page.

use std::collections::BTreeSet;

use axum::http::Method;
use guichet_domain::choosing::AssignmentMode;
use guichet_domain::{Command, Level, TicketId};
use serde_json::{Value, json};

use crate::door::{Desk, Expect, TEAMS};

/// Every page of a list, one after the other.
async fn pages(desk: &Desk, who: &str, query: &str) -> Vec<Vec<Value>> {
    let (mut pages, mut next) = (Vec::new(), String::new());
    loop {
        let page = desk.get(who, &format!("tickets?{query}{next}")).await.expect(200);
        pages.push(page["tickets"].as_array().unwrap().clone());
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return pages,
        }
        assert!(pages.len() < 100, "the pages do not end");
    }
}

fn ids(tickets: &[Value]) -> Vec<String> {
    tickets.iter().map(|ticket| ticket["id"].as_str().unwrap().to_owned()).collect()
}

async fn list(desk: &Desk, who: &str, query: &str) -> Vec<String> {
    ids(&pages(desk, who, query).await.concat())
}

fn names(tickets: &[TicketId]) -> Vec<String> {
    tickets.iter().map(TicketId::to_string).collect()
}

#[tokio::test]
async fn a_ticket_that_nobody_has_says_why() {
    let desk = Desk::open().await;
    let id = desk.ticket("sales", "One").await;
    let why = async |who: &str| {
        let listed = desk.get(who, "tickets?view=unassigned").await.expect(200)["tickets"][0].clone();
        let opened = desk.detail(who, id).await["ticket"].clone();
        assert_eq!(listed.get("waiting_because"), opened.get("waiting_because"));
        opened.get("waiting_because").cloned()
    };
    assert_eq!(why("sana").await, None, "somebody is free: it is given to them in a moment");
    for who in ["sana", "owner", "admin"] {
        let away = json!({"availability": "away"});
        desk.write(who, Method::PUT, "me/availability", &away).await.expect(200);
    }
    let hindered = json!({"kind": "not_now", "agents": 3, "hindrances": {"away": 3}});
    assert_eq!(why("sana").await, Some(hindered));
    desk.bench.reconfigure(|desk| desk.teams[2].assignment = AssignmentMode::Manual).await;
    assert_eq!(why("sana").await, Some(json!({"kind": "manual"})));
    let everything = desk.get("sana", "tickets?view=all_open").await.expect(200);
    assert!(everything["tickets"][0].get("waiting_because").is_none(), "only where it is asked");
    desk.change("sana", Method::POST, id, "claim", json!({})).await.expect(200);
    assert!(desk.detail("sana", id).await["ticket"].get("waiting_because").is_none());
}

#[tokio::test]
async fn three_teams_are_paged_without_gaps_or_repeats() {
    let desk = Desk::open().await;
    let mut opened = BTreeSet::new();
    for n in 0..33 {
        let id = desk.ticket(TEAMS[n % 3], &format!("Ticket {n}")).await;
        opened.insert(id.to_string());
        if n % 4 == 0 {
            desk.change("sana", Method::POST, id, "claim", json!({})).await.expect(200);
        }
        if n % 5 == 0 {
            let urgent = Command::SetUrgencyAndImpact { urgency: Level::High, impact: Level::High };
            desk.bench.act("sana", id, urgent).await;
        }
    }
    for limit in [1, 7, 11, 32, 33, 100] {
        let pages = pages(&desk, "mia", &format!("view=all_open&limit={limit}")).await;
        let (last, full) = pages.split_last().unwrap();
        assert!(full.iter().all(|page| page.len() == limit) && !last.is_empty() && last.len() <= limit, "{limit}");
        let tickets = pages.concat();
        assert_eq!(tickets.len(), opened.len(), "{limit}");
        assert_eq!(ids(&tickets).into_iter().collect::<BTreeSet<_>>(), opened, "{limit}");
        let due: Vec<&str> = tickets.iter().map(|ticket| ticket["due_at"].as_str().unwrap()).collect();
        assert!(due.is_sorted(), "the most urgent first");
    }
    assert_eq!(list(&desk, "mia", "view=all_open").await.len(), 33);
}

#[tokio::test]
async fn each_view_lists_its_own() {
    let desk = Desk::open().await;
    let mut tickets = Vec::new();
    for n in 0..6 {
        tickets.push(desk.ticket(TEAMS[n % 2], &format!("Ticket {n}")).await);
    }
    let [free, mine, other, resolved, closed, spam] = tickets[..] else { panic!() };
    for (who, method, id, what, body) in [
        ("tom", Method::POST, mine, "claim", json!({})),
        ("mia", Method::POST, other, "claim", json!({})),
        ("tom", Method::PUT, closed, "state", json!({"state": "closed"})),
        ("tom", Method::POST, spam, "spam", json!({})),
        ("tom", Method::PUT, resolved, "state", json!({"state": "resolved"})),
    ] {
        desk.bench.advance(jiff::SignedDuration::from_mins(1));
        desk.change(who, method, id, what, body).await.expect(200);
    }
    for (query, expected) in [
        ("view=my_open", &[mine][..]),
        ("view=unassigned", &[free]),
        ("view=unassigned&team=network", &[]),
        ("view=team&team=billing", &[free, other]),
        ("view=team&team=network", &[mine]),
        ("view=team&team=sales", &[]),
        ("view=all_open", &[free, mine, other]),
        ("view=recently_resolved", &[resolved, closed]),
        ("view=recently_resolved&team=billing", &[closed]),
        ("view=spam", &[spam]),
    ] {
        assert_eq!(list(&desk, "tom", query).await, names(expected), "{query}");
        assert_eq!(list(&desk, "tom", &format!("{query}&limit=1")).await, names(expected), "{query}, one by one");
    }
    assert_eq!(list(&desk, "auditor", "view=my_open").await, names(&[]));
}

#[tokio::test]
async fn a_ticket_in_a_list() {
    let desk = Desk::open().await;
    let id = desk.ticket("billing", "One").await;
    desk.change("mia", Method::POST, id, "claim", json!({})).await.expect(200);
    let page = desk.get("mia", "tickets?view=my_open").await.expect(200);
    let ticket = desk.detail("mia", id).await["ticket"].clone();
    let summary = page["tickets"][0].as_object().unwrap();
    assert_eq!(summary.keys().cloned().collect::<BTreeSet<_>>().len(), 15);
    for (name, value) in summary {
        assert_eq!(&ticket[name], value, "{name}");
    }
    assert!(page.get("next_cursor").is_none());
}

#[tokio::test]
async fn lists_that_nobody_can_have() {
    let desk = Desk::open().await;
    desk.ticket("billing", "One").await;
    for (query, error) in [
        ("", "view required"),
        ("?view=everything", "view unknown"),
        ("?view=", "view unknown"),
        ("?view=team", "team required"),
        ("?view=team&team=nobody", "team unknown"),
        ("?view=all_open&team=nobody", "team unknown"),
        ("?view=my_open&team=billing", "team invalid"),
        ("?view=all_open&limit=0", "limit invalid"),
        ("?view=all_open&limit=101", "limit invalid"),
        ("?view=all_open&limit=-1", "limit invalid"),
        ("?view=all_open&limit=many", "limit invalid"),
    ] {
        let problem = desk.get("mia", &format!("tickets{query}")).await.expect_problem(400, "validation_failed");
        let found = &problem["errors"][0];
        assert_eq!(format!("{} {}", found["field"], found["code"]).replace('"', ""), error, "{query}");
    }
    let both = desk.get("mia", "tickets?view=team&limit=0").await.expect_problem(400, "validation_failed");
    assert_eq!(both["errors"].as_array().unwrap().len(), 2);
    desk.get("mia", "tickets?view=all_open&view=spam").await.expect_problem(400, "validation_failed");
    for cursor in ["", "x", "%00", "!!!!", "AAAA", "MTIzI25vdC1hbi1pZA", &"A".repeat(5000)] {
        let answer = desk.get("mia", &format!("tickets?view=all_open&cursor={cursor}")).await;
        answer.expect_problem(400, "cursor_invalid");
    }
}
