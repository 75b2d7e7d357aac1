//! Service levels as a company lives with them: opening hours, a holiday, pauses, a breach, a ladder through three tiers, and a
//! ticket that comes back.

use guichet_domain::{Configuration, Policy, Team};
use serde_json::{Value, json};

use crate::harness::{AgentAtWork, Desk, clock, history};

/// From nine to five in Paris, with lunch; closed on Wednesday the 4th. Tickets of the first tier go up when nobody answers.
fn set_up(configuration: &mut Configuration) {
    let day = json!(["09:00-12:00", "13:00-17:00"]);
    let week = json!({"monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day});
    let paris = json!({
        "id": "paris", "name": "Paris", "time_zone": "Europe/Paris", "week": week,
        "exceptions": [{"date": "2026-03-04", "name": "Moving house"}],
    });
    configuration.calendars = vec![serde_json::from_value(paris).unwrap()];
    let policy = json!({
        "id": "office", "name": "Office hours", "calendar": "paris",
        "targets": {
            "first_response": {"normal": "4h", "high": "2h", "critical": "1h"},
            "next_response": {"normal": "2h", "high": "2h", "critical": "1h"},
            "total_resolution": {"normal": "14h", "high": "14h", "critical": "14h"},
            "time_in_tier": {"normal": "7h", "high": "7h", "critical": "7h"},
        },
        "ladder": [
            {"metric": "first_response", "at": "50 %", "actions": [{"notify": "team_lead"}]},
            {"metric": "first_response", "at": "100 %", "actions": ["raise_priority", {"add_tag": "late"}]},
            {"metric": "time_in_tier", "at": "100 %", "actions": [{"move": "next_tier"}, {"notify": "team_lead"}]},
        ],
    });
    let policy: Policy = serde_json::from_value(policy).unwrap();
    configuration.policies = vec![policy];
    configuration.teams.push(Team {
        lead: Some("jonas".parse().unwrap()),
        ..Team::new("makers".parse().unwrap(), "Makers".parse().unwrap(), 3.try_into().unwrap())
    });
    configuration.teams[1].escalates_to = Some("makers".parse().unwrap());
    assert_eq!(configuration.check(), []);
}

async fn open() -> Desk {
    let desk = Desk::open().await;
    let now = "2026-03-02T08:00:00Z".parse().unwrap();
    desk.running.store().reconfigure(now, set_up).await.unwrap();
    desk
}

fn of<'a>(detail: &'a Value, event: &str) -> Vec<&'a Value> {
    let timeline = detail["timeline"].as_array().unwrap().iter();
    timeline.filter(|entry| entry["event"]["type"] == event).collect()
}

/// What was counted in these days: day, team, tier, metric, met, missed.
async fn attainment(sana: &AgentAtWork<'_>) -> Vec<Value> {
    let report = sana.get("/reports/attainment?from=2026-03-01&to=2026-03-31").await.expect(200);
    let rows = report["rows"].as_array().unwrap().iter();
    rows.map(|row| json!([row["day"], row["team"], row["tier"], row["metric"], row["met"], row["breached"]])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_for_a_week() {
    let desk = open().await;
    // Monday the 2nd, 10:00 in Paris.
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let sana = desk.agent("sana").await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(clock(&detail, "first_response")["due_at"], "2026-03-02T14:00:00Z", "lunch does not count");
    assert_eq!(clock(&detail, "time_in_tier")["due_at"], "2026-03-03T09:00:00Z", "nor does the night");

    desk.live_through(24, 30).await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["sla_status"], "breached");
    assert_eq!((&detail["ticket"]["priority"], &detail["ticket"]["tags"]), (&json!("high"), &json!(["late"])));
    assert_eq!(clock(&detail, "first_response")["breached_at"], "2026-03-02T14:00:00Z");
    assert_eq!(detail["ticket"]["team"], "technical", "up one tier when its seven hours were over");
    let escalated = of(&detail, "TierEscalated");
    assert_eq!((escalated.len(), &escalated[0]["at"]), (1, &json!("2026-03-03T09:00:00Z")));
    // Six hours of Tuesday, none of Wednesday, on which the desk is closed, and one of Thursday.
    assert_eq!(clock(&detail, "time_in_tier")["due_at"], "2026-03-05T09:00:00Z");
    // Half of the time was over at noon, and so was the target at three: her mail each time, and as to the tier, Jonas's.
    assert_eq!(desk.mails_to("sana@desk.example").len(), 2);

    desk.live_through(72, 0).await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["team"], "makers");
    assert_eq!(of(&detail, "TierEscalated").len(), 2, "the last tier has nowhere to go");
    let rungs = of(&detail, "RungReached").len();
    desk.live_through(48, 0).await;
    assert!(of(&sana.ticket(ticket.number).await, "RungReached").len() <= rungs + 1, "each rung once for each clock");
    let now = sana.get("/reports/now").await.expect(200);
    let makers = now["teams"].as_array().unwrap().iter().find(|team| team["id"] == "makers").unwrap();
    assert_eq!((&makers["unassigned"], &makers["breached"]), (&json!(1), &json!(1)));
    assert_eq!(now["at_risk"][0]["number"], ticket.number);
    let kept = attainment(&sana).await;
    assert!(kept.contains(&json!(["2026-03-02", "support", 1, "first_response", 0, 1])), "{kept:?}");
    assert!(kept.contains(&json!(["2026-03-03", "support", 1, "time_in_tier", 0, 1])), "{kept:?}");
    assert!(kept.contains(&json!(["2026-03-05", "technical", 2, "time_in_tier", 0, 1])), "{kept:?}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_in_time_pauses_and_comes_back() {
    let desk = open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    desk.live_through(1, 0).await;
    mia.act(ticket.number, "replies", json!({"body": "Which order?"})).await.expect(200);
    let detail = mia.ticket(ticket.number).await;
    assert_eq!(clock(&detail, "first_response")["status"], "met");
    assert_eq!(clock(&detail, "total_resolution")["status"], "paused", "the customer is to answer");
    assert_eq!(clock(&detail, "total_resolution")["remaining_seconds"], 13 * 3600);

    // Tuesday, 10:30 in Paris: the customer answers, and writes once more.
    desk.live_through(23, 30).await;
    let customer = desk.customer(ticket.number, &ticket.token);
    customer.reply("r1", "Order 4711.").await.expect(201);
    desk.live_through(0, 30).await;
    customer.reply("r2", "Any news?").await.expect(201);
    let detail = mia.ticket(ticket.number).await;
    assert_eq!(
        clock(&detail, "next_response")["due_at"],
        "2026-03-03T12:30:00Z",
        "from the oldest of the two, past lunch"
    );
    mia.act(ticket.number, "replies", json!({"body": "It is on its way.", "state": "resolved"})).await.expect(200);
    let detail = mia.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["sla_status"], "met");
    assert_eq!(detail["ticket"]["closes_at"], "2026-03-07T10:00:00Z", "four days after it was resolved");

    // Opened again on Thursday, it goes on where it was.
    desk.live_through(48, 0).await;
    customer.reply("r3", "It never came.").await.expect(201);
    let detail = mia.ticket(ticket.number).await;
    assert_eq!(clock(&detail, "total_resolution")["remaining_seconds"], 12 * 3600 + 1800);
    assert!(history(&detail).contains(&"ClockResumed"));
    mia.act(ticket.number, "replies", json!({"body": "A new one is sent.", "state": "resolved"})).await.expect(200);
    desk.live_through(96, 1).await;
    let detail = mia.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["state"], "closed", "by itself");
    assert_eq!(of(&detail, "StateChanged").last().unwrap()["at"], "2026-03-09T10:00:00Z");
    // That it was resolved in time on the third was taken back when it was opened again.
    let kept = attainment(&desk.agent("sana").await).await;
    let total: Vec<&Value> = kept.iter().filter(|row| row[3] == "total_resolution").collect();
    assert_eq!(total, [&json!(["2026-03-05", "support", 1, "total_resolution", 1, 0])]);
    assert!(kept.contains(&json!(["2026-03-02", "support", 1, "first_response", 1, 0])), "{kept:?}");
    desk.close().await;
}
