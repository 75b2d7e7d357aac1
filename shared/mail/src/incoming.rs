//! A message, read.

use guichet_domain::{EmailAddress, Locale, Subject};

use crate::attachment::{self, Attachment};
use crate::body::Body;
use crate::forwarded::{self, Forwarded};
use crate::headers::Headers;
use crate::kind::{self, Kind};
use crate::message_id::MessageId;
use crate::mime::{self, Part};
use crate::sender::{self, Sender};
use crate::text::{self, Text};
use crate::verdicts::Verdicts;
use crate::{date, language, marker, subject};

/// As many addresses as are looked through for the mailbox that a message was delivered to.
const MOST_ADDRESSES: usize = 100;

/// Bytes that are no message at all: they have none of the fields that a message has. They are kept as they are and become a ticket
/// that they are attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("has none of the header fields of a message")]
pub struct Unreadable;

/// What a message says, of whom, to whom, and about what.
#[derive(Clone, Debug)]
pub struct Incoming<'a> {
    /// Its id, by which it is known again when it comes twice. One is made of its content if it has none.
    pub message_id: MessageId,
    /// The messages that it refers to, each once, the oldest first; at most 100.
    pub references: Vec<MessageId>,
    /// Who says that they wrote it. Whether it is true, [`Verdicts::authenticated`] tells.
    pub from: Option<Sender>,
    /// Whom an answer should go to, if not to the former.
    pub reply_to: Option<Sender>,
    /// Whom it is written to.
    pub to: Vec<Sender>,
    /// Who is to know of it.
    pub cc: Vec<Sender>,
    /// Where it was delivered, the surest first: what servers say, then whom it is written to. The mailbox and the plus-address
    /// are among them. Addresses are in lower case, so a key in one has to be.
    pub delivered_to: Vec<EmailAddress>,
    /// Its subject, in one line, cut to what a subject may be.
    pub subject: Option<Subject>,
    /// The number of a ticket in its subject.
    pub number_in_subject: Option<u64>,
    /// The language that it says it is in, if the desk speaks it.
    pub language: Option<Locale>,
    /// How far its author's clock is ahead of UTC, in minutes.
    pub offset_minutes: Option<i16>,
    /// Whether a person wrote it or a machine.
    pub kind: Kind,
    /// The desk's own mark against loops. Whether it is a true one is for the desk to find out; no other header of the desk is
    /// read from a message.
    pub our_loop_mark: Option<String>,
    /// What the mail service found out about it.
    pub verdicts: Verdicts,
    /// What it says.
    pub text: Text,
    /// The key in the desk's own mark, where the message quotes a mail of the desk's.
    pub marker: Option<String>,
    /// The message that it passes on, if it does.
    pub forwarded: Option<Forwarded>,
    /// What comes with it.
    pub attachments: Vec<Attachment<'a>>,
}

impl Incoming<'_> {
    /// The subject without `Re:`, `Fwd:` and their kin in other languages; empty if there is none.
    pub fn plain_subject(&self) -> &str {
        self.subject.as_ref().map_or("", |subject| subject::plain_subject(subject.as_str()))
    }
}

/// Reads a message. Never panics, whatever the bytes, and takes time in proportion to their number.
///
/// # Errors
///
/// [`Unreadable`] if the bytes are no message at all.
pub fn read(raw: &[u8]) -> Result<Incoming<'_>, Unreadable> {
    let parts = mime::walk(raw);
    let root = parts.first().filter(|root| is_message(&root.headers)).ok_or(Unreadable)?;
    let headers = &root.headers;
    let body = Body::of(&parts);
    let read = text::Read::of(&parts, &body);
    let subject = subject::of(headers);
    let forward = subject.as_ref().is_some_and(|subject| subject::is_forward(subject.as_str()));
    let (text, passed_on) = read.fold(forward);
    let to = sender::people(headers, "to");
    let cc = sender::people(headers, "cc");
    let kind = kind::of(&parts, &text.whole);
    let is_ordinary = !matches!(kind, Kind::Bounce(_));
    let attachments = attachment::of(&parts, &body, &read.html);
    Ok(Incoming {
        message_id: MessageId::of(headers, raw),
        references: MessageId::references(headers),
        from: sender::people(headers, "from").into_iter().next(),
        reply_to: sender::people(headers, "reply-to").into_iter().next(),
        delivered_to: delivered_to(headers, &to, &cc),
        to,
        cc,
        number_in_subject: subject.as_ref().and_then(|subject| subject::number(subject.as_str())),
        subject,
        language: language::of(headers),
        offset_minutes: date::offset_minutes(headers),
        our_loop_mark: headers.line("x-guichet-loop").filter(|mark| !mark.is_empty() && mark.len() <= 200),
        verdicts: Verdicts::of(headers),
        marker: marker::find(&text.whole).or_else(|| marker::find(&read.html)),
        forwarded: if is_ordinary {
            passed_on.or_else(|| forwarded::attached(&parts, &body, &text.visible))
        } else {
            None
        },
        kind,
        text,
        attachments,
    })
}

/// Whether there is a field that only messages have.
fn is_message(headers: &Headers<'_>) -> bool {
    const FIELDS: [&str; 14] = [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "received",
        "return-path",
        "mime-version",
        "content-type",
        "reply-to",
        "sender",
        "delivered-to",
        "in-reply-to",
    ];
    headers.iter().any(|(name, _)| FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field)))
}

fn delivered_to(headers: &Headers<'_>, to: &[Sender], cc: &[Sender]) -> Vec<EmailAddress> {
    let mut all = Vec::new();
    let mut add = |email: EmailAddress| {
        if all.len() < MOST_ADDRESSES && !all.contains(&email) {
            all.push(email);
        }
    };
    for field in ["x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "x-forwarded-to"] {
        sender::people(headers, field).into_iter().for_each(|person| add(person.email));
    }
    headers.first("received").and_then(received_for).into_iter().for_each(&mut add);
    to.iter().chain(cc).for_each(|person| add(person.email.clone()));
    all
}

/// Whom the server that wrote the topmost `Received` took the message for.
fn received_for(value: &str) -> Option<EmailAddress> {
    let mut words = value.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("for")).skip(1);
    sender::email(words.next()?)
}

/// The text of a message within the message, for what passes it on.
pub(crate) fn text_of(parts: &[Part<'_>]) -> Text {
    text::Read::of(parts, &Body::of(parts)).fold(true).0
}
