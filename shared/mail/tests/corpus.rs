//! Every message of the corpus, read and compared with what was read before. A new message is added to `corpus`, and its snapshot is
//! read before it is accepted.

#![allow(clippy::unwrap_used, reason = "a corpus that can not be found has nothing to say")]

use std::path::{Path, PathBuf};

use guichet_mail::{Incoming, Kind, Unreadable, read, safe_html};
use serde_json::{Map, Value, json};

/// The messages hold placeholders for what each desk has of its own.
const KEY: &str = "k7qm2xw9rt4b";
const LOOP: &str = "loop-of-this-desk";

fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .flat_map(|group| std::fs::read_dir(group).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .collect();
    files.sort();
    files
}

fn message(path: &Path) -> Vec<u8> {
    let raw = std::fs::read(path).unwrap();
    replace(&replace(&raw, b"{{key}}", KEY.as_bytes()), b"{{loop}}", LOOP.as_bytes())
}

fn replace(raw: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        if raw[at..].starts_with(from) {
            out.extend_from_slice(to);
            at += from.len();
        } else {
            out.push(raw[at]);
            at += 1;
        }
    }
    out
}

/// The name of a message within the corpus, such as `gmail/reply-fr`.
fn name(path: &Path) -> String {
    let group = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    format!("{group}/{}", path.file_stem().unwrap().to_string_lossy())
}

/// What was read, without what says nothing.
fn view(incoming: &Incoming<'_>, raw: &[u8]) -> Value {
    let attachments: Vec<Value> = incoming
        .attachments
        .iter()
        .map(|attachment| {
            said(json!({
                "name": attachment.name, "declared": attachment.declared_type, "sniffed": attachment.sniffed_type,
                "content_id": attachment.content_id, "inline": attachment.inline, "purpose": attachment.purpose,
                "size": attachment.bytes.len(),
            }))
        })
        .collect();
    let html = safe_html(raw, &|id| Some(format!("/inline/{id}")), false);
    let html = html.map(|html| json!({"html": html.html, "blocked_images": html.blocked_images}));
    said(json!({
        "message_id": incoming.message_id, "references": incoming.references, "from": incoming.from,
        "reply_to": incoming.reply_to, "to": incoming.to, "cc": incoming.cc, "delivered_to": incoming.delivered_to,
        "subject": incoming.subject, "plain_subject": incoming.plain_subject(),
        "number_in_subject": incoming.number_in_subject, "language": incoming.language, "kind": incoming.kind,
        "our_loop_mark": incoming.our_loop_mark, "verdicts": incoming.verdicts, "text": incoming.text,
        "marker": incoming.marker, "forwarded": incoming.forwarded, "attachments": attachments, "html": html,
    }))
}

fn said(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    let says = |value: &Value| !(value.is_null() || value.as_array().is_some_and(Vec::is_empty));
    Value::Object(fields.into_iter().filter(|(_, value)| says(value)).collect::<Map<_, _>>())
}

#[test]
fn every_message_is_read_as_before() {
    let files = corpus();
    assert!(files.len() >= 130, "only {} messages", files.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in files {
            let raw = message(&path);
            let value = match read(&raw) {
                Ok(incoming) => view(&incoming, &raw),
                Err(Unreadable) => json!("unreadable"),
            };
            insta::assert_json_snapshot!(name(&path).replace('/', "__"), value);
        }
    });
}

#[test]
fn a_key_of_the_desk_is_found_in_every_reply_that_quotes_it() {
    for path in corpus() {
        let raw = message(&path);
        let Ok(incoming) = read(&raw) else { continue };
        let name = name(&path);
        if name.contains("/reply-") {
            // A placeholder can not be replaced in what is encoded.
            let quoted = incoming.text.whole.contains("guichet:");
            assert_eq!(incoming.marker.as_deref(), quoted.then_some(KEY), "{name}");
            assert!(incoming.references.iter().any(|id| id.as_str() == format!("{KEY}@desk.example")), "{name}");
            assert_eq!(incoming.number_in_subject, Some(1001), "{name}");
            assert!(incoming.text.folded && !incoming.text.visible.contains("guichet:"), "{name}");
            assert_eq!(incoming.forwarded, None, "{name}");
        }
        if name.contains("/forward-") && !name.starts_with("forwards/") {
            let forwarded = incoming.forwarded.unwrap_or_else(|| panic!("{name} is no forward"));
            assert!(forwarded.from.is_some_and(|from| from.email.as_str().starts_with("paul.me")), "{name}");
            assert!(forwarded.text.ends_with("Paul Meyer") || forwarded.text.ends_with("Paul Mercier"), "{name}");
            assert!(!forwarded.comment.is_empty() && !forwarded.comment.contains("Paul"), "{name}");
        }
    }
}

#[test]
fn nothing_is_proved_by_what_a_sender_can_write() {
    for path in corpus() {
        let raw = message(&path);
        let Ok(incoming) = read(&raw) else { continue };
        if name(&path).starts_with("verdicts/forged") || name(&path).starts_with("verdicts/two-") {
            assert!(!incoming.verdicts.authenticated, "{}", name(&path));
        }
    }
}

#[test]
fn a_bounce_leads_back_to_the_message_that_bounced() {
    for path in corpus() {
        let raw = message(&path);
        let Ok(incoming) = read(&raw) else { continue };
        let name = name(&path);
        let (Kind::Bounce(bounce), false) =
            (&incoming.kind, name.contains("recipient-unknown") || name.contains("exim-delayed"))
        else {
            continue;
        };
        assert!(bounce.original.iter().any(|id| id.as_str() == format!("{KEY}@desk.example")), "{name}");
        assert!(!bounce.recipients.is_empty(), "{name}");
        assert_eq!(bounce.permanent, !(name.contains("delayed") || name.contains("mailbox-full")), "{name}");
    }
}
