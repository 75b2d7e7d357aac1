//! The headers that SES puts on top of a message that it takes.
//!
//! Everybody who can speak to this host is on this machine, hence all verdicts are good, unless the message itself asks for
//! others: `X-Guichet-Local-Verdicts: spam=FAIL dmarc=FAIL`.

use super::{Envelope, InboundError};
use crate::mail::head;
use jiff::Timestamp;
use mail_parser::MessageParser;

const WISHES: &str = "X-Guichet-Local-Verdicts";
const PEER: &str = "127.0.0.1";

struct Verdicts {
    spam: String,
    virus: String,
    spf: String,
    dkim: String,
    dmarc: String,
}

impl Verdicts {
    fn read(message: &[u8]) -> Result<Verdicts, InboundError> {
        let [capital, small] = ["PASS", "pass"].map(str::to_owned);
        let mut verdicts =
            Verdicts { spam: capital.clone(), virus: capital, spf: small.clone(), dkim: small.clone(), dmarc: small };
        let wishes = head::value(message, WISHES).unwrap_or_default();
        for wish in wishes.split_whitespace() {
            let (name, value) = wish.split_once('=').ok_or_else(|| InboundError::Verdict(wish.to_owned()))?;
            match name.to_lowercase().as_str() {
                "spam" => verdicts.spam = value.to_uppercase(),
                "virus" => verdicts.virus = value.to_uppercase(),
                "spf" => verdicts.spf = value.to_lowercase(),
                "dkim" => verdicts.dkim = value.to_lowercase(),
                "dmarc" => verdicts.dmarc = value.to_lowercase(),
                _ => return Err(InboundError::Verdict(wish.to_owned())),
            }
        }
        Ok(verdicts)
    }
}

/// The message as SES would store it, with one thing more below what SES writes: `Delivered-To`, since who it was for is nowhere
/// else in it. Nothing stands above the service's own headers, which are believed because they come first.
pub fn traced(envelope: &Envelope, raw: &[u8], id: &str, now: Timestamp) -> Result<Vec<u8>, InboundError> {
    let Verdicts { spam, virus, spf, dkim, dmarc } = Verdicts::read(raw)?;
    let (helo, sender) = (one_line(&envelope.helo), one_line(&envelope.sender));
    let recipients: Vec<String> = envelope.recipients.iter().map(|recipient| one_line(recipient)).collect();
    let from = author_domain(raw);
    let sent_from = domain_of(&sender).unwrap_or(&helo);
    let designates = if spf == "pass" { "designates" } else { "does not designate" };
    let checked = format!(
        "{spf} (spfCheck: domain of {sent_from} {designates} {PEER} as permitted sender) client-ip={PEER}; envelope-from={sender}; helo={helo};"
    );
    let date = now.strftime("%a, %d %b %Y %H:%M:%S +0000 (UTC)");
    let mut out = String::new();
    let first = recipients.first().map(String::as_str).unwrap_or_default();
    out.push_str(&format!(
        "Return-Path: <{sender}>\r\n\
         Received: from {helo} ({helo} [{PEER}])\r\n by inbound-smtp.local-1.amazonaws.com with SMTP id {id}\r\n for {first};\r\n {date}\r\n\
         X-SES-Spam-Verdict: {spam}\r\n\
         X-SES-Virus-Verdict: {virus}\r\n\
         Received-SPF: {checked}\r\n\
         Authentication-Results: amazonses.com;\r\n spf={checked}\r\n dkim={dkim} header.i=@{from};\r\n dmarc={dmarc} header.from={from};\r\n"
    ));
    for recipient in &recipients {
        out.push_str(&format!("Delivered-To: {recipient}\r\n"));
    }
    let mut message = out.into_bytes();
    message.extend_from_slice(&head::without(raw, WISHES));
    Ok(message)
}

/// The domain of `From`, which DMARC is about.
fn author_domain(raw: &[u8]) -> String {
    let message = MessageParser::new().with_address_headers().parse_headers(raw);
    let from = message.as_ref().and_then(|message| message.from()?.first()?.address());
    one_line(from.and_then(domain_of).unwrap_or_default())
}

fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}

/// Nothing that came in from outside starts a header of its own.
fn one_line(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced_text(sender: &str, raw: &str) -> Result<String, InboundError> {
        let envelope = Envelope {
            helo: "laptop".to_owned(),
            sender: sender.to_owned(),
            recipients: vec!["support@guichet.example".to_owned(), "b@guichet.example".to_owned()],
        };
        let now = "2026-03-02T09:00:00Z".parse().expect("a time");
        let message = traced(&envelope, raw.as_bytes(), "an-id", now)?;
        Ok(String::from_utf8(message).expect("text"))
    }

    #[test]
    fn a_message_gets_the_services_headers_and_keeps_its_own() {
        let raw = "From: Anna <anna@shop.example>\r\nSubject: Hello\r\n\r\nHi\r\n";
        let text = traced_text("bounce@mailer.example", raw).expect("a message");
        assert_eq!(
            text,
            "Return-Path: <bounce@mailer.example>\r\n\
             Received: from laptop (laptop [127.0.0.1])\r\n by inbound-smtp.local-1.amazonaws.com with SMTP id an-id\r\n for support@guichet.example;\r\n Mon, 02 Mar 2026 09:00:00 +0000 (UTC)\r\n\
             X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n\
             Received-SPF: pass (spfCheck: domain of mailer.example designates 127.0.0.1 as permitted sender) client-ip=127.0.0.1; envelope-from=bounce@mailer.example; helo=laptop;\r\n\
             Authentication-Results: amazonses.com;\r\n spf=pass (spfCheck: domain of mailer.example designates 127.0.0.1 as permitted sender) client-ip=127.0.0.1; envelope-from=bounce@mailer.example; helo=laptop;\r\n dkim=pass header.i=@shop.example;\r\n dmarc=pass header.from=shop.example;\r\n\
             Delivered-To: support@guichet.example\r\nDelivered-To: b@guichet.example\r\n"
                .to_owned()
                + raw
        );
    }

    #[test]
    fn a_message_may_ask_for_other_verdicts() {
        let raw = "X-Guichet-Local-Verdicts: spam=fail\r\n spf=FAIL dmarc=FAIL\r\nFrom: a@b.example\r\n\r\nHi\r\n";
        let text = traced_text("", raw).expect("a message");
        for part in [
            "X-SES-Spam-Verdict: FAIL\r\n",
            "Return-Path: <>\r\n",
            " dmarc=fail header.from=b.example;",
            "\r\n dkim=pass ",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(text.contains("Received-SPF: fail (spfCheck: domain of laptop does not designate 127.0.0.1"), "{text}");
        assert!(text.ends_with("Delivered-To: b@guichet.example\r\nFrom: a@b.example\r\n\r\nHi\r\n"), "{text}");
        let unknown = traced_text("", "X-Guichet-Local-Verdicts: luck=FAIL\r\n\r\n");
        assert!(matches!(unknown, Err(InboundError::Verdict(name)) if name == "luck=FAIL"));
    }
}
