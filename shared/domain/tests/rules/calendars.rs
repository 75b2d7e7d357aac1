use guichet_domain::{Calendar, Fault, Faults, Schedule};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::history::text;

/// An office in Paris as its people would write it down.
const PARIS: &str = "
id: paris
name: Paris office
time_zone: Europe/Paris
week:
  monday: &day [09:00-12:30, 13:30-18:00]
  tuesday: *day
  wednesday: *day
  thursday: *day
  friday: [09:00-12:30, 13:30-17:00]
exceptions:
  - date: 2026-12-24
    hours: [09:00-12:00]
    name: Christmas Eve
  - date: 2026-12-28
    until: 2026-12-31
    name: Between the years
holidays:
  - {day: 12-25, name: Christmas}
  - {day: 01-01, name: New Year}
";

/// Two nights and a Sunday around the clock.
const NIGHTS: &str = "
id: nights
name: Nights
time_zone: Europe/Paris
week:
  wednesday: [22:00-06:00]
  thursday: [22:00-06:00]
  sunday: [00:00-24:00]
";

fn calendar(yaml: &str) -> Calendar {
    serde_yaml_ng::from_str(yaml).unwrap()
}

/// A desk that can be asked in the readings of its own clock.
struct Desk {
    schedule: Schedule,
    calendar: Calendar,
}

fn desk(yaml: &str) -> Desk {
    let calendar = calendar(yaml);
    Desk { schedule: Schedule::new(&calendar), calendar }
}

impl Desk {
    fn at(&self, reading: &str) -> Timestamp {
        let reading: DateTime = text(reading);
        self.calendar.time_zone.rules().to_timestamp(reading).unwrap()
    }

    fn after(&self, from: &str, business: &str) -> String {
        let due = self.schedule.add(self.at(from), text(business));
        self.calendar.time_zone.rules().to_datetime(due).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn between(&self, from: &str, to: &str) -> SignedDuration {
        self.schedule.between(self.at(from), self.at(to))
    }

    fn is_open(&self, reading: &str) -> bool {
        self.schedule.is_open(self.at(reading))
    }

    fn next_opening(&self, reading: &str) -> Option<Timestamp> {
        self.schedule.next_opening(self.at(reading))
    }
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn faults(calendar: &Calendar) -> Vec<Fault> {
    let mut faults = Faults::default();
    calendar.check(&mut faults);
    faults.found()
}

fn codes(yaml: &str) -> Vec<String> {
    faults(&calendar(yaml)).into_iter().map(|fault| format!("{} {}", fault.place, fault.code)).collect()
}

#[test]
fn rule_01_lunch_breaks_do_not_count() {
    let paris = desk(PARIS);
    assert_eq!(paris.after("2026-03-02 11:30", "PT2H"), "2026-03-02 14:30");
    assert_eq!(paris.between("2026-03-02 12:00", "2026-03-02 14:00"), hours(1));
    assert!(!paris.is_open("2026-03-02 12:30") && paris.is_open("2026-03-02 13:30"));
}

#[test]
fn rule_01_a_target_that_ends_with_the_day_is_due_that_evening() {
    let paris = desk(PARIS);
    assert_eq!(paris.after("2026-03-02 09:00", "PT8H"), "2026-03-02 18:00");
    assert_eq!(paris.after("2026-03-02 09:00", "PT8H1M"), "2026-03-03 09:01");
    assert_eq!(paris.after("2026-03-06 16:00", "PT1H"), "2026-03-06 17:00");
    assert_eq!(paris.after("2026-03-06 16:00", "PT90M"), "2026-03-09 09:30", "over the weekend");
}

#[test]
fn rule_01_a_night_shift_crosses_midnight() {
    let nights = desk(NIGHTS);
    assert!(nights.is_open("2026-03-04 23:00") && nights.is_open("2026-03-05 05:59"));
    assert!(!nights.is_open("2026-03-05 06:00") && !nights.is_open("2026-03-04 05:00"));
    assert_eq!(nights.after("2026-03-04 23:00", "PT8H"), "2026-03-05 23:00");
    assert_eq!(nights.between("2026-03-04 00:00", "2026-03-07 00:00"), hours(16));
}

#[test]
fn rule_01_a_night_belongs_to_the_day_that_it_starts_on() {
    let nights = desk(&format!("{NIGHTS}exceptions: [{{date: 2026-03-05, name: Strike}}]"));
    assert!(nights.is_open("2026-03-05 05:00"), "Wednesday's night is not cut short");
    assert!(!nights.is_open("2026-03-05 23:00") && !nights.is_open("2026-03-06 05:00"));
}

#[test]
fn rule_01_a_night_that_reaches_into_the_hours_of_the_next_day_counts_once() {
    let exception = "exceptions: [{date: 2026-03-07, hours: ['20:00-04:00'], name: Launch}]";
    let nights = desk(&format!("{NIGHTS}{exception}"));
    assert_eq!(nights.between("2026-03-07 00:00", "2026-03-09 00:00"), hours(4 + 24));
    assert_eq!(codes(&format!("{NIGHTS}{exception}")), [""; 0]);
}

#[test]
fn rule_01_an_exception_closes_days_or_gives_them_other_hours() {
    let paris = desk(PARIS);
    assert_eq!(paris.between("2026-12-24 00:00", "2026-12-25 00:00"), hours(3));
    assert_eq!(paris.between("2026-12-28 00:00", "2027-01-01 00:00"), hours(0));
    assert_eq!(paris.after("2026-12-24 11:00", "PT2H"), "2027-01-04 10:00");
    assert_eq!(paris.next_opening("2026-12-24 12:00"), Some(paris.at("2027-01-04 09:00")));
}

#[test]
fn rule_01_a_holiday_comes_back_each_year() {
    let paris = desk(PARIS);
    for year in [1999, 2025, 2026, 2030] {
        assert!(!paris.is_open(&format!("{year}-12-25 10:00")));
    }
    assert!(paris.is_open("2029-12-24 17:30"), "an exception does not");
}

#[test]
fn rule_01_the_29th_of_february_is_a_holiday_of_leap_years() {
    let leap = desk(&format!("{PARIS}  - {{day: 02-29, hours: [10:00-11:00]}}"));
    assert_eq!(leap.between("2028-02-28 00:00", "2028-03-02 00:00"), hours(8 + 1 + 8));
    assert_eq!(leap.between("2029-02-28 00:00", "2029-03-02 00:00"), hours(8 + 8));
}

#[test]
fn rule_01_an_exception_beats_a_holiday_beats_the_week() {
    let yaml = PARIS.replace("2026-12-24", "2026-12-25");
    assert_eq!(desk(&yaml).between("2026-12-25 00:00", "2026-12-26 00:00"), hours(3));
    assert_eq!(desk(PARIS).between("2026-12-25 00:00", "2026-12-26 00:00"), hours(0));
}

#[test]
fn rule_01_a_desk_that_never_closes_is_a_calendar() {
    let always = Calendar::always(text("always"));
    assert_eq!(faults(&always), []);
    let schedule = Schedule::new(&always);
    let at: Timestamp = text("2026-03-29T00:30:00Z");
    assert_eq!(schedule.add(at, hours(8)), at + hours(8));
    assert_eq!(schedule.between(at, at + hours(800)), hours(800));
    assert_eq!(schedule.next_opening(at), Some(at));
    assert!(schedule.is_open(at) && schedule.is_open(Timestamp::MIN));
    assert_eq!(schedule.add(at, SignedDuration::MAX), Timestamp::MAX);
    let written_out = serde_json::to_string(&always).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&written_out).unwrap(), always);
}

#[test]
fn rule_01_what_never_opens_again_is_never_due() {
    let past = desk(
        "
id: past
name: Past
time_zone: UTC
exceptions: [{date: 2020-01-01, until: 2020-01-02, hours: ['09:00-17:00']}, {date: 2021-01-01, until: 9999-12-31}]
",
    );
    assert_eq!(past.after("2020-01-01 12:00", "PT6H"), "2020-01-02 10:00");
    let at = past.at("2020-01-01 12:00");
    assert_eq!(past.schedule.add(at, hours(14)), Timestamp::MAX);
    assert_eq!(past.next_opening("2026-01-01 00:00"), None);
    assert!(!past.is_open("2026-01-01 10:00"));

    let closing = desk(&PARIS.replace("until: 2026-12-31", "until: 9999-12-31"));
    assert_eq!(closing.schedule.add(closing.at("2026-12-28 09:00"), hours(1)), Timestamp::MAX);
    assert_eq!(closing.next_opening("2027-12-28 09:00"), None);
}

#[test]
fn rule_01_the_ends_of_time_are_no_trap() {
    let paris = desk(PARIS);
    for at in [Timestamp::MIN, Timestamp::MAX] {
        paris.schedule.is_open(at);
        paris.schedule.next_opening(at);
        assert_eq!(paris.schedule.between(at, at), hours(0));
        assert!(paris.schedule.add(at, hours(1)) >= at);
        assert_eq!(paris.schedule.add(at, SignedDuration::MAX), Timestamp::MAX);
    }
    assert!(paris.schedule.between(Timestamp::MIN, Timestamp::MAX) > hours(1));
}

#[test]
fn rule_02_the_hour_that_spring_takes_is_not_counted() {
    let nights = desk(NIGHTS);
    assert_eq!(nights.between("2026-03-29 00:00", "2026-03-30 00:00"), hours(23));
    assert_eq!(nights.after("2026-03-29 00:00", "PT2H"), "2026-03-29 03:00");
    assert_eq!(nights.after("2026-03-29 00:00", "PT2H1M"), "2026-03-29 03:01");
}

#[test]
fn rule_02_the_hour_that_autumn_gives_is_counted() {
    let nights = desk(NIGHTS);
    assert_eq!(nights.between("2026-10-25 00:00", "2026-10-26 00:00"), hours(25));
    assert_eq!(nights.schedule.add(nights.at("2026-10-25 00:00"), hours(3)), text("2026-10-25T01:00:00Z"));
    assert_eq!(nights.schedule.add(nights.at("2026-10-25 00:00"), hours(4)), text("2026-10-25T02:00:00Z"));
}

#[test]
fn rule_02_hours_that_begin_or_end_in_the_hour_that_spring_takes_do_so_at_the_change() {
    let change: Timestamp = text("2026-03-29T01:00:00Z");
    let ends = desk(&NIGHTS.replace("00:00-24:00", "00:00-02:20"));
    assert_eq!(ends.between("2026-03-29 00:00", "2026-03-30 00:00"), hours(2));
    assert!(!ends.schedule.is_open(change));

    let begins = desk(&NIGHTS.replace("00:00-24:00", "02:20-10:00"));
    assert_eq!(begins.next_opening("2026-03-29 00:00"), Some(change));
    assert_eq!(begins.between("2026-03-29 00:00", "2026-03-30 00:00"), hours(7));

    let within = desk(&NIGHTS.replace("00:00-24:00", "02:10-02:50"));
    assert_eq!(within.between("2026-03-29 00:00", "2026-03-30 00:00"), hours(0));
}

#[test]
fn rule_02_hours_that_begin_or_end_in_the_hour_that_comes_twice_do_so_the_first_time() {
    let ends = desk(&NIGHTS.replace("00:00-24:00", "00:00-02:30"));
    let half_past: Timestamp = text("2026-10-25T00:30:00Z");
    assert_eq!(ends.schedule.add(ends.at("2026-10-25 00:00"), text("PT150M")), half_past);
    assert!(!ends.schedule.is_open(half_past) && !ends.schedule.is_open(text("2026-10-25T01:15:00Z")));

    let begins = desk(&NIGHTS.replace("00:00-24:00", "02:30-03:00"));
    assert_eq!(begins.next_opening("2026-10-25 00:00"), Some(half_past));
    assert_eq!(begins.between("2026-10-25 00:00", "2026-10-26 00:00"), text("PT90M"));
}

#[test]
fn rule_02_half_hours_and_skipped_days_are_zones_too() {
    let lord_howe = desk(&NIGHTS.replace("Europe/Paris", "Australia/Lord_Howe"));
    assert_eq!(lord_howe.between("2026-04-05 00:00", "2026-04-06 00:00"), text("PT24H30M"));
    assert_eq!(lord_howe.between("2026-10-04 00:00", "2026-10-05 00:00"), text("PT23H30M"));

    let apia = desk(&PARIS.replace("Europe/Paris", "Pacific/Apia"));
    assert_eq!(apia.between("2011-12-29 00:00", "2011-12-31 00:00"), hours(8), "Samoa had no 30 December in 2011");
    assert_eq!(apia.after("2011-12-29 17:00", "PT2H"), "2012-01-02 10:00");
}

#[test]
fn rule_02_a_change_at_midnight_gives_the_hour_to_the_day_that_has_it() {
    let cairo = desk(&NIGHTS.replace("Europe/Paris", "Africa/Cairo").replace("sunday", "friday"));
    assert_eq!(cairo.between("2026-04-24 01:00", "2026-04-25 00:00"), hours(23), "that Friday begins at 01:00");
    let whole_thursday = desk(&NIGHTS.replace("Europe/Paris", "Africa/Cairo").replace("sunday", "monday"));
    assert_eq!(
        whole_thursday.after("2026-10-29 22:00", "PT9H"),
        "2026-10-30 06:00",
        "23:00 comes twice on that Thursday"
    );
}

#[test]
fn rule_02_a_day_that_begins_twice_begins_the_first_time() {
    let early = desk(&NIGHTS.replace("Europe/Paris", "America/St_Johns").replace("00:00-24:00", "00:00-00:30"));
    let midnight: Timestamp = text("2006-10-29T02:30:00Z");
    let first_reading_of_half_past_eleven = midnight - text::<SignedDuration>("PT30M");
    let second_reading = first_reading_of_half_past_eleven + hours(1);
    assert_eq!(early.schedule.next_opening(first_reading_of_half_past_eleven), Some(midnight));
    assert!(early.schedule.is_open(second_reading), "one minute after midnight it was a minute past eleven again");
    assert_eq!(early.schedule.between(midnight, second_reading), text("PT30M"));
}

#[test]
fn a_calendar_is_written_as_it_is_read() {
    let paris = calendar(PARIS);
    let json = serde_json::to_value(&paris).unwrap();
    assert_eq!(json["week"]["friday"], json!(["09:00-12:30", "13:30-17:00"]));
    assert_eq!(json["week"].as_object().unwrap().len(), 5);
    assert_eq!(json["exceptions"][0]["hours"], json!(["09:00-12:00"]));
    assert_eq!(
        json["exceptions"][1],
        json!({"date": "2026-12-28", "until": "2026-12-31", "name": "Between the years"})
    );
    assert_eq!(json["holidays"][0], json!({"day": "12-25", "name": "Christmas"}));
    assert_eq!(serde_json::from_value::<Calendar>(json).unwrap(), paris);
    assert_eq!(calendar(&serde_yaml_ng::to_string(&paris).unwrap()), paris);
    assert_eq!(faults(&paris), []);

    let bare = json!({"id": "bare", "name": "Bare", "time_zone": "asia/kolkata"});
    let bare: Calendar = serde_json::from_value(bare).unwrap();
    assert_eq!(
        serde_json::to_value(&bare).unwrap(),
        json!({"id": "bare", "name": "Bare", "time_zone": "Asia/Kolkata"})
    );
}

#[test]
fn what_can_not_be_read_is_named() {
    let problem = |yaml: &str| serde_yaml_ng::from_str::<Calendar>(yaml).unwrap_err().to_string();
    assert!(problem(&PARIS.replace("Europe/Paris", "Europe/Pari")).contains("unknown time zone \"Europe/Pari\""));
    assert!(problem(&PARIS.replace("Europe/Paris", "Etc/Unknown")).contains("unknown time zone"));
    assert!(problem(&PARIS.replace("tuesday", "teusday")).contains("unknown field `teusday`"));
    for hours in ["09:00", "9-17", "09:60-10:00", "24:00-25:00", "22:00-24:01", "09:00-10:00-11:00", "+9:00-10:00"] {
        let problem = problem(&PARIS.replace("09:00-12:00", hours));
        assert!(problem.contains("is not an interval such as 09:00-12:30"), "{hours}: {problem}");
    }
    for day in ["13-01", "02-30", "1-1", "2026-12-25"] {
        let problem = problem(&PARIS.replace("12-25", day));
        assert!(problem.contains("is not a day of the year such as 12-25"), "{day}: {problem}");
    }
}

#[test]
fn hours_are_written_in_one_way() {
    for (written, read) in
        [("9:00 - 12:30", "09:00-12:30"), ("22:00-00:00", "22:00-24:00"), ("22:00-6:00", "22:00-06:00")]
    {
        assert_eq!(text::<guichet_domain::calendar::Hours>(written).to_string(), read);
    }
}

#[test]
fn what_can_not_be_meant_is_reported_with_its_place() {
    assert_eq!(codes("{id: a, name: A, time_zone: UTC}"), ["week no_hours"]);
    assert_eq!(
        codes("{id: a, name: A, time_zone: UTC, week: {monday: ['09:00-09:00']}}"),
        ["week no_hours", "week.monday[0] empty"]
    );
    let broken = PARIS
        .replace("2026-12-31", "2026-12-24")
        .replace("01-01", "12-25")
        .replace("[09:00-12:00]", "[09:00-12:00, 11:00-13:00, 14:00-14:00]");
    assert_eq!(
        codes(&broken),
        [
            "exceptions[0].hours[2] empty",
            "exceptions[0].hours[1] overlapping",
            "exceptions[1].until reversed",
            "holidays[1].day duplicate",
        ]
    );
    let twice = PARIS.replace("2026-12-28", "2026-12-20");
    assert_eq!(codes(&twice), ["exceptions[1].date duplicate"]);
}

#[test]
fn overlapping_hours_are_found_across_midnight_and_across_the_week() {
    let week = |week: &str| codes(&format!("{{id: a, name: A, time_zone: UTC, week: {week}}}"));
    assert_eq!(week("{monday: ['13:00-18:00', '09:00-13:01']}"), ["week.monday[0] overlapping"]);
    assert_eq!(
        week("{monday: ['09:00-18:00', '10:00-11:00', '12:00-13:00']}"),
        ["week.monday[1] overlapping", "week.monday[2] overlapping"]
    );
    assert_eq!(week("{monday: ['22:00-06:00'], tuesday: ['05:00-08:00']}"), ["week.tuesday[0] overlapping"]);
    assert_eq!(week("{sunday: ['22:00-06:00'], monday: ['05:00-08:00']}"), ["week.monday[0] overlapping"]);
    assert_eq!(week("{monday: ['22:00-06:00', '06:00-22:00'], tuesday: ['06:00-24:00']}"), [""; 0]);
    assert_eq!(week("{sunday: ['22:00-06:00'], monday: ['06:00-07:00']}"), [""; 0]);

    let overlap = calendar("{id: a, name: A, time_zone: UTC, week: {sunday: [22:00-06:00], monday: [05:00-08:00]}}");
    assert_eq!(faults(&overlap)[0].message, "05:00-08:00 overlaps with sunday's 22:00-06:00");
}
