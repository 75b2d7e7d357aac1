use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Invalid, Period};

/// Which time counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CountedHours {
    /// Every hour.
    #[default]
    Calendar,
    /// The hours in which the calendar is open.
    Business,
}

impl CountedHours {
    pub(crate) fn are_all(&self) -> bool {
        *self == Self::Calendar
    }
}

/// How long something may take. Written as `8h` for business time and `8h calendar` for every hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target {
    pub period: Period,
    pub hours: CountedHours,
}

written_as_text!(Target as "Target");

impl Target {
    pub const fn business(period: Period) -> Self {
        Self { period, hours: CountedHours::Business }
    }

    pub const fn calendar(period: Period) -> Self {
        Self { period, hours: CountedHours::Calendar }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hours {
            CountedHours::Business => self.period.fmt(f),
            CountedHours::Calendar => write!(f, "{} calendar", self.period),
        }
    }
}

impl FromStr for Target {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        let value = value.trim();
        match value.split_once(char::is_whitespace) {
            None => Ok(Self::business(value.parse()?)),
            Some((period, hours)) => match hours.trim() {
                "calendar" => Ok(Self::calendar(period.parse()?)),
                "business" => Ok(Self::business(period.parse()?)),
                _ => Err(Invalid::Malformed("a target such as `8h` or `8h calendar` is expected")),
            },
        }
    }
}

impl TryFrom<String> for Target {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        value.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> String {
        target.to_string()
    }
}
