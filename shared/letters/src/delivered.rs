//! The texts that come with the desk, in the form in which a desk would write its own.

use guichet_domain::{Locale, MailKind};

/// A text as a desk would write it that words it itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    pub mail: MailKind,
    pub language: Locale,
    pub heading: &'static str,
    pub body: &'static str,
}

/// The text of a mail as it comes with the desk.
pub fn delivered(mail: MailKind, language: Locale) -> Delivered {
    let source = match (language, mail) {
        (Locale::En, MailKind::Acknowledgement) => include_str!("../templates/en/acknowledgement.md"),
        (Locale::En, MailKind::Answer) => include_str!("../templates/en/answer.md"),
        (Locale::En, MailKind::Forward) => include_str!("../templates/en/forward.md"),
        (Locale::En, MailKind::Rejected) => include_str!("../templates/en/rejected.md"),
        (Locale::Fr, MailKind::Acknowledgement) => include_str!("../templates/fr/acknowledgement.md"),
        (Locale::Fr, MailKind::Answer) => include_str!("../templates/fr/answer.md"),
        (Locale::Fr, MailKind::Forward) => include_str!("../templates/fr/forward.md"),
        (Locale::Fr, MailKind::Rejected) => include_str!("../templates/fr/rejected.md"),
    };
    // The first line of each file is its heading.
    let (heading, body) = source.split_once('\n').unwrap_or((source, ""));
    Delivered { mail, language, heading: heading.trim_start_matches("# "), body: body.trim() }
}

#[cfg(test)]
mod tests {
    use guichet_domain::MailText;

    use super::*;

    #[test]
    fn what_is_delivered_is_what_a_desk_may_write() {
        for (mail, language) in MailKind::ALL.into_iter().flat_map(|mail| Locale::ALL.map(|language| (mail, language)))
        {
            let Delivered { heading, body, .. } = delivered(mail, language);
            let text =
                MailText { mail, language, heading: Some(heading.parse().unwrap()), body: body.parse().unwrap() };
            assert_eq!(text.faults(), [], "{}", text.id());
        }
    }
}
