//! Where the clock of a message's author is.

use crate::headers::Headers;

/// No clock on earth is further from UTC.
const MOST_HOURS: i16 = 14;

/// How far the author's clock is ahead of UTC, in minutes, as the message's date says it. `-0000` says that it is not known.
pub fn offset_minutes(headers: &Headers<'_>) -> Option<i16> {
    let date = headers.line("date")?;
    let offset = date.split_whitespace().find(|word| word.len() == 5 && word.starts_with(['+', '-']))?;
    let (hours, minutes): (i16, i16) = (offset.get(1..3)?.parse().ok()?, offset.get(3..5)?.parse().ok()?);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    (hours <= MOST_HOURS && minutes < 60 && offset != "-0000").then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mime;

    fn of(date: &str) -> Option<i16> {
        let raw = format!("Date: {date}\r\n\r\n");
        offset_minutes(&mime::walk(raw.as_bytes()).first()?.headers)
    }

    #[test]
    fn a_date_says_where_its_clock_is() {
        assert_eq!(of("Mon, 23 Nov 2026 10:12:31 +0100"), Some(60));
        assert_eq!(of("Mon, 23 Nov 2026 05:12:31 -0330 (NST)"), Some(-210));
        assert_eq!(of("Mon, 23 Nov 2026 09:12:31 +0000"), Some(0));
    }

    #[test]
    fn a_date_that_does_not_say_it_is_not_believed_to() {
        for date in
            ["Mon, 23 Nov 2026 09:12:31 -0000", "yesterday", "Mon, 23 Nov 2026 09:12:31 EST", "+9999", "+01é0", ""]
        {
            assert_eq!(of(date), None, "{date}");
        }
    }
}
