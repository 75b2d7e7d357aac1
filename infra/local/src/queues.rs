//! The queues that take what could not be delivered.

use crate::ids;
use crate::journal::{Change, Journal, JournalError};
use serde_json::Value;

/// The template's queues; a message stays until it is purged, as nobody consumes a dead-letter queue here.
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
        Ok(self.journal.list(&list_of(queue))?.into_iter().map(|(_, message)| message).collect())
    }

    /// Empties a queue.
    pub fn purge(&self, queue: &str) -> Result<(), JournalError> {
        let messages: Vec<(String, Value)> = self.journal.list(&list_of(queue))?;
        // A transaction takes at most a hundred steps.
        for some in messages.chunks(100) {
            let changes: Vec<Change> = some.iter().map(|(key, _)| Change::remove(&list_of(queue), key)).collect();
            self.journal.apply(&changes)?;
        }
        Ok(())
    }
}

fn list_of(queue: &str) -> String {
    format!("queue {queue}")
}
