//! HTML that can be shown to an agent.
//!
//! Whoever wrote the message wrote the HTML. What is left of it can run nothing, send nothing, load nothing from elsewhere unless it
//! is asked for, and change nothing outside of where it is shown. ammonia parses and writes it; what is allowed stands in `rules`.

mod rules;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::body::Body;
use crate::mime::{self, Part};
use crate::tags;

/// Longer HTML is no letter, and takes a browser more than an agent has.
const LONGEST: usize = 2 * 1024 * 1024;
/// More elements inside each other are written to exhaust whoever reads them.
const DEEPEST: usize = 400;

/// Elements that a parser makes again, because they were open where another one began. A short text can ask for millions.
const MOST_REPEATED: usize = 500_000;

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
    if html.len() > LONGEST || !tags::are_bearable(&html) {
        return None;
    }
    let found = scan::scan(&html);
    if found.deepest > DEEPEST || found.repeated > MOST_REPEATED {
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

/// The content ids of the images that HTML shows.
pub(crate) fn shown_images(html: &str) -> BTreeSet<String> {
    if tags::are_bearable(html) { scan::scan(html).content_ids } else { BTreeSet::new() }
}

/// Sanitises HTML that the desk made itself.
pub(crate) fn own(html: &str) -> String {
    rules::own().clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(html: &str) -> Option<String> {
        let raw = format!("Subject: x\nContent-Type: text/html; charset=utf-8\n\n{html}");
        safe_html(raw.as_bytes(), &|id| (id == "known@x").then(|| "/inline/1".to_owned()), false).map(|safe| safe.html)
    }

    #[test]
    fn an_image_of_the_message_is_shown_in_its_place() {
        assert_eq!(safe("<img src='cid:known@x'>").as_deref(), Some("<img src=\"/inline/1\">"));
        assert_eq!(
            safe("<img src='CID:known%40x'><img src=cid:other>").as_deref(),
            Some("<img src=\"/inline/1\"><img>")
        );
    }

    #[test]
    fn images_of_other_servers_are_counted_and_left_out() {
        let raw = b"Subject: x\nContent-Type: text/html\n\n<img src='https://x.example/a.png' alt=a><td background=//x.example/b>";
        let safe = safe_html(raw, &|_| None, false);
        assert_eq!(safe, Some(SafeHtml { html: "<img alt=\"a\">".to_owned(), blocked_images: 1 }));
        let shown = safe_html(raw, &|_| None, true).map(|safe| (safe.html, safe.blocked_images));
        assert_eq!(shown, Some(("<img src=\"https://x.example/a.png\" alt=\"a\">".to_owned(), 0)));
    }

    #[test]
    fn a_message_without_html_has_none() {
        assert_eq!(safe_html(b"Subject: x\n\n<b>only text</b>", &|_| None, false), None);
    }

    #[test]
    fn what_would_exhaust_a_browser_or_the_parser_is_not_shown() {
        assert_eq!(safe(&"<div>".repeat(DEEPEST + 1)), None);
        assert_eq!(safe(&"x".repeat(LONGEST + 1)), None);
        assert_eq!(safe(&format!("<p {}>", (0..1_000).map(|n| format!("a{n} ")).collect::<String>())), None);
        let open: String = (0..300).map(|n| format!("<font size={n}>")).collect();
        assert_eq!(safe(&format!("{open}{}", "<p>x".repeat(50_000))), None);
        assert!(safe(&"<p><b>x</b><br>".repeat(50_000)).is_some());
    }
}
