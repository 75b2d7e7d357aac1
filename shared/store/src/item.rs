//! The stored form of a ticket and of its events.

mod clocks;
mod events;

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::AttributeValue;
use guichet_domain::choosing::SkillLevel;
use guichet_domain::clock::outcome::{Outcome, outcomes};
use guichet_domain::{
    AgentId, Clock, CustomerId, EmailAddress, Locale, PersonName, Priority, Recorded, SkillId, SlaStatus, State,
    Subject, Tag, TeamId, Ticket, TicketId, TicketType,
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::keys::{self, Lane};
use crate::request::{Item, read_item, text, write_item};
use crate::{StoreError, Units};

#[derive(Serialize)]
struct TicketItem<'a> {
    #[serde(flatten)]
    ticket: &'a Ticket,
    sla_status: SlaStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue_pk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue_sk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignee_pk: Option<String>,
    customer_id: CustomerId,
    customer_name: &'a PersonName,
    customer_email: &'a EmailAddress,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_pk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_sk: Option<String>,
}

/// The ticket's item. An index key that is absent keeps the item out of that index.
///
/// It is written with every change, two units for each kilobyte, so what the keys say is not said again: the id is in the
/// partition key, and the customer's id is the key of an index.
pub(crate) fn ticket_item(ticket: &Ticket) -> Result<Item, StoreError> {
    let lane = Lane::of(ticket);
    let loads = ticket.loads();
    let next = ticket.next_instant();
    let item = TicketItem {
        ticket,
        sla_status: ticket.sla_status(),
        due_at: ticket.due_at(),
        queue_pk: lane.map(|lane| keys::queue_pk(&ticket.team, lane)),
        queue_sk: lane.map(|_| keys::queue_sk(ticket)),
        assignee_pk: loads.map(keys::assignee_pk),
        customer_id: ticket.customer.id,
        customer_name: &ticket.customer.name,
        customer_email: &ticket.customer.email,
        due_pk: next.map(|_| keys::due_pk(keys::due_shard(ticket.id))),
        due_sk: next.map(|at| keys::due_sk(at, ticket.number)),
    };
    let mut item = write_item(keys::ticket(ticket.id), &item)?;
    item.remove("id");
    item.remove("customer");
    let clocks = ticket.clocks.iter().map(|clock| text(clocks::write(clock))).collect();
    item.insert(CLOCKS.to_owned(), AttributeValue::L(clocks));
    if let Some(pin) = &ticket.pin {
        item.insert(PIN.to_owned(), text(clocks::write_pin(pin)));
    }
    Ok(item)
}

pub(crate) fn read_ticket(mut item: Item) -> Result<Ticket, StoreError> {
    let mut customer = Item::new();
    for (name, stored) in [("id", "customer_id"), ("name", "customer_name"), ("email", "customer_email")] {
        customer.extend(item.remove(stored).map(|value| (name.to_owned(), value)));
    }
    item.insert("customer".to_owned(), AttributeValue::M(customer));
    let (clocks, pin) = (item.remove(CLOCKS), item.remove(PIN));
    let mut ticket: Ticket = read_with_id(item)?;
    ticket.clocks = clocks.map(read_clocks).transpose()?.unwrap_or_default();
    ticket.pin = match pin {
        Some(AttributeValue::S(line)) => Some(clocks::read_pin(&line)?),
        _ => None,
    };
    Ok(ticket)
}

const CLOCKS: &str = "clocks";
const PIN: &str = "pin";

/// A line each. Version 1 had a map each, of clocks that ran day and night, which a change of the ticket writes anew.
fn read_clocks(clocks: AttributeValue) -> Result<Vec<Clock>, StoreError> {
    let AttributeValue::L(clocks) = clocks else { return Err(StoreError::Unreadable("a ticket's clocks".into())) };
    let read = |clock| match clock {
        AttributeValue::S(line) => clocks::read(&line),
        map => {
            let clock: Result<Clock, _> = serde_dynamo::from_attribute_value(map);
            clock.map(Clock::foreseen).map_err(|error| StoreError::Unreadable(error.to_string()))
        }
    };
    clocks.into_iter().map(read).collect()
}

/// Reads what belongs to a ticket and tells its id by its key.
pub(crate) fn read_with_id<T: DeserializeOwned>(mut item: Item) -> Result<T, StoreError> {
    let pk = item.get("pk").and_then(|pk| pk.as_s().ok());
    let id =
        pk.and_then(|pk| keys::parse_ticket_pk(pk)).ok_or_else(|| StoreError::Unreadable("a ticket's key".into()))?;
    item.insert("id".to_owned(), text(id.to_string()));
    read_item(item)
}

/// A ticket as lists show it: what the indexes hold of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Summary {
    pub id: TicketId,
    pub number: u64,
    pub version: u64,
    pub subject: Subject,
    pub customer_name: PersonName,
    pub team: TeamId,
    #[serde(default)]
    pub assignee: Option<AgentId>,
    pub state: State,
    pub priority: Priority,
    pub ticket_type: TicketType,
    #[serde(default)]
    pub tags: BTreeSet<Tag>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    #[serde(default)]
    pub due_at: Option<Timestamp>,
    pub sla_status: SlaStatus,
    pub locale: Locale,
    #[serde(default)]
    pub skills: BTreeMap<SkillId, SkillLevel>,
}

impl From<&Ticket> for Summary {
    fn from(ticket: &Ticket) -> Self {
        Self {
            id: ticket.id,
            number: ticket.number,
            version: ticket.version,
            subject: ticket.subject.clone(),
            customer_name: ticket.customer.name.clone(),
            team: ticket.team.clone(),
            assignee: ticket.assignee.clone(),
            state: ticket.state,
            priority: ticket.priority,
            ticket_type: ticket.ticket_type,
            tags: ticket.tags.clone(),
            opened_at: ticket.opened_at,
            updated_at: ticket.updated_at,
            due_at: ticket.due_at(),
            sla_status: ticket.sla_status(),
            locale: ticket.locale,
            skills: ticket.skills.clone(),
        }
    }
}

/// The attribute that is known only once all else of a transaction is.
pub(crate) const SPENT: &str = "spent";

/// The events of one commit, in one item: a command's events are stored, streamed and paid for together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventItem {
    /// Facts of the ticket after the commit, so that the stream's readers need not load it.
    pub number: u64,
    pub team: TeamId,
    /// The queue that the ticket left and the one that it entered, if the commit moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<QueuePlace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<QueuePlace>,
    /// The promises that were kept or broken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    #[serde(with = "events")]
    pub events: Vec<Recorded>,
    /// What was read and written for this commit, itself included. Older items do not say.
    #[serde(default)]
    pub spent: Units,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePlace {
    pub team: TeamId,
    pub lane: String,
    /// How it stands with an active ticket's promises, if not well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<SlaStatus>,
}

impl QueuePlace {
    fn of(ticket: &Ticket) -> Option<Self> {
        let (lane, status) = (Lane::of(ticket)?, ticket.sla_status());
        let threatens = matches!(status, SlaStatus::AtRisk | SlaStatus::Breached) && ticket.state.is_active();
        let (team, lane) = (ticket.team.clone(), lane.as_str().to_owned());
        Some(Self { team, lane, risk: threatens.then_some(status) })
    }
}

impl EventItem {
    pub(crate) fn of(before: Option<&Ticket>, after: &Ticket, events: &[Recorded]) -> Self {
        let (left, entered) = (before.and_then(QueuePlace::of), QueuePlace::of(after));
        let (left, entered) = if left == entered { (None, None) } else { (left, entered) };
        let (number, team, outcomes) = (after.number, after.team.clone(), outcomes(before, events));
        Self { number, team, left, entered, outcomes, events: events.to_vec(), spent: Units::default() }
    }

    pub(crate) fn read(item: Item) -> Result<Self, StoreError> {
        read_item(item)
    }

    /// Reads an item as the table's stream gives it.
    pub fn from_stream(image: serde_dynamo::Item) -> Result<Self, StoreError> {
        Self::read(image.into())
    }
}
