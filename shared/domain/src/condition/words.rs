//! Words and phrases, compared without case and accents.

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{Body, Subject};

/// One word or several that follow each other, such as `money back`. Only letters and digits count, so that `money-back`
/// is the same phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Phrase {
    typed: String,
    words: Vec<String>,
}

impl Phrase {
    /// The longest that it may be, in characters.
    pub const LIMIT: usize = 80;

    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Folded. Empty if nothing that was typed is a letter or a digit; such a phrase is found nowhere.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

impl From<String> for Phrase {
    fn from(typed: String) -> Self {
        let folded = Folded::of(&typed);
        let words = (0..folded.words.len()).map(|at| folded.word(at).to_owned()).collect();
        Self { typed, words }
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> String {
        phrase.typed
    }
}

/// What a customer wrote. It is taken apart when a condition first asks for a word, and then never again: a long list of
/// rules costs the price of one, and rules that ask for no words cost nothing.
pub struct Text<'a> {
    subject: &'a Subject,
    body: Option<&'a Body>,
    folded: OnceLock<(Folded, Folded)>,
}

impl<'a> Text<'a> {
    /// The body is absent where only the ticket is at hand and not its messages.
    pub fn new(subject: &'a Subject, body: Option<&'a Body>) -> Self {
        Self { subject, body, folded: OnceLock::new() }
    }

    pub fn has(&self, phrase: &Phrase) -> bool {
        let (subject, body) = self.folded();
        subject.has(phrase) || body.has(phrase)
    }

    pub fn has_in_subject(&self, phrase: &Phrase) -> bool {
        self.folded().0.has(phrase)
    }

    fn folded(&self) -> &(Folded, Folded) {
        let body = || self.body.map_or("", Body::as_str);
        self.folded.get_or_init(|| (Folded::of(self.subject.as_str()), Folded::of(body())))
    }
}

/// A text's words in their order, and the places of each word: a phrase is looked up, never searched for, so a long
/// message costs little more than a short one.
struct Folded {
    text: String,
    words: Vec<Range<usize>>,
    /// Indices into `words`, sorted by the word and then by place.
    places: Vec<usize>,
}

impl Folded {
    fn of(typed: &str) -> Self {
        let mut text = String::with_capacity(typed.len());
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut within = false;
        each_letter(typed, |letter| {
            if !letter.is_alphanumeric() && !is_combining_mark(letter) {
                within = false;
                return;
            }
            let start = text.len();
            push_plain(letter, &mut text);
            match words.last_mut() {
                Some(word) if within => word.end = text.len(),
                _ => words.push(start..text.len()),
            }
            within = true;
        });
        let mut places: Vec<usize> = (0..words.len()).collect();
        places.sort_by_key(|at| &text[words[*at].clone()]);
        Self { text, words, places }
    }

    fn word(&self, at: usize) -> &str {
        &self.text[self.words[at].clone()]
    }

    fn has(&self, phrase: &Phrase) -> bool {
        let Some((first, rest)) = phrase.words.split_first() else { return false };
        let start = self.places.partition_point(|at| self.word(*at) < first.as_str());
        let mut places = self.places[start..].iter().copied().take_while(|at| self.word(*at) == first);
        places.any(|at| {
            at + rest.len() < self.words.len() && (at + 1..).zip(rest).all(|(at, word)| self.word(at) == word)
        })
    }
}

/// Small, and without accents. Most letters need no look into Unicode's tables, which is what costs here; and none of these takes
/// part in what stands before or behind it.
fn each_letter(typed: &str, mut take: impl FnMut(char)) {
    let mut rest = typed;
    while !rest.is_empty() {
        let (plain, more) = rest.split_at(rest.find(|letter: char| !letter.is_ascii()).unwrap_or(rest.len()));
        plain.chars().map(|letter| letter.to_ascii_lowercase()).for_each(&mut take);
        let (other, more) = more.split_at(more.find(|letter: char| letter.is_ascii()).unwrap_or(more.len()));
        let letters = other.nfkd().flat_map(char::to_lowercase);
        letters.filter(|letter| !is_accent(*letter)).for_each(&mut take);
        rest = more;
    }
}

/// The marks of Latin, Greek and Cyrillic letters. Those of other scripts tell words apart and are kept.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Letters that are not an accent away from others, and that people still write both ways.
fn push_plain(letter: char, text: &mut String) {
    match letter {
        'œ' => text.push_str("oe"),
        'æ' => text.push_str("ae"),
        'ß' => text.push_str("ss"),
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'ς' => text.push('σ'),
        _ => text.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_are_the_same_taken_apart_at_once(typed in "([a-zÉ \u{300}-\u{302}가ﬁが]|\\PC){0,24}") {
            let mut letters = String::new();
            each_letter(&typed, |letter| letters.push(letter));
            let at_once = typed.nfkd().flat_map(char::to_lowercase).filter(|letter| !is_accent(*letter));
            prop_assert_eq!(letters, at_once.collect::<String>());
        }
    }

    fn found(phrase: &str, subject: &str, body: &str) -> bool {
        let (subject, body) = (subject.parse().unwrap(), body.parse().unwrap());
        Text::new(&subject, Some(&body)).has(&Phrase::from(phrase.to_owned()))
    }

    #[test]
    fn whole_words_whatever_their_case_and_accents() {
        for (phrase, body) in [
            ("remboursé", "Je veux être REMBOURSE !"),
            ("REMBOURSE", "Je veux être remboursé."),
            ("oeuvre", "l'Œuvre"),
            ("strasse", "Straße 5"),
            ("ΟΔΟΣ", "η οδός"),
            ("İstanbul", "istanbul"),
            ("e\u{301}te\u{301}", "l’été"),
            ("42", "(42)"),
            ("file", "the ﬁle"),
        ] {
            assert!(found(phrase, "x", body), "{phrase} in {body}");
            assert!(found(phrase, body, "x"), "{phrase} in the subject {body}");
        }
        assert!(!found("fund", "A refund", "refunds funds"));
        assert!(!found("か", "x", "が"), "what marks tell apart in other scripts stays apart");
    }

    #[test]
    fn a_phrase_is_words_that_follow_each_other() {
        assert!(found("money back", "x", "I want my money-back,\nplease"));
        assert!(found("Money  back!", "x", "money money money\nback"));
        assert!(!found("money back", "x", "back money"));
        assert!(!found("money back", "x", "my money"));
        assert!(!found("money back", "Money", "back to the roots"), "a phrase does not span subject and text");
    }

    #[test]
    fn what_has_no_letter_is_found_nowhere() {
        assert!(!found("?!", "?!", "?!"));
        assert!(!found("", "x", "y"));
        assert!(!found("x", "?!", "…"));
    }
}
