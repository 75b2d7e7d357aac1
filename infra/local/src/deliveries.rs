//! Asynchronous invocations: what the bus and the schedule hand to functions, at least once and in no promised order.
//!
//! A delivery is in the journal before anybody is told that it was accepted, and leaves it only once it is done or has become
//! a dead letter. Two limits apply, as in the cloud: a rule's retry policy counts failures to reach the function, and the
//! function's own settings (`EventInvokeConfig`) count failures of the function itself.

#[cfg(test)]
mod tests;

use crate::faults::{CRASHES_IN_A_ROW, Dice};
use crate::ids;
use crate::invoke::{Functions, InvokeError};
use crate::journal::{Change, Journal, JournalError};
use crate::queues::Queues;
use crate::template::{Delivery as Policy, Template};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

const LIST: &str = "deliveries";
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Whether retries wait for their time (a running desk) or follow at once (a test that drains).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Patient,
    AtOnce,
}

impl Pace {
    /// When to try again after so many failures.
    pub fn next_try(self, failures: u32) -> Option<Instant> {
        let pause = Duration::from_millis(500).saturating_mul(1 << failures.min(8)).min(LONGEST_PAUSE);
        (self == Pace::Patient).then(|| Instant::now() + pause)
    }

    /// Whether something that waits for a time may go on.
    pub fn allows(self, ready_at: Option<Instant>) -> bool {
        self == Pace::AtOnce || ready_at.is_none_or(|ready_at| ready_at <= Instant::now())
    }
}

/// An event on its way to a function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub rule: String,
    pub function: String,
    pub event: Value,
    pub retries: u32,
    pub dead_letters: Option<String>,
}

struct Pending {
    /// The key in the journal; a copy that a fault made has none.
    key: Option<String>,
    delivery: Delivery,
    missed: u32,
    failed: u32,
    crashes: u32,
    put_off: bool,
    ready_at: Option<Instant>,
}

pub struct Deliveries {
    functions: Functions,
    policies: BTreeMap<String, Policy>,
    journal: Journal,
    dice: Arc<Dice>,
    pending: Mutex<VecDeque<Pending>>,
    next_key: AtomicU64,
    added: Notify,
}

enum Outcome {
    Done,
    Again,
    Dead { queue: Option<String>, letter: Value },
}

impl Deliveries {
    /// Takes up what an earlier run accepted and did not finish.
    pub fn open(
        template: &Template,
        functions: Functions,
        journal: Journal,
        dice: Arc<Dice>,
    ) -> Result<Deliveries, JournalError> {
        let left: Vec<(String, Delivery)> = journal.list(LIST)?;
        let next_key = left.last().and_then(|(key, _)| key.parse::<u64>().ok()).map_or(0, |last| last + 1);
        let policies =
            template.functions.iter().map(|function| (function.name.clone(), function.asynchronous.clone())).collect();
        let pending = left.into_iter().map(|(key, delivery)| Pending::new(Some(key), delivery)).collect();
        Ok(Deliveries {
            functions,
            policies,
            journal,
            dice,
            pending: Mutex::new(pending),
            next_key: AtomicU64::new(next_key),
            added: Notify::new(),
        })
    }

    /// Accepts deliveries; once this returns they outlive a restart.
    pub fn add(&self, deliveries: Vec<Delivery>) -> Result<(), JournalError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let keyed: Vec<(String, Delivery)> = deliveries
            .into_iter()
            .map(|delivery| (format!("{:020}", self.next_key.fetch_add(1, Ordering::Relaxed)), delivery))
            .collect();
        for some in keyed.chunks(100) {
            let changes =
                some.iter().map(|(key, delivery)| Change::put(LIST, key, delivery)).collect::<Result<Vec<_>, _>>()?;
            self.journal.apply(&changes)?;
        }
        self.queue().extend(keyed.into_iter().map(|(key, delivery)| Pending::new(Some(key), delivery)));
        self.added.notify_one();
        Ok(())
    }

    /// Waits until something was accepted.
    pub async fn added(&self) {
        self.added.notified().await;
    }

    pub fn is_empty(&self) -> bool {
        self.queue().is_empty()
    }

    /// Makes one delivery; `false` when none is there to make now.
    pub async fn step(&self, pace: Pace) -> Result<bool, JournalError> {
        let Some(mut pending) = self.take(pace) else { return Ok(false) };
        if !pending.put_off && self.dice.drop_and_replay() {
            pending.put_off = true;
            self.queue().push_back(pending);
            return Ok(true);
        }
        if pending.key.is_some() && pending.failed == 0 && pending.crashes == 0 && self.dice.duplicate() {
            self.queue().push_back(Pending::new(None, pending.delivery.clone()));
        }
        match self.attempt(&mut pending).await {
            Outcome::Done => self.settle(pending, None)?,
            Outcome::Again => {
                pending.ready_at = pace.next_try(pending.missed + pending.failed);
                self.queue().push_back(pending);
            }
            Outcome::Dead { queue, letter } => {
                let letter = queue.map(|queue| Queues::send(&queue, &letter)).transpose()?;
                self.settle(pending, letter)?;
            }
        }
        Ok(true)
    }

    fn take(&self, pace: Pace) -> Option<Pending> {
        let mut queue = self.queue();
        let ready: Vec<usize> = queue
            .iter()
            .enumerate()
            .filter(|(_, pending)| pace.allows(pending.ready_at))
            .map(|(index, _)| index)
            .collect();
        let first = *ready.first()?;
        let chosen = if ready.len() > 1 && self.dice.reorder() { ready[self.dice.pick(ready.len())] } else { first };
        queue.remove(chosen)
    }

    /// Takes a finished delivery out of the journal, in one step with the dead letter it may have become.
    fn settle(&self, pending: Pending, letter: Option<Change>) -> Result<(), JournalError> {
        let done = pending.key.map(|key| Change::remove(LIST, &key));
        let changes: Vec<Change> = done.into_iter().chain(letter).collect();
        self.journal.apply(&changes)
    }

    async fn attempt(&self, pending: &mut Pending) -> Outcome {
        let delivery = &pending.delivery;
        if self.dice.crash_before() {
            pending.missed += 1;
            return match pending.missed > delivery.retries {
                true => Outcome::Dead { queue: delivery.dead_letters.clone(), letter: delivery.event.clone() },
                false => Outcome::Again,
            };
        }
        let answer = self.functions.invoke(&delivery.function, delivery.event.clone()).await;
        if pending.crashes < CRASHES_IN_A_ROW && self.dice.crash_after() {
            pending.crashes += 1;
            return Outcome::Again;
        }
        let error = match answer {
            Ok(_) => return Outcome::Done,
            Err(error) => error,
        };
        pending.failed += 1;
        let policy = self.policies.get(&delivery.function);
        let retries = policy.map_or(0, |policy| policy.retries);
        let last = pending.failed > retries || matches!(error, InvokeError::Unknown(_));
        tracing::warn!(function = delivery.function, rule = delivery.rule, attempt = pending.failed, last, %error, "a function failed at an event");
        if !last {
            return Outcome::Again;
        }
        let queue = policy.and_then(|policy| policy.dead_letters.clone()).or_else(|| delivery.dead_letters.clone());
        Outcome::Dead { queue, letter: dead_letter(delivery, pending.failed, &error) }
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, VecDeque<Pending>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pending {
    fn new(key: Option<String>, delivery: Delivery) -> Pending {
        Pending { key, delivery, missed: 0, failed: 0, crashes: 0, put_off: false, ready_at: None }
    }
}

/// The record that Lambda sends to the on-failure destination of an asynchronous invocation.
fn dead_letter(delivery: &Delivery, attempts: u32, error: &InvokeError) -> Value {
    json!({
        "version": "1.0",
        "timestamp": Timestamp::now().to_string(),
        "requestContext": {
            "requestId": ids::request_id(),
            "functionArn": delivery.function,
            "condition": "RetriesExhausted",
            "approximateInvokeCount": attempts,
        },
        "requestPayload": delivery.event,
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "responsePayload": {"errorMessage": error.to_string()},
    })
}
