//! Who is given a ticket, and what happens while nobody can be.

use futures_util::future::join_all;
use serde_json::json;

use crate::harness::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn the_least_loaded_online_agent_below_capacity() {
    let desk = Desk::open().await;
    let (mia, tom) = (desk.agent("mia").await, desk.agent("tom").await);
    // Room for 3 + 3; two more than that come in at once.
    let drafts = (0..8).map(|n| {
        let desk = &desk;
        async move { desk.open_ticket(&format!("d{n}"), json!({"email": format!("c{n}@example.com")})).await.number }
    });
    join_all(drafts).await;
    desk.settle().await;
    assert_eq!(mia.list("my_open").await.len(), 3);
    assert_eq!(tom.list("my_open").await.len(), 3);
    assert_eq!(mia.list("unassigned").await.len(), 2);
    assert_eq!(mia.get("/me").await.expect(200)["open_load"], 3);

    // Somebody gets room: the next minute's sweep gives them what waits, the most urgent first.
    let waiting = mia.list("unassigned").await;
    let done = tom.list("my_open").await[0];
    tom.act(done, "state", json!({"state": "resolved"})).await.expect(200);
    desk.live_through(0, 1).await;
    assert_eq!(mia.list("unassigned").await, waiting[1..]);
    assert!(tom.list("my_open").await.contains(&waiting[0]));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_away_is_given_work() {
    let desk = Desk::open().await;
    let (mia, tom) = (desk.agent("mia").await, desk.agent("tom").await);
    for agent in [&mia, &tom] {
        agent.put("/me/availability", json!({"availability": "away"})).await.expect(200);
    }
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.live_through(0, 2).await;
    assert_eq!(mia.list("unassigned").await, [ticket.number]);
    tom.put("/me/availability", json!({"availability": "online"})).await.expect(200);
    desk.live_through(0, 1).await;
    assert_eq!(tom.list("my_open").await, [ticket.number]);
    let detail = tom.ticket(ticket.number).await;
    let assigned =
        detail["timeline"].as_array().unwrap().iter().find(|e| e["event"]["type"] == "TicketAssigned").unwrap();
    assert_eq!(
        assigned["event"]["reason"],
        json!({"kind": "chosen", "mode": "least_loaded", "open": 0, "capacity": 3})
    );
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_claim_at_once_one_has_it() {
    let desk = Desk::open().await;
    for name in ["mia", "tom"] {
        desk.agent(name).await.put("/me/availability", json!({"availability": "offline"})).await.expect(200);
    }
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let (mia, tom) = (desk.agent("mia").await, desk.agent("tom").await);
    let (one, two) =
        tokio::join!(mia.act(ticket.number, "claim", json!({})), tom.act(ticket.number, "claim", json!({})));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort();
    assert_eq!(statuses, [200, 409]);
    let loads = [mia.list("my_open").await.len(), tom.list("my_open").await.len()];
    assert_eq!(loads.iter().sum::<usize>(), 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_changes_team_finds_somebody_there() {
    let desk = Desk::open().await;
    let ticket = desk.open_ticket("d1", json!({})).await;
    desk.settle().await;
    let mia = desk.agent("mia").await;
    mia.act(ticket.number, "team", json!({"team": "technical"})).await.expect(200);
    desk.settle().await;
    assert_eq!(mia.ticket(ticket.number).await["ticket"]["assignee"], "jonas");
    assert_eq!(desk.mails_to("jonas@desk.example").len(), 1);
    desk.close().await;
}
