//! A ticket as its customer reads it.

use std::collections::BTreeMap;

use guichet_domain::{
    Actor, AgentId, Attachment, Body, Carried, Event, FileId, FileName, Locale, MediaType, PersonName, Recorded, State,
    Subject, Ticket,
};
use guichet_store::{Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::open::TicketReceipt;

/// A ticket as its customer reads it.
#[derive(Serialize, ToSchema)]
pub struct PortalTicket {
    pub number: u64,
    pub subject: Subject,
    pub state: State,
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    pub locale: Locale,
    pub can_reply: bool,
    /// Whether an answer becomes a ticket of its own that goes on with this one, which is closed.
    pub reply_opens_follow_up: bool,
    pub can_resolve: bool,
    pub can_reopen: bool,
    pub customer: PortalCustomer,
    /// Oldest first.
    pub messages: Vec<PortalMessage>,
    /// The ticket that has taken the answer in, with its own link; only in the answer to who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<TicketReceipt>,
}

#[derive(Serialize, ToSchema)]
pub struct PortalCustomer {
    pub name: PersonName,
}

#[derive(Serialize, ToSchema)]
pub struct PortalMessage {
    pub id: String,
    pub author: Author,
    pub author_name: String,
    /// Plain text. Whoever shows it must not read it as markup.
    pub body: Body,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub attachments: Vec<PortalFile>,
}

/// A file that came with a message.
#[derive(Serialize, ToSchema)]
pub struct PortalFile {
    pub id: FileId,
    pub name: FileName,
    pub media_type: MediaType,
    /// In bytes.
    pub size: u64,
}

impl From<&Attachment> for PortalFile {
    fn from(file: &Attachment) -> Self {
        let Attachment { id, name, media_type, size, .. } = file.clone();
        Self { id, name, media_type, size }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    Customer,
    Agent,
    System,
}

/// Whom a message is from when the agent who wrote it has left: a word of both languages.
const DESK: &str = "Support";

type Names = BTreeMap<AgentId, PersonName>;

/// Shows a ticket. Of its agents a customer learns the names, of its log only what was said to them.
pub(crate) async fn present(
    store: &Store,
    ticket: &Ticket,
    log: &[Recorded],
    now: Timestamp,
) -> Result<PortalTicket, StoreError> {
    let (mut names, desk) = (Names::new(), store.rulebook().await?);
    for recorded in log {
        if let (Event::AgentReplied { .. }, Actor::Agent { id }) = (&recorded.event, &recorded.actor)
            && !names.contains_key(id)
            && let Some(agent) = desk.configuration.agent(id)
        {
            names.insert(agent.id.clone(), agent.name.clone());
        }
    }
    let reopens = ticket.reopens(&desk, now);
    let follows_up = ticket.state == State::Closed && !reopens && ticket.is_followed_up(&desk);
    Ok(PortalTicket {
        number: ticket.number,
        subject: ticket.subject.clone(),
        state: ticket.state,
        opened_at: ticket.opened_at,
        locale: ticket.locale,
        // What is written on a merged ticket would be kept, but nobody looks there.
        can_reply: match ticket.state {
            State::Merged => false,
            State::Closed => reopens || follows_up,
            _ => true,
        },
        reply_opens_follow_up: follows_up,
        can_resolve: ticket.state.is_active(),
        can_reopen: ticket.state == State::Resolved,
        customer: PortalCustomer { name: ticket.customer.name.clone() },
        messages: log.iter().filter_map(|recorded| message(ticket, recorded, &names)).collect(),
        follow_up: None,
    })
}

/// What was said to the customer, and by them. The messages are named one by one, so that a kind of event that is added later stays
/// hidden until somebody decides.
pub(crate) fn said_to_customer(event: &Event) -> Option<(&Body, &Carried)> {
    match event {
        Event::TicketOpened { body, carried, .. }
        | Event::CustomerReplied { body, carried }
        | Event::AgentReplied { body, carried } => Some((body, carried)),
        _ => None,
    }
}

fn message(ticket: &Ticket, recorded: &Recorded, names: &Names) -> Option<PortalMessage> {
    let (body, carried) = said_to_customer(&recorded.event)?;
    let (author, author_name) = match &recorded.actor {
        Actor::Customer { .. } => (Author::Customer, name_of_writer(ticket, carried)),
        Actor::Agent { id } => (Author::Agent, names.get(id).map_or_else(|| DESK.to_owned(), PersonName::to_string)),
        Actor::System { .. } => (Author::System, DESK.to_owned()),
    };
    Some(PortalMessage {
        id: recorded.seq.to_string(),
        author,
        author_name,
        body: body.clone(),
        at: recorded.at,
        attachments: carried.attachments.iter().map(PortalFile::from).collect(),
    })
}

/// The customer, or somebody else who takes part: by their name, or by the address that the others see as well.
fn name_of_writer(ticket: &Ticket, carried: &Carried) -> String {
    let Some(author) = &carried.author else { return ticket.customer.name.to_string() };
    author.name.as_ref().map_or_else(|| author.email.to_string(), PersonName::to_string)
}
