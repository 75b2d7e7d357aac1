//! The sweep of the service levels when much is open and much is due in the same minute.
//!
//! Two waves. The first reaches every due ticket's target and is measured. The second comes an hour later, at the next rung of
//! the same tickets, and is killed again and again; then each ticket's log is asked what it was taken past, and how often.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_domain::{
    Action, Actor, Change, Command, Context, Customer, Event, Metric, Policy, Recipient, Rulebook, Rung, TicketId,
};
use guichet_store::cost::measured;
use guichet_store::{Cost, keys};
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinHandle;

use crate::desk::Desk;
use crate::seed::{self, Seeds};
use crate::summary::Summary;
use crate::{Outcome, event, process};

/// Deadlines reached in the same minute.
const DUE: usize = 10_000;
const OPEN: [(&str, usize); 2] = [("10k", 10_000), ("1m", 1_000_000)];
/// Of the tickets that are not due so many are decided one by one. The others are copies of these.
const ORIGINALS: usize = 10_000;
const KILLS: usize = 3;
/// How often is looked what a sweep has dealt with.
const LOOK: Duration = Duration::from_millis(50);
const LOGS_AT_ONCE: usize = 8;
const TARGET: SignedDuration = SignedDuration::from_hours(8);

pub async fn measure(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    for (name, open) in OPEN {
        let mut desk = Desk::with(seeds, 0).await?;
        let started = Instant::now();
        let due = fill(&desk, open).await?;
        summary.put(format!("sweep_{name}.seeding_s"), started.elapsed().as_secs_f64());

        let busy = process::cpu_time(std::process::id())?;
        let (took, cost, late) = sweep(&mut desk, &due).await?;
        let busy = process::cpu_time(std::process::id())?.saturating_sub(busy);
        let idle = desk.sweep().await?.cost;
        let per_ticket = |units: f64| units / f64::from(u32::try_from(DUE).unwrap_or(u32::MAX));
        summary.put(format!("sweep_{name}.seconds"), took.as_secs_f64());
        summary.put(format!("sweep_{name}.cpu_s"), busy.as_secs_f64());
        summary.put(format!("sweep_{name}.due_ticket.write"), per_ticket(cost.write_units - idle.write_units));
        summary.put(format!("sweep_{name}.due_ticket.read"), per_ticket(cost.read_units - idle.read_units));
        for (share, at) in [("p50", DUE / 2), ("p99", DUE * 99 / 100), ("max", DUE - 1)] {
            summary.put(format!("sweep_{name}.late_{share}_s"), late[at]);
        }
        taken_once(&desk, &due, 2).await?;

        desk.advance(SignedDuration::from_hours(1));
        for kill in 1..=KILLS {
            kill_half_way(&mut desk, DUE / (KILLS + 1)).await?;
            eprintln!("killed {kill} times");
        }
        desk.sweep().await?;
        taken_once(&desk, &due, 3).await?;
        summary.put(format!("sweep_{name}.logs_exact"), f64::from(u32::try_from(due.len())?));
    }
    Ok(())
}

/// What is promised, with the rungs that [`taken_once`] looks for.
fn policy() -> Outcome<Policy> {
    let rung = |at: &str, recipient| -> Outcome<Rung> {
        let actions = vec![Action::Notify(recipient)];
        Ok(Rung { metric: Metric::FirstResponse, at: at.parse()?, actions, business_hours_only: false })
    };
    let mut late = rung("100 %", Recipient::TeamLead)?;
    late.actions.push(Action::AddTag("late".parse()?));
    let ladder = vec![rung("50 %", Recipient::Assignee)?, late, rung("+1h", Recipient::TeamLead)?];
    Ok(Policy { ladder, ..Policy::usual().ok_or("there is no usual policy")? })
}

/// Opens so many tickets in the past. Answers with those that are due in the last minute, and when each of them is.
async fn fill(desk: &Desk, open: usize) -> Outcome<BTreeMap<TicketId, Timestamp>> {
    let policy = policy()?;
    let rules = desk.store.reconfigure(desk.now(), |desk| desk.policies = vec![policy.clone()]).await?;
    let (originals, file) = ((open - DUE).min(ORIGINALS), desk.folder.path().join("dynamodb.sqlite"));
    let ticket = |index| if index < DUE { due(index, desk.now(), &rules) } else { not_due(index, desk.now(), &rules) };
    seed::import(&desk.database, &desk.template, DUE + originals, ticket).await?;
    if let Some(copies) = (open - DUE).checked_div(originals) {
        multiply(&file, originals, copies)?;
    }
    // What seeding has left to be carried over into the file is no work of the sweep's.
    rusqlite::Connection::open(&file)?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let mut instants = BTreeMap::new();
    for index in 0..DUE {
        let id = desk.store.ticket_id_by_number(u64::try_from(seed::FIRST_NUMBER + index)?).await?;
        instants.insert(id.ok_or("a ticket was not seeded")?, due_at(index, desk.now())?);
    }
    Ok(instants)
}

/// Spread evenly over the minute that ends now.
fn due_at(index: usize, now: Timestamp) -> Outcome<Timestamp> {
    let share = i64::try_from((DUE - index) * 1_000_000 / DUE)?;
    Ok(now - SignedDuration::from_micros(share * 60))
}

/// Opened so long ago that its target is reached in the last minute; what came before that has been seen to.
fn due(index: usize, now: Timestamp, desk: &Rulebook) -> Outcome<(Change, Customer)> {
    let at = due_at(index, now)? - TARGET;
    let (mut change, customer) = seed::assigned(index, at, desk)?;
    let then = now - SignedDuration::from_hours(1);
    let context = Context { now: then, actor: Actor::system("sla"), desk, pinned: desk };
    seed::follow(&mut change, Command::Tick, &context)?;
    Ok((change, customer))
}

/// Opened within the last two hours: nothing happens to it in either wave.
fn not_due(index: usize, now: Timestamp, desk: &Rulebook) -> Outcome<(Change, Customer)> {
    let seconds = i64::try_from((index - DUE) * 7_200 / ORIGINALS)?;
    seed::assigned(index, now - SignedDuration::from_secs(7_200 - seconds), desk)
}

/// Copies tickets inside the file, which takes minutes where writing them one by one would take an hour. A copy differs from its
/// original in its id and its number, wherever they stand: keys, items and index entries are texts.
fn multiply(file: &Path, originals: usize, copies: usize) -> Outcome<()> {
    let mut database = rusqlite::Connection::open(file)?;
    database.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")?;
    database.execute(
        "CREATE TEMP TABLE original AS
         SELECT json_extract(item_json, '$.ticket.S') AS id, substr(pk, length('S:UNIQUE#number#') + 1) AS number
         FROM TicketsTable WHERE pk >= 'S:UNIQUE#number#' || ?1 AND pk < 'S:UNIQUE#number#~'",
        [seed::FIRST_NUMBER + DUE],
    )?;
    let columns = |names: &[&str]| {
        let copied = |name: &&str| format!("replace(replace({name}, id, new_id), number, new_number)");
        names.iter().map(copied).collect::<Vec<_>>().join(", ")
    };
    let (item, entry) =
        (columns(&["pk", "sk", "item_json"]), columns(&["gsi_pk", "gsi_sk", "table_pk", "table_sk", "item_json"]));
    let mut statements = Vec::new();
    for key in ["'S:TICKET#' || id", "'S:UNIQUE#number#' || number"] {
        statements.push(format!(
            "INSERT INTO TicketsTable SELECT {item}, item_size, cached_at, hash_prefix
             FROM copy CROSS JOIN TicketsTable ON pk = {key}"
        ));
    }
    for index in ["by_queue", "by_assignee", "by_customer", "due"] {
        let table = format!("\"TicketsTable::gsi::{index}\"");
        statements.push(format!(
            "INSERT INTO {table} SELECT {entry} FROM copy CROSS JOIN {table} ON table_pk = 'S:TICKET#' || id"
        ));
    }
    for copy in 1..copies {
        let transaction = database.transaction()?;
        // Ids begin with a time. Those of a copy have one of their own, so that each copy is written behind the one before.
        transaction.execute_batch(&format!(
            "DROP TABLE IF EXISTS copy;
             CREATE TEMP TABLE copy AS
             SELECT id, number, printf('%08x', {} + {copy}) || substr(id, 9) AS new_id,
                    CAST(number + {copy} * {originals} AS TEXT) AS new_number
             FROM original ORDER BY id",
            0x0200_0000
        ))?;
        for statement in &statements {
            transaction.execute(statement, [])?;
        }
        transaction.commit()?;
    }
    Ok(())
}

type Sweeping = JoinHandle<(Result<(), lambda_http::Error>, Cost)>;

/// Starts a sweep as the schedule does.
fn start(desk: &Desk) -> Outcome<Sweeping> {
    let (sla, scheduled) = (desk.sla.clone(), serde_json::from_value(event::scheduled(desk.now()))?);
    Ok(tokio::spawn(async move { measured(guichet_sla::handle(&sla, scheduled)).await }))
}

/// How long a sweep takes, what it costs, and how late each ticket is dealt with, in order: the time from its deadline to the
/// sweep, and from there until its commit is seen in the stream.
async fn sweep(desk: &mut Desk, due: &BTreeMap<TicketId, Timestamp>) -> Outcome<(Duration, Cost, Vec<f64>)> {
    desk.records()?;
    let (started, sweeping) = (Instant::now(), start(desk)?);
    let (mut late, mut took) = (Vec::new(), None);
    while late.len() < due.len() {
        tokio::time::sleep(LOOK).await;
        if took.is_some() {
            return Err(format!("{} tickets are due, and {} were dealt with", due.len(), late.len()).into());
        }
        took = sweeping.is_finished().then(|| started.elapsed());
        for record in desk.records()? {
            let pk = record["dynamodb"]["Keys"]["pk"]["S"].as_str().unwrap_or_default();
            let Some(at) = keys::parse_ticket_pk(pk).and_then(|id| due.get(&id)) else { continue };
            late.push((desk.now().duration_since(*at) + started.elapsed().try_into()?).as_secs_f64());
        }
    }
    let (done, cost) = sweeping.await?;
    done.map_err(|error| error.to_string())?;
    late.sort_by(f64::total_cmp);
    Ok((took.unwrap_or_else(|| started.elapsed()), cost, late))
}

/// Starts a sweep and drops it, wherever it is, when it has dealt with so many tickets.
async fn kill_half_way(desk: &mut Desk, tickets: usize) -> Outcome<()> {
    desk.records()?;
    let sweeping = start(desk)?;
    let mut dealt_with = 0;
    while dealt_with < tickets && !sweeping.is_finished() {
        tokio::time::sleep(LOOK).await;
        dealt_with += desk.records()?.len();
    }
    sweeping.abort();
    match sweeping.await {
        Err(error) if error.is_cancelled() => Ok(()),
        _ => Err(format!("the sweep ended before it was killed, after {dealt_with} tickets").into()),
    }
}

/// Whether each log tells of the first rungs of the ladder, of each once, and of nothing else that a rung is.
async fn taken_once(desk: &Desk, due: &BTreeMap<TicketId, Timestamp>, rungs: u32) -> Outcome<()> {
    let expected = &(0..rungs).collect::<Vec<u32>>();
    stream::iter(due.keys().map(|id| async move {
        let log = desk.store.log(*id).await?;
        let mut taken = Vec::new();
        for recorded in log {
            if let Event::RungReached { metric: Metric::FirstResponse, instance: 1, rung, .. } = recorded.event {
                taken.push(rung);
            } else if matches!(recorded.event, Event::RungReached { .. }) {
                return Err(format!("the log of {id} tells of a rung that is on no ladder").into());
            }
        }
        taken.sort_unstable();
        if taken == *expected { Ok(()) } else { Err(format!("the log of {id} tells of the rungs {taken:?}").into()) }
    }))
    .buffer_unordered(LOGS_AT_ONCE)
    .try_collect()
    .await
}
