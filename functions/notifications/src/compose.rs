//! Who reads a notice, and the letter that tells it to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use guichet_domain::{
    AgentId, AgentSettings, Attachment, EmailAddress, Event, Locale, Mailbox, Participant, PersonName, Recipient,
    Recorded, Rulebook, Ticket,
};
use guichet_letters::{Rendered, View};
use guichet_runtime::{Sender, Thread, Token, on_the_wire, takes_automatic_mail};
use guichet_store::keys;

use crate::letter::{Addressee, Letter, Return, SubjectLine};
use crate::notice::{Notice, Origin, Silence};
use crate::view::enclosed;
use crate::{App, Failure};

/// A letter, and what sending it takes beside it.
pub struct Composed {
    pub letter: Letter,
    /// The private link that it carries.
    pub token: Option<Token>,
    /// Those outside the desk whom it goes to. What becomes of it is followed for them.
    pub outside: Vec<EmailAddress>,
    pub thread: Thread,
    /// What tells it from other mails about the same event.
    pub reader: String,
}

/// Everything that letters about an event are made of.
pub(crate) struct Told<'a> {
    pub ticket: &'a Ticket,
    /// What was written on the ticket, for notices that quote it.
    pub log: &'a [Recorded],
    pub recorded: &'a Recorded,
    pub desk: &'a Rulebook,
    pub ladder: &'a Rulebook,
}

/// Who reads a letter.
pub(crate) struct Reader {
    pub name: PersonName,
    pub email: EmailAddress,
    pub locale: Locale,
    /// Others whom its headers name.
    pub cc: Vec<Participant>,
    /// Whom it goes to, if not to the one whom it is addressed to.
    pub instead: Option<Vec<EmailAddress>>,
}

impl Reader {
    fn alone(name: PersonName, email: EmailAddress, locale: Locale) -> Self {
        Self { name, email, locale, cc: Vec::new(), instead: None }
    }

    fn outside(person: &Participant, locale: Locale) -> Option<Self> {
        let name = person.name.clone().or_else(|| person.email.local().parse().ok())?;
        Some(Self::alone(name, person.email.clone(), locale))
    }
}

impl From<&AgentSettings> for Reader {
    fn from(agent: &AgentSettings) -> Self {
        Self::alone(agent.name.clone(), agent.email.clone(), agent.locale)
    }
}

/// Who is told; where it may be several people, with what tells their mails apart.
fn readers(ticket: &Ticket, notice: &Notice, desk: &Rulebook) -> Vec<(String, Reader)> {
    let agent = |id: &AgentId| desk.configuration.agent(id).map(Reader::from);
    let lead = || desk.team(&ticket.team)?.lead.as_ref();
    let only = |reader: Option<Reader>| reader.map(|reader| (String::new(), reader)).into_iter().collect();
    let customer = || {
        let customer = ticket.customer.clone();
        Reader::alone(customer.name, customer.email, ticket.locale)
    };
    match notice {
        Notice::Acknowledgement => only(Some(customer())),
        Notice::Answer { .. } => {
            let cc = ticket.participants.clone();
            let others: Vec<EmailAddress> = cc.iter().map(|participant| participant.email.clone()).collect();
            let mut told = vec![(String::new(), Reader { cc: cc.clone(), ..customer() })];
            // They see the same people, so that an answer to all reaches all, but not the customer's own link.
            if !others.is_empty() {
                told.push(("cc".to_owned(), Reader { cc, instead: Some(others), ..customer() }));
            }
            told
        }
        Notice::Forward { to, .. } | Notice::Rejected { to } => only(Reader::outside(to, ticket.locale)),
        Notice::Written { except, .. } => {
            let followers = ticket.followers.iter().filter(|follower| Some(*follower) != except.as_ref());
            followers.filter_map(|id| Some((id.to_string(), agent(id)?))).collect()
        }
        Notice::Undelivered { .. } => only(ticket.assignee.as_ref().and_then(agent)),
        Notice::Assigned { agent: id } | Notice::Reminder { agent: id } => only(agent(id)),
        Notice::Breached { .. } => only(lead().and_then(agent).or_else(|| ticket.assignee.as_ref().and_then(agent))),
        Notice::Rung { recipients, .. } => {
            let mut told = BTreeMap::new();
            for recipient in recipients {
                let agents: Vec<&AgentId> = match recipient {
                    Recipient::Assignee => ticket.assignee.iter().collect(),
                    Recipient::TeamLead => lead().into_iter().collect(),
                    Recipient::Team => {
                        let members = desk.configuration.agents.iter();
                        members.filter(|agent| agent.teams.contains(&ticket.team)).map(|agent| &agent.id).collect()
                    }
                    Recipient::Address(address) => {
                        let person = Participant { email: address.clone(), name: None };
                        if let Some(reader) = Reader::outside(&person, ticket.locale) {
                            told.insert(keys::hash(address.as_str()), reader);
                        }
                        Vec::new()
                    }
                };
                told.extend(agents.into_iter().filter_map(|id| Some((id.to_string(), agent(id)?))));
            }
            told.into_iter().collect()
        }
    }
}

impl App {
    /// The configuration as it is, and the one whose ladder an event is about.
    pub(crate) async fn rulebooks(&self, recorded: &Recorded) -> Result<(Arc<Rulebook>, Arc<Rulebook>), Failure> {
        let desk = self.store.rulebook().await?;
        let ladder = match &recorded.event {
            Event::RungReached { revision, .. } if *revision != desk.revision => {
                self.store.rulebook_at(*revision).await?
            }
            _ => desk.clone(),
        };
        Ok((desk, ladder))
    }

    /// The letters for an event, each with the name of its effect, or why there are none.
    pub(crate) async fn compose(&self, told: &Told<'_>) -> Result<Result<Vec<(String, Composed)>, Silence>, Failure> {
        let notices = match Notice::of(told.ticket, told.recorded, told.ladder) {
            Ok(notices) => notices,
            Err(silence) => return Ok(Err(silence)),
        };
        let effect = format!("mail#{}#{}", told.ticket.id, told.recorded.seq);
        let mut silence = "there is nobody to tell";
        let mut letters = Vec::new();
        for notice in &notices {
            let files = self.files_of(told, notice).await?;
            for (key, reader) in readers(told.ticket, notice, told.desk) {
                // Events call for one mail, so their place names it, but for those that several people are told of.
                let effect = if key.is_empty() { effect.clone() } else { format!("{effect}#{key}") };
                match self.letter(told, notice, reader, &effect, key, &files)? {
                    Ok(composed) => letters.push((effect, composed)),
                    Err(why) => silence = why,
                }
            }
        }
        Ok(if letters.is_empty() { Err(silence) } else { Ok(letters) })
    }

    /// What is attached, as far as the whole can go by mail. What a scanner has found harmful does not.
    async fn files_of(&self, told: &Told<'_>, notice: &Notice) -> Result<Vec<(Attachment, Bytes)>, Failure> {
        let mut room = told.desk.configuration.desk.attachments.message_bytes();
        let mut files = Vec::new();
        for attachment in enclosed(told, notice) {
            if attachment.size <= room && !self.files.is_harmful(attachment.id).await? {
                room -= attachment.size;
                files.push((attachment.clone(), self.files.file(attachment.id).await?));
            }
        }
        Ok(files)
    }

    fn letter(
        &self,
        told: &Told<'_>,
        notice: &Notice,
        reader: Reader,
        effect: &str,
        key: String,
        files: &[(Attachment, Bytes)],
    ) -> Result<Result<Composed, Silence>, Failure> {
        let Told { ticket, desk, .. } = *told;
        if notice.origin() != Origin::Person && !takes_automatic_mail(&reader.email) {
            return Ok(Err("the address takes no automatic mail"));
        }
        let Some(address) = on_the_wire(&reader.email) else {
            return Ok(Err("no mail server takes the address"));
        };
        let to = Addressee { name: Some(reader.name.clone()), address };
        let cc: Vec<Addressee> = reader.cc.iter().filter_map(addressee).collect();
        let outside = reader.instead.clone().unwrap_or_else(|| vec![reader.email.clone()]);
        let envelope: Vec<String> = outside.iter().filter_map(on_the_wire).collect();
        if envelope.is_empty() {
            return Ok(Err("no mail server takes the address"));
        }
        let mailbox = self.mailbox_of(ticket, desk);
        let thread = Thread { ticket: ticket.id, replies: notice.replies() };
        let returns = self.returns(mailbox, thread);
        let own_link = matches!(notice, Notice::Acknowledgement | Notice::Answer { .. }) && reader.instead.is_none();
        let token = ticket.link_seed.as_ref().filter(|_| own_link).map(|seed| self.secret.link_token(ticket.id, seed));
        let subject = SubjectLine::of(ticket);
        let view = self.view(told, notice, &reader, &subject, mailbox, &returns, token.as_ref(), files.len());
        let rendered = self.render(&view, desk)?;
        let letter = Letter {
            from: self.from(mailbox),
            to,
            cc,
            envelope,
            subject,
            answers: answered(told, notice),
            returns: Some(returns),
            origin: notice.origin(),
            locale: reader.locale,
            text: rendered.text,
            html: rendered.html,
            files: files.to_vec(),
            loop_mark: self.secret.loop_mark(),
            unique: self.secret.derive("mail", &[effect]),
        };
        let outside = if notice.goes_outside() { outside } else { Vec::new() };
        Ok(Ok(Composed { letter, token, outside, thread, reader: key }))
    }

    /// In the desk's own words, where it has some. If they fail it, which what is checked when they are set up should rule out, the
    /// reader gets what is delivered with the desk rather than nothing.
    fn render(&self, view: &View<'_>, desk: &Rulebook) -> Result<Rendered, Failure> {
        let own = view.says.mail().and_then(|mail| desk.configuration.text(mail, view.locale));
        if let Some(own) = own {
            match self.templates.render(view, Some(own)) {
                Ok(rendered) => return Ok(rendered),
                Err(error) => tracing::error!(%error, text = %own.id(), "a mail goes out without the desk's own words"),
            }
        }
        Ok(self.templates.render(view, None)?)
    }

    /// The mailbox that a ticket's mail comes from: the one that it came in through, else the desk's first.
    fn mailbox_of<'a>(&self, ticket: &Ticket, desk: &'a Rulebook) -> Option<&'a Mailbox> {
        let own = ticket.mailbox.as_ref().and_then(|mailbox| desk.configuration.mailbox(mailbox));
        own.or_else(|| desk.configuration.mailboxes.first())
    }

    /// SES sends for the domains that it knows, which is that of the desk's own address; another mailbox is answered to.
    pub(crate) fn from(&self, mailbox: Option<&Mailbox>) -> Sender {
        let own = mailbox.filter(|mailbox| mailbox.address.domain() == self.sender.domain());
        Sender {
            name: mailbox.and_then(|mailbox| mailbox.name.clone()).unwrap_or_else(|| self.sender.name.clone()),
            address: own.map_or_else(|| self.sender.address.clone(), |mailbox| mailbox.address.clone()),
        }
    }

    fn returns(&self, mailbox: Option<&Mailbox>, thread: Thread) -> Return {
        // The address of a mailbox was checked to leave room for the key.
        let address = mailbox.and_then(|mailbox| self.secret.reply_address(&mailbox.address, thread).ok());
        let thread_id = self.secret.thread_id(&self.sender.address, thread);
        Return { key: self.secret.thread_key(thread), thread_id, address }
    }
}

fn addressee(person: &Participant) -> Option<Addressee> {
    Some(Addressee { name: person.name.clone(), address: on_the_wire(&person.email)? })
}

/// The last message of the customer's that came by mail, which an answer refers to.
fn answered(told: &Told<'_>, notice: &Notice) -> Option<guichet_domain::MessageId> {
    if !matches!(notice, Notice::Acknowledgement | Notice::Answer { .. } | Notice::Rejected { .. }) {
        return None;
    }
    let before = told.log.iter().filter(|recorded| recorded.seq <= told.recorded.seq).rev();
    before.chain(std::iter::once(told.recorded)).find_map(|recorded| match &recorded.event {
        Event::TicketOpened { carried, .. }
        | Event::CustomerReplied { carried, .. }
        | Event::ReplyRejected { carried, .. } => carried.mail.as_ref()?.message_id.clone(),
        _ => None,
    })
}
