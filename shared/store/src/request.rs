//! The few calls that everything else is made of. Each asks for the capacity that it consumed.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, ConsumedCapacity, ReturnConsumedCapacity, TransactWriteItem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::keys::Key;
use crate::{Store, StoreError, cost, schema, units};

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) fn read_item<T: DeserializeOwned>(item: Item) -> Result<T, StoreError> {
    schema::check(&item)?;
    serde_dynamo::from_item(item).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// An item of the given key; what is absent in the value is absent in the item.
pub(crate) fn write_item<T: Serialize>(key: Key, value: &T) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    schema::stamp(&mut item, &key)?;
    item.extend(key.attributes());
    Ok(item)
}

/// How often a transaction that only collided with another is tried again before the caller hears of it.
const ATTEMPTS: u32 = 8;

/// Why a transaction may be cancelled that can be carried out a moment later: another one holds an item of it, or there is
/// too much to do. The SDK does not try these again by itself.
const PASSING: [&str; 3] = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/// What became of a transaction.
pub(crate) enum Transacted {
    Done,
    /// A condition did not hold, and nothing was written. Tells for each item whether it was at fault.
    Refused(Vec<bool>),
}

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// What became of a write of one item that has a condition: whether it was carried out. One that is refused is billed too.
pub(crate) fn carried_out<E>(
    operation: &'static str,
    sent: Result<Option<ConsumedCapacity>, SdkError<E>>,
) -> Result<bool, StoreError>
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    match sent {
        Ok(consumed) => {
            cost::wrote(&consumed);
            Ok(true)
        }
        Err(error) if error.code() == Some("ConditionalCheckFailedException") => {
            cost::refused(1.0);
            Ok(false)
        }
        Err(error) => Err(StoreError::call(operation, error)),
    }
}

impl Store {
    pub(crate) async fn get(&self, table: &str, key: Key, consistent: bool) -> Result<Option<Item>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key.attributes()))
            .consistent_read(consistent)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("GetItem", error))?;
        cost::read(answer.consumed_capacity());
        Ok(answer.item)
    }

    pub(crate) async fn put(&self, table: &str, item: Item) -> Result<(), StoreError> {
        let answer = self
            .client
            .put_item()
            .table_name(table)
            .set_item(Some(item))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("PutItem", error))?;
        cost::wrote(answer.consumed_capacity());
        Ok(())
    }

    /// Writes all of it or nothing. Another transaction that holds one of the items, an agent's load say, is waited for.
    pub(crate) async fn transact(&self, about: Uuid, items: Vec<TransactWriteItem>) -> Result<Transacted, StoreError> {
        let mut attempt = 1;
        loop {
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(items.clone()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            let error = match sent {
                Ok(answer) => {
                    cost::wrote(answer.consumed_capacity());
                    return Ok(Transacted::Done);
                }
                Err(error) => error,
            };
            let reasons: Vec<&str> = match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    cancelled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or_default()).collect()
                }
                _ => Vec::new(),
            };
            let failed: Vec<bool> = reasons.iter().map(|code| *code == "ConditionalCheckFailed").collect();
            if !reasons.is_empty() {
                cost::refused(units::of_transaction(&items));
            }
            if failed.contains(&true) {
                return Ok(Transacted::Refused(failed));
            }
            if !reasons.iter().any(|code| PASSING.contains(code)) {
                return Err(StoreError::call("TransactWriteItems", error));
            }
            if attempt == ATTEMPTS {
                let cause = format!("{reasons:?}, {attempt} times");
                return Err(StoreError::Unavailable { operation: "TransactWriteItems", cause });
            }
            step_aside(about, attempt).await;
            attempt += 1;
        }
    }

    /// The items of a partition whose sort key lies between the two.
    fn between(&self, table: &str, pk: &str, from: &str, to: &str) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(table)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", text(pk))
            .expression_attribute_values(":from", text(from))
            .expression_attribute_values(":to", text(to))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
    }

    /// The last items of a partition whose sort key lies between the two, the last first.
    pub(crate) async fn latest(
        &self,
        table: &str,
        pk: &str,
        from: &str,
        to: &str,
        limit: i32,
    ) -> Result<Vec<Item>, StoreError> {
        let answer = self
            .between(table, pk, from, to)
            .scan_index_forward(false)
            .limit(limit)
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| StoreError::call("Query", error))?;
        cost::read(answer.consumed_capacity());
        Ok(answer.items.unwrap_or_default())
    }

    /// Every item of a partition whose sort key lies between the two, page after page.
    pub(crate) async fn partition(
        &self,
        table: &str,
        pk: &str,
        from: &str,
        to: &str,
        consistent: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let answer = self
                .between(table, pk, from, to)
                .consistent_read(consistent)
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(|error| StoreError::call("Query", error))?;
            cost::read(answer.consumed_capacity());
            items.extend(answer.items.unwrap_or_default());
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(items);
            }
        }
    }
}

/// Lets the other transaction end, for longer each time. Tickets differ in how long, so that two that collided do not meet
/// again: the last byte of an id is random.
async fn step_aside(about: Uuid, attempt: u32) {
    let spread = 4 + u64::from(about.as_bytes()[15] % 16);
    tokio::time::sleep(Duration::from_millis(spread << attempt.min(4))).await;
}
