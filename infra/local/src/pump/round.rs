//! The records of one round: dealt out to lanes, cut into batches, and what has become of each.

use super::sequence_number;
use crate::deliveries::Pace;
use crate::faults::Dice;
use crate::template::StreamSource;
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

pub struct Round {
    pub lanes: Vec<Lane>,
    /// The sequence number up to which the stream is done with, once all lanes are.
    pub last: String,
    pub replayed: bool,
    records: Vec<Value>,
}

#[derive(Default)]
pub struct Lane(VecDeque<Batch>);

pub struct Batch {
    pub records: Vec<Value>,
    pub attempts: u32,
    pub crashes: u32,
    pub repeated: bool,
    ready_at: Option<Instant>,
}

impl Round {
    pub fn new(records: Vec<Value>, last: String, source: &StreamSource) -> Round {
        // Lanes are given out in the order in which items appear, not by a hash of their random ids: a test that runs
        // again meets the same batches.
        let mut lane_of: BTreeMap<String, usize> = BTreeMap::new();
        let mut dealt: Vec<Vec<Value>> = vec![Vec::new(); source.lanes];
        for record in &records {
            let next = lane_of.len() % source.lanes;
            dealt[*lane_of.entry(item_of(record)).or_insert(next)].push(record.clone());
        }
        let lanes = dealt
            .into_iter()
            .map(|records| Lane(records.chunks(source.batch_size).map(|batch| Batch::new(batch.to_vec())).collect()))
            .collect();
        Round { lanes, last, replayed: false, records }
    }

    pub fn is_done(&self) -> bool {
        self.lanes.iter().all(|lane| lane.0.is_empty())
    }

    /// The same round from its start, as after a checkpoint that was lost.
    pub fn replay(self, source: &StreamSource) -> Round {
        Round { replayed: true, ..Round::new(self.records, self.last, source) }
    }
}

impl Lane {
    pub fn pop_front_ready(&mut self, pace: Pace) -> Option<Batch> {
        let ready = self.0.front().is_some_and(|batch| pace.allows(batch.ready_at));
        if ready { self.0.pop_front() } else { None }
    }

    pub fn push_front(&mut self, batch: Batch) {
        self.0.push_front(batch);
    }
}

impl Batch {
    pub fn new(records: Vec<Value>) -> Batch {
        Batch { records, attempts: 0, crashes: 0, repeated: false, ready_at: None }
    }

    /// The batch, to be tried again when its pause is over.
    pub fn with_pause(mut self, pace: Pace) -> Batch {
        self.ready_at = pace.next_try(self.attempts);
        self
    }

    /// The index of the first record that the answer reports as failed. An answer that names a record of no such batch, or
    /// none, fails all of it, as with Lambda.
    pub fn first_failure(&self, answer: &Value) -> Option<usize> {
        let failures = answer.get("batchItemFailures").and_then(Value::as_array)?;
        let index_of = |failure: &Value| {
            let identifier = failure["itemIdentifier"].as_str().unwrap_or_default();
            self.records.iter().position(|record| sequence_number(record) == identifier).unwrap_or(0)
        };
        failures.iter().map(index_of).min()
    }
}

/// An order in which records of different items overtake each other and those of one item do not.
pub fn shuffled(records: Vec<Value>, dice: &Dice) -> Vec<Value> {
    let mut items: Vec<String> = records.iter().map(item_of).collect();
    for index in (1..items.len()).rev() {
        items.swap(index, dice.pick(index + 1));
    }
    let mut by_item: BTreeMap<String, VecDeque<Value>> = BTreeMap::new();
    for record in records {
        by_item.entry(item_of(&record)).or_default().push_back(record);
    }
    items.iter().filter_map(|item| by_item.get_mut(item).and_then(VecDeque::pop_front)).collect()
}

/// The key of the item that a record is about: Lambda keeps order within an item.
fn item_of(record: &Value) -> String {
    let keys = record["dynamodb"]["Keys"].as_object();
    let sorted: BTreeMap<&String, &Value> = keys.into_iter().flatten().collect();
    sorted.iter().map(|(name, value)| format!("{name}={value} ")).collect()
}
