//! One ticket: reading it, its log, and changing it.

use std::sync::Arc;

use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValue};
use futures_util::future::ready;
use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_domain::{Actor, Change, Command, Context, Recorded, Refusal, Rulebook, Ticket, TicketId};
use jiff::Timestamp;
use serde::Deserialize;

use crate::commit::NumberMarker;
use crate::item::{EventItem, read_ticket};
use crate::request::{number, read_item};
use crate::{CommitError, Extras, SentMail, Store, StoreError, cost, keys};

/// The last sort key that an event can have.
const EVENTS_END: &str = "EVENT#~";
/// How often a function that nobody waits for decides anew when somebody else changed the ticket in between.
const UPDATE_ATTEMPTS: u32 = 10;

/// The first ticket of a new desk is number 1001: four digits read as a ticket's number, a 1 does not.
const BEFORE_FIRST: u64 = 1000;
/// How many tickets are read side by side where many are.
const AT_ONCE: usize = 32;

#[derive(Deserialize)]
struct Drawn {
    drawn: u64,
}

/// Why a ticket was not updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for UpdateError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

impl Store {
    pub async fn ticket(&self, id: TicketId) -> Result<Option<Ticket>, StoreError> {
        self.get(&self.tables.tickets, keys::ticket(id), true).await?.map(read_ticket).transpose()
    }

    pub async fn ticket_id_by_number(&self, number: u64) -> Result<Option<TicketId>, StoreError> {
        let item = self.get(&self.tables.tickets, keys::number(number), false).await?;
        Ok(item.map(read_item::<NumberMarker>).transpose()?.map(|marker| marker.ticket))
    }

    /// The whole log of a ticket, oldest first.
    pub async fn log(&self, id: TicketId) -> Result<Vec<Recorded>, StoreError> {
        self.events(id, keys::EVENT_PREFIX).await
    }

    /// The ticket and its whole log, oldest first.
    pub async fn ticket_with_log(&self, id: TicketId) -> Result<Option<(Ticket, Vec<Recorded>)>, StoreError> {
        let found = self.ticket_with_commits(id).await?;
        Ok(found.map(|(ticket, commits, _)| (ticket, commits.into_iter().flat_map(|commit| commit.events).collect())))
    }

    /// The ticket, all that was ever committed to it, and the mails that were sent, in one query: its partition.
    pub async fn ticket_with_commits(
        &self,
        id: TicketId,
    ) -> Result<Option<(Ticket, Vec<EventItem>, Vec<SentMail>)>, StoreError> {
        let pk = keys::ticket_pk(id);
        let items = self.partition(&self.tables.tickets, &pk, keys::EVENT_PREFIX, keys::TICKET_SK, true).await?;
        let (mut ticket, mut commits, mut mails) = (None, Vec::new(), Vec::new());
        for item in items {
            let sk = item.get("sk").and_then(|sk| sk.as_s().ok()).map(String::as_str).unwrap_or_default();
            if sk == keys::TICKET_SK {
                ticket = Some(read_ticket(item)?);
            } else if sk.starts_with(keys::SENT_MAIL_PREFIX) {
                mails.push(read_item(item)?);
            } else {
                commits.push(EventItem::read(item)?);
            }
        }
        let Some(ticket) = ticket else { return Ok(None) };
        // A query is not isolated from a transaction that is just being carried out and may see one half of it. What the
        // log tells is what is so.
        let last = commits.last().and_then(|commit| commit.events.last());
        let ends_there = last.is_some_and(|recorded| recorded.seq == ticket.version);
        let log = commits.iter().flat_map(|commit| &commit.events);
        let ticket = if ends_there { ticket } else { Ticket::replay(id, log).unwrap_or(ticket) };
        Ok(Some((ticket, commits, mails)))
    }

    /// What happened after a version, oldest first.
    pub async fn log_since(&self, id: TicketId, version: u64) -> Result<Vec<Recorded>, StoreError> {
        let next = version.saturating_add(1);
        let log = self.events(id, &keys::event_sk(next)).await?;
        if log.first().is_some_and(|recorded| recorded.seq == next) {
            return Ok(log);
        }
        // A version from outside may lie in the middle of a commit, the rest of which is in an item that begins before.
        let rest = self.commit_around(id, next).await?;
        Ok(rest.into_iter().filter(|recorded| recorded.seq > version).chain(log).collect())
    }

    /// One event by its place in the log.
    pub async fn event(&self, id: TicketId, seq: u64) -> Result<Option<Recorded>, StoreError> {
        Ok(self.commit_around(id, seq).await?.into_iter().find(|recorded| recorded.seq == seq))
    }

    /// The events that were committed together with the one of this place, if there is one; the last ones otherwise.
    async fn commit_around(&self, id: TicketId, seq: u64) -> Result<Vec<Recorded>, StoreError> {
        // The item that holds it begins at this event or before; the last that does not begin later is the one.
        let (pk, to) = (keys::ticket_pk(id), keys::event_sk(seq));
        let item = self.latest(&self.tables.tickets, &pk, keys::EVENT_PREFIX, &to, 1).await?.pop();
        Ok(item.map(EventItem::read).transpose()?.map(|item| item.events).unwrap_or_default())
    }

    async fn events(&self, id: TicketId, from: &str) -> Result<Vec<Recorded>, StoreError> {
        let items = self.partition(&self.tables.tickets, &keys::ticket_pk(id), from, EVENTS_END, true).await?;
        let mut log = Vec::new();
        for item in items {
            log.extend(EventItem::read(item)?.events);
        }
        Ok(log)
    }

    /// The latest tickets as they were opened, the newest first. A number that was drawn and never used is passed over.
    pub async fn latest_openings(&self, most: usize) -> Result<Vec<Recorded>, StoreError> {
        let counter = self.get(&self.tables.tickets, keys::number_counter(), true).await?;
        let drawn = counter.map(read_item::<Drawn>).transpose()?.map_or(0, |Drawn { drawn }| drawn);
        let numbers = (BEFORE_FIRST + 1..=BEFORE_FIRST + drawn).rev().take(most);
        let openings = stream::iter(numbers).map(|number| self.opening(number)).buffered(AT_ONCE);
        openings.try_filter_map(|opening| ready(Ok(opening))).try_collect().await
    }

    async fn opening(&self, number: u64) -> Result<Option<Recorded>, StoreError> {
        let Some(id) = self.ticket_id_by_number(number).await? else { return Ok(None) };
        let item = self.get(&self.tables.tickets, keys::events(id, 1), false).await?;
        Ok(item.map(EventItem::read).transpose()?.and_then(|item| item.events.into_iter().next()))
    }

    /// The next number that people call a ticket by. A number drawn for a ticket that is then not committed stays unused.
    pub async fn draw_number(&self) -> Result<u64, StoreError> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.tickets)
            .set_key(Some(keys::number_counter().attributes()))
            .update_expression("ADD drawn :one")
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("UpdateItem", error))?;
        cost::wrote(answer.consumed_capacity());
        let Drawn { drawn } = read_item(answer.attributes.unwrap_or_default())?;
        Ok(BEFORE_FIRST + drawn)
    }

    /// Loads a ticket, decides and commits; decides anew if somebody changed the ticket in between. For callers who
    /// mean the ticket as it is, whatever its version: customers, and the functions that follow events.
    pub async fn update(
        &self,
        id: TicketId,
        by: &Deed<'_>,
        command: impl Fn(&Ticket) -> Command,
        extras: Extras,
    ) -> Result<Change, UpdateError> {
        let mut attempt = 1;
        loop {
            let ticket = self.ticket(id).await?.ok_or(CommitError::Missing)?;
            let change = self.decide(&ticket, by, command(&ticket)).await?;
            match self.commit(&change, extras.clone()).await {
                Ok(()) => return Ok(change),
                Err(CommitError::Stale(_)) if attempt < UPDATE_ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Decides a command by the service levels that the ticket is pinned to.
    pub async fn decide(&self, ticket: &Ticket, by: &Deed<'_>, command: Command) -> Result<Change, UpdateError> {
        let pinned = self.pinned(ticket, by.desk).await?;
        let context = Context { now: by.now, actor: by.actor.clone(), desk: by.desk, pinned: &pinned };
        Ok(ticket.decide(command, &context)?)
    }
}

/// Who does something, when, and by which configuration.
#[derive(Clone, Debug)]
pub struct Deed<'a> {
    pub now: Timestamp,
    pub actor: Actor,
    pub desk: &'a Arc<Rulebook>,
}
