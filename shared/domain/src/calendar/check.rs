use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::hours::DAY;
use super::{Calendar, Hours, Week};
use crate::Faults;

/// An interval as a stretch of the week, or of a single day.
struct Stretch {
    from: u16,
    until: u16,
    day: &'static str,
    index: usize,
    hours: Hours,
}

impl Calendar {
    /// Reports what can be read but can not be meant.
    pub fn check(&self, faults: &mut Faults) {
        let opens = |hours: &[Hours]| hours.iter().any(|hours| !hours.is_empty());
        let opens_at_all = self.week.days().iter().any(|(_, hours)| opens(hours))
            || self.exceptions.iter().any(|exception| opens(&exception.hours))
            || self.holidays.iter().any(|holiday| opens(&holiday.hours));
        faults.key("week", |faults| {
            if !opens_at_all {
                faults.report("no_hours", "is never open, so nothing would ever be due");
            }
            check_week(&self.week, faults);
        });
        faults.key("exceptions", |faults| self.check_exceptions(faults));
        faults.key("holidays", |faults| self.check_holidays(faults));
    }

    fn check_exceptions(&self, faults: &mut Faults) {
        let mut taken = BTreeMap::new();
        for (index, exception) in self.exceptions.iter().enumerate() {
            faults.element(index, |faults| {
                let (first, last) = (exception.date, exception.last_day());
                if last < first {
                    faults.key("until", |faults| faults.report("reversed", format!("{last} is before {first}")));
                } else if !is_free(&taken, first, last, |until| *until) {
                    let message = format!("{} has another exception already", Days(first, last));
                    faults.key("date", |faults| faults.report("duplicate", message));
                } else {
                    taken.insert(first, last);
                }
                check_hours(&exception.hours, faults);
            });
        }
    }

    fn check_holidays(&self, faults: &mut Faults) {
        let mut taken = BTreeSet::new();
        for (index, holiday) in self.holidays.iter().enumerate() {
            faults.element(index, |faults| {
                if !taken.insert(holiday.day) {
                    let message = format!("{} is there already", holiday.day);
                    faults.key("day", |faults| faults.report("duplicate", message));
                }
                check_hours(&holiday.hours, faults);
            });
        }
    }
}

/// Whether none of the days is taken. The ranges that the map holds, by their first day, do not overlap each other.
pub(super) fn is_free<T>(taken: &BTreeMap<Date, T>, first: Date, last: Date, until: impl Fn(&T) -> Date) -> bool {
    taken.range(..=last).next_back().is_none_or(|(_, range)| until(range) < first)
}

struct Days(Date, Date);

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(first, last) = self;
        if first == last { write!(f, "{first}") } else { write!(f, "a day from {first} to {last}") }
    }
}

fn check_week(week: &Week, faults: &mut Faults) {
    let mut stretches = Vec::new();
    for ((day, hours), offset) in week.days().into_iter().zip((0..).step_by(usize::from(DAY))) {
        faults.key(day, |faults| check_empty(hours, faults));
        stretches.extend(stretches_of(day, hours, offset));
    }
    // Sunday's night goes on into Monday, the first day of the same week.
    const WEEK: u16 = 7 * DAY;
    let spill = stretches.iter().filter(|stretch| stretch.until > WEEK).max_by_key(|stretch| stretch.until);
    let spill = spill.map(|stretch| (stretch.until - WEEK, format!("{}'s {}", stretch.day, stretch.hours)));
    for (stretch, message) in overlapping(stretches, spill) {
        faults.key(stretch.day, |faults| {
            faults.element(stretch.index, |faults| faults.report("overlapping", message));
        });
    }
}

/// The hours of an exception or a holiday. That a night of theirs reaches into the hours of the day after is no fault:
/// the two were written for different days, and the desk is open in both.
fn check_hours(hours: &[Hours], faults: &mut Faults) {
    faults.key("hours", |faults| {
        check_empty(hours, faults);
        for (stretch, message) in overlapping(stretches_of("this day", hours, 0).collect(), None) {
            faults.element(stretch.index, |faults| faults.report("overlapping", message));
        }
    });
}

fn check_empty(hours: &[Hours], faults: &mut Faults) {
    for (index, hours) in hours.iter().enumerate().filter(|(_, hours)| hours.is_empty()) {
        let message = format!("{hours} is no time at all; the whole day is 00:00-24:00");
        faults.element(index, |faults| faults.report("empty", message));
    }
}

fn stretches_of(day: &'static str, hours: &[Hours], offset: u16) -> impl Iterator<Item = Stretch> {
    let stretches = hours.iter().copied().enumerate().filter(|(_, hours)| !hours.is_empty());
    stretches.map(move |(index, hours)| Stretch {
        from: offset + hours.opens(),
        until: offset + hours.closes(),
        day,
        index,
        hours,
    })
}

/// The stretches that begin before an earlier one has ended, with what to say of each.
fn overlapping(mut stretches: Vec<Stretch>, spill: Option<(u16, String)>) -> Vec<(Stretch, String)> {
    stretches.sort_by_key(|stretch| stretch.from);
    let mut longest = spill;
    let mut found = Vec::new();
    for stretch in stretches {
        let this = (stretch.until, format!("{}'s {}", stretch.day, stretch.hours));
        match &longest {
            Some((until, other)) if stretch.from < *until => {
                let message = format!("{} overlaps with {other}", stretch.hours);
                if stretch.until > *until {
                    longest = Some(this);
                }
                found.push((stretch, message));
            }
            _ => longest = Some(this),
        }
    }
    found
}
