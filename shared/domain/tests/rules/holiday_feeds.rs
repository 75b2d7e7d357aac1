//! Rule 1: holidays from an iCalendar feed.

use guichet_domain::calendar::{Feed, IcalError, WhySkipped, holidays_from_ical};
use guichet_domain::{Calendar, Exception, Faults, Schedule};
use proptest::prelude::*;

use crate::history::text;

/// As Google publishes its calendars of public holidays.
const GOOGLE: &str = "BEGIN:VCALENDAR\r
PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
VERSION:2.0\r
CALSCALE:GREGORIAN\r
METHOD:PUBLISH\r
X-WR-CALNAME:Holidays in France\r
X-WR-TIMEZONE:UTC\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260714\r
DTEND;VALUE=DATE:20260715\r
DTSTAMP:20251122T221343Z\r
UID:20260714_60o30d1g60o30c1g60o30dr56o@google.com\r
CLASS:PUBLIC\r
DESCRIPTION:Public holiday\r
STATUS:CONFIRMED\r
SUMMARY:Bastille Day\r
TRANSP:TRANSPARENT\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260501\r
DTEND;VALUE=DATE:20260502\r
DESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Setting\r
 s > Holidays in France\r
SUMMARY:Labor Day / Ma\r
 y Day\r
TRANSP:TRANSPARENT\r
END:VEVENT\r
END:VCALENDAR\r
";

/// As Outlook and officeholidays.com write them: parameters, a zone that nothing uses, alarms, a longer break.
const OUTLOOK: &str = "BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION: \\nFrance: Christmas Day is celebrated on 25 December.
DTEND;VALUE=DATE:20261226
DTSTART;VALUE=DATE:20261225
LOCATION:France
PRIORITY:5
SUMMARY;LANGUAGE=en-us:France: Christmas Day\\, no mail
TRANSP:OPAQUE
X-ALT-DESC;FMTTYPE=text/html;X-NOTE=\"a: b; c\":<p>Closed</p>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT1080M
ACTION:DISPLAY
SUMMARY:Not the name
DTSTART;VALUE=DATE:19990101
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261228
DTEND;VALUE=DATE:20270101
SUMMARY:Between the years
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270329
DURATION:P1D
SUMMARY:Easter Monday
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Romance Standard Time:20261224T140000
DTEND;TZID=Romance Standard Time:20261224T180000
SUMMARY:Christmas party
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261102
SUMMARY:Cancelled: Bridge
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
";

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR\n", lines.trim())
}

fn read(feed: &str) -> Feed {
    holidays_from_ical(feed).unwrap()
}

fn problem(feed: &str) -> String {
    holidays_from_ical(feed).unwrap_err().to_string()
}

/// The days of each exception and its name.
fn told(feed: &Feed) -> Vec<String> {
    let tell = |exception: &Exception| {
        assert!(exception.hours.is_empty());
        let until = exception.until.map(|until| format!("..{until}")).unwrap_or_default();
        let name = exception.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("{}{until}{name}", exception.date)
    };
    feed.exceptions.iter().map(tell).collect()
}

fn yearly(feed: &Feed) -> Vec<String> {
    feed.holidays.iter().map(|holiday| holiday.day.to_string()).collect()
}

#[test]
fn rule_01_a_feed_by_google() {
    let feed = read(GOOGLE);
    assert_eq!(told(&feed), ["2026-05-01 Labor Day / May Day", "2026-07-14 Bastille Day"]);
    assert_eq!((feed.holidays, feed.skipped), (vec![], vec![]));
}

#[test]
fn rule_01_a_feed_by_outlook() {
    let feed = read(OUTLOOK);
    assert_eq!(
        told(&feed),
        [
            "2026-12-25 France: Christmas Day, no mail",
            "2026-12-28..2026-12-31 Between the years",
            "2027-03-29 Easter Monday"
        ]
    );
    let skipped: Vec<_> = feed.skipped.iter().map(|event| (event.line, event.why)).collect();
    assert_eq!(skipped, [(43, WhySkipped::Timed), (48, WhySkipped::Cancelled)]);
    assert_eq!(feed.skipped[0].name, Some(text("Christmas party")));
}

#[test]
fn rule_01_an_imported_holiday_closes_the_desk() {
    let mut calendar = Calendar::always(text("paris"));
    calendar.exceptions = read(OUTLOOK).exceptions;
    let mut faults = Faults::default();
    calendar.check(&mut faults);
    assert_eq!(faults.found(), []);
    let schedule = Schedule::new(&calendar);
    assert_eq!(schedule.next_opening(text("2026-12-30T12:00:00Z")), Some(text("2027-01-01T00:00:00Z")));
}

#[test]
fn a_day_of_every_year_becomes_a_yearly_holiday() {
    let every = |rule: &str| {
        read(&event(&format!(
            "DTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20201227\nRRULE:{rule}\nSUMMARY:Christmas"
        )))
    };
    for rule in ["FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=1;WKST=MO", "freq=yearly;BYMONTH=12;BYMONTHDAY=25;"] {
        assert_eq!(yearly(&every(rule)), ["12-25", "12-26"], "{rule}");
    }
    for rule in ["FREQ=YEARLY;INTERVAL=2", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=DAILY", "FREQ=YEARLY;COUNT=3", ""]
    {
        let feed = every(rule);
        assert_eq!((feed.exceptions, feed.holidays), (vec![], vec![]), "{rule}");
        assert_eq!(feed.skipped[0].why, WhySkipped::Recurrence, "{rule}");
    }
    let but_once = event("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20211225");
    assert_eq!(read(&but_once).skipped[0].why, WhySkipped::Recurrence);
    let for_ever = event("DTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY");
    assert_eq!(read(&for_ever).skipped[0].why, WhySkipped::Recurrence);
}

#[test]
fn no_day_comes_twice() {
    let feed = "BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260103
DTEND;VALUE=DATE:20260106
SUMMARY:Second
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260101
DTEND;VALUE=DATE:20260105
SUMMARY:First
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260101
SUMMARY:New Year
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260501
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270501
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR";
    let feed = read(feed);
    assert_eq!(told(&feed), ["2026-01-01..2026-01-04 First", "2026-01-05 Second"]);
    assert_eq!(yearly(&feed), ["05-01"]);
    let skipped: Vec<_> = feed.skipped.iter().map(|event| (event.line, event.why)).collect();
    assert_eq!(skipped, [(12, WhySkipped::Repeated), (20, WhySkipped::Repeated)]);
}

#[test]
fn what_feeds_get_nearly_right_is_understood() {
    assert_eq!(told(&read(&event("DTSTART:20260101"))), ["2026-01-01"], "no VALUE, no end, no name");
    assert_eq!(told(&read(&event("DTSTART:20260101\nDTEND:20260101"))), ["2026-01-01"], "the last day as the end");
    assert_eq!(told(&read(&event("dtstart;value=date:20260101\nDURATION:P1W"))), ["2026-01-01..2026-01-07"]);
    assert_eq!(told(&read(&format!("\u{feff}{}", event("DTSTART:20260101\nSUMMARY: \\n ")))), ["2026-01-01"]);
    let long = event(&format!("DTSTART:20260101\nSUMMARY:{}", "é".repeat(200)));
    assert_eq!(read(&long).exceptions[0].name, Some(text(&"é".repeat(80))));
    let escaped = event("DTSTART:20260101\nSUMMARY:One\\, two\\; a\\\\b\\nthree\u{7}\\");
    assert_eq!(told(&read(&escaped)), ["2026-01-01 One, two; a\\b three \\"]);
    assert_eq!(read("BEGIN:VCALENDAR\nEND:VCALENDAR"), Feed::default());
}

#[test]
fn what_can_not_be_read_is_named_with_its_line() {
    for no_feed in ["", "<!doctype html>\n", "BEGIN:VCARD\nEND:VCARD"] {
        assert!(problem(no_feed).starts_with("line 1: "), "{no_feed}");
    }
    assert_eq!(problem("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), "line 2: BEGIN:VEVENT has no end");
    assert_eq!(problem("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR"), "line 3: END:VCALENDAR without a beginning");
    assert_eq!(
        problem("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR"),
        "line 3: END:VCALENDAR where BEGIN:VEVENT of line 2 is to end"
    );
    assert_eq!(
        problem("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT"),
        "line 3: an event is part of a calendar and of nothing else"
    );
    assert_eq!(problem(&event("SUMMARY:No day")), "line 2: the event has no DTSTART");
    assert_eq!(
        problem(&event("SUMMARY:Folded\n wrongly\nno colon")),
        "line 5: a name, a colon and a value are expected"
    );
    for date in ["20260230", "2026-01-01", "", "2026010", "tomorrow", "２０２６"] {
        let problem = problem(&event(&format!("DTSTART;VALUE=DATE:{date}")));
        assert_eq!(problem, format!("line 3: {date} is not a date such as 20261225"));
    }
    assert_eq!(
        problem(&event("DTSTART:20260102\nDTEND:20260101")),
        "line 4: 2026-01-01 is before 2026-01-02, when the event starts"
    );
    assert_eq!(problem(&event("DTSTART:20260102\nDURATION:PT24H")), "line 4: PT24H is not a number of days");
    assert_eq!(
        problem(&event("DTSTART:20260102\nDTEND:20260103T000000")),
        "line 4: 20260103T000000 is not a date such as 20261225"
    );
}

#[test]
fn a_feed_is_no_larger_than_a_megabyte() {
    let feed = |length: usize| format!("BEGIN:VCALENDAR\nX-FILL:{}\nEND:VCALENDAR", "x".repeat(length - 37));
    assert_eq!(feed(1_000_000).len(), 1_000_000);
    assert_eq!(holidays_from_ical(&feed(1_000_000)), Ok(Feed::default()));
    assert_eq!(holidays_from_ical(&feed(1_000_001)), Err(IcalError::TooLong { limit: 1_000_000 }));
}

/// Lines that make sense one by one, in an order that need not.
fn lines() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "DTSTART;VALUE=DATE:20261225",
        "DTSTART:00000101",
        "DTSTART:99991231",
        "DTEND:99991231",
        "DTEND;VALUE=DATE:20261226",
        "DURATION:P65535W",
        "DURATION:P0D",
        "DURATION:P",
        "RRULE:FREQ=YEARLY",
        "RRULE:",
        "SUMMARY:\\",
        "SUMMARY;X=\":é",
        " é",
        "\t",
        "STATUS:CANCELLED",
    ]);
    let line = prop_oneof![9 => known.prop_map(str::to_owned), 1 => "[A-Z;:=\"\\\\é 0-9]{0,20}"];
    prop::collection::vec(line, 0..20).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_text_is_too_strange(any in any::<String>(), lines in lines()) {
        let start = "DTSTART;VALUE=DATE:20261225";
        for feed in [any.clone(), event(&any), event(&format!("{start}\n{any}")), event(&lines), event(&format!("{start}\n{lines}"))] {
            if let Ok(feed) = holidays_from_ical(&feed) {
                let mut calendar = Calendar::always(text("any"));
                (calendar.exceptions, calendar.holidays) = (feed.exceptions, feed.holidays);
                let mut faults = Faults::default();
                calendar.check(&mut faults);
                prop_assert_eq!(faults.found(), []);
            }
        }
    }
}
