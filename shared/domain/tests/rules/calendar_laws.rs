//! Rule 2: what holds for every calendar, around the changes of its zone more than anywhere else.

use guichet_domain::calendar::Hours;
use guichet_domain::{Calendar, Exception, Holiday, MonthDay, Schedule, Week, Zone};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::history::text;

/// Changes of whole and half hours, at night and at midnight, none at all, a day that was skipped, and clocks set back over
/// midnight; each with a year that has them.
const ZONES: [(&str, i16); 7] = [
    ("Europe/Paris", 2026),
    ("America/New_York", 2026),
    ("Australia/Lord_Howe", 2026),
    ("Asia/Kolkata", 2026),
    ("Africa/Cairo", 2026),
    ("Pacific/Apia", 2011),
    ("America/St_Johns", 2006),
];

fn written(from: u16, length: u16) -> Hours {
    let until = (from + length) % (24 * 60);
    let until = if from + length == 24 * 60 { 24 * 60 } else { until };
    text(&format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60))
}

/// Some overlap, which a calendar should not have and a schedule must bear.
fn hours() -> impl Strategy<Value = Vec<Hours>> {
    let office = vec![written(540, 210), written(810, 270)];
    let small_hours = (0..240_u16, 1..180_u16).prop_map(|(from, length)| written(from, length));
    let any = (0..48_u16, 1..47_u16).prop_map(|(from, length)| written(30 * from, 30 * length));
    prop_oneof![
        2 => Just(Vec::new()),
        3 => Just(office),
        1 => Just(vec![Hours::WHOLE_DAY]),
        1 => Just(vec![written(1320, 480)]),
        3 => vec(small_hours, 1..3),
        3 => vec(any, 1..4),
    ]
}

fn week() -> impl Strategy<Value = Week> {
    let random = [hours(), hours(), hours(), hours(), hours(), hours(), hours()];
    let random = random.prop_map(|[monday, tuesday, wednesday, thursday, friday, saturday, sunday]| Week {
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    });
    prop_oneof![9 => random, 1 => Just(Week::always())]
}

fn rules(zone: &str) -> TimeZone {
    text::<Zone>(zone).rules().clone()
}

/// The changes of a zone within a few years, or any day if it has none.
fn changes(zone: &str, year: i16) -> Vec<Timestamp> {
    let rules = rules(zone);
    let from = date(year, 1, 1).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let within_two_years = |at: &Timestamp| *at < from + SignedDuration::from_hours(2 * 366 * 24);
    let found: Vec<_> = rules.following(from).map(|change| change.timestamp()).take_while(within_two_years).collect();
    if found.is_empty() { vec![from + SignedDuration::from_hours(2000)] } else { found }
}

fn near(around: Timestamp) -> impl Strategy<Value = Timestamp> {
    let minutes = |days: i64| -days * 24 * 60..days * 24 * 60;
    prop_oneof![
        4 => (-240..240_i64).prop_map(SignedDuration::from_mins),
        3 => minutes(2).prop_map(SignedDuration::from_mins),
        2 => minutes(40).prop_map(SignedDuration::from_mins),
        1 => (-200_000_000_000_000..200_000_000_000_000_i64).prop_map(SignedDuration::from_nanos),
    ]
    .prop_map(move |offset| around + offset)
}

fn duration() -> impl Strategy<Value = SignedDuration> {
    prop_oneof![
        1 => Just(SignedDuration::ZERO),
        4 => (0..24_i64).prop_map(|halves| SignedDuration::from_mins(30 * halves)),
        3 => (0..6_000_i64).prop_map(SignedDuration::from_mins),
        2 => (0..100_000_000_000_000_i64).prop_map(SignedDuration::from_nanos),
    ]
}

/// A calendar and an instant about which something happens to it.
fn around_a_change() -> impl Strategy<Value = (Calendar, Timestamp)> {
    let place = select(ZONES.to_vec()).prop_flat_map(|(zone, year)| (Just(zone), select(changes(zone, year))));
    let days = || vec((-20..20_i32, 0..4_i32, hours()), 0..4);
    (place, week(), days(), days()).prop_map(|((zone, change), week, exceptions, holidays)| {
        let today = rules(zone).to_datetime(change).date();
        let exceptions = exceptions.into_iter().map(|(day, length, hours)| {
            let date = today + day.days();
            Exception { date, until: (length > 0).then(|| date + length.days()), hours, name: None }
        });
        let holidays = holidays.into_iter().map(|(day, _, hours)| {
            let day = MonthDay::from(today + day.days());
            Holiday { day, hours, name: None }
        });
        let calendar = Calendar {
            id: text("any"),
            name: text("Any"),
            time_zone: text(zone),
            week,
            exceptions: exceptions.collect(),
            holidays: holidays.collect(),
        };
        (calendar, change)
    })
}

prop_compose! {
    /// A calendar, two instants and two durations.
    fn cases()(case in around_a_change())(
        a in near(case.1), b in near(case.1), x in duration(), y in duration(), calendar in Just(case.0),
    ) -> (Calendar, [Timestamp; 2], [SignedDuration; 2]) {
        (calendar, [a.min(b), a.max(b)], [x.min(y), x.max(y)])
    }
}

/// The hours of a day, found without what the schedule makes of a calendar.
fn hours_on(calendar: &Calendar, date: Date) -> &[Hours] {
    let mut taken: Vec<&Exception> = Vec::new();
    for exception in &calendar.exceptions {
        if taken.iter().all(|other| exception.last_day() < other.date || other.last_day() < exception.date) {
            taken.push(exception);
        }
    }
    if let Some(exception) = taken.iter().find(|one| one.date <= date && date <= one.last_day()) {
        return &exception.hours;
    }
    match calendar.holidays.iter().find(|holiday| holiday.day == MonthDay::from(date)) {
        Some(holiday) => &holiday.hours,
        None => calendar.week.on(date.weekday()),
    }
}

/// Whether the clock on the wall shows business hours.
fn reads_open(calendar: &Calendar, at: Timestamp) -> bool {
    let reading = calendar.time_zone.rules().to_datetime(at);
    let minute = reading.hour() as u16 * 60 + reading.minute() as u16;
    let within = |hours: &[Hours], minute: u16| hours.iter().any(|h| h.opens() <= minute && minute < h.closes());
    let yesterday = reading.date().yesterday().unwrap();
    within(hours_on(calendar, reading.date()), minute) || within(hours_on(calendar, yesterday), minute + 24 * 60)
}

/// Whether clocks are set back close to a stretch of time, so that a reading does not say which of two instants it is.
fn reads_twice(zone: &TimeZone, from: Timestamp, to: Timestamp) -> bool {
    let margin = SignedDuration::from_hours(26);
    let mut offset = zone.to_offset(from - margin);
    zone.following(from - margin).take_while(|change| change.timestamp() <= to + margin).any(|change| {
        let before = std::mem::replace(&mut offset, change.offset());
        change.offset() < before
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn rule_02_as_much_passes_as_was_added((calendar, [from, _], durations) in cases()) {
        let schedule = Schedule::new(&calendar);
        for business in durations {
            let due = schedule.add(from, business);
            if due < Timestamp::MAX {
                prop_assert_eq!(schedule.between(from, due), business);
            }
        }
    }

    #[test]
    fn rule_02_no_earlier_instant_would_do((calendar, [from, to], [business, _]) in cases()) {
        let schedule = Schedule::new(&calendar);
        let due = schedule.add(from, business);
        prop_assert!(due >= from);
        if due > from {
            let just_before = due - SignedDuration::from_nanos(1);
            prop_assert!(schedule.between(from, just_before) < business);
        }
        prop_assert!(schedule.add(from, schedule.between(from, to)) <= to);
    }

    #[test]
    fn rule_02_later_or_longer_is_not_due_earlier((calendar, [a, b], [x, y]) in cases()) {
        let schedule = Schedule::new(&calendar);
        prop_assert!(schedule.add(a, x) <= schedule.add(b, x));
        prop_assert!(schedule.add(a, x) <= schedule.add(a, y));
    }

    #[test]
    fn rule_02_adding_twice_is_adding_the_sum((calendar, [from, _], [x, y]) in cases()) {
        let schedule = Schedule::new(&calendar);
        prop_assert_eq!(schedule.add(schedule.add(from, x), y), schedule.add(from, x + y));
        prop_assert_eq!(schedule.add(schedule.add(from, y), x), schedule.add(from, x + y));
    }

    #[test]
    fn rule_02_the_parts_of_a_stretch_make_the_whole((calendar, [a, c], _) in cases(), part in 0..100_i32) {
        let schedule = Schedule::new(&calendar);
        let b = a + c.duration_since(a) / 100 * part;
        prop_assert_eq!(schedule.between(a, b) + schedule.between(b, c), schedule.between(a, c));
        prop_assert!(schedule.between(a, c) <= c.duration_since(a));
        prop_assert_eq!(schedule.between(c, a), SignedDuration::ZERO);
    }

    #[test]
    fn rule_02_it_opens_where_time_begins_to_pass((calendar, [at, _], _) in cases()) {
        let schedule = Schedule::new(&calendar);
        let nanosecond = SignedDuration::from_nanos(1);
        let passes = |at: Timestamp| schedule.between(at, at + nanosecond) == nanosecond;
        prop_assert_eq!(schedule.is_open(at), passes(at));
        if let Some(opening) = schedule.next_opening(at) {
            prop_assert!(schedule.is_open(opening) && passes(opening));
            prop_assert_eq!(schedule.between(at, opening), SignedDuration::ZERO);
            prop_assert_eq!(schedule.is_open(at), opening == at);
        } else {
            prop_assert_eq!(schedule.add(at, nanosecond), Timestamp::MAX);
        }
    }

    #[test]
    fn a_calendar_is_read_back_as_it_was_written((calendar, _, _) in cases()) {
        let written = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<Calendar>(&written).unwrap(), calendar);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Minute by minute, by what the clock on the wall shows. It can not know which of two equal readings is the first.
    #[test]
    fn rule_02_the_clock_on_the_wall_agrees((calendar, [at, _], _) in cases(), minutes in 1..2_000_i64) {
        let schedule = Schedule::new(&calendar);
        let minute = |minutes: i64| SignedDuration::from_mins(minutes);
        let from = Timestamp::from_second(at.as_second().div_euclid(60) * 60).unwrap();
        let to = from + minute(minutes);
        prop_assume!(!reads_twice(calendar.time_zone.rules(), from, to));
        let mut open = 0;
        for passed in 0..minutes {
            let at = from + minute(passed);
            let reads_open = reads_open(&calendar, at);
            open += i64::from(reads_open);
            if passed % 7 == 0 {
                prop_assert_eq!(schedule.is_open(at), reads_open, "{}", at);
            }
        }
        prop_assert_eq!(schedule.between(from, to), minute(open));
    }
}
