//! HTML as people would have typed it.
//!
//! The tokens are enough for that, so no tree is built: time and memory are in proportion to the HTML, however deep it is nested. What a
//! mail program quotes is marked as it would be in plain text, with `>`, and where it says that history or a signature begins, a
//! [`Mark`] is left.

mod names;

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::Mark;
use crate::tags;
use names::{SIGNATURES, begins_history, is_block, is_signature, is_void, raw_kind};

/// As deep as quotes are told apart.
const DEEPEST_QUOTE: usize = 10;
/// The longest address of a link that is written out. Longer ones are there to count who clicks.
const LONGEST_LINK: usize = 120;

/// The lines of an HTML text, with marks among them.
pub(crate) fn lines(html: &str) -> Vec<String> {
    if !tags::are_bearable(html) {
        return tags::without(html).lines().map(|line| line.trim().to_owned()).collect();
    }
    let lines = render(html, false);
    // What hides all of its text has no text to hide: then a hidden element was never closed.
    if lines.iter().all(|line| line.trim().is_empty()) { render(html, true) } else { lines }
}

/// The lines of the first signature that the HTML marks.
pub(super) fn signature(html: &str) -> Vec<String> {
    // Most messages mark none, and need not be rendered for that.
    if !SIGNATURES.iter().any(|signature| html.contains(signature)) {
        return Vec::new();
    }
    let lines = lines(html);
    let marked = lines.iter().skip_while(|line| Mark::of(line) != Some(Mark::Signature)).skip(1);
    marked.take_while(|line| Mark::of(line).is_none()).cloned().collect()
}

fn render(html: &str, show_hidden: bool) -> Vec<String> {
    let sink = Sink(RefCell::new(Writer { show_hidden, ..Writer::default() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                writer.start(&name, &tag);
                if !tag.self_closing
                    && let Some(kind) = raw_kind(&name)
                {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => writer.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An element that is open, and what ends with it.
struct Open {
    name: String,
    hides: bool,
    quotes: bool,
    preformatted: bool,
    signs: bool,
    lists: bool,
}

#[derive(Default)]
struct Writer {
    show_hidden: bool,
    lines: Vec<String>,
    line: String,
    open: Vec<Open>,
    count: BTreeMap<String, usize>,
    /// The lists that are open, each with the number of its last item if it has numbers.
    lists: Vec<Option<usize>>,
    hidden: usize,
    quotes: usize,
    preformatted: usize,
    /// A blank is written before the next word.
    blank: bool,
    /// An empty line is written before the next text.
    paragraph: bool,
    /// Whether the paragraph that is open has room around it.
    spaced: bool,
    /// What separates the next cell of a row from the last.
    cell: bool,
    link: Option<(String, usize)>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.preformatted > 0 {
            for (index, part) in text.split('\n').enumerate() {
                if index > 0 {
                    self.break_line();
                }
                self.word(part);
            }
            return;
        }
        let is_blank = |c: char| c.is_ascii_whitespace();
        for (index, word) in text.split(is_blank).enumerate() {
            self.blank |= index > 0;
            self.word(word);
        }
    }

    fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.line.is_empty() {
            self.before_text();
        } else if self.cell {
            // The headers of a forwarded message are a table too.
            self.line.push_str(if self.line.trim_end().ends_with(':') { " " } else { " | " });
        } else if self.blank {
            self.line.push(' ');
        }
        self.blank = false;
        self.cell = false;
        self.line
            .extend(word.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{feff}' | '\u{ad}' | '\u{34f}')));
    }

    fn before_text(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let Some(last) = self.lines.last().filter(|_| paragraph) else { return };
        if !is_empty(last) {
            // The empty line between a quote and what is not in it belongs to the outer one.
            let depth = last.split(' ').take_while(|word| *word == ">").count().min(self.quotes);
            self.lines.push("> ".repeat(depth).trim_end().to_owned());
        }
    }

    fn prefix(&self) -> String {
        "> ".repeat(self.quotes.min(DEEPEST_QUOTE))
    }

    /// Ends the line, an empty one too.
    fn break_line(&mut self) {
        if self.line.is_empty() {
            self.paragraph = false;
        }
        let text = std::mem::take(&mut self.line).replace('\u{a0}', " ");
        self.lines.push(format!("{}{}", self.prefix(), text).trim_end().to_owned());
        self.blank = false;
        self.cell = false;
    }

    /// Ends the line if anything is on it.
    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.break_line();
        }
        self.blank = false;
        self.cell = false;
    }

    fn mark(&mut self, mark: Mark) {
        self.end_line();
        if self.quotes == 0 && self.hidden == 0 {
            self.lines.push(mark.line());
        }
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        let attribute = |wanted: &str| {
            tag.attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string()).unwrap_or_default()
        };
        let (class, id) = (attribute("class"), attribute("id"));
        if name == "body" {
            // A head that was never closed hides no body.
            self.open.clear();
            self.count.clear();
            self.lists.clear();
            (self.hidden, self.quotes, self.preformatted) = (0, 0, 0);
        }
        match name {
            "br" => {
                return if self.hidden == 0 {
                    self.break_line()
                };
            }
            "hr" => return self.end_line(),
            "img" => return self.image(&attribute("alt"), &attribute("width")),
            "li" => self.item(),
            "td" | "th" => self.cell = !self.line.is_empty(),
            "a" => self.link = Some((attribute("href"), self.line.len())),
            "p" => {
                self.end_line();
                self.spaced = !class.to_ascii_lowercase().contains("mso");
                self.paragraph |= self.spaced;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" | "pre" => {
                self.end_line();
                self.paragraph = true;
            }
            "ul" | "ol" => {
                self.end_line();
                self.paragraph |= self.lists.is_empty();
            }
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
        if begins_history(name, &class, &id) {
            self.mark(Mark::History);
        }
        self.push(name, &class, &id, &attribute("style"), &attribute("type"), &attribute("cite"), tag);
    }

    #[allow(clippy::too_many_arguments, reason = "the attributes of one tag, looked up once")]
    fn push(&mut self, name: &str, class: &str, id: &str, style: &str, kind: &str, cite: &str, tag: &Tag) {
        let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let hides = !self.show_hidden
            && (matches!(name, "head" | "style" | "script" | "title" | "noscript" | "template")
                || style.contains("display:none")
                || style.contains("mso-hide:all")
                || tag.attrs.iter().any(|a| &*a.name.local == "hidden"))
            || matches!(name, "style" | "script" | "title");
        let quotes = name == "blockquote"
            && (kind.eq_ignore_ascii_case("cite")
                || !cite.is_empty()
                || ["gmail_quote", "protonmail_quote", "yahoo"].iter().any(|quote| class.contains(quote))
                || style.contains("border-left"));
        let open = Open {
            name: name.to_owned(),
            hides,
            quotes,
            preformatted: name == "pre",
            signs: is_signature(class, id),
            lists: matches!(name, "ul" | "ol"),
        };
        let matters = open.hides || open.quotes || open.preformatted || open.signs || open.lists;
        let nests = matches!(name, "div" | "span" | "table" | "td" | "tr" | "blockquote" | "section" | "p");
        if is_void(name) || tag.self_closing && !nests || !matters && (!nests || name == "p") {
            return;
        }
        if open.signs {
            self.mark(Mark::Signature);
        }
        self.hidden += usize::from(open.hides);
        self.quotes += usize::from(open.quotes);
        self.preformatted += usize::from(open.preformatted);
        if open.lists {
            self.lists.push((name == "ol").then_some(0));
        }
        *self.count.entry(open.name.clone()).or_default() += 1;
        self.open.push(open);
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.end_line();
                self.paragraph |= self.spaced;
            }
            "a" => self.end_link(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" | "pre" | "ul" | "ol" => {
                self.end_line();
                self.paragraph = true;
            }
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
        if self.count.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(open) = self.open.pop() {
            if let Some(count) = self.count.get_mut(&open.name) {
                *count -= 1;
            }
            self.hidden -= usize::from(open.hides);
            self.quotes -= usize::from(open.quotes);
            self.preformatted -= usize::from(open.preformatted);
            if open.lists {
                self.lists.pop();
            }
            if open.signs {
                self.mark(Mark::SignatureEnd);
            }
            if open.name == name {
                break;
            }
        }
    }

    fn item(&mut self) {
        self.end_line();
        let depth = self.lists.len().min(8);
        let bullet = match self.lists.last_mut() {
            Some(Some(last)) => {
                *last += 1;
                format!("{last}. ")
            }
            _ => "- ".to_owned(),
        };
        if self.hidden == 0 {
            self.before_text();
            self.line = format!("{}{bullet}", "  ".repeat(depth.saturating_sub(1)));
        }
    }

    fn image(&mut self, alt: &str, width: &str) {
        let alt = alt.trim();
        // An image of one pixel is there to be counted.
        if self.hidden == 0 && !alt.is_empty() && !matches!(width, "0" | "1") && alt.chars().count() <= 200 {
            self.blank |= !self.line.is_empty();
            self.word("[");
            self.line.push_str(&alt.split_whitespace().collect::<Vec<_>>().join(" "));
            self.line.push(']');
        }
    }

    /// Writes where a link leads, unless its text says it.
    fn end_link(&mut self) {
        let Some((href, start)) = self.link.take() else { return };
        let href = href.trim();
        let text = self.line.get(start..).unwrap_or_default().trim();
        let bare = |url: &str| {
            url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_lowercase()
        };
        let web = href.starts_with("http://") || href.starts_with("https://");
        if self.hidden > 0 || text.is_empty() || !web || bare(href) == bare(text) {
            return;
        }
        if href.chars().count() <= LONGEST_LINK {
            self.line.push_str(&format!(" ({href})"));
        } else if let Some(host) = href.split('/').nth(2).filter(|host| host.len() <= 80) {
            self.line.push_str(&format!(" (https://{host}/…)"));
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.lines
    }
}

fn is_empty(line: &str) -> bool {
    line.trim_matches(['>', ' ']).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        lines(html).join("\n")
    }

    #[test]
    fn paragraphs_lines_and_blanks() {
        assert_eq!(text("<p>One\n  two</p><p>three</p>"), "One two\n\nthree");
        assert_eq!(text("<div>a</div><div><br></div><div>b</div>"), "a\n\nb");
        assert_eq!(text("<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>"), "a\n\nb");
        assert_eq!(text("a<br>b<br/>c"), "a\nb\nc");
        assert_eq!(text("<pre>a\n  b</pre>"), "a\n  b");
    }

    #[test]
    fn lists_tables_and_links() {
        assert_eq!(text("<ul><li>a<li>b<ol><li>c</ol></ul>d"), "- a\n- b\n  1. c\n\nd");
        assert_eq!(text("<table><tr><td>a<td>b</tr><tr><td>c<td>d</table>"), "a | b\nc | d");
        assert_eq!(
            text("<a href='https://x.example/a'>here</a>, <a href='https://x.example/'>x.example</a>"),
            "here (https://x.example/a), x.example"
        );
        let long = format!("<a href='https://click.example/{}'>here</a>", "x".repeat(300));
        assert_eq!(text(&long), "here (https://click.example/…)");
    }

    #[test]
    fn what_is_not_seen_is_not_read() {
        assert_eq!(
            text("<head><title>t</title><style>p{}</style></head><body><script>x</script>a<!-- c --></body>"),
            "a"
        );
        assert_eq!(text("<div style='display: none'>preview</div><span hidden>x</span>a"), "a");
        assert_eq!(text("<img src=x alt='Our logo'><img src=y width=1 alt=count>a"), "[Our logo]a");
        assert_eq!(text("<div style='display:none'>never closed"), "never closed");
    }

    #[test]
    fn quotes_are_marked() {
        assert_eq!(
            text("a<blockquote type=cite>b<br><blockquote type=cite>c</blockquote></blockquote>d"),
            "a\n\n> b\n>\n> > c\n\nd"
        );
    }

    #[test]
    fn deep_nesting_takes_no_time() {
        let deep = format!("{}a{}", "<div><blockquote type=cite>".repeat(50_000), "</span></b>".repeat(50_000));
        assert!(text(&deep).ends_with("> a"));
    }
}
