//! The message that another one passes on.

use guichet_domain::Subject;
use serde::Serialize;

use crate::body::Body;
use crate::incoming::text_of;
use crate::message_id::MessageId;
use crate::mime::{self, Part};
use crate::sender::{self, Sender};
use crate::subject;
use crate::text::{Fields, unquoted};

/// A message that was passed on. Who passed it on may have changed it, so none of it is proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forwarded {
    /// Who wrote it, if an address is given.
    pub from: Option<Sender>,
    /// Its subject.
    pub subject: Option<Subject>,
    /// Its id, where the whole message was attached.
    pub message_id: Option<MessageId>,
    /// What it says.
    pub text: String,
    /// What was written above it by whoever passed it on.
    pub comment: String,
}

/// The message that a text passes on below the line that says so, from its fields and the lines below them.
pub(crate) fn in_text(fields: Option<Fields>, lines: &[&str], comment: String) -> Forwarded {
    let fields = fields.unwrap_or_default();
    let from = fields.from.as_deref().and_then(author);
    let subject = fields.subject.as_deref().and_then(subject::parse);
    // Apple's programs quote what they pass on.
    let all_quoted = lines.iter().all(|line| line.is_empty() || line.starts_with('>'));
    let text: Vec<&str> = lines.iter().map(|line| if all_quoted { unquoted(line) } else { line }).collect();
    Forwarded { from, subject, message_id: None, text: text.join("\n").trim().to_owned(), comment }
}

/// Programs write an author as headers do, or with the address in square brackets, or as the link that it was.
fn author(value: &str) -> Option<Sender> {
    let plain = value.replace(['*', '\u{a0}'], " ").replace("[mailto:", "<").replace("<mailto:", "<").replace(']', ">");
    if let Some(author) = sender::parse(&plain).people.into_iter().next() {
        return Some(author);
    }
    let email =
        plain.split(['<', '>', '(', ')', ' ', ',']).filter(|word| word.contains('@')).find_map(sender::email)?;
    let name = plain.split(['<', '(']).next().and_then(|name| sender::name(name.trim(), &email));
    Some(Sender { name, email })
}

/// The one message that is attached to a message, if there is one and no more.
pub(crate) fn attached(parts: &[Part<'_>], body: &Body, comment: &str) -> Option<Forwarded> {
    // Reports bring back the message that they are about.
    if parts.first()?.media.name == "multipart/report" {
        return None;
    }
    let mut messages =
        body.attachments.iter().filter_map(|part| parts.get(*part)).filter(|part| part.media.name == "message/rfc822");
    let (message, None) = (messages.next()?, messages.next()) else { return None };
    let content = message.content();
    let parts = mime::walk(&content);
    let headers = &parts.first()?.headers;
    let id = MessageId::of(headers, &content);
    Some(Forwarded {
        from: sender::people(headers, "from").into_iter().next(),
        subject: subject::of(headers),
        message_id: (!id.is_made()).then_some(id),
        text: text_of(&parts).whole,
        comment: comment.to_owned(),
    })
}
