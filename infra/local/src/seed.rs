//! The demo that a new desk begins with: a small company's help desk as it looks after ten days of work.
//!
//! It is played through the domain and the store in the order in which it would have happened, so nothing in it could not
//! have come about by itself: logs, clocks, loads and counts are those of real tickets.

mod replay;
mod script;
#[cfg(test)]
mod tests;

use crate::engine::EngineError;
use guichet_domain::{Refusal, Subject};
use guichet_store::{CommitError, Store, StoreError};
use jiff::Timestamp;
use replay::Replay;
use script::{Conversations, Desk};

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
    Unreadable { file: &'static str, error: serde_yaml_ng::Error },
    #[error("An earlier start broke off while it set up the demo. Start over: make run FRESH=1")]
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
    // A desk counts as new until it has teams, and these are written last: agents without teams tell that an earlier
    // attempt did not come to its end. Going on from there would double what it had done.
    if !store.agents().await?.is_empty() {
        return Err(SeedError::BrokenOff);
    }
    let desk: Desk = script::read("desk.yaml", include_str!("../demo/desk.yaml"))?;
    let conversations: [Conversations; 2] = [
        script::read("tickets.en.yaml", include_str!("../demo/tickets.en.yaml"))?,
        script::read("tickets.fr.yaml", include_str!("../demo/tickets.fr.yaml"))?,
    ];
    for agent in &desk.agents {
        store.put_agent(agent).await?;
    }
    store.put_form(&desk.form).await?;
    let seeded = Replay::new(store, &desk, &conversations, now).await?.run().await?;
    for team in &desk.teams {
        store.put_team(team).await?;
    }
    Ok(seeded)
}
