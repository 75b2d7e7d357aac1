//! Sending one letter: claimed first, so that it is sent once, and followed where it goes to people outside.

use std::sync::Arc;

use guichet_domain::{Actor, Command, EmailAddress, Rulebook, Suppression, TicketId};
use guichet_runtime::on_the_wire;
use guichet_store::mail::{KnownMessage, sent_as};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Delivery, Extras, MailBudget, SentMail};
use jiff::{SignedDuration, Timestamp};

use crate::compose::Composed;
use crate::notice::Origin;
use crate::ses::{self, Handed};
use crate::{App, Failure, NOTE_ATTEMPTS, Outcome, view};

/// What two programs that answer each other can do at most, before one of them falls silent.
const BUDGET: MailBudget = MailBudget { most: 10, most_with_same_subject: 2, window: SignedDuration::from_hours(3) };

impl App {
    pub(crate) async fn send_once(
        &self,
        effect: &str,
        seq: u64,
        desk: &Arc<Rulebook>,
        composed: Composed,
    ) -> Result<Outcome, Failure> {
        let (now, ticket) = (self.clock.now(), composed.thread.ticket);
        let Some(holder) = self.claim(effect, now).await? else { return Ok(Outcome::SentBefore) };
        let prepared = self.prepare(effect, seq, desk, now, composed).await;
        let composed = match prepared {
            Ok(Some(composed)) => composed,
            Ok(None) => {
                self.note(effect, "suppressed").await;
                return Ok(Outcome::Suppressed);
            }
            Err(error) => {
                self.store.release_claim(effect, &holder).await?;
                return Err(error);
            }
        };
        let Composed { letter, outside, reader, thread, .. } = composed;
        let mime = letter.to_mime(now);
        let tags: Vec<_> =
            if outside.is_empty() { Vec::new() } else { view::tags(ticket, seq, &reader).into_iter().collect() };
        let from = letter.from.address.as_str();
        match ses::hand_over(&self.ses, &self.configuration, from, &letter.envelope, tags, mime).await {
            Handed::Taken(id) => {
                self.note(effect, &id).await;
                if !outside.is_empty() {
                    self.follow(seq, &reader, &id, KnownMessage { ticket, own: Some(thread.replies) }).await;
                }
                Ok(Outcome::Sent(1))
            }
            Handed::Rejected(code) => {
                self.note(effect, &format!("rejected: {code}")).await;
                if !outside.is_empty() {
                    let delivery = Delivery::Failed(guichet_domain::Failure::Rejected);
                    self.store.note_delivery(ticket, seq, &reader, delivery, Some(&code)).await?;
                }
                Ok(Outcome::Rejected(code))
            }
            Handed::Refused(code) => {
                self.store.release_claim(effect, &holder).await?;
                Err(Failure::Refused(code))
            }
            // Whether it is out is not known. The claim lapses and the next attempt sends it, perhaps for the second time: an
            // answer that comes twice is better than one that never comes.
            Handed::Unanswered => Err(Failure::Unanswered),
        }
    }

    /// What has to be so before a letter is sent; nothing, if it may not be sent to anybody.
    async fn prepare(
        &self,
        effect: &str,
        seq: u64,
        desk: &Arc<Rulebook>,
        now: Timestamp,
        mut composed: Composed,
    ) -> Result<Option<Composed>, Failure> {
        let ticket = composed.thread.ticket;
        let mut reached = Vec::new();
        for address in std::mem::take(&mut composed.outside) {
            if self.store.standing(&address).await?.unreachable.is_some() {
                self.suppress(effect, ticket, seq, desk, now, &address, Suppression::Undeliverable).await?;
                let wire = on_the_wire(&address);
                composed.letter.envelope.retain(|to| Some(to) != wire.as_ref());
            } else {
                reached.push(address);
            }
        }
        composed.outside = reached;
        if composed.letter.envelope.is_empty() {
            return Ok(None);
        }
        if composed.letter.origin == Origin::AutoReply
            && let Some(address) = composed.outside.first()
        {
            // What is told apart by nothing but the number of the ticket is the same subject to who gets it.
            let subject = composed.letter.subject.without_number();
            if !self.store.spend_mail(BUDGET, address, subject, effect, now).await? {
                self.suppress(effect, ticket, seq, desk, now, address, Suppression::Budget).await?;
                return Ok(None);
            }
        }
        // What becomes of it may be told before this function goes on.
        if !composed.outside.is_empty() {
            let (reader, to, delivery) = (composed.reader.clone(), composed.outside.clone(), Delivery::Queued);
            let mail = SentMail { seq, reader, to, delivery, at: now, reason: None };
            self.store.queue_mail(ticket, &mail).await?;
        }
        // A link works for a set time after the last mail that carried it.
        if let Some(token) = &composed.token {
            self.store.put_link(&token.link(ticket, now)).await?;
        }
        Ok(Some(composed))
    }

    /// Tells on the ticket that a mail was not sent, once.
    #[expect(clippy::too_many_arguments, reason = "it is one sentence: which mail was not sent to whom, and why")]
    async fn suppress(
        &self,
        effect: &str,
        ticket: TicketId,
        seq: u64,
        desk: &Arc<Rulebook>,
        now: Timestamp,
        address: &EmailAddress,
        why: Suppression,
    ) -> Result<(), Failure> {
        let command = Command::SuppressMail { of: seq, address: address.clone(), why };
        let by = Deed { now, actor: Actor::system("notifications"), desk };
        let extras = Extras { message: Some(format!("suppressed:{effect}:{address}")), ..Extras::default() };
        match self.store.update(ticket, &by, |_| command.clone(), extras).await {
            Ok(_) | Err(UpdateError::Commit(CommitError::Repeated)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Remembers a mail that is out. Failing here must not fail the event, which would only come again for a mail that is out.
    async fn follow(&self, seq: u64, reader: &str, id: &str, known: KnownMessage) {
        let (ticket, sent_as) = (known.ticket, sent_as(id));
        for attempt in 1..=NOTE_ATTEMPTS {
            let kept = tokio::try_join!(
                self.store.note_delivery(ticket, seq, reader, Delivery::Sent, None),
                self.store.remember_message(&sent_as, known),
            );
            match kept {
                Ok(_) => return,
                Err(error) if attempt == NOTE_ATTEMPTS => {
                    tracing::error!(%error, ticket.id = %ticket, "a mail is out, but where it belongs could not be noted");
                }
                Err(_) => {}
            }
        }
    }
}
