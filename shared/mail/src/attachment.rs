//! What comes with a message.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::body::Body;
use crate::file_name::{clean_file_name, extension, extension_of};
use crate::headers::Headers;
use crate::mime::Part;
use crate::safe_html::shown_images;
use crate::subject::plain_subject;

/// As much of a file as its type is told by.
const SNIFFED: usize = 16 * 1024;

/// A file, or something else that is not the text of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment<'a> {
    /// Its name, cleaned; one is made if it has none.
    pub name: String,
    /// The type that the sender calls it, such as `image/png`.
    pub declared_type: String,
    /// The type that its first bytes show, if they show one.
    pub sniffed_type: Option<&'static str>,
    /// The name by which the HTML of the message can refer to it, without brackets.
    pub content_id: Option<String>,
    /// Whether the HTML of the message does refer to it: then it is seen there.
    pub inline: bool,
    /// What it is for.
    pub purpose: Purpose,
    /// What it holds, decoded; borrowed from the message where it was not encoded.
    pub bytes: Cow<'a, [u8]>,
}

/// What an attachment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A file for people.
    File,
    /// Another message.
    Message,
    /// An invitation, or an answer to one.
    Invitation,
    /// The signature of a signed message, S/MIME or PGP: for programs, and not worth a line.
    Signature,
    /// What servers tell each other about a delivery: for programs.
    Report,
    /// A text that only the key of its receiver opens.
    Encrypted,
    /// The container that Outlook packs files and formats into, `winmail.dat`. It is not opened.
    Container,
}

/// The attachments of a message, whose HTML is `html`.
pub(crate) fn of<'a>(parts: &[Part<'a>], body: &Body, html: &str) -> Vec<Attachment<'a>> {
    let parts = body.attachments.iter().filter_map(|part| parts.get(*part));
    let shown = if body.attachments.is_empty() { BTreeSet::new() } else { shown_images(html) };
    parts.enumerate().map(|(index, part)| attachment(part, index + 1, &shown)).collect()
}

fn attachment<'a>(part: &Part<'a>, number: usize, shown: &BTreeSet<String>) -> Attachment<'a> {
    let bytes = part.content();
    // What is taken for a certificate there is anything in the armour of PGP or PEM.
    let sniffed =
        infer::get(&bytes[..bytes.len().min(SNIFFED)]).filter(|kind| kind.mime_type() != "application/x-x509-ca-cert");
    let declared_type = part.media.name.clone();
    let purpose = Purpose::of(part);
    let subject = || {
        let subject = Headers::read(&bytes).0.words("subject")?;
        clean_file_name(&plain_subject(&subject).replace(['/', '\\'], "-"))
    };
    let name = match part.file_name().as_deref().and_then(clean_file_name) {
        Some(name) if purpose == Purpose::Message && extension(&name) != Some("eml") => format!("{name}.eml"),
        Some(name) => name,
        None if purpose == Purpose::Message => {
            subject().map_or_else(|| format!("attachment-{number}.eml"), |subject| format!("{subject}.eml"))
        }
        None => {
            let known = extension_of(&declared_type);
            let extension = if known == "bin" { sniffed.map_or(known, |sniffed| sniffed.extension()) } else { known };
            format!("attachment-{number}.{extension}")
        }
    };
    let content_id = part.content_id();
    let inline = content_id.as_deref().is_some_and(|id| shown.contains(id));
    // The subject of a message may be as long as a name is.
    let name = clean_file_name(&name).unwrap_or(name);
    Attachment {
        name,
        declared_type,
        sniffed_type: sniffed.map(|kind| kind.mime_type()),
        content_id,
        inline,
        purpose,
        bytes,
    }
}

impl Purpose {
    fn of(part: &Part<'_>) -> Self {
        let named = |wanted: &str| part.file_name().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        match part.media.name.as_str() {
            "message/rfc822" | "message/global" => Self::Message,
            "text/calendar" | "application/ics" => Self::Invitation,
            "application/pkcs7-signature" | "application/x-pkcs7-signature" | "application/pgp-signature" => {
                Self::Signature
            }
            "message/delivery-status" | "message/global-delivery-status" | "message/disposition-notification" => {
                Self::Report
            }
            "message/feedback-report" | "text/rfc822-headers" | "message/global-headers" => Self::Report,
            "application/pkcs7-mime" | "application/x-pkcs7-mime" | "application/pgp-encrypted" => Self::Encrypted,
            "application/ms-tnef" | "application/vnd.ms-tnef" => Self::Container,
            _ if named("winmail.dat") => Self::Container,
            _ if named("smime.p7s") => Self::Signature,
            _ => Self::File,
        }
    }
}
