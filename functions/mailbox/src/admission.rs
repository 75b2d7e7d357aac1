//! Rule 7: what is let in, and what waits for a person to say so.

use guichet_mail::Verdict;
use guichet_store::{Held, HeldBecause};

use crate::message::Message;
use crate::{App, Failure};

/// How much of a text shows what a held message is about.
const BEGINNING: usize = 200;

impl App {
    /// The message as it is held, if it is not let in.
    pub(crate) async fn judge(&self, message: &Message<'_>) -> Result<Option<Held>, Failure> {
        if message.released {
            return Ok(None);
        }
        let verdicts = &message.incoming.verdicts;
        let from = message.incoming.from.as_ref();
        let standing = match from {
            Some(from) => self.store.standing(&from.email).await?,
            None => Default::default(),
        };
        let mut because = Vec::new();
        if standing.blocked.is_some() {
            because.push(HeldBecause::BlockedSender);
        }
        if verdicts.virus == Verdict::Fail {
            because.push(HeldBecause::Virus);
        }
        // Who is trusted is trusted in what they write, and only if it is they who write it.
        if verdicts.dmarc == Verdict::Fail {
            because.push(HeldBecause::Forged);
        }
        if verdicts.spam == Verdict::Fail && standing.trusted.is_none() {
            because.push(HeldBecause::Spam);
        }
        if because.is_empty() {
            return Ok(None);
        }
        let beginning = message.incoming.text.visible.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Some(Held {
            raw: message.key.to_string(),
            received_at: message.now,
            because,
            from: from.map(|from| from.email.clone()),
            name: from.and_then(|from| from.name.as_ref()).map(ToString::to_string),
            subject: message.incoming.subject.as_ref().map(ToString::to_string).unwrap_or_default(),
            beginning: beginning.chars().take(BEGINNING).collect(),
            mailbox: message.mailbox().map(|mailbox| mailbox.id.clone()),
            released: None,
            expires_at: (message.now + Held::KEPT).as_second(),
        }))
    }
}
