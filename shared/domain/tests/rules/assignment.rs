use std::collections::BTreeSet;

use guichet_domain::{AssignmentReason, Command, Event, Refusal, Role, State};

use crate::history::{History, by_agent, given_to, names, reply, text, to_state};

#[test]
fn a_claim_takes_what_nobody_has() {
    let mut desk = History::open();
    let events = desk.agent(1, Command::Claim(given_to("ana")));
    let reason = AssignmentReason::Manual;
    assert_eq!(events, [Event::TicketAssigned { agent: text("ana"), previous: None, reason }]);
    assert_eq!(desk.ticket.loads(), Some(&text("ana")));
    assert!(desk.agent(2, Command::Claim(given_to("ana"))).is_empty(), "a second claim finds it done");
    assert_eq!(desk.refused(3, by_agent(), Command::Claim(given_to("ben"))), Refusal::AlreadyAssigned(text("ana")));
}

#[test]
fn an_assignment_replaces_whoever_had_it() {
    let mut desk = History::open();
    desk.agent(1, Command::Assign(given_to("ana")));
    let events = desk.agent(2, Command::Assign(given_to("ben")));
    let reason = AssignmentReason::Manual;
    assert_eq!(events, [Event::TicketAssigned { agent: text("ben"), previous: Some(text("ana")), reason }]);
    assert!(desk.agent(3, Command::Assign(given_to("ben"))).is_empty());
}

#[test]
fn only_those_of_the_team_who_work_on_tickets_get_one() {
    let mut desk = History::open();
    for role in [Role::LightAgent, Role::Reporter, Role::Auditor] {
        let mut assignee = given_to("ana");
        assignee.agent.role = role;
        assert_eq!(
            desk.refused(1, by_agent(), Command::Assign(assignee)),
            Refusal::AssigneeMayNotWork(text("ana")),
            "{role:?}"
        );
    }
    let mut elsewhere = given_to("ana");
    elsewhere.agent.teams = BTreeSet::from([text("network")]);
    assert_eq!(
        desk.refused(1, by_agent(), Command::Claim(elsewhere)),
        Refusal::AssigneeNotInTeam { agent: text("ana"), team: text("billing") }
    );
}

#[test]
fn only_an_active_ticket_is_given_to_somebody() {
    let mut desk = History::open();
    desk.agent(1, to_state(State::Resolved));
    assert_eq!(desk.refused(2, by_agent(), Command::Assign(given_to("ana"))), Refusal::TicketNotActive);
    desk.agent(3, Command::MarkSpam);
    assert_eq!(desk.refused(4, by_agent(), Command::Assign(given_to("ana"))), Refusal::TicketSetAside);
    let mut closed = History::open();
    closed.agent(1, to_state(State::Closed));
    assert_eq!(closed.refused(2, by_agent(), Command::Claim(given_to("ana"))), Refusal::TicketClosed);
}

#[test]
fn a_ticket_weighs_on_its_agent_while_it_is_active() {
    let mut desk = History::open();
    desk.agent(1, Command::Assign(given_to("ana")));
    desk.agent(2, reply(Some(State::Resolved)));
    assert_eq!((desk.ticket.assignee.clone(), desk.ticket.loads()), (Some(text("ana")), None));
    desk.agent(3, to_state(State::Open));
    assert_eq!(desk.ticket.loads(), Some(&text("ana")));
}

#[test]
fn another_team_finds_the_ticket_unassigned() {
    let mut desk = History::open();
    desk.agent(1, Command::Assign(given_to("ana")));
    let events = desk.agent(2, Command::SetTeam(text("network")));
    assert_eq!(
        events,
        [
            Event::TeamChanged { from: text("billing"), to: text("network") },
            Event::TicketUnassigned { previous: text("ana") },
        ]
    );
    assert!(desk.agent(3, Command::SetTeam(text("network"))).is_empty());
    assert!(desk.agent(4, Command::Unassign).is_empty());
}

#[test]
fn unassigning_a_closed_ticket_would_rewrite_who_did_the_work() {
    let mut desk = History::open();
    desk.agent(1, Command::Assign(given_to("ana")));
    assert_eq!(names(&desk.agent(2, Command::Unassign)), ["TicketUnassigned"]);
    desk.agent(3, Command::Assign(given_to("ana")));
    desk.agent(4, to_state(State::Closed));
    assert_eq!(desk.refused(5, by_agent(), Command::Unassign), Refusal::TicketClosed);
}

#[test]
fn assignment_respects_capacity_and_people_need_not() {
    assert!(AssignmentReason::LeastLoaded { open: 1, capacity: 5 }.respects_capacity());
    assert!(!AssignmentReason::Manual.respects_capacity());
    assert!(!AssignmentReason::Claimed.respects_capacity());
    let mut desk = History::open();
    let mut full = given_to("ana");
    full.agent.open_load = full.agent.capacity;
    assert_eq!(names(&desk.agent(1, Command::Assign(full))), ["TicketAssigned"]);
}
