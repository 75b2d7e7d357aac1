//! The parts of a message, found in one pass.
//!
//! The pass goes from one line with two hyphens to the next and compares it with the boundaries that are open, of which there are few. So
//! its time is in proportion to the message, whatever is nested in what. A message inside the message is one part; whoever wants to
//! see into it walks it by itself.

use std::borrow::Cow;

use mail_parser::parsers::MessageStream;
use memchr::memmem;

use crate::headers::{Headers, end_of_line, unfold};
use crate::{charset, encoded_word, transfer};

/// Multiparts inside each other beyond this are read as text.
const DEEPEST: usize = 20;
/// Parts after this many are not told from the one before them.
const MOST: usize = 500;

/// A type such as `text/plain` with its parameters, or a disposition such as `attachment` with its.
#[derive(Clone, Debug, Default)]
pub(crate) struct Media {
    /// In lower case.
    pub name: String,
    parameters: Vec<(String, String)>,
}

impl Media {
    fn parse(value: &str) -> Self {
        let unfolded = unfold(value);
        let line = format!("{}\n", encoded_word::normalise(&unfolded));
        let value = MessageStream::new(line.as_bytes()).parse_content_type();
        let Some(parsed) = value.as_content_type() else { return Self::default() };
        let name = match parsed.subtype() {
            Some(subtype) => format!("{}/{subtype}", parsed.ctype()),
            None => parsed.ctype().to_owned(),
        };
        let parameters = parsed.attributes().unwrap_or_default().iter();
        let parameters =
            parameters.map(|attribute| (attribute.name.to_lowercase(), attribute.value.clone().into_owned()));
        Self { name: name.trim().to_lowercase(), parameters: parameters.collect() }
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// One part of a message.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    pub headers: Headers<'a>,
    pub media: Media,
    pub disposition: Media,
    /// The parts of a multipart; of another part there are none.
    pub children: Vec<usize>,
    /// As it stands in the message, still encoded. Of a multipart, what stands before its first part.
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn new(headers: Headers<'a>, in_digest: bool) -> Self {
        let mut media = headers.first("content-type").map(Media::parse).unwrap_or_default();
        if !media.name.contains('/') {
            let missing = media.name.is_empty() || media.name == "text";
            let name = if in_digest && missing { "message/rfc822" } else { "text/plain" };
            media.name = if missing { name } else { "application/octet-stream" }.to_owned();
        }
        let disposition = headers.first("content-disposition").map(Media::parse).unwrap_or_default();
        Self { headers, media, disposition, children: Vec::new(), body: &[] }
    }

    pub fn is_multipart(&self) -> bool {
        !self.children.is_empty()
    }

    /// What the part holds, decoded.
    pub fn content(&self) -> Cow<'a, [u8]> {
        transfer::decode(self.body, self.headers.line("content-transfer-encoding").as_deref())
    }

    /// What the part holds as text.
    pub fn text(&self) -> String {
        let content = self.content();
        charset::decode(&content, self.media.parameter("charset")).replace("\r\n", "\n").replace('\r', "\n")
    }

    /// The name of the file, as the sender wrote it.
    pub fn file_name(&self) -> Option<String> {
        let name = self.disposition.parameter("filename").or_else(|| self.media.parameter("name"))?;
        Some(encoded_word::decode(name)).filter(|name| !name.trim().is_empty())
    }

    /// The name by which the HTML of the message refers to the part.
    pub fn content_id(&self) -> Option<String> {
        let id = self.headers.line("content-id")?;
        let id = id.trim_matches(['<', '>', ' ']);
        (!id.is_empty() && id.len() <= 300).then(|| id.to_owned())
    }

    /// Whether the sender calls it an attachment.
    pub fn is_attached(&self) -> bool {
        self.disposition.name == "attachment"
    }
}

/// A multipart whose end has not been seen.
struct Open {
    part: usize,
    boundary: Vec<u8>,
    digest: bool,
}

/// Finds the parts of a message. The first is the message itself.
pub(crate) fn walk(raw: &[u8]) -> Vec<Part<'_>> {
    let (headers, start) = Headers::read(raw);
    let mut walk = Walk { raw, parts: vec![Part::new(headers, false)], open: Vec::new(), leaf: Some((0, start)) };
    walk.enter(0, start);
    walk.go(start);
    walk.parts
}

struct Walk<'a> {
    raw: &'a [u8],
    parts: Vec<Part<'a>>,
    open: Vec<Open>,
    /// The part whose body is being passed, and where it begins.
    leaf: Option<(usize, usize)>,
}

impl<'a> Walk<'a> {
    fn go(&mut self, start: usize) {
        let raw = self.raw;
        let hyphens = memmem::Finder::new(b"--");
        let mut at = start;
        while !self.open.is_empty() && at < raw.len() {
            let Some(found) = hyphens.find(&raw[at..]) else { break };
            let line = at + found;
            let end = end_of_line(raw, line);
            at = end;
            if line > start && raw[line - 1] != b'\n' {
                continue;
            }
            let Some((level, last)) = self.boundary(&raw[line + 2..end]) else { continue };
            if !last && self.parts.len() >= MOST {
                continue;
            }
            self.close_leaf(line);
            if last {
                self.open.truncate(level);
            } else {
                self.open.truncate(level + 1);
                at = self.begin_part(end);
            }
        }
        self.close_leaf(raw.len());
    }

    /// Which open multipart a line is a boundary of, and whether it is the last.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line.trim_ascii_end();
        self.open.iter().enumerate().rev().find_map(|(level, open)| match line.strip_prefix(&*open.boundary)? {
            b"" => Some((level, false)),
            b"--" => Some((level, true)),
            _ => None,
        })
    }

    fn begin_part(&mut self, at: usize) -> usize {
        let Some(parent) = self.open.last() else { return at };
        let (parent, digest) = (parent.part, parent.digest);
        let (headers, length) = Headers::read(&self.raw[at..]);
        let part = self.parts.len();
        self.parts.push(Part::new(headers, digest));
        self.parts[parent].children.push(part);
        self.leaf = Some((part, at + length));
        self.enter(part, at + length);
        at + length
    }

    /// Opens the part if it is a multipart.
    fn enter(&mut self, part: usize, body: usize) {
        let media = &self.parts[part].media;
        if !media.name.starts_with("multipart/") || self.open.len() >= DEEPEST {
            return;
        }
        let named = media.parameter("boundary").map(|boundary| boundary.trim().as_bytes().to_vec());
        let digest = media.name == "multipart/digest";
        let boundary = match named.filter(|boundary| !boundary.is_empty()) {
            // Only the message itself is looked through for a boundary that may not be there; of parts there are too many.
            Some(named) if part > 0 || self.has_line(&named, body) => Some(named),
            _ if part == 0 => self.guess(body),
            _ => None,
        };
        self.open.extend(boundary.map(|boundary| Open { part, boundary, digest }));
    }

    fn has_line(&self, boundary: &[u8], body: usize) -> bool {
        let line = [b"--", boundary].concat();
        memmem::find(&self.raw[body..], &line).is_some()
    }

    /// The boundary of a message whose header names none, or one that is not there: the first line that looks like one.
    fn guess(&self, body: usize) -> Option<Vec<u8>> {
        let lines = self.raw[body..].split(|byte| *byte == b'\n').take(50);
        lines.map(<[u8]>::trim_ascii_end).find_map(|line| {
            let boundary = line.strip_prefix(b"--")?;
            let plausible = (5..=70).contains(&boundary.len()) && boundary.iter().all(u8::is_ascii_graphic);
            // A line of hyphens, or one that says what follows, is no boundary.
            (plausible && boundary.iter().any(u8::is_ascii_alphanumeric)).then(|| boundary.to_vec())
        })
    }

    fn close_leaf(&mut self, boundary: usize) {
        let Some((part, start)) = self.leaf.take() else { return };
        let body = &self.raw[start.min(boundary)..boundary];
        // At the end of the message there is no boundary whose line break would not belong to the part.
        let body = if boundary == self.raw.len() { body } else { body.strip_suffix(b"\n").unwrap_or(body) };
        self.parts[part].body = body.strip_suffix(b"\r").unwrap_or(body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        walk(raw.as_bytes()).iter().filter(|part| !part.is_multipart()).map(Part::text).collect()
    }

    #[test]
    fn parts_are_found_in_order() {
        let raw = "Content-Type: multipart/mixed; boundary=a\n\npreamble\n--a\n\none\n--a\nContent-Type: multipart/alternative; \
                   boundary=ab\n\n--ab\n\ntwo\n--ab--\n--a\n\nthree\n--a--\nepilogue";
        assert_eq!(texts(raw), ["one", "two", "three"]);
    }

    #[test]
    fn a_boundary_that_begins_like_another_is_told_from_it() {
        let raw = "Content-Type: multipart/mixed; boundary=p_1\n\n--p_1\n\none\n--p_10\nstill one\n--p_1--\n";
        assert_eq!(texts(raw), ["one\n--p_10\nstill one"]);
    }

    #[test]
    fn what_is_cut_off_is_read_to_where_it_ends() {
        let raw =
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Transfer-Encoding: quoted-printable\n\nun=C3=A9";
        assert_eq!(texts(raw), ["uné"]);
    }

    #[test]
    fn a_boundary_that_is_not_there_is_guessed() {
        let raw = "Content-Type: multipart/mixed; boundary=a\n\n--other-one\n\none\n--other-one--\n";
        assert_eq!(texts(raw), ["one"]);
        assert_eq!(texts("Content-Type: multipart/mixed\n\n--other-one\n\none\n--other-one--\n"), ["one"]);
        assert_eq!(texts("Content-Type: multipart/mixed\n\nno parts at all"), ["no parts at all"]);
    }

    #[test]
    fn names_of_files_are_decoded() {
        let name = |disposition: &str| {
            walk(format!("Content-Disposition: attachment; {disposition}\n\nx").as_bytes())[0].file_name()
        };
        assert_eq!(name("filename*=shift_jis''%8E%91%97%BF.pdf").as_deref(), Some("資料.pdf"));
        assert_eq!(name("filename*0*=utf-8''%C3%A9; filename*1=t.pdf").as_deref(), Some("ét.pdf"));
        assert_eq!(name("filename==?utf-8?Q?=C3=A9t=C3=A9.pdf?=").as_deref(), Some("été.pdf"));
        assert_eq!(name("filename=\" \""), None);
    }

    #[test]
    fn a_multipart_without_parts_is_text() {
        let raw = "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\nall the same\n--a--\n";
        assert_eq!(texts(raw), ["all the same"]);
    }

    #[test]
    fn what_is_nested_too_deep_is_text() {
        let raw: String =
            (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        assert_eq!(walk(raw.as_bytes()).len(), DEEPEST + 1);
    }

    #[test]
    fn there_are_not_too_many_parts() {
        let raw = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(10_000));
        assert_eq!(walk(raw.as_bytes()).len(), MOST);
    }
}
