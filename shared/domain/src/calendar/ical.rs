//! Holidays from an iCalendar feed (RFC 5545), as governments and calendar services publish them.
//!
//! Written by hand: of the crates that read iCalendar, `icalendar` brings chrono with its clock, `calcard` a second time
//! zone database, and `ical` an older `thiserror` to take lines apart, which is the lesser part. All-day events need no
//! zone at all, only lines, dates and one kind of recurrence.

mod lines;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use self::lines::{Line, unfold};
use super::{Exception, Holiday, MonthDay};
use crate::Label;

/// What a feed says of days off, in the order of their days and without any day twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    pub exceptions: Vec<Exception>,
    pub holidays: Vec<Holiday>,
    pub skipped: Vec<Skipped>,
}

/// An event that is no day off, or not one that a calendar can express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where the event begins.
    pub line: usize,
    pub name: Option<Label>,
    pub why: WhySkipped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhySkipped {
    Timed,
    Cancelled,
    Recurrence,
    Repeated,
}

impl fmt::Display for WhySkipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timed => "begins at a time of day; only whole days are holidays",
            Self::Cancelled => "is cancelled",
            Self::Recurrence => "comes back in another way than on the same day of every year",
            Self::Repeated => "its days are those of another event",
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcalError {
    #[error("is longer than {limit} bytes")]
    TooLong { limit: usize },
    #[error("line {line}: {problem}")]
    Malformed { line: usize, problem: String },
}

impl IcalError {
    pub const LIMIT: usize = 1_000_000;
}

fn malformed<T>(line: usize, problem: impl Into<String>) -> Result<T, IcalError> {
    Err(IcalError::Malformed { line, problem: problem.into() })
}

/// Reads the all-day events of a feed: dates as exceptions, those of every year as holidays, all closed.
pub fn holidays_from_ical(text: &str) -> Result<Feed, IcalError> {
    if text.len() > IcalError::LIMIT {
        return Err(IcalError::TooLong { limit: IcalError::LIMIT });
    }
    let mut days_off = Vec::new();
    let mut skipped = Vec::new();
    for event in events(text)? {
        match event.read()? {
            Ok(day_off) => days_off.push(day_off),
            Err(why) => skipped.push(Skipped { line: event.line, name: event.name(), why }),
        }
    }
    // Of events that share days the longest comes first, and the others keep what it leaves them.
    days_off.sort_by_key(|day_off| (day_off.first, Reverse(day_off.last)));
    let mut feed = Feed { skipped, ..Feed::default() };
    let mut dated_until = Date::MIN;
    let mut yearly = BTreeSet::new();
    for DayOff { line, first, last, every_year, name } in days_off {
        let before = (feed.exceptions.len(), feed.holidays.len());
        if every_year {
            let days = first.series(1.day()).take_while(|date| *date <= last).map(MonthDay::from);
            let new_days = days.filter(|day| yearly.insert(*day));
            feed.holidays.extend(new_days.map(|day| Holiday { day, hours: Vec::new(), name: name.clone() }));
        } else if last > dated_until {
            let date = first.max(dated_until.tomorrow().unwrap_or(first));
            let until = (date < last).then_some(last);
            feed.exceptions.push(Exception { date, until, hours: Vec::new(), name: name.clone() });
            dated_until = last;
        }
        if before == (feed.exceptions.len(), feed.holidays.len()) {
            feed.skipped.push(Skipped { line, name, why: WhySkipped::Repeated });
        }
    }
    feed.holidays.sort_by_key(|holiday| holiday.day);
    feed.skipped.sort_by_key(|skipped| skipped.line);
    Ok(feed)
}

struct DayOff {
    line: usize,
    first: Date,
    last: Date,
    every_year: bool,
    name: Option<Label>,
}

/// The lines of an event itself, without those of its alarms.
struct Event {
    line: usize,
    lines: Vec<Line>,
}

fn events(text: &str) -> Result<Vec<Event>, IcalError> {
    let lines = unfold(text)?;
    let begins_a_calendar = |line: &Line| line.name == "BEGIN" && line.value.eq_ignore_ascii_case("VCALENDAR");
    let mut events: Vec<Event> = Vec::new();
    let mut open: Vec<(Line, String)> = Vec::new();
    if !lines.first().is_some_and(begins_a_calendar) {
        return malformed(1, "a feed begins with BEGIN:VCALENDAR");
    }
    for line in lines {
        let component = line.value.to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => {
                if component == "VEVENT" {
                    if open.len() != 1 {
                        return malformed(line.number, "an event is part of a calendar and of nothing else");
                    }
                    events.push(Event { line: line.number, lines: Vec::new() });
                }
                open.push((line, component));
            }
            "END" => match open.pop() {
                Some((_, begun)) if begun == component => {}
                Some((begun, _)) => {
                    let (begun, since) = (begun.shown(), begun.number);
                    let problem = format!("END:{} where BEGIN:{begun} of line {since} is to end", line.shown());
                    return malformed(line.number, problem);
                }
                None => return malformed(line.number, format!("END:{} without a beginning", line.shown())),
            },
            _ => match (open.last(), events.last_mut()) {
                (Some((_, inside)), Some(event)) if inside == "VEVENT" => event.lines.push(line),
                (Some(_), _) => {}
                (None, _) => return malformed(line.number, "stands outside of a calendar"),
            },
        }
    }
    match open.pop() {
        Some((begun, _)) => malformed(begun.number, format!("BEGIN:{} has no end", begun.shown())),
        None => Ok(events),
    }
}

impl Event {
    fn find(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// As much of the summary as a name may be long.
    fn name(&self) -> Option<Label> {
        let text = self.find("SUMMARY")?.text();
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
        let one_line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        one_line.chars().take(Label::LIMIT).collect::<String>().parse().ok()
    }

    fn read(&self) -> Result<Result<DayOff, WhySkipped>, IcalError> {
        if self.find("STATUS").is_some_and(|status| status.value.eq_ignore_ascii_case("CANCELLED")) {
            return Ok(Err(WhySkipped::Cancelled));
        }
        let Some(start) = self.find("DTSTART") else {
            return malformed(self.line, "the event has no DTSTART");
        };
        if start.is_time() {
            return Ok(Err(WhySkipped::Timed));
        }
        let first = start.date()?;
        let last = self.last_day(first)?;
        let every_year = match self.find("RRULE") {
            None => false,
            // A year of its own for a date that is left out or added is more than a holiday can say.
            Some(_) if self.find("EXDATE").is_some() => return Ok(Err(WhySkipped::Recurrence)),
            Some(rule) if is_every_year(&rule.value, first) && first.duration_until(last).as_hours() < 365 * 24 => true,
            Some(_) => return Ok(Err(WhySkipped::Recurrence)),
        };
        if self.find("RDATE").is_some() {
            return Ok(Err(WhySkipped::Recurrence));
        }
        Ok(Ok(DayOff { line: self.line, first, last, every_year, name: self.name() }))
    }

    /// The end is the day after, by the standard. There are feeds that name the day itself, which is meant as one day too.
    fn last_day(&self, first: Date) -> Result<Date, IcalError> {
        if let Some(end) = self.find("DTEND") {
            let date = end.date()?;
            if date < first {
                return malformed(end.number, format!("{date} is before {first}, when the event starts"));
            }
            return Ok(date.yesterday().unwrap_or(first).max(first));
        }
        let Some(duration) = self.find("DURATION") else { return Ok(first) };
        let last = whole_days(&duration.value).and_then(|days| first.checked_add(days).ok());
        match last {
            Some(end) => Ok(end.yesterday().unwrap_or(first).max(first)),
            None => malformed(duration.number, format!("{} is not a number of days", duration.shown())),
        }
    }
}

/// `P3D` or `P1W`, the only durations that an event of whole days may have.
fn whole_days(value: &str) -> Option<Span> {
    let value = value.strip_prefix('+').unwrap_or(value).strip_prefix('P')?;
    let (count, days) = match value.strip_suffix('D') {
        Some(count) => (count, 1),
        None => (value.strip_suffix('W')?, 7),
    };
    let count: u16 = count.parse().ok()?;
    Some((i64::from(count) * days).days())
}

/// Whether a recurrence says no more than "every year", if only in more words.
fn is_every_year(rule: &str, first: Date) -> bool {
    let rule = rule.to_ascii_uppercase();
    let mut yearly = false;
    rule.split(';').filter(|part| !part.is_empty()).all(|part| match part.split_once('=') {
        Some(("FREQ", frequency)) => {
            yearly = frequency == "YEARLY";
            yearly
        }
        Some(("INTERVAL", interval)) => interval == "1",
        Some(("BYMONTH", month)) => month.parse() == Ok(first.month()),
        Some(("BYMONTHDAY", day)) => day.parse() == Ok(first.day()),
        Some(("WKST", _)) => true,
        _ => false,
    }) && yearly
}
