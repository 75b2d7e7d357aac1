//! SES's SendEmail: from the call to the message that would go out.

use super::fate::Sending;
use super::{Mail, bare, head};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use mail_parser::MessageParser;
use serde::Deserialize;

/// What the ids of SES end with in a region (in the oldest one it is another word).
const MESSAGE_IDS: &str = "eu-west-1.amazonses.com";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
    configuration_set_name: Option<String>,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Destination {
    to_addresses: Vec<String>,
    cc_addresses: Vec<String>,
    bcc_addresses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    raw: Option<RawMessage>,
    simple: Option<SimpleMessage>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawMessage {
    data: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SimpleMessage {
    subject: Text,
    body: Body,
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Option<Text>,
    html: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Header {
    name: String,
    value: String,
}

impl SendEmail {
    pub fn configuration_set(&self) -> Option<&String> {
        self.configuration_set_name.as_ref()
    }

    /// Who sent it and to whom. A raw message without a destination goes to those whom its head names.
    pub fn sending(&self, mail: &Mail) -> Sending {
        let Destination { to_addresses, cc_addresses, bcc_addresses } = &self.destination;
        let given = [to_addresses, cc_addresses, bcc_addresses].into_iter().flatten();
        let mut recipients: Vec<String> = given.map(|address| bare(address).to_owned()).collect();
        if recipients.is_empty() {
            recipients = named(&mail.source);
        }
        Sending {
            source: self.from_email_address.clone().unwrap_or_else(|| mail.from.clone()),
            recipients,
            tags: self.email_tags.iter().map(|tag| (tag.name.clone(), tag.value.clone())).collect(),
        }
    }
}

/// Everybody whom the head of a message names as a recipient.
fn named(message: &[u8]) -> Vec<String> {
    let Some(message) = MessageParser::new().with_address_headers().parse_headers(message) else { return Vec::new() };
    let lists = [message.to(), message.cc(), message.bcc()].into_iter().flatten();
    lists.flat_map(|list| list.iter()).filter_map(|address| address.address().map(str::to_owned)).collect()
}

/// The message of a call, with the Message-ID and Date that SES gives it; or what is wrong with the call.
pub fn message(request: &SendEmail, id: &str, now: Timestamp) -> Result<Vec<u8>, String> {
    let Destination { to_addresses, cc_addresses, bcc_addresses } = &request.destination;
    let to_anybody = !(to_addresses.is_empty() && cc_addresses.is_empty() && bcc_addresses.is_empty());
    let mut message = match (&request.content.raw, &request.content.simple) {
        (Some(raw), None) => {
            STANDARD.decode(&raw.data).map_err(|error| format!("the raw message is not base64: {error}"))?
        }
        (None, Some(simple)) if to_anybody => built(request, simple)?,
        (None, Some(_)) => return Err("a message needs at least one recipient".to_owned()),
        _ => return Err("exactly one of Raw and Simple is expected".to_owned()),
    };
    // SES puts its own Message-ID and Date in the place of any others, which is why a thread hangs on References.
    for replaced in ["message-id", "date"] {
        message = head::without(&message, replaced);
    }
    let date = now.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S +0000");
    let mut head = format!("Message-ID: <{id}@{MESSAGE_IDS}>\r\nDate: {date}\r\n");
    // The envelope decides who gets a raw message that names nobody.
    if !head::has(&message, "to") && !to_addresses.is_empty() {
        head.push_str(&format!("To: {}\r\n", to_addresses.join(", ")));
    }
    message.splice(0..0, head.into_bytes());
    Ok(message)
}

fn built(request: &SendEmail, simple: &SimpleMessage) -> Result<Vec<u8>, String> {
    let from = request.from_email_address.clone().ok_or("a simple message needs FromEmailAddress")?;
    let mut builder = MessageBuilder::new().subject(simple.subject.data.clone()).header("From", Raw::new(from));
    let lists = [
        ("To", &request.destination.to_addresses),
        ("Cc", &request.destination.cc_addresses),
        ("Reply-To", &request.reply_to_addresses),
    ];
    for (name, addresses) in lists {
        if !addresses.is_empty() {
            builder = builder.header(name, Raw::new(addresses.join(", ")));
        }
    }
    for header in &simple.headers {
        builder = builder.header(header.name.clone(), Raw::new(header.value.clone()));
    }
    if let Some(text) = &simple.body.text {
        builder = builder.text_body(text.data.clone());
    }
    if let Some(html) = &simple.body.html {
        builder = builder.html_body(html.data.clone());
    }
    builder.write_to_vec().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sent(request: serde_json::Value) -> Result<String, String> {
        let now = "2026-03-02T09:00:00Z".parse().expect("a time");
        let request = serde_json::from_value(request).expect("a call");
        message(&request, "an-id", now).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn a_raw_message_gets_the_services_message_id_and_date_and_keeps_the_rest() {
        let raw = "From: a@b.c\r\nDate: Sun, 01 Mar 2026 09:00:00 +0000\r\nMessage-ID:\r\n <own@b.c>\r\nSubject: Message-ID: in a subject\r\n\r\nMessage-ID: in the body\r\n";
        let out = sent(json!({"Content": {"Raw": {"Data": STANDARD.encode(raw)}}})).expect("a message");
        assert!(
            out.starts_with(
                "Message-ID: <an-id@eu-west-1.amazonses.com>\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\nFrom:"
            ),
            "{out}"
        );
        assert!(!out.contains("own@b.c") && !out.contains("01 Mar"));
        assert!(out.ends_with("Subject: Message-ID: in a subject\r\n\r\nMessage-ID: in the body\r\n"));
    }

    #[test]
    fn a_simple_message_is_built() {
        let out = sent(json!({
            "FromEmailAddress": "Desk <desk@example.org>",
            "Destination": {"ToAddresses": ["a@example.org"]},
            "Content": {"Simple": {"Subject": {"Data": "Bonjour à tous"}, "Body": {"Text": {"Data": "Bonjour"}, "Html": {"Data": "<p>Bonjour</p>"}},
                "Headers": [{"Name": "References", "Value": "<x@y>"}]}},
        }))
        .expect("a message");
        for part in ["From: Desk <desk@example.org>", "To: a@example.org", "References: <x@y>", "multipart/alternative"]
        {
            assert!(out.contains(part), "{part} in {out}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        assert!(sent(json!({"Content": {}})).is_err());
        assert!(sent(json!({"Content": {"Raw": {"Data": "%"}}})).is_err());
        assert!(
            sent(json!({"FromEmailAddress": "a@b.c", "Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {}}}}))
                .is_err()
        );
    }
}
