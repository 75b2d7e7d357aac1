//! Clocks and the pin as they stand on a ticket's item: a line each, with `#` between the fields, which no id contains.
//!
//! They are written with every change of the ticket, two units for each kilobyte, and as maps they would take a third of it.

use std::fmt::Write;

use guichet_domain::{Clock, ClockStatus, CountedHours, Metric, Pin, RungsReached};
use jiff::{SignedDuration, Timestamp};

use crate::StoreError;

const METRICS: [(Metric, &str); 8] = [
    (Metric::FirstResponse, "fr"),
    (Metric::NextResponse, "nr"),
    (Metric::PeriodicUpdate, "pu"),
    (Metric::FirstResolution, "fs"),
    (Metric::TotalResolution, "ts"),
    (Metric::RequesterWait, "rw"),
    (Metric::AgentWork, "aw"),
    (Metric::TimeInTier, "ti"),
];
const STATUSES: [(ClockStatus, &str); 5] = [
    (ClockStatus::Active, "a"),
    (ClockStatus::Paused, "p"),
    (ClockStatus::Met, "m"),
    (ClockStatus::Breached, "b"),
    (ClockStatus::Cancelled, "c"),
];
const HOURS: [(CountedHours, &str); 2] = [(CountedHours::Calendar, "c"), (CountedHours::Business, "b")];

fn code<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> &'static str {
    table.iter().find(|(of, _)| of == value).map_or("", |(_, code)| code)
}

fn value<T: Copy>(table: &[(T, &str)], code: &str) -> Option<T> {
    table.iter().find(|(_, of)| *of == code).map(|(value, _)| *value)
}

pub fn write(clock: &Clock) -> String {
    let instant =
        |at: Option<Timestamp>| at.map(|at| seconds(at.duration_since(Timestamp::UNIX_EPOCH))).unwrap_or_default();
    let fields = [
        format!("{}{}", code(&METRICS, &clock.metric), clock.instance),
        code(&STATUSES, &clock.status).to_owned(),
        clock.target_seconds.map(|target| target.to_string()).unwrap_or_default(),
        code(&HOURS, &clock.hours).to_owned(),
        clock.warn_at_percent.to_string(),
        if clock.spent.is_zero() { String::new() } else { seconds(clock.spent) },
        instant(clock.running_since),
        instant(clock.due_at),
        instant(clock.next_at),
        instant(clock.warned_at),
        instant(clock.breached_at),
        instant(clock.ended_at),
        if clock.rungs == RungsReached::default() { String::new() } else { format!("{:x}", clock.rungs.0) },
    ];
    fields.join("#").trim_end_matches('#').to_owned()
}

pub fn read(line: &str) -> Result<Clock, StoreError> {
    parse(line).ok_or_else(|| StoreError::Unreadable("a ticket's clock".into()))
}

fn parse(line: &str) -> Option<Clock> {
    let mut fields = line.split('#');
    let mut next = || fields.next().unwrap_or_default();
    let (metric, instance) = next().split_at_checked(2)?;
    let clock = Clock {
        metric: value(&METRICS, metric)?,
        instance: instance.parse().ok()?,
        status: value(&STATUSES, next())?,
        target_seconds: optional(next(), |target| target.parse().ok())?,
        hours: value(&HOURS, next())?,
        warn_at_percent: next().parse().ok()?,
        spent: optional(next(), duration)?.unwrap_or_default(),
        running_since: optional(next(), instant)?,
        due_at: optional(next(), instant)?,
        next_at: optional(next(), instant)?,
        warned_at: optional(next(), instant)?,
        breached_at: optional(next(), instant)?,
        ended_at: optional(next(), instant)?,
        rungs: RungsReached(optional(next(), |rungs| u64::from_str_radix(rungs, 16).ok())?.unwrap_or_default()),
    };
    Some(clock)
}

/// A field that may be empty, but not unreadable.
fn optional<T>(field: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if field.is_empty() { Some(None) } else { read(field).map(Some) }
}

fn instant(field: &str) -> Option<Timestamp> {
    Timestamp::UNIX_EPOCH.checked_add(duration(field)?).ok()
}

/// Seconds, with the nanoseconds behind a point if there are any.
fn seconds(duration: SignedDuration) -> String {
    let mut text = duration.as_secs().to_string();
    if duration.subsec_nanos() != 0 {
        // Writing to a string does not fail; the sign stands before the seconds, or here if there are none.
        if duration.is_negative() && duration.as_secs() == 0 {
            text.insert(0, '-');
        }
        write!(text, ".{:09}", duration.subsec_nanos().unsigned_abs()).ok();
        text.truncate(text.trim_end_matches('0').len());
    }
    text
}

fn duration(field: &str) -> Option<SignedDuration> {
    let (whole, fraction) = field.split_once('.').unwrap_or((field, ""));
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanos: i32 = if fraction.is_empty() { 0 } else { format!("{fraction:0<9}").parse().ok()? };
    let nanos = if whole.starts_with('-') { -nanos } else { nanos };
    Some(SignedDuration::new(whole.parse().ok()?, nanos))
}

pub fn write_pin(pin: &Pin) -> String {
    let (policy, calendar) =
        (pin.policy.as_ref().map_or("", |id| id.as_str()), pin.calendar.as_ref().map_or("", |id| id.as_str()));
    let chosen = if pin.chosen { "#c" } else { "" };
    format!("{}#{policy}#{calendar}{chosen}", pin.revision)
}

pub fn read_pin(line: &str) -> Result<Pin, StoreError> {
    let mut fields = line.split('#');
    let mut next = || fields.next().unwrap_or_default();
    let pin = (|| {
        Some(Pin {
            revision: next().parse().ok()?,
            policy: optional(next(), |id| id.parse().ok())?,
            calendar: optional(next(), |id| id.parse().ok())?,
            chosen: optional(next(), |field| (field == "c").then_some(()))?.is_some(),
        })
    })();
    pin.ok_or_else(|| StoreError::Unreadable("a ticket's pin".into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn instants() -> impl Strategy<Value = Option<Timestamp>> {
        let any = (0_i64..4_000_000_000, prop_oneof![Just(0), 0_i32..1_000_000_000]);
        proptest::option::of(any.prop_map(|(second, nanos)| Timestamp::new(second, nanos).unwrap()))
    }

    fn clocks() -> impl Strategy<Value = Clock> {
        let what =
            (0..8_usize, 1..1000_u32, 0..5_usize, proptest::option::of(0..9_999_999_i64), 0..2_usize, 0..=100_u8);
        let spent = (0..1_000_000_i64, prop_oneof![Just(0), 0..1_000_000_000_i32]);
        let when = (instants(), instants(), instants(), instants(), instants(), instants());
        (what, spent, when, any::<u64>()).prop_map(|(what, (secs, nanos), when, rungs)| Clock {
            metric: METRICS[what.0].0,
            instance: what.1,
            status: STATUSES[what.2].0,
            target_seconds: what.3,
            hours: HOURS[what.4].0,
            warn_at_percent: what.5,
            spent: SignedDuration::new(secs, nanos),
            running_since: when.0,
            due_at: when.1,
            next_at: when.2,
            warned_at: when.3,
            breached_at: when.4,
            ended_at: when.5,
            rungs: RungsReached(rungs),
        })
    }

    proptest! {
        #[test]
        fn a_clock_is_read_as_it_was_written(clock in clocks()) {
            prop_assert_eq!(parse(&write(&clock)), Some(clock));
        }

        #[test]
        fn what_is_no_clock_is_refused(line in "[a-z0-9#.]{0,40}") {
            if let Some(clock) = parse(&line) {
                prop_assert_eq!(parse(&write(&clock)), Some(clock));
            }
        }
    }

    #[test]
    fn a_pin_is_read_as_it_was_written() {
        for (policy, calendar, chosen) in
            [(Some("gold"), Some("paris"), true), (None, None, false), (Some("a|b"), None, true)]
        {
            let pin = Pin {
                policy: policy.map(|id| id.parse().unwrap()),
                calendar: calendar.map(|id| id.parse().unwrap()),
                revision: 17,
                chosen,
            };
            assert_eq!(read_pin(&write_pin(&pin)).unwrap(), pin);
        }
        assert!(read_pin("gold").is_err());
    }
}
