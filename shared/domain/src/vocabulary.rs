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
