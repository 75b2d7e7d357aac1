//! The one transaction that a change of a ticket is.

use aws_sdk_dynamodb::types::{Put, ReturnConsumedCapacity, TransactWriteItem, Update};
use guichet_domain::{AgentId, Change, Customer, CustomerId, Event, Phone, Ticket, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::item::{EventItem, SPENT, ticket_item};
use crate::keys::{self, Key};
use crate::mail::KnownMessage;
use crate::request::{Item, Transacted, carried_out, number, text, write_item};
use crate::{CommitError, Stale, Store, StoreError, Units, cost, units};

/// What is written together with a change, or not at all.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub idempotency: Option<IdempotencyRecord>,
    pub link: Option<Link>,
    pub customer: Option<Learned>,
    /// The most active tickets that the agent given the ticket may have; a change beyond it is refused.
    pub capacity: Option<u32>,
    /// The id of the message that the change comes from, which is then taken in, once.
    pub message: Option<String>,
}

/// What a message tells of its sender that was not known. It only ever adds: what another request has written meanwhile stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Learned {
    /// There is such a customer.
    Customer(Customer),
    /// The customer has this telephone, of whom none was known.
    Phone(CustomerId, Phone),
}

/// Remembers that a command with this key was carried out, and for which body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotencyRecord {
    #[serde(skip)]
    pub scope: String,
    #[serde(skip)]
    pub key: String,
    /// When the command came; an earlier record that has expired by then is not in its way.
    #[serde(skip)]
    pub made_at: Timestamp,
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
    Load,
    Message,
}

impl Store {
    /// Commits a change: its events, the ticket as it is after them, and what goes with it, in one transaction.
    pub async fn commit(&self, change: &Change, extras: Extras) -> Result<(), CommitError> {
        if change.is_empty() {
            return self.remember(extras.idempotency).await;
        }
        let (parts, items) = self.transaction(change, &extras)?;
        let at_fault: Vec<Part> = match self.transact(change.after.id.0, items).await? {
            Transacted::Done => return Ok(()),
            Transacted::Refused(failed) => {
                parts.into_iter().zip(failed).filter(|(_, failed)| *failed).map(|(part, _)| part).collect()
            }
        };
        // The most telling reason first: a repeated command also finds its ticket changed.
        if at_fault.contains(&Part::Idempotency) || at_fault.contains(&Part::Message) {
            return Err(CommitError::Repeated);
        }
        if at_fault.contains(&Part::Ticket) || at_fault.contains(&Part::Events) {
            let seen = change.before.as_ref().map_or(0, |ticket| ticket.version);
            return Err(self.stale_since(change.after.id, seen).await?);
        }
        if at_fault.contains(&Part::Load) {
            return Err(CommitError::AtCapacity);
        }
        if at_fault == [Part::Customer] {
            return Err(CommitError::CustomerKnown);
        }
        Err(StoreError::Unwritable(format!("these are in the way: {at_fault:?}")).into())
    }

    /// A command that changed nothing was carried out all the same: sent again when it would change something, it must not.
    async fn remember(&self, record: Option<IdempotencyRecord>) -> Result<(), CommitError> {
        let Some(record) = record else { return Ok(()) };
        let sent = self
            .client
            .put_item()
            .table_name(&self.tables.ephemera)
            .set_item(Some(write_item(keys::idempotency(&record.scope, &record.key), &record)?))
            .condition_expression(ABSENT_OR_EXPIRED)
            .expression_attribute_values(":now", number(record.made_at.as_second()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match carried_out("PutItem", sent.map(|answer| answer.consumed_capacity))? {
            true => Ok(()),
            false => Err(CommitError::Repeated),
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
        if let Some(message) = &extras.message {
            let marker = write_item(keys::message(message), &KnownMessage { ticket: after.id, own: None })?;
            put(Part::Message, tickets, marker, Some(ABSENT));
        }
        if let Some(record) = &extras.idempotency {
            let item = write_item(keys::idempotency(&record.scope, &record.key), record)?;
            put(Part::Idempotency, ephemera, item, Some(ABSENT_OR_EXPIRED));
        }
        if let Some(link) = &extras.link {
            put(Part::Link, ephemera, write_item(keys::link(&link.token_hash), link)?, None);
        }
        if let Some(Learned::Customer(customer)) = &extras.customer {
            let item = write_item(keys::customer(customer.id), customer)?;
            put(Part::Customer, &self.tables.directory, item, Some(ABSENT));
        }

        let mut items = Vec::new();
        for (part, (table, item, condition)) in parts.iter().zip(writes) {
            let mut put = Put::builder().table_name(table).set_item(Some(item)).set_condition_expression(condition);
            if let (Part::Idempotency, Some(record)) = (part, &extras.idempotency) {
                put = put.expression_attribute_values(":now", number(record.made_at.as_second()));
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
        let mut updates = self.load_updates(change, extras.capacity)?;
        if let Some(Learned::Phone(customer, phone)) = &extras.customer {
            let learned = Update::builder()
                .table_name(&self.tables.directory)
                .set_key(Some(keys::customer(*customer).attributes()))
                .update_expression("SET phone = :phone")
                .condition_expression("attribute_exists(pk) AND attribute_not_exists(phone)")
                .expression_attribute_values(":phone", text(phone.as_str()));
            updates.push((Part::Customer, learned.build().map_err(unbuildable)?));
        }
        for (part, update) in updates {
            parts.push(part);
            items.push(TransactWriteItem::builder().update(update).build());
        }
        let spent = to_be_spent(before, &items)?;
        let events = items.iter_mut().zip(&parts).find(|(_, part)| **part == Part::Events);
        if let Some(put) = events.and_then(|(item, _)| item.put.as_mut()) {
            let spent = serde_dynamo::to_attribute_value(spent);
            put.item.insert(SPENT.to_owned(), spent.map_err(|error| StoreError::Unwritable(error.to_string()))?);
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
            updates.push((Part::Load, freed.build().map_err(unbuildable)?));
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
                // Who never had a ticket has no load yet, and room unless there is none at all.
                let room = if capacity == 0 { BELOW_CAPACITY } else { NO_LOAD_OR_BELOW_CAPACITY };
                taken = taken.condition_expression(room).expression_attribute_values(":capacity", number(capacity));
            }
            updates.push((Part::Load, taken.build().map_err(unbuildable)?));
        }
        Ok(updates)
    }

    /// How a ticket is now and what happened since a version, as the answer to who wanted to change that version.
    pub async fn stale_since(&self, id: TicketId, seen: u64) -> Result<CommitError, StoreError> {
        let Some(current) = self.ticket(id).await? else { return Ok(CommitError::Missing) };
        let since = self.log_since(id, seen).await?;
        // The log is read last and may tell of more than the ticket.
        let version = current.version;
        let current = since.iter().filter(|recorded| recorded.seq > version).fold(current, Ticket::evolve);
        Ok(CommitError::Stale(Box::new(Stale { current, since })))
    }
}

/// What a commit takes: all that was read and written for it so far, and the transaction itself. It is known before it is
/// reported, and so can be stored with the events, where it costs nothing: a write of its own would.
fn to_be_spent(before: Option<&Ticket>, transaction: &[TransactWriteItem]) -> Result<Units, StoreError> {
    let before = before.map(ticket_item).transpose()?;
    let after = transaction.first().and_then(TransactWriteItem::put).map(Put::item);
    let mut spent = cost::so_far();
    spent.written += units::of_transaction(transaction);
    spent.written += after.map_or(0.0, |after| units::of_replacing(before.as_ref(), after));
    Ok(spent)
}

const ABSENT: &str = "attribute_not_exists(pk)";
/// The table's time to live deletes late; a record that is not read any more must not stand in the way either.
const ABSENT_OR_EXPIRED: &str = "attribute_not_exists(pk) OR expires_at <= :now";

const BELOW_CAPACITY: &str = "open_load < :capacity";
const NO_LOAD_OR_BELOW_CAPACITY: &str = "attribute_not_exists(open_load) OR open_load < :capacity";

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
