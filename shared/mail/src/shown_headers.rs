//! The header fields that somebody looks at who wants to see a message as it came.

use crate::encoded_word;
use crate::headers::{Headers, unfold};

/// In the order in which they are shown.
const SHOWN: [&str; 6] = ["From", "To", "Cc", "Date", "Subject", "Reply-To"];
/// A longer list of receivers tells nobody more.
const LONGEST: usize = 4_000;

/// From whom a message says that it is, to whom, when and about what, as it is written there and in that order. A field that stands
/// there twice is shown twice: that one is hidden behind another is how people are misled.
pub fn shown_headers(raw: &[u8]) -> Vec<(&'static str, String)> {
    let (headers, _) = Headers::read(raw);
    let values = |name: &'static str| {
        headers.all(name).map(|value| encoded_word::decode(&unfold(value))).collect::<Vec<_>>().into_iter()
    };
    let shown = SHOWN.into_iter().flat_map(|name| values(name).map(move |value| (name, value)));
    shown.map(|(name, value)| (name, value.chars().filter(|c| !c.is_control()).take(LONGEST).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_read_as_people_read_them_in_one_order() {
        let raw = b"Received: from elsewhere\r\nSubject: =?utf-8?q?R=C3=A9ponse?=\r\n again\r\nTo: a@b.example\r\n\
            From: One <one@a.example>\r\nX-Secret: 1\r\nFrom: Two <two@a.example>\r\n\r\nReply-To: in the body\r\n";
        assert_eq!(
            shown_headers(raw),
            [
                ("From", "One <one@a.example>".to_owned()),
                ("From", "Two <two@a.example>".to_owned()),
                ("To", "a@b.example".to_owned()),
                ("Subject", "R\u{e9}ponse again".to_owned()),
            ]
        );
    }
}
