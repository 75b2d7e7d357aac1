//! What can go wrong with a call to the store.

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use guichet_domain::{Recorded, Ticket};

/// The database could not be asked, or holds something that can not be read. Carries no item, only the cause.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Too busy, or out of reach. The same call may succeed in a moment; whether this one did is not known.
    #[error("the database is busy or out of reach for {operation}: {cause}")]
    Unavailable { operation: &'static str, cause: String },
    /// The call is at fault, or the right to make it: it will not succeed by itself.
    #[error("the database refused {operation}: {cause}")]
    Refused { operation: &'static str, cause: String },
    #[error("a stored item can not be read: {0}")]
    Unreadable(String),
    /// Written by a newer version of the desk.
    #[error("the {item} is of schema version {version}, which this function does not know: it reads up to {known}")]
    TooNew { item: String, version: u32, known: u32 },
    #[error("an item of {bytes} bytes can not be written: the limit is {limit}")]
    TooLarge { bytes: usize, limit: usize },
    #[error("an item can not be written: {0}")]
    Unwritable(String),
}

/// How the database says that it has too much to do, after the SDK has tried again and again.
const BUSY: &[&str] = &[
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

impl StoreError {
    pub(crate) fn call<E>(operation: &'static str, error: SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let passes = match &error {
            SdkError::ServiceError(service) => {
                service.raw().status().is_server_error()
                    || service.err().code().is_some_and(|code| BUSY.contains(&code))
            }
            // There was no answer, or one that was cut off.
            SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => true,
            _ => false,
        };
        let cause = DisplayErrorContext(&error).to_string();
        if passes { Self::Unavailable { operation, cause } } else { Self::Refused { operation, cause } }
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
    /// What was learned of the customer is known by now, from another request: `Store::customer_now` tells.
    #[error("the customer was recorded meanwhile")]
    CustomerKnown,
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
