//! What the templates may name.

use guichet_domain::{Actor, AgentId, Event, Locale, Mailbox, Recorded, Ticket, TicketId};
use guichet_runtime::Token;
use jiff::Timestamp;
use minijinja::{Value, context};

use crate::compose::{Reader, Told};
use crate::delivery::NO_READER;
use crate::letter::{Return, SubjectLine};
use crate::notice::Notice;
use crate::{App, words};

/// How much of what was written before is quoted. The whole is behind the link.
const LONGEST_QUOTE: usize = 4_000;
/// How many messages somebody is shown whom a ticket is forwarded to, the latest.
const MOST_FORWARDED: usize = 20;

impl App {
    /// What a stranger typed is left out of the acknowledgement, all but their name and subject: a form that anyone can fill in
    /// must not send anyone's text to anyone's address.
    #[expect(clippy::too_many_arguments, reason = "a letter is made of all of these, and this is their only reader")]
    pub(crate) fn view(
        &self,
        told: &Told<'_>,
        notice: &Notice,
        reader: &Reader,
        mailbox: Option<&Mailbox>,
        returns: &Return,
        token: Option<&Token>,
        files: usize,
    ) -> Value {
        let Told { ticket, desk, .. } = *told;
        let (locale, team) = (reader.locale, desk.team(&ticket.team));
        let link = match notice {
            Notice::Acknowledgement | Notice::Answer { .. } => token.map(|token| token.url(&self.public_url)),
            Notice::Forward { .. } => None,
            Notice::Rejected { .. } => Some(format!("{}/", self.public_url)),
            _ => Some(format!("{}/desk/?ticket={}", self.public_url, ticket.number)),
        };
        let signature = mailbox.and_then(|mailbox| mailbox.signature.get(&locale));
        let signature = signature.or_else(|| team.and_then(|team| team.signature.get(&locale)));
        let left_out = notice.attachments().len().saturating_sub(files);
        let common = context! {
            locale => locale.as_str(),
            desk => self.sender.name.as_str(),
            name => reader.name.as_str(),
            number => ticket.number,
            subject => ticket.subject.as_str(),
            subject_line => SubjectLine::of(ticket).as_str(),
            key => returns.key.as_str(),
            answerable => returns.address.is_some(),
            signature => signature.map(|signature| signature.as_str()),
            files_left_out => (left_out > 0).then(|| words::files_left_out(locale, left_out)),
            quoted => Value::from(()),
            // Checked when the function started, and made of nothing that HTML gives a meaning to: left as it is.
            link => link.map(Value::from_safe_string),
        };
        let facts = context! {
            customer => ticket.customer.name.as_str(),
            team => team.map_or(ticket.team.as_str(), |team| team.name.as_str()),
            priority => words::priority(locale, ticket.priority),
            state => words::state(locale, ticket.state),
            due => ticket.due_at().map(|at| words::moment(locale, at)),
            ..common.clone()
        };
        let name_of = |agent: Option<&AgentId>| {
            agent.and_then(|agent| desk.configuration.agent(agent)).map(|agent| agent.name.to_string())
        };
        match notice {
            Notice::Acknowledgement | Notice::Rejected { .. } => common,
            Notice::Answer { body, by, .. } => {
                let quoted = last_of_customer(told).map(|(by, at, text)| line(locale, &by, at, &text));
                context! { body => body.as_str(), agent => name_of(by.as_ref()), quoted => quoted, ..common }
            }
            Notice::Forward { body, by, .. } => {
                let conversation: Vec<Value> = conversation(told, &name_of)
                    .into_iter()
                    .map(|(by, at, text)| line(locale, &by, at, &text))
                    .collect();
                context! {
                    body => body.as_str(), agent => name_of(by.as_ref()), conversation => conversation, ..common
                }
            }
            Notice::Written { body, by, .. } => {
                let agent = by.parse().ok().and_then(|id: AgentId| name_of(Some(&id)));
                context! { body => body.as_str(), author => agent.unwrap_or_else(|| by.clone()), ..common }
            }
            Notice::Undelivered { address, reason, .. } => context! {
                address => address.as_str(), reason => reason, barred => true, ..facts
            },
            Notice::Assigned { .. } | Notice::Reminder { .. } => facts,
            Notice::Breached { metric, at } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at),
                assignee => name_of(ticket.assignee.as_ref()),
                ..facts
            },
            Notice::Rung { metric, at, place, .. } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at),
                place => words::place(locale, *place),
                assignee => name_of(ticket.assignee.as_ref()),
                ..facts
            },
        }
    }
}

/// Who wrote what, and when.
type Said = (String, Timestamp, String);

fn line(locale: Locale, by: &str, at: Timestamp, text: &str) -> Value {
    let text: String = text.chars().take(LONGEST_QUOTE).collect();
    context! { line => words::wrote(locale, by, at), text => text }
}

fn said(ticket: &Ticket, recorded: &Recorded, name_of: &dyn Fn(Option<&AgentId>) -> Option<String>) -> Option<Said> {
    let (body, carried) = match &recorded.event {
        Event::TicketOpened { body, carried, .. }
        | Event::CustomerReplied { body, carried }
        | Event::AgentReplied { body, carried } => (body, carried),
        _ => return None,
    };
    let by = match (&carried.author, &recorded.actor) {
        (Some(author), _) => author.name.as_ref().map_or_else(|| author.email.to_string(), ToString::to_string),
        (None, Actor::Agent { id }) if !matches!(recorded.event, Event::TicketOpened { .. }) => {
            name_of(Some(id)).unwrap_or_else(|| id.to_string())
        }
        (None, _) => ticket.customer.name.to_string(),
    };
    Some((by, recorded.at, body.to_string()))
}

/// What the customer wrote last before the answer.
fn last_of_customer(told: &Told<'_>) -> Option<Said> {
    let before = told.log.iter().filter(|recorded| recorded.seq < told.recorded.seq).rev();
    let mut theirs =
        before.filter(|recorded| matches!(recorded.event, Event::TicketOpened { .. } | Event::CustomerReplied { .. }));
    said(told.ticket, theirs.next()?, &|_| None)
}

/// What everybody on the ticket may read, the latest first.
fn conversation(told: &Told<'_>, name_of: &dyn Fn(Option<&AgentId>) -> Option<String>) -> Vec<Said> {
    let before = told.log.iter().filter(|recorded| recorded.seq < told.recorded.seq).rev();
    before.filter_map(|recorded| said(told.ticket, recorded, name_of)).take(MOST_FORWARDED).collect()
}

/// Whether a notice quotes what was written before.
pub(crate) fn quotes(recorded: &Recorded) -> bool {
    matches!(recorded.event, Event::AgentReplied { .. } | Event::Forwarded { .. } | Event::ReplyRejected { .. })
}

/// The place of a mail, as the mail service carries it along and brings it back.
pub(crate) fn tags(ticket: TicketId, seq: u64, reader: &str) -> [(&'static str, String); 3] {
    [
        ("ticket", ticket.to_string()),
        ("seq", seq.to_string()),
        ("reader", if reader.is_empty() { NO_READER.to_owned() } else { reader.to_owned() }),
    ]
}
