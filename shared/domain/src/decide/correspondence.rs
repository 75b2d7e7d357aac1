//! Who is written to, and what becomes of what comes in and goes out by mail.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{changed, state_after_customer};
use crate::{
    Actor, AgentId, Attachment, Body, Carried, Context, Event, FollowUp, Participant, Refusal, Rulebook, State, Ticket,
    Visibility,
};

/// More people than this are no conversation but a mailing list, and each gets a mail for each answer.
pub const MOST_PARTICIPANTS: usize = 30;
/// The events of a command share one item of the database.
pub const MOST_ATTACHMENTS: usize = 50;

impl Ticket {
    /// The bytes of files that the ticket still takes.
    pub fn room_for_files(&self, desk: &Rulebook) -> u64 {
        desk.configuration.desk.attachments.ticket_bytes().saturating_sub(self.attached_bytes)
    }

    /// The bytes of files that can come with what a customer writes: of the ticket that it opens, if it goes on with a closed one.
    pub fn room_for_customer(&self, desk: &Rulebook, now: Timestamp) -> u64 {
        if self.state == State::Closed && !self.reopens(desk, now) && self.is_followed_up(desk) {
            return desk.configuration.desk.attachments.ticket_bytes();
        }
        self.room_for_files(desk)
    }

    pub(super) fn check_attachments(&self, attachments: &[Attachment], desk: &Rulebook) -> Result<(), Refusal> {
        if attachments.len() > MOST_ATTACHMENTS {
            return Err(Refusal::TooManyAttachments { limit: MOST_ATTACHMENTS });
        }
        let bytes = attachments.iter().fold(0_u64, |all, attachment| all.saturating_add(attachment.size));
        if bytes > 0 && bytes > self.room_for_files(desk) {
            return Err(Refusal::TicketFilesFull { megabytes: desk.configuration.desk.attachments.ticket_megabytes });
        }
        Ok(())
    }

    /// A mail is taken whatever comes with it: who reads it has left out what there is no room for.
    pub(super) fn check_carried(&self, carried: &Carried, desk: &Rulebook) -> Result<(), Refusal> {
        if carried.mail.is_some() { Ok(()) } else { self.check_attachments(&carried.attachments, desk) }
    }

    pub(super) fn customer_reply(
        &self,
        body: Body,
        carried: Carried,
        participants: Vec<Participant>,
        context: &Context,
    ) -> Result<Vec<Event>, Refusal> {
        if self.state == State::Closed && !self.reopens(context.desk, context.now) {
            return Err(Refusal::TicketClosed);
        }
        self.check_carried(&carried, context.desk)?;
        let mut events = vec![Event::CustomerReplied { body, carried }];
        events.extend(self.joined(participants));
        events.extend(state_after_customer(self.state).map(|to| self.moved(to, None, None, context)));
        Ok(events)
    }

    /// Those of the people written to who do not take part yet, as far as there is room.
    fn joined(&self, participants: Vec<Participant>) -> Option<Event> {
        let room = MOST_PARTICIPANTS.saturating_sub(self.participants.len());
        let new = participants.into_iter().filter(|participant| !self.involves(&participant.email));
        let added: Vec<Participant> = new.take(room).collect();
        (!added.is_empty()).then_some(Event::ParticipantsChanged { added, removed: BTreeSet::new() })
    }

    /// A word between colleagues. What somebody outside was asked for comes back as one too, and ends the waiting for it.
    pub(super) fn add_note(&self, body: Body, carried: Carried, context: &Context) -> Result<Vec<Event>, Refusal> {
        self.check_carried(&carried, context.desk)?;
        let from_outside = matches!(context.actor, Actor::Customer { .. });
        let mut events = vec![Event::NoteAdded { body, carried }];
        if from_outside && self.state == State::OnHold {
            events.push(self.moved(State::Open, None, None, context));
        }
        Ok(events)
    }

    pub(super) fn forward(
        &self,
        to: Participant,
        body: Body,
        attachments: Vec<Attachment>,
        replies: Visibility,
        context: &Context,
    ) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        self.check_attachments(&attachments, context.desk)?;
        Ok(vec![Event::Forwarded { to, body, attachments, replies }])
    }

    pub(super) fn set_participants(&self, wanted: Vec<Participant>) -> Result<Vec<Event>, Refusal> {
        self.be_changeable()?;
        let mut participants: Vec<Participant> = Vec::new();
        for participant in wanted {
            let known = participants.iter().any(|other| other.email == participant.email);
            if !known && participant.email != self.customer.email {
                participants.push(participant);
            }
        }
        if participants.len() > MOST_PARTICIPANTS {
            return Err(Refusal::TooManyParticipants { limit: MOST_PARTICIPANTS });
        }
        let is_among = |all: &[Participant], one: &Participant| all.iter().any(|other| other.email == one.email);
        let gone = self.participants.iter().filter(|participant| !is_among(&participants, participant));
        let removed: BTreeSet<_> = gone.map(|participant| participant.email.clone()).collect();
        let added: Vec<_> =
            participants.into_iter().filter(|participant| !is_among(&self.participants, participant)).collect();
        let differs = !added.is_empty() || !removed.is_empty();
        Ok(changed(differs, Event::ParticipantsChanged { added, removed }))
    }

    pub(super) fn follow_as(&self, agent: AgentId, follows: bool) -> Vec<Event> {
        let differs = self.followers.contains(&agent) != follows;
        let (one, none) = (BTreeSet::from([agent]), BTreeSet::new());
        let (added, removed) = if follows { (one, none) } else { (none, one) };
        changed(differs, Event::FollowersChanged { added, removed })
    }

    /// What becomes of what a customer writes on the closed ticket: as its mailbox says, else as its team does.
    fn follow_up_rule(&self, desk: &Rulebook) -> FollowUp {
        let mailbox = self.mailbox.as_ref().and_then(|mailbox| desk.configuration.mailbox(mailbox));
        let of_mailbox = mailbox.and_then(|mailbox| mailbox.follow_up);
        of_mailbox.or_else(|| desk.team(&self.team).map(|team| team.follow_up)).unwrap_or_default()
    }

    /// Whether what a customer writes opens the closed ticket again.
    pub fn reopens(&self, desk: &Rulebook, now: Timestamp) -> bool {
        match self.follow_up_rule(desk) {
            FollowUp::Reopen => true,
            FollowUp::ReopenWithin(period) => {
                let limit = self.resolved_at.and_then(|at| at.checked_add(period.duration()).ok());
                limit.is_some_and(|limit| now <= limit)
            }
            FollowUp::FollowUp | FollowUp::Reject => false,
        }
    }

    /// Whether what a customer writes on the closed ticket becomes a ticket of its own, where it does not reopen this one.
    pub fn is_followed_up(&self, desk: &Rulebook) -> bool {
        matches!(self.follow_up_rule(desk), FollowUp::FollowUp | FollowUp::ReopenWithin(_))
    }
}
