//! Letters from templates that are compiled in: one folder for each language, a plain and an HTML one for each letter, and the
//! Markdown of those to people outside. HTML is escaped by the name of the template; a name that a template uses and nobody gives is
//! an error.

use guichet_domain::{MailKind, MailText};
use guichet_mail::{markdown_to_html, markdown_to_text};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior, Value, context};

use crate::prose::{heading, prose, spaced};
use crate::{View, delivered};

const TEMPLATES: [(&str, &str); 47] = [
    ("layout.html", include_str!("../templates/layout.html")),
    ("layout.txt", include_str!("../templates/layout.txt")),
    ("letter.html", include_str!("../templates/letter.html")),
    ("letter.txt", include_str!("../templates/letter.txt")),
    ("facts.html", include_str!("../templates/facts.html")),
    ("ending.html", include_str!("../templates/ending.html")),
    ("ending.txt", include_str!("../templates/ending.txt")),
    ("en/acknowledgement.html", include_str!("../templates/en/acknowledgement.html")),
    ("en/acknowledgement.txt", include_str!("../templates/en/acknowledgement.txt")),
    ("en/answer.html", include_str!("../templates/en/answer.html")),
    ("en/answer.txt", include_str!("../templates/en/answer.txt")),
    ("en/assigned.html", include_str!("../templates/en/assigned.html")),
    ("en/assigned.txt", include_str!("../templates/en/assigned.txt")),
    ("en/breached.html", include_str!("../templates/en/breached.html")),
    ("en/breached.txt", include_str!("../templates/en/breached.txt")),
    ("en/forward.html", include_str!("../templates/en/forward.html")),
    ("en/forward.txt", include_str!("../templates/en/forward.txt")),
    ("en/rejected.html", include_str!("../templates/en/rejected.html")),
    ("en/rejected.txt", include_str!("../templates/en/rejected.txt")),
    ("en/reminder.html", include_str!("../templates/en/reminder.html")),
    ("en/reminder.txt", include_str!("../templates/en/reminder.txt")),
    ("en/rung.html", include_str!("../templates/en/rung.html")),
    ("en/rung.txt", include_str!("../templates/en/rung.txt")),
    ("en/undelivered.html", include_str!("../templates/en/undelivered.html")),
    ("en/undelivered.txt", include_str!("../templates/en/undelivered.txt")),
    ("en/written.html", include_str!("../templates/en/written.html")),
    ("en/written.txt", include_str!("../templates/en/written.txt")),
    ("fr/acknowledgement.html", include_str!("../templates/fr/acknowledgement.html")),
    ("fr/acknowledgement.txt", include_str!("../templates/fr/acknowledgement.txt")),
    ("fr/answer.html", include_str!("../templates/fr/answer.html")),
    ("fr/answer.txt", include_str!("../templates/fr/answer.txt")),
    ("fr/assigned.html", include_str!("../templates/fr/assigned.html")),
    ("fr/assigned.txt", include_str!("../templates/fr/assigned.txt")),
    ("fr/breached.html", include_str!("../templates/fr/breached.html")),
    ("fr/breached.txt", include_str!("../templates/fr/breached.txt")),
    ("fr/forward.html", include_str!("../templates/fr/forward.html")),
    ("fr/forward.txt", include_str!("../templates/fr/forward.txt")),
    ("fr/rejected.html", include_str!("../templates/fr/rejected.html")),
    ("fr/rejected.txt", include_str!("../templates/fr/rejected.txt")),
    ("fr/reminder.html", include_str!("../templates/fr/reminder.html")),
    ("fr/reminder.txt", include_str!("../templates/fr/reminder.txt")),
    ("fr/rung.html", include_str!("../templates/fr/rung.html")),
    ("fr/rung.txt", include_str!("../templates/fr/rung.txt")),
    ("fr/undelivered.html", include_str!("../templates/fr/undelivered.html")),
    ("fr/undelivered.txt", include_str!("../templates/fr/undelivered.txt")),
    ("fr/written.html", include_str!("../templates/fr/written.html")),
    ("fr/written.txt", include_str!("../templates/fr/written.txt")),
];

pub struct Templates(Environment<'static>);

/// Both forms of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub text: String,
    pub html: String,
}

/// Why no letter was made. It holds no name and no text of anybody.
#[derive(Debug, thiserror::Error)]
pub enum Unrenderable {
    #[error("a template can not be rendered: {0}")]
    Template(#[from] minijinja::Error),
    #[error("the desk's own text is not fit to be sent: {0}")]
    Unfit(String),
}

impl Templates {
    pub fn load() -> Result<Self, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A tag on a line of its own leaves no empty line behind in a plain text.
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.set_auto_escape_callback(|name| match name.ends_with(".html") {
            true => AutoEscape::Html,
            false => AutoEscape::None,
        });
        environment.add_filter("paragraphs", paragraphs);
        environment.add_filter("beginning", beginning);
        environment.add_filter("quote", quote);
        environment.add_filter("formatted", |text: &str| Value::from_safe_string(spaced(&markdown_to_html(text))));
        environment.add_filter("plain", markdown_to_text);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    /// Makes a letter, with the desk's own text in the place of the one that is delivered, if it has one.
    pub fn render(&self, view: &View<'_>, own: Option<&MailText>) -> Result<Rendered, Unrenderable> {
        let words = match view.says.mail() {
            Some(mail) => Some(self.words(mail, view, own)?),
            None => None,
        };
        let render = |form: &str, content: fn(&Words) -> Value| {
            let name = format!("{}/{}.{form}", view.locale.as_str(), view.says.name());
            let words = words.as_ref().map(|words| {
                context! { heading => words.heading.as_str(), own_heading => words.own_heading, content => content(words) }
            });
            let words = words.unwrap_or_else(|| context! {});
            self.0.get_template(&name)?.render(context! { ..words, ..view.context() })
        };
        let text = render("txt", |words| Value::from(words.text.as_str()))?;
        let html = render("html", |words| Value::from_safe_string(words.html.clone()))?;
        Ok(Rendered { text, html })
    }

    /// What a letter to people outside says in words that a desk may choose.
    fn words(&self, mail: MailKind, view: &View<'_>, own: Option<&MailText>) -> Result<Words, Unrenderable> {
        // It was checked when the desk was set up, which may have been by an earlier version.
        if let Some(own) = own
            && let Some(fault) = own.faults().into_iter().next()
        {
            return Err(Unrenderable::Unfit(fault.to_string()));
        }
        let delivered = delivered(mail, view.locale);
        let body = own.map_or(delivered.body, |own| own.body.as_str());
        let prose = prose(&self.0, body, view)?;
        let own_heading = match own.and_then(|own| own.heading.as_ref()) {
            Some(own) => heading(&self.0, own.as_str(), view)?,
            None => String::new(),
        };
        let (heading, own_heading) = match own_heading.is_empty() {
            true => (heading(&self.0, delivered.heading, view)?, false),
            false => (own_heading, true),
        };
        Ok(Words { heading, own_heading, text: prose.text, html: prose.html })
    }
}

struct Words {
    heading: String,
    /// Whether the desk worded it. The plain form of what is delivered does without.
    own_heading: bool,
    text: String,
    html: String,
}

/// Plain text as HTML: an empty line parts paragraphs, a line feed breaks a line. Some mail programs know no `pre-wrap`.
fn paragraphs(text: &str) -> Value {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')).filter(|p| !p.trim().is_empty());
    let html: Vec<String> = paragraphs
        .map(|paragraph| {
            let lines: Vec<String> = paragraph.split('\n').map(|line| HtmlEscape(line).to_string()).collect();
            format!("<p style=\"margin:0 0 16px\">{}</p>", lines.join("<br>\n"))
        })
        .collect();
    Value::from_safe_string(html.join("\n"))
}

/// A plain text as mail programs quote it.
fn quote(text: &str) -> String {
    text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The first words of a text on one line, for where a mail program shows a list of mails.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 140;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_paragraphs_and_lines_and_loses_its_markup() {
        let html = paragraphs("Hello <b>you</b>,\n\n\nfirst & line\nsecond\n").to_string();
        assert_eq!(
            html,
            "<p style=\"margin:0 0 16px\">Hello &lt;b&gt;you&lt;&#x2f;b&gt;,</p>\n\
             <p style=\"margin:0 0 16px\">first &amp; line<br>\nsecond</p>"
        );
    }

    #[test]
    fn the_beginning_of_a_text_is_one_short_line() {
        assert_eq!(beginning("Hello,\n\n  you"), "Hello, you");
        assert_eq!(beginning(&"é".repeat(140)), "é".repeat(140));
        assert_eq!(beginning(&"é ".repeat(140)).chars().count(), 140, "139 and the dots");
    }
}
