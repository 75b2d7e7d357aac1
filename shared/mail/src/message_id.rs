//! The names by which messages refer to each other.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::headers::Headers;

/// Long enough for every program's, and short enough for a key of the store.
const LONGEST: usize = 500;
/// As many as are kept of a message's references.
const MOST: usize = 100;

/// The id of a message, without its angle brackets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MessageId {
    id: String,
    made: bool,
}

impl MessageId {
    /// The id as it stands in the header, without brackets and blanks.
    pub fn as_str(&self) -> &str {
        &self.id
    }

    /// Whether the message came without an id that can be used, so that one was made from its content. The same bytes get the same.
    pub fn is_made(&self) -> bool {
        self.made
    }

    fn parse(id: &str) -> Option<Self> {
        // Programs fold between the characters of an id.
        let id: String = id.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !"<>".contains(*c)).collect();
        (!id.is_empty() && id.len() <= LONGEST).then_some(Self { id, made: false })
    }

    fn of_content(raw: &[u8]) -> Self {
        let hash = Sha256::digest(raw);
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id: format!("{hex}@content.invalid"), made: true }
    }

    /// The id of a message with these headers and bytes.
    pub(crate) fn of(headers: &Headers<'_>, raw: &[u8]) -> Self {
        let own = headers.all("message-id").flat_map(listed).next();
        own.unwrap_or_else(|| Self::of_content(raw))
    }

    /// The messages that one with these headers refers to: `In-Reply-To` and `References` together, the oldest first. Of very
    /// many the first and the last are kept: the first began the conversation, the last are what is answered.
    pub(crate) fn references(headers: &Headers<'_>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let fields = ["references", "in-reply-to"];
        for id in fields.iter().flat_map(|field| headers.all(field)).flat_map(listed) {
            if seen.insert(id.id.clone()) {
                all.push(id);
            }
        }
        if all.len() > MOST {
            all.drain(MOST / 2..all.len() - MOST / 2);
        }
        all
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// The ids in a field: what stands in brackets, or the words with an `@` where a program has left the brackets out.
fn listed(value: &str) -> Vec<MessageId> {
    let bracketed: Vec<MessageId> = value
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .filter_map(|(id, _)| MessageId::parse(id))
        .collect();
    if !bracketed.is_empty() {
        return bracketed;
    }
    value.split_whitespace().filter(|word| word.contains('@')).filter_map(MessageId::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(raw: &str) -> Vec<String> {
        let (headers, _) = Headers::read(raw.as_bytes());
        MessageId::references(&headers).into_iter().map(|id| id.id).collect()
    }

    #[test]
    fn references_are_listed_once_and_in_order() {
        assert_eq!(
            references("References: <a@x> <b@x>\r\n <c@x>\r\nIn-Reply-To: <c@x>\r\n\r\n"),
            ["a@x", "b@x", "c@x"]
        );
        assert_eq!(references("In-Reply-To: Your message of Monday <a@x>\n\n"), ["a@x"]);
        assert_eq!(references("In-Reply-To: a@x\n\n"), ["a@x"]);
        assert_eq!(references("References: <a@\r\n x>\n\n"), ["a@x"]);
        assert!(references("References: <> nothing\n\n").is_empty());
    }

    #[test]
    fn of_many_the_first_and_the_last_are_kept() {
        let ids: Vec<String> = (0..300).map(|n| format!("<{n}@x>")).collect();
        let kept = references(&format!("References: {}\n\n", ids.join(" ")));
        assert_eq!((kept.len(), &*kept[0], &*kept[99]), (100, "0@x", "299@x"));
    }

    #[test]
    fn a_message_without_an_id_gets_one_from_its_content() {
        let (headers, _) = Headers::read(b"Message-ID: <>\n\n");
        let (one, other) = (MessageId::of(&headers, b"one"), MessageId::of(&headers, b"other"));
        assert!(one.is_made() && one != other && one == MessageId::of(&headers, b"one"));
    }
}
