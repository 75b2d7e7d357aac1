//! A message with all that the rules look at.

use std::sync::Arc;

use guichet_domain::{
    Body, EmailAddress, LocalZone, Locale, Mailbox, Participant, PersonName, Received, Rulebook, Subject, TeamId,
};
use guichet_files::InboundKey;
use guichet_mail::{Incoming, Kind};
use jiff::Timestamp;

pub struct Message<'a> {
    pub key: &'a InboundKey,
    pub incoming: &'a Incoming<'a>,
    pub desk: &'a Arc<Rulebook>,
    pub now: Timestamp,
    /// Somebody let it in, whatever it looks like.
    pub released: bool,
}

impl Message<'_> {
    /// What it is known by.
    pub fn id(&self) -> &str {
        self.incoming.message_id.as_str()
    }

    /// Whether it is proved that it comes from its sender's domain.
    pub fn is_authenticated(&self) -> bool {
        self.released || self.incoming.verdicts.authenticated
    }

    pub fn is_automatic(&self) -> bool {
        matches!(self.incoming.kind, Kind::Automatic(_))
    }

    /// Where its author's clock is.
    pub fn zone(&self) -> Option<LocalZone> {
        self.incoming.offset_minutes.and_then(|minutes| LocalZone::ahead(minutes.into()))
    }

    /// How it came, as the log tells it.
    pub fn received(&self) -> Received {
        Received {
            raw: self.key.to_string(),
            message_id: Some(self.id()).filter(|_| !self.incoming.message_id.is_made()).and_then(|id| id.parse().ok()),
            folded: self.incoming.text.folded,
            unproved: !self.is_authenticated(),
            automatic: self.is_automatic(),
        }
    }

    /// The mailbox that it was sent to: by where servers say that they delivered it, then by whom it is written to.
    pub fn mailbox(&self) -> Option<&Mailbox> {
        let desk = &self.desk.configuration;
        self.incoming.delivered_to.iter().find_map(|address| desk.mailbox_at(address))
    }

    /// Who else it is written to: nobody of the desk, and not its sender.
    pub fn participants(&self, sender: &EmailAddress, own: &EmailAddress) -> Vec<Participant> {
        let desk = &self.desk.configuration;
        let of_desk = |address: &EmailAddress| {
            address.without_detail() == *own
                || desk.mailbox_at(address).is_some()
                || desk.agents.iter().any(|agent| agent.email == *address)
        };
        let mut participants: Vec<Participant> = Vec::new();
        for person in self.incoming.to.iter().chain(&self.incoming.cc) {
            let known = participants.iter().any(|other| other.email == person.email);
            if !known && person.email != *sender && !of_desk(&person.email) {
                participants.push(Participant { email: person.email.clone(), name: person.name.clone() });
            }
        }
        participants
    }

    pub fn subject(&self, locale: Locale) -> Subject {
        without_number(self.incoming.plain_subject())
            .parse()
            .or_else(|_| self.incoming.subject.clone().ok_or(()))
            .unwrap_or_else(|()| match locale {
                Locale::En => plain("(no subject)"),
                Locale::Fr => plain("(sans objet)"),
            })
    }

    /// What its author wrote, or what stands for it where they wrote nothing.
    pub fn body(&self, left_out: &[String], locale: Locale) -> Body {
        body_of(&self.incoming.text.visible, left_out, locale)
    }
}

/// A subject without the number of another ticket, which would lead what answers it there.
fn without_number(subject: &str) -> &str {
    let rest = subject.strip_prefix("[#").and_then(|rest| rest.split_once(']'));
    match rest {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => rest.trim(),
        _ => subject,
    }
}

/// A text as the log takes it: cut where it is too long, since the original stays, and never empty.
pub fn body_of(text: &str, left_out: &[String], locale: Locale) -> Body {
    let (cut, nothing, missing) = match locale {
        Locale::En => {
            ("(The text goes on in the original.)", "(no text)", "Only in the original, as too large or too many:")
        }
        Locale::Fr => (
            "(La suite du texte est dans l’original.)",
            "(sans texte)",
            "Seulement dans l’original, car trop volumineux ou trop nombreux :",
        ),
    };
    let mut end = String::new();
    if !left_out.is_empty() {
        end = format!("\n\n{missing} {}", left_out.join(", "));
        end = end.chars().take(2_000).collect();
    }
    // What can not be shown is not worth a refusal here: the original has it.
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
    let text = if text.trim().is_empty() { nothing } else { text.trim() };
    let room = Body::LIMIT - end.chars().count() - cut.chars().count() - 2;
    let text = match text.char_indices().nth(room) {
        Some((place, _)) => format!("{}\n\n{cut}", text[..place].trim_end()),
        None => text.to_owned(),
    };
    plain(&format!("{text}{end}"))
}

/// What is known to be well formed.
pub fn plain<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| unreachable!("the text was made to fit"))
}

/// Where a message goes that was sent to no mailbox, or that nobody could read: to the desk's first mailbox, else to the team
/// that the desk's first form has first, else to its first team.
pub fn usual_mailbox(desk: &Rulebook, own: &EmailAddress) -> Option<Mailbox> {
    let configuration = &desk.configuration;
    if let Some(mailbox) = configuration.mailboxes.first() {
        return Some(mailbox.clone());
    }
    let topics = configuration.forms.iter().flat_map(|form| &form.topics);
    let team: &TeamId =
        topics.map(|topic| &topic.team).chain(configuration.teams.iter().map(|team| &team.id)).next()?;
    Some(Mailbox::new(plain("desk"), own.clone(), team.clone()))
}

/// A name that a sender gives themselves, or else what stands before the `@` of their address.
pub fn name_of(name: Option<&PersonName>, address: &EmailAddress) -> PersonName {
    name.cloned().or_else(|| address.local().parse().ok()).unwrap_or_else(|| plain("?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_cut_and_says_so() {
        let body = body_of(&"é".repeat(60_000), &["a.zip".to_owned()], Locale::En);
        assert!(body.as_str().chars().count() <= Body::LIMIT);
        assert!(body.as_str().contains("(The text goes on in the original.)") && body.as_str().ends_with("a.zip"));
    }

    #[test]
    fn the_number_of_another_ticket_is_no_part_of_a_subject() {
        for (subject, plain) in [("[#1042] Where?", "Where?"), ("[#x] Where?", "[#x] Where?"), ("[#1] ", "")] {
            assert_eq!(without_number(subject), plain);
        }
    }

    #[test]
    fn a_message_without_a_text_has_one_all_the_same() {
        assert_eq!(body_of(" \r\n\0 ", &[], Locale::Fr).as_str(), "(sans texte)");
        assert_eq!(body_of("One\r\ntwo\u{7}", &[], Locale::En).as_str(), "One\ntwo");
    }
}
