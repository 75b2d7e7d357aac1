//! Answers, which agents write in Markdown.

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::safe_html;

/// Quotes and lists inside each other are told apart as deep as this.
const DEEPEST: usize = 10;

/// The HTML of an answer. HTML that stands in it is shown as it stands; single line breaks are kept, and addresses of pages become links.
pub fn markdown_to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events(text).into_iter());
    safe_html::own(&out)
}

/// The events of an answer, with its line breaks, links and HTML as they are meant.
fn events(text: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    // Within a link or code, an address is text.
    let mut verbatim = 0_usize;
    let mut joined = String::new();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        // The text comes in pieces, between which an address may be cut.
        if let Event::Text(piece) = &event {
            joined.push_str(piece);
            continue;
        }
        flush(&mut joined, verbatim > 0, &mut events);
        match event {
            Event::SoftBreak => events.push(Event::HardBreak),
            Event::Html(html) | Event::InlineHtml(html) => events.push(Event::Text(html)),
            Event::Start(tag) => {
                verbatim += usize::from(matches!(tag, Tag::Link { .. } | Tag::CodeBlock(_) | Tag::Image { .. }));
                events.push(Event::Start(tag));
            }
            Event::End(tag) => {
                verbatim -= usize::from(matches!(tag, TagEnd::Link | TagEnd::CodeBlock | TagEnd::Image));
                events.push(Event::End(tag));
            }
            other => events.push(other),
        }
    }
    flush(&mut joined, verbatim > 0, &mut events);
    events
}

fn flush<'a>(joined: &mut String, verbatim: bool, events: &mut Vec<Event<'a>>) {
    let text = std::mem::take(joined);
    if text.is_empty() {
        return;
    }
    if verbatim {
        return events.push(Event::Text(CowStr::from(text)));
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    for span in finder.spans(&text) {
        let piece = CowStr::from(span.as_str().to_owned());
        let web = span.kind().is_some() && (piece.starts_with("https://") || piece.starts_with("http://"));
        if !web {
            events.push(Event::Text(piece));
            continue;
        }
        let none = || CowStr::Borrowed("");
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: piece.clone(),
            title: none(),
            id: none(),
        }));
        events.push(Event::Text(piece));
        events.push(Event::End(TagEnd::Link));
    }
}

/// The plain text of an answer: without the marks of Markdown, where they are not how people write in plain text anyway.
pub fn markdown_to_text(text: &str) -> String {
    let mut plain = Plain::default();
    events(text).into_iter().for_each(|event| plain.event(event));
    plain.out.trim().to_owned()
}

#[derive(Default)]
struct Plain {
    out: String,
    quotes: usize,
    lists: Vec<Option<u64>>,
    /// Where the links that are open lead, and where their text begins.
    links: Vec<(String, usize)>,
}

impl Plain {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.line(),
            Event::Rule => {
                self.paragraph();
                self.out.push_str("---");
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line();
            }
            self.out.push_str(line);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.at_item() => {}
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => self.paragraph(),
            Tag::BlockQuote(_) => {
                self.paragraph();
                self.quotes += 1;
                self.out.push_str("> ");
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.paragraph();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Link { dest_url, .. } => self.links.push((dest_url.into_string(), self.out.len())),
            Tag::TableRow => self.line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.out.push_str("  "),
            TagEnd::Link => {
                if let Some((url, start)) = self.links.pop()
                    && self.out.get(start..).is_some_and(|text| text != url)
                {
                    self.out.push_str(&format!(" ({url})"));
                }
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(DEEPEST));
        let bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        if !self.out.ends_with('\n') && !self.out.is_empty() && !self.out.ends_with("> ") {
            self.line();
        }
        self.out.push_str(&indent);
        self.out.push_str(&bullet);
    }

    fn at_item(&self) -> bool {
        self.out.ends_with("- ") || self.out.ends_with(". ") && !self.lists.is_empty()
    }

    fn line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.out.push_str(&"> ".repeat(self.quotes.min(DEEPEST)));
    }

    /// Begins after an empty line.
    fn paragraph(&mut self) {
        if self.out.is_empty() || self.out.ends_with("> ") && self.out.trim_end_matches("> ").is_empty() {
            return;
        }
        if self.quotes > 0 && self.out.ends_with("> ") {
            return;
        }
        self.line();
        self.line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_an_answer() {
        assert_eq!(markdown_to_html("Hello **Anna**,\nsee you"), "<p>Hello <strong>Anna</strong>,<br>\nsee you</p>\n");
        let link = |url: &str, text: &str| {
            format!("<a href=\"{url}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">{text}</a>")
        };
        let url = "https://x.example/a_b_c?d=1&e=2";
        let escaped = "https://x.example/a_b_c?d=1&amp;e=2";
        assert_eq!(markdown_to_html(&format!("See {url}.")), format!("<p>See {}.</p>\n", link(escaped, escaped)));
        assert_eq!(
            markdown_to_html("[here](https://x.example)"),
            format!("<p>{}</p>\n", link("https://x.example", "here"))
        );
    }

    #[test]
    fn nothing_runs_in_an_answer() {
        assert_eq!(markdown_to_html("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        assert!(!markdown_to_html("[x](javascript:alert(1))").contains("href"));
        assert!(!markdown_to_html("![x](https://x.example/count.png)").contains("<img"));
        assert!(markdown_to_html("<script>alert(1)</script>").contains("&lt;script&gt;"));
    }

    #[test]
    fn text_of_an_answer() {
        assert_eq!(
            markdown_to_text("Hello **Anna**,\nsee you\n\n- a\n- b\n\nBye"),
            "Hello Anna,\nsee you\n\n- a\n- b\n\nBye"
        );
        assert_eq!(markdown_to_text("1. a\n2. b"), "1. a\n2. b");
        assert_eq!(
            markdown_to_text("[here](https://x.example), https://y.example"),
            "here (https://x.example), https://y.example"
        );
        assert_eq!(markdown_to_text("> quoted\n> text\n\nown"), "> quoted\n> text\n\nown");
        assert_eq!(markdown_to_text("# Title\n\n`code` <b>"), "Title\n\ncode <b>");
    }
}
