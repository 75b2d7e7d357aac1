//! The field's fixed terms that carry no rules of their own.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Invalid;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketType {
    #[default]
    Question,
    Incident,
    ServiceRequest,
    Problem,
    Change,
    Task,
}

impl TicketType {
    pub const ALL: [Self; 6] =
        [Self::Question, Self::Incident, Self::ServiceRequest, Self::Problem, Self::Change, Self::Task];
}

/// Why a ticket counts as resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    #[default]
    Solved,
    Workaround,
    CannotReproduce,
    NotSupported,
    Duplicate,
    Withdrawn,
    NoAnswer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    WebForm,
    Portal,
    Api,
    Email,
    Phone,
    Chat,
    Sms,
    Social,
    Monitoring,
}

impl Channel {
    pub const ALL: [Self; 9] = [
        Self::WebForm,
        Self::Portal,
        Self::Api,
        Self::Email,
        Self::Phone,
        Self::Chat,
        Self::Sms,
        Self::Social,
        Self::Monitoring,
    ];
}

/// The languages that Guichet speaks to customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    En,
    Fr,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

impl FromStr for Locale {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        match value {
            "" => Err(Invalid::Required),
            "en" => Ok(Self::En),
            "fr" => Ok(Self::Fr),
            _ => Err(Invalid::Malformed("en or fr is expected")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a condition can hold is decided from these lists, and a term that is missing would go unnoticed there.
    #[test]
    fn the_lists_are_complete() {
        const { assert!(TicketType::ALL.len() == TicketType::Task as usize + 1) };
        const { assert!(Channel::ALL.len() == Channel::Monitoring as usize + 1) };
        const { assert!(Locale::ALL.len() == Locale::Fr as usize + 1) };
    }
}
