//! The log: one line for each request, event, record and ticket, with what it cost, and nothing that is nobody's business.

use std::collections::{BTreeMap, BTreeSet};

use guichet_runtime::price;
use guichet_tests::lines::{Lines, metrics};
use serde_json::{Value, json};

use crate::harness::{Customer, Desk};

/// Opened, assigned, answered, asked again, forgotten beyond the target, resolved.
async fn live(desk: &Desk) -> Customer<'_> {
    let customer = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    desk.live_through(0, 5).await;
    let mia = desk.agent("mia").await;
    mia.act(customer.number, "replies", json!({"body": "A parcel is on its way."})).await.expect(200);
    desk.settle().await;
    customer.reply("d2", "It has not come!").await.expect(201);
    desk.live_through(200, 0).await;
    mia.act(customer.number, "state", json!({"state": "resolved"})).await.expect(200);
    desk.settle().await;
    customer
}

/// The values of each metric, by the function that wrote them.
fn written(lines: &[Value]) -> BTreeMap<(&str, String), Vec<f64>> {
    let mut written: BTreeMap<_, Vec<f64>> = BTreeMap::new();
    for line in lines {
        for (name, value) in metrics(line) {
            written.entry((line["function"].as_str().unwrap(), name)).or_default().push(value);
        }
    }
    written
}

// Lines are captured in the thread that the test runs in, so all of the desk has to run there.
#[tokio::test]
async fn every_function_says_what_it_did_and_what_it_cost() {
    let lines = Lines::capture();
    let desk = Desk::open().await;
    let customer = live(&desk).await;
    let (number, token) = (customer.number, customer.token.clone());
    desk.agent("sana").await.get("/tickets/number/9999").await.expect_problem(404, "not_found");
    let all = lines.all();
    let written = written(&all);
    let values = |function: &'static str, metric: &str| written.get(&(function, metric.to_owned())).cloned();
    assert_eq!(values("relay", "TicketsOpened"), Some(vec![1.0]));
    assert_eq!(values("relay", "TicketsResolved"), Some(vec![1.0]));
    assert_eq!(values("desk", "FirstResponseSeconds"), Some(vec![300.0]), "only the first answer is one");
    assert_eq!(values("notifications", "MailsSent").unwrap().len(), desk.running.mails().len());
    assert_eq!(values("notifications", "MailsRejected"), None);
    let lateness = values("sla", "SweepLatenessSeconds").unwrap();
    assert_eq!(lateness.len(), lines.of("sla").iter().filter(|line| line["event.type"] == "Scheduled Event").count());
    assert!(lateness.contains(&0.0) && lateness.iter().any(|late| *late > 0.0), "{lateness:?}");
    for function in ["intake", "desk", "relay", "assignment", "sla", "notifications"] {
        for metric in ["ReadUnits", "WriteUnits", "CostDollars"] {
            let values = values(function, metric).unwrap();
            assert!(values.iter().sum::<f64>() > 0.0 || (function, metric) == ("relay", "ReadUnits"), "{function}");
        }
        assert_eq!(values(function, "Failures"), None);
    }
    let emitters: BTreeSet<_> = written.keys().map(|(_, metric)| metric.as_str()).collect();
    assert_eq!(emitters.len(), 8, "{emitters:?}: all but those of what went wrong");

    // Everything about the ticket can be found by its id.
    let id = desk.agent("sana").await.ticket(number).await["ticket"]["id"].clone();
    let of_ticket = all.iter().filter(|line| line["ticket.id"] == id);
    let mut told = BTreeSet::new();
    for line in of_ticket {
        let trigger = line.get("request.route").or(line.get("event.type")).unwrap();
        told.insert(format!("{} {} {}", line["function"], trigger, line["outcome"]).replace('"', ""));
        assert!(line["duration_ms"].is_number() && line["store.read_units"].is_number(), "{line}");
        assert!(line["request.id"].as_str().is_some_and(|id| !id.is_empty()), "{line}");
    }
    for expected in [
        "intake POST /api/v1/tickets ok",
        "relay record relayed",
        "assignment TicketOpened assigned",
        "notifications TicketOpened sent",
        "notifications TicketAssigned sent",
        "desk GET /api/v1/desk/tickets/number/{number} ok",
        "desk POST /api/v1/desk/tickets/{id}/replies ok",
        "notifications AgentReplied sent",
        "intake POST /api/v1/portal/replies ok",
        "sla ticket changed",
        "notifications ClockBreached sent",
        "desk PUT /api/v1/desk/tickets/{id}/state ok",
    ] {
        assert!(told.contains(expected), "{expected} is not among {told:#?}");
    }
    let refused = all.iter().find(|line| line["response.status"] == 404).unwrap();
    assert_eq!((&refused["outcome"], &refused["level"]), (&json!("not_found"), &json!("INFO")));

    let text = lines.text();
    for secret in ["anna@", "mia@", "Anna", "parcel", "It has not come", "Where is my order", token.as_str()] {
        assert!(!text.contains(secret), "{secret}");
    }
    desk.close().await;
}

/// What the database reported for a ticket: the units written, and the dollars of all units. Who only looked is left out.
fn reported(lines: &[Value], id: &Value) -> (f64, f64) {
    let looked = |line: &Value| line["request.route"].as_str().is_some_and(|route| route.starts_with("GET"));
    let of_ticket: Vec<&Value> = lines.iter().filter(|line| line["ticket.id"] == *id && !looked(line)).collect();
    let sum = |field: &str| of_ticket.iter().filter_map(|line| line[field].as_f64()).sum::<f64>();
    let (read, written) = (sum("store.read_units"), sum("store.write_units"));
    (written, price::units(read, written))
}

#[tokio::test]
async fn a_supervisor_sees_what_a_ticket_has_cost() {
    let lines = Lines::capture();
    let desk = Desk::open().await;
    let customer = live(&desk).await;
    let (sana, mia) = (desk.agent("sana").await, desk.agent("mia").await);
    let detail = sana.ticket(customer.number).await;
    assert!(mia.ticket(customer.number).await.get("cost").is_none(), "an agent has other things to think of");

    let (written, dollars) = reported(&lines.all(), &detail["ticket"]["id"]);
    let cost = &detail["cost"];
    let of = |field: &str| cost[field].as_f64().unwrap();
    let near = |shown: f64, reported: f64| (shown / reported - 1.0).abs() < 0.1;
    assert!(near(of("write_units"), written), "{cost} and {written} written");
    let shown = price::units(of("read_units"), of("write_units"));
    assert!(near(shown, dollars), "{cost} and {dollars} dollars of units");
    let mails = desk.running.mails().len();
    assert_eq!(cost["mails"], mails);

    // All that was invoked, but for looking and for sweeps, which are everybody's.
    let charged = lines.all().into_iter().filter(|line| {
        let looked = line["request.route"].as_str().is_some_and(|route| route.starts_with("GET"));
        !looked && line["event.type"] != "Scheduled Event"
    });
    let charged: f64 = charged.filter_map(|line| line["CostDollars"].as_f64()).sum();
    assert!(near(of("dollars"), charged), "{cost} and {charged} dollars");
    desk.close().await;
}
