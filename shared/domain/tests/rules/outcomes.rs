//! What is counted of promises: each is kept or broken once.

use guichet_domain::clock::outcome::{Outcome, outcomes};
use guichet_domain::{Command, Metric, State, Ticket};

use crate::history::{History, minute, policy, promise, reply, rulebook, text, to_state};

const HOUR: i64 = 60;

fn desk() -> History {
    let promises = [promise(Metric::FirstResponse, 60), promise(Metric::TotalResolution, 8 * 60)];
    History::open_with(Default::default(), rulebook(vec![policy(promises)]))
}

/// What was counted of all that has happened so far.
fn counted(desk: &History) -> Vec<Outcome> {
    let (first, rest) = desk.log.split_first().unwrap();
    outcomes(Ticket::born(desk.ticket.id, first).as_ref(), rest)
}

fn outcome(metric: Metric, at: i64, met: bool) -> Outcome {
    let policy = policy([]).id;
    Outcome { team: text("billing"), policy, metric, at: minute(at), met, taken_back: false }
}

#[test]
fn what_was_just_opened_has_kept_nothing_yet() {
    let desk = desk();
    assert_eq!(outcomes(None, &desk.log), []);
    assert_eq!(counted(&desk), []);
}

#[test]
fn a_target_is_met_once_and_missed_when_it_was() {
    let mut in_time = desk();
    in_time.agent(60, reply(Some(State::Open)));
    in_time.agent(70, reply(Some(State::Open)));
    assert_eq!(counted(&in_time), [outcome(Metric::FirstResponse, 60, true)]);

    let mut late = desk();
    late.agent(90, reply(Some(State::Resolved)));
    let expected = [outcome(Metric::FirstResponse, 60, false), outcome(Metric::TotalResolution, 90, true)];
    assert_eq!(counted(&late), expected, "missed at its own instant, and not met as well when the answer came");
}

#[test]
fn what_is_reopened_was_not_resolved_in_time() {
    let mut desk = desk();
    desk.agent(30, reply(Some(State::Resolved)));
    desk.agent(HOUR, Command::SetTeam(text("network")));
    desk.customer(2 * HOUR, crate::history::customer_reply());
    let met = outcome(Metric::TotalResolution, 30, true);
    let taken_back = Outcome { taken_back: true, team: text("network"), ..met.clone() };
    assert_eq!(counted(&desk)[1..], [met.clone(), taken_back]);

    desk.agent(20 * HOUR, to_state(State::Resolved));
    let missed = Outcome { team: text("network"), ..outcome(Metric::TotalResolution, 2 * HOUR + 450, false) };
    assert_eq!(counted(&desk)[3..], [missed]);
}

#[test]
fn what_nothing_is_promised_of_is_not_counted() {
    let mut desk = History::open_with(Default::default(), rulebook(vec![policy([])]));
    desk.agent(10, reply(Some(State::Resolved)));
    assert_eq!(counted(&desk), []);
}
