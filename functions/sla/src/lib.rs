//! The sweep: lets time pass for the tickets for which it does something.
//!
//! Runs each minute. It reads only what is due, from an index in which a ticket stands at its next instant, and lets the
//! domain decide what that instant means: a warning, a breach, the return of a scheduled ticket. A ticket that was dealt
//! with leaves the index in the same commit, so a sweep that dies is simply continued by the next.

use std::sync::Arc;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use futures_util::future::join_all;
use guichet_domain::{Actor, Command, Rulebook, TicketId};
use guichet_runtime::{Clients, Clock, ConfigError, Env, Meter, measure};
use guichet_store::tickets::UpdateError;
use guichet_store::{Deed, DuePlace, Extras, Store, StoreError, keys};
use jiff::Timestamp;
use lambda_runtime::Error;
use serde_json::Value;

const PAGE: i32 = 100;

#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    meter: Meter,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        let (store, meter) = (guichet_runtime::store(env, clients)?, Meter::from_env("sla", env)?);
        Ok(Self { store, clock: clients.clock.clone(), meter })
    }
}

pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        let (now, desk) = (app.clock.now(), app.store.rulebook().await?);
        let shards = join_all((0..keys::DUE_SHARDS).map(|shard| sweep(app, shard, &desk))).await;
        let mut most_overdue = None;
        for shard in shards {
            most_overdue = most_overdue.into_iter().chain(shard?).min();
        }
        // Said also if nothing was due: an alarm waits for it.
        let lateness = most_overdue.map_or(0.0, |due| now.duration_since(due).as_secs_f64());
        measure::note(|work| work.sweep_lateness_seconds = Some(lateness));
        Ok(())
    };
    app.meter.event(&event.detail_type, work).await
}

/// One shard of the index, from its oldest entry to now. Answers with when that was due.
async fn sweep(app: &App, shard: u8, desk: &Arc<Rulebook>) -> Result<Option<Timestamp>, StoreError> {
    let (mut oldest, mut after) = (None, DuePlace::default());
    loop {
        let due = app.store.due(shard, &after, app.clock.now(), PAGE).await?;
        let Some(last) = due.last() else { return Ok(oldest) };
        after = last.place.clone();
        oldest = oldest.or_else(|| due.first().map(|due| due.at));
        for due in &due {
            // A ticket whose data is broken says so in the log and does not stop the others.
            app.meter.part("ticket", tick(app, due.ticket, desk)).await.ok();
        }
    }
}

async fn tick(app: &App, id: TicketId, desk: &Arc<Rulebook>) -> Result<(), UpdateError> {
    measure::about(id);
    let by = Deed { now: app.clock.now(), actor: Actor::system("sla"), desk };
    let change = app.store.update(id, &by, |_| Command::Tick, Extras::default()).await?;
    let outcome = if change.is_empty() { "unchanged" } else { "changed" };
    measure::note(|work| work.outcome = Some(outcome.into()));
    Ok(())
}
