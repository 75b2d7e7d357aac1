//! What can go wrong with a call to the store.

use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use guichet_domain::{Recorded, Ticket};

/// The database could not be asked, or holds something that can not be read. Carries no item, only the cause.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the database did not answer {operation}: {cause}")]
    Unavailable { operation: &'static str, cause: String },
    #[error("a stored item can not be read: {0}")]
    Unreadable(String),
    /// Written by a newer version of the desk.
    #[error("the {item} is of schema version {version}, which this function does not know: it reads up to {known}")]
    TooNew { item: String, version: u32, known: u32 },
    #[error("an item can not be written: {0}")]
    Unwritable(String),
}

impl StoreError {
    pub(crate) fn call<E>(operation: &'static str, error: SdkError<E>) -> Self
    where
        E: std::error::Error + 'static,
        SdkError<E>: std::error::Error,
    {
        Self::Unavailable { operation, cause: DisplayErrorContext(&error).to_string() }
    }
}

/// Why a change was not committed. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else changed the ticket: here is how it is now, and what happened since the version that was expected.
    #[error("the ticket has changed meanwhile")]
    Stale(Box<Stale>),
    #[error("there is no such ticket")]
    Missing,
    /// The command with this idempotency key was already carried out.
    #[error("the command was carried out before")]
    Repeated,
    #[error("the agent has no capacity left")]
    AtCapacity,
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Debug)]
pub struct Stale {
    pub current: Ticket,
    pub since: Vec<Recorded>,
}
