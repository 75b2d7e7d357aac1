//! Rule 9: which ticket a message is about. The first way that leads to one wins; what is only guessed leads to none.

use futures_util::future::try_join_all;
use guichet_domain::{TicketId, Visibility};
use guichet_runtime::Thread;

use crate::message::Message;
use crate::sender::Author;
use crate::{App, Failure};

/// How many of the messages that it refers to are looked up, the last ones: a thread that goes on for long names them all.
const LOOKED_UP: usize = 6;

/// What a message is about.
pub enum Found {
    Thread(Thread),
    /// No ticket that its sender has a right to; perhaps one that they mean.
    Nothing {
        may_follow: Option<TicketId>,
    },
}

impl App {
    pub(crate) async fn thread_of(&self, message: &Message<'_>, author: &Author) -> Result<Found, Failure> {
        if let Some(thread) = self.thread_by_key(message) {
            // A key of a ticket that is not there any more proves nothing.
            if self.store.ticket(thread.ticket).await?.is_some() {
                return Ok(Found::Thread(thread));
            }
        }
        let by_id = self.thread_by_message_id(message).await?;
        if let Some(thread) =
            by_id.iter().find_map(|known| known.own.map(|replies| Thread { ticket: known.ticket, replies }))
        {
            return Ok(Found::Thread(thread));
        }
        // From here on the sender has shown nothing that only those on the ticket know. They have to be one of them, and it has
        // to be proved that it is they who write.
        let mut may_follow = None;
        let by_number = match message.incoming.number_in_subject {
            Some(number) => self.store.ticket_id_by_number(number).await?,
            None => None,
        };
        for ticket in by_id.iter().map(|known| known.ticket).chain(by_number) {
            let Some(found) = self.store.ticket(ticket).await? else { continue };
            let takes_part = found.involves(&author.person.email) || author.agent.is_some();
            if takes_part && message.is_authenticated() {
                return Ok(Found::Thread(Thread { ticket, replies: Visibility::Public }));
            }
            may_follow = may_follow.or(Some(ticket));
        }
        Ok(Found::Nothing { may_follow })
    }

    /// (a) in the address that it was sent to, (b) in a message id that it refers to, (d) in a mail that it quotes.
    fn thread_by_key(&self, message: &Message<'_>) -> Option<Thread> {
        let incoming = message.incoming;
        let in_address = incoming.delivered_to.iter().filter_map(|address| address.detail());
        let ids = incoming.references.iter().rev().map(|id| id.as_str());
        let in_ids = ids.map(|id| id.split_once('@').map_or(id, |(key, _)| key));
        let mut keys = in_address.chain(in_ids).chain(incoming.marker.as_deref());
        keys.find_map(|key| self.secret.thread_of(key))
    }

    /// (b) by the ids that the mail service gave our mails, (c) by those of messages that came in.
    async fn thread_by_message_id(
        &self,
        message: &Message<'_>,
    ) -> Result<Vec<guichet_store::mail::KnownMessage>, Failure> {
        let ids = message.incoming.references.iter().rev().take(LOOKED_UP);
        let known =
            try_join_all(ids.map(|id| async { self.store.known_message(&known_as(id.as_str())).await })).await?;
        Ok(known.into_iter().flatten().collect())
    }
}

/// What a message that is referred to is remembered by: of a mail of ours, the id that the mail service gave it.
fn known_as(id: &str) -> String {
    match id.split_once('@') {
        Some((given, host)) if host.ends_with("amazonses.com") => guichet_store::mail::sent_as(given),
        _ => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_services_ids_are_known_without_their_region() {
        assert_eq!(known_as("0102-abc@eu-west-1.amazonses.com"), known_as("0102-abc@email.amazonses.com"));
        assert_eq!(known_as("abc@example.com"), "abc@example.com");
    }
}
