//! Schedule expressions: `rate(...)` and `cron(...)`, judged minute by minute in UTC.

use super::TemplateError;
use jiff::{Timestamp, tz::TimeZone};

/// When a schedule fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// Every so many minutes.
    Rate(i64),
    Cron(Cron),
}

/// The values that each field of a cron expression allows; `None` stands for `*` and `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    minute: Option<Vec<i64>>,
    hour: Option<Vec<i64>>,
    day: Option<Vec<i64>>,
    month: Option<Vec<i64>>,
    weekday: Option<Vec<i64>>,
    year: Option<Vec<i64>>,
}

impl Expression {
    pub fn parse(text: &str, place: &str) -> Result<Expression, TemplateError> {
        let error = || TemplateError::at(place, format!("the schedule `{text}` is not one that the local host knows"));
        let inside = |name: &str| {
            text.strip_prefix(name).and_then(|rest| rest.strip_prefix('(')).and_then(|rest| rest.strip_suffix(')'))
        };
        if let Some(rate) = inside("rate") {
            let (count, unit) = rate.split_once(' ').ok_or_else(error)?;
            let count: i64 = count.parse().ok().filter(|count| *count > 0).ok_or_else(error)?;
            let minutes = match unit.trim_end_matches('s') {
                "minute" => 1,
                "hour" => 60,
                "day" => 24 * 60,
                _ => return Err(error()),
            };
            return Ok(Expression::Rate(count * minutes));
        }
        let fields: Vec<&str> = inside("cron").ok_or_else(error)?.split_whitespace().collect();
        let [minute, hour, day, month, weekday, year] = fields.as_slice() else { return Err(error()) };
        let field = |text: &str, low, high, names: &[&str]| values(text, low, high, names).ok_or_else(error);
        Ok(Expression::Cron(Cron {
            minute: field(minute, 0, 59, &[])?,
            hour: field(hour, 0, 23, &[])?,
            day: field(day, 1, 31, &[])?,
            month: field(
                month,
                1,
                12,
                &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
            )?,
            weekday: field(weekday, 1, 7, &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"])?,
            year: field(year, 1970, 2199, &[])?,
        }))
    }

    /// Whether it fires at a minute, given as minutes since the epoch.
    pub fn fires_at(&self, minute: i64) -> bool {
        match self {
            Expression::Rate(every) => minute.rem_euclid(*every) == 0,
            Expression::Cron(cron) => Timestamp::from_second(minute * 60).is_ok_and(|at| cron.fires_at(at)),
        }
    }
}

impl Cron {
    fn fires_at(&self, at: Timestamp) -> bool {
        let at = at.to_zoned(TimeZone::UTC);
        let allows = |field: &Option<Vec<i64>>, value: i64| field.as_ref().is_none_or(|values| values.contains(&value));
        allows(&self.minute, at.minute().into())
            && allows(&self.hour, at.hour().into())
            && allows(&self.day, at.day().into())
            && allows(&self.month, at.month().into())
            && allows(&self.weekday, i64::from(at.weekday().to_sunday_one_offset()))
            && allows(&self.year, at.year().into())
    }
}

/// The values of one field: `*`, `?`, numbers or names, lists, ranges and steps. The outer `None` is a mistake.
fn values(text: &str, low: i64, high: i64, names: &[&str]) -> Option<Option<Vec<i64>>> {
    if text == "*" || text == "?" {
        return Some(None);
    }
    let number = |text: &str| {
        let named = names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(text))
            .and_then(|index| i64::try_from(index + 1).ok());
        named.or_else(|| text.parse().ok()).filter(|value| (low..=high).contains(value))
    };
    let mut all = Vec::new();
    for part in text.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, step.parse().ok().filter(|step| *step > 0)?),
            None => (part, 1),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (low, high),
            Some((from, to)) => (number(from)?, number(to)?),
            None if step > 1 => (number(range)?, high),
            None => (number(range)?, number(range)?),
        };
        let mut value = from;
        while value <= to {
            all.push(value);
            value += step;
        }
    }
    Some(Some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fires(expression: &str, at: &str) -> bool {
        let at: Timestamp = at.parse().expect("a time");
        Expression::parse(expression, "test").expect("an expression").fires_at(at.as_second() / 60)
    }

    #[test]
    fn a_rate_fires_on_its_multiples() {
        assert!(fires("rate(1 minute)", "2026-03-02T10:07:00Z"));
        assert!(fires("rate(5 minutes)", "2026-03-02T10:05:00Z"));
        assert!(!fires("rate(5 minutes)", "2026-03-02T10:06:00Z"));
        assert!(fires("rate(1 day)", "2026-03-02T00:00:00Z"));
    }

    #[test]
    fn a_cron_fires_when_every_field_allows_it() {
        assert!(fires("cron(0/15 8-17 ? * MON-FRI *)", "2026-03-02T10:45:00Z"));
        assert!(!fires("cron(0/15 8-17 ? * MON-FRI *)", "2026-03-01T10:45:00Z"), "a Sunday");
        assert!(!fires("cron(0/15 8-17 ? * MON-FRI *)", "2026-03-02T10:46:00Z"));
        assert!(fires("cron(30 6 1 1,7 ? *)", "2026-07-01T06:30:00Z"));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "rate(0 minutes)",
            "rate(1 fortnight)",
            "cron(61 * * * ? *)",
            "cron(* * *)",
            "at(2026-01-01T00:00:00)",
            "cron(0 0 L * ? *)",
        ] {
            assert!(Expression::parse(text, "here").is_err(), "{text}");
        }
    }
}
