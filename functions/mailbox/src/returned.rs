//! Rule 4: a server tells that a mail of ours did not reach.

use guichet_domain::{Command, Failure as Why};
use guichet_mail::Bounce;
use guichet_runtime::Thread;
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Extras, Unreachable, Verdict};

use crate::message::Message;
use crate::{App, Failure, Outcome, mailbox};

impl App {
    /// Links a bounce to the ticket whose mail bounced. It has to carry the ticket's key, which is in every mail of the desk:
    /// otherwise anybody could tell the desk that its customers can not be reached.
    pub(crate) async fn take_back(&self, message: &Message<'_>, bounce: &Bounce) -> Result<Outcome, Failure> {
        let Some(thread) = self.thread_that_bounced(message, bounce) else { return Ok(Outcome::UnknownBounce) };
        let Some(ticket) = self.store.ticket(thread.ticket).await? else { return Ok(Outcome::UnknownBounce) };
        let failure = if bounce.permanent { Why::BouncedPermanent } else { Why::BouncedTemporary };
        let recipient = bounce.recipients.first().unwrap_or(&ticket.customer.email).clone();
        let command = Command::FailDelivery {
            of: None,
            address: recipient.clone(),
            failure,
            reason: bounce.reason.clone().or(bounce.status.clone()),
            mail: Some(message.received()),
        };
        let by = Deed { now: message.now, actor: mailbox(), desk: message.desk };
        let extras = Extras { message: Some(message.id().to_owned()), ..Extras::default() };
        // What is said of the address comes first: it is the same however often it is said, and the commit is what ends this.
        if bounce.permanent && ticket.involves(&recipient) {
            let why = Unreachable { failure, at: message.now, reason: bounce.reason.clone() };
            self.store.say_of(&recipient, &Verdict::Unreachable(why)).await?;
        }
        match self.store.update(ticket.id, &by, |_| command.clone(), extras).await {
            Ok(_) => Ok(Outcome::Added(ticket.id)),
            Err(UpdateError::Commit(CommitError::Repeated)) => Ok(Outcome::Repeated),
            Err(error) => Err(error.into()),
        }
    }

    fn thread_that_bounced(&self, message: &Message<'_>, bounce: &Bounce) -> Option<Thread> {
        let incoming = message.incoming;
        let in_address = incoming.delivered_to.iter().filter_map(|address| address.detail());
        let ids = bounce.original.iter().chain(&incoming.references).map(|id| id.as_str());
        let in_ids = ids.map(|id| id.split_once('@').map_or(id, |(key, _)| key));
        in_address.chain(in_ids).chain(incoming.marker.as_deref()).find_map(|key| self.secret.thread_of(key))
    }
}
