//! What writes consume, by the rules that DynamoDB bills by.
//!
//! DynamoDB reports it with each answer, and what it reports is what counts. These rules serve where there is no report:
//! for a write that is refused, and for a commit that says on its own item what it took.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use serde::{Deserialize, Serialize};

use crate::request::Item;

/// Request units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Units {
    pub read: f64,
    pub written: f64,
}

impl std::ops::AddAssign for Units {
    fn add_assign(&mut self, more: Self) {
        self.read += more.read;
        self.written += more.written;
    }
}

/// One write inside of a transaction is two.
pub(crate) const IN_TRANSACTION: f64 = 2.0;

/// The items of a transaction, without the indexes. Counters and loads, which are updated in place, are small.
pub(crate) fn of_transaction(writes: &[TransactWriteItem]) -> f64 {
    let units = |write: &TransactWriteItem| write.put().map_or(1.0, |put| of_item(put.item()));
    IN_TRANSACTION * writes.iter().map(units).sum::<f64>()
}

/// An index of the tickets table, as the template declares it.
struct Index {
    hash: &'static str,
    range: &'static str,
    projects: &'static [&'static str],
}

const IN_LISTS: &[&str] = &[
    "number",
    "version",
    "subject",
    "customer_name",
    "team",
    "assignee",
    "state",
    "priority",
    "ticket_type",
    "tags",
    "opened_at",
    "updated_at",
    "due_at",
    "sla_status",
    "locale",
    "skills",
];
const INDEXES: [Index; 4] = [
    Index { hash: "queue_pk", range: "queue_sk", projects: IN_LISTS },
    Index { hash: "assignee_pk", range: "queue_sk", projects: IN_LISTS },
    Index { hash: "customer_id", range: "number", projects: &["subject", "state", "opened_at", "follow_up_of"] },
    Index { hash: "due_pk", range: "due_sk", projects: &[] },
];

/// What it takes to replace a ticket's item, beyond the item as it is afterwards: what it was before, if that was larger, and
/// the indexes that it stands in. In an index an entry that moves is written twice, one that stays the same not at all, and
/// a transaction makes no difference.
pub(crate) fn of_replacing(before: Option<&Item>, after: &Item) -> f64 {
    let shrunk = before.map_or(0.0, |before| (of_item(before) - of_item(after)).max(0.0));
    IN_TRANSACTION * shrunk + INDEXES.iter().map(|index| index.units(before, after)).sum::<f64>()
}

impl Index {
    fn units(&self, before: Option<&Item>, after: &Item) -> f64 {
        match (before.and_then(|item| self.entry(item)), self.entry(after)) {
            (None, None) => 0.0,
            (Some(one), None) | (None, Some(one)) => of_item(one),
            (Some(old), Some(new)) if old == new => 0.0,
            (Some(old), Some(new)) if [self.hash, self.range].iter().all(|key| old.get(key) == new.get(key)) => {
                of_item(old).max(of_item(new))
            }
            (Some(old), Some(new)) => of_item(old) + of_item(new),
        }
    }

    /// What the index holds of an item, if it stands in it.
    fn entry<'a>(&self, item: &'a Item) -> Option<BTreeMap<&'a str, &'a AttributeValue>> {
        item.get(self.hash)?;
        let names = ["pk", "sk", self.hash, self.range];
        let held = names.iter().chain(self.projects).filter_map(|name| item.get_key_value(*name));
        Some(held.map(|(name, value)| (name.as_str(), value)).collect())
    }
}

/// One for each kilobyte that was begun.
fn of_item<N: AsRef<str>, V: Borrow<AttributeValue>>(item: impl IntoIterator<Item = (N, V)>) -> f64 {
    let bytes: usize = item.into_iter().map(|(name, value)| name.as_ref().len() + size(value.borrow())).sum();
    #[expect(clippy::cast_precision_loss, reason = "an item has at most 400 KB")]
    let kilobytes = bytes as f64 / 1024.0;
    kilobytes.ceil().max(1.0)
}

/// Bytes, as the developer guide counts them; sets and binary values are not used.
fn size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(digits) => {
            // Two digits take a byte, on either side of the point, and there is one more.
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
            whole.len().div_ceil(2) + fraction.len().div_ceil(2) + 1
        }
        AttributeValue::L(values) => 3 + values.iter().map(|value| 1 + size(value)).sum::<usize>(),
        AttributeValue::M(members) => {
            3 + members.iter().map(|(name, value)| name.len() + 1 + size(value)).sum::<usize>()
        }
        _ => 1,
    }
}
