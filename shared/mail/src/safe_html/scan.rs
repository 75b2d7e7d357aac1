//! What has to be known of HTML before a tree is made of it: how deep it is, and which images it shows of those that came along.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// More images than this are not looked up.
const MOST: usize = 500;

/// Elements that go on when the one that they are in ends.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// The most elements that are open at once.
    pub deepest: usize,
    /// How many elements are made again at most. Bold text that is open when a paragraph ends is open in the next one too.
    pub repeated: usize,
    /// The content ids that images refer to, as they stand.
    pub content_ids: BTreeSet<String>,
    open: usize,
    formatting: usize,
    /// How many of each are open, so that an end without a beginning counts nothing.
    by_name: BTreeMap<String, usize>,
}

/// Goes through the tokens of HTML.
pub(super) fn scan(html: &str) -> Found {
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

struct Sink(RefCell<Found>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().tag(&tag);
        }
        TokenSinkResult::Continue
    }
}

impl Found {
    fn tag(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let formats = FORMATTING.contains(&name);
        if !formats && tag.kind == TagKind::StartTag && !matches!(name, "br" | "img" | "hr" | "wbr") {
            self.repeated = self.repeated.saturating_add(self.formatting);
        }
        // Those that programs do not close are closed by the next of their kind, or are empty.
        if matches!(
            name,
            "br" | "img"
                | "hr"
                | "meta"
                | "link"
                | "input"
                | "col"
                | "wbr"
                | "p"
                | "li"
                | "td"
                | "th"
                | "tr"
                | "dd"
                | "dt"
        ) {
            return self.image(tag);
        }
        let open = self.by_name.entry(name.to_owned()).or_default();
        match tag.kind {
            TagKind::StartTag => {
                *open += 1;
                self.open += 1;
                self.formatting += usize::from(formats);
                self.deepest = self.deepest.max(self.open);
            }
            TagKind::EndTag if *open > 0 => {
                *open -= 1;
                self.open -= 1;
                self.formatting -= usize::from(formats);
            }
            TagKind::EndTag => {}
        }
    }

    fn image(&mut self, tag: &Tag) {
        let source = tag.attrs.iter().find(|attribute| &*attribute.name.local == "src");
        if let Some(id) = source.and_then(|source| content_id(&source.value)).filter(|_| self.content_ids.len() < MOST)
        {
            self.content_ids.insert(id);
        }
    }
}

/// The content id that a `cid:` URL names.
pub(super) fn content_id(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.get(..4)?;
    scheme.eq_ignore_ascii_case("cid:").then(|| url[4..].replace("%40", "@"))
}
