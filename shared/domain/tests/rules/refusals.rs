use std::collections::BTreeSet;

use guichet_domain::{Refusal, State};

use crate::history::text;

/// One of each, in the order of the type. The match makes the compiler ask for a new one here.
fn following(refusal: Option<&Refusal>) -> Option<Refusal> {
    Some(match refusal {
        None => Refusal::TransitionNotAllowed { from: State::Resolved, to: State::OnHold },
        Some(Refusal::TransitionNotAllowed { .. }) => Refusal::TicketClosed,
        Some(Refusal::TicketClosed) => Refusal::TicketSetAside,
        Some(Refusal::TicketSetAside) => Refusal::NothingToRestore,
        Some(Refusal::NothingToRestore) => Refusal::AlreadyAssigned(text("ana")),
        Some(Refusal::AlreadyAssigned(_)) => Refusal::AssigneeNotInTeam { agent: text("ana"), team: text("billing") },
        Some(Refusal::AssigneeNotInTeam { .. }) => Refusal::AssigneeMayNotWork(text("ana")),
        Some(Refusal::AssigneeMayNotWork(_)) => Refusal::TicketNotActive,
        Some(Refusal::TicketNotActive) => Refusal::ScheduleNotInFuture,
        Some(Refusal::ScheduleNotInFuture) => Refusal::TooManyParticipants { limit: 30 },
        Some(Refusal::TooManyParticipants { .. }) => Refusal::TooManyAttachments { limit: 50 },
        Some(Refusal::TooManyAttachments { .. }) => Refusal::TicketFilesFull { megabytes: 200 },
        Some(Refusal::TicketFilesFull { .. }) => Refusal::TooManyTags { limit: 20 },
        Some(Refusal::TooManyTags { .. }) => Refusal::LogFull { limit: 10_000 },
        Some(Refusal::LogFull { .. }) => Refusal::SameTier { team: text("network") },
        Some(Refusal::SameTier { .. }) => Refusal::AgentsOnly,
        Some(Refusal::AgentsOnly) => return None,
    })
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_says_why() {
    let all: Vec<Refusal> = std::iter::successors(following(None), |refusal| following(Some(refusal))).collect();
    let codes: Vec<&str> = all.iter().map(Refusal::code).collect();
    assert_eq!(
        codes,
        [
            "transition_not_allowed",
            "ticket_closed",
            "ticket_set_aside",
            "nothing_to_restore",
            "already_assigned",
            "assignee_not_in_team",
            "assignee_may_not_work",
            "ticket_not_active",
            "schedule_not_in_future",
            "too_many_participants",
            "too_many_attachments",
            "ticket_files_full",
            "too_many_tags",
            "log_full",
            "same_tier",
            "agents_only",
        ]
    );
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(all.iter().all(|refusal| !refusal.to_string().is_empty()));
}
