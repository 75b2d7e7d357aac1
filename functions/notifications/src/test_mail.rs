//! A mail in words that somebody is about to give the desk, to themselves, before anybody else gets it.

use guichet_domain::{AgentId, MailText};
use guichet_letters::Sample;
use guichet_runtime::{on_the_wire, takes_automatic_mail};
use serde::Deserialize;
use uuid::Uuid;

use crate::letter::{Addressee, Letter, SubjectLine};
use crate::notice::Origin;
use crate::ses::{self, Handed};
use crate::{App, Failure, Outcome};

/// Asks for one. It names an agent and no address: nobody else can be sent one.
#[derive(Deserialize)]
pub(crate) struct TestMail {
    /// What tells it from others, so that it is sent once.
    id: Uuid,
    to: AgentId,
    text: MailText,
}

impl App {
    pub(crate) async fn send_test(&self, TestMail { id, to, text }: TestMail) -> Result<Outcome, Failure> {
        let desk = self.store.rulebook().await?;
        let Some(agent) = desk.configuration.agent(&to) else {
            return Ok(Outcome::Silent("they are an agent no longer"));
        };
        if !takes_automatic_mail(&agent.email) {
            return Ok(Outcome::Silent("the address takes no automatic mail"));
        }
        let Some(address) = on_the_wire(&agent.email) else {
            return Ok(Outcome::Silent("no mail server takes the address"));
        };
        let sample = Sample::new(text.mail, text.language, self.sender.name.as_str(), &format!("{}/", self.public_url));
        // It was fit when it was asked for, by another version perhaps. To ask again would change nothing.
        let Ok(rendered) = self.templates.render(&sample.view(), Some(&text)) else {
            return Ok(Outcome::Silent("the text can not be rendered"));
        };
        let effect = format!("test_mail#{id}");
        let letter = Letter {
            from: self.from(desk.configuration.mailboxes.first()),
            to: Addressee { name: Some(agent.name.clone()), address: address.clone() },
            cc: Vec::new(),
            envelope: vec![address],
            subject: SubjectLine::of_test(&sample),
            returns: None,
            answers: None,
            origin: Origin::Automatic,
            locale: text.language,
            text: rendered.text,
            html: rendered.html,
            files: Vec::new(),
            loop_mark: self.secret.loop_mark(),
            unique: self.secret.derive("mail", &[&effect]),
        };
        let now = self.clock.now();
        let Some(holder) = self.claim(&effect, now).await? else { return Ok(Outcome::SentBefore) };
        let (from, mime) = (letter.from.address.as_str(), letter.to_mime(now));
        match ses::hand_over(&self.ses, &self.configuration, from, &letter.envelope, [], mime).await {
            Handed::Taken(message) => {
                self.note(&effect, &message).await;
                Ok(Outcome::Sent(1))
            }
            Handed::Rejected(code) => {
                self.note(&effect, &format!("rejected: {code}")).await;
                Ok(Outcome::Rejected(code))
            }
            Handed::Refused(code) => {
                self.store.release_claim(&effect, &holder).await?;
                Err(Failure::Refused(code))
            }
            Handed::Unanswered => Err(Failure::Unanswered),
        }
    }
}
