//! Lengths of time as people write them in settings: `30m`, `8h`, `1h30m`.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::Invalid;

/// A number of minutes. There is no unit for days: whether a day is 24 hours or the hours that a desk is open is what people
/// disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "8h"))]
#[serde(try_from = "String", into = "String")]
pub struct Period(u32);

impl Period {
    /// Ten years: longer than any promise, and short enough for every sum of instants.
    const LONGEST: u32 = 10 * 366 * 24 * 60;

    /// Nothing if it is longer than ten years.
    pub fn minutes(minutes: u32) -> Option<Self> {
        (minutes <= Self::LONGEST).then_some(Self(minutes))
    }

    pub const fn hours(hours: u16) -> Self {
        Self(hours as u32 * 60)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub fn duration(self) -> SignedDuration {
        SignedDuration::from_mins(self.0.into())
    }

    pub fn seconds(self) -> i64 {
        60 * i64::from(self.0)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(f, "{minutes}m"),
            (hours, 0) => write!(f, "{hours}h"),
            (hours, minutes) => write!(f, "{hours}h{minutes}m"),
        }
    }
}

impl FromStr for Period {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        const MALFORMED: Invalid = Invalid::Malformed("a length of time such as 30m, 8h or 1h30m is expected");
        let value = value.trim();
        if value.is_empty() {
            return Err(Invalid::Required);
        }
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| is_number).ok_or(MALFORMED)
        };
        let (hours, rest) = match value.split_once('h') {
            Some((hours, rest)) => (number(hours)?, rest),
            None => (0, value),
        };
        let minutes = match rest.strip_suffix('m') {
            Some(minutes) => number(minutes)?,
            None if rest.is_empty() => 0,
            None => return Err(MALFORMED),
        };
        let minutes = hours.checked_mul(60).and_then(|hours| hours.checked_add(minutes));
        minutes.and_then(Self::minutes).ok_or(Invalid::Malformed("at most ten years are allowed"))
    }
}

impl TryFrom<String> for Period {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        value.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read_and_written_alike() {
        for (text, minutes) in [("30m", 30), ("8h", 480), ("1h30m", 90), ("0m", 0), ("96h", 5_760)] {
            let period: Period = text.parse().unwrap();
            assert_eq!((period.0, period.to_string().as_str()), (minutes, text));
        }
        assert_eq!("90m".parse::<Period>().unwrap().to_string(), "1h30m");
    }

    #[test]
    fn what_is_no_length_of_time_is_refused() {
        for text in ["", "h", "8", "m", "8 h", "1d", "-5m", "+5m", "1h 30m", "30m1h", "99999999h", "4294967295h5m"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
