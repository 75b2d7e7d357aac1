//! The one transaction that a change of a ticket is.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Put, ReturnConsumedCapacity, TransactWriteItem, Update};
use guichet_domain::{AgentId, Change, Customer, Event, Ticket, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::item::{EventItem, ticket_item};
use crate::keys::{self, Key};
use crate::request::{Item, number, text, write_item};
use crate::{CommitError, Stale, Store, StoreError, cost};

/// How often a transaction that only collided with another is tried again before the caller hears of it.
const ATTEMPTS: u32 = 8;

/// What is written together with a change, or not at all.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub idempotency: Option<IdempotencyRecord>,
    pub link: Option<Link>,
    /// Written if this customer is not known yet.
    pub new_customer: Option<Customer>,
    /// The most active tickets that the agent given the ticket may have; a change beyond it is refused.
    pub capacity: Option<u32>,
}

/// Remembers that a command with this key was carried out, and for which body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotencyRecord {
    #[serde(skip)]
    pub scope: String,
    #[serde(skip)]
    pub key: String,
    pub body_hash: String,
    pub ticket: TicketId,
    /// Seconds since 1970; the table's time to live.
    pub expires_at: i64,
}

/// A customer's private way to a ticket, stored by the hash of its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    #[serde(skip)]
    pub token_hash: String,
    pub ticket: TicketId,
    pub valid_until: Timestamp,
    /// Seconds since 1970. Later than `valid_until`, so that for a while an expired link can be told from a wrong one.
    pub expires_at: i64,
}

/// Which part of the transaction a condition belongs to, in the order of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Ticket,
    Events,
    Number,
    Idempotency,
    Link,
    Customer,
    Load { limited: bool },
}

impl Store {
    /// Commits a change: its events, the ticket as it is after them, and what goes with it, in one transaction.
    pub async fn commit(&self, change: &Change, extras: Extras) -> Result<(), CommitError> {
        if change.is_empty() {
            return Ok(());
        }
        let mut attempt = 1;
        loop {
            let (parts, items) = self.transaction(change, &extras)?;
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(items))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            match sent {
                Ok(answer) => {
                    cost::wrote(answer.consumed_capacity());
                    return Ok(());
                }
                Err(error) => match self.outcome(change, &parts, error).await? {
                    Outcome::Failed(error) => return Err(error),
                    // Another transaction held one of the items, an agent's load say. It is over by now.
                    Outcome::Collided if attempt < ATTEMPTS => attempt += 1,
                    Outcome::Collided => {
                        return Err(StoreError::Unavailable {
                            operation: "TransactWriteItems",
                            cause: format!("collided with other transactions {ATTEMPTS} times"),
                        }
                        .into());
                    }
                },
            }
        }
    }

    fn transaction(&self, change: &Change, extras: &Extras) -> Result<(Vec<Part>, Vec<TransactWriteItem>), StoreError> {
        let (before, after) = (change.before.as_ref(), &change.after);
        let (tickets, ephemera) = (&self.tables.tickets, &self.tables.ephemera);
        let mut parts = Vec::new();
        let mut writes = Vec::new();
        let mut put = |part, table: &str, item: Item, condition: Option<&str>| {
            parts.push(part);
            writes.push((table.to_owned(), item, condition.map(str::to_owned)));
        };

        put(Part::Ticket, tickets, ticket_item(after)?, None);
        let first = change.events.first().map_or(after.version, |recorded| recorded.seq);
        let events = write_item(keys::events(after.id, first), &EventItem::of(before, after, &change.events))?;
        put(Part::Events, tickets, events, Some(ABSENT));
        if before.is_none() {
            let marker = write_item(keys::number(after.number), &NumberMarker { ticket: after.id })?;
            put(Part::Number, tickets, marker, Some(ABSENT));
        }
        if let Some(record) = &extras.idempotency {
            let item = write_item(keys::idempotency(&record.scope, &record.key), record)?;
            put(Part::Idempotency, ephemera, item, Some(ABSENT_OR_EXPIRED));
        }
        if let Some(link) = &extras.link {
            put(Part::Link, ephemera, write_item(keys::link(&link.token_hash), link)?, None);
        }
        if let Some(customer) = &extras.new_customer {
            let item = write_item(keys::customer(customer.id), customer)?;
            put(Part::Customer, &self.tables.directory, item, None);
        }

        let mut items = Vec::new();
        for (part, (table, item, condition)) in parts.iter().zip(writes) {
            let mut put = Put::builder().table_name(table).set_item(Some(item)).set_condition_expression(condition);
            if *part == Part::Idempotency {
                put = put.expression_attribute_values(":now", number(after.updated_at.as_second()));
            }
            if *part == Part::Ticket {
                put = match before {
                    None => put.condition_expression(ABSENT),
                    Some(before) => put
                        .condition_expression("#version = :version")
                        .expression_attribute_names("#version", "version")
                        .expression_attribute_values(":version", number(before.version)),
                };
            }
            items.push(TransactWriteItem::builder().put(put.build().map_err(unbuildable)?).build());
        }
        for (part, update) in self.load_updates(change, extras.capacity)? {
            parts.push(part);
            items.push(TransactWriteItem::builder().update(update).build());
        }
        Ok((parts, items))
    }

    /// Keeps each agent's load exact: it changes in the very transaction that gives or takes the ticket.
    fn load_updates(&self, change: &Change, capacity: Option<u32>) -> Result<Vec<(Part, Update)>, StoreError> {
        let before = change.before.as_ref().and_then(Ticket::loads);
        let after = change.after.loads();
        if before == after {
            return Ok(Vec::new());
        }
        let update = |agent: &AgentId| {
            Update::builder().table_name(&self.tables.directory).set_key(Some(keys::agent_load(agent).attributes()))
        };
        let mut updates = Vec::new();
        if let Some(agent) = before {
            let freed =
                update(agent).update_expression("ADD open_load :less").expression_attribute_values(":less", number(-1));
            updates.push((Part::Load { limited: false }, freed.build().map_err(unbuildable)?));
        }
        if let Some(agent) = after {
            let mut taken = update(agent).expression_attribute_values(":one", number(1));
            let assigned =
                |recorded: &&guichet_domain::Recorded| matches!(recorded.event, Event::TicketAssigned { .. });
            taken = match change.events.iter().rfind(assigned) {
                Some(recorded) => taken
                    .update_expression("ADD open_load :one SET last_assigned_at = :at")
                    .expression_attribute_values(":at", text(recorded.at.to_string())),
                // Reopened: the agent has it again, but was given nothing new.
                None => taken.update_expression("ADD open_load :one"),
            };
            if let Some(capacity) = capacity {
                taken = taken
                    .condition_expression("attribute_not_exists(open_load) OR open_load < :capacity")
                    .expression_attribute_values(":capacity", number(capacity));
            }
            updates.push((Part::Load { limited: capacity.is_some() }, taken.build().map_err(unbuildable)?));
        }
        Ok(updates)
    }

    async fn outcome(
        &self,
        change: &Change,
        parts: &[Part],
        error: SdkError<TransactWriteItemsError>,
    ) -> Result<Outcome, StoreError> {
        let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() else {
            return Err(StoreError::call("TransactWriteItems", error));
        };
        let reasons: Vec<&str> =
            cancelled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or_default()).collect();
        let failed = |wanted: Part| {
            parts.iter().zip(&reasons).any(|(part, code)| *part == wanted && *code == "ConditionalCheckFailed")
        };
        // The most telling reason first: a repeated command also finds its ticket changed.
        if failed(Part::Idempotency) {
            return Ok(Outcome::Failed(CommitError::Repeated));
        }
        if failed(Part::Ticket) || failed(Part::Events) {
            return Ok(Outcome::Failed(self.stale(change).await?));
        }
        if failed(Part::Load { limited: true }) {
            return Ok(Outcome::Failed(CommitError::AtCapacity));
        }
        if reasons.iter().any(|code| *code == "TransactionConflict" || *code == "ThrottlingError") {
            return Ok(Outcome::Collided);
        }
        Err(StoreError::call("TransactWriteItems", error))
    }

    async fn stale(&self, change: &Change) -> Result<CommitError, StoreError> {
        let seen = change.before.as_ref().map_or(0, |ticket| ticket.version);
        self.stale_since(change.after.id, seen).await
    }

    /// How a ticket is now and what happened since a version, as the answer to who wanted to change that version.
    pub async fn stale_since(&self, id: TicketId, seen: u64) -> Result<CommitError, StoreError> {
        let Some(current) = self.ticket(id).await? else { return Ok(CommitError::Missing) };
        let since = self.log_since(id, seen).await?;
        Ok(CommitError::Stale(Box::new(Stale { current, since })))
    }
}

enum Outcome {
    Failed(CommitError),
    Collided,
}

const ABSENT: &str = "attribute_not_exists(pk)";
/// The table's time to live deletes late; a record that is not read any more must not stand in the way either.
const ABSENT_OR_EXPIRED: &str = "attribute_not_exists(pk) OR expires_at <= :now";

#[derive(Serialize, Deserialize)]
pub(crate) struct NumberMarker {
    pub(crate) ticket: TicketId,
}

pub(crate) fn unbuildable(error: aws_sdk_dynamodb::error::BuildError) -> StoreError {
    StoreError::Unwritable(error.to_string())
}

/// The key of an agent's load, for those who read it beside the profile.
pub(crate) fn load_agent(sk: &str) -> Option<AgentId> {
    sk.strip_prefix(keys::LOAD_PREFIX)?.parse().ok()
}

impl Link {
    pub(crate) fn key(&self) -> Key {
        keys::link(&self.token_hash)
    }
}
