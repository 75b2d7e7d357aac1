//! The stream pump: reads a table's stream and hands it to a function by the rules of Lambda's event source mapping.
//!
//! It works in rounds. A round is read after the checkpoint, filtered and dealt out to lanes; the records of one item share a
//! lane and keep their order, while lanes do not wait for each other. Only when all of a round is done, or has become a dead
//! letter, does the checkpoint move: what a restart interrupts is delivered again.

mod round;
#[cfg(test)]
mod tests;

use crate::deliveries::Pace;
use crate::faults::{CRASHES_IN_A_ROW, Dice};
use crate::ids;
use crate::invoke::Functions;
use crate::journal::{Change, Journal, JournalError};
use crate::queues::Queues;
use crate::template::StreamSource;
use crate::template::intrinsics::{ACCOUNT, REGION};
use dynoxide::{Database, DynoxideError};
use jiff::Timestamp;
use round::{Batch, Round};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const LIST: &str = "checkpoints";

/// Attempts that stand for the 24 hours a record lives, where the template sets no number of retries.
const UNTIL_IT_EXPIRES: u32 = 100;

/// How long a running desk lets a stream fill that it has just found empty. A look takes the database about as long as a
/// read of a ticket, and without a pause there are more looks than records.
const BREATH: Duration = Duration::from_millis(20);

#[derive(Debug, thiserror::Error)]
pub enum PumpError {
    #[error("the stream: {0}")]
    Stream(#[from] DynoxideError),
    #[error("the stream answered with something unexpected: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// How far a stream was read. The label tells a stream from an earlier one of the same table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Checkpoint {
    label: String,
    sequence_number: String,
}

pub struct Pump {
    source: StreamSource,
    functions: Functions,
    database: Database,
    journal: Journal,
    dice: Arc<Dice>,
    arn: String,
    label: String,
    checkpoint: Option<Checkpoint>,
    round: Option<Round>,
    read_again_at: Option<Instant>,
}

impl Pump {
    pub fn open(
        source: StreamSource,
        functions: Functions,
        database: Database,
        journal: Journal,
        dice: Arc<Dice>,
    ) -> Result<Pump, PumpError> {
        let streams =
            serde_json::to_value(database.list_streams(serde_json::from_value(json!({"TableName": source.table}))?)?)?;
        let text = |name: &str| streams["Streams"][0][name].as_str().unwrap_or_default().to_owned();
        let (arn, label) = (text("StreamArn"), text("StreamLabel"));
        let checkpoint =
            journal.get(LIST, &key_of(&source))?.filter(|checkpoint: &Checkpoint| checkpoint.label == label);
        Ok(Pump {
            source,
            functions,
            database,
            journal,
            dice,
            arn,
            label,
            checkpoint,
            round: None,
            read_again_at: None,
        })
    }

    /// Does the next piece of work; `false` when nothing can be done now.
    pub async fn step(&mut self, pace: Pace) -> Result<bool, PumpError> {
        if self.round.is_none() {
            if !pace.allows(self.read_again_at) {
                return Ok(false);
            }
            self.round = self.read()?;
            self.read_again_at = (pace == Pace::Patient && self.round.is_none()).then(|| Instant::now() + BREATH);
        }
        let Some(mut round) = self.round.take() else { return Ok(false) };
        let mut worked = false;
        for lane in 0..round.lanes.len() {
            let Some(batch) = round.lanes[lane].pop_front_ready(pace) else { continue };
            worked = true;
            for left in self.deliver(batch, pace).await?.into_iter().rev() {
                round.lanes[lane].push_front(left);
            }
        }
        if !round.is_done() {
            self.round = Some(round);
            return Ok(worked);
        }
        if !round.replayed && self.dice.drop_and_replay() {
            self.round = Some(round.replay(&self.source));
            return Ok(true);
        }
        self.move_checkpoint(round.last)?;
        Ok(true)
    }

    /// Goes on from the end of the stream: what is in it by now is not delivered.
    pub fn skip(&mut self) -> Result<(), PumpError> {
        self.round = None;
        while let Some(last) = self.records()?.last().map(sequence_number) {
            self.move_checkpoint(last)?;
        }
        Ok(())
    }

    /// Reads the next round; rounds in which nothing passes the filters are skipped.
    fn read(&mut self) -> Result<Option<Round>, PumpError> {
        loop {
            let records = self.records()?;
            let Some(last) = records.last().map(sequence_number) else { return Ok(None) };
            let mut records: Vec<Value> = records.into_iter().filter(|record| self.wants(record)).collect();
            if records.is_empty() {
                self.move_checkpoint(last)?;
                continue;
            }
            if self.dice.reorder() {
                records = round::shuffled(records, &self.dice);
            }
            return Ok(Some(Round::new(records, last, &self.source)));
        }
    }

    fn records(&self) -> Result<Vec<Value>, PumpError> {
        let from = match &self.checkpoint {
            None => json!({"ShardIteratorType": "TRIM_HORIZON"}),
            Some(checkpoint) => json!({
                "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                "SequenceNumber": checkpoint.sequence_number,
            }),
        };
        self.read_from(from, self.source.batch_size * self.source.lanes)
    }

    /// The records that a letter about a batch stands for, if they are of this stream and it still has them. Between them are
    /// others that the trigger's filters keep from the function.
    pub fn records_at(&self, place: &Value) -> Result<Option<Vec<Value>>, PumpError> {
        let end = place["endSequenceNumber"].as_str().unwrap_or_default();
        if place["streamArn"] != self.arn.as_str() {
            return Ok(None);
        }
        let (mut found, mut kind, mut next) = (Vec::new(), "AT_SEQUENCE_NUMBER", place["startSequenceNumber"].clone());
        loop {
            let page = self.read_from(json!({"ShardIteratorType": kind, "SequenceNumber": next}), 1000)?;
            let Some(last) = page.last().map(sequence_number) else { return Ok(None) };
            for record in page {
                let ends = sequence_number(&record) == end;
                if self.wants(&record) {
                    found.push(record);
                }
                if ends {
                    return Ok(Some(found));
                }
            }
            (kind, next) = ("AFTER_SEQUENCE_NUMBER", json!(last));
        }
    }

    fn wants(&self, record: &Value) -> bool {
        self.source.filters.is_empty() || self.source.filters.iter().any(|filter| filter.matches(record))
    }

    fn read_from(&self, mut from: Value, limit: usize) -> Result<Vec<Value>, PumpError> {
        from["StreamArn"] = json!(self.arn);
        from["ShardId"] = json!(dynoxide::streams::shard_id(&self.source.table));
        let iterator = self.database.get_shard_iterator(serde_json::from_value(from)?)?.shard_iterator;
        let page = json!({"ShardIterator": iterator, "Limit": limit.min(1000)});
        let page = self.database.get_records(serde_json::from_value(page)?)?;
        page.records
            .iter()
            .map(|record| {
                let mut record = serde_json::to_value(record)?;
                record["eventSourceARN"] = json!(self.arn);
                record["awsRegion"] = json!(REGION);
                Ok(record)
            })
            .collect()
    }

    fn move_checkpoint(&mut self, sequence_number: String) -> Result<(), PumpError> {
        let checkpoint = Checkpoint { label: self.label.clone(), sequence_number };
        self.journal.apply(&[Change::put(LIST, &key_of(&self.source), &checkpoint)?])?;
        self.checkpoint = Some(checkpoint);
        Ok(())
    }

    /// Delivers a batch once; gives what of it is to be delivered again, in order.
    async fn deliver(&self, mut batch: Batch, pace: Pace) -> Result<Vec<Batch>, PumpError> {
        if batch.crashes < CRASHES_IN_A_ROW && self.dice.crash_before() {
            batch.crashes += 1;
            return Ok(vec![batch]);
        }
        let answer = self.functions.invoke(&self.source.function, json!({"Records": batch.records})).await;
        if batch.crashes < CRASHES_IN_A_ROW && self.dice.crash_after() {
            batch.crashes += 1;
            return Ok(vec![batch]);
        }
        let failed_from = match &answer {
            Ok(answer) if self.source.reports_failures => batch.first_failure(answer),
            Ok(_) => None,
            Err(_) => Some(0),
        };
        let Some(failed_from) = failed_from else {
            if !batch.repeated && self.dice.duplicate() {
                batch.repeated = true;
                return Ok(vec![batch]);
            }
            return Ok(vec![]);
        };
        let error =
            answer.err().map_or_else(|| "it reported records that failed".to_owned(), |error| error.to_string());
        tracing::warn!(
            function = self.source.function,
            records = batch.records.len(),
            failed_from,
            error,
            "a function failed at a batch"
        );
        if failed_from > 0 {
            // What came before the first failure is done; the rest is a new batch from there on.
            return Ok(vec![Batch::new(batch.records.split_off(failed_from)).with_pause(pace)]);
        }
        if self.source.bisect && batch.records.len() > 1 {
            // Splitting isolates the record at fault and does not count as an attempt.
            let second = batch.records.split_off(batch.records.len() / 2);
            return Ok(vec![batch.with_pause(pace), Batch::new(second)]);
        }
        batch.attempts += 1;
        if batch.attempts > self.source.retries.unwrap_or(UNTIL_IT_EXPIRES) {
            self.give_up(&batch)?;
            return Ok(vec![]);
        }
        Ok(vec![batch.with_pause(pace)])
    }

    /// Sends word of a batch to the on-failure queue: where it stood in the stream, not the records themselves.
    fn give_up(&self, batch: &Batch) -> Result<(), PumpError> {
        tracing::error!(function = self.source.function, records = batch.records.len(), "a batch is given up");
        let Some(queue) = &self.source.dead_letters else { return Ok(()) };
        let letter = json!({
            "version": "1.0",
            "timestamp": Timestamp::now().to_string(),
            "requestContext": {
                "requestId": ids::request_id(),
                "functionArn": format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{}", self.source.function),
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": batch.attempts,
            },
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
            "DDBStreamBatchInfo": {
                "shardId": dynoxide::streams::shard_id(&self.source.table),
                "startSequenceNumber": batch.records.first().map(sequence_number),
                "endSequenceNumber": batch.records.last().map(sequence_number),
                "approximateArrivalOfFirstRecord": batch.records.first().map(arrival),
                "approximateArrivalOfLastRecord": batch.records.last().map(arrival),
                "batchSize": batch.records.len(),
                "streamArn": self.arn,
            },
        });
        self.journal.apply(&[Queues::send(queue, &letter)?])?;
        Ok(())
    }
}

fn key_of(source: &StreamSource) -> String {
    format!("{} {}", source.function, source.table)
}

fn sequence_number(record: &Value) -> String {
    record["dynamodb"]["SequenceNumber"].as_str().unwrap_or_default().to_owned()
}

fn arrival(record: &Value) -> Value {
    record["dynamodb"]["ApproximateCreationDateTime"].clone()
}
