use guichet_domain::{Context, Event, Level, Metric, Policy, Priority, SlaStatus, State, Ticket};

use crate::history::{History, by_customer, customer, minute, names, opening, opening_time, rulebook};

#[test]
fn a_ticket_opens_with_its_link_and_its_clocks() {
    let desk = History::open();
    let events: Vec<Event> = desk.log.iter().map(|recorded| recorded.event.clone()).collect();
    assert_eq!(names(&events), ["TicketOpened", "LinkIssued", "PolicyApplied", "ClockStarted", "ClockStarted"]);
    assert!(desk.log.iter().all(|recorded| recorded.at == opening_time() && recorded.actor == by_customer()));
    assert_eq!(desk.ticket.version, 5);
    assert_eq!(desk.ticket.state, State::New);
    assert_eq!(desk.ticket.customer, customer());
    assert_eq!(desk.ticket.link_seed.as_ref().map(|seed| seed.0.as_str()), Some("first"));
    assert_eq!(desk.ticket.assignee, None);
    assert_eq!(desk.ticket.loads(), None);
}

#[test]
fn the_priority_follows_from_the_urgency_at_medium_impact() {
    for (urgency, priority) in
        [(Level::Low, Priority::Low), (Level::Medium, Priority::Normal), (Level::High, Priority::High)]
    {
        let desk = History::open_with(urgency, rulebook(vec![Policy::usual().unwrap()]));
        assert_eq!((desk.ticket.urgency, desk.ticket.impact), (urgency, Level::Medium));
        assert_eq!(desk.ticket.priority, priority);
    }
}

#[test]
fn the_targets_are_those_of_the_priority() {
    let desk = History::open_with(Level::High, rulebook(vec![Policy::usual().unwrap()]));
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(2 * 60)));
    assert_eq!(desk.clock(Metric::FirstResolution).due_at, Some(minute(24 * 60)));
    assert_eq!(desk.ticket.due_at(), Some(minute(2 * 60)));
    assert_eq!(desk.ticket.next_instant(), Some(minute(90)), "the warning at 75 % comes first");
    assert_eq!(desk.ticket.sla_status(), SlaStatus::OnTrack);
}

#[test]
fn a_desk_without_a_policy_for_the_priority_measures_nothing() {
    let mut policy = Policy::usual().unwrap();
    for targets in policy.targets.values_mut() {
        targets.remove(&Priority::Normal);
    }
    let desk = History::open_with(Level::Medium, rulebook(vec![policy]));
    assert!(desk.ticket.clocks.iter().all(|clock| clock.target_seconds.is_none()), "it counts, and promises nothing");
    assert_eq!(desk.ticket.next_instant(), None);
    assert_eq!(desk.ticket.sla_status(), SlaStatus::OnTrack);
}

#[test]
fn a_log_that_does_not_begin_with_an_opening_tells_of_no_ticket() {
    let desk = History::open();
    assert_eq!(Ticket::replay(desk.ticket.id, &desk.log), Some(desk.ticket.clone()));
    assert_eq!(Ticket::replay(desk.ticket.id, &desk.log[1..]), None);
    assert_eq!(Ticket::replay(desk.ticket.id, []), None);
}

#[test]
fn the_seed_of_the_link_is_never_printed() {
    let desk = rulebook(Vec::new());
    let context = Context { now: opening_time(), actor: by_customer(), desk: &desk, pinned: &desk };
    let change = Ticket::open(opening(Level::Medium), &context);
    assert!(!format!("{change:?}").contains("\"first\""));
}
