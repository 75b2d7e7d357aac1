//! The mailboxes of a desk: the addresses that it reads, and what becomes of what is sent to each.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Configuration, FollowUp, Form, Topic, is_default};
use crate::condition::Known;
use crate::{
    EmailAddress, Faults, FormId, Invalid, Level, Locale, MailboxId, PersonName, Signature, Tag, TeamId, TicketType,
    TopicId,
};

/// An address that the desk reads and writes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Mailbox {
    pub id: MailboxId,
    /// What it is written to at, and what its mail comes from.
    pub address: EmailAddress,
    /// Other addresses that are read as if they were this one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub aliases: BTreeSet<EmailAddress>,
    /// What its mail is signed with in the header; the desk's own name, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    pub team: TeamId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ticket_type: TicketType,
    #[serde(default, skip_serializing_if = "is_default")]
    pub urgency: Level,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Tag>,
    /// The form and the topic that its tickets count as, for rules and reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// The language of who writes to it, until they are known to have another.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Locale,
    #[serde(default, skip_serializing_if = "is_default")]
    pub reply_to: ReplyTo,
    /// What becomes of an answer to a closed ticket, if not what its team does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// What stands below an answer, by language; the team's, if absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub signature: BTreeMap<Locale, Signature>,
}

/// Who counts as the sender of a message that names another address for answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReplyTo {
    /// Who it is from.
    #[default]
    Ignored,
    /// The address for answers: what comes in is sent by a program, such as a form of a web site, for somebody else.
    IsSender,
}

/// The id of the form and of the topic that tickets of a mailbox count as which names none.
const NO_FORM: &str = "email";

/// Two keys of 44 characters and a plus sign, beside the name of the mailbox, fit into what the standard allows before the `@`.
const LONGEST_LOCAL_PART: usize = 18;

impl Mailbox {
    /// A mailbox as it is until somebody sets more.
    pub fn new(id: MailboxId, address: EmailAddress, team: TeamId) -> Self {
        Self {
            id,
            address,
            aliases: BTreeSet::new(),
            name: None,
            team,
            ticket_type: TicketType::default(),
            urgency: Level::default(),
            tags: BTreeSet::new(),
            form: None,
            topic: None,
            language: Locale::default(),
            reply_to: ReplyTo::default(),
            follow_up: None,
            signature: BTreeMap::new(),
        }
    }

    /// The form and the topic that its tickets count as.
    pub fn topic(&self, desk: &Configuration) -> (Form, Topic) {
        let known = self.form.as_ref().and_then(|form| desk.form(form));
        let form = known.cloned().unwrap_or_else(|| Form {
            id: Self::no_form().unwrap_or_else(|_| unreachable!("the id is well formed")),
            brand: None,
            topics: Vec::new(),
            fields: Vec::new(),
        });
        let topic = self.topic.as_ref().and_then(|topic| form.topics.iter().find(|offered| offered.id == *topic));
        let topic = Topic {
            id: topic.map_or_else(
                || Self::no_topic().unwrap_or_else(|_| unreachable!("the id is well formed")),
                |topic| topic.id.clone(),
            ),
            label: BTreeMap::new(),
            team: self.team.clone(),
            ticket_type: self.ticket_type,
        };
        (form, topic)
    }

    fn no_form() -> Result<FormId, Invalid> {
        NO_FORM.parse()
    }

    fn no_topic() -> Result<TopicId, Invalid> {
        NO_FORM.parse()
    }

    /// Whether it is written to at an address, with or without something after a plus sign.
    pub fn is_at(&self, address: &EmailAddress) -> bool {
        let bare = address.without_detail();
        std::iter::once(&self.address).chain(&self.aliases).any(|own| own == address || *own == bare)
    }

    pub(super) fn check(&self, desk: &Configuration, known: &Known, faults: &mut Faults) {
        faults.key("team", |faults| super::check::expect(&known.teams, &self.team, "team", faults));
        if self.address.local().len() > LONGEST_LOCAL_PART || self.address.local().contains('+') {
            let message = format!("must have at most {LONGEST_LOCAL_PART} characters and no + before the @");
            faults.key("address", |faults| faults.report("malformed", message));
        }
        let Some(form) = &self.form else {
            if self.topic.is_some() {
                faults.key("topic", |faults| faults.report("unknown", "a topic belongs to a form".to_owned()));
            }
            return;
        };
        faults.key("form", |faults| super::check::expect(&known.forms, form, "form", faults));
        let offered = desk.form(form).map(|form| &form.topics);
        if let (Some(topic), Some(offered)) = (&self.topic, offered)
            && !offered.iter().any(|one| one.id == *topic)
        {
            faults.key("topic", |faults| faults.report("unknown", format!("the form {form} has no topic {topic}")));
        }
    }
}

impl Configuration {
    pub fn mailbox(&self, id: &MailboxId) -> Option<&Mailbox> {
        self.mailboxes.iter().find(|mailbox| mailbox.id == *id)
    }

    /// The mailbox that is written to at an address.
    pub fn mailbox_at(&self, address: &EmailAddress) -> Option<&Mailbox> {
        self.mailboxes.iter().find(|mailbox| mailbox.is_at(address))
    }

    /// An address belongs to one mailbox, or nobody could tell where a message goes.
    pub(super) fn check_mailboxes(&self, known: &Known, faults: &mut Faults) {
        let mut taken = BTreeSet::new();
        faults.key("mailboxes", |faults| {
            for (index, mailbox) in self.mailboxes.iter().enumerate() {
                faults.element(index, |faults| {
                    mailbox.check(self, known, faults);
                    for (key, address) in std::iter::once(("address", &mailbox.address))
                        .chain(mailbox.aliases.iter().map(|alias| ("aliases", alias)))
                    {
                        if !taken.insert(address) {
                            let message = format!("{address} belongs to a mailbox already");
                            faults.key(key, |faults| faults.report("duplicate", message));
                        }
                    }
                });
            }
        });
    }
}
