//! The queues that take what could not be delivered.

use crate::ids;
use crate::journal::{Change, Journal, JournalError};
use serde_json::Value;

/// The template's queues; a message stays until it is done again, as nobody consumes a dead-letter queue by itself.
#[derive(Clone)]
pub struct Queues {
    journal: Journal,
}

impl Queues {
    pub fn new(journal: Journal) -> Queues {
        Queues { journal }
    }

    /// The step that puts a message into a queue, for a change that also takes it from where it was.
    pub fn send(queue: &str, message: &Value) -> Result<Change, JournalError> {
        // The time in front keeps a queue in the order in which its messages came.
        let key = format!("{:020} {}", jiff::Timestamp::now().as_microsecond(), ids::request_id());
        Change::put(&list_of(queue), &key, message)
    }

    pub fn messages(&self, queue: &str) -> Result<Vec<Value>, JournalError> {
        Ok(self.entries(queue)?.into_iter().map(|(_, message)| message).collect())
    }

    /// The messages with the keys by which they can be removed, oldest first.
    pub fn entries(&self, queue: &str) -> Result<Vec<(String, Value)>, JournalError> {
        self.journal.list(&list_of(queue))
    }

    pub fn remove(&self, queue: &str, key: &str) -> Result<(), JournalError> {
        self.journal.apply(&[Change::remove(&list_of(queue), key)])
    }
}

fn list_of(queue: &str) -> String {
    format!("queue {queue}")
}
