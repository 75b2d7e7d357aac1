//! What a letter about a ticket is made of.

use guichet_domain::{Actor, AgentId, Attachment, Event, LocalZone, Mailbox, Recorded, Ticket, TicketId};
use guichet_letters::{Earlier, Ending, Facts, Says, View};
use guichet_runtime::Token;

use crate::App;
use crate::compose::{Reader, Told};
use crate::delivery::NO_READER;
use crate::letter::{Return, SubjectLine};
use crate::notice::Notice;

/// How much of what was written before is quoted. The whole is behind the link.
const LONGEST_QUOTE: usize = 4_000;
/// How many messages somebody is shown whom a ticket is forwarded to, the latest.
const MOST_FORWARDED: usize = 20;
const SMALLEST_PICTURE: u64 = 8_000;

impl App {
    /// What a stranger typed is left out of the acknowledgement, all but their name and subject: a form that anyone can fill in
    /// must not send anyone's text to anyone's address.
    #[expect(clippy::too_many_arguments, reason = "a letter is made of all of these, and this is their only reader")]
    pub(crate) fn view<'a>(
        &'a self,
        told: &Told<'a>,
        notice: &'a Notice,
        reader: &'a Reader,
        subject_line: &'a SubjectLine,
        mailbox: Option<&'a Mailbox>,
        returns: &'a Return,
        token: Option<&Token>,
        files: usize,
    ) -> View<'a> {
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
        let ending = Ending {
            signature: signature.map(|signature| signature.as_str()),
            files_left_out: enclosed(told, notice).len().saturating_sub(files),
            quoted: None,
        };
        let facts = Facts {
            customer: ticket.customer.name.as_str(),
            team: team.map_or(ticket.team.as_str(), |team| team.name.as_str()),
            priority: ticket.priority,
            state: ticket.state,
            due: ticket.due_at(),
        };
        let name_of = |agent: Option<&AgentId>| {
            agent.and_then(|agent| desk.configuration.agent(agent)).map(|agent| agent.name.as_str())
        };
        let assignee = name_of(ticket.assignee.as_ref());
        let says = match notice {
            Notice::Acknowledgement => Says::Acknowledgement,
            Notice::Rejected { .. } => Says::Rejected,
            Notice::Answer { body, by, .. } => {
                let ending = Ending { quoted: last_of_customer(told), ..ending };
                Says::Answer { agent: name_of(by.as_ref()), body: body.as_str(), ending }
            }
            Notice::Forward { body, by, replies, .. } => {
                let said = conversation(told).filter_map(|recorded| said(ticket, recorded, &name_of));
                let (agent, conversation) = (name_of(by.as_ref()), said.collect());
                Says::Forward { agent, body: body.as_str(), ending, conversation, replies: *replies }
            }
            Notice::Written { body, by, .. } => {
                let agent = by.parse().ok().and_then(|id: AgentId| name_of(Some(&id)));
                Says::Written { author: agent.unwrap_or(by), body: body.as_str() }
            }
            Notice::Undelivered { address, reason, .. } => {
                Says::Undelivered { address: address.as_str(), reason: reason.as_deref() }
            }
            Notice::Assigned { .. } => Says::Assigned(facts),
            Notice::Reminder { .. } => Says::Reminder(facts),
            Notice::Breached { metric, at } => Says::Breached { metric: *metric, at: *at, assignee, facts },
            Notice::Rung { metric, at, place, .. } => {
                Says::Rung { metric: *metric, at: *at, place: *place, assignee, facts }
            }
        };
        View {
            locale,
            zone: zone_of(told, notice),
            desk: self.sender.name.as_str(),
            name: reader.name.as_str(),
            number: ticket.number,
            subject: ticket.subject.as_str(),
            subject_line: subject_line.as_str(),
            key: returns.key.as_str(),
            answerable: returns.address.is_some(),
            team: team.map(|team| team.name.as_str()),
            // Checked when the function started, and made of nothing that HTML gives a meaning to.
            link,
            says,
        }
    }
}

/// The name of an agent, if they are one still.
type NameOf<'a, 'b> = dyn Fn(Option<&AgentId>) -> Option<&'a str> + 'b;

fn said(ticket: &Ticket, recorded: &Recorded, name_of: &NameOf<'_, '_>) -> Option<Earlier> {
    let (body, carried) = match &recorded.event {
        Event::TicketOpened { body, carried, .. }
        | Event::CustomerReplied { body, carried }
        | Event::AgentReplied { body, carried } => (body, carried),
        _ => return None,
    };
    let by = match (&carried.author, &recorded.actor) {
        (Some(author), _) => author.name.as_ref().map_or_else(|| author.email.to_string(), ToString::to_string),
        (None, Actor::Agent { id }) if !matches!(recorded.event, Event::TicketOpened { .. }) => {
            name_of(Some(id)).map_or_else(|| id.to_string(), str::to_owned)
        }
        (None, _) => ticket.customer.name.to_string(),
    };
    let text = body.as_str().chars().take(LONGEST_QUOTE).collect();
    Some(Earlier { by, at: recorded.at, text, markdown: matches!(recorded.event, Event::AgentReplied { .. }) })
}

/// What the customer wrote last before the answer.
fn last_of_customer(told: &Told<'_>) -> Option<Earlier> {
    let before = told.log.iter().filter(|recorded| recorded.seq < told.recorded.seq).rev();
    let mut theirs =
        before.filter(|recorded| matches!(recorded.event, Event::TicketOpened { .. } | Event::CustomerReplied { .. }));
    said(told.ticket, theirs.next()?, &|_| None)
}

/// Where the clock of who reads a notice is: that of the customer's last message that says it, else that of the team.
fn zone_of(told: &Told<'_>, notice: &Notice) -> LocalZone {
    let theirs = told.log.iter().rev().filter(|recorded| matches!(recorded.actor, Actor::Customer { .. }));
    let zone = theirs.filter_map(|recorded| recorded.event.carried()?.zone.clone()).next();
    zone.filter(|_| matches!(notice, Notice::Answer { .. }))
        .unwrap_or_else(|| LocalZone::Named(told.desk.zone_of(&told.ticket.team)))
}

/// What everybody on the ticket may read and what goes along when it is forwarded, the latest first.
fn conversation<'a>(told: &Told<'a>) -> impl Iterator<Item = &'a Recorded> {
    let forward = told.recorded.seq;
    let before = told.log.iter().filter(move |recorded| recorded.seq < forward).rev();
    let is_public = |recorded: &&Recorded| {
        matches!(
            recorded.event,
            Event::TicketOpened { .. } | Event::CustomerReplied { .. } | Event::AgentReplied { .. }
        )
    };
    before.filter(is_public).take(MOST_FORWARDED)
}

/// The files of a mail: its own, and when a ticket is forwarded those of the messages that go along.
pub(crate) fn enclosed<'a>(told: &Told<'a>, notice: &'a Notice) -> Vec<&'a Attachment> {
    let mut files: Vec<&Attachment> = notice.attachments().iter().collect();
    if matches!(notice, Notice::Forward { .. }) {
        // A smaller picture inside of a text is a logo or a line.
        let is_worth_it = |file: &&Attachment| !file.inline || file.size >= SMALLEST_PICTURE;
        files.extend(conversation(told).flat_map(|recorded| recorded.event.attachments()).filter(is_worth_it));
    }
    files
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
