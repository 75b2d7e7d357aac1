//! Subjects: what is shown, what is left of it without `Re:`, and the number in it.

use std::sync::LazyLock;

use guichet_domain::Subject;
use regex::Regex;

use crate::headers::Headers;
use crate::sender::clean_line;

/// `Re:`, `AW:`, `TR:`, `Fwd:` and their kin, also counted (`Re[2]:`) and with the French blank before the colon.
static PREFIX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:re|aw|sv|antw|réf|ref|rép|rep|fwd?|tr|wg|i|rv|vs|doorst)\s*(?:\[\d+\]|\(\d+\))?\s*:\s*")
        .ok()
});
static FORWARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:\[[^\]]{1,60}\]\s*)?(?:fwd?|tr|wg|doorst)\s*(?:\[\d+\]|\(\d+\))?\s*:").ok()
});
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\[#(\d{1,15})\]").ok());

/// The subject as it can be shown.
pub(crate) fn of(headers: &Headers<'_>) -> Option<Subject> {
    parse(&headers.words("subject")?)
}

/// A subject from text that has been decoded: one line, cut to the limit.
pub(crate) fn parse(text: &str) -> Option<Subject> {
    clean_line(text, Subject::LIMIT).parse().ok()
}

/// A subject without the prefixes of answers and forwards, however many there are.
pub fn plain_subject(subject: &str) -> &str {
    let Some(prefix) = PREFIX.as_ref() else { return subject.trim() };
    let mut rest = subject;
    while let Some(found) = prefix.find(rest) {
        rest = &rest[found.end()..];
    }
    rest.trim()
}

/// Whether a subject says that the message passes another one on.
pub(crate) fn is_forward(subject: &str) -> bool {
    FORWARD.as_ref().is_some_and(|forward| forward.is_match(subject))
}

/// The number of a ticket in a subject: `[#1042]`.
pub(crate) fn number(subject: &str) -> Option<u64> {
    NUMBER.as_ref()?.captures(subject)?.get(1)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_taken_off() {
        for subject in
            ["Order", "Re: Order", "RE: AW: Order", "TR : Fwd: Order", "Re[2]: Order", "WG: Order ", "Réf : Order"]
        {
            assert_eq!(plain_subject(subject), "Order", "{subject}");
        }
        assert_eq!(plain_subject("Retour : cassé"), "Retour : cassé");
        assert_eq!(plain_subject("Re:"), "");
    }

    #[test]
    fn forwards_are_told_from_answers() {
        for subject in ["Fwd: Order", "FW: Order", "TR: Order", "WG: Order", "[EXT] Fwd: Order"] {
            assert!(is_forward(subject), "{subject}");
        }
        for subject in ["Re: Fwd: Order", "Order", "Train: late"] {
            assert!(!is_forward(subject), "{subject}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(number("Re: [#1042] Order"), Some(1042));
        assert_eq!(number("Re: #1042 Order"), None);
        assert_eq!(number("[#99999999999999999999]"), None);
    }

    #[test]
    fn a_subject_is_one_line_within_its_limit() {
        assert_eq!(parse("one\r\nBcc: two\u{202e}\t three").unwrap().as_str(), "one Bcc: two three");
        assert_eq!(parse(&"é".repeat(900)).unwrap().as_str().chars().count(), Subject::LIMIT);
        assert!(parse(" \u{200b} ").is_none());
    }
}
