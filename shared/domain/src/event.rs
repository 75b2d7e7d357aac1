//! What happened. Events are stored for ever, so a field is only ever added, with a default.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::choosing::{Grounds, SkillLevel};
use crate::routing::Applied;
use crate::{
    AgentId, Attachment, Body, CalendarId, Carried, Channel, CountedHours, CustomerId, CustomerRef, EmailAddress,
    Failure, FieldId, FormId, Level, LinkSeed, Locale, MailboxId, Metric, Participant, PolicyId, Priority, Received,
    Resolution, RungsReached, SkillId, State, Subject, Suppression, Tag, TeamId, TicketId, TicketType, Tier, TopicId,
    Visibility,
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
    /// Chosen by the rules of the team.
    Chosen(Grounds),
}

/// The version of the service levels that a ticket was given, which it keeps until another is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pin {
    /// None of the desk's policies, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
    /// Open day and night, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// The revision of the configuration that both are read from.
    pub revision: u64,
    /// Whether a rule named the policy, so that conditions have no say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type")]
#[expect(clippy::large_enum_variant, reason = "an opening is larger, and there is one in a log")]
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
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        tags: BTreeSet<Tag>,
        /// What its agent must be able to do, and how well.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        skills: BTreeMap<SkillId, SkillLevel>,
        /// What the form asked for beside the usual.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<FieldId, String>,
        /// The routing rules that matched, in their order, and what each of them set.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        trace: Vec<Applied>,
        /// The closed ticket that it goes on from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follow_up_of: Option<TicketId>,
        /// The ticket that its sender may have meant to answer. Nothing proved it, so that one was left alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        may_follow: Option<TicketId>,
        /// The mailbox that it came in through.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mailbox: Option<MailboxId>,
        /// Who else was written to.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        participants: Vec<Participant>,
        #[serde(flatten)]
        carried: Carried,
    },
    /// A new private link for the customer. Never shown: the seed stays between the functions and the store.
    LinkIssued {
        seed: LinkSeed,
    },
    LinkRevoked,
    /// Somebody outside the desk wrote what everybody on the ticket may read.
    CustomerReplied {
        body: Body,
        #[serde(flatten)]
        carried: Carried,
    },
    /// In Markdown.
    AgentReplied {
        body: Body,
        #[serde(flatten)]
        carried: Carried,
    },
    /// For the desk alone. Written by an agent, or by who was asked for an answer that stays inside.
    NoteAdded {
        body: Body,
        #[serde(flatten)]
        carried: Carried,
    },
    /// A program wrote: an out-of-office robot, a mailing list. It is kept, and changes nothing.
    AutomaticMailReceived {
        body: Body,
        #[serde(flatten)]
        carried: Carried,
    },
    /// A customer wrote on a closed ticket of a team that takes nothing more on it. They are told; the message is kept.
    ReplyRejected {
        body: Body,
        #[serde(flatten)]
        carried: Carried,
    },
    /// The ticket was sent to somebody else, whose answer comes back as it says.
    Forwarded {
        to: Participant,
        /// What the agent wrote to them; what was written on the ticket follows it in the mail.
        body: Body,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
        replies: Visibility,
    },
    /// Who else is written to.
    ParticipantsChanged {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        added: Vec<Participant>,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        removed: BTreeSet<EmailAddress>,
    },
    /// Which agents are told what is written, beside the one whose ticket it is.
    FollowersChanged {
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        added: BTreeSet<AgentId>,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        removed: BTreeSet<AgentId>,
    },
    /// A mail did not reach, or was not wanted.
    DeliveryFailed {
        /// The place in the log of what the mail told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<u64>,
        address: EmailAddress,
        failure: Failure,
        /// In the words of the receiving server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The notice, if it came by mail.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mail: Option<Received>,
    },
    /// A mail was not sent.
    MailSuppressed {
        of: u64,
        address: EmailAddress,
        why: Suppression,
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
    /// To the team of another tier: up, or sent back down.
    TierEscalated {
        from: TeamId,
        to: TeamId,
        from_tier: Tier,
        to_tier: Tier,
    },
    /// An agent wants to be reminded of the ticket.
    ReminderSet {
        agent: AgentId,
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
    },
    ReminderCleared,
    ReminderReached {
        agent: AgentId,
    },
    PolicyApplied(Pin),
    ClockStarted {
        metric: Metric,
        instance: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_seconds: Option<i64>,
        #[serde(default, skip_serializing_if = "CountedHours::are_all")]
        hours: CountedHours,
        warn_at_percent: u8,
        /// What an earlier instance had already used up, as older desks wrote it.
        #[serde(default, skip_serializing_if = "is_zero")]
        spent_seconds: i64,
        /// What an earlier instance had already used up.
        #[serde(default, skip_serializing_if = "SignedDuration::is_zero")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        spent: SignedDuration,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        due_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    ClockPaused {
        metric: Metric,
        instance: u32,
        /// What was used up by then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        spent: Option<SignedDuration>,
    },
    ClockResumed {
        metric: Metric,
        instance: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        due_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    /// The target moved; the time already spent is kept.
    ClockRetargeted {
        metric: Metric,
        instance: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_seconds: Option<i64>,
        #[serde(default, skip_serializing_if = "CountedHours::are_all")]
        hours: CountedHours,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warn_at_percent: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        spent: Option<SignedDuration>,
        /// The rungs of the new ladder that count as reached, if they are others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rungs: Option<RungsReached>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        due_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    ClockWarned {
        metric: Metric,
        instance: u32,
        /// When the warning was due, which may be earlier than when somebody looked.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    ClockBreached {
        metric: Metric,
        instance: u32,
        /// When the target passed, which may be earlier than when somebody looked.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    /// A rung of the escalation ladder. What it changes follows as events of their own.
    RungReached {
        metric: Metric,
        instance: u32,
        /// Its place on the ladder of the policy, from 0.
        rung: u32,
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        policy: Option<PolicyId>,
        revision: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        next_at: Option<Timestamp>,
    },
    /// What the clock measured was done, in time or late.
    ClockFulfilled {
        metric: Metric,
        instance: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        spent: Option<SignedDuration>,
    },
    ClockCancelled {
        metric: Metric,
        instance: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        spent: Option<SignedDuration>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(seconds: &i64) -> bool {
    *seconds == 0
}

impl Event {
    /// Whether nobody did this: a clock only ran on.
    pub fn is_passing_of_time(&self) -> bool {
        matches!(self, Self::ClockWarned { .. } | Self::ClockBreached { .. } | Self::RungReached { .. })
    }

    /// The clock that it happened to, if it happened to one.
    pub fn clock(&self) -> Option<(Metric, u32)> {
        match self {
            Self::ClockStarted { metric, instance, .. }
            | Self::ClockPaused { metric, instance, .. }
            | Self::ClockResumed { metric, instance, .. }
            | Self::ClockRetargeted { metric, instance, .. }
            | Self::ClockWarned { metric, instance, .. }
            | Self::ClockBreached { metric, instance, .. }
            | Self::RungReached { metric, instance, .. }
            | Self::ClockFulfilled { metric, instance, .. }
            | Self::ClockCancelled { metric, instance, .. } => Some((*metric, *instance)),
            _ => None,
        }
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
            Self::AutomaticMailReceived { .. } => "AutomaticMailReceived",
            Self::ReplyRejected { .. } => "ReplyRejected",
            Self::Forwarded { .. } => "Forwarded",
            Self::ParticipantsChanged { .. } => "ParticipantsChanged",
            Self::FollowersChanged { .. } => "FollowersChanged",
            Self::DeliveryFailed { .. } => "DeliveryFailed",
            Self::MailSuppressed { .. } => "MailSuppressed",
            Self::TicketAssigned { .. } => "TicketAssigned",
            Self::TicketUnassigned { .. } => "TicketUnassigned",
            Self::TeamChanged { .. } => "TeamChanged",
            Self::TypeChanged { .. } => "TypeChanged",
            Self::PriorityChanged { .. } => "PriorityChanged",
            Self::TagsChanged { .. } => "TagsChanged",
            Self::StateChanged { .. } => "StateChanged",
            Self::TierEscalated { .. } => "TierEscalated",
            Self::ReminderSet { .. } => "ReminderSet",
            Self::ReminderCleared => "ReminderCleared",
            Self::ReminderReached { .. } => "ReminderReached",
            Self::PolicyApplied(_) => "PolicyApplied",
            Self::RungReached { .. } => "RungReached",
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

impl Event {
    /// The files that came or went with it.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Self::Forwarded { attachments, .. } => attachments,
            event => event.carried().map_or(&[], |carried| &carried.attachments),
        }
    }

    pub(crate) fn attached_bytes(&self) -> u64 {
        self.attachments().iter().fold(0, |all, attachment| all.saturating_add(attachment.size))
    }

    /// What it carries beside its text, if it is a message.
    pub fn carried(&self) -> Option<&Carried> {
        match self {
            Self::TicketOpened { carried, .. }
            | Self::CustomerReplied { carried, .. }
            | Self::AgentReplied { carried, .. }
            | Self::NoteAdded { carried, .. }
            | Self::AutomaticMailReceived { carried, .. }
            | Self::ReplyRejected { carried, .. } => Some(carried),
            _ => None,
        }
    }

    /// The mail that it came by.
    pub fn mail(&self) -> Option<&Received> {
        match self {
            Self::DeliveryFailed { mail, .. } => mail.as_ref(),
            event => event.carried().and_then(|carried| carried.mail.as_ref()),
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
            Event::TicketOpened { .. }
            | Event::CustomerReplied { .. }
            | Event::AgentReplied { .. }
            | Event::Forwarded { .. }
            | Event::ReplyRejected { .. }
            | Event::DeliveryFailed { .. }
            | Event::ClockBreached { .. }
            | Event::RungReached { .. }
            | Event::ReminderReached { .. } => true,
            Event::TicketAssigned { agent, .. } => self.actor != Actor::Agent { id: agent.clone() },
            _ => false,
        }
    }
}
