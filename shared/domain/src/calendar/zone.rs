use std::fmt;
use std::str::FromStr;

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

/// A time zone of the IANA database, such as `Europe/Paris`, with its rules.
///
/// The rules are those that are built in, never those of the machine: two functions must not disagree about when a ticket
/// is due because one of them runs on an older image.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0:?}")]
pub struct UnknownZone(String);

impl Zone {
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    pub fn rules(&self) -> &TimeZone {
        &self.0
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        // `Etc/Unknown` is found, as a zone that behaves like UTC and is named by nobody on purpose.
        match TimeZoneDatabase::bundled().get(name) {
            Ok(zone) if !zone.is_unknown() => Ok(Self(zone)),
            _ => Err(UnknownZone(name.to_owned())),
        }
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.name().to_owned()
    }
}

/// Where somebody's clock is: in a zone, or so far from UTC, as mail says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LocalZone {
    Named(Zone),
    Offset(Offset),
}

impl LocalZone {
    /// So many minutes ahead of UTC.
    pub fn ahead(minutes: i32) -> Option<Self> {
        Offset::from_seconds(minutes * 60).ok().map(Self::Offset)
    }

    pub fn rules(&self) -> TimeZone {
        match self {
            Self::Named(zone) => zone.rules().clone(),
            Self::Offset(offset) => TimeZone::fixed(*offset),
        }
    }
}

impl FromStr for LocalZone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let Some(offset) = name.strip_prefix(['+', '-']) else { return name.parse().map(Self::Named) };
        let sign = if name.starts_with('-') { -1 } else { 1 };
        offset
            .split_once(':')
            .and_then(|(hours, minutes)| {
                Some(i32::from(hours.parse::<u8>().ok()?) * 60 + i32::from(minutes.parse::<u8>().ok()?))
            })
            .and_then(|minutes| Self::ahead(sign * minutes))
            .ok_or_else(|| UnknownZone(name.to_owned()))
    }
}

impl TryFrom<String> for LocalZone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        name.parse()
    }
}

impl From<LocalZone> for String {
    fn from(zone: LocalZone) -> String {
        match zone {
            LocalZone::Named(zone) => zone.into(),
            LocalZone::Offset(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_in_a_zone_or_so_far_from_utc() {
        for name in ["Europe/Paris", "+01:00", "-03:30", "+00:00"] {
            let zone: LocalZone = name.parse().unwrap();
            assert_eq!(String::from(zone), name);
        }
        for name in ["Mars/Olympus", "+1", "+99:00", "+255:255", "-", "+01:0x", ""] {
            assert!(name.parse::<LocalZone>().is_err(), "{name}");
        }
    }
}
