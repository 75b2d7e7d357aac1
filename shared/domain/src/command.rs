//! What somebody asks for. Values arrive here already parsed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::routing::Routed;
use crate::{
    Agent, AssignmentReason, Body, Channel, CustomerRef, FieldId, FormId, Level, LinkSeed, Locale, Metric, Priority,
    Resolution, State, Subject, Tag, TeamId, TicketId, TicketType, TopicId,
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
}

/// What a customer writes on a closed ticket, as the ticket that it becomes.
#[derive(Clone, Debug)]
pub struct FollowUpTicket {
    pub id: TicketId,
    pub number: u64,
    pub body: Body,
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
