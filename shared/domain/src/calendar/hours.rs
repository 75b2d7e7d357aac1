use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An interval of a day, as in `09:00-12:30`. It may cross midnight (`22:00-06:00`) and belongs to the day it starts on.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    from: u16,
    until: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an interval such as 09:00-12:30")]
pub struct NotHours(String);

pub(super) const DAY: u16 = 24 * 60;

impl Hours {
    pub const WHOLE_DAY: Self = Self { from: 0, until: DAY };

    /// In minutes after midnight, on the clock on the wall.
    pub fn opens(self) -> u16 {
        self.from
    }

    /// In minutes after the midnight before it opens, so that it is more than a day's minutes when the interval crosses midnight.
    pub fn closes(self) -> u16 {
        self.until
    }

    pub fn is_empty(self) -> bool {
        self.from == self.until
    }
}

impl FromStr for Hours {
    type Err = NotHours;

    fn from_str(value: &str) -> Result<Self, NotHours> {
        let ends = || {
            let (from, until) = value.split_once('-')?;
            let (from, until) = (minute(from.trim())?, minute(until.trim())?);
            (from < DAY).then_some((from, until))
        };
        let (from, until) = ends().ok_or_else(|| NotHours(value.to_owned()))?;
        Ok(Self { from, until: if until < from { until + DAY } else { until } })
    }
}

/// Whoever writes `9:00` is understood; `24:00` is the end of a day.
fn minute(value: &str) -> Option<u16> {
    let (hour, minute) = value.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !matches!(hour.len(), 1..=2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let until = if self.until > DAY { self.until - DAY } else { self.until };
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, until / 60, until % 60)
    }
}

impl fmt::Debug for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hours({self})")
    }
}

/// A day that every year has, as in `12-25`; `02-29` is one that only leap years have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day of the year such as 12-25")]
pub struct NotADay(String);

impl From<Date> for MonthDay {
    fn from(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

impl FromStr for MonthDay {
    type Err = NotADay;

    fn from_str(value: &str) -> Result<Self, NotADay> {
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        let date = || {
            let (month, day) = value.split_once('-').filter(|(month, day)| digits(month) && digits(day))?;
            const A_LEAP_YEAR: i16 = 2024;
            Date::new(A_LEAP_YEAR, month.parse().ok()?, day.parse().ok()?).ok()
        };
        date().map(Self::from).ok_or_else(|| NotADay(value.to_owned()))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl fmt::Debug for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MonthDay({self})")
    }
}

macro_rules! written_as_text {
    ($name:ident, $error:ident, $meaning:expr, $example:expr) => {
        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(value: String) -> Result<Self, $error> {
                value.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }

        // Not derived: that is for types that are written as they are built.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::Object::builder()
                    .schema_type(utoipa::openapi::Type::String)
                    .description(Some($meaning))
                    .examples([$example])
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

written_as_text!(
    Hours,
    NotHours,
    "An interval of a day. It may cross midnight and belongs to the day it starts on.",
    "09:00-12:30"
);
written_as_text!(MonthDay, NotADay, "A day that every year has.", "12-25");
