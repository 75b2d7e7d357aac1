//! Business hours: what a desk writes down, and in [`Schedule`] the arithmetic of instants that follows from it.
//!
//! A calendar is written by people and kept in files, so its form is the one that is easy to read: names of weekdays,
//! `09:00-12:30`, `12-25`. `docs/service-levels.md` explains it to them.

mod check;
mod hours;
mod ical;
mod schedule;
mod zone;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub use hours::{Hours, MonthDay, NotADay, NotHours};
pub use ical::{Feed, IcalError, Skipped, WhySkipped, holidays_from_ical};
pub use schedule::Schedule;
pub use zone::{LocalZone, UnknownZone, Zone};

use crate::{CalendarId, Label};

/// When a desk, or a part of it, is at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    pub id: CalendarId,
    pub name: Label,
    pub time_zone: Zone,
    #[serde(default, skip_serializing_if = "Week::is_closed")]
    pub week: Week,
    /// Beat the yearly holidays and the week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    /// Beat the week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

impl Calendar {
    /// Day and night, which is a calendar like any other.
    pub fn always(id: CalendarId) -> Self {
        Self {
            id,
            name: "24/7".parse().expect("it is short and printable"),
            time_zone: Zone::utc(),
            week: Week::always(),
            exceptions: Vec::new(),
            holidays: Vec::new(),
        }
    }
}

/// The hours of each weekday; a day that is not named is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Week {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub monday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tuesday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wednesday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thursday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub friday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub saturday: Vec<Hours>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sunday: Vec<Hours>,
}

impl Week {
    pub fn always() -> Self {
        let day = || vec![Hours::WHOLE_DAY];
        Self {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: day(),
            sunday: day(),
        }
    }

    pub fn on(&self, weekday: Weekday) -> &[Hours] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// The days from Monday to Sunday, by the names that they are written with.
    fn days(&self) -> [(&'static str, &[Hours]); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    fn is_closed(&self) -> bool {
        self.days().iter().all(|(_, hours)| hours.is_empty())
    }
}

/// A day, or several in a row, with hours of its own. Without hours it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Exception {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub date: Date,
    /// The last day, when it is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub until: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
}

impl Exception {
    pub fn last_day(&self) -> Date {
        self.until.unwrap_or(self.date)
    }
}

/// A day of every year with hours of its own. Without hours it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub day: MonthDay,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
}
