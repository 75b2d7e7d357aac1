use guichet_domain::{Command, Event, LinkSeed, Metric, Refusal, Resolution, State};

use crate::history::{
    History, by_agent, by_customer, customer_reply, minute, names, reply, resolve_as, schedule, text, to_state,
};

#[test]
fn an_answer_hands_the_ticket_to_the_customer() {
    let mut desk = History::open();
    let events = desk.agent(10, reply(None));
    assert_eq!(names(&events), ["AgentReplied", "ClockFulfilled", "StateChanged", "ClockPaused"]);
    assert_eq!(desk.ticket.state, State::WaitingCustomer);
    assert_eq!(desk.ticket.first_response_at, Some(minute(10)));

    desk.agent(20, reply(None));
    assert_eq!(desk.ticket.first_response_at, Some(minute(10)), "the first answer stays the first");
}

#[test]
fn an_answer_can_resolve_the_ticket_at_once() {
    let mut desk = History::open();
    desk.agent(10, reply(Some(State::Resolved)));
    assert_eq!(desk.ticket.state, State::Resolved);
    assert_eq!(desk.ticket.resolution, Some(Resolution::Solved));
    assert_eq!(desk.ticket.resolved_at, Some(minute(10)));
}

#[test]
fn an_answer_that_closes_keeps_the_resolution_that_was_chosen() {
    let mut desk = History::open();
    desk.agent(10, resolve_as(Resolution::Workaround));
    desk.agent(20, reply(Some(State::Closed)));
    assert_eq!(desk.ticket.state, State::Closed);
    assert_eq!(desk.ticket.resolution, Some(Resolution::Workaround));
    assert_eq!(desk.ticket.resolved_at, Some(minute(10)));
}

#[test]
fn an_answer_leaves_a_resolved_or_scheduled_ticket_where_it_is_told_to_stay() {
    let mut desk = History::open();
    desk.agent(10, schedule(minute(500)));
    desk.agent(20, reply(Some(State::Scheduled)));
    assert_eq!((desk.ticket.state, desk.ticket.scheduled_until), (State::Scheduled, Some(minute(500))));

    desk.agent(30, to_state(State::Resolved));
    assert_eq!(names(&desk.agent(40, reply(None))), ["AgentReplied"]);
    assert_eq!(desk.ticket.state, State::Resolved);
}

#[test]
fn an_answer_cannot_schedule_or_keep_a_ticket_new() {
    let mut desk = History::open();
    for then in [State::Scheduled, State::New, State::Spam] {
        let refusal = desk.refused(10, by_agent(), reply(Some(then)));
        assert_eq!(refusal, Refusal::TransitionNotAllowed { from: State::New, to: then });
    }
    desk.agent(20, to_state(State::Resolved));
    let refusal = desk.refused(30, by_agent(), reply(Some(State::WaitingCustomer)));
    assert_eq!(refusal, Refusal::TransitionNotAllowed { from: State::Resolved, to: State::WaitingCustomer });
}

#[test]
fn a_customers_reply_wakes_what_waits() {
    for state in [State::WaitingCustomer, State::OnHold, State::Resolved] {
        let mut desk = History::open();
        desk.agent(10, to_state(state));
        desk.customer(20, customer_reply());
        assert_eq!(desk.ticket.state, State::Open, "after {state:?}");
    }
    let mut desk = History::open();
    desk.agent(10, schedule(minute(500)));
    desk.customer(20, customer_reply());
    assert_eq!((desk.ticket.state, desk.ticket.scheduled_until), (State::Open, None));
}

#[test]
fn a_reply_to_a_resolved_ticket_takes_the_resolution_back() {
    let mut desk = History::open();
    desk.agent(10, resolve_as(Resolution::NoAnswer));
    desk.customer(20, customer_reply());
    assert_eq!((desk.ticket.resolution, desk.ticket.resolved_at), (None, None));
}

#[test]
fn a_customers_reply_leaves_new_and_open_tickets_as_they_are() {
    let mut desk = History::open();
    assert_eq!(names(&desk.customer(10, customer_reply())), ["CustomerReplied"]);
    assert_eq!(desk.ticket.state, State::New);
    desk.agent(20, to_state(State::Open));
    assert_eq!(names(&desk.customer(30, customer_reply())), ["CustomerReplied"]);
}

#[test]
fn what_a_customer_writes_on_spam_is_kept_there() {
    let mut desk = History::open();
    desk.agent(10, Command::MarkSpam);
    assert_eq!(names(&desk.customer(20, customer_reply())), ["CustomerReplied"]);
    assert_eq!(desk.ticket.state, State::Spam);
    assert_eq!(desk.refused(30, by_agent(), reply(None)), Refusal::TicketSetAside);
}

#[test]
fn a_closed_ticket_takes_notes_but_no_replies() {
    let mut desk = History::open();
    desk.agent(10, to_state(State::Closed));
    assert_eq!(desk.refused(20, by_customer(), customer_reply()), Refusal::TicketClosed);
    assert_eq!(desk.refused(20, by_agent(), reply(None)), Refusal::TicketClosed);
    assert_eq!(names(&desk.agent(30, Command::note(text("For the record.")))), ["NoteAdded"]);
}

#[test]
fn a_note_is_no_response() {
    let mut desk = History::open();
    assert_eq!(names(&desk.agent(10, Command::note(text("Ask accounting.")))), ["NoteAdded"]);
    assert_eq!(desk.ticket.state, State::New);
    assert_eq!(desk.ticket.first_response_at, None);
    assert!(desk.clock(Metric::FirstResponse).is_open());
}

#[test]
fn revoking_the_link_issues_a_new_one() {
    let mut desk = History::open();
    let events = desk.agent(10, Command::RevokeLink { seed: LinkSeed("second".to_owned()) });
    assert_eq!(events, [Event::LinkRevoked, Event::LinkIssued { seed: LinkSeed("second".to_owned()) }]);
    assert_eq!(desk.ticket.link_seed, Some(LinkSeed("second".to_owned())));
}
