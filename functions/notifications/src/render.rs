//! Texts of mails, from templates that are compiled in: one folder for each language, a plain and an HTML one for each
//! notice. HTML is escaped by the name of the template; a name that a template uses and nobody gives is an error.

use guichet_domain::Locale;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior, Value};

use crate::notice::Notice;

const TEMPLATES: [(&str, &str); 45] = [
    ("layout.html", include_str!("../templates/layout.html")),
    ("layout.txt", include_str!("../templates/layout.txt")),
    ("facts.html", include_str!("../templates/facts.html")),
    ("ending.html", include_str!("../templates/ending.html")),
    ("ending.txt", include_str!("../templates/ending.txt")),
    ("en/forward.html", include_str!("../templates/en/forward.html")),
    ("en/forward.txt", include_str!("../templates/en/forward.txt")),
    ("en/rejected.html", include_str!("../templates/en/rejected.html")),
    ("en/rejected.txt", include_str!("../templates/en/rejected.txt")),
    ("en/written.html", include_str!("../templates/en/written.html")),
    ("en/written.txt", include_str!("../templates/en/written.txt")),
    ("en/undelivered.html", include_str!("../templates/en/undelivered.html")),
    ("en/undelivered.txt", include_str!("../templates/en/undelivered.txt")),
    ("fr/forward.html", include_str!("../templates/fr/forward.html")),
    ("fr/forward.txt", include_str!("../templates/fr/forward.txt")),
    ("fr/rejected.html", include_str!("../templates/fr/rejected.html")),
    ("fr/rejected.txt", include_str!("../templates/fr/rejected.txt")),
    ("fr/written.html", include_str!("../templates/fr/written.html")),
    ("fr/written.txt", include_str!("../templates/fr/written.txt")),
    ("fr/undelivered.html", include_str!("../templates/fr/undelivered.html")),
    ("fr/undelivered.txt", include_str!("../templates/fr/undelivered.txt")),
    ("en/acknowledgement.html", include_str!("../templates/en/acknowledgement.html")),
    ("en/acknowledgement.txt", include_str!("../templates/en/acknowledgement.txt")),
    ("en/answer.html", include_str!("../templates/en/answer.html")),
    ("en/answer.txt", include_str!("../templates/en/answer.txt")),
    ("en/assigned.html", include_str!("../templates/en/assigned.html")),
    ("en/assigned.txt", include_str!("../templates/en/assigned.txt")),
    ("en/breached.html", include_str!("../templates/en/breached.html")),
    ("en/breached.txt", include_str!("../templates/en/breached.txt")),
    ("fr/acknowledgement.html", include_str!("../templates/fr/acknowledgement.html")),
    ("fr/acknowledgement.txt", include_str!("../templates/fr/acknowledgement.txt")),
    ("fr/answer.html", include_str!("../templates/fr/answer.html")),
    ("fr/answer.txt", include_str!("../templates/fr/answer.txt")),
    ("fr/assigned.html", include_str!("../templates/fr/assigned.html")),
    ("fr/assigned.txt", include_str!("../templates/fr/assigned.txt")),
    ("fr/breached.html", include_str!("../templates/fr/breached.html")),
    ("fr/breached.txt", include_str!("../templates/fr/breached.txt")),
    ("en/reminder.html", include_str!("../templates/en/reminder.html")),
    ("en/reminder.txt", include_str!("../templates/en/reminder.txt")),
    ("en/rung.html", include_str!("../templates/en/rung.html")),
    ("en/rung.txt", include_str!("../templates/en/rung.txt")),
    ("fr/reminder.html", include_str!("../templates/fr/reminder.html")),
    ("fr/reminder.txt", include_str!("../templates/fr/reminder.txt")),
    ("fr/rung.html", include_str!("../templates/fr/rung.html")),
    ("fr/rung.txt", include_str!("../templates/fr/rung.txt")),
];

pub struct Templates(Environment<'static>);

/// Both forms of a mail's text.
pub struct Rendered {
    pub text: String,
    pub html: String,
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
        environment.add_filter("markdown", |text: &str| Value::from_safe_string(guichet_mail::markdown_to_html(text)));
        environment.add_filter("plain", guichet_mail::markdown_to_text);
        environment.add_filter("quote", quote);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    pub fn render(&self, locale: Locale, notice: &Notice, view: &Value) -> Result<Rendered, minijinja::Error> {
        let render = |form: &str| {
            let name = format!("{}/{}.{form}", locale.as_str(), notice.name());
            self.0.get_template(&name)?.render(view)
        };
        Ok(Rendered { text: render("txt")?, html: render("html")? })
    }
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

    #[test]
    fn a_name_that_nobody_gives_is_an_error() {
        let templates = Templates::load().unwrap();
        assert!(templates.render(Locale::En, &Notice::Acknowledgement, &minijinja::context! {}).is_err());
    }
}
