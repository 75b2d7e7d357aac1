//! What people type, checked once at the edge. A value of one of these types is trimmed, not empty, within its limit and
//! free of control characters; a header can not be injected through it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    #[error("must not be empty")]
    Required,
    #[error("is longer than {limit} characters")]
    TooLong { limit: usize },
    #[error("{0}")]
    Malformed(&'static str),
}

impl Invalid {
    /// The stable code that a problem document names.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::Malformed(_) => "invalid",
        }
    }
}

/// One line: no control characters at all. Several lines: line feeds and tabs are kept, carriage returns are folded.
fn one_line(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = value.trim();
    if value.is_empty() {
        return Err(Invalid::Required);
    }
    if value.chars().count() > limit {
        return Err(Invalid::TooLong { limit });
    }
    if value.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
        return Err(Invalid::Malformed("control characters and line breaks are not allowed"));
    }
    Ok(value.to_owned())
}

fn many_lines(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let value = value.trim();
    if value.is_empty() {
        return Err(Invalid::Required);
    }
    if value.chars().count() > limit {
        return Err(Invalid::TooLong { limit });
    }
    if value.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Invalid::Malformed("control characters are not allowed"));
    }
    Ok(value.to_owned())
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $limit:expr, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The longest that it may be, in characters.
            pub const LIMIT: usize = $limit;

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(value: &str) -> Result<Self, Invalid> {
                let parse: fn(&str, usize) -> Result<String, Invalid> = $parse;
                parse(value, $limit).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(value: String) -> Result<Self, Invalid> {
                value.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text!(
    /// The subject line of a ticket.
    Subject,
    200,
    one_line
);
text!(
    /// The text of a message or a note. Four bytes a character at most, so an event always fits DynamoDB's 400 KB item.
    Body,
    50_000,
    many_lines
);
text!(
    /// A person's name as they write it.
    PersonName,
    120,
    one_line
);
text!(
    /// The name of a team, a form or another thing that a desk sets up.
    Label,
    80,
    one_line
);
text!(
    /// A telephone number as typed; it is shown, never dialled.
    Phone,
    40,
    phone
);
text!(
    /// A tag: lower case, no spaces.
    Tag,
    40,
    tag
);
text!(
    /// What stands below every answer of a team.
    Signature,
    2_000,
    many_lines
);
text!(
    /// What stands above the text of a mail.
    Heading,
    120,
    one_line
);
text!(
    /// The text of a mail that a desk words itself: Markdown with placeholders.
    TextBody,
    4_000,
    many_lines
);
text!(
    /// The name of a file: no path, and nothing that makes it look like another.
    FileName,
    160,
    file_name
);
text!(
    /// What a file is, such as `image/png`: a type without parameters.
    MediaType,
    100,
    media_type
);
text!(
    /// The id of a mail, without the brackets around it.
    MessageId,
    250,
    message_id
);
text!(
    /// An e-mail address in lower case, of the form that mail servers of today accept: no quoted local part, no comment.
    EmailAddress,
    254,
    email_address
);

impl EmailAddress {
    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What stands between a plus sign and the `@`.
    pub fn detail(&self) -> Option<&str> {
        self.local().split_once('+').map(|(_, detail)| detail)
    }

    /// The address without that: where it is delivered.
    pub fn without_detail(&self) -> Self {
        match self.local().split_once('+') {
            Some((name, _)) if !name.is_empty() => Self(format!("{name}@{}", self.domain())),
            _ => self.clone(),
        }
    }

    /// The address with something that tells one conversation from another.
    pub fn with_detail(&self, detail: &str) -> Result<Self, Invalid> {
        let name = self.without_detail();
        format!("{}+{detail}@{}", name.local(), self.domain()).parse()
    }
}

fn phone(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = one_line(value, limit)?;
    let allowed = |c: char| c.is_ascii_digit() || "+-() ./".contains(c) || c.is_ascii_alphabetic();
    if value.chars().all(allowed) && value.chars().any(|c| c.is_ascii_digit()) {
        Ok(value)
    } else {
        Err(Invalid::Malformed("a telephone number is expected"))
    }
}

fn tag(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = one_line(value, limit)?.to_lowercase();
    if value.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c)) {
        Ok(value)
    } else {
        Err(Invalid::Malformed("letters, digits and - _ : . are allowed"))
    }
}

fn file_name(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = one_line(value, limit)?;
    // Marks that turn the direction of writing make `gpj.exe` read as `exe.jpg`.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if value.starts_with('.') || value.chars().any(|c| "/\\:".contains(c) || turns(c)) {
        return Err(Invalid::Malformed("a file name without a path is expected"));
    }
    Ok(value)
}

fn message_id(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = one_line(value, limit)?;
    let well_formed = value.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte));
    if well_formed { Ok(value) } else { Err(Invalid::Malformed("visible ASCII characters are expected")) }
}

fn media_type(value: &str, limit: usize) -> Result<String, Invalid> {
    let value = one_line(value, limit)?.to_ascii_lowercase();
    let is_token =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c));
    match value.split_once('/') {
        Some((kind, subtype)) if is_token(kind) && is_token(subtype) => Ok(value),
        _ => Err(Invalid::Malformed("a type such as image/png is expected")),
    }
}

fn email_address(value: &str, limit: usize) -> Result<String, Invalid> {
    const WRONG: Invalid = Invalid::Malformed("an address such as name@example.com is expected");
    let value = one_line(value, limit)?.to_lowercase();
    let (local, domain) = value.rsplit_once('@').ok_or(WRONG)?;
    let atext = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) || !c.is_ascii();
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.chars().all(|c| atext(c) && !c.is_whitespace())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && c.is_alphanumeric()))
    };
    if local_ok && domain.contains('.') && domain.split('.').all(label_ok) { Ok(value) } else { Err(WRONG) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_trimmed_line() {
        assert_eq!("  Hello \n".parse::<Subject>().unwrap().as_str(), "Hello");
        assert_eq!("a\nBcc: x@example.com".parse::<Subject>().unwrap_err().code(), "invalid");
        assert_eq!(" \t ".parse::<Subject>().unwrap_err().code(), "required");
        assert_eq!("é".repeat(200).parse::<Subject>().unwrap().as_str().chars().count(), 200);
        assert_eq!("é".repeat(201).parse::<Subject>(), Err(Invalid::TooLong { limit: 200 }));
    }

    #[test]
    fn a_body_keeps_its_lines() {
        assert_eq!("one\r\ntwo\rthree".parse::<Body>().unwrap().as_str(), "one\ntwo\nthree");
        assert_eq!("nul\0".parse::<Body>().unwrap_err().code(), "invalid");
    }

    #[test]
    fn addresses() {
        for good in ["a@example.com", "Jean.Dupont+tag@mail.example.fr", "o'brien@example.ie", "üser@exämple.de"] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.c",
            "a@b",
            "a b@c.de",
            "a@b..c",
            "a@-b.c",
            "a..b@c.de",
            "a@b.c\r\nBcc: d@e.f",
            "<a@b.c>",
        ] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
        assert_eq!("Anna@Example.COM".parse::<EmailAddress>().unwrap().as_str(), "anna@example.com");
    }

    #[test]
    fn a_file_name_is_no_path_and_looks_like_what_it_is() {
        for good in ["invoice.pdf", "Übersicht (1).png", "no extension"] {
            assert!(good.parse::<FileName>().is_ok(), "{good}");
        }
        for bad in ["", "../x", "a/b", "C:\\x", ".profile", "a\u{202e}gpj.exe", "a\nb"] {
            assert!(bad.parse::<FileName>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_media_type_has_two_parts_and_no_parameters() {
        assert_eq!("Image/PNG".parse::<MediaType>().unwrap().as_str(), "image/png");
        for bad in ["", "png", "image/", "text/html; charset=utf-8", "a/b/c"] {
            assert!(bad.parse::<MediaType>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_stands_after_a_plus_sign_tells_conversations_apart() {
        let address: EmailAddress = "support@desk.example".parse().unwrap();
        let own = address.with_detail("abc").unwrap();
        assert_eq!((own.as_str(), own.detail()), ("support+abc@desk.example", Some("abc")));
        assert_eq!((own.without_detail(), address.detail()), (address.clone(), None));
        assert_eq!(own.with_detail("def").unwrap().as_str(), "support+def@desk.example");
        assert!(address.with_detail(&"x".repeat(60)).is_err(), "no server takes a longer one");
    }

    #[test]
    fn a_stored_text_is_checked_when_it_is_read_back() {
        assert!(serde_json::from_str::<Tag>("\"two words\"").is_err());
        assert_eq!(serde_json::from_str::<Tag>("\"VIP\"").unwrap().as_str(), "vip");
    }
}
