//! Conditions on a ticket: when a routing rule or a service-level policy applies.
//!
//! A condition is written as data, so that it can be checked, shown and reasoned about before any ticket meets it:
//! [`Condition::check`] says what is wrong in one, [`can_hold`] whether anything matches it at all, and
//! [`is_shadowed_by`] whether an earlier one in a list takes all that it matches.

mod check;
mod facts;
mod satisfiable;
mod values;
mod words;

use serde::{Deserialize, Serialize};

pub use check::Known;
pub(crate) use check::expect_known;
pub use facts::Facts;
pub use satisfiable::{can_hold, is_shadowed_by};
pub use values::{AnyOf, Opening, SenderPattern};
pub use words::{Phrase, Text};

use crate::{
    BrandId, CalendarId, Channel, FieldId, FormId, Locale, OrganisationId, Priority, Tag, TeamId, TicketType, TopicId,
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Each of these holds. An empty list holds for every ticket.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    All(Vec<Condition>),
    /// At least one of these holds.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Any(Vec<Condition>),
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Not(Box<Condition>),
    Type(AnyOf<TicketType>),
    Priority(AnyOf<Priority>),
    Channel(AnyOf<Channel>),
    Organisation(AnyOf<OrganisationId>),
    /// A tag of the customer.
    CustomerTag(AnyOf<Tag>),
    Team(AnyOf<TeamId>),
    Form(AnyOf<FormId>),
    Brand(AnyOf<BrandId>),
    Topic(AnyOf<TopicId>),
    /// A tag of the ticket.
    Tag(AnyOf<Tag>),
    /// Whole words or phrases, in the subject or in the text.
    #[cfg_attr(feature = "openapi", schema(value_type = AnyOf<String>))]
    Words(AnyOf<Phrase>),
    #[cfg_attr(feature = "openapi", schema(value_type = AnyOf<String>))]
    SubjectWords(AnyOf<Phrase>),
    #[cfg_attr(feature = "openapi", schema(value_type = AnyOf<String>))]
    Sender(AnyOf<SenderPattern>),
    Language(AnyOf<Locale>),
    Field(FieldIs),
    Time(TimeIs),
}

/// What was entered in a field of the form, to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldIs {
    pub id: FieldId,
    pub is: AnyOf<String>,
}

/// Whether a calendar is open when the ticket comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TimeIs {
    pub calendar: CalendarId,
    pub is: Opening,
}

impl Condition {
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Not(part) => !part.holds(facts),
            Self::Type(types) => types.contains(&facts.ticket_type),
            Self::Priority(priorities) => priorities.contains(&facts.priority),
            Self::Channel(channels) => channels.contains(&facts.channel),
            Self::Organisation(ids) => facts.organisation.is_some_and(|id| ids.contains(id)),
            Self::CustomerTag(tags) => tags.iter().any(|tag| facts.customer_tags.contains(tag)),
            Self::Team(ids) => ids.contains(facts.team),
            Self::Form(ids) => ids.contains(facts.form),
            Self::Brand(ids) => facts.brand.is_some_and(|id| ids.contains(id)),
            Self::Topic(ids) => ids.contains(facts.topic),
            Self::Tag(tags) => tags.iter().any(|tag| facts.tags.contains(tag)),
            Self::Words(phrases) => phrases.iter().any(|phrase| facts.text.has(phrase)),
            Self::SubjectWords(phrases) => phrases.iter().any(|phrase| facts.text.has_in_subject(phrase)),
            Self::Sender(patterns) => patterns.iter().any(|pattern| pattern.matches(facts.sender)),
            Self::Language(languages) => languages.contains(&facts.language),
            Self::Field(field) => facts.fields.get(&field.id).is_some_and(|value| field.is.contains(value)),
            Self::Time(time) => (facts.is_open)(&time.calendar) == (time.is == Opening::Open),
        }
    }
}
