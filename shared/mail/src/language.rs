//! The language that a sender's program says it speaks.

use guichet_domain::Locale;

use crate::headers::Headers;

/// `Content-Language` tells the message's, `Accept-Language` the sender's. One that the desk does not speak is none.
pub(crate) fn of(headers: &Headers<'_>) -> Option<Locale> {
    ["content-language", "accept-language"].iter().find_map(|field| {
        let value = headers.line(field)?;
        value.split(',').find_map(|tag| {
            let tag = tag.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            tag.split(['-', '_']).next().and_then(|primary| primary.parse().ok())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_spoken() {
        let of = |raw: &str| of(&Headers::read(raw.as_bytes()).0);
        assert_eq!(of("Content-Language: fr-FR\n\n"), Some(Locale::Fr));
        assert_eq!(of("Accept-Language: de-DE, en-US;q=0.8\n\n"), Some(Locale::En));
        assert_eq!(of("Accept-Language: en-US\nContent-Language: fr\n\n"), Some(Locale::Fr));
        assert_eq!(of("Content-Language: de\n\n"), None);
    }
}
