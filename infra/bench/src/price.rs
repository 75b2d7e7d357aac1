//! What a ticket's life costs in dollars: its units and calls, as measured, times the price list.

use guichet_domain::Configuration;
use guichet_runtime::price as per;
use guichet_store::Cost;
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Desk, Invocation};
use crate::event::Call;
use crate::seed::Seeds;
use crate::summary::Summary;
use crate::{Outcome, content};

/// What can not be measured here: how long a function runs in the cloud. A call to another service of the same region takes
/// about so long, and functions are taken to make their calls one after the other, which some do not.
const SECONDS_PER_CALL: f64 = 0.005;
const SECONDS_OF_ITS_OWN: f64 = 0.005;
/// The memory of a function in the template.
const GIGABYTES: f64 = 0.25;

/// Mails of the life that is priced. The life played here sends five; the sixth, say word of a breach, is priced as their mean.
const MAILS: usize = 6;
const MINUTES_PER_MONTH: f64 = 60.0 * 24.0 * 30.0;

/// Dollars, item by item.
#[derive(Clone, Copy, Default)]
struct Price {
    writes: f64,
    reads: f64,
    requests: f64,
    invocations: f64,
    seconds: f64,
    events: f64,
    mails: f64,
    mails_received: f64,
}

impl Price {
    fn of(invocation: &Invocation) -> Self {
        let Cost { read_units, write_units, calls } = invocation.cost;
        let bus_calls = u32::from(invocation.events > 0);
        let mails = count(invocation.mails);
        let other_calls = f64::from(calls + bus_calls) + mails;
        let is_request = matches!(invocation.function, "intake" | "desk");
        Self {
            writes: write_units * per::WRITE_UNIT,
            reads: read_units * per::READ_UNIT,
            requests: f64::from(u8::from(is_request)) * per::HTTP_REQUEST,
            invocations: per::LAMBDA_REQUEST,
            seconds: (SECONDS_OF_ITS_OWN + other_calls * SECONDS_PER_CALL) * GIGABYTES * per::GIGABYTE_SECOND,
            events: count(invocation.events) * per::BUS_EVENT,
            mails: mails * per::MAIL,
            mails_received: count(invocation.mails_received) * per::MAIL_RECEIVED,
        }
    }

    fn without_mail(self) -> f64 {
        self.writes + self.reads + self.requests + self.invocations + self.seconds + self.events
    }

    fn plus(self, other: Self) -> Self {
        Self {
            writes: self.writes + other.writes,
            reads: self.reads + other.reads,
            requests: self.requests + other.requests,
            invocations: self.invocations + other.invocations,
            seconds: self.seconds + other.seconds,
            events: self.events + other.events,
            mails: self.mails + other.mails,
            mails_received: self.mails_received + other.mails_received,
        }
    }

    fn times(self, factor: f64) -> Self {
        Self {
            writes: self.writes * factor,
            reads: self.reads * factor,
            requests: self.requests * factor,
            invocations: self.invocations * factor,
            seconds: self.seconds * factor,
            events: self.events * factor,
            mails: self.mails * factor,
            mails_received: self.mails_received * factor,
        }
    }
}

pub async fn measure(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    let mut desk = Desk::with(seeds, 1_000).await?;
    // An earlier ticket, so that the life that is priced is not the first on its desk.
    live(&mut desk).await?;
    let steps = live(&mut desk).await?;
    let life: Vec<Invocation> = steps.iter().flat_map(|(_, invocations)| invocations.clone()).collect();
    let mails: Vec<Invocation> = life.iter().filter(|one| one.mails > 0).cloned().collect();

    let mut all = total(&life);
    for (name, invocations) in &steps {
        summary.put(format!("price.step.{name}_usd"), total(invocations).without_mail());
    }
    let sent: usize = mails.iter().map(|one| one.mails).sum();
    if let Some(missing) = MAILS.checked_sub(sent).filter(|missing| *missing > 0) {
        let more = total(&mails).times(count(missing) / count(sent));
        summary.put("price.step.sixth_mail_usd", more.without_mail());
        all = all.plus(more);
    }
    summary.put("price.item.write_units_usd", all.writes);
    summary.put("price.item.read_units_usd", all.reads);
    summary.put("price.item.http_api_usd", all.requests);
    summary.put("price.item.lambda_requests_usd", all.invocations);
    summary.put("price.item.lambda_seconds_usd", all.seconds);
    summary.put("price.item.bus_events_usd", all.events);
    summary.put("price.item.mails_usd", all.mails);
    summary.put("price.life_without_mail_usd", all.without_mail());
    summary.put("price.life_with_mail_usd", all.without_mail() + all.mails);
    summary.put("price.life_write_units", life.iter().map(|one| one.cost.write_units).sum());
    summary.put("price.life_read_units", life.iter().map(|one| one.cost.read_units).sum());
    summary.put("price.life_bus_events", count(life.iter().map(|one| one.events).sum()));
    summary.put("price.life_mails_sent", count(sent));

    // The same life of a ticket whose customer writes mail and never sees a page.
    live_by_mail(&mut desk).await?;
    let by_mail = live_by_mail(&mut desk).await?;
    let all = total(&by_mail);
    summary.put("price.by_mail_life_write_units", by_mail.iter().map(|one| one.cost.write_units).sum());
    summary.put("price.by_mail_life_read_units", by_mail.iter().map(|one| one.cost.read_units).sum());
    summary.put("price.by_mail_life_mails_sent", count(by_mail.iter().map(|one| one.mails).sum()));
    summary.put("price.by_mail_life_mails_received", count(by_mail.iter().map(|one| one.mails_received).sum()));
    summary.put("price.by_mail_life_without_mail_usd", all.without_mail());
    summary.put("price.by_mail_life_with_mail_usd", all.without_mail() + all.mails + all.mails_received);

    // A desk that nobody writes to still looks each minute whether something is due.
    let idle = [desk.sweep().await?, desk.sweep_unassigned().await?];
    summary.put("price.idle_month_usd", total(&idle).without_mail() * MINUTES_PER_MONTH);

    // The same life where nothing is promised and nothing is routed, and where all is set up that can be.
    let configuration = Configuration::clone(&desk.store.rulebook().await?.configuration);
    let (mut bare, mut full) = (configuration.clone(), configuration);
    content::without_promises(&mut bare);
    content::with_every_promise(&mut full)?;
    for (name, configuration) in [("bare", bare), ("full", full)] {
        desk.store.reconfigure(desk.now(), |desk| desk.clone_from(&configuration)).await?;
        live(&mut desk).await?;
        let life: Vec<Invocation> =
            live(&mut desk).await?.into_iter().flat_map(|(_, invocations)| invocations).collect();
        summary.put(format!("price.{name}_life_write_units"), life.iter().map(|one| one.cost.write_units).sum());
        summary.put(format!("price.{name}_life_read_units"), life.iter().map(|one| one.cost.read_units).sum());
        summary.put(format!("price.{name}_life_without_mail_usd"), total(&life).without_mail());
    }
    Ok(())
}

/// Open, assign, three answers and two replies in turn, resolve, close. Whoever writes has looked at the ticket first.
async fn live(desk: &mut Desk) -> Outcome<Vec<(&'static str, Vec<Invocation>)>> {
    let mut steps = Vec::new();
    let customer = desk.new_customer();
    let form = desk.call(Call::get("/api/v1/forms/default")).await?.invocation;
    let opened = desk.open(customer).await?;
    let (id, token) = (opened.id, opened.token);
    let mut opening = vec![form, opened.challenge, opened.invocation];
    // The first record of the stream is the opening and the second the assignment that followed from it.
    let mut assigning = Vec::new();
    let mut records = 0;
    for invocation in desk.settle().await? {
        records += usize::from(invocation.function == "relay");
        let is_assignment = records > 1 || invocation.function == "assignment";
        if is_assignment { assigning.push(invocation) } else { opening.push(invocation) }
    }
    steps.push(("open", opening));
    steps.push(("assign", assigning));
    for (name, is_agent) in
        [("answer_1", true), ("reply_1", false), ("answer_2", true), ("reply_2", false), ("answer_3", true)]
    {
        desk.advance(SignedDuration::from_mins(5));
        let mut step = match is_agent {
            true => vec![desk.agent_reads(&id).await?, desk.agent_replies(&id).await?],
            false => vec![desk.customer_reads(&token).await?, desk.customer_replies(&token).await?],
        };
        step.extend(desk.settle().await?);
        steps.push((name, step));
    }
    for state in ["resolved", "closed"] {
        desk.advance(SignedDuration::from_mins(5));
        let mut step =
            vec![desk.agent_reads(&id).await?, desk.act("PUT", &id, "state", json!({"state": state})).await?];
        step.extend(desk.settle().await?);
        steps.push((if state == "resolved" { "resolve" } else { "close" }, step));
    }
    Ok(steps)
}

/// The same, but that the customer writes mail: a question, and two answers to the agents' mails.
async fn live_by_mail(desk: &mut Desk) -> Outcome<Vec<Invocation>> {
    let customer = desk.new_customer();
    let mut life = vec![desk.receive(content::letter(customer, content::MAILBOX, customer * 10, "")).await?];
    life.extend(desk.settle().await?);
    let ticket = desk.last_ticket_of(customer).await?;
    let (id, to) = (ticket.to_string(), desk.reply_address(ticket)?);
    for turn in 1..=3 {
        desk.advance(SignedDuration::from_mins(5));
        life.extend([desk.agent_reads(&id).await?, desk.agent_replies(&id).await?]);
        life.extend(desk.settle().await?);
        if turn < 3 {
            desk.advance(SignedDuration::from_mins(5));
            life.push(desk.receive(content::letter(customer, &to, customer * 10 + turn, "")).await?);
            life.extend(desk.settle().await?);
        }
    }
    for state in ["resolved", "closed"] {
        desk.advance(SignedDuration::from_mins(5));
        life.extend([desk.agent_reads(&id).await?, desk.act("PUT", &id, "state", json!({"state": state})).await?]);
        life.extend(desk.settle().await?);
    }
    Ok(life)
}

fn total(invocations: &[Invocation]) -> Price {
    invocations.iter().map(Price::of).fold(Price::default(), Price::plus)
}

#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn count(number: usize) -> f64 {
    number as f64
}
