//! The demo that a new desk begins with: a small company's help desk as it looks after ten days of work.
//!
//! It is played through the domain and the store in the order in which it would have happened, so nothing in it could not
//! have come about by itself: logs, clocks, loads and counts are those of real tickets.

mod replay;
mod script;
#[cfg(test)]
mod tests;

use crate::engine::EngineError;
use guichet_domain::{Agent, Availability, Configuration, Refusal, Rulebook, Subject};
use guichet_store::{CommitError, Store, StoreError};
use jiff::Timestamp;
use replay::Replay;
use script::{Conversations, Desk};
use std::sync::Arc;

/// What was seeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seeded {
    pub customers: usize,
    pub tickets: usize,
    pub events: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("the demo's file {file}: {error}")]
    Unreadable { file: &'static str, error: String },
    #[error(
        "What is stored is of an earlier version, or of a start that broke off while it set up the demo. Start over: make run FRESH=1"
    )]
    BrokenOff,
    #[error("the demo's ticket \"{ticket}\": {error}")]
    Ticket { ticket: Subject, error: TicketError },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// What is wrong with a ticket's script, or went wrong with its replay.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    #[error("there is no {0} in the demo")]
    Unknown(String),
    #[error("a step lies in the future")]
    InFuture,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Commit(#[from] CommitError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

/// Fills a new desk, so that its ten days end now.
pub async fn demo(store: &Store, now: Timestamp) -> Result<Seeded, SeedError> {
    // A desk counts as new until it is set up, which is done last: somebody who is there already tells that an earlier
    // attempt did not come to its end, or that the desk is from before there were revisions. Going on from there would double what it had done.
    let desk: Desk = script::read("desk.yaml", include_str!("../demo/desk.yaml"))?;
    let rulebook = Arc::new(Rulebook::new(1, desk.configuration));
    let at_work = |agent: &Agent| agent.availability != Availability::Offline || agent.last_assigned_at.is_some();
    if store.agents(&rulebook).await?.iter().any(at_work) {
        return Err(SeedError::BrokenOff);
    }
    let conversations: [Conversations; 2] = [
        script::read("tickets.en.yaml", include_str!("../demo/tickets.en.yaml"))?,
        script::read("tickets.fr.yaml", include_str!("../demo/tickets.fr.yaml"))?,
    ];
    for (agent, availability) in &desk.presence {
        store.set_availability(agent, *availability).await?;
    }
    let seeded = Replay::new(store, &rulebook, &conversations, now)?.run().await?;
    store.reconfigure(now, |configuration| *configuration = Configuration::clone(&rulebook.configuration)).await?;
    Ok(seeded)
}
