use jiff::civil::Date;

use super::{IcalError, malformed};

/// A content line: `DTSTART;VALUE=DATE:20261225`.
pub struct Line {
    /// Where it begins in the feed.
    pub number: usize,
    /// In upper case.
    pub name: String,
    /// What is between the name and the value, in upper case.
    parameters: String,
    pub value: String,
}

/// Puts together the lines that were folded because they are long, and takes them apart.
pub fn unfold(text: &str) -> Result<Vec<Line>, IcalError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut unfolded: Vec<(usize, String)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match (line.strip_prefix([' ', '\t']), unfolded.last_mut()) {
            (Some(more), Some((_, before))) => before.push_str(more),
            _ if line.trim().is_empty() => {}
            _ => unfolded.push((number, line.to_owned())),
        }
    }
    unfolded.into_iter().map(|(number, line)| Line::parse(number, &line)).collect()
}

impl Line {
    fn parse(number: usize, line: &str) -> Result<Self, IcalError> {
        // A parameter in quotes may contain a colon.
        let mut quoted = false;
        let colon = line.find(|c: char| {
            quoted ^= c == '"';
            c == ':' && !quoted
        });
        let Some((head, value)) = colon.map(|colon| (&line[..colon], &line[colon + 1..])) else {
            return malformed(number, "a name, a colon and a value are expected");
        };
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return malformed(number, "a name, a colon and a value are expected");
        }
        Ok(Self {
            number,
            name: name.to_ascii_uppercase(),
            parameters: parameters.to_ascii_uppercase(),
            value: value.trim().to_owned(),
        })
    }

    /// Whether it says a time of day. `VALUE=DATE` is left out by some, so the value itself decides.
    pub fn is_time(&self) -> bool {
        !self.parameters.split(';').any(|parameter| parameter == "VALUE=DATE") && self.value.contains('T')
    }

    pub fn date(&self) -> Result<Date, IcalError> {
        let date = || {
            let digits = self.value.len() == 8 && self.value.bytes().all(|b| b.is_ascii_digit());
            let part = |range| self.value.get(range).filter(|_| digits);
            Date::new(part(0..4)?.parse().ok()?, part(4..6)?.parse().ok()?, part(6..8)?.parse().ok()?).ok()
        };
        match date() {
            Some(date) => Ok(date),
            None => malformed(self.number, format!("{} is not a date such as 20261225", self.shown())),
        }
    }

    /// As much of the value as an error message can take.
    pub fn shown(&self) -> String {
        self.value.chars().filter(|c| !c.is_control()).take(40).collect()
    }

    /// The value with its escapes undone.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(c) = characters.next() {
            match c {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => text.push('\\'),
                },
                _ => text.push(c),
            }
        }
        text
    }
}
