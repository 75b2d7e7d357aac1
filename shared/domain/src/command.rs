//! What somebody asks for. Values arrive here already parsed.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    Agent, AssignmentReason, Body, Channel, CustomerRef, FormId, Level, LinkSeed, Locale, Priority, Resolution, State,
    Subject, Tag, TeamId, TicketId, TicketType, TopicId,
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
    pub team: TeamId,
    pub ticket_type: TicketType,
    pub urgency: Level,
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
    /// A customer writes on the ticket.
    CustomerReply {
        body: Body,
    },
    /// An agent answers the customer. The ticket then goes to `then`; if nothing is said, an active ticket waits for the
    /// customer and any other stays as it is.
    AgentReply {
        body: Body,
        then: Option<State>,
    },
    AddNote {
        body: Body,
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
    /// Nobody asks for anything: only time has passed.
    Tick,
}
