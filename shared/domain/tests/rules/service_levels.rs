//! The rules of service levels by their numbers, as `docs/service-levels.md` has them.

use std::collections::BTreeMap;

use guichet_domain::clock::measure::measured;
use guichet_domain::{
    Actor, ClockStatus, Command, Configuration, Context, CountedHours, Event, FollowUp, Metric, Policy, Priority,
    Refusal, Rulebook, SlaStatus, State, Ticket,
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::history::{
    History, by_agent, by_customer, configuration, customer_reply, minute, names, opening, opening_time, policy,
    promise, reply, rulebook, schedule, text, to_state,
};

const HOUR: i64 = 60;

fn desk(targets: &[(Metric, i64)], ladder: Value) -> History {
    let targets = targets.iter().map(|(metric, hours)| promise(*metric, u32::try_from(hours * HOUR).unwrap()));
    let policy = Policy { ladder: serde_json::from_value(ladder).unwrap(), ..policy(targets) };
    History::open_with(Default::default(), rulebook(vec![policy]))
}

fn plain(metric: Metric, hours: i64) -> History {
    desk(&[(metric, hours)], json!([]))
}

/// Nine to five in Paris, from Monday to Friday. The tests begin on a Monday at ten there.
fn in_office_hours(target: &str) -> Configuration {
    let mut configuration = configuration(vec![policy([promise(Metric::FirstResponse, 60)])]);
    let day = json!(["09:00-17:00"]);
    let week = json!({"monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day});
    let calendar = json!({"id": "paris", "name": "Paris", "time_zone": "Europe/Paris", "week": week});
    configuration.calendars = vec![serde_json::from_value(calendar).unwrap()];
    let targets = Priority::ALL.map(|priority| (priority, text(target)));
    configuration.policies[0].targets = BTreeMap::from([(Metric::FirstResponse, targets.into())]);
    configuration
}

fn due(configuration: Configuration) -> Option<jiff::Timestamp> {
    History::open_with(Default::default(), Rulebook::new(1, configuration)).clock(Metric::FirstResponse).due_at
}

#[test]
fn rule_03_the_policys_calendar_else_the_teams_else_the_desks() {
    let none = in_office_hours("8h");
    assert_eq!(due(none.clone()), Some(minute(8 * HOUR)), "without a calendar every hour counts");
    let in_paris = Some(minute(24 * HOUR));
    let mut of_desk = none.clone();
    of_desk.desk.calendar = Some(text("paris"));
    assert_eq!(due(of_desk), in_paris, "seven hours of Monday and one of Tuesday");
    let mut of_team = none.clone();
    of_team.teams[0].calendar = Some(text("paris"));
    assert_eq!(due(of_team.clone()), in_paris);
    of_team.calendars.push(guichet_domain::Calendar::always(text("always")));
    of_team.policies[0].calendar = Some(text("always"));
    assert_eq!(due(of_team), Some(minute(8 * HOUR)), "the policy's comes first");
    let mut in_all_hours = in_office_hours("8h calendar");
    in_all_hours.desk.calendar = Some(text("paris"));
    assert_eq!(due(in_all_hours), Some(minute(8 * HOUR)), "a target in all hours asks no calendar");
}

#[test]
fn rule_04_the_first_policy_that_matches_counts() {
    let urgent = Policy {
        id: text("urgent"),
        when: Some(serde_json::from_value(json!({"priority": ["high", "critical"]})).unwrap()),
        ..policy([promise(Metric::FirstResponse, 60)])
    };
    let mut desk =
        History::open_with(Default::default(), rulebook(vec![urgent, policy([promise(Metric::FirstResponse, 480)])]));
    let applied = |desk: &History| desk.ticket.pin.as_ref().unwrap().policy.as_ref().unwrap().to_string();
    assert_eq!(applied(&desk), "standard");
    let events = desk.agent(30, Command::SetPriority(Priority::High));
    assert_eq!(names(&events), ["PriorityChanged", "PolicyApplied", "ClockRetargeted"]);
    assert_eq!(applied(&desk), "urgent");
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(60)), "rule 5: what was spent is kept");
}

#[test]
fn rule_05_a_ticket_keeps_the_revision_that_it_was_given() {
    let mut desk = plain(Metric::FirstResponse, 8);
    let before = desk.desk.clone();
    let stricter = configuration(vec![policy([promise(Metric::FirstResponse, 60)])]);
    let now = Rulebook::new(2, stricter);
    let decide = |ticket: &Ticket, at, command| {
        ticket
            .decide(command, &Context { now: minute(at), actor: by_agent(), desk: &now, pinned: &before })
            .unwrap()
            .after
    };
    desk.ticket = decide(&desk.ticket, 10, Command::SetPriority(Priority::High));
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(8 * HOUR)));
    desk.ticket = decide(&desk.ticket, 20, Command::ApplyPolicy { spent: BTreeMap::new() });
    let clock = desk.clock(Metric::FirstResponse);
    assert_eq!((clock.due_at, clock.spent), (Some(minute(60)), SignedDuration::from_mins(20)));
    assert_eq!(desk.ticket.pin.as_ref().unwrap().revision, 2);
}

#[test]
fn rule_05_a_metric_that_was_not_counted_begins_with_what_the_log_tells() {
    let desk = plain(Metric::FirstResponse, 8);
    let now = Rulebook::new(2, configuration(vec![policy([promise(Metric::TotalResolution, 600)])]));
    let spent = measured(desk.ticket.id, &desk.log, &now, CountedHours::Business, minute(90));
    let context = Context { now: minute(90), actor: by_agent(), desk: &now, pinned: &desk.desk };
    let after = desk.ticket.decide(Command::ApplyPolicy { spent }, &context).unwrap().after;
    let clock = after.latest_clock(Metric::TotalResolution).unwrap();
    assert_eq!((clock.spent, clock.due_at), (SignedDuration::from_mins(90), Some(minute(600))));
}

#[test]
fn rule_06_the_clock_of_a_ticket_that_an_agent_opened_waits_for_the_customer() {
    let rules = rulebook(vec![policy([promise(Metric::FirstResponse, 60)])]);
    let context = Context { now: opening_time(), actor: by_agent(), desk: &rules, pinned: &rules };
    let opened = Ticket::open(opening(Default::default()), &context).after;
    assert_eq!(opened.latest_clock(Metric::FirstResponse), None);
    let mut desk = History { ticket: opened, log: Vec::new(), desk: rules.clone() };
    desk.customer(30, customer_reply());
    assert_eq!(desk.clock(Metric::FirstResponse).due_at, Some(minute(90)));
}

#[test]
fn rule_06_only_a_human_answers_unless_the_policy_says_otherwise() {
    for (counts, expected) in [(false, ClockStatus::Active), (true, ClockStatus::Met)] {
        let policy = Policy { automated_responses_count: counts, ..policy([promise(Metric::FirstResponse, 60)]) };
        let mut desk = History::open_with(Default::default(), rulebook(vec![policy]));
        desk.attempt(minute(1), Actor::system("robot"), reply(Some(State::Open))).unwrap();
        assert_eq!(desk.clock(Metric::FirstResponse).status, expected);
        assert_eq!(desk.ticket.first_response_at.is_some(), counts);
    }
}

#[test]
fn rule_07_the_next_response_counts_from_the_oldest_unanswered_message() {
    let mut desk = plain(Metric::NextResponse, 2);
    desk.customer(10, customer_reply());
    assert_eq!(desk.ticket.latest_clock(Metric::NextResponse), None, "only after the first response");
    desk.agent(20, reply(None));
    desk.customer(60, customer_reply());
    desk.customer(90, customer_reply());
    assert_eq!(desk.clock(Metric::NextResponse).due_at, Some(minute(180)), "the second message does not restart it");
    desk.agent(100, reply(None));
    assert_eq!(desk.clock(Metric::NextResponse).status, ClockStatus::Met);
    desk.customer(200, customer_reply());
    assert_eq!(desk.clock(Metric::NextResponse).instance, 2);
    desk.agent(210, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::NextResponse).status, ClockStatus::Cancelled);
}

#[test]
fn rule_08_each_public_message_begins_another_update() {
    let mut desk = plain(Metric::PeriodicUpdate, 4);
    desk.agent(10, reply(None));
    assert_eq!(desk.clock(Metric::PeriodicUpdate).due_at, Some(minute(10 + 4 * HOUR)));
    desk.agent(100, reply(None));
    let clock = desk.clock(Metric::PeriodicUpdate);
    assert_eq!((clock.instance, clock.due_at), (2, Some(minute(100 + 4 * HOUR))));
    desk.agent(120, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::PeriodicUpdate).status, ClockStatus::Cancelled);
}

#[test]
fn rule_09_a_third_party_pauses_it_where_the_policy_says_so() {
    for (pauses, expected) in [(false, ClockStatus::Active), (true, ClockStatus::Paused)] {
        let policy = Policy { pause_on_hold: pauses, ..policy([promise(Metric::FirstResolution, 600)]) };
        let mut desk = History::open_with(Default::default(), rulebook(vec![policy]));
        desk.agent(60, to_state(State::OnHold));
        assert_eq!(desk.clock(Metric::FirstResolution).status, expected);
        desk.agent(120, to_state(State::WaitingCustomer));
        assert_eq!(desk.clock(Metric::FirstResolution).status, ClockStatus::Paused);
    }
}

#[test]
fn rule_10_reopened_it_goes_on_where_it_was() {
    let mut desk = plain(Metric::TotalResolution, 10);
    desk.agent(60, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::TotalResolution).status, ClockStatus::Met);
    desk.customer(600, customer_reply());
    let clock = desk.clock(Metric::TotalResolution);
    assert_eq!((clock.instance, clock.status, clock.ended_at), (1, ClockStatus::Active, None));
    assert_eq!(clock.due_at, Some(minute(600 + 9 * HOUR)), "the time resolved does not count");
}

#[test]
fn rule_10_reopened_it_goes_by_what_is_promised_by_then() {
    let mut by_priority = promise(Metric::TotalResolution, 600);
    by_priority.1.insert(Priority::High, text("2h calendar"));
    let mut desk = History::open_with(Default::default(), rulebook(vec![policy([by_priority])]));
    desk.agent(60, to_state(State::Resolved));
    desk.agent(70, Command::SetPriority(Priority::High));
    desk.customer(100, customer_reply());
    assert_eq!(desk.clock(Metric::TotalResolution).due_at, Some(minute(160)));
}

#[test]
fn rule_11_waiting_work_and_tier_have_times_of_their_own() {
    let mut desk = desk(&[(Metric::RequesterWait, 9), (Metric::AgentWork, 9), (Metric::TimeInTier, 9)], json!([]));
    desk.agent(30, to_state(State::OnHold));
    desk.agent(50, to_state(State::WaitingCustomer));
    desk.agent(90, to_state(State::Open));
    desk.agent(100, Command::Escalate { to: text("experts"), note: text("A hard one.") });
    let spent = |metric| desk.clock(metric).spent_by(minute(110), &desk.desk, &desk.ticket).as_mins();
    assert_eq!([Metric::RequesterWait, Metric::AgentWork, Metric::TimeInTier].map(spent), [70, 50, 10]);
    assert_eq!(desk.clock(Metric::TimeInTier).instance, 2);
    let told = measured(desk.ticket.id, &desk.log, &desk.desk, CountedHours::Calendar, minute(110));
    assert_eq!(told[&Metric::AgentWork].as_mins(), 50);
}

#[test]
fn rule_13_met_exactly_at_the_target_is_met() {
    let mut desk = plain(Metric::FirstResponse, 1);
    desk.tick(60);
    desk.agent(60, reply(None));
    assert_eq!(desk.clock(Metric::FirstResponse).status, ClockStatus::Met);
    assert_eq!(desk.ticket.sla_status(), SlaStatus::Met);
}

#[test]
fn rule_15_each_rung_once_before_and_behind_the_target() {
    let ladder = json!([
        {"metric": "first_response", "at": "50 %", "actions": [{"notify": "assignee"}]},
        {"metric": "first_response", "at": "-30m", "actions": [{"add_tag": "soon"}]},
        {"metric": "first_response", "at": "+1h", "actions": ["raise_priority", "unassign"]},
        {"metric": "first_response", "at": "200 %", "actions": [{"move": {"team": "network"}}]},
    ]);
    let mut desk = desk(&[(Metric::FirstResponse, 4)], ladder);
    desk.agent(1, Command::Assign(crate::history::given_to("ana")));
    let rungs = |events: &[Event]| -> Vec<u32> {
        events
            .iter()
            .filter_map(|event| if let Event::RungReached { rung, .. } = event { Some(*rung) } else { None })
            .collect()
    };
    assert_eq!(rungs(&desk.tick(2 * HOUR + 1)), [0]);
    assert_eq!(rungs(&desk.tick(2 * HOUR + 2)), [0_u32; 0], "once");
    let late = desk.tick(9 * HOUR);
    assert_eq!(rungs(&late), [1, 2, 3]);
    let ticket = &desk.ticket;
    assert_eq!((ticket.priority, ticket.assignee.as_ref(), ticket.team.as_str()), (Priority::High, None, "network"));
    assert!(ticket.tags.contains(&text("soon")));
    let at =
        |wanted| desk.log.iter().find(|one| matches!(one.event, Event::RungReached { rung, .. } if rung == wanted));
    assert_eq!(at(2).unwrap().at, minute(5 * HOUR), "when it was reached, not when somebody looked");
    assert_eq!(rungs(&desk.tick(100 * HOUR)), [0_u32; 0]);
}

#[test]
fn rule_15_a_rung_may_wait_for_the_calendar_to_open() {
    let mut configuration = in_office_hours("8h calendar");
    configuration.desk.calendar = Some(text("paris"));
    let rung = json!([{"metric": "first_response", "at": "100 %", "actions": [{"notify": "team"}], "business_hours_only": true}]);
    configuration.policies[0].ladder = serde_json::from_value(rung).unwrap();
    let mut desk = History::open_with(Default::default(), Rulebook::new(1, configuration));
    let names_of = names(&desk.tick(9 * HOUR));
    assert_eq!(names_of, ["ClockWarned", "ClockBreached"], "at six in the evening nobody is told");
    // Tuesday, nine in Paris.
    desk.tick(24 * HOUR);
    let reached = desk.log.last().unwrap();
    assert_eq!((reached.event.name(), reached.at), ("RungReached", minute(23 * HOUR)));
}

#[test]
fn rule_16_a_ticket_climbs_to_the_last_tier_and_no_further() {
    let ladder = json!([{"metric": "time_in_tier", "at": "100 %", "actions": [{"move": "next_tier"}]}]);
    let mut desk = desk(&[(Metric::TimeInTier, 1)], ladder);
    desk.tick(HOUR + 1);
    assert_eq!((desk.ticket.team.as_str(), desk.clock(Metric::TimeInTier).instance), ("experts", 2));
    desk.tick(100 * HOUR);
    assert_eq!((desk.ticket.team.as_str(), desk.clock(Metric::TimeInTier).instance), ("makers", 3));
    let refused = desk.refused(6_001, by_agent(), Command::Escalate { to: text("makers"), note: text("Up.") });
    assert_eq!(refused, Refusal::SameTier { team: text("makers") });
    let down = desk.agent(6_002, Command::Escalate { to: text("billing"), note: text("Solved here.") });
    assert_eq!(names(&down)[..2], ["NoteAdded", "TierEscalated"]);
}

#[test]
fn rule_16_a_resolved_ticket_that_changes_its_tier_begins_anew_there() {
    let mut desk = plain(Metric::TimeInTier, 8);
    desk.agent(60, to_state(State::Resolved));
    desk.agent(70, Command::SetTeam(text("experts")));
    desk.agent(100, to_state(State::Open));
    let clock = desk.clock(Metric::TimeInTier);
    assert_eq!((clock.spent, clock.due_at), (SignedDuration::ZERO, Some(minute(100 + 8 * HOUR))));
    desk.agent(130, to_state(State::Resolved));
    assert_eq!(desk.clock(Metric::TimeInTier).spent, SignedDuration::from_mins(30));
}

#[test]
fn rule_17_a_scheduled_ticket_comes_back_and_a_reminder_rings_at_the_minute() {
    let mut desk = History::open();
    desk.agent(10, schedule(minute(100)));
    desk.agent(20, Command::Remind(Some(minute(50))));
    assert_eq!(desk.ticket.next_instant(), Some(minute(50)));
    desk.tick(300);
    let at = |name: &str| desk.log.iter().find(|recorded| recorded.event.name() == name).unwrap().at;
    assert_eq!(at("ReminderReached"), minute(50));
    assert_eq!((desk.ticket.state, desk.ticket.updated_at), (State::Open, minute(100)));
    assert_eq!(desk.ticket.reminder, None);
}

#[test]
fn rule_18_resolved_tickets_close_by_themselves_and_open_as_their_team_wants() {
    let days = |days: i64| days * 24 * HOUR;
    for (follow_up, after, opens) in [
        (FollowUp::FollowUp, 5, false),
        (FollowUp::Reject, 5, false),
        (FollowUp::Reopen, 500, true),
        (FollowUp::ReopenWithin(text("240h")), 9, true),
        (FollowUp::ReopenWithin(text("240h")), 11, false),
    ] {
        let mut configuration = configuration(vec![]);
        configuration.teams[0].follow_up = follow_up;
        let mut desk = History::open_with(Default::default(), Rulebook::new(1, configuration));
        desk.agent(0, to_state(State::Resolved));
        desk.tick(days(4));
        assert_eq!((desk.ticket.state, desk.ticket.updated_at), (State::Closed, minute(days(4))), "after four days");
        let outcome = desk.attempt(minute(days(after)), by_customer(), customer_reply());
        assert_eq!(outcome.is_ok(), opens, "{follow_up:?} after {after} days");
        assert_eq!(desk.ticket.state, if opens { State::Open } else { State::Closed });
    }
    let mut configuration = configuration(vec![]);
    configuration.desk.close_after = text("0m");
    let mut desk = History::open_with(Default::default(), Rulebook::new(1, configuration));
    desk.agent(0, to_state(State::Resolved));
    desk.tick(days(4_000));
    assert_eq!(desk.ticket.state, State::Resolved, "never, if the desk says so");
}

#[test]
fn a_configuration_that_can_not_be_run_says_where_and_why() {
    let faults = |change: &dyn Fn(&mut Configuration)| {
        let mut configuration = in_office_hours("8h");
        assert_eq!(configuration.check(), []);
        change(&mut configuration);
        configuration.check().into_iter().map(|fault| format!("{} {}", fault.place, fault.code)).collect::<Vec<_>>()
    };
    let ladder = |rungs: Value| {
        move |configuration: &mut Configuration| {
            configuration.policies[0].ladder = serde_json::from_value(rungs.clone()).unwrap();
        }
    };
    let tier = |at: &str, to: Value| json!({"metric": "time_in_tier", "at": at, "actions": [{"move": to}]});
    let with_tier = |rungs: Value| {
        move |configuration: &mut Configuration| {
            configuration.policies[0].targets.extend([promise(Metric::TimeInTier, 60)]);
            configuration.policies[0].ladder = serde_json::from_value(rungs.clone()).unwrap();
        }
    };
    let around = json!([tier("50 %", json!({"team": "billing"})), tier("100 %", json!("next_tier"))]);
    assert_eq!(faults(&with_tier(around)), ["policies[0].ladder[0].actions loop"]);
    assert_eq!(faults(&with_tier(json!([tier("100 %", json!("next_tier"))]))), [""; 0]);
    let never = json!([{"metric": "next_response", "at": "50 %", "actions": ["unassign"]}]);
    assert_eq!(faults(&ladder(never)), ["policies[0].ladder[0].metric never_reached"]);
    let twice = json!([
        {"metric": "first_response", "at": "50 %", "actions": ["unassign"]},
        {"metric": "first_response", "at": "50 %", "actions": ["unassign"]},
    ]);
    assert_eq!(faults(&ladder(twice)), ["policies[0].ladder[1] duplicate"]);
    assert_eq!(faults(&|desk| desk.policies[0].targets.clear()), ["policies[0].targets empty"]);
    assert_eq!(faults(&|desk| desk.desk.calendar = Some(text("rome"))), ["desk.calendar unknown"]);
    assert_eq!(faults(&|desk| desk.teams[1].escalates_to = Some(text("billing"))), ["teams[1].escalates_to loop"]);
    assert_eq!(faults(&|desk| desk.teams[1].lead = Some(text("gone"))), ["teams[1].lead unknown"]);
    let again = |desk: &mut Configuration| desk.teams.push(desk.teams[0].clone());
    assert_eq!(faults(&again), ["teams[4].id duplicate"]);
    let hidden = |desk: &mut Configuration| {
        desk.policies.push(Policy { id: text("late"), ..desk.policies[0].clone() });
    };
    assert_eq!(faults(&hidden), ["policies[1] matches_nothing"]);
}
