//! What becomes of a mail: nothing leaves this machine, so the addresses of SES's mailbox simulator decide, and every other mail
//! arrives. What happened is told in the words of SES's email sending events.

use super::Mail;
use crate::ids;
use crate::template::intrinsics::{ACCOUNT, REGION};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const SIMULATOR: &str = "simulator.amazonses.com";

/// How a mail was sent, as far as events tell of it.
#[derive(Debug, Clone)]
pub struct Sending {
    /// As `FromEmailAddress` says it.
    pub source: String,
    /// Addresses without names.
    pub recipients: Vec<String>,
    pub tags: BTreeMap<String, String>,
}

/// One event: its type in a configuration set, its name on the bus, and its detail.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub event_type: &'static str,
    pub detail_type: &'static str,
    pub detail: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Delivered,
    Bounced,
    Suppressed,
    Complained,
}

impl Fate {
    /// What becomes of mail to an address. The simulator's addresses may carry a label (`bounce+label@`).
    fn of(recipient: &str) -> Fate {
        let (local, domain) = recipient.rsplit_once('@').unwrap_or_default();
        let name = local.split('+').next().unwrap_or_default().to_lowercase();
        match (domain.eq_ignore_ascii_case(SIMULATOR), name.as_str()) {
            (true, "bounce") => Fate::Bounced,
            (true, "suppressionlist") => Fate::Suppressed,
            (true, "complaint") => Fate::Complained,
            _ => Fate::Delivered,
        }
    }
}

/// All that happens to a mail, one recipient after the other.
pub fn of(mail: &Mail, configuration_set: &str, sending: &Sending) -> Vec<Told> {
    let now = instant(mail.date);
    let mut told = Vec::new();
    for recipient in &sending.recipients {
        match Fate::of(recipient) {
            Fate::Delivered => told.push(delivered(recipient, &now)),
            Fate::Bounced => told.push(bounced(recipient, &now, "General", "smtp; 550 5.1.1 user unknown")),
            Fate::Suppressed => {
                let why = "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.";
                told.push(bounced(recipient, &now, "Suppressed", why));
            }
            // It arrives first.
            Fate::Complained => told.extend([delivered(recipient, &now), complained(recipient, &now)]),
        }
    }
    for told in &mut told {
        told.detail["mail"] = described(mail, configuration_set, sending);
    }
    told
}

fn delivered(recipient: &str, now: &str) -> Told {
    let delivery = json!({
        "timestamp": now,
        "processingTimeMillis": 546,
        "recipients": [recipient],
        "smtpResponse": "250 2.6.0 Message received",
        "remoteMtaIp": "127.0.0.1",
        "reportingMTA": format!("a8-70.smtp-out.{REGION}.amazonses.com"),
    });
    let detail = json!({"eventType": "Delivery", "delivery": delivery});
    Told { event_type: "delivery", detail_type: "Email Delivered", detail }
}

fn bounced(recipient: &str, now: &str, subtype: &str, why: &str) -> Told {
    let bounce = json!({
        "feedbackId": feedback_id(),
        "bounceType": "Permanent",
        "bounceSubType": subtype,
        "bouncedRecipients": [{"emailAddress": recipient, "action": "failed", "status": "5.1.1", "diagnosticCode": why}],
        "timestamp": now,
        "reportingMTA": format!("dns; a8-70.smtp-out.{REGION}.amazonses.com"),
    });
    let detail = json!({"eventType": "Bounce", "bounce": bounce});
    Told { event_type: "bounce", detail_type: "Email Bounced", detail }
}

fn complained(recipient: &str, now: &str) -> Told {
    let complaint = json!({
        "feedbackId": feedback_id(),
        "complaintSubType": null,
        "complainedRecipients": [{"emailAddress": recipient}],
        "timestamp": now,
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": now,
    });
    let detail = json!({"eventType": "Complaint", "complaint": complaint});
    Told { event_type: "complaint", detail_type: "Email Complaint Received", detail }
}

/// The mail that an event is about.
fn described(mail: &Mail, configuration_set: &str, sending: &Sending) -> Value {
    let headers: Vec<Value> = mail.headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let from_domain =
        sending.source.rsplit_once('@').map(|(_, domain)| domain.trim_end_matches('>')).unwrap_or_default();
    let mut tags: Map<String, Value> =
        sending.tags.iter().map(|(name, value)| (name.clone(), json!([value]))).collect();
    for (name, value) in [
        ("ses:operation", "SendEmail"),
        ("ses:configuration-set", configuration_set),
        ("ses:source-ip", "127.0.0.1"),
        ("ses:from-domain", from_domain),
        ("ses:caller-identity", "guichet-local"),
    ] {
        tags.insert(name.to_owned(), json!([value]));
    }
    json!({
        "timestamp": instant(mail.date),
        "source": sending.source,
        "sourceArn": format!("arn:aws:ses:{REGION}:{ACCOUNT}:identity/{from_domain}"),
        "sendingAccountId": ACCOUNT,
        "messageId": mail.id,
        "destination": sending.recipients,
        "headersTruncated": false,
        "headers": headers,
        "commonHeaders": {"from": [mail.from], "to": mail.to, "messageId": mail.id, "subject": mail.subject},
        "tags": tags,
    })
}

fn feedback_id() -> String {
    format!("{}-000000", ids::request_id())
}

fn instant(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::read;

    fn told(recipients: &[&str]) -> Vec<Told> {
        let source = b"From: Desk <desk@guichet.example>\r\nTo: a@b.example\r\nSubject: Hello\r\n\r\nHi\r\n".to_vec();
        let mail = read("an-id", "2026-03-02T09:00:00Z".parse().expect("a time"), source);
        let sending = Sending {
            source: "Desk <desk@guichet.example>".to_owned(),
            recipients: recipients.iter().map(|&recipient| recipient.to_owned()).collect(),
            tags: [("ticket".to_owned(), "7".to_owned())].into(),
        };
        of(&mail, "the-set", &sending)
    }

    #[test]
    fn the_simulators_addresses_decide_and_everybody_else_gets_their_mail() {
        let rows: [(&str, &[&str]); 7] = [
            ("anna@shop.example", &["Email Delivered"]),
            ("success@simulator.amazonses.com", &["Email Delivered"]),
            ("ooto@simulator.amazonses.com", &["Email Delivered"]),
            ("bounce@simulator.amazonses.com", &["Email Bounced"]),
            ("Bounce+7@simulator.amazonses.com", &["Email Bounced"]),
            ("bounce@shop.example", &["Email Delivered"]),
            ("complaint@simulator.amazonses.com", &["Email Delivered", "Email Complaint Received"]),
        ];
        for (recipient, expected) in rows {
            let names: Vec<_> = told(&[recipient]).iter().map(|told| told.detail_type).collect();
            assert_eq!(names, expected, "{recipient}");
        }
    }

    #[test]
    fn an_event_has_the_words_of_the_service() {
        let [bounced] = told(&["suppressionlist@simulator.amazonses.com"]).try_into().expect("one event");
        let detail = &bounced.detail;
        assert_eq!((bounced.event_type, &detail["eventType"]), ("bounce", &json!("Bounce")));
        assert_eq!(
            (&detail["bounce"]["bounceType"], &detail["bounce"]["bounceSubType"]),
            (&json!("Permanent"), &json!("Suppressed"))
        );
        let recipient = &detail["bounce"]["bouncedRecipients"][0];
        assert_eq!(recipient["emailAddress"], "suppressionlist@simulator.amazonses.com");
        assert_eq!((&recipient["action"], &recipient["status"]), (&json!("failed"), &json!("5.1.1")));
        let mail = &detail["mail"];
        assert_eq!((&mail["messageId"], &mail["timestamp"]), (&json!("an-id"), &json!("2026-03-02T09:00:00.000Z")));
        assert_eq!(mail["destination"], json!(["suppressionlist@simulator.amazonses.com"]));
        assert_eq!(mail["headers"][0], json!({"name": "From", "value": "Desk <desk@guichet.example>"}));
        assert_eq!(mail["commonHeaders"]["subject"], "Hello");
        assert_eq!(
            (&mail["tags"]["ticket"], &mail["tags"]["ses:configuration-set"]),
            (&json!(["7"]), &json!(["the-set"]))
        );
        assert_eq!(mail["tags"]["ses:from-domain"], json!(["guichet.example"]));
    }
}
