//! Service levels by the clock: warned once, breached once, at the instant at which it happened.

use serde_json::json;

use crate::harness::{Desk, clock, history};

fn times(detail: &serde_json::Value, event: &str) -> usize {
    history(detail).into_iter().filter(|name| *name == event).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_answer_that_does_not_come() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let sana = desk.agent("sana").await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(clock(&detail, "first_response")["due_at"], "2026-03-02T17:00:00Z", "normal priority: 8 hours");
    assert_eq!(detail["ticket"]["sla_status"], "on_track");

    desk.live_through(6, 1).await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["sla_status"], "at_risk");
    assert_eq!(times(&detail, "ClockWarned"), 1);

    desk.live_through(3, 0).await;
    let detail = sana.ticket(ticket.number).await;
    assert_eq!(detail["ticket"]["sla_status"], "breached");
    assert_eq!(clock(&detail, "first_response")["breached_at"], "2026-03-02T17:00:00Z", "not when somebody looked");
    assert_eq!(times(&detail, "ClockWarned"), 1);
    assert_eq!(times(&detail, "ClockBreached"), 1);

    // The lead was told, once, in her language.
    let told = desk.mails_to("sana@desk.example");
    assert_eq!(told.len(), 1);
    assert!(told[0].subject.contains(&format!("[#{}]", ticket.number)));
    assert!(told[0].text.as_ref().unwrap().contains("Bonjour"), "{:?}", told[0].text);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_waited_too_long_comes_first() {
    let desk = Desk::open().await;
    let late = desk.open_ticket("d1", json!({})).await;
    desk.live_through(9, 0).await;
    let fresh = desk.open_ticket("d2", json!({"email": "ben@example.com"})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    assert_eq!(mia.list("all_open").await, [late.number, fresh.number]);
    // Answered, it waits for the customer and is nobody's next task.
    mia.act(late.number, "replies", json!({"body": "Sorry! Which order?"})).await.expect(200);
    assert_eq!(mia.list("all_open").await, [fresh.number, late.number]);
    desk.settle().await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_exactly_at_the_target_is_in_time() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    desk.live_through(8, 0).await;
    let mia = desk.agent("mia").await;
    let detail = mia.act(ticket.number, "replies", json!({"body": "Just in time."})).await.expect(200);
    assert_eq!(clock(&detail, "first_response")["status"], "met");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_is_late_even_if_no_sweep_came_by() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    desk.running.clock().advance(jiff::SignedDuration::from_hours(9)).unwrap();
    let mia = desk.agent("mia").await;
    let detail = mia.act(ticket.number, "replies", json!({"body": "Sorry."})).await.expect(200);
    let clock = clock(&detail, "first_response");
    assert_eq!(clock["status"], "breached");
    assert_eq!(clock["breached_at"], "2026-03-02T17:00:00Z");
    desk.settle().await;
    desk.live_through(0, 2).await;
    assert_eq!(times(&mia.ticket(ticket.number).await, "ClockBreached"), 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_resolution_clock_stands_while_the_customer_is_to_answer() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    desk.live_through(2, 0).await;
    let mia = desk.agent("mia").await;
    let detail = mia.act(ticket.number, "replies", json!({"body": "Which one?"})).await.expect(200);
    let standing = clock(&detail, "first_resolution");
    assert_eq!((standing["status"].as_str(), standing["due_at"].as_str()), (Some("paused"), None));

    desk.live_through(100, 0).await;
    ticket.reply("r1", "The red one.").await.expect(201);
    desk.settle().await;
    let detail = mia.ticket(ticket.number).await;
    let running = clock(&detail, "first_resolution");
    assert_eq!(running["status"], "active");
    // 72 hours of which 2 were used before it stood for 100.
    assert_eq!(running["due_at"], "2026-03-09T13:00:00Z");
    assert_eq!(times(&detail, "ClockBreached"), 0);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_ticket_comes_back_at_its_minute() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    let past = json!({"state": "scheduled", "until": "2026-03-02T08:00:00Z"});
    mia.act(ticket.number, "state", past).await.expect_problem(422, "schedule_not_in_future");
    let later = json!({"state": "scheduled", "until": "2026-03-02T12:30:00Z"});
    mia.act(ticket.number, "state", later).await.expect(200);
    desk.live_through(3, 29).await;
    assert_eq!(mia.ticket(ticket.number).await["ticket"]["state"], "scheduled");
    desk.live_through(0, 2).await;
    assert_eq!(mia.ticket(ticket.number).await["ticket"]["state"], "open");
    desk.close().await;
}
