//! A message that begins a ticket: rules 1, 8, 11 and 12.

use std::collections::BTreeMap;

use bytes::Bytes;
use guichet_domain::{
    Actor, Arrival, Attachment, Body, Carried, Channel, Context, Customer, CustomerId, CustomerRef, Draft,
    EmailAddress, FileId, Locale, Mailbox, OpenTicket, Participant, Received, Rulebook, Subject, Tag, Ticket, TicketId,
};
use guichet_files::InboundKey;
use guichet_mail::Forwarded;
use guichet_runtime::ids;
use guichet_store::{CommitError, Extras, Learned, keys};
use jiff::Timestamp;

use crate::message::{Message, body_of, name_of, plain, usual_mailbox};
use crate::sender::Author;
use crate::{App, Failure, Outcome, mailbox};

/// What a ticket is made of.
struct New<'a> {
    desk: &'a Rulebook,
    now: Timestamp,
    mailbox: &'a Mailbox,
    actor: Actor,
    customer: Customer,
    subject: Subject,
    body: Body,
    tags: Vec<Tag>,
    arrival: Arrival,
    message_id: String,
}

impl App {
    pub(crate) async fn open(
        &self,
        message: &Message<'_>,
        author: &Author,
        may_follow: Option<TicketId>,
    ) -> Result<Outcome, Failure> {
        let mailbox = match message.mailbox() {
            Some(mailbox) => mailbox.clone(),
            None => usual_mailbox(message.desk, &self.sender.address).ok_or(Failure::NoTeam)?,
        };
        let enclosed = self.keep_files(message, message.desk.configuration.desk.attachments.ticket_bytes()).await?;
        let forwarded = passed_on(message, author);
        let person = forwarded.as_ref().map_or(&author.person, |(person, _)| person);
        let known = self.store.customer(CustomerId::of(&person.email)).await?;
        let locale = known.as_ref().map(|known| known.locale).or(message.incoming.language).unwrap_or(mailbox.language);
        let subject = forwarded.as_ref().and_then(|(_, forwarded)| forwarded.subject.clone());
        let body = match &forwarded {
            Some((_, forwarded)) => body_of(&passed_on_text(message, forwarded), &enclosed.left_out, locale),
            None => message.body(&enclosed.left_out, locale),
        };
        let actor = match (&author.agent, &forwarded) {
            (Some(agent), Some(_)) => Actor::Agent { id: agent.clone() },
            _ => Actor::Customer { id: CustomerId::of(&person.email) },
        };
        let participants = match &forwarded {
            Some(_) => Vec::new(),
            None => message.participants(&person.email, &self.sender.address),
        };
        let new = New {
            desk: message.desk,
            now: message.now,
            mailbox: &mailbox,
            actor,
            customer: customer(person, locale),
            subject: subject.unwrap_or_else(|| message.subject(locale)),
            body,
            tags: if message.is_automatic() { vec![plain("automatic")] } else { Vec::new() },
            arrival: Arrival {
                may_follow,
                mailbox: message.mailbox().map(|mailbox| mailbox.id.clone()),
                participants,
                carried: Carried {
                    attachments: enclosed.files,
                    author: None,
                    // Of what is passed on, it is the clock of who passes it on.
                    zone: message.zone().filter(|_| forwarded.is_none()),
                    mail: Some(message.received()),
                },
            },
            message_id: message.id().to_owned(),
        };
        self.begin(new, known.as_ref()).await
    }

    /// A ticket that holds nothing but what could not be read.
    pub(crate) async fn open_unreadable(
        &self,
        key: &InboundKey,
        bytes: Bytes,
        desk: &Rulebook,
        now: Timestamp,
    ) -> Result<Outcome, Failure> {
        let (raw, size) = (key.to_string(), bytes.len() as u64);
        let message_id = format!("unreadable.{}", keys::hash(&raw));
        if self.store.ticket_of_message(&message_id).await?.is_some() {
            return Ok(Outcome::Repeated);
        }
        let at = usual_mailbox(desk, &self.sender.address).ok_or(Failure::NoTeam)?;
        let (subject, text) = match at.language {
            Locale::En => ("A message that could not be read", "What came in by mail is attached as it is."),
            Locale::Fr => ("Un message illisible", "Ce qui est arrivé par courrier est joint tel quel."),
        };
        let id = FileId::in_mail(&raw, 0);
        self.files.put_file(id, bytes, "application/octet-stream").await?;
        let file = Attachment {
            id,
            name: plain("message.eml"),
            media_type: plain("application/octet-stream"),
            size,
            content_id: None,
            inline: false,
        };
        let nobody = Participant { email: plain::<EmailAddress>("unknown@sender.invalid"), name: None };
        let received = Received { raw, message_id: None, folded: false, unproved: true, automatic: true };
        let new = New {
            desk,
            now,
            mailbox: &at,
            actor: mailbox(),
            customer: customer(&nobody, at.language),
            subject: plain(subject),
            body: plain(text),
            tags: vec![plain("unreadable")],
            arrival: Arrival {
                mailbox: desk.configuration.mailbox(&at.id).map(|mailbox| mailbox.id.clone()),
                carried: Carried { attachments: vec![file], mail: Some(received), ..Carried::default() },
                ..Arrival::default()
            },
            message_id,
        };
        self.begin(new, None).await
    }

    async fn begin(&self, new: New<'_>, known: Option<&Customer>) -> Result<Outcome, Failure> {
        let New { desk, now, mailbox, actor, customer, subject, body, tags, arrival, message_id } = new;
        let number = self.store.draw_number().await?;
        let (form, topic) = mailbox.topic(&desk.configuration);
        let no_fields = BTreeMap::new();
        let draft = Draft {
            form: &form,
            topic: &topic,
            channel: Channel::Email,
            urgency: mailbox.urgency,
            subject: &subject,
            body: &body,
            sender: &customer.email,
            language: customer.locale,
            fields: &no_fields,
        };
        let mut routed = desk.route(&draft, now);
        routed.tags.extend(mailbox.tags.iter().cloned().chain(tags));
        let command = OpenTicket {
            id: ids::ticket_id(now),
            number,
            customer: CustomerRef { id: customer.id, name: customer.name.clone(), email: customer.email.clone() },
            subject,
            body,
            form: form.id.clone(),
            topic: topic.id.clone(),
            channel: Channel::Email,
            locale: customer.locale,
            urgency: mailbox.urgency,
            link_seed: ids::link_seed().map_err(|error| Failure::Random(error.to_string()))?,
            routed,
            fields: BTreeMap::new(),
            follow_up_of: None,
            arrival,
        };
        let change = Ticket::open(command, &Context { now, actor, desk, pinned: desk });
        // Nobody has the private link before the first mail, which makes it good.
        let mut extras = Extras {
            message: Some(message_id),
            customer: known.is_none().then(|| Learned::Customer(customer.clone())),
            ..Extras::default()
        };
        loop {
            match self.store.commit(&change, extras.clone()).await {
                Ok(()) => return Ok(Outcome::Opened(change.after.id)),
                Err(CommitError::Repeated) => return Ok(Outcome::Repeated),
                // The customer's first two messages came at once.
                Err(CommitError::CustomerKnown) => extras.customer = None,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn customer(person: &Participant, locale: Locale) -> Customer {
    let (email, name) = (person.email.clone(), name_of(person.name.as_ref(), &person.email));
    Customer { id: CustomerId::of(&email), name, email, locale, phone: None }
}

/// Whom an agent passes a message on for, and what it says.
fn passed_on<'a>(message: &'a Message<'_>, author: &Author) -> Option<(Participant, &'a Forwarded)> {
    author.agent.as_ref()?;
    let forwarded = message.incoming.forwarded.as_ref()?;
    let from = forwarded.from.as_ref()?;
    Some((Participant { email: from.email.clone(), name: from.name.clone() }, forwarded))
}

/// What an agent wrote above the message that they pass on stays above it.
fn passed_on_text(message: &Message<'_>, forwarded: &Forwarded) -> String {
    let above = message.incoming.text.visible.trim();
    if above.is_empty() || above == forwarded.text.trim() {
        return forwarded.text.clone();
    }
    format!("{above}\n\n---\n\n{}", forwarded.text)
}
