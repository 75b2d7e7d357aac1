//! Markdown with placeholders, made into both forms of a text.
//!
//! What people typed is put in after the Markdown was read, not before. While it is read, a mark stands in its place, so nothing in
//! a name or a subject can be taken for Markdown: no link, no heading, nothing that only looks like an address. What an agent wrote
//! is Markdown of its own and is read by itself, so that neither text can break the other.

use std::collections::BTreeMap;

use guichet_domain::Placeholder;
use guichet_mail::{markdown_to_html, markdown_to_text};
use minijinja::{Environment, HtmlEscape, Value};

use crate::View;

/// Stands for the link. An address, so that it can stand wherever one can, and one that nobody can have.
const LINK: &str = "https://link.invalid/";

/// What an agent wrote. Like the marks below, a control character, which no text of the desk can hold.
const BODY: char = '\u{1}';

pub struct Prose {
    pub text: String,
    pub html: String,
}

/// What is put in the place of each mark.
struct Values<'a> {
    marked: [(Placeholder, char, &'a str); 5],
    link: &'a str,
    number: u64,
    body: &'a str,
}

impl<'a> Values<'a> {
    fn of(view: &'a View<'a>) -> Self {
        let (agent, body) = view.says.written();
        let marked = [
            (Placeholder::Name, '\u{2}', view.name),
            (Placeholder::Subject, '\u{3}', view.subject),
            (Placeholder::Desk, '\u{4}', view.desk),
            (Placeholder::Team, '\u{5}', view.team.unwrap_or_default()),
            (Placeholder::Agent, '\u{6}', agent.unwrap_or_default()),
        ];
        Self { marked, link: view.link.as_deref().unwrap_or_default(), number: view.number, body }
    }

    /// What a text sees while it is rendered. What is empty has no mark, so that a condition on it does not hold.
    fn marks(&self) -> Value {
        let mark = |mark: char, value: &str| if value.is_empty() { String::new() } else { mark.to_string() };
        let marked = self.marked.iter().map(|(name, sign, value)| (name.as_str(), Value::from(mark(*sign, value))));
        let link = if self.link.is_empty() { "" } else { LINK };
        let others = [
            (Placeholder::Number.as_str(), Value::from(self.number)),
            (Placeholder::Link.as_str(), Value::from(link)),
            (Placeholder::Body.as_str(), Value::from(mark(BODY, self.body))),
        ];
        marked.chain(others).collect::<BTreeMap<_, _>>().into()
    }

    /// What a heading sees, which is no Markdown.
    fn plain(&self) -> Value {
        let marked = self.marked.iter().map(|(name, _, value)| (name.as_str(), Value::from(*value)));
        marked.chain([(Placeholder::Number.as_str(), Value::from(self.number))]).collect::<BTreeMap<_, _>>().into()
    }

    fn fill(&self, marked: &str, write: impl Fn(&str) -> String) -> String {
        let mut out = String::with_capacity(marked.len());
        // The link first, while nothing is in the text that somebody typed.
        for sign in marked.replace(LINK, self.link).chars() {
            match self.marked.iter().find(|(_, mark, _)| *mark == sign) {
                Some((_, _, value)) => out.push_str(&write(value)),
                None => out.push(sign),
            }
        }
        out
    }
}

/// Both forms of a text.
pub fn prose(environment: &Environment<'_>, source: &str, view: &View<'_>) -> Result<Prose, minijinja::Error> {
    let values = Values::of(view);
    let rendered = environment.template_from_named_str("text", source)?.render(values.marks())?;
    let (mut text, mut html) = (Vec::new(), Vec::new());
    for (index, piece) in rendered.split(BODY).enumerate() {
        if index > 0 {
            text.push(markdown_to_text(values.body));
            html.push(spaced(&markdown_to_html(values.body)));
        }
        text.push(values.fill(&markdown_to_text(piece), str::to_owned));
        html.push(values.fill(&spaced(&markdown_to_html(piece)), |value| HtmlEscape(value).to_string()));
    }
    let filled = |pieces: Vec<String>, between: &str| {
        let pieces: Vec<&str> = pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).collect();
        pieces.join(between)
    };
    Ok(Prose { text: filled(text, "\n\n"), html: filled(html, "\n") })
}

/// A heading, on one line.
pub fn heading(environment: &Environment<'_>, source: &str, view: &View<'_>) -> Result<String, minijinja::Error> {
    let heading = environment.template_from_named_str("heading", source)?.render(Values::of(view).plain())?;
    Ok(heading.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Mail programs part paragraphs each in their own way, if they are not told how.
pub fn spaced(html: &str) -> String {
    html.replace("<p>", "<p style=\"margin:0 0 16px\">")
}
