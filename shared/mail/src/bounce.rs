//! Messages that say that another one could not be delivered, or not yet.

use std::sync::LazyLock;

use guichet_domain::EmailAddress;
use regex::Regex;
use serde::Serialize;

use crate::headers::Headers;
use crate::message_id::MessageId;
use crate::mime::Part;
use crate::sender::{self, clean_line};

/// A server's diagnosis is shown in one line.
const LONGEST_REASON: usize = 300;
/// As much of the text as is looked through by those that send no report.
const LOOKED_THROUGH: usize = 20_000;

static STATUS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b([245]\.\d{1,3}\.\d{1,3})\b").ok());
static REPLY_CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b([45])\d\d[ -]").ok());
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)(?:^\s*<|^[ \t]+|To:\s*<?|RCPT TO:\s*<|rcpt to\s+)([^\s<>:;,]+@[^\s<>:;,]+)").ok()
});
static DELAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)delay|will be retried|will retry|not yet been delivered|still trying|warning: could not send|retard|verzögert").ok()
});
static SUBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)undeliver|delivery (?:status notification|failure|has failed)|failure notice|returned mail|mail delivery (?:failed|system)|non remis|échec|message .{1,80} delayed|delayed mail|warning: could not send|unzustellbar|nicht zustellbar|delivery incomplete",
    )
    .ok()
});

/// What a server says of a message that it could not deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bounce {
    /// Whether it will not reach them later either. If not, the server goes on trying, or the mailbox is only full.
    pub permanent: bool,
    /// Whom the message did not reach. Nobody if the server does not say.
    pub recipients: Vec<EmailAddress>,
    /// The code of RFC 3463, such as `5.1.1`.
    pub status: Option<String>,
    /// The server's diagnosis, in one line.
    pub reason: Option<String>,
    /// The message that bounced and those that it refers to, so that it can be found by any of them.
    pub original: Vec<MessageId>,
}

/// Reads a message as a bounce, if it is one.
pub(crate) fn of(parts: &[Part<'_>], text: &str) -> Option<Bounce> {
    let root = parts.first()?;
    let report_type = root.media.parameter("report-type").map(str::to_ascii_lowercase);
    let is_report =
        root.media.name == "multipart/report" && report_type.as_deref().is_none_or(|kind| kind == "delivery-status");
    let status = parts
        .iter()
        .find(|part| matches!(part.media.name.as_str(), "message/delivery-status" | "message/global-delivery-status"));
    let has_report = is_report && status.is_some();
    if !has_report && !is_from_a_server(&root.headers, status.is_some()) {
        return None;
    }
    let text = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
    let report = status.map(Report::read).unwrap_or_default();
    // A list or a forwarder may have delivered it to another one.
    if report.delivered && !report.failed && !report.delayed {
        return None;
    }
    let original = originals(parts, text);
    Some(report.bounce(&root.headers, text, original))
}

/// Bounces without a report: an empty return path, or a server as sender, with a subject that says so.
fn is_from_a_server(headers: &Headers<'_>, has_status: bool) -> bool {
    let returned = headers.line("return-path").is_some_and(|path| path.replace(' ', "") == "<>");
    let from = sender::people(headers, "from");
    let local = from.first().and_then(|from| from.email.as_str().split('@').next());
    let raw = headers.line("from").unwrap_or_default().to_ascii_lowercase();
    let server = local.is_some_and(|local| matches!(local, "mailer-daemon" | "postmaster"))
        || local.is_some_and(|local| local.starts_with("microsoftexchange"))
        || raw.contains("mailer-daemon");
    let told = headers
        .words("subject")
        .is_some_and(|subject| SUBJECT.as_ref().is_some_and(|bounce| bounce.is_match(&subject)));
    let named = headers.count("x-failed-recipients") > 0;
    // Answers of machines too have an empty return path; they are no bounces for that alone.
    named
        || has_status && (server || returned)
        || server && (told || returned && !is_answered(headers))
        || returned && told
}

/// An automatic answer says so.
fn is_answered(headers: &Headers<'_>) -> bool {
    headers.line("auto-submitted").is_some_and(|value| value.to_ascii_lowercase().starts_with("auto-replied"))
        && SUBJECT.as_ref().is_some_and(|bounce| !bounce.is_match(&headers.words("subject").unwrap_or_default()))
}

/// The fields of a report, of all recipients together.
#[derive(Default)]
struct Report {
    failed: bool,
    delayed: bool,
    delivered: bool,
    recipients: Vec<EmailAddress>,
    status: Option<String>,
    reason: Option<String>,
}

impl Report {
    fn read(part: &Part<'_>) -> Self {
        let content = part.content();
        let mut report = Self::default();
        let mut rest: &[u8] = &content;
        // One group of fields for the message and one for each recipient, with empty lines between them.
        for _ in 0..100 {
            rest = rest.trim_ascii_start();
            let (group, length) = Headers::read(rest);
            if length == 0 {
                break;
            }
            report.add(&group);
            rest = &rest[length..];
        }
        report
    }

    fn add(&mut self, group: &Headers<'_>) {
        let Some(action) = group.line("action").map(|action| action.to_ascii_lowercase()) else {
            if group.count("status") == 0 {
                return;
            }
            return self.add_recipient(group);
        };
        let temporary = group.line("status").is_some_and(|status| status.starts_with('4'));
        match action.as_str() {
            // Given up, but not for a reason that lasts: the mailbox was full.
            action if action.starts_with("failed") && temporary => self.delayed = true,
            action if action.starts_with("failed") => self.failed = true,
            action if action.starts_with("delayed") => self.delayed = true,
            _ => {
                self.delivered = true;
                return;
            }
        }
        self.add_recipient(group);
    }

    fn add_recipient(&mut self, group: &Headers<'_>) {
        // Where a mailbox forwards, the final recipient is not the one whom we wrote to.
        let recipient = ["original-recipient", "final-recipient", "x-actual-recipient"].iter().find_map(|field| {
            let value = group.line(field)?;
            let (_, address) = value.split_once(';').unwrap_or(("", &value));
            sender::email(address)
        });
        if let Some(recipient) = recipient.filter(|recipient| !self.recipients.contains(recipient)) {
            self.recipients.push(recipient);
        }
        let status = group.line("status").and_then(|status| code(&status));
        let reason = group.line("diagnostic-code").map(|reason| match reason.split_once(';') {
            Some((_, reason)) => clean_line(reason, LONGEST_REASON),
            None => clean_line(&reason, LONGEST_REASON),
        });
        // The first diagnosis, with the code that belongs to it.
        match reason.filter(|reason| !reason.is_empty()) {
            Some(reason) if self.reason.is_none() => {
                self.status = status.or(self.status.take());
                self.reason = Some(reason);
            }
            _ => self.status = self.status.take().or(status),
        }
    }

    fn bounce(self, headers: &Headers<'_>, text: &str, original: Vec<MessageId>) -> Bounce {
        let mut recipients = self.recipients;
        if recipients.is_empty() {
            recipients =
                sender::people(headers, "x-failed-recipients").into_iter().map(|person| person.email).collect();
        }
        if recipients.is_empty() {
            recipients = named_in(text);
        }
        let status = self.status.or_else(|| code(text));
        let permanent = match (self.failed, self.delayed) {
            (true, _) => true,
            (false, true) => false,
            (false, false) => is_permanent(headers, status.as_deref(), text),
        };
        let reason = self.reason.or_else(|| reason_in(text));
        Bounce { permanent, recipients, status, reason, original }
    }
}

fn is_permanent(headers: &Headers<'_>, status: Option<&str>, text: &str) -> bool {
    if let Some(status) = status {
        return !status.starts_with('4');
    }
    let subject = headers.words("subject").unwrap_or_default();
    let delayed = DELAY.as_ref().is_some_and(|delay| delay.is_match(&subject) || delay.is_match(text));
    let code = REPLY_CODE.as_ref().and_then(|code| code.captures(text)).map(|found| found[1].to_owned());
    match code.as_deref() {
        Some(class) => class == "5",
        None => !delayed,
    }
}

fn code(text: &str) -> Option<String> {
    Some(STATUS.as_ref()?.captures(text)?[1].to_owned())
}

fn named_in(text: &str) -> Vec<EmailAddress> {
    let Some(address) = ADDRESS.as_ref() else { return Vec::new() };
    let above = text.split("--- Below this line is a copy").next().unwrap_or_default();
    let mut found = Vec::new();
    for email in address.captures_iter(above).filter_map(|found| sender::email(&found[1])).take(20) {
        if !found.contains(&email) {
            found.push(email);
        }
    }
    found
}

/// The first line of the text that holds a code.
fn reason_in(text: &str) -> Option<String> {
    let told = |line: &&str| {
        STATUS.as_ref().is_some_and(|status| status.is_match(line))
            || REPLY_CODE.as_ref().is_some_and(|code| code.is_match(line))
    };
    text.lines().find(told).map(|line| clean_line(line, LONGEST_REASON))
}

/// The ids of the message that came back: from the returned message or headers, or from a copy within the text.
fn originals(parts: &[Part<'_>], text: &str) -> Vec<MessageId> {
    let mut ids = Vec::new();
    let mut add = |headers: &Headers<'_>| {
        let own = headers.count("message-id") > 0;
        let own = own.then(|| MessageId::of(headers, &[])).filter(|id| !id.is_made());
        for id in own.into_iter().chain(MessageId::references(headers)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    };
    for part in parts.iter().skip(1) {
        match part.media.name.as_str() {
            "message/rfc822"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
            | "message/global"
            | "message/global-headers" => {
                add(&Headers::read(&part.content()).0);
            }
            _ => {}
        }
    }
    if let Some(copy) =
        text.find("Message-ID:").or_else(|| text.find("Message-Id:")).or_else(|| text.find("References:"))
    {
        // From the first line of the copy on, which an empty line stands before.
        let start = text[..copy].rfind("\n\n").map_or(0, |at| at + 2);
        add(&Headers::read(&text.as_bytes()[start..]).0);
    }
    // An answer of a server refers to what it answers in its own headers too.
    if let Some(root) = parts.first() {
        for id in MessageId::references(&root.headers) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}
