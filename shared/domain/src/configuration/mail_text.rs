//! What the desk's mail says to people outside, in its own words.
//!
//! A text is Markdown with placeholders. Of the language of templates it may use the least that is of use: a placeholder, and a
//! condition on placeholders. So no text can loop, call, include or compute anything, whoever set the desk up, and what was accepted
//! can be rendered.

use std::collections::BTreeSet;
use std::fmt;

use minijinja::machinery::{ast, parse};
use minijinja::syntax::SyntaxConfig;
use serde::{Deserialize, Serialize};

use super::Configuration;
use crate::{Fault, Faults, Heading, Locale, TextBody};

/// A mail to people outside the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// To the customer: the request has come in.
    Acknowledgement,
    /// To the customer and whoever takes part: what an agent wrote.
    Answer,
    /// To somebody whose help an agent asks for.
    Forward,
    /// To who wrote on a ticket that takes nothing more.
    Rejected,
}

/// What stands in a text for something that is known only when the mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// Who the mail is written to.
    Name,
    /// The ticket's number.
    Number,
    /// The ticket's subject.
    Subject,
    /// The name that the desk's mail comes from.
    Desk,
    /// The team that has the ticket; empty if it exists no longer.
    Team,
    /// The agent who wrote; empty if they are an agent no longer.
    Agent,
    /// What the agent wrote. It stands for itself, as paragraphs of its own.
    Body,
    /// The address of the page behind the button; empty where the mail has none.
    Link,
}

/// The desk's own text of a mail, in the place of the one that is delivered with the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MailText {
    pub mail: MailKind,
    pub language: Locale,
    /// What stands above it; as delivered, if absent. It may have placeholders, all but `body` and `link`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Heading>,
    /// Markdown with placeholders such as `{{ name }}` and conditions such as `{% if agent %}`.
    pub body: TextBody,
}

/// What tells a text from the others: there is one for each mail and language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailTextId {
    pub mail: MailKind,
    pub language: Locale,
}

impl fmt::Display for MailTextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.mail.as_str(), self.language.as_str())
    }
}

impl MailKind {
    pub const ALL: [Self; 4] = [Self::Acknowledgement, Self::Answer, Self::Forward, Self::Rejected];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Answer => "answer",
            Self::Forward => "forward",
            Self::Rejected => "rejected",
        }
    }

    /// What a text of this mail may name. A form that anyone can fill in must not send anyone's text to anyone's address, so what a
    /// customer wrote can not stand in the mails that are sent without an agent.
    pub fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder::{Agent, Body, Desk, Link, Name, Number, Subject, Team};
        match self {
            Self::Acknowledgement | Self::Rejected => &[Name, Number, Subject, Desk, Team, Link],
            Self::Answer => &[Name, Number, Subject, Desk, Team, Agent, Body, Link],
            Self::Forward => &[Name, Number, Subject, Desk, Team, Agent, Body],
        }
    }
}

impl Placeholder {
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Number, Self::Subject, Self::Desk, Self::Team, Self::Agent, Self::Body, Self::Link];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Subject => "subject",
            Self::Desk => "desk",
            Self::Team => "team",
            Self::Agent => "agent",
            Self::Body => "body",
            Self::Link => "link",
        }
    }

    /// Whether there may be nothing to put in its place, so that a text does well to ask first.
    pub fn may_be_empty(self) -> bool {
        matches!(self, Self::Team | Self::Agent | Self::Link)
    }

    /// Whether a heading may name it.
    pub fn fits_heading(self) -> bool {
        !matches!(self, Self::Body | Self::Link)
    }
}

impl MailText {
    pub fn id(&self) -> MailTextId {
        MailTextId { mail: self.mail, language: self.language }
    }

    /// What is wrong with it by itself; nothing, if a mail can be made of it.
    pub fn check(&self, faults: &mut Faults) {
        let known = self.mail.placeholders();
        if let Some(heading) = &self.heading {
            let known: Vec<_> = known.iter().copied().filter(|one| one.fits_heading()).collect();
            faults.key("heading", |faults| Check { known: &known, faults }.text(heading.as_str()));
        }
        faults.key("body", |faults| {
            let bodies = Check { known, faults }.text(self.body.as_str());
            if known.contains(&Placeholder::Body) && bodies.is_some_and(|bodies| bodies != Times::ONCE) {
                let message = "{{ body }} has to stand in it once, whatever its conditions come to: \
                               it is what the agent wrote";
                faults.report("body_not_once", message);
            }
        });
    }

    /// The same, with places that begin at the text.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.check(&mut faults);
        faults.found()
    }
}

impl Configuration {
    /// The desk's own text of a mail, if it has one.
    pub fn text(&self, mail: MailKind, language: Locale) -> Option<&MailText> {
        self.texts.iter().find(|text| text.id() == MailTextId { mail, language })
    }

    pub(super) fn check_texts(&self, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        faults.key("texts", |faults| {
            for (index, text) in self.texts.iter().enumerate() {
                faults.element(index, |faults| {
                    text.check(faults);
                    if !seen.insert(text.id()) {
                        faults.report("duplicate", format!("there is a text of {} already", text.id()));
                    }
                });
            }
        });
    }
}

/// How often the agent's words come out: at least, and at most.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Times {
    least: usize,
    most: usize,
}

impl Times {
    const NEVER: Self = Self { least: 0, most: 0 };
    const ONCE: Self = Self { least: 1, most: 1 };
}

/// Walks through a text.
struct Check<'a> {
    known: &'a [Placeholder],
    faults: &'a mut Faults,
}

impl Check<'_> {
    /// How often the body stands in it; nothing, if it can not be read.
    fn text(&mut self, source: &str) -> Option<Times> {
        match parse(source, "text", SyntaxConfig::default()) {
            Ok(ast::Stmt::Template(template)) => Some(self.all(&template.children)),
            Ok(_) => None,
            Err(error) => {
                let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
                self.malformed(error.line().unwrap_or(1), &why);
                None
            }
        }
    }

    fn all(&mut self, statements: &[ast::Stmt<'_>]) -> Times {
        statements.iter().fold(Times::NEVER, |sum, statement| {
            let times = self.statement(statement);
            Times { least: sum.least + times.least, most: sum.most + times.most }
        })
    }

    fn statement(&mut self, statement: &ast::Stmt<'_>) -> Times {
        match statement {
            ast::Stmt::EmitRaw(_) => Times::NEVER,
            ast::Stmt::EmitExpr(emit) => match &emit.expr {
                ast::Expr::Var(name) => {
                    self.name(name.id, name.span().start_line);
                    if name.id == Placeholder::Body.as_str() { Times::ONCE } else { Times::NEVER }
                }
                other => {
                    self.malformed(other.span().start_line.into(), "between {{ and }} only a placeholder can stand");
                    Times::NEVER
                }
            },
            ast::Stmt::IfCond(branch) => {
                self.condition(&branch.expr);
                let (then, otherwise) = (self.all(&branch.true_body), self.all(&branch.false_body));
                Times { least: then.least.min(otherwise.least), most: then.most.max(otherwise.most) }
            }
            other => {
                self.malformed(line_of(other), "between {% and %} only a condition can stand: if, elif, else, endif");
                Times::NEVER
            }
        }
    }

    fn condition(&mut self, condition: &ast::Expr<'_>) {
        match condition {
            ast::Expr::Var(name) => self.name(name.id, name.span().start_line),
            ast::Expr::UnaryOp(not) if matches!(not.op, ast::UnaryOpKind::Not) => self.condition(&not.expr),
            ast::Expr::BinOp(both) if matches!(both.op, ast::BinOpKind::ScAnd | ast::BinOpKind::ScOr) => {
                self.condition(&both.left);
                self.condition(&both.right);
            }
            other => {
                let message = "a condition is made of placeholders, and, or and not";
                self.malformed(other.span().start_line.into(), message);
            }
        }
    }

    fn name(&mut self, name: &str, line: u16) {
        if !self.known.iter().any(|known| known.as_str() == name) {
            let known: Vec<&str> = self.known.iter().map(|known| known.as_str()).collect();
            let message = format!("line {line}: there is no {name} here; there are {}", known.join(", "));
            self.faults.report("unknown_placeholder", message);
        }
    }

    fn malformed(&mut self, line: usize, why: &str) {
        self.faults.report("malformed", format!("line {line}: {why}"));
    }
}

/// Where a statement that no text may have begins.
fn line_of(statement: &ast::Stmt<'_>) -> usize {
    let line = match statement {
        ast::Stmt::ForLoop(at) => at.span().start_line,
        ast::Stmt::WithBlock(at) => at.span().start_line,
        ast::Stmt::Set(at) => at.span().start_line,
        ast::Stmt::SetBlock(at) => at.span().start_line,
        ast::Stmt::AutoEscape(at) => at.span().start_line,
        ast::Stmt::FilterBlock(at) => at.span().start_line,
        ast::Stmt::Do(at) => at.span().start_line,
        // What else there is depends on what other crates of a build ask the library for.
        _ => 1,
    };
    line.into()
}
