//! What a message says, and what of it is new.

mod fold;
mod from_html;
mod patterns;
mod signature;

use serde::Serialize;

pub(crate) use fold::unquoted;
pub(crate) use patterns::Fields;

use crate::body::{Body, Section};
use crate::forwarded::Forwarded;
use crate::mime::Part;

/// A text that is far shorter than its HTML and says that the HTML should be read is none.
const STUB: usize = 400;

/// More text than this nobody wrote; what is left is in the message as it came.
const LONGEST_PLAIN: usize = 1024 * 1024;
/// HTML has more marks than text.
const LONGEST_HTML: usize = 4 * 1024 * 1024;

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// What its author wrote, without the history that is quoted and without a signature.
    pub visible: String,
    /// All of it, up to a length that nobody writes.
    pub whole: String,
    /// Whether something of the whole is not visible.
    pub folded: bool,
}

/// What stands in a line of its own where HTML says what plain text can not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// What follows is quoted history.
    History,
    /// What follows is a signature.
    Signature,
    /// The signature is over.
    SignatureEnd,
}

impl Mark {
    const ALL: [Self; 3] = [Self::History, Self::Signature, Self::SignatureEnd];

    /// Characters that stand for nothing, and that are taken out of what people write.
    fn character(self) -> char {
        match self {
            Self::History => '\u{fdd0}',
            Self::Signature => '\u{fdd1}',
            Self::SignatureEnd => '\u{fdd2}',
        }
    }

    pub fn line(self) -> String {
        self.character().to_string()
    }

    pub fn of(line: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| line.strip_prefix(mark.character()) == Some(""))
    }
}

/// The text of a message with what its HTML says beyond words.
pub(crate) struct Read {
    /// With marks among them.
    lines: Vec<String>,
    /// All HTML of the message.
    pub html: String,
    /// How much plain text there is so far.
    length: usize,
}

impl Read {
    /// Reads the parts that are the text of a message.
    pub fn of(parts: &[Part<'_>], body: &Body) -> Self {
        let mut read = Self { lines: Vec::new(), html: String::new(), length: 0 };
        for section in &body.sections {
            read.add(section, parts);
        }
        read
    }

    fn add(&mut self, section: &Section, parts: &[Part<'_>]) {
        let joined = |of: &[usize], longest: usize| {
            let texts: Vec<String> = of.iter().filter_map(|part| parts.get(*part)).map(text_of).collect();
            let mut joined = texts.join("\n");
            joined.truncate(joined.floor_char_boundary(longest));
            joined
        };
        let html = joined(&section.html, LONGEST_HTML.saturating_sub(self.html.len()));
        let plain = joined(&section.plain, LONGEST_PLAIN.saturating_sub(self.length));
        self.length += plain.len();
        let plain_says = !plain.trim().is_empty();
        let mut lines: Vec<String> = Vec::new();
        if plain_says && (html.is_empty() || plain.len() > STUB || !patterns::is_stub(&plain)) {
            // The blank belongs to the line that begins a signature.
            lines.extend(plain.lines().map(|line| if line == "-- " { line } else { line.trim_end() }.to_owned()));
            signature::mark(&mut lines, &from_html::signature(&html));
        } else {
            lines.extend(from_html::lines(&html));
        }
        if !self.lines.is_empty() && lines.iter().any(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.lines.append(&mut lines);
        self.html.push_str(&html);
    }

    /// What is new, and the message that is passed on if one is.
    pub fn fold(&self, subject_says_forward: bool) -> (Text, Option<Forwarded>) {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        fold::fold(&lines, subject_says_forward)
    }
}

/// The text of a part, without characters that a reader can not be shown.
fn text_of(part: &Part<'_>) -> String {
    let marks = Mark::ALL.map(Mark::character);
    let shown = |c: char| {
        c == '\n' || c == '\t' || !c.is_control() && !marks.contains(&c) && !('\u{202a}'..='\u{202e}').contains(&c)
    };
    part.text().replace(['\u{2028}', '\u{2029}'], "\n").chars().filter(|c| shown(*c)).collect()
}
