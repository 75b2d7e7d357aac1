//! Whether a person wrote a message or a machine.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::bounce::{self, Bounce};
use crate::headers::Headers;
use crate::mime::Part;
use crate::sender;

static OUT_OF_OFFICE_SUBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)out of (?:the )?office|automatic reply|auto(?:matic)?[ -]?(?:reply|response)|on vacation|on leave|absence du bureau|réponse automatique|message d['’]absence|absent(?:e)? du bureau|automatische antwort|abwesenheit|abwesend|nicht im (?:büro|haus)",
    )
    .ok()
});
static OUT_OF_OFFICE_TEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)out of (?:the )?office|on (?:annual )?leave|on vacation|limited access to (?:my )?e-?mail|absente? (?:du bureau|jusqu)|en congés?|de retour le|nicht im büro|nicht im haus|im urlaub|abwesend|wieder erreichbar",
    )
    .ok()
});

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person, as far as can be told.
    Ordinary,
    /// A machine, of its own accord or in answer to something. Such a message is never answered.
    Automatic(AutomaticBy),
    /// A server that could not deliver a message.
    Bounce(Bounce),
}

/// What shows that a message is automatic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AutomaticBy {
    /// `Auto-Submitted` with anything but `no`.
    AutoSubmitted,
    /// `X-Autoreply` or `X-Autorespond`.
    Autoreply,
    /// `Precedence: bulk`, `junk`, `list` or `auto_reply`.
    Precedence,
    /// A mailing list's headers, `List-Id` and its kin.
    List,
    /// `X-Auto-Response-Suppress`.
    ResponseSuppressed,
    /// `X-Loop`, or the header by which Exchange keeps its rules from going round.
    Loop,
    /// A receipt that says that a message was read, deleted or processed.
    Receipt,
    /// A report of a provider that somebody called a message spam.
    FeedbackReport,
    /// No header says so, but the subject of an absence together with another sign.
    OutOfOffice,
}

/// Tells what kind of message this is. `text` is what it says.
pub(crate) fn of(parts: &[Part<'_>], text: &str) -> Kind {
    if let Some(bounce) = bounce::of(parts, text) {
        return Kind::Bounce(bounce);
    }
    let Some(root) = parts.first() else { return Kind::Ordinary };
    let by = report(root).or_else(|| header(&root.headers)).or_else(|| absence(&root.headers, text));
    by.map_or(Kind::Ordinary, Kind::Automatic)
}

fn report(root: &Part<'_>) -> Option<AutomaticBy> {
    let kind = root.media.parameter("report-type").unwrap_or_default().to_ascii_lowercase();
    match (root.media.name.as_str(), kind.as_str()) {
        ("multipart/report", "disposition-notification") => Some(AutomaticBy::Receipt),
        ("multipart/report", "feedback-report") => Some(AutomaticBy::FeedbackReport),
        _ => None,
    }
}

fn header(headers: &Headers<'_>) -> Option<AutomaticBy> {
    let value =
        |name: &str| headers.line(name).map(|value| value.to_ascii_lowercase()).filter(|value| !value.is_empty());
    let any = |names: &[&str]| names.iter().any(|name| value(name).is_some());
    let submitted = |name: &str| value(name).is_some_and(|value| value.split([';', ' ']).next() != Some("no"));
    if submitted("auto-submitted") {
        return Some(AutomaticBy::AutoSubmitted);
    }
    if any(&["x-autoreply", "x-autorespond", "x-autoresponse", "x-autoreply-from"]) {
        return Some(AutomaticBy::Autoreply);
    }
    if headers.iter().any(|(name, _)| name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("list-"))) {
        return Some(AutomaticBy::List);
    }
    let precedence = value("precedence").or_else(|| value("x-precedence"));
    if precedence.is_some_and(|value| matches!(&*value, "bulk" | "junk" | "list" | "auto_reply" | "auto-reply")) {
        return Some(AutomaticBy::Precedence);
    }
    if any(&["x-loop", "x-ms-exchange-inbox-rules-loop"]) {
        return Some(AutomaticBy::Loop);
    }
    value("x-auto-response-suppress").filter(|value| value != "none").map(|_| AutomaticBy::ResponseSuppressed)
}

/// A person may write about an absence. So the subject alone is not enough: a machine also has no return path or a sender that
/// reads nothing, or answers with a text that says the same.
fn absence(headers: &Headers<'_>, text: &str) -> Option<AutomaticBy> {
    let subject = headers.words("subject")?;
    let subject_says = OUT_OF_OFFICE_SUBJECT.as_ref()?.is_match(&subject);
    if !subject_says {
        return None;
    }
    let no_return = headers.line("return-path").is_some_and(|path| path.replace(' ', "") == "<>");
    let from = sender::people(headers, "from");
    let local =
        from.first().and_then(|from| from.email.as_str().split('@').next().map(str::to_owned)).unwrap_or_default();
    let reads_nothing =
        matches!(&*local.replace(['-', '_', '.'], ""), "noreply" | "donotreply" | "nepasrepondre" | "mailerdaemon");
    let start = &text[..text.floor_char_boundary(2_000)];
    let answers = headers.count("in-reply-to") > 0 && OUT_OF_OFFICE_TEXT.as_ref()?.is_match(start);
    let vacation = headers.line("x-mailer").is_some_and(|mailer| mailer.to_ascii_lowercase().contains("vacation"));
    (no_return || reads_nothing || answers || vacation).then_some(AutomaticBy::OutOfOffice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mime;

    fn kind(raw: &str) -> Kind {
        let parts = mime::walk(raw.as_bytes());
        of(&parts, &parts[0].text())
    }

    #[test]
    fn headers_of_machines() {
        use AutomaticBy::*;
        for (header, by) in [
            ("Auto-Submitted: auto-replied", AutoSubmitted),
            ("Auto-Submitted: auto-generated; owner=x", AutoSubmitted),
            ("X-Autoreply: yes", Autoreply),
            ("X-Autorespond: Away", Autoreply),
            ("Precedence: bulk", Precedence),
            ("Precedence: Auto_Reply", Precedence),
            ("List-Unsubscribe: <mailto:x@y.example>", List),
            ("X-Auto-Response-Suppress: OOF", ResponseSuppressed),
            ("X-Loop: somewhere", Loop),
        ] {
            assert_eq!(kind(&format!("From: a@b.example\n{header}\n\nHello")), Kind::Automatic(by), "{header}");
        }
        for header in ["Auto-Submitted: no", "Precedence: first-class", "X-Auto-Response-Suppress: None", "Subject: x"]
        {
            assert_eq!(kind(&format!("From: a@b.example\n{header}\n\nHello")), Kind::Ordinary, "{header}");
        }
    }

    #[test]
    fn a_subject_alone_makes_no_machine() {
        let subject = "Subject: Out of office message does not work\nFrom: a@b.example\n";
        assert_eq!(kind(&format!("{subject}\nHow do I set it?")), Kind::Ordinary);
        assert_eq!(kind(&format!("Return-Path: <>\n{subject}\nI am away")), Kind::Automatic(AutomaticBy::OutOfOffice));
        let answer = format!("In-Reply-To: <x@y>\n{subject}\nI am out of the office until Monday.");
        assert_eq!(kind(&answer), Kind::Automatic(AutomaticBy::OutOfOffice));
    }
}
