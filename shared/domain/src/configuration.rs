//! The desk's configuration: everything that people set up, in one document.
//!
//! It is one value with a revision, so that a change is checked as a whole, applied as a whole and taken back as a whole.

mod check;
mod differences;
mod mail_text;
mod mailbox;
mod rulebook;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use mail_text::{MailKind, MailText, MailTextId, Placeholder};
pub use mailbox::{Mailbox, ReplyTo};
pub use rulebook::{Draft, Rulebook};

use crate::choosing::{AssignmentMode, HandBack, SkillLevel};
use crate::routing::Rule;
use crate::{
    AgentId, BrandId, Calendar, CalendarId, EmailAddress, FieldId, FormId, Label, Locale, OrganisationId, Period,
    PersonName, Policy, Role, Signature, SkillId, Tag, TeamId, TicketType, Tier, TopicId,
};

/// All of it. Lists are in the order in which people put them; of policies and rules, that order counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    #[serde(default, skip_serializing_if = "is_default")]
    pub desk: Desk,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Organisation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<AgentSettings>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Form>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mailboxes: Vec<Mailbox>,
    /// What mail to people outside says, where it is not what is delivered with the desk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<MailText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What holds for the whole desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskSettings))]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// The calendar of who has none of their own. Open day and night, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// How long a resolved ticket stays open to an answer before it closes by itself; `0m` for ever.
    #[serde(default = "Desk::usual_closing")]
    pub close_after: Period,
    #[serde(default, skip_serializing_if = "is_default")]
    pub attachments: AttachmentLimits,
}

/// How much may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentLimits {
    /// The largest file, in megabytes.
    pub file_megabytes: u32,
    /// All files of a message together, in megabytes. Mail servers of today take about 25 with what encoding adds.
    pub message_megabytes: u32,
    /// All files of a ticket together, in megabytes, whoever they come from. What is above it in a mail stays in its original.
    pub ticket_megabytes: u32,
}

impl Default for AttachmentLimits {
    fn default() -> Self {
        Self { file_megabytes: 15, message_megabytes: 18, ticket_megabytes: 200 }
    }
}

impl AttachmentLimits {
    /// What a message can not be more than by mail: SES takes 40 MB, a third of which is encoding.
    const MOST_MEGABYTES: u32 = 28;
    const MOST_MEGABYTES_OF_TICKET: u32 = 10_000;

    pub fn file_bytes(self) -> u64 {
        u64::from(self.file_megabytes) * 1_000_000
    }

    pub fn message_bytes(self) -> u64 {
        u64::from(self.message_megabytes) * 1_000_000
    }

    pub fn ticket_bytes(self) -> u64 {
        u64::from(self.ticket_megabytes) * 1_000_000
    }
}

impl Desk {
    fn usual_closing() -> Period {
        Period::hours(96)
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self { calendar: None, close_after: Self::usual_closing(), attachments: AttachmentLimits::default() }
    }
}

/// Customers who belong together, told by the domain of their address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: Label,
    /// Such as `acme.example`; addresses in domains below it count too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub domains: BTreeSet<String>,
    /// What its customers are, such as `vip`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Tag>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Skill {
    pub id: SkillId,
    pub name: Label,
}

/// What becomes of what a customer writes on a closed ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// A new ticket, linked to the old one.
    #[default]
    FollowUp,
    Reopen,
    /// Reopened if it was resolved no longer ago than this, a new ticket otherwise.
    ReopenWithin(Period),
    Reject,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub id: TeamId,
    pub name: Label,
    pub tier: Tier,
    /// Whom a breach is told to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<AgentId>,
    /// The hours in which business time counts for its tickets, if their policy names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// The team of a higher tier that its tickets go to next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalates_to: Option<TeamId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub assignment: AssignmentMode,
    /// Whether the agent whom a customer had last comes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub previous_agent_first: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hand_back_when_away: HandBack,
    #[serde(default, skip_serializing_if = "is_default")]
    pub follow_up: FollowUp,
    /// What stands below an answer sent by mail, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub signature: BTreeMap<Locale, Signature>,
}

/// What is set up for an agent; what they do of their own accord, such as being away, is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgentSettings {
    /// The `sub` claim that the OpenID Connect issuer gives them.
    pub id: AgentId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    #[serde(default, skip_serializing_if = "is_default")]
    pub locale: Locale,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub teams: BTreeSet<TeamId>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<SkillId, SkillLevel>,
    /// The languages that they answer in; every language, if empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<Locale>,
    /// The most active tickets that assignment gives them.
    pub capacity: u32,
    /// When they work. Whenever they are online, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shifts: Option<CalendarId>,
}

/// A contact form: what it offers and where what comes in through it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ContactForm))]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub id: FormId,
    /// The name that the company trades under there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<BrandId>,
    pub topics: Vec<Topic>,
    /// What it asks for beside the usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FormField>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ContactTopic))]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: TopicId,
    pub label: BTreeMap<Locale, Label>,
    pub team: TeamId,
    pub ticket_type: TicketType,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormField {
    pub id: FieldId,
    pub label: BTreeMap<Locale, Label>,
    /// What can be chosen; a line of text, if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Label>,
}

fn put<T, I: PartialEq>(all: &mut Vec<T>, new: T, id: impl Fn(&T) -> &I) {
    match all.iter_mut().find(|one| id(one) == id(&new)) {
        Some(one) => *one = new,
        None => all.push(new),
    }
}

impl Team {
    /// A team as it is until somebody sets more.
    pub fn new(id: TeamId, name: Label, tier: Tier) -> Self {
        Self {
            id,
            name,
            tier,
            lead: None,
            calendar: None,
            escalates_to: None,
            assignment: AssignmentMode::default(),
            previous_agent_first: false,
            hand_back_when_away: HandBack::default(),
            follow_up: FollowUp::default(),
            signature: BTreeMap::new(),
        }
    }
}

impl Configuration {
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == *id)
    }

    pub fn agent(&self, id: &AgentId) -> Option<&AgentSettings> {
        self.agents.iter().find(|agent| agent.id == *id)
    }

    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// Puts a team in, or in the place of the one with its id; likewise below.
    pub fn put_team(&mut self, team: Team) {
        put(&mut self.teams, team, |team| &team.id);
    }

    pub fn put_agent(&mut self, agent: AgentSettings) {
        put(&mut self.agents, agent, |agent| &agent.id);
    }

    pub fn put_form(&mut self, form: Form) {
        put(&mut self.forms, form, |form| &form.id);
    }

    /// The organisation that an address belongs to. The longest domain wins: `eu.acme.example` before `acme.example`.
    pub fn organisation_of(&self, address: &EmailAddress) -> Option<&Organisation> {
        let (_, domain) = address.as_str().rsplit_once('@')?;
        let lies_in = |of: &str| {
            let rest = domain.strip_suffix(of);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let longest =
            |organisation: &Organisation| organisation.domains.iter().filter(|of| lies_in(of)).map(String::len).max();
        let found = self.organisations.iter().filter_map(|organisation| Some((longest(organisation)?, organisation)));
        found.max_by_key(|(length, _)| *length).map(|(_, organisation)| organisation)
    }
}
