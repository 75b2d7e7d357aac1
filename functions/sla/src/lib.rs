//! The sweep: lets time pass for the tickets for which it does something.
//!
//! Runs each minute. It reads only what is due, from an index in which a ticket stands at its next instant, and lets the
//! domain decide what that instant means: a warning, a breach, the return of a scheduled ticket. A ticket that was dealt
//! with leaves the index in the same commit, so a sweep that dies is simply continued by the next.

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use futures_util::future::join_all;
use guichet_domain::{Actor, Command, Context, SlaPolicies, TicketId};
use guichet_runtime::{Clients, Clock, ConfigError, Env, events};
use guichet_store::tickets::UpdateError;
use guichet_store::{DuePlace, Extras, Store, StoreError, keys};
use lambda_runtime::Error;
use serde_json::Value;

const PAGE: i32 = 100;

#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self { store: guichet_runtime::store(env, clients)?, clock: clients.clock.clone() })
    }
}

pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    events::measured("sla", &event.detail_type, async {
        let policies = app.store.policies().await?;
        let shards = join_all((0..keys::DUE_SHARDS).map(|shard| sweep(app, shard, &policies))).await;
        let mut swept = Swept::default();
        for shard in shards {
            let shard = shard?;
            swept.changed += shard.changed;
            swept.failed += shard.failed;
        }
        tracing::info!(sla.changed = swept.changed, sla.failed = swept.failed, "sweep finished");
        Ok(())
    })
    .await
}

#[derive(Default)]
struct Swept {
    changed: u32,
    failed: u32,
}

/// One shard of the index, from its oldest entry to now.
async fn sweep(app: &App, shard: u8, policies: &SlaPolicies) -> Result<Swept, StoreError> {
    let (mut swept, mut after) = (Swept::default(), DuePlace::default());
    loop {
        let due = app.store.due(shard, &after, app.clock.now(), PAGE).await?;
        let Some(last) = due.last() else { return Ok(swept) };
        after = last.place.clone();
        for due in &due {
            match tick(app, due.ticket, policies).await {
                Ok(()) => swept.changed += 1,
                // A ticket whose data is broken is reported and does not stop the others.
                Err(error) => {
                    swept.failed += 1;
                    tracing::error!(ticket.id = %due.ticket, %error, "the clocks of a ticket could not be looked at");
                }
            }
        }
    }
}

async fn tick(app: &App, id: TicketId, policies: &SlaPolicies) -> Result<(), UpdateError> {
    let context = Context { now: app.clock.now(), actor: Actor::system("sla"), policies };
    app.store.update(id, &context, |_| Command::Tick, Extras::default()).await.map(|_| ())
}
