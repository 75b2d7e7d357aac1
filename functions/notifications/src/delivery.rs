//! What the mail service tells of mail that was handed to it.

use guichet_domain::{Actor, Command, EmailAddress, Failure as Why, TicketId};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Delivery, Extras, Unreachable, Verdict};
use serde::Deserialize;

use crate::{App, Failure, Outcome};

/// An event of the mail service, as far as it matters here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    mail: Mail,
    #[serde(default)]
    delivery: Option<Value>,
    #[serde(default)]
    bounce: Option<Bounce>,
    #[serde(default)]
    complaint: Option<Complaint>,
    #[serde(default)]
    delivery_delay: Option<Value>,
}

#[derive(Deserialize)]
struct Mail {
    #[serde(default)]
    tags: Tags,
}

/// Each tag has a list of values, of which ours have one.
#[derive(Default, Deserialize)]
struct Tags {
    #[serde(default)]
    ticket: Vec<TicketId>,
    #[serde(default)]
    seq: Vec<String>,
    #[serde(default)]
    reader: Vec<String>,
}

#[derive(Deserialize)]
struct Value {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    feedback_id: String,
    bounce_type: String,
    #[serde(default)]
    bounced_recipients: Vec<Recipient>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    feedback_id: String,
    #[serde(default)]
    complained_recipients: Vec<Recipient>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
    #[serde(default)]
    diagnostic_code: Option<String>,
}

/// The longest reason that is kept.
const LONGEST_REASON: usize = 300;

impl App {
    pub(crate) async fn note_fate(&self, event: Event) -> Result<Outcome, Failure> {
        let tags = &event.mail.tags;
        let seq = tags.seq.first().and_then(|seq| seq.parse().ok());
        let (Some(ticket), Some(seq)) = (tags.ticket.first().copied(), seq) else {
            return Ok(Outcome::Silent("it is about a mail to nobody outside"));
        };
        // A mail service takes no empty tag.
        let reader = tags.reader.first().map(String::as_str).filter(|reader| *reader != NO_READER).unwrap_or_default();
        if let Some(bounce) = event.bounce {
            let permanent = bounce.bounce_type == "Permanent";
            let why = if permanent { Why::BouncedPermanent } else { Why::BouncedTemporary };
            return self.failed(ticket, seq, reader, why, &bounce.feedback_id, bounce.bounced_recipients).await;
        }
        if let Some(complaint) = event.complaint {
            let (id, whom) = (complaint.feedback_id, complaint.complained_recipients);
            return self.failed(ticket, seq, reader, Why::Complained, &id, whom).await;
        }
        let delivery = match (event.delivery, event.delivery_delay) {
            (Some(_), _) => Delivery::Delivered,
            (None, Some(_)) => Delivery::Failed(Why::BouncedTemporary),
            (None, None) => return Ok(Outcome::Silent("the mail service tells nothing that is kept")),
        };
        self.store.note_delivery(ticket, seq, reader, delivery, None).await?;
        Ok(Outcome::Noted)
    }

    /// What did not reach is told on the ticket, and who can not be reached is not written to again until somebody says so.
    async fn failed(
        &self,
        ticket: TicketId,
        seq: u64,
        reader: &str,
        failure: Why,
        notice: &str,
        recipients: Vec<Recipient>,
    ) -> Result<Outcome, Failure> {
        let (now, desk) = (self.clock.now(), self.store.rulebook().await?);
        let by = Deed { now, actor: Actor::system("notifications"), desk: &desk };
        for recipient in recipients {
            let Ok(address) = recipient.email_address.parse::<EmailAddress>() else { continue };
            let reason =
                recipient.diagnostic_code.map(|reason| reason.chars().take(LONGEST_REASON).collect::<String>());
            if matches!(failure, Why::BouncedPermanent | Why::Complained) {
                let why = Unreachable { failure, at: now, reason: reason.clone() };
                self.store.say_of(&address, &Verdict::Unreachable(why)).await?;
            }
            let command = Command::FailDelivery {
                of: Some(seq),
                address: address.clone(),
                failure,
                reason: reason.clone(),
                mail: None,
            };
            // The notice comes at least once, and is told once.
            let extras = Extras { message: Some(format!("feedback:{notice}:{address}")), ..Extras::default() };
            match self.store.update(ticket, &by, |_| command.clone(), extras).await {
                Ok(_) | Err(UpdateError::Commit(CommitError::Repeated)) => {}
                Err(error) => return Err(error.into()),
            }
            self.store.note_delivery(ticket, seq, reader, Delivery::Failed(failure), reason.as_deref()).await?;
        }
        Ok(Outcome::Noted)
    }
}

/// Stands for no reader where there has to be a word.
pub(crate) const NO_READER: &str = "customer";
