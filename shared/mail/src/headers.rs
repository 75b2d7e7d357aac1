//! The headers of a message or of one of its parts, in their order, as they stand. What a field means is for others to say.

use std::borrow::Cow;

use crate::{charset, encoded_word};

/// More headers than this are of no person's mail; what comes after them is not looked at.
const MOST: usize = 2_000;
/// No field that is read here is longer; the rest of a longer one is not looked at.
const LONGEST: usize = 64 * 1024;

/// One field.
#[derive(Clone, Debug)]
struct Header<'a> {
    name: &'a str,
    /// Still folded, with 8-bit characters decoded.
    value: Cow<'a, str>,
}

/// The fields of a message or part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers<'a>(Vec<Header<'a>>);

impl<'a> Headers<'a> {
    /// Reads the fields at the start of `raw` and says where the body begins.
    pub fn read(raw: &'a [u8]) -> (Self, usize) {
        let mut headers = Vec::new();
        let mut at = 0;
        while at < raw.len() {
            let end = end_of_line(raw, at);
            let line = trim_line_end(&raw[at..end]);
            if line.is_empty() {
                return (Self(headers), end);
            }
            if let Some((name, start)) = field_name(line) {
                let mut last = end;
                while last < raw.len() && matches!(raw[last], b' ' | b'\t') {
                    let next = end_of_line(raw, last);
                    // A line of blanks alone is meant as the empty line by those who write it.
                    if raw[last..next].iter().all(u8::is_ascii_whitespace) {
                        break;
                    }
                    last = next;
                }
                if headers.len() < MOST {
                    let value = &raw[at + start..last];
                    headers.push(Header { name, value: charset::of_header(&value[..value.len().min(LONGEST)]) });
                }
                at = last;
                continue;
            }
            let mailbox_separator = at == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "));
            if !mailbox_separator && !line.iter().all(u8::is_ascii_whitespace) && !is_field(raw, end) {
                // The empty line is missing: what stands here is the body, and nothing of it is lost.
                return (Self(headers), at);
            }
            at = end;
            if line.iter().all(u8::is_ascii_whitespace) {
                return (Self(headers), at);
            }
        }
        (Self(headers), raw.len())
    }

    /// How often a field is there.
    pub fn count(&self, name: &str) -> usize {
        self.all(name).count()
    }

    /// The values of a field as they stand, in their order.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| &*header.value)
    }

    /// The first value of a field, as it stands.
    pub fn first<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        self.all(name).next()
    }

    /// The first value of a field without its folds and the blanks around it.
    pub fn line(&self, name: &str) -> Option<String> {
        self.first(name).map(unfold)
    }

    /// The first value of a field as people read it: unfolded, with its encoded words decoded.
    pub fn words(&self, name: &str) -> Option<String> {
        self.line(name).map(|value| encoded_word::decode(&value))
    }

    /// Names and values in their order, the values as they stand.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|header| (header.name, &*header.value))
    }
}

/// Takes the folds out of a value.
pub(crate) fn unfold(value: &str) -> String {
    let lines = value.split(['\r', '\n']).filter(|line| !line.is_empty());
    let mut unfolded = String::with_capacity(value.len());
    for line in lines {
        if !unfolded.is_empty() {
            unfolded.push(' ');
        }
        unfolded.push_str(line.trim());
    }
    unfolded.trim().to_owned()
}

/// Where the line that begins at `at` ends, its line feed included.
pub(crate) fn end_of_line(raw: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &raw[at..]).map_or(raw.len(), |length| at + length + 1)
}

fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The name of the field that a line begins with, and where its value starts.
fn field_name(line: &[u8]) -> Option<(&str, usize)> {
    let colon = line.iter().take(128).position(|byte| *byte == b':')?;
    let name = std::str::from_utf8(&line[..colon]).ok()?.trim_end();
    let printable = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    printable.then_some((name, colon + 1))
}

fn is_field(raw: &[u8], at: usize) -> bool {
    at < raw.len() && field_name(trim_line_end(&raw[at..end_of_line(raw, at)])).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_fields_are_one_line() {
        let (headers, body) = Headers::read(b"Subject: one\r\n two\r\nTo:a@b.c\r\n\r\nbody");
        assert_eq!(headers.line("subject").as_deref(), Some("one two"));
        assert_eq!(headers.line("TO").as_deref(), Some("a@b.c"));
        assert_eq!(body, 32);
    }

    #[test]
    fn a_damaged_line_hides_no_field_after_it() {
        let (headers, _) = Headers::read(b"Subject: one\nfolded without a blank\nTo: a@b.c\n\nbody");
        assert_eq!(headers.line("to").as_deref(), Some("a@b.c"));
    }

    #[test]
    fn a_missing_empty_line_loses_nothing_of_the_body() {
        let raw = b"Subject: one\nHello,\nI have a question\n";
        let (headers, body) = Headers::read(raw);
        assert_eq!(headers.count("subject"), 1);
        assert_eq!(&raw[body..], b"Hello,\nI have a question\n");
    }
}
