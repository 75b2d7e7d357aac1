use guichet_domain::{Actor, ClockStatus, Command, Event, Level, Metric, Policy, Priority, SlaStatus, State};
use jiff::{SignedDuration, Timestamp};

use crate::history::{
    History, customer_reply, minute, names, opening_time, policy, promise, reply, rulebook, to_state,
};

const HOUR: i64 = 60;

fn spent(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[test]
fn a_warning_then_a_breach_each_once() {
    let mut desk = History::open();
    let (metric, instance) = (Metric::FirstResponse, 1);
    assert!(desk.tick(6 * HOUR).is_empty(), "not at the very instant");
    assert_eq!(
        desk.tick(6 * HOUR + 1),
        [Event::ClockWarned { metric, instance, at: minute(6 * HOUR), next_at: Some(minute(8 * HOUR)) }]
    );
    assert_eq!(desk.ticket.sla_status(), SlaStatus::AtRisk);
    assert!(desk.tick(6 * HOUR + 2).is_empty());
    assert_eq!(desk.tick(9 * HOUR), [Event::ClockBreached { metric, instance, at: minute(8 * HOUR), next_at: None }]);
    assert_eq!(desk.ticket.sla_status(), SlaStatus::Breached);
    assert!(desk.tick(10 * HOUR).is_empty());
}

#[test]
fn a_late_sweep_tells_everything_in_the_order_in_which_it_was_due() {
    let mut desk = History::open();
    let events = desk.tick(100 * HOUR);
    let (response, resolution) = (Metric::FirstResponse, Metric::FirstResolution);
    assert_eq!(
        events,
        [
            Event::ClockWarned { metric: response, instance: 1, at: minute(6 * HOUR), next_at: Some(minute(8 * HOUR)) },
            Event::ClockBreached { metric: response, instance: 1, at: minute(8 * HOUR), next_at: None },
            Event::ClockWarned {
                metric: resolution,
                instance: 1,
                at: minute(54 * HOUR),
                next_at: Some(minute(72 * HOUR))
            },
            Event::ClockBreached { metric: resolution, instance: 1, at: minute(72 * HOUR), next_at: None },
        ]
    );
    let recorded = desk.log.last().unwrap();
    assert_eq!(
        (recorded.at, &recorded.actor),
        (minute(72 * HOUR), &Actor::system("sla")),
        "when it happened, not when somebody looked"
    );
}

#[test]
fn met_exactly_at_the_target_is_met() {
    let mut desk = History::open();
    desk.agent(8 * HOUR, reply(None));
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Met);

    let mut late = History::open();
    let just_late = minute(8 * HOUR) + SignedDuration::from_nanos(1);
    late.attempt(just_late, crate::history::by_agent(), reply(None)).unwrap();
    let clock = late.clock(Metric::FirstResponse);
    assert_eq!((clock.status, clock.breached_at), (ClockStatus::Breached, Some(minute(8 * HOUR))));
    assert_eq!(clock.ended_at, Some(just_late));
}

#[test]
fn the_first_response_never_pauses_and_never_restarts() {
    let mut desk = History::open();
    desk.agent(10, to_state(State::WaitingCustomer));
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Active);
    desk.agent(20, reply(None));
    desk.customer(30, customer_reply());
    desk.agent(40, to_state(State::Resolved));
    desk.customer(50, customer_reply());
    assert_eq!(desk.clock(Metric::FirstResponse).instance, 1);
    assert_eq!(desk.clock(Metric::FirstResponse).ended_at, Some(minute(20)));
}

#[test]
fn a_response_on_a_resolved_ticket_is_the_first_response_too() {
    let mut desk = History::open();
    desk.customer(10, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Cancelled);
    desk.agent(20, reply(None));
    desk.customer(30, customer_reply());
    assert_eq!(desk.clock(Metric::FirstResponse).instance, 1, "nobody waits for a first answer any more");
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Cancelled);
}

#[test]
fn the_resolution_pauses_while_the_customer_is_to_answer() {
    let mut desk = History::open();
    desk.agent(60, reply(None));
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.status, clock.spent), (ClockStatus::Paused, spent(60)));
    assert_eq!((clock.due_at, desk.ticket.next_instant()), (None, None));
    assert!(desk.tick(1000 * HOUR).is_empty(), "a paused clock is never late");

    desk.customer(1000 * HOUR, customer_reply());
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.status, clock.due_at), (ClockStatus::Active, Some(minute(1071 * HOUR))));
    assert_eq!(clock.remaining(minute(1001 * HOUR), &desk.desk, &desk.ticket), Some(spent(70 * HOUR)));

    desk.agent(1002 * HOUR, to_state(State::OnHold));
    assert_eq!(desk.clock(Metric::FirstResolution).status, ClockStatus::Active, "a third party is the desk's affair");
    desk.agent(1003 * HOUR, to_state(State::Resolved));
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.status, clock.spent), (ClockStatus::Met, spent(4 * HOUR)));
    assert_eq!(desk.ticket.sla_status(), SlaStatus::Met);
}

#[test]
fn a_breached_resolution_still_does_not_count_the_customers_time() {
    let mut desk = History::open();
    desk.agent(73 * HOUR, reply(None));
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.status, clock.spent, clock.running_since), (ClockStatus::Breached, spent(73 * HOUR), None));
    desk.customer(100 * HOUR, customer_reply());
    assert_eq!(desk.clock(Metric::FirstResolution).status, ClockStatus::Breached);
    desk.agent(101 * HOUR, to_state(State::Resolved));
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.status, clock.spent), (ClockStatus::Breached, spent(74 * HOUR)));
    assert_eq!(clock.breached_at, Some(minute(72 * HOUR)));
}

#[test]
fn another_priority_moves_the_target_and_keeps_what_was_spent() {
    let mut desk = History::open();
    let events = desk.agent(HOUR, Command::SetPriority(Priority::High));
    assert_eq!(names(&events), ["PriorityChanged", "ClockRetargeted", "ClockRetargeted"]);
    assert_eq!(desk.clock(Metric::FirstResponse).spent, spent(HOUR));
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(2 * HOUR)));
    assert_eq!(desk.clock(Metric::FirstResolution).due_at, Some(minute(24 * HOUR)));
}

#[test]
fn a_target_that_moves_behind_what_was_spent_is_due_at_once() {
    let mut desk = History::open();
    desk.agent(2 * HOUR, Command::SetPriority(Priority::Critical));
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(2 * HOUR)));
    let (metric, instance) = (Metric::FirstResponse, 1);
    let at = minute(2 * HOUR);
    assert_eq!(
        desk.tick(2 * HOUR + 1),
        [
            Event::ClockWarned { metric, instance, at, next_at: Some(at) },
            Event::ClockBreached { metric, instance, at, next_at: None }
        ]
    );
}

#[test]
fn a_breach_is_not_undone_by_a_kinder_target() {
    let mut desk = History::open();
    desk.tick(9 * HOUR);
    let events = desk.agent(10 * HOUR, Command::SetPriority(Priority::Low));
    assert_eq!(names(&events), ["PriorityChanged", "ClockRetargeted"], "only the resolution is still open");
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Breached);
}

#[test]
fn spam_cancels_the_clocks_and_a_restore_starts_them_with_what_was_spent() {
    let mut desk = History::open();
    assert_eq!(names(&desk.agent(60, Command::MarkSpam)), ["StateChanged", "ClockCancelled", "ClockCancelled"]);
    assert_eq!(desk.ticket.next_instant(), None);
    assert_eq!(names(&desk.agent(500, Command::Restore)), ["StateChanged", "ClockStarted", "ClockStarted"]);
    let clock = desk.clock(Metric::FirstResponse);
    assert_eq!((clock.instance, clock.spent), (2, spent(60)));
    assert_eq!(clock.due_at, Some(minute(500 + 7 * HOUR)));
}

#[test]
fn a_restore_to_waiting_starts_the_resolution_paused() {
    let mut desk = History::open();
    desk.agent(60, reply(None));
    desk.agent(90, Command::MarkSpam);
    desk.agent(500, Command::Restore);
    let clock = desk.clock(Metric::FirstResolution);
    assert_eq!((clock.instance, clock.status, clock.spent), (2, ClockStatus::Paused, spent(60)));
}

#[test]
fn settled_without_an_answer_cancels_the_response_and_reopening_measures_it_again() {
    let mut desk = History::open();
    desk.customer(30, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Cancelled);
    assert_eq!(desk.clock(Metric::FirstResolution).status, ClockStatus::Met);
    desk.customer(90, customer_reply());
    let clock = desk.clock(Metric::FirstResponse);
    assert_eq!((clock.instance, clock.status, clock.spent), (2, ClockStatus::Active, spent(30)));
    assert_eq!(desk.clock(Metric::FirstResolution).instance, 1, "the first resolution stays the first");
}

#[test]
fn a_warning_set_beyond_the_target_comes_with_the_breach() {
    let policy = Policy { warn_at_percent: 150, ..Policy::usual().unwrap() };
    let mut seldom = History::open_with(Level::Medium, rulebook(vec![policy]));
    let mut often = seldom.clone();
    often.tick(9 * HOUR);
    often.tick(20 * HOUR);
    seldom.tick(20 * HOUR);
    assert_eq!(seldom.ticket.clocks, often.ticket.clocks);
    assert_eq!(seldom.clock(Metric::FirstResponse).warned_at, Some(minute(8 * HOUR)));
}

#[test]
fn the_greatest_target_there_is_does_not_leave_the_calendar() {
    let longest = 10 * 366 * 24 * 60;
    let targets = Metric::ALL.map(|metric| promise(metric, longest));
    let mut desk = History::open_with(Level::High, rulebook(vec![policy(targets)]));
    assert_eq!(desk.clock(Metric::FirstResponse).due_at.map(|due| due > opening_time()), Some(true));
    assert!(desk.attempt(Timestamp::MAX, Actor::system("sla"), Command::Tick).is_ok());
}
