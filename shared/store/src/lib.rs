//! The only crate that knows DynamoDB.
//!
//! Callers see tickets, events and named questions ("the page of this queue after that place"); keys, items, conditions
//! and the transaction stay in here.

pub mod addresses;
pub mod commit;
pub mod configuration;
pub mod cost;
pub mod counts;
pub mod directory;
pub mod ephemera;
pub mod error;
pub mod held;
mod item;
pub mod keys;
pub mod mail;
pub mod queues;
mod request;
pub mod schema;
pub mod tickets;
mod units;

use aws_sdk_dynamodb::Client;

pub use addresses::{Said, Standing, Unreachable, Verdict};
pub use commit::{Extras, IdempotencyRecord, Learned, Link};
pub use configuration::{Configured, Revision};
pub use cost::Cost;
pub use counts::{Attainment, Counts};
pub use ephemera::{Claim, Holder, Rate};
pub use error::{CommitError, Stale, StoreError};
pub use held::{Held, HeldBecause};
pub use item::{EventItem, Summary};
pub use keys::Lane;
pub use mail::{Delivery, MailBudget, SentMail};
pub use queues::{Cursor, Due, DuePlace, Page, Queue};
pub use tickets::Deed;
pub use units::Units;

/// The names of the tables, which the template gives.
#[derive(Clone, Debug)]
pub struct Tables {
    pub tickets: String,
    pub directory: String,
    pub ephemera: String,
}

#[derive(Clone)]
pub struct Store {
    client: Client,
    tables: Tables,
    known: configuration::Known,
}

impl Store {
    pub fn new(client: Client, tables: Tables) -> Self {
        Self { client, tables, known: configuration::Known::default() }
    }

    /// What every function decides by, so that starting one pays for the first connection and not the first customer.
    pub async fn warm_up(&self) -> Result<(), StoreError> {
        self.rulebook().await.map(|_| ())
    }
}
