//! What the templates may name.

use guichet_domain::{At, LocalZone, Locale, MailKind, Metric, Priority, State, Visibility};
use jiff::Timestamp;
use minijinja::value::merge_maps;
use minijinja::{Value, context};

use crate::words;

/// Everything that a letter is made of.
#[derive(Clone, Debug)]
pub struct View<'a> {
    pub locale: Locale,
    /// Where the clock of who reads it is.
    pub zone: LocalZone,
    /// Whom the mail comes from.
    pub desk: &'a str,
    /// Who reads it.
    pub name: &'a str,
    pub number: u64,
    pub subject: &'a str,
    /// The subject as the mail's header has it.
    pub subject_line: &'a str,
    /// What an answer is recognised by that quotes the mail.
    pub key: &'a str,
    /// Whether the desk reads what is answered.
    pub answerable: bool,
    /// The name of the team that has the ticket.
    pub team: Option<&'a str>,
    /// Stands in texts and in HTML as it is, so nothing in it may need escaping.
    pub link: Option<String>,
    pub says: Says<'a>,
}

/// What a letter says, each with what it takes to say it.
#[derive(Clone, Debug)]
pub enum Says<'a> {
    Acknowledgement,
    Answer {
        agent: Option<&'a str>,
        body: &'a str,
        ending: Ending<'a>,
    },
    Forward {
        agent: Option<&'a str>,
        body: &'a str,
        ending: Ending<'a>,
        conversation: Vec<Earlier>,
        /// Who reads what is answered.
        replies: Visibility,
    },
    Rejected,
    Written {
        author: &'a str,
        body: &'a str,
    },
    Undelivered {
        address: &'a str,
        reason: Option<&'a str>,
    },
    Assigned(Facts<'a>),
    Reminder(Facts<'a>),
    Breached {
        metric: Metric,
        at: Timestamp,
        assignee: Option<&'a str>,
        facts: Facts<'a>,
    },
    Rung {
        metric: Metric,
        at: Timestamp,
        place: At,
        assignee: Option<&'a str>,
        facts: Facts<'a>,
    },
}

/// What comes below what an agent wrote.
#[derive(Clone, Debug, Default)]
pub struct Ending<'a> {
    pub signature: Option<&'a str>,
    /// How many files do not go along.
    pub files_left_out: usize,
    /// The message that is answered.
    pub quoted: Option<Earlier>,
}

/// What somebody wrote before.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub by: String,
    pub at: Timestamp,
    pub text: String,
    /// Whether it is Markdown, as what agents write is.
    pub markdown: bool,
}

/// How a ticket stands, for its agents.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub customer: &'a str,
    pub team: &'a str,
    pub priority: Priority,
    pub state: State,
    pub due: Option<Timestamp>,
}

impl Says<'_> {
    /// The name of its templates.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Acknowledgement => MailKind::Acknowledgement.as_str(),
            Self::Answer { .. } => MailKind::Answer.as_str(),
            Self::Forward { .. } => MailKind::Forward.as_str(),
            Self::Rejected => MailKind::Rejected.as_str(),
            Self::Written { .. } => "written",
            Self::Undelivered { .. } => "undelivered",
            Self::Assigned(_) => "assigned",
            Self::Reminder(_) => "reminder",
            Self::Breached { .. } => "breached",
            Self::Rung { .. } => "rung",
        }
    }

    /// Which mail to people outside it is, if it is one.
    pub fn mail(&self) -> Option<MailKind> {
        match self {
            Self::Acknowledgement => Some(MailKind::Acknowledgement),
            Self::Answer { .. } => Some(MailKind::Answer),
            Self::Forward { .. } => Some(MailKind::Forward),
            Self::Rejected => Some(MailKind::Rejected),
            _ => None,
        }
    }

    /// The agent who wrote, and what.
    pub(crate) fn written(&self) -> (Option<&str>, &str) {
        match self {
            Self::Answer { agent, body, .. } | Self::Forward { agent, body, .. } => (*agent, body),
            _ => (None, ""),
        }
    }
}

impl View<'_> {
    pub(crate) fn context(&self) -> Value {
        let (locale, zone) = (self.locale, &self.zone);
        let common = context! {
            locale => locale.as_str(),
            desk => self.desk,
            name => self.name,
            number => self.number,
            subject => self.subject,
            subject_line => self.subject_line,
            key => self.key,
            answerable => self.answerable,
            link => self.link.clone().map(Value::from_safe_string),
        };
        match &self.says {
            Says::Acknowledgement | Says::Rejected => common,
            Says::Answer { agent, body, ending } => {
                context! { agent => *agent, body => *body, ..merge_maps([ending.context(locale, zone, self.link.is_some()), common]) }
            }
            Says::Forward { agent, body, ending, conversation, replies } => {
                let conversation: Vec<Value> = conversation.iter().map(|said| said.context(locale, zone)).collect();
                context! {
                    agent => *agent, body => *body, conversation => conversation,
                    read_by_all => *replies == Visibility::Public,
                    ..merge_maps([ending.context(locale, zone, self.link.is_some()), common])
                }
            }
            Says::Written { author, body } => context! { author => *author, body => *body, ..common },
            Says::Undelivered { address, reason } => {
                context! { address => *address, reason => *reason, barred => true, ..common }
            }
            Says::Assigned(facts) | Says::Reminder(facts) => merge_maps([facts.context(locale, zone), common]),
            Says::Breached { metric, at, assignee, facts } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at, zone),
                assignee => *assignee,
                ..merge_maps([facts.context(locale, zone), common])
            },
            Says::Rung { metric, at, place, assignee, facts } => context! {
                metric => words::metric(locale, *metric),
                passed => words::moment(locale, *at, zone),
                place => words::place(locale, *place),
                assignee => *assignee,
                ..merge_maps([facts.context(locale, zone), common])
            },
        }
    }
}

impl Ending<'_> {
    fn context(&self, locale: Locale, zone: &LocalZone, linked: bool) -> Value {
        let left_out = self.files_left_out;
        context! {
            signature => self.signature,
            files_left_out => (left_out > 0).then(|| words::files_left_out(locale, left_out, linked)),
            quoted => self.quoted.as_ref().map(|said| said.context(locale, zone)),
        }
    }
}

impl Earlier {
    fn context(&self, locale: Locale, zone: &LocalZone) -> Value {
        context! { line => words::wrote(locale, &self.by, self.at, zone), text => self.text.as_str(), markdown => self.markdown }
    }
}

impl Facts<'_> {
    fn context(&self, locale: Locale, zone: &LocalZone) -> Value {
        context! {
            customer => self.customer,
            team => self.team,
            priority => words::priority(locale, self.priority),
            state => words::state(locale, self.state),
            due => self.due.map(|at| words::moment(locale, at, zone)),
        }
    }
}
