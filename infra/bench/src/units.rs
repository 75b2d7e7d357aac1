//! Units per path, as the database reports them with each call.

use guichet_store::cost::measured;
use guichet_store::{Cost, Rate};
use jiff::SignedDuration;
use serde_json::json;

use crate::Outcome;
use crate::content;
use crate::desk::{Desk, Invocation};
use crate::event::Call;
use crate::seed::Seeds;
use crate::summary::Summary;

/// How many tickets are due when the sweep is measured.
const DUE: usize = 10;

pub async fn measure(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    for (name, tickets) in [("1k", 1_000), ("100k", 100_000)] {
        let mut put = |path: &str, cost: Cost| {
            summary.put(format!("units_{name}.{path}.write"), cost.write_units);
            summary.put(format!("units_{name}.{path}.read"), cost.read_units);
            summary.put(format!("units_{name}.{path}.calls"), cost.calls.into());
        };
        let mut desk = Desk::with(seeds, tickets).await?;
        warm_up(&mut desk).await?;
        opening(&mut desk, &mut put).await?;
        changes(&mut desk, &mut put).await?;
        by_mail(&mut desk, &mut put).await?;
        lists(&desk, &mut put).await?;
        sweeps(&mut desk, &mut put).await?;
    }
    Ok(())
}

/// Gives every agent a ticket, so that each has a record of their load, as on any desk that was used for a day.
async fn warm_up(desk: &mut Desk) -> Outcome<()> {
    for _ in 0..content::AGENTS {
        let customer = desk.new_customer();
        desk.open(customer).await?;
        desk.settle().await?;
    }
    Ok(())
}

async fn opening(desk: &mut Desk, put: &mut impl FnMut(&str, Cost)) -> Outcome<()> {
    let guards = guards(desk).await?;
    put("open_guards", guards);
    let customer = desk.new_customer();
    let new = desk.open(customer).await?;
    put("open_new_customer", without(new.invocation.cost, guards));
    let followed = desk.settle().await?;
    let find = |function: &str, trigger: &str| -> Outcome<Cost> {
        let found = followed.iter().find(|one| one.function == function && one.trigger == trigger);
        Ok(found.ok_or_else(|| format!("{function} was not called for {trigger}"))?.cost)
    };
    put("relay_of_opening", find("relay", "stream")?);
    put("assignment", find("assignment", "TicketOpened")?);
    put("mail", find("notifications", "TicketOpened")?);
    let known = desk.open(customer).await?;
    put("open_known_customer", without(known.invocation.cost, guards));
    desk.settle().await?;
    Ok(())
}

/// What keeps programs from opening tickets: two rate windows and the mark of a spent proof of work. It is no part of what
/// a ticket costs, so it is told apart.
async fn guards(desk: &Desk) -> Outcome<Cost> {
    let (now, store) = (desk.now(), &desk.store);
    let rate = Rate { name: "bench", limit: 10, window: SignedDuration::from_mins(10) };
    let (done, cost) = measured(async {
        store.count_rate(rate, "address", now).await?;
        store.count_rate(rate, "sender", now).await?;
        store.spend_challenge("a challenge", "a request", now.as_second() + 600).await
    })
    .await;
    done?;
    Ok(cost)
}

async fn changes(desk: &mut Desk, put: &mut impl FnMut(&str, Cost)) -> Outcome<()> {
    let customer = desk.new_customer();
    let opened = desk.open(customer).await?;
    desk.settle().await?;
    let id = opened.id;
    desk.advance(SignedDuration::from_mins(1));
    let assigned = desk.act("POST", &id, "assign", json!({"agent": content::agent_id(3)})).await?;
    put("reassign_by_hand", assigned.cost);
    put("agent_reply", desk.agent_replies(&id).await?.cost);
    desk.settle().await?;
    desk.advance(SignedDuration::from_mins(1));
    put("customer_reply", desk.customer_replies(&opened.token).await?.cost);
    put("relay_of_reply", relayed(&desk.settle().await?)?);
    put("note", desk.act("POST", &id, "notes", json!({"body": content::NOTE})).await?.cost);

    // The first message, an answer and a question were there; with these there are ten.
    for _ in 0..3 {
        desk.advance(SignedDuration::from_mins(1));
        desk.agent_replies(&id).await?;
        desk.customer_replies(&opened.token).await?;
    }
    desk.agent_replies(&id).await?;
    desk.settle().await?;
    put("ticket_10_messages", desk.agent_reads(&id).await?.cost);
    put("portal_10_messages", desk.customer_reads(&opened.token).await?.cost);

    desk.advance(SignedDuration::from_mins(1));
    put("resolve", desk.act("PUT", &id, "state", json!({"state": "resolved"})).await?.cost);
    put("relay_of_resolving", relayed(&desk.settle().await?)?);
    put("close", desk.act("PUT", &id, "state", json!({"state": "closed"})).await?.cost);
    desk.settle().await?;
    Ok(())
}

async fn by_mail(desk: &mut Desk, put: &mut impl FnMut(&str, Cost)) -> Outcome<()> {
    let customer = desk.new_customer();
    put("message_new_customer", desk.receive(content::letter(customer, content::MAILBOX, 1, "")).await?.cost);
    let followed = desk.settle().await?;
    let answered = followed.iter().find(|one| one.trigger == "Email Delivered");
    put("mail_delivered", answered.ok_or("the message was not acknowledged")?.cost);
    put("message_known_customer", desk.receive(content::letter(customer, content::MAILBOX, 2, "")).await?.cost);
    desk.settle().await?;
    let ticket = desk.last_ticket_of(customer).await?;
    let to = desk.reply_address(ticket)?;
    put("message_reply", desk.receive(content::letter(customer, &to, 3, "")).await?.cost);
    put("message_again", desk.receive(content::letter(customer, &to, 3, "")).await?.cost);
    desk.settle().await?;
    Ok(())
}

async fn lists(desk: &Desk, put: &mut impl FnMut(&str, Cost)) -> Outcome<()> {
    let agent = content::agent_id(0);
    for (name, query) in [
        ("list_team_50", "view=team&team=orders"),
        ("list_all_50", "view=all_open"),
        ("list_mine_50", "view=my_open"),
        ("list_resolved_50", "view=recently_resolved"),
    ] {
        let answer = desk.call(Call { query, ..Call::get("/api/v1/desk/tickets") }.by(&agent)).await?;
        let listed = answer.json["tickets"].as_array().map_or(0, Vec::len);
        if listed != 50 {
            return Err(format!("{query} lists {listed} tickets, not 50").into());
        }
        put(name, answer.invocation.cost);
    }
    put("views", desk.call(Call::get("/api/v1/desk/views").by(&agent)).await?.invocation.cost);
    Ok(())
}

/// Tickets that nobody answered, long before any other of the store is due.
async fn sweeps(desk: &mut Desk, put: &mut impl FnMut(&str, Cost)) -> Outcome<()> {
    let present = desk.now();
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    desk.advance(days(-10));
    for _ in 0..DUE {
        let customer = desk.new_customer();
        desk.open(customer).await?;
    }
    desk.settle().await?;
    desk.advance(days(1));
    let nothing = desk.sweep_unassigned().await?.cost;
    let swept = desk.sweep().await?.cost;
    let idle = desk.sweep().await?.cost;
    let due = f64::from(u32::try_from(DUE)?);
    put("sweep_idle", idle);
    put("sweep_unassigned_idle", nothing);
    put(
        "sweep_due_ticket",
        Cost {
            read_units: (swept.read_units - idle.read_units) / due,
            write_units: (swept.write_units - idle.write_units) / due,
            calls: (swept.calls - idle.calls) / u32::try_from(DUE)?,
        },
    );
    desk.settle().await?;
    desk.advance(present.duration_since(desk.now()));
    Ok(())
}

fn relayed(invocations: &[Invocation]) -> Outcome<Cost> {
    let last = invocations.iter().rfind(|one| one.function == "relay");
    Ok(last.ok_or("nothing was relayed")?.cost)
}

fn without(all: Cost, part: Cost) -> Cost {
    Cost {
        read_units: all.read_units - part.read_units,
        write_units: all.write_units - part.write_units,
        calls: all.calls - part.calls,
    }
}
