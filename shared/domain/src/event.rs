//! What happened. Events are stored for ever, so a field is only ever added, with a default.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgentId, Body, Channel, CustomerId, CustomerRef, FormId, Level, LinkSeed, Locale, Metric, Priority, Resolution,
    State, Subject, Tag, TeamId, TicketType, TopicId,
};

/// Who made something happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    Customer {
        id: CustomerId,
    },
    Agent {
        id: AgentId,
    },
    /// One of Guichet's own functions, by its name.
    System {
        name: String,
    },
}

impl Actor {
    pub fn system(name: &str) -> Self {
        Self::System { name: name.to_owned() }
    }
}

/// Why a ticket was given to the agent who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AssignmentReason {
    Claimed,
    Manual,
    /// The least loaded of those online, with the load and the capacity that they had when they were chosen.
    LeastLoaded {
        open: u32,
        capacity: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type")]
pub enum Event {
    TicketOpened {
        number: u64,
        customer: CustomerRef,
        subject: Subject,
        body: Body,
        form: FormId,
        topic: TopicId,
        channel: Channel,
        locale: Locale,
        team: TeamId,
        ticket_type: TicketType,
        priority: Priority,
        urgency: Level,
        impact: Level,
    },
    /// A new private link for the customer. Never shown: the seed stays between the functions and the store.
    LinkIssued {
        seed: LinkSeed,
    },
    LinkRevoked,
    CustomerReplied {
        body: Body,
    },
    AgentReplied {
        body: Body,
    },
    NoteAdded {
        body: Body,
    },
    TicketAssigned {
        agent: AgentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        previous: Option<AgentId>,
        reason: AssignmentReason,
    },
    TicketUnassigned {
        previous: AgentId,
    },
    TeamChanged {
        from: TeamId,
        to: TeamId,
    },
    TypeChanged {
        from: TicketType,
        to: TicketType,
    },
    PriorityChanged {
        from: Priority,
        to: Priority,
        urgency: Level,
        impact: Level,
    },
    TagsChanged {
        added: BTreeSet<Tag>,
        removed: BTreeSet<Tag>,
    },
    StateChanged {
        from: State,
        to: State,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        until: Option<Timestamp>,
    },
    ClockStarted {
        metric: Metric,
        instance: u32,
        target_seconds: i64,
        warn_at_percent: u8,
        /// What an earlier instance had already used up.
        spent_seconds: i64,
    },
    ClockPaused {
        metric: Metric,
        instance: u32,
    },
    ClockResumed {
        metric: Metric,
        instance: u32,
    },
    /// The target moved; the time already spent is kept.
    ClockRetargeted {
        metric: Metric,
        instance: u32,
        target_seconds: i64,
    },
    ClockWarned {
        metric: Metric,
        instance: u32,
        /// When the warning was due, which may be earlier than when somebody looked.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
    },
    ClockBreached {
        metric: Metric,
        instance: u32,
        /// When the target passed, which may be earlier than when somebody looked.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
    },
    /// What the clock measured was done, in time or late.
    ClockFulfilled {
        metric: Metric,
        instance: u32,
    },
    ClockCancelled {
        metric: Metric,
        instance: u32,
    },
}

impl Event {
    /// Whether nobody did this: a clock only ran on.
    pub fn is_passing_of_time(&self) -> bool {
        matches!(self, Self::ClockWarned { .. } | Self::ClockBreached { .. })
    }

    /// The name on the bus and in the stored log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TicketOpened { .. } => "TicketOpened",
            Self::LinkIssued { .. } => "LinkIssued",
            Self::LinkRevoked => "LinkRevoked",
            Self::CustomerReplied { .. } => "CustomerReplied",
            Self::AgentReplied { .. } => "AgentReplied",
            Self::NoteAdded { .. } => "NoteAdded",
            Self::TicketAssigned { .. } => "TicketAssigned",
            Self::TicketUnassigned { .. } => "TicketUnassigned",
            Self::TeamChanged { .. } => "TeamChanged",
            Self::TypeChanged { .. } => "TypeChanged",
            Self::PriorityChanged { .. } => "PriorityChanged",
            Self::TagsChanged { .. } => "TagsChanged",
            Self::StateChanged { .. } => "StateChanged",
            Self::ClockStarted { .. } => "ClockStarted",
            Self::ClockPaused { .. } => "ClockPaused",
            Self::ClockResumed { .. } => "ClockResumed",
            Self::ClockRetargeted { .. } => "ClockRetargeted",
            Self::ClockWarned { .. } => "ClockWarned",
            Self::ClockBreached { .. } => "ClockBreached",
            Self::ClockFulfilled { .. } => "ClockFulfilled",
            Self::ClockCancelled { .. } => "ClockCancelled",
        }
    }
}

/// An event with its place in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// 1 for the first event of a ticket, without gaps.
    pub seq: u64,
    pub at: Timestamp,
    pub actor: Actor,
    pub event: Event,
}

impl Recorded {
    /// Whether somebody is told of it by mail, as long as nothing came between. Who takes a ticket knows that they have it.
    pub fn calls_for_mail(&self) -> bool {
        match &self.event {
            Event::TicketOpened { .. } | Event::AgentReplied { .. } | Event::ClockBreached { .. } => true,
            Event::TicketAssigned { agent, .. } => self.actor != Actor::Agent { id: agent.clone() },
            _ => false,
        }
    }
}
