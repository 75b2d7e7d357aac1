//! People as headers name them.

use guichet_domain::{EmailAddress, PersonName};
use mail_parser::parsers::MessageStream;
use serde::Serialize;

use crate::encoded_word;
use crate::headers::{Headers, unfold};

/// As many as are read of one field; nobody's mail to a desk names more.
const MOST: usize = 200;

/// As many fields of one name as are read.
const MOST_FIELDS: usize = 20;

/// Somebody whom a header names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// The name beside the address, if there is one that says more than the address.
    pub name: Option<PersonName>,
    /// The address, its domain in Unicode, as people type it.
    pub email: EmailAddress,
}

/// What a field says of people.
#[derive(Default)]
pub(crate) struct Listed {
    pub people: Vec<Sender>,
    /// How many entries there are, those that are no address included.
    pub entries: usize,
}

/// Everybody in all fields of this name.
pub(crate) fn people(headers: &Headers<'_>, field: &str) -> Vec<Sender> {
    let mut people = listed(headers, field).people;
    let mut seen = std::collections::BTreeSet::new();
    people.retain(|person| seen.insert(person.email.clone()));
    people
}

/// As above, with what could not be read counted.
pub(crate) fn listed(headers: &Headers<'_>, field: &str) -> Listed {
    let mut all = Listed::default();
    for value in headers.all(field).take(MOST_FIELDS) {
        let some = parse(value);
        all.entries += some.entries;
        all.people.extend(some.people);
        all.people.truncate(MOST);
    }
    all
}

/// Reads a list of addresses as it stands in a header.
pub(crate) fn parse(value: &str) -> Listed {
    let unfolded = unfold(value);
    // Several programs put the coded words into quotation marks, where they are none.
    let line = format!("{}\n", encoded_word::normalise(&unfolded));
    let mut listed = Listed::default();
    let value = MessageStream::new(line.as_bytes()).parse_address();
    let Some(address) = value.into_address() else { return listed };
    let list = match address {
        mail_parser::Address::List(list) => list,
        mail_parser::Address::Group(groups) => groups.into_iter().flat_map(|group| group.addresses).collect(),
    };
    for entry in list.iter().take(MOST) {
        listed.entries += 1;
        let email = entry.address.as_deref().and_then(email).or_else(|| entry.name.as_deref().and_then(email));
        listed
            .people
            .extend(email.map(|email| Sender { name: entry.name.as_deref().and_then(|n| name(n, &email)), email }));
    }
    listed
}

/// An address in its one form: in lower case, the domain in Unicode.
pub(crate) fn email(text: &str) -> Option<EmailAddress> {
    let text = text.trim().trim_matches(['<', '>', '\'', '"', ';', ',']).trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.rsplit_once('@')?;
    let domain = domain.trim_end_matches('.');
    let (unicode, outcome) = idna::domain_to_unicode(domain);
    let canonical = if outcome.is_ok() { unicode } else { domain.to_owned() };
    let of = |domain: &str| format!("{local}@{domain}").parse().ok();
    of(&canonical).or_else(|| of(domain))
}

/// A name as it can be shown: one line, no control or direction characters, within the limit.
pub(crate) fn name(text: &str, email: &EmailAddress) -> Option<PersonName> {
    let decoded = encoded_word::decode(text);
    let line = clean_line(&decoded, PersonName::LIMIT);
    let inner = ['"', '\''].iter().find_map(|quote| line.strip_prefix(*quote)?.strip_suffix(*quote));
    let line = inner.unwrap_or(&line).trim();
    (!line.eq_ignore_ascii_case(email.as_str())).then(|| line.parse().ok()).flatten()
}

/// One line of at most `limit` characters: every run of blanks and control characters is one blank, and characters that change the
/// direction or can not be seen are left out.
pub(crate) fn clean_line(text: &str, limit: usize) -> String {
    let spaced: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(limit * 4)
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(limit).collect::<String>().trim_end().to_owned()
}

/// Characters that turn the direction of a line around or take no room, by which a name or subject looks like another.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: &str) -> (Option<String>, String) {
        let person = parse(value).people.into_iter().next().unwrap();
        (person.name.map(String::from), String::from(person.email))
    }

    #[test]
    fn names_and_addresses() {
        let anna = (Some("Anna Keller".to_owned()), "anna@mail.example".to_owned());
        for value in [
            "Anna Keller <anna@mail.example>",
            "\"Anna Keller\" <Anna@MAIL.example>",
            "anna@mail.example (Anna Keller)",
            "=?utf-8?Q?Anna_Keller?= <anna@mail.example>",
            "\"=?utf-8?Q?Anna_Keller?=\" <anna@mail.example>",
            "'Anna Keller' <anna@mail.example>",
            "Anna\r\n Keller\r\n <anna@mail.example>",
        ] {
            assert_eq!(one(value), anna, "{value}");
        }
        assert_eq!(one("anna@mail.example"), (None, "anna@mail.example".to_owned()));
        assert_eq!(one("anna@mail.example <anna@mail.example>"), (None, "anna@mail.example".to_owned()));
        assert_eq!(one("Keller, Anna <anna@mail.example>").1, "anna@mail.example");
    }

    #[test]
    fn a_domain_has_one_form() {
        assert_eq!(one("a@xn--bcher-kva.example"), (None, "a@bücher.example".to_owned()));
        assert_eq!(one("a@BÜCHER.example."), (None, "a@bücher.example".to_owned()));
    }

    #[test]
    fn a_name_injects_nothing() {
        let (name, _) = one("=?utf-8?Q?Anna=0D=0ABcc:_x@y.example=E2=80=AE?= <anna@mail.example>");
        assert_eq!(name.as_deref(), Some("Anna Bcc: x@y.example"));
    }

    #[test]
    fn what_is_no_address_counts() {
        let listed = parse("undisclosed-recipients:;");
        assert!(listed.people.is_empty());
        let listed = parse("Anna <anna@mail.example>, nobody");
        assert_eq!((listed.people.len(), listed.entries), (1, 2));
    }
}
