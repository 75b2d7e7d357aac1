//! What the demo's files say: who works at the desk, and what was said on each ticket and when.

use super::SeedError;
use guichet_domain::{
    AgentId, Availability, Body, Configuration, EmailAddress, Locale, PersonName, Phone, Priority, Resolution, State,
    Subject, Tag, TeamId, TicketType, TopicId,
};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    pub configuration: Configuration,
    pub presence: BTreeMap<AgentId, Availability>,
}

/// The tickets of customers who write in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversations {
    pub locale: Locale,
    /// By the short name that the tickets below call them by.
    pub customers: BTreeMap<String, Person>,
    pub tickets: Vec<Script>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: PersonName,
    pub email: EmailAddress,
    pub phone: Option<Phone>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    pub customer: String,
    pub topic: TopicId,
    pub subject: Subject,
    pub opened_ago: Length,
    pub message: Body,
    #[serde(default)]
    pub steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
pub struct Step {
    /// How long after the step before it.
    pub after: Length,
    pub by: By,
    /// The state that a reply leaves the ticket in.
    pub then: Option<State>,
    /// Why the ticket is resolved.
    pub resolution: Option<Resolution>,
    #[serde(flatten)]
    pub action: Action,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Reply(Body),
    Note(Body),
    Assign(AgentId),
    Team(TeamId),
    Type(TicketType),
    Priority(Priority),
    Tags(BTreeSet<Tag>),
    State(State),
    /// Put off for so long.
    Schedule(Length),
}

/// Who takes a step.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub enum By {
    Customer,
    /// The function that gives new tickets out.
    Assignment,
    Agent(String),
}

impl From<String> for By {
    fn from(name: String) -> Self {
        match name.as_str() {
            "customer" => Self::Customer,
            "assignment" => Self::Assignment,
            _ => Self::Agent(name),
        }
    }
}

/// A time as people write it, such as `2d 4h`; a day has 24 hours.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "Span")]
pub struct Length(pub SignedDuration);

impl TryFrom<Span> for Length {
    type Error = &'static str;

    fn try_from(span: Span) -> Result<Self, Self::Error> {
        let duration = span.to_duration(SpanRelativeTo::days_are_24_hours());
        match duration {
            Ok(duration) if !duration.is_negative() => Ok(Self(duration)),
            _ => Err("a length of days or less that does not go back is expected"),
        }
    }
}

pub fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, SeedError> {
    // By way of JSON, in which a configuration is defined: YAML has marks of its own for what is one of several.
    let value: serde_json::Value =
        serde_yaml_ng::from_str(text).map_err(|error| SeedError::Unreadable { file, error: error.to_string() })?;
    serde_json::from_value(value).map_err(|error| SeedError::Unreadable { file, error: error.to_string() })
}
