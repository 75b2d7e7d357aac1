//! Lists of tickets: queues of teams, an agent's own, a customer's, and what is due.

use std::str::FromStr;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::future::try_join_all;
use guichet_domain::{AgentId, CustomerId, State, Subject, TeamId, TicketId};
use jiff::Timestamp;
use serde::Deserialize;

use crate::item::{Summary, read_with_id};
use crate::keys::{self, Lane};
use crate::request::{Item, text};
use crate::{Store, StoreError, cost};

/// A list that pages can be asked of.
#[derive(Clone, Debug)]
pub enum Queue {
    /// Active tickets of these teams, the most urgent first.
    Open(Vec<TeamId>),
    /// Active tickets of these teams that nobody has.
    Unassigned(Vec<TeamId>),
    /// Active tickets of an agent.
    AssignedTo(AgentId),
    /// Resolved and closed tickets of these teams, the latest first.
    Done(Vec<TeamId>),
    Spam(Vec<TeamId>),
}

/// The place after which a page begins: the sort key of the last ticket seen. It means the same in every partition of a
/// queue, so a list over many teams needs no more than this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(String);

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

#[derive(Clone, Debug, thiserror::Error)]
#[error("this is no cursor of a list")]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(value: &str) -> Result<Self, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(value).map_err(|_| NotACursor)?;
        let place = String::from_utf8(bytes).map_err(|_| NotACursor)?;
        if keys::is_queue_sk(&place) { Ok(Self(place)) } else { Err(NotACursor) }
    }
}

#[derive(Clone, Debug)]
pub struct Page {
    pub tickets: Vec<Summary>,
    pub next: Option<Cursor>,
}

/// An earlier ticket of a customer.
#[derive(Clone, Debug, Deserialize)]
pub struct Earlier {
    pub id: TicketId,
    pub number: u64,
    pub subject: Subject,
    pub state: State,
    pub opened_at: Timestamp,
    #[serde(default)]
    pub follow_up_of: Option<TicketId>,
}

/// How many more tickets a lane is asked for when it has more of a page than its share: about as many as 4 KB hold, which
/// is what a read is rounded up to.
const REFILL: i32 = 10;

/// One partition of an index, read forward or backward in pieces as large as the page turns out to need.
struct LaneReader<'a> {
    store: &'a Store,
    index: &'static str,
    pk: String,
    after: Option<String>,
    backward: bool,
    piece: i32,
    ready: std::collections::VecDeque<(String, Item)>,
    exhausted: bool,
}

impl LaneReader<'_> {
    async fn fill(&mut self) -> Result<(), StoreError> {
        while self.ready.is_empty() && !self.exhausted {
            let pk = if self.index == "by_assignee" { "assignee_pk" } else { "queue_pk" };
            let mut query = self.store.query(self.index).expression_attribute_names("#pk", pk);
            query = match &self.after {
                None => query.key_condition_expression("#pk = :pk"),
                Some(after) => query
                    .key_condition_expression(if self.backward {
                        "#pk = :pk AND queue_sk < :sk"
                    } else {
                        "#pk = :pk AND queue_sk > :sk"
                    })
                    .expression_attribute_values(":sk", text(after)),
            };
            let answer = query
                .expression_attribute_values(":pk", text(&self.pk))
                .scan_index_forward(!self.backward)
                .limit(self.piece)
                .send()
                .await
                .map_err(|error| StoreError::call("Query", error))?;
            cost::read(answer.consumed_capacity());
            self.exhausted = answer.last_evaluated_key.is_none();
            self.piece = REFILL;
            for item in answer.items.unwrap_or_default() {
                let place = item.get("queue_sk").and_then(|value| value.as_s().ok()).cloned().unwrap_or_default();
                self.after = Some(place.clone());
                self.ready.push_back((place, item));
            }
        }
        Ok(())
    }
}

impl Store {
    fn query(&self, index: &str) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.tables.tickets)
            .index_name(index)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
    }

    /// A page of a queue: the partitions that make it up, merged. Costs the same however many tickets there are.
    pub async fn page(&self, queue: &Queue, after: Option<&Cursor>, limit: usize) -> Result<Page, StoreError> {
        let (index, backward, partitions) = match queue {
            Queue::Open(teams) => ("by_queue", false, lanes(teams, &[Lane::Unassigned, Lane::Assigned])),
            Queue::Unassigned(teams) => ("by_queue", false, lanes(teams, &[Lane::Unassigned])),
            Queue::AssignedTo(agent) => ("by_assignee", false, vec![keys::assignee_pk(agent)]),
            Queue::Done(teams) => ("by_queue", true, lanes(teams, &[Lane::Done])),
            Queue::Spam(teams) => ("by_queue", true, lanes(teams, &[Lane::Spam])),
        };
        // A fair share each, and what a lane turns out to hold more of in small pieces: what is read and not shown is paid
        // for all the same.
        let share = limit / partitions.len().max(1);
        let piece = i32::try_from(share + 1).unwrap_or(i32::MAX);
        let mut readers: Vec<LaneReader> = partitions
            .into_iter()
            .map(|pk| LaneReader {
                store: self,
                index,
                pk,
                after: after.map(|cursor| cursor.0.clone()),
                backward,
                piece,
                ready: Default::default(),
                exhausted: false,
            })
            .collect();
        try_join_all(readers.iter_mut().map(LaneReader::fill)).await?;

        let (mut tickets, mut last, mut more): (Vec<Summary>, Option<String>, bool) = Default::default();
        loop {
            let heads = readers.iter().enumerate().filter_map(|(i, r)| r.ready.front().map(|(place, _)| (place, i)));
            let next = if backward { heads.max() } else { heads.min() };
            let Some((_, lane)) = next else { break };
            let Some((place, item)) = readers[lane].ready.pop_front() else { break };
            // A ticket that moves from lane to lane while they are read is in both.
            let again = last.as_ref() == Some(&place);
            if !again && tickets.len() == limit {
                more = true;
                break;
            }
            let ticket: Summary = read_with_id(item)?;
            match tickets.last_mut().filter(|_| again) {
                Some(known) if known.version < ticket.version => *known = ticket,
                Some(_) => {}
                None => tickets.push(ticket),
            }
            last = Some(place);
            readers[lane].fill().await?;
        }
        Ok(Page { tickets, next: last.filter(|_| more).map(Cursor) })
    }

    /// A customer's latest tickets, newest first.
    pub async fn tickets_of(&self, customer: CustomerId, limit: i32) -> Result<Vec<Earlier>, StoreError> {
        let answer = self
            .query("by_customer")
            .key_condition_expression("customer_id = :customer")
            .expression_attribute_values(":customer", text(customer.to_string()))
            .scan_index_forward(false)
            .limit(limit)
            .send()
            .await
            .map_err(|error| StoreError::call("Query", error))?;
        cost::read(answer.consumed_capacity());
        answer.items.unwrap_or_default().into_iter().map(read_with_id).collect()
    }

    /// Tickets of one shard whose next instant lies before `now`, the longest overdue first, after a given place. Who
    /// goes on from place to place comes past every due ticket once, also past one that can not be dealt with.
    pub async fn due(&self, shard: u8, after: &DuePlace, now: Timestamp, limit: i32) -> Result<Vec<Due>, StoreError> {
        let now = keys::due_before(now);
        // A clock that was set back. The database refuses a range that ends before it begins.
        if after.0 > now {
            return Ok(Vec::new());
        }
        let answer = self
            .query("due")
            .key_condition_expression("due_pk = :pk AND due_sk BETWEEN :after AND :now")
            .expression_attribute_values(":pk", text(keys::due_pk(shard)))
            .expression_attribute_values(":after", text(&after.0))
            .expression_attribute_values(":now", text(now))
            .limit(limit)
            .send()
            .await
            .map_err(|error| StoreError::call("Query", error))?;
        cost::read(answer.consumed_capacity());
        answer
            .items
            .unwrap_or_default()
            .iter()
            .map(|item| {
                let attribute = |name: &str| item.get(name).and_then(|value| value.as_s().ok());
                let ticket = attribute("pk").and_then(|pk| keys::parse_ticket_pk(pk));
                let due = attribute("due_sk").and_then(|sk| Some((sk, keys::parse_due_sk(sk)?)));
                ticket
                    .zip(due)
                    // The next place begins right behind this one.
                    .map(|(ticket, (sk, at))| Due { ticket, at, place: DuePlace(format!("{sk}~")) })
                    .ok_or_else(|| StoreError::Unreadable("the key of a due ticket".into()))
            })
            .collect()
    }
}

/// Where a walk along the due index stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DuePlace(String);

impl Default for DuePlace {
    /// The beginning.
    fn default() -> Self {
        Self(keys::FIRST.to_owned())
    }
}

#[derive(Clone, Debug)]
pub struct Due {
    pub ticket: TicketId,
    /// The instant at which it was due.
    pub at: Timestamp,
    pub place: DuePlace,
}

fn lanes(teams: &[TeamId], lanes: &[Lane]) -> Vec<String> {
    teams.iter().flat_map(|team| lanes.iter().map(|lane| keys::queue_pk(team, *lane))).collect()
}

#[cfg(test)]
mod tests;
