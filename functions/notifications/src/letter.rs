//! A mail as it goes over the wire.
//!
//! Every header is made from a value of a type that can not hold a line break, or from a constant, so no header can be
//! injected, whoever typed the name and the subject.

use guichet_domain::{Locale, PersonName, Subject, Ticket, TicketId};
use guichet_runtime::{DeskSecret, Sender};
use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;

use crate::notice::Origin;

/// What the subject line of every mail about a ticket is, so that mail programs keep them together.
#[derive(Clone, Debug)]
pub struct SubjectLine(String);

impl SubjectLine {
    pub fn of(ticket: &Ticket) -> Self {
        Self::new(ticket.number, &ticket.subject)
    }

    fn new(number: u64, subject: &Subject) -> Self {
        Self(format!("[#{number}] {subject}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id that every mail about a ticket refers to. SES replaces the `Message-ID` that we give, so this one, which is of no
/// mail at all, is what a reply can be recognised by. Its key belongs to one ticket and can not be guessed.
#[derive(Clone, Debug)]
pub struct ThreadId(String);

impl ThreadId {
    pub fn of(ticket: TicketId, secret: &DeskSecret, sender: &Sender) -> Self {
        let ticket = ticket.to_string();
        let key = secret.derive("thread", &[&ticket]);
        Self(format!("ticket-{ticket}.{key}@{}", sender.domain()))
    }
}

#[derive(Debug)]
pub struct Letter {
    pub to: (PersonName, String),
    pub subject: SubjectLine,
    pub thread: ThreadId,
    pub origin: Origin,
    pub locale: Locale,
    pub text: String,
    pub html: String,
    /// A value of this mail's own, the same however often it is composed.
    pub unique: String,
}

impl Letter {
    pub fn to_mime(&self, sender: &Sender, now: Timestamp) -> Vec<u8> {
        let (name, address) = &self.to;
        let mut message = MessageBuilder::new()
            .from(Address::new_address(Some(sender.name.as_str()), sender.address.as_str()))
            .to(Address::new_address(Some(name.as_str()), address.as_str()))
            .subject(self.subject.as_str())
            .date(Date::new(now.as_second()))
            .message_id(MessageId::new(format!("mail-{}@{}", self.unique, sender.domain())))
            .references(MessageId::new(self.thread.0.as_str()))
            .header("Content-Language", Text::new(self.locale.as_str()));
        // The acknowledgement begins the thread; everything else answers it.
        if self.origin != Origin::AutoReply {
            message = message.in_reply_to(MessageId::new(self.thread.0.as_str()));
        }
        let automatic = match self.origin {
            Origin::Person => None,
            Origin::AutoReply => Some("auto-replied"),
            Origin::Automatic => Some("auto-generated"),
        };
        if let Some(automatic) = automatic {
            message = message
                .header("Auto-Submitted", Text::new(automatic))
                .header("X-Auto-Response-Suppress", Text::new("All"));
        }
        // Nobody who writes a text can know this value, so no text can end its part early.
        let boundary = format!("=_{}", self.unique);
        let parts =
            vec![MimePart::new("text/plain", self.text.as_str()), MimePart::new("text/html", self.html.as_str())];
        let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
        let mut mime = Vec::new();
        message.body(MimePart::new(kind, parts)).serialize(&mut mime);
        mime
    }
}
