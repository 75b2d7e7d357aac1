//! Every key of every table, built and parsed here and nowhere else.
//!
//! Key parts are separated by `#`, which no id contains. Numbers and instants in sort keys are padded, so that the order
//! of the bytes is the order of the values.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use guichet_domain::{AgentId, CustomerId, EmailAddress, PolicyId, StateGroup, TeamId, Ticket, TicketId};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The partition key and the sort key of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub pk: String,
    pub sk: String,
}

impl Key {
    fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }

    /// An item that is alone in its partition: the sort key names the kind.
    fn single(kind: &str, value: impl std::fmt::Display) -> Self {
        Self::new(format!("{kind}#{value}"), kind)
    }

    pub(crate) fn attributes(self) -> HashMap<String, AttributeValue> {
        HashMap::from([("pk".to_owned(), AttributeValue::S(self.pk)), ("sk".to_owned(), AttributeValue::S(self.sk))])
    }
}

/// Secrets, addresses and what callers send are stored as their hash only.
pub fn hash(value: &str) -> String {
    Sha256::digest(value.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Before and after every sort key: a range has two ends, and DynamoDB refuses an empty one.
pub(crate) const FIRST: &str = "!";
pub(crate) const LAST: &str = "~";
/// Behind what people outside write, who have more letters than ids have.
pub(crate) const BEHIND_ALL: &str = "\u{10ffff}";

// ---- tickets ----------------------------------------------------------------------------------------------------

pub const TICKET_SK: &str = "TICKET";
pub const EVENT_PREFIX: &str = "EVENT#";

pub fn ticket(id: TicketId) -> Key {
    Key::new(ticket_pk(id), TICKET_SK)
}

pub fn ticket_pk(id: TicketId) -> String {
    format!("TICKET#{id}")
}

/// The item that holds the events of one commit, by the `seq` of the first.
pub fn events(id: TicketId, first_seq: u64) -> Key {
    Key::new(ticket_pk(id), event_sk(first_seq))
}

pub fn event_sk(first_seq: u64) -> String {
    format!("{EVENT_PREFIX}{first_seq:010}")
}

pub fn parse_ticket_pk(pk: &str) -> Option<TicketId> {
    canonical(pk.strip_prefix("TICKET#")?)
}

pub fn parse_event_sk(sk: &str) -> Option<u64> {
    let seq = sk.strip_prefix(EVENT_PREFIX)?.parse().ok()?;
    (event_sk(seq) == sk).then_some(seq)
}

/// A ticket's id as keys hold it; a UUID can be written in other ways, none of which is a key.
fn canonical(value: &str) -> Option<TicketId> {
    value.parse().ok().filter(|id: &TicketId| id.to_string() == value)
}

/// Holds the ticket that a number belongs to; its existence keeps the number unique.
pub fn number(number: u64) -> Key {
    Key::new(format!("UNIQUE#number#{number}"), "UNIQUE")
}

pub fn number_counter() -> Key {
    Key::single("COUNTER", "number")
}

/// Holds the ticket that a message is about; its existence keeps a message from being taken in twice.
pub fn message(message_id: &str) -> Key {
    Key::new(format!("UNIQUE#message#{}", hash(message_id)), "UNIQUE")
}

pub const SENT_MAIL_PREFIX: &str = "MAIL#";

/// Between the events and the ticket, so that one query reads all three.
pub fn sent_mail(id: TicketId, seq: u64, reader: &str) -> Key {
    Key::new(ticket_pk(id), format!("{SENT_MAIL_PREFIX}{seq:010}#{reader}"))
}

// ---- indexes on tickets -------------------------------------------------------------------------------------------

/// Where in a team's queue a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    Unassigned,
    Assigned,
    Done,
    Spam,
}

impl Lane {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::Assigned => "assigned",
            Self::Done => "done",
            Self::Spam => "spam",
        }
    }

    /// The lane that a ticket is listed in; merged and deleted tickets are in none.
    pub fn of(ticket: &Ticket) -> Option<Self> {
        match (ticket.state.group(), &ticket.assignee) {
            (StateGroup::Active, None) => Some(Self::Unassigned),
            (StateGroup::Active, Some(_)) => Some(Self::Assigned),
            (StateGroup::Done, _) => Some(Self::Done),
            (StateGroup::Spam, _) => Some(Self::Spam),
            (StateGroup::Hidden, _) => None,
        }
    }
}

pub fn queue_pk(team: &TeamId, lane: Lane) -> String {
    format!("TEAM#{team}#{}", lane.as_str())
}

/// Active tickets are in order of urgency, the next deadline first and those without one last; the others are in order
/// of their last change. The number makes the key unique, so that it can serve as the place where a page ends; it is
/// shorter than the id, and every byte of an index is paid for again and again.
pub fn queue_sk(ticket: &Ticket) -> String {
    let instant = if ticket.state.is_active() { ticket.due_at() } else { Some(ticket.updated_at) };
    place(instant.unwrap_or(Timestamp::MAX), ticket.number)
}

pub fn assignee_pk(agent: &AgentId) -> String {
    format!("AGENT#{agent}")
}

/// How many partitions share the writes to the due index. A deadline written now is read once, when it is reached, so a
/// shard needs no bucket of time: the sweep asks each for what lies before now and reads nothing else.
pub const DUE_SHARDS: u8 = 8;

pub fn due_pk(shard: u8) -> String {
    format!("DUE#{shard}")
}

pub fn due_shard(id: TicketId) -> u8 {
    // The last byte of a UUIDv7 is random.
    id.0.as_bytes()[15] % DUE_SHARDS
}

pub fn due_sk(at: Timestamp, number: u64) -> String {
    place(at, number)
}

/// When a ticket of the due index is due.
pub fn parse_due_sk(sk: &str) -> Option<Timestamp> {
    let (instant, _) = sk.split_once('#')?;
    // The last microsecond that can be written is a little later than the last instant that can be read.
    Some(Timestamp::from_microsecond(instant.parse().ok()?).unwrap_or(Timestamp::MAX))
}

/// The sort key before which every deadline has passed.
pub fn due_before(now: Timestamp) -> String {
    instant_part(now)
}

fn place(at: Timestamp, number: u64) -> String {
    format!("{}#{number}", instant_part(at))
}

/// Microseconds since 1970, padded. Times before that are no times of a help desk.
fn instant_part(at: Timestamp) -> String {
    format!("{:018}", at.as_microsecond().max(0))
}

/// Whether a text has the form of a `queue_sk`, so that a cursor from outside is never passed on unread.
pub fn is_queue_sk(value: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let is_number = |part: &str| digits(part) && part.parse::<u64>().is_ok_and(|number| number.to_string() == part);
    value.split_once('#').is_some_and(|(instant, number)| instant.len() == 18 && digits(instant) && is_number(number))
}

// ---- directory ----------------------------------------------------------------------------------------------------

/// Whether agents are there and how much they have share a partition: who can take a ticket is one query.
pub const AGENTS_PK: &str = "AGENTS";
pub const LOAD_PREFIX: &str = "LOAD#";

/// An agent's load is an item of its own, so that taking a ticket and editing a profile never get in each other's way.
pub fn agent_load(id: &AgentId) -> Key {
    Key::new(AGENTS_PK, format!("{LOAD_PREFIX}{id}"))
}

/// Whether an agent is there is theirs to say, and an item of its own.
pub const PRESENCE_PREFIX: &str = "PRESENCE#";

pub fn presence(id: &AgentId) -> Key {
    Key::new(AGENTS_PK, format!("{PRESENCE_PREFIX}{id}"))
}

pub fn customer(id: CustomerId) -> Key {
    Key::single("CUSTOMER", id)
}

/// Of few addresses anything is said; they share a partition, so that a person can read them all.
pub const ADDRESSES_PK: &str = "ADDRESSES";

pub fn address(address: &EmailAddress) -> Key {
    Key::new(ADDRESSES_PK, address.as_str())
}

pub const CONFIGURATION_PK: &str = "CONFIGURATION";
pub const CHANGE_PREFIX: &str = "CHANGE#";
pub(crate) const CHANGE_END: &str = "CHANGE#~";

/// Names the newest revision.
pub fn configuration_head() -> Key {
    Key::new(CONFIGURATION_PK, "HEAD")
}

pub fn configuration(revision: u64) -> Key {
    Key::new(CONFIGURATION_PK, format!("REVISION#{revision:010}"))
}

/// Who made a revision and what it changed, apart from it: a history is read without what it is the history of.
pub fn configuration_change(revision: u64) -> Key {
    Key::new(CONFIGURATION_PK, format!("{CHANGE_PREFIX}{revision:010}"))
}

pub(crate) fn change_before(revision: u64) -> String {
    format!("{CHANGE_PREFIX}{:010}", revision.saturating_sub(1))
}

pub const COUNTS_PK: &str = "COUNTS";

pub fn counts(team: &TeamId) -> Key {
    Key::new(COUNTS_PK, format!("TEAM#{team}"))
}

pub fn parse_counts_sk(sk: &str) -> Option<TeamId> {
    sk.strip_prefix("TEAM#")?.parse().ok()
}

pub const ATTAINMENT_PK: &str = "ATTAINMENT";

/// How many promises of a policy a team has kept in a day: an item each, so that a report reads the days that it is about.
pub fn attainment(day: Date, team: &TeamId, policy: &PolicyId) -> Key {
    Key::new(ATTAINMENT_PK, format!("{day}#{team}#{policy}"))
}

pub fn parse_attainment_sk(sk: &str) -> Option<(Date, TeamId, PolicyId)> {
    let mut parts = sk.split('#');
    let parsed = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(parsed)
}

pub(crate) fn attainment_from(day: Date) -> String {
    day.to_string()
}

pub(crate) fn attainment_until(day: Date) -> String {
    format!("{day}#~")
}

// ---- ephemera -----------------------------------------------------------------------------------------------------

pub fn link(token_hash: &str) -> Key {
    Key::single("LINK", token_hash)
}

pub fn idempotency(scope: &str, key: &str) -> Key {
    Key::single("IDEMPOTENCY", hash(&format!("{scope}\n{key}")))
}

pub fn claim(effect: &str) -> Key {
    Key::single("CLAIM", effect)
}

pub fn rate_window(rule: &str, who: &str, window: i64) -> Key {
    Key::single("RATE", format!("{rule}#{}#{window}", hash(who)))
}

pub const HELD_PK: &str = "HELD";

/// A message that was not let in, by where it lies.
pub fn held(raw: &str) -> Key {
    Key::new(HELD_PK, raw)
}

pub fn mail_budget(address: &str) -> Key {
    Key::single("BUDGET", hash(address))
}

pub fn spent_challenge(challenge: &str) -> Key {
    Key::single("SPENT", hash(challenge))
}

/// Marks that a commit was counted, so that a stream record delivered twice counts once.
pub fn counted(id: TicketId, first_seq: u64) -> Key {
    Key::single("COUNTED", format!("{id}#{first_seq}"))
}

#[cfg(test)]
pub(crate) mod tests;
