use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::check::is_free;
use super::hours::DAY;
use super::{Calendar, Hours, MonthDay, Week};

/// A calendar made ready for arithmetic; a clone costs nothing.
///
/// Hours are readings of the clock on the wall, and each reading stands for one instant: in the hour that a zone skips it
/// is the instant of the change, in the hour that a zone repeats it is the first. Later readings therefore never stand for
/// earlier instants, and everything else is the arithmetic of instants: business time is the time that really passed.
#[derive(Clone, Debug)]
pub struct Schedule(Arc<Plan>);

#[derive(Debug)]
struct Plan {
    zone: TimeZone,
    always: bool,
    /// From Monday on. Here as in the rest: in the order in which they begin, without empty ones.
    week: [Vec<Hours>; 7],
    /// By their first day; no two of them share a day.
    exceptions: BTreeMap<Date, Dated>,
    holidays: BTreeMap<MonthDay, Vec<Hours>>,
    /// No hours begin after it; what looks for some can stop here.
    last_day: Date,
}

#[derive(Debug)]
struct Dated {
    last: Date,
    hours: Vec<Hours>,
}

impl Schedule {
    /// Every hour of every day.
    pub fn always() -> Self {
        Self(Arc::new(Plan {
            zone: TimeZone::UTC,
            always: true,
            week: Week::always().days().map(|(_, hours)| in_order(hours)),
            exceptions: BTreeMap::new(),
            holidays: BTreeMap::new(),
            last_day: Date::MAX,
        }))
    }

    /// Takes any calendar. Of what [`Calendar::check`] would report, hours that overlap count once, and of two exceptions
    /// or holidays on the same day the first that is written down holds.
    pub fn new(calendar: &Calendar) -> Self {
        let mut exceptions = BTreeMap::new();
        for exception in &calendar.exceptions {
            let (first, last) = (exception.date, exception.last_day());
            if first <= last && is_free(&exceptions, first, last, |dated: &Dated| dated.last) {
                exceptions.insert(first, Dated { last, hours: in_order(&exception.hours) });
            }
        }
        let mut holidays = BTreeMap::new();
        for holiday in &calendar.holidays {
            holidays.entry(holiday.day).or_insert_with(|| in_order(&holiday.hours));
        }
        let week = calendar.week.days().map(|(_, hours)| in_order(hours));
        let comes_back = week.iter().chain(holidays.values()).any(|hours| !hours.is_empty());
        let last_opening = exceptions.values().rev().find(|dated| !dated.hours.is_empty()).map(|dated| dated.last);
        Self(Arc::new(Plan {
            zone: calendar.time_zone.rules().clone(),
            always: calendar.week == Week::always() && exceptions.is_empty() && holidays.is_empty(),
            last_day: if comes_back { Date::MAX } else { last_opening.unwrap_or(Date::MIN) },
            week,
            exceptions,
            holidays,
        }))
    }

    /// The earliest instant by which that much business time has passed since `from`: the end of a day rather than the
    /// beginning of the next, and `from` itself if nothing is to pass. [`Timestamp::MAX`] if it never does.
    pub fn add(&self, from: Timestamp, business: SignedDuration) -> Timestamp {
        if business <= SignedDuration::ZERO {
            return from;
        }
        // There is never more business time than time.
        if self.0.always || business > Timestamp::MAX.duration_since(from) {
            return from.saturating_add(business).unwrap_or(Timestamp::MAX);
        }
        let mut left = business;
        for opening in self.0.openings(from, self.0.last_day) {
            let length = opening.end.duration_since(opening.start);
            if left <= length {
                return opening.start + left;
            }
            left -= length;
        }
        Timestamp::MAX
    }

    /// The business time from one instant to another; none if the other is not later.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        if to <= from {
            return SignedDuration::ZERO;
        }
        if self.0.always {
            return to.duration_since(from);
        }
        let openings = self.0.openings(from, self.0.day_after(to)).take_while(|opening| opening.start < to);
        openings.map(|opening| opening.end.min(to).duration_since(opening.start)).sum()
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        self.0.always || self.0.openings(at, self.0.day_after(at)).next().is_some_and(|opening| opening.start == at)
    }

    /// The instant itself if it is within business hours; nothing if there will be none any more.
    pub fn next_opening(&self, at: Timestamp) -> Option<Timestamp> {
        if self.0.always {
            return Some(at);
        }
        self.0.openings(at, self.0.last_day).next().map(|opening| opening.start)
    }
}

fn in_order(hours: &[Hours]) -> Vec<Hours> {
    let mut hours: Vec<Hours> = hours.iter().copied().filter(|hours| !hours.is_empty()).collect();
    hours.sort_by_key(|hours| hours.opens());
    hours
}

impl Plan {
    /// The hours that begin on a day, and the last of the days in a row that have these for the same reason.
    fn hours_on(&self, date: Date) -> (&[Hours], Date) {
        if let Some((_, dated)) = self.exceptions.range(..=date).next_back()
            && date <= dated.last
        {
            return (&dated.hours, dated.last);
        }
        let hours = match self.holidays.get(&MonthDay::from(date)) {
            Some(hours) => hours,
            None => &self.week[date.weekday().to_monday_zero_offset() as usize],
        };
        (hours, date)
    }

    /// What is open from an instant on, in order and without overlap, up to the hours that begin on a day.
    fn openings(&self, from: Timestamp, last_day: Date) -> Openings<'_> {
        let reading = self.zone.to_datetime(from);
        let read_on = reading.date();
        let read_at = u16::from(reading.hour().unsigned_abs()) * 60 + u16::from(reading.minute().unsigned_abs());
        // Hours that began the day before may still last, never any from before that.
        let (date, passed) = match read_on.yesterday() {
            Ok(yesterday) => (yesterday, read_at + DAY),
            Err(_) => (read_on, read_at),
        };
        let (hours, _) = self.hours_on(date);
        Openings {
            plan: self,
            date,
            last_day,
            hours: hours.iter(),
            reached: from,
            read_on,
            read_at,
            passed: Some(passed),
        }
    }

    /// The day after the one that is read at an instant: where a zone sets its clocks back over midnight, hours of that day
    /// may have begun already.
    fn day_after(&self, at: Timestamp) -> Date {
        let date = self.zone.to_datetime(at).date();
        date.tomorrow().unwrap_or(date)
    }

    /// The instant that a reading of the clock on the wall stands for.
    fn instant(&self, date: Date, minute: u16) -> Timestamp {
        let (date, minute) = if minute < DAY { (Ok(date), minute) } else { (date.tomorrow(), minute - DAY) };
        let Ok(date) = date else { return Timestamp::MAX };
        let reading = date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        let instant = match self.zone.to_ambiguous_timestamp(reading).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(reading),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(reading),
            AmbiguousOffset::Gap { before, after } => after.to_timestamp(reading).and_then(|before_the_gap| {
                let mut changes = self.zone.following(before_the_gap);
                let change = changes.find(|change| change.offset() == after).map(|change| change.timestamp());
                change.map_or_else(|| before.to_timestamp(reading), Ok)
            }),
        };
        // The first and the last days of the calendar reach beyond what an instant can be.
        instant.unwrap_or(if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
}

struct Openings<'a> {
    plan: &'a Plan,
    date: Date,
    last_day: Date,
    /// What is left of the day's hours.
    hours: std::slice::Iter<'a, Hours>,
    /// Up to where time has been dealt with. It makes a union of hours that overlap.
    reached: Timestamp,
    read_on: Date,
    read_at: u16,
    /// The minute of `date`, or of the day after, that is read at the instant where the search begins. What is not after
    /// it needs no look into the rules of the zone, which is what costs most here.
    passed: Option<u16>,
}

impl Iterator for Openings<'_> {
    type Item = Range<Timestamp>;

    fn next(&mut self) -> Option<Range<Timestamp>> {
        loop {
            for hours in self.hours.by_ref() {
                if Some(hours.closes()) <= self.passed {
                    continue;
                }
                let mut start = self.reached;
                if Some(hours.opens()) > self.passed {
                    start = start.max(self.plan.instant(self.date, hours.opens()));
                }
                let end = self.plan.instant(self.date, hours.closes());
                if start < end {
                    self.reached = end;
                    return Some(start..end);
                }
            }
            if self.date >= self.last_day {
                return None;
            }
            self.next_day()?;
        }
    }
}

impl Openings<'_> {
    fn next_day(&mut self) -> Option<()> {
        self.date = self.date.tomorrow().ok()?;
        let (mut hours, mut same_until) = self.plan.hours_on(self.date);
        // A closed range of days may be long; it is left in one step.
        while hours.is_empty() && same_until > self.date {
            if same_until >= self.last_day {
                return None;
            }
            self.date = same_until.tomorrow().ok()?;
            (hours, same_until) = self.plan.hours_on(self.date);
        }
        self.hours = hours.iter();
        self.passed = (self.date == self.read_on).then_some(self.read_at);
        Some(())
    }
}
