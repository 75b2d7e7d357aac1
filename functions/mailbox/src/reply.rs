//! A message about a ticket that there is: rules 5, 10 and 12.

use guichet_domain::{
    Actor, Body, Carried, Channel, Command, Context, CustomerId, FollowUpTicket, Refusal, State, Ticket, TicketId,
    Visibility,
};
use guichet_runtime::{Thread, ids};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Deed, Extras};

use crate::message::Message;
use crate::sender::Author;
use crate::{App, Failure, Outcome};

/// Among how many of a customer's latest tickets the one that follows another is looked for.
const FOLLOWING: i32 = 50;

impl App {
    pub(crate) async fn add(&self, message: &Message<'_>, author: &Author, thread: Thread) -> Result<Outcome, Failure> {
        let ticket = self.store.ticket(thread.ticket).await?.ok_or(CommitError::Missing)?;
        let ticket = self.last_to_follow(ticket).await?;
        let enclosed = self.keep_files(message, ticket.room_for_customer(message.desk, message.now)).await?;
        let body = message.body(&enclosed.left_out, ticket.locale);
        let from_customer = author.person.email == ticket.customer.email;
        let carried = Carried {
            attachments: enclosed.files,
            author: (author.agent.is_none() && !from_customer).then(|| author.person.clone()),
            zone: message.zone(),
            mail: Some(message.received()),
        };
        let command = self.command(message, author, &ticket, thread.replies, &body, &carried);
        let actor = match &author.agent {
            Some(agent) if !message.is_automatic() => Actor::Agent { id: agent.clone() },
            _ => Actor::Customer { id: CustomerId::of(&author.person.email) },
        };
        match self.carry_out(message, &ticket, &actor, command).await {
            Err(Failure::Update(UpdateError::Refused(Refusal::TicketClosed | Refusal::TicketSetAside)))
                if author.agent.is_some() =>
            {
                // An agent's answer to a ticket that takes none is not lost: it stays as a note.
                self.carry_out(message, &ticket, &actor, Command::AddNote { body, carried }).await
            }
            Err(Failure::Update(UpdateError::Refused(Refusal::TicketClosed)))
                if ticket.is_followed_up(message.desk) =>
            {
                self.follow_up(message, &ticket, &actor, body, carried).await
            }
            Err(Failure::Update(UpdateError::Refused(Refusal::TicketClosed))) => {
                self.carry_out(message, &ticket, &actor, Command::RejectReply { body, carried }).await
            }
            outcome => outcome,
        }
    }

    fn command(
        &self,
        message: &Message<'_>,
        author: &Author,
        ticket: &Ticket,
        replies: Visibility,
        body: &Body,
        carried: &Carried,
    ) -> Command {
        let (body, carried) = (body.clone(), carried.clone());
        if message.is_automatic() {
            return Command::KeepAutomaticMail { body, carried };
        }
        match (replies, &author.agent) {
            (Visibility::Internal, _) => Command::AddNote { body, carried },
            (Visibility::Public, Some(_)) => Command::AgentReply { body, carried, then: None },
            (Visibility::Public, None) => {
                // Only who takes part brings others in: whoever got hold of a key could otherwise have everything sent to them.
                let brings_in = ticket.involves(&author.person.email) && message.is_authenticated();
                let all = if brings_in {
                    message.participants(&author.person.email, &self.sender.address)
                } else {
                    Vec::new()
                };
                Command::CustomerReply { body, carried, participants: all }
            }
        }
    }

    async fn carry_out(
        &self,
        message: &Message<'_>,
        ticket: &Ticket,
        actor: &Actor,
        command: Command,
    ) -> Result<Outcome, Failure> {
        let by = Deed { now: message.now, actor: actor.clone(), desk: message.desk };
        let extras = Extras { message: Some(message.id().to_owned()), ..Extras::default() };
        match self.store.update(ticket.id, &by, |_| command.clone(), extras).await {
            Ok(_) => Ok(Outcome::Added(ticket.id)),
            Err(UpdateError::Commit(CommitError::Repeated)) => Ok(Outcome::Repeated),
            Err(error) => Err(error.into()),
        }
    }

    /// The ticket that goes on with a closed one by now, at the end of the row if that was closed and followed as well.
    async fn last_to_follow(&self, ticket: Ticket) -> Result<Ticket, Failure> {
        if ticket.state != State::Closed {
            return Ok(ticket);
        }
        let others = self.store.tickets_of(ticket.customer.id, FOLLOWING).await?;
        let next = |of: TicketId| others.iter().find(|other| other.follow_up_of == Some(of)).map(|other| other.id);
        let Some(last) = std::iter::successors(next(ticket.id), |id| next(*id)).last() else { return Ok(ticket) };
        Ok(self.store.ticket(last).await?.unwrap_or(ticket))
    }

    /// Opens a ticket that goes on with a closed one.
    async fn follow_up(
        &self,
        message: &Message<'_>,
        closed: &Ticket,
        actor: &Actor,
        body: Body,
        carried: Carried,
    ) -> Result<Outcome, Failure> {
        let (id, number) = (ids::ticket_id(message.now), self.store.draw_number().await?);
        let link_seed = ids::link_seed().map_err(|error| Failure::Random(error.to_string()))?;
        let context = Context { now: message.now, actor: actor.clone(), desk: message.desk, pinned: message.desk };
        let command = FollowUpTicket { id, number, body, carried, channel: Channel::Email, link_seed };
        let change = closed.follow_up(command, &context);
        let extras = Extras { message: Some(message.id().to_owned()), ..Extras::default() };
        match self.store.commit(&change, extras).await {
            Ok(()) => Ok(Outcome::Opened(id)),
            Err(CommitError::Repeated) => Ok(Outcome::Repeated),
            Err(error) => Err(error.into()),
        }
    }
}
