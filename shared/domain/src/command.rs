//! What somebody asks for. Values arrive here already parsed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::routing::Routed;
use crate::{
    Agent, AgentId, AssignmentReason, Attachment, Body, Carried, Channel, CustomerRef, EmailAddress, Failure, FieldId,
    FormId, Level, LinkSeed, Locale, MailboxId, Metric, Participant, Priority, Received, Resolution, State, Subject,
    Suppression, Tag, TeamId, TicketId, TicketType, TopicId, Visibility,
};

#[derive(Clone, Debug)]
pub struct OpenTicket {
    pub id: TicketId,
    pub number: u64,
    pub customer: CustomerRef,
    pub subject: Subject,
    pub body: Body,
    pub form: FormId,
    pub topic: TopicId,
    pub channel: Channel,
    pub locale: Locale,
    pub urgency: Level,
    pub link_seed: LinkSeed,
    pub routed: Routed,
    pub fields: BTreeMap<FieldId, String>,
    pub follow_up_of: Option<TicketId>,
    pub arrival: Arrival,
}

/// What a new ticket tells of how it came, beside what a form asks for.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// The ticket that its sender may have meant to answer.
    pub may_follow: Option<TicketId>,
    pub mailbox: Option<MailboxId>,
    /// Who else was written to.
    pub participants: Vec<Participant>,
    pub carried: Carried,
}

/// What a customer writes on a closed ticket, as the ticket that it becomes.
#[derive(Clone, Debug)]
pub struct FollowUpTicket {
    pub id: TicketId,
    pub number: u64,
    pub body: Body,
    pub carried: Carried,
    pub channel: Channel,
    pub link_seed: LinkSeed,
}

/// Who a ticket is to be given to, with what the rules need to know of them.
#[derive(Clone, Debug)]
pub struct Assignee {
    pub agent: Agent,
    pub reason: AssignmentReason,
}

#[derive(Clone, Debug)]
pub enum Command {
    /// The customer, or somebody else outside the desk, writes on the ticket.
    CustomerReply {
        body: Body,
        carried: Carried,
        /// Whom they wrote to as well.
        participants: Vec<Participant>,
    },
    /// An agent answers the customer. The ticket then goes to `then`; if nothing is said, an active ticket waits for the
    /// customer and any other stays as it is.
    AgentReply {
        body: Body,
        carried: Carried,
        then: Option<State>,
    },
    AddNote {
        body: Body,
        carried: Carried,
    },
    /// A program wrote; nothing but the log changes.
    KeepAutomaticMail {
        body: Body,
        carried: Carried,
    },
    /// A customer writes on a closed ticket that takes nothing more; they are told.
    RejectReply {
        body: Body,
        carried: Carried,
    },
    /// Send the ticket to somebody else.
    Forward {
        to: Participant,
        body: Body,
        attachments: Vec<Attachment>,
        replies: Visibility,
    },
    /// Who else is written to from now on.
    SetParticipants(Vec<Participant>),
    /// Be told what is written on the ticket, or not any more.
    Follow {
        agent: AgentId,
        follows: bool,
    },
    /// A mail about the ticket did not reach.
    FailDelivery {
        of: Option<u64>,
        address: EmailAddress,
        failure: Failure,
        reason: Option<String>,
        mail: Option<Received>,
    },
    /// A mail about the ticket was not sent.
    SuppressMail {
        of: u64,
        address: EmailAddress,
        why: Suppression,
    },
    /// Take the ticket, if nobody has it.
    Claim(Assignee),
    /// Give the ticket to an agent, whoever has it now.
    Assign(Assignee),
    Unassign,
    SetTeam(TeamId),
    SetType(TicketType),
    SetPriority(Priority),
    /// Set urgency and impact; the priority follows from the matrix.
    SetUrgencyAndImpact {
        urgency: Level,
        impact: Level,
    },
    SetTags(BTreeSet<Tag>),
    /// Any move that the transition table allows, except setting aside and restoring.
    ChangeState {
        to: State,
        resolution: Option<Resolution>,
        until: Option<Timestamp>,
    },
    MarkSpam,
    Restore,
    /// Invalidate the customer's private link; mails from now on carry a new one.
    RevokeLink {
        seed: LinkSeed,
    },
    /// To the team of another tier, with what its people must know.
    Escalate {
        to: TeamId,
        note: Body,
    },
    /// Be told of the ticket again, or not any more.
    Remind(Option<Timestamp>),
    /// The desk's service levels as they are now. A metric that was not counted so far begins with what the log says.
    ApplyPolicy {
        spent: BTreeMap<Metric, SignedDuration>,
    },
    /// Nobody asks for anything: only time has passed.
    Tick,
}

impl Command {
    /// What a customer writes where there is nothing but text.
    pub fn customer_reply(body: Body) -> Self {
        Self::CustomerReply { body, carried: Carried::default(), participants: Vec::new() }
    }

    /// An answer that is nothing but text.
    pub fn agent_reply(body: Body, then: Option<State>) -> Self {
        Self::AgentReply { body, carried: Carried::default(), then }
    }

    /// A note that is nothing but text.
    pub fn note(body: Body) -> Self {
        Self::AddNote { body, carried: Carried::default() }
    }
}
