//! SES's SendEmail: from the call to the message that would go out.

use super::head;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
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

/// The message of a call, with the Message-ID and Date that SES gives it; or what is wrong with the call.
pub fn message(request: SendEmail, id: &str, now: Timestamp) -> Result<Vec<u8>, String> {
    let Destination { to_addresses, cc_addresses, bcc_addresses } = &request.destination;
    let to_anybody = !(to_addresses.is_empty() && cc_addresses.is_empty() && bcc_addresses.is_empty());
    let mut message = match (&request.content.raw, &request.content.simple) {
        (Some(raw), None) => {
            STANDARD.decode(&raw.data).map_err(|error| format!("the raw message is not base64: {error}"))?
        }
        (None, Some(simple)) if to_anybody => built(&request, simple)?,
        (None, Some(_)) => return Err("a message needs at least one recipient".to_owned()),
        _ => return Err("exactly one of Raw and Simple is expected".to_owned()),
    };
    // SES puts its own Message-ID in the place of any other, which is why a thread hangs on References.
    message = head::without(&message, "message-id");
    let mut head = format!("Message-ID: <{id}@email.amazonses.com>\r\n");
    if !head::has(&message, "date") {
        head.push_str(&format!("Date: {}\r\n", now.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")));
    }
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
        message(request, "an-id", now).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn a_raw_message_gets_the_services_message_id_and_keeps_the_rest() {
        let raw = "From: a@b.c\r\nMessage-ID:\r\n <own@b.c>\r\nSubject: Message-ID: in a subject\r\n\r\nMessage-ID: in the body\r\n";
        let out = sent(json!({"Content": {"Raw": {"Data": STANDARD.encode(raw)}}})).expect("a message");
        assert!(
            out.starts_with(
                "Message-ID: <an-id@email.amazonses.com>\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\nFrom:"
            ),
            "{out}"
        );
        assert!(!out.contains("own@b.c"));
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
