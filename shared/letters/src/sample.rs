//! A letter as it could be, for who words a text and wants to see what becomes of it.

use guichet_domain::{LocalZone, Locale, MailKind, Placeholder, Visibility, Zone};
use jiff::Timestamp;

use crate::{Earlier, Ending, Says, View};

/// What a letter is made of that is about nothing real.
pub struct Sample {
    mail: MailKind,
    locale: Locale,
    desk: String,
    link: String,
}

/// The values in one language.
struct Values {
    name: &'static str,
    subject: &'static str,
    subject_line: &'static str,
    team: &'static str,
    agent: &'static str,
    body: &'static str,
    question: &'static str,
}

const ENGLISH: Values = Values {
    name: "Anna Keller",
    subject: "Charged twice",
    subject_line: "[#1042] Charged twice",
    team: "Billing",
    agent: "Mia Sommer",
    body: "Hello Anna,\n\nthe second payment was cancelled, and you get it back:\n\n- **12 €**\n- within 3 days\n\nKind regards\nMia",
    question: "My card was charged twice. Can you help?",
};

const FRENCH: Values = Values {
    name: "Marie Dubois",
    subject: "Débitée deux fois",
    subject_line: "[#1042] Débitée deux fois",
    team: "Facturation",
    agent: "Léna Martin",
    body: "Bonjour Marie,\n\nle second paiement a été annulé, et vous serez remboursée :\n\n- **12 €**\n- sous 3 jours\n\nCordialement\nLéna",
    question: "Ma carte a été débitée deux fois. Pouvez-vous m'aider ?",
};

impl Sample {
    pub const NUMBER: u64 = 1042;

    /// A mail that comes from somebody, with a link that leads to a page.
    pub fn new(mail: MailKind, locale: Locale, desk: &str, link: &str) -> Self {
        Self { mail, locale, desk: desk.to_owned(), link: link.to_owned() }
    }

    fn values(&self) -> &'static Values {
        match self.locale {
            Locale::En => &ENGLISH,
            Locale::Fr => &FRENCH,
        }
    }

    pub fn subject_line(&self) -> &'static str {
        self.values().subject_line
    }

    pub fn view(&self) -> View<'_> {
        let Values { name, subject, subject_line, team, agent, body, question } = *self.values();
        let asked = Earlier {
            by: name.to_owned(),
            at: Timestamp::from_second(1_772_442_000).unwrap_or_default(),
            text: question.to_owned(),
            markdown: false,
        };
        let says = match self.mail {
            MailKind::Acknowledgement => Says::Acknowledgement,
            MailKind::Answer => {
                let ending = Ending { quoted: Some(asked), ..Ending::default() };
                Says::Answer { agent: Some(agent), body, ending }
            }
            MailKind::Forward => Says::Forward {
                agent: Some(agent),
                body,
                ending: Ending::default(),
                conversation: vec![asked],
                replies: Visibility::Public,
            },
            MailKind::Rejected => Says::Rejected,
        };
        View {
            locale: self.locale,
            zone: LocalZone::Named(Zone::utc()),
            desk: &self.desk,
            name,
            number: Self::NUMBER,
            subject,
            subject_line,
            // No ticket has this key, so an answer to a sample is on none.
            key: "sample",
            answerable: true,
            team: Some(team),
            link: (self.mail != MailKind::Forward).then(|| self.link.clone()),
            says,
        }
    }

    /// What stands in a sample for a placeholder.
    pub fn value(&self, placeholder: Placeholder) -> String {
        let values = self.values();
        match placeholder {
            Placeholder::Name => values.name.to_owned(),
            Placeholder::Number => Self::NUMBER.to_string(),
            Placeholder::Subject => values.subject.to_owned(),
            Placeholder::Desk => self.desk.clone(),
            Placeholder::Team => values.team.to_owned(),
            Placeholder::Agent => values.agent.to_owned(),
            Placeholder::Body => values.body.to_owned(),
            Placeholder::Link => self.link.clone(),
        }
    }
}

/// What a placeholder stands for, for who reads the API.
pub fn meaning(placeholder: Placeholder) -> &'static str {
    match placeholder {
        Placeholder::Name => "Who the mail is written to.",
        Placeholder::Number => "The ticket's number.",
        Placeholder::Subject => "The ticket's subject.",
        Placeholder::Desk => "The name that the desk's mail comes from.",
        Placeholder::Team => "The team that has the ticket. Empty if it exists no longer.",
        Placeholder::Agent => "The agent who wrote. Empty if they are an agent no longer.",
        Placeholder::Body => "What the agent wrote, as paragraphs of its own.",
        Placeholder::Link => "The address of the page behind the button. Empty where the mail has none.",
    }
}
