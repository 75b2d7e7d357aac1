use std::collections::BTreeSet;

use guichet_domain::{Command, Event, Level, LinkSeed, Priority, Refusal, Resolution, State, Tag, TicketType};

use crate::history::{
    History, by_agent, by_customer, customer_reply, given_to, minute, names, reply, resolve_as, schedule, text,
    to_state,
};

/// A ticket in each state that a command leads to.
fn in_state(state: State) -> History {
    let mut desk = History::open();
    match state {
        State::New => {}
        State::Scheduled => drop(desk.agent(1, schedule(minute(10_000)))),
        State::Spam => drop(desk.agent(1, Command::MarkSpam)),
        other => drop(desk.agent(1, to_state(other))),
    }
    assert_eq!(desk.ticket.state, state);
    desk
}

const REACHABLE: [State; 8] = [
    State::New,
    State::Open,
    State::WaitingCustomer,
    State::OnHold,
    State::Scheduled,
    State::Resolved,
    State::Closed,
    State::Spam,
];

#[test]
fn an_agent_may_choose_exactly_what_the_table_allows() {
    for from in REACHABLE {
        for to in State::ALL.into_iter().filter(|to| *to != from) {
            let mut desk = in_state(from);
            let command = if to == State::Scheduled { schedule(minute(9_000)) } else { to_state(to) };
            let outcome = desk.attempt(minute(2), by_agent(), command);
            // Only what a customer writes opens a closed ticket, where its team wants that.
            let allowed = from.may_become(to) && !from.is_set_aside() && !to.is_set_aside() && from != State::Closed;
            assert_eq!(outcome.is_ok(), allowed, "{from:?} -> {to:?}: {outcome:?}");
            assert_eq!(desk.ticket.state, if allowed { to } else { from });
        }
    }
}

#[test]
fn a_customer_may_settle_a_ticket_and_reopen_it_and_nothing_else() {
    for from in REACHABLE {
        for to in State::ALL.into_iter().filter(|to| *to != from) {
            let mut desk = in_state(from);
            let command = if to == State::Scheduled { schedule(minute(9_000)) } else { to_state(to) };
            let outcome = desk.attempt(minute(2), by_customer(), command);
            let settles = to == State::Resolved && from.is_active();
            let reopens = from == State::Resolved && to == State::Open;
            assert_eq!(outcome.is_ok(), settles || reopens, "{from:?} -> {to:?}: {outcome:?}");
        }
    }
}

#[test]
fn the_desks_own_commands_are_refused_to_customers() {
    let commands = [
        reply(None),
        Command::note(text("A note.")),
        Command::Claim(given_to("ana")),
        Command::Assign(given_to("ana")),
        Command::Unassign,
        Command::SetTeam(text("network")),
        Command::SetType(TicketType::Incident),
        Command::SetPriority(Priority::Critical),
        Command::SetUrgencyAndImpact { urgency: Level::High, impact: Level::High },
        Command::SetTags(BTreeSet::new()),
        Command::MarkSpam,
        Command::Restore,
        Command::RevokeLink { seed: LinkSeed("second".to_owned()) },
    ];
    let mut desk = History::open();
    for command in commands {
        let told = format!("{command:?}");
        assert_eq!(desk.refused(1, by_customer(), command), Refusal::AgentsOnly, "{told}");
    }
}

#[test]
fn to_ask_for_the_present_state_changes_nothing() {
    for state in REACHABLE {
        let mut desk = in_state(state);
        assert!(desk.agent(2, to_state(state)).is_empty(), "{state:?}");
    }
}

#[test]
fn another_date_or_resolution_is_not_passed_over_in_silence() {
    let mut desk = in_state(State::Scheduled);
    assert!(desk.agent(2, schedule(minute(10_000))).is_empty(), "the same date is what is already so");
    let refusal = desk.refused(2, by_agent(), schedule(minute(20_000)));
    assert_eq!(refusal, Refusal::TransitionNotAllowed { from: State::Scheduled, to: State::Scheduled });

    let mut desk = in_state(State::Resolved);
    assert!(desk.agent(2, resolve_as(Resolution::Solved)).is_empty());
    let refusal = desk.refused(2, by_agent(), resolve_as(Resolution::Duplicate));
    assert_eq!(refusal, Refusal::TransitionNotAllowed { from: State::Resolved, to: State::Resolved });
}

#[test]
fn a_schedule_needs_a_time_in_the_future() {
    let mut desk = History::open();
    for command in [to_state(State::Scheduled), schedule(minute(5)), schedule(minute(10))] {
        assert_eq!(desk.refused(10, by_agent(), command), Refusal::ScheduleNotInFuture);
    }
    desk.agent(10, schedule(minute(11)));
    assert_eq!(desk.ticket.scheduled_until, Some(minute(11)));
}

#[test]
fn a_scheduled_ticket_comes_back_by_itself() {
    let mut desk = History::open();
    desk.agent(1, schedule(minute(30)));
    assert_eq!(desk.ticket.next_instant(), Some(minute(30)));
    assert!(desk.tick(29).is_empty());
    let moved = Event::StateChanged { from: State::Scheduled, to: State::Open, resolution: None, until: None };
    assert_eq!(desk.tick(30), [moved]);
    assert_eq!(desk.ticket.scheduled_until, None);
}

#[test]
fn a_scheduled_ticket_is_back_before_a_late_command_is_decided() {
    let mut desk = History::open();
    desk.agent(1, schedule(minute(30)));
    let events = desk.agent(40, to_state(State::OnHold));
    assert_eq!(names(&events), ["StateChanged", "StateChanged"]);
    assert_eq!(desk.ticket.state, State::OnHold);
}

#[test]
fn the_resolution_is_kept_while_done_and_taken_back_when_not() {
    let mut desk = History::open();
    desk.agent(1, resolve_as(Resolution::Workaround));
    desk.agent(2, to_state(State::Closed));
    assert_eq!(desk.ticket.resolution, Some(Resolution::Workaround));
    assert_eq!(desk.ticket.resolved_at, Some(minute(1)));

    let mut desk = History::open();
    desk.agent(1, to_state(State::Resolved));
    assert_eq!(desk.ticket.resolution, Some(Resolution::Solved), "what is usual, if nothing is said");
    desk.agent(2, to_state(State::Open));
    assert_eq!((desk.ticket.resolution, desk.ticket.resolved_at), (None, None));
}

#[test]
fn spam_goes_back_to_where_it_was() {
    for (before, after) in [
        (State::New, State::Open),
        (State::Open, State::Open),
        (State::WaitingCustomer, State::WaitingCustomer),
        (State::OnHold, State::OnHold),
        (State::Scheduled, State::Open),
        (State::Resolved, State::Resolved),
    ] {
        let mut desk = in_state(before);
        desk.agent(2, Command::MarkSpam);
        assert_eq!(desk.ticket.set_aside_from, Some(before));
        assert!(desk.agent(3, Command::MarkSpam).is_empty());
        desk.agent(4, Command::Restore);
        assert_eq!((desk.ticket.state, desk.ticket.set_aside_from), (after, None));
    }
}

#[test]
fn a_restored_ticket_was_resolved_when_it_was_resolved() {
    let mut desk = History::open();
    desk.agent(1, resolve_as(Resolution::Duplicate));
    desk.agent(2, Command::MarkSpam);
    desk.agent(500, Command::Restore);
    assert_eq!(desk.ticket.resolved_at, Some(minute(1)));
    assert_eq!(desk.ticket.resolution, Some(Resolution::Duplicate));
}

#[test]
fn there_is_nothing_to_restore_unless_it_was_set_aside() {
    let mut desk = History::open();
    assert_eq!(desk.refused(1, by_agent(), Command::Restore), Refusal::NothingToRestore);
    let mut closed = in_state(State::Closed);
    assert_eq!(closed.refused(2, by_agent(), Command::MarkSpam), Refusal::TicketClosed);
}

#[test]
fn closed_and_set_aside_tickets_are_not_changed() {
    for (state, refusal) in [(State::Closed, Refusal::TicketClosed), (State::Spam, Refusal::TicketSetAside)] {
        for command in [
            Command::SetTeam(text("network")),
            Command::SetType(TicketType::Incident),
            Command::SetPriority(Priority::Critical),
            Command::SetTags(BTreeSet::from([text("vip")])),
            Command::Unassign,
        ] {
            assert_eq!(in_state(state).refused(2, by_agent(), command), refusal);
        }
    }
}

#[test]
fn the_type_changes_with_an_event_or_not_at_all() {
    let mut desk = History::open();
    let events = desk.agent(1, Command::SetType(TicketType::Incident));
    assert_eq!(events, [Event::TypeChanged { from: TicketType::Question, to: TicketType::Incident }]);
    assert!(desk.agent(2, Command::SetType(TicketType::Incident)).is_empty());
}

#[test]
fn the_priority_is_set_by_name_or_by_the_matrix() {
    let mut desk = History::open();
    desk.agent(1, Command::SetUrgencyAndImpact { urgency: Level::High, impact: Level::High });
    assert_eq!(desk.ticket.priority, Priority::Critical);
    desk.agent(2, Command::SetPriority(Priority::Low));
    assert_eq!((desk.ticket.priority, desk.ticket.urgency), (Priority::Low, Level::High));
    assert!(desk.agent(3, Command::SetPriority(Priority::Low)).is_empty());
}

#[test]
fn tags_change_by_what_is_added_and_removed() {
    let tags = |names: &[&str]| names.iter().map(|name| text(name)).collect::<BTreeSet<Tag>>();
    let mut desk = History::open();
    desk.agent(1, Command::SetTags(tags(&["refund", "vip"])));
    let events = desk.agent(2, Command::SetTags(tags(&["vip", "card"])));
    assert_eq!(events, [Event::TagsChanged { added: tags(&["card"]), removed: tags(&["refund"]) }]);
    assert_eq!(desk.ticket.tags, tags(&["card", "vip"]));
    assert!(desk.agent(3, Command::SetTags(tags(&["card", "vip"]))).is_empty());
    let many: BTreeSet<Tag> = (0..21).map(|n| text(&format!("tag-{n}"))).collect();
    assert_eq!(desk.refused(4, by_agent(), Command::SetTags(many)), Refusal::TooManyTags { limit: 20 });
}

#[test]
fn a_full_log_takes_no_more_talk_but_can_still_be_brought_to_an_end() {
    let mut desk = History::open();
    desk.ticket.version = 10_000;
    assert_eq!(desk.refused(1, by_customer(), customer_reply()), Refusal::LogFull { limit: 10_000 });
    assert_eq!(desk.refused(1, by_agent(), reply(None)), Refusal::LogFull { limit: 10_000 });
    assert_eq!(names(&desk.tick(100_000)).len(), 4, "what time does is recorded all the same");
    desk.agent(100_001, to_state(State::Resolved));
    assert_eq!(desk.refused(100_002, by_agent(), to_state(State::Open)), Refusal::LogFull { limit: 10_000 });
    desk.agent(100_003, to_state(State::Closed));
}

#[test]
fn events_are_never_written_into_the_past() {
    let mut desk = History::open();
    desk.agent(10, to_state(State::Open));
    desk.agent(5, to_state(State::OnHold));
    assert_eq!(desk.log.last().map(|recorded| recorded.at), Some(minute(10)));
}
