//! Why a command was not carried out. Each has a stable code that callers may rely on.

use crate::{AgentId, State, TeamId};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("a ticket cannot go from {from:?} to {to:?}")]
    TransitionNotAllowed { from: State, to: State },
    #[error("the ticket is closed; a new ticket can follow it up")]
    TicketClosed,
    #[error("the ticket has been set aside; restore it first")]
    TicketSetAside,
    #[error("the ticket is not set aside, so there is nothing to restore")]
    NothingToRestore,
    #[error("the ticket is already assigned to {0}")]
    AlreadyAssigned(AgentId),
    #[error("{agent} does not belong to the team {team}")]
    AssigneeNotInTeam { agent: AgentId, team: TeamId },
    #[error("{0} may not work on tickets")]
    AssigneeMayNotWork(AgentId),
    #[error("only an active ticket can be assigned")]
    TicketNotActive,
    #[error("a scheduled ticket needs a time to come back at, in the future")]
    ScheduleNotInFuture,
    #[error("a ticket has at most {limit} participants")]
    TooManyParticipants { limit: usize },
    #[error("a message has at most {limit} attachments")]
    TooManyAttachments { limit: usize },
    #[error("the files of a ticket can have at most {megabytes} MB together")]
    TicketFilesFull { megabytes: u32 },
    #[error("a ticket has at most {limit} tags")]
    TooManyTags { limit: usize },
    #[error("the ticket's log is full at {limit} events; open a follow-up")]
    LogFull { limit: u64 },
    #[error("{team} is no team of another tier")]
    SameTier { team: TeamId },
    #[error("only an agent can do this")]
    AgentsOnly,
}

impl Refusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::TransitionNotAllowed { .. } => "transition_not_allowed",
            Self::TicketClosed => "ticket_closed",
            Self::TicketSetAside => "ticket_set_aside",
            Self::NothingToRestore => "nothing_to_restore",
            Self::AlreadyAssigned(_) => "already_assigned",
            Self::AssigneeNotInTeam { .. } => "assignee_not_in_team",
            Self::AssigneeMayNotWork(_) => "assignee_may_not_work",
            Self::TicketNotActive => "ticket_not_active",
            Self::ScheduleNotInFuture => "schedule_not_in_future",
            Self::TooManyParticipants { .. } => "too_many_participants",
            Self::TooManyAttachments { .. } => "too_many_attachments",
            Self::TicketFilesFull { .. } => "ticket_files_full",
            Self::TooManyTags { .. } => "too_many_tags",
            Self::LogFull { .. } => "log_full",
            Self::SameTier { .. } => "same_tier",
            Self::AgentsOnly => "agents_only",
        }
    }
}
