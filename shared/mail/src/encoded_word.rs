//! Encoded words of headers (RFC 2047), also where programs get them wrong.
//!
//! Words of one character set that stand beside each other are decoded together: many programs cut their text into words
//! between the bytes of one character.

use std::borrow::Cow;

use crate::charset;
use crate::transfer;

/// The longest word that is looked for. They should have at most 75 characters; programs that do not cut write whole subjects.
const LONGEST: usize = 2 * 1024;

/// A word that was found in a value.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    /// How much of the value it takes.
    length: usize,
}

/// Decodes the encoded words of a value that has been unfolded.
pub(crate) fn decode(value: &str) -> String {
    rewrite(value, |text| text.to_owned()).into_owned()
}

/// Gives every run of encoded words the one form that every reader understands: UTF-8 in Base64, uncut.
pub(crate) fn normalise(value: &str) -> Cow<'_, str> {
    rewrite(value, |text| format!("=?utf-8?B?{}?=", transfer::to_base64(text.as_bytes())))
}

fn rewrite(value: &str, write: impl Fn(&str) -> String) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let Some(word) = word(&rest[at..]) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + word.length..];
        let mut bytes = word.bytes;
        let mut text = String::new();
        let mut set = word.charset;
        // The blanks between two encoded words belong to neither.
        while let Some(next) = self::word(rest.trim_start()) {
            rest = &rest.trim_start()[next.length..];
            if !next.charset.eq_ignore_ascii_case(set) {
                text.push_str(&charset::decode(&bytes, Some(set)));
                bytes.clear();
                set = next.charset;
            }
            bytes.extend(next.bytes);
        }
        text.push_str(&charset::decode(&bytes, Some(set)));
        out.push_str(&write(&text));
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The encoded word that `text` begins with: `=?charset?B?text?=`, its language (RFC 2231) left out.
fn word(text: &str) -> Option<Word<'_>> {
    let inner = text.strip_prefix("=?")?;
    let (charset, after) = inner.split_once('?')?;
    if charset.len() > 60 || charset.bytes().any(|byte| !byte.is_ascii_graphic()) {
        return None;
    }
    let (encoding, content) = after.split_once('?')?;
    let content = &content[..content.floor_char_boundary(LONGEST)];
    // The end of a Q word may not be the first `?=` when the text itself has a question mark before `=3F`.
    let end = match encoding {
        "Q" | "q" => end_of_q(content)?,
        _ => content.find("?=")?,
    };
    let content = &content[..end];
    let bytes = match encoding {
        "B" | "b" => transfer::from_base64(content.as_bytes()),
        "Q" | "q" => from_q(content),
        _ => return None,
    };
    let length = text.len() - after.len() + encoding.len() + 1 + end + 2;
    Some(Word { charset: charset.split('*').next().unwrap_or(charset), bytes, length })
}

/// Where the text of a Q word ends: at `?=` that is followed by no two digits of a coded byte.
fn end_of_q(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let mut from = 0;
    while let Some(at) = content.get(from..)?.find("?=") {
        let at = from + at;
        let coded = bytes.get(at + 2..at + 4).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if !coded || content[at + 2..].find("?=").is_none() {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn from_q(content: &str) -> Vec<u8> {
    let bytes = content.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1..at + 3).and_then(transfer::hex_byte)) {
            (b'=', Some(byte)) => {
                out.push(byte);
                at += 3;
                continue;
            }
            (b'_', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words() {
        assert_eq!(decode("=?utf-8?Q?D=C3=A9j=C3=A0_vu?="), "Déjà vu");
        assert_eq!(decode("Re: =?UTF-8?B?w6nDqQ==?= fin"), "Re: éé fin");
        assert_eq!(decode("=?utf-8*fr?Q?=C3=A9?="), "é");
    }

    #[test]
    fn a_character_cut_between_two_words_is_whole() {
        assert_eq!(decode("=?utf-8?B?w6nD?= =?utf-8?B?qQ==?="), "éé");
        assert_eq!(decode("=?utf-8?Q?caf=C3?=\t=?UTF-8?Q?=A9?="), "café");
    }

    #[test]
    fn words_written_wrongly() {
        assert_eq!(decode("=?utf-8?Q?two words?="), "two words");
        assert_eq!(decode("=?utf-8?B?aGk?="), "hi");
        assert_eq!(decode("=?utf-8?Q?never ends"), "=?utf-8?Q?never ends");
        assert_eq!(decode("a=?utf-8?q?=C3=A9?=b"), "aéb");
        assert_eq!(decode("=?utf-8?X?abc?="), "=?utf-8?X?abc?=");
        assert_eq!(decode("=?iso-8859-1?Q?Qui_est-ce=3F?="), "Qui est-ce?");
    }

    #[test]
    fn normalised_words_say_the_same() {
        let value = "=?utf-8?B?w6nD?= =?utf-8?B?qQ==?= <a@b.c>";
        assert_eq!(normalise(value), "=?utf-8?B?w6nDqQ==?= <a@b.c>");
    }
}
