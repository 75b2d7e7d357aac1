//! A mail as it goes over the wire.
//!
//! Every header is made from a value of a type that can not hold a line break, or from a constant, so no header can be
//! injected, whoever typed the name and the subject.

use bytes::Bytes;
use guichet_domain::{Attachment, EmailAddress, Locale, MessageId as ForeignId, PersonName, Subject, Ticket};
use guichet_letters::Sample;
use guichet_runtime::Sender;
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

    /// That of a letter about no ticket, which shows what one could be like.
    pub fn of_test(sample: &Sample) -> Self {
        Self(format!("[Test] {}", sample.subject_line()))
    }

    fn new(number: u64, subject: &Subject) -> Self {
        Self(format!("[#{number}] {subject}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What tells it from others to who reads it.
    pub fn without_number(&self) -> &str {
        self.0.split_once("] ").map_or(self.as_str(), |(_, subject)| subject)
    }
}

/// What an answer to a mail is recognised by, in each of the places where mail programs keep something of it.
#[derive(Clone, Debug)]
pub struct Return {
    /// The key itself, as it stands in the mark of the body.
    pub key: String,
    /// The message id that it refers to. SES replaces the `Message-ID` that we give, so this one is of no mail at all.
    pub thread_id: String,
    /// The address for answers, where the desk reads mail.
    pub address: Option<EmailAddress>,
}

/// Somebody that a mail is written to, as headers name them.
#[derive(Clone, Debug)]
pub struct Addressee {
    pub name: Option<PersonName>,
    /// As mail servers take it.
    pub address: String,
}

#[derive(Debug)]
pub struct Letter {
    pub from: Sender,
    pub to: Addressee,
    pub cc: Vec<Addressee>,
    /// Whom this very mail goes to, of those whom its headers name.
    pub envelope: Vec<String>,
    pub subject: SubjectLine,
    /// Nothing for a letter that is about no ticket.
    pub returns: Option<Return>,
    /// The message that it answers, as its author's mail program knows it.
    pub answers: Option<ForeignId>,
    pub origin: Origin,
    pub locale: Locale,
    pub text: String,
    pub html: String,
    pub files: Vec<(Attachment, Bytes)>,
    /// What the desk's own mail is known by when it comes back.
    pub loop_mark: String,
    /// A value of this mail's own, the same however often it is composed.
    pub unique: String,
}

impl Addressee {
    fn header(&self) -> Address<'_> {
        Address::new_address(self.name.as_ref().map(PersonName::as_str), self.address.as_str())
    }
}

impl Letter {
    pub fn to_mime(&self, now: Timestamp) -> Vec<u8> {
        let answered = self.answers.as_ref().map(ForeignId::as_str);
        let mut message = MessageBuilder::new()
            .from(Address::new_address(Some(self.from.name.as_str()), self.from.address.as_str()))
            .to(self.to.header())
            .subject(self.subject.as_str())
            .date(Date::new(now.as_second()))
            .message_id(MessageId::new(format!("mail-{}@{}", self.unique, self.from.domain())))
            .header("X-Guichet-Loop", Text::new(self.loop_mark.as_str()))
            .header("Content-Language", Text::new(self.locale.as_str()));
        if !self.cc.is_empty() {
            message = message.cc(Address::new_list(self.cc.iter().map(Addressee::header).collect()));
        }
        let address = self.returns.as_ref().and_then(|returns| returns.address.as_ref());
        if let Some(address) = address {
            message = message.reply_to(Address::new_address(Some(self.from.name.as_str()), address.as_str()));
        }
        let thread = self.returns.as_ref().map(|returns| returns.thread_id.as_str());
        let referred: Vec<&str> = thread.into_iter().chain(answered).collect();
        if !referred.is_empty() {
            message = message.references(MessageId::new_list(referred.into_iter()));
        }
        // An acknowledgement of what came in by a form begins the thread; everything else answers something.
        if let Some(answered) = answered {
            message = message.in_reply_to(MessageId::new(answered));
        } else if let Some(thread) = thread.filter(|_| self.origin != Origin::AutoReply) {
            message = message.in_reply_to(MessageId::new(thread));
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
        let mut mime = Vec::new();
        message.body(self.body()).serialize(&mut mime);
        mime
    }

    fn body(&self) -> MimePart<'_> {
        let texts =
            vec![MimePart::new("text/plain", self.text.as_str()), MimePart::new("text/html", self.html.as_str())];
        let alternative = MimePart::new(self.multipart("alternative", "texts"), texts);
        if self.files.is_empty() {
            return alternative;
        }
        let files = self.files.iter().map(|(file, bytes)| {
            MimePart::new(file.media_type.as_str(), bytes.as_ref()).attachment(file.name.as_str())
        });
        MimePart::new(self.multipart("mixed", "files"), std::iter::once(alternative).chain(files).collect::<Vec<_>>())
    }

    /// Nobody who writes a text can know the value in a boundary, so no text can end its part early.
    fn multipart(&self, kind: &str, what: &str) -> ContentType<'static> {
        ContentType::new(format!("multipart/{kind}")).attribute("boundary", format!("=_{what}_{}", self.unique))
    }
}
