//! Which parts of a message are what it says, and which come with it.

use crate::mime::Part;

/// What is said in one place: as plain text, as HTML, or as both.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub plain: Vec<usize>,
    pub html: Vec<usize>,
}

/// The parts of a message, sorted.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// One after the other, as they are to be read.
    pub sections: Vec<Section>,
    /// Everything else.
    pub attachments: Vec<usize>,
}

impl Body {
    /// Sorts the parts of a message. The depth to which they are nested is bounded by the walk that found them.
    pub fn of(parts: &[Part<'_>]) -> Self {
        let mut body = Self::default();
        body.sort(parts, 0);
        body
    }

    fn sort(&mut self, parts: &[Part<'_>], part: usize) {
        let Some(it) = parts.get(part) else { return };
        if !it.is_multipart() {
            match Shown::of(it, part == 0) {
                Some(Shown::Plain) => self.sections.push(Section { plain: vec![part], html: vec![] }),
                Some(Shown::Html) => self.sections.push(Section { plain: vec![], html: vec![part] }),
                None => self.attachments.push(part),
            }
            return;
        }
        if it.media.name == "multipart/alternative" {
            let mut section = Section::default();
            it.children.iter().for_each(|child| self.sort_alternative(parts, *child, &mut section));
            self.sections.push(section);
            return;
        }
        it.children.iter().for_each(|child| self.sort(parts, *child));
    }

    /// All that is shown somewhere within an alternative is of one section.
    fn sort_alternative(&mut self, parts: &[Part<'_>], part: usize, section: &mut Section) {
        let Some(it) = parts.get(part) else { return };
        if it.is_multipart() {
            it.children.iter().for_each(|child| self.sort_alternative(parts, *child, section));
            return;
        }
        match Shown::of(it, false) {
            Some(Shown::Plain) => section.plain.push(part),
            Some(Shown::Html) => section.html.push(part),
            None => self.attachments.push(part),
        }
    }
}

enum Shown {
    Plain,
    Html,
}

impl Shown {
    fn of(part: &Part<'_>, whole_message: bool) -> Option<Self> {
        // A text with a name is a file, whether or not it is called one. Some programs name the text of the message itself.
        if part.is_attached() || (part.file_name().is_some() && !whole_message) {
            return None;
        }
        match part.media.name.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "text/plain" | "text/enriched" => Some(Self::Plain),
            // One whose parts were not found.
            name if name.starts_with("multipart/") => Some(Self::Plain),
            _ => None,
        }
    }
}
