//! HTML that can be shown to an agent.
//!
//! Whoever wrote the message wrote the HTML. What is left of it can run nothing, send nothing, load nothing from elsewhere unless it
//! is asked for, and change nothing outside of where it is shown. ammonia parses and writes it; what is allowed stands in `rules`.

mod rules;
mod scan;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::body::Body;
use crate::mime::{self, Part};

/// Longer HTML is no letter, and takes a browser more than an agent has.
const LONGEST: usize = 2 * 1024 * 1024;
/// More elements inside each other are written to exhaust whoever reads them.
const DEEPEST: usize = 400;

/// HTML that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeHtml {
    /// The HTML, to be put into a page as it is.
    pub html: String,
    /// How many images of other servers were taken out.
    pub blocked_images: u32,
}

/// The HTML of a message, made fit to be shown. Nothing if the message has none, or one that is too much for a page; then its text
/// is what is left to show.
///
/// `resolve_inline` says where an image that came with the message can be fetched, by its content id. Images of other servers,
/// which tell them who reads and when, are left in only with `remote_images`.
pub fn safe_html(raw: &[u8], resolve_inline: &dyn Fn(&str) -> Option<String>, remote_images: bool) -> Option<SafeHtml> {
    let parts = mime::walk(raw);
    let html = of_message(&parts, &Body::of(&parts))?;
    let found = scan::scan(&html);
    if html.len() > LONGEST || found.deepest > DEEPEST {
        return None;
    }
    let inline: BTreeMap<String, String> =
        found.content_ids.into_iter().filter_map(|id| resolve_inline(&id).map(|url| (id, url))).collect();
    let blocked = Arc::new(AtomicU32::new(0));
    let html = rules::message(inline, remote_images, Arc::clone(&blocked)).clean(&html).to_string();
    Some(SafeHtml { html, blocked_images: blocked.load(Ordering::Relaxed) })
}

/// The HTML of all sections, with those that are plain text only between them. Nothing if no section is HTML.
fn of_message(parts: &[Part<'_>], body: &Body) -> Option<String> {
    if body.sections.iter().all(|section| section.html.is_empty()) {
        return None;
    }
    let text_of = |part: &usize| parts.get(*part).map(Part::text).unwrap_or_default();
    let mut html = String::new();
    for section in &body.sections {
        section.html.iter().for_each(|part| html.push_str(&text_of(part)));
        if section.html.is_empty() {
            let plain: Vec<String> = section.plain.iter().map(text_of).collect();
            let plain = plain.join("\n");
            if !plain.trim().is_empty() {
                html.push_str(&format!("<pre>{}</pre>", ammonia::clean_text(&plain)));
            }
        }
    }
    Some(html)
}

/// Sanitises HTML that the desk made itself.
pub(crate) fn own(html: &str) -> String {
    rules::own().clean(html).to_string()
}
