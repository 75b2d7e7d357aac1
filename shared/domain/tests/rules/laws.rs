//! What holds for every history, whoever asks for whatever whenever.

use std::collections::BTreeSet;

use guichet_domain::{
    Actor, ClockStatus, Command, Event, Level, LinkSeed, Metric, Priority, Recorded, Resolution, Role, SlaPolicies,
    State, Target, Ticket, TicketType,
};
use jiff::{SignedDuration, Timestamp};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use crate::history::{History, by_agent, by_customer, given_to, minute, text};

/// One thing that somebody asks for, some time after the one before.
#[derive(Clone, Debug)]
struct Step {
    wait: SignedDuration,
    /// How often the sweep comes by meanwhile, in the histories that have one.
    sweeps: i32,
    actor: Actor,
    command: Command,
}

/// Everything that can be asked for, more often where more follows from it. One list to draw from is much cheaper than a
/// strategy for each command, and a failing history shrinks towards its beginning.
fn commands() -> Vec<Command> {
    let mut commands = vec![Command::Tick, Command::AddNote { body: text("Ask accounting.") }, Command::Unassign];
    for _ in 0..8 {
        commands.extend([
            Command::CustomerReply { body: text("Any news?") },
            Command::AgentReply { body: text("We look into it."), then: None },
            Command::MarkSpam,
            Command::Restore,
        ]);
    }
    for to in State::ALL {
        commands.push(Command::AgentReply { body: text("It is done."), then: Some(to) });
        for resolution in [None, None, Some(Resolution::Workaround), Some(Resolution::Withdrawn)] {
            commands.push(Command::ChangeState { to, resolution, until: None });
        }
    }
    for until in [0, 300, 300, 3_000, 3_000, 20_000, 20_000] {
        commands.push(Command::ChangeState { to: State::Scheduled, resolution: None, until: Some(minute(until)) });
        commands.push(Command::AgentReply { body: text("It is settled."), then: Some(State::Resolved) });
    }
    for id in ["ana", "ben"] {
        for role in [Role::Agent, Role::Supervisor, Role::LightAgent] {
            for second_team in [None, Some(text("network"))] {
                let mut assignee = given_to(id);
                assignee.agent.role = role;
                assignee.agent.teams.extend(second_team);
                commands.extend([Command::Claim(assignee.clone()), Command::Assign(assignee)]);
            }
        }
    }
    commands.extend(["billing", "network"].map(|team| Command::SetTeam(text(team))));
    commands.extend([TicketType::Question, TicketType::Incident].map(Command::SetType));
    commands.extend(Priority::ALL.into_iter().cycle().take(12).map(Command::SetPriority));
    for (urgency, impact) in [(Level::High, Level::High), (Level::Low, Level::High), (Level::Low, Level::Low)] {
        commands.push(Command::SetUrgencyAndImpact { urgency, impact });
    }
    for names in [&["vip", "refund"][..], &["vip", "card"], &[]] {
        commands.push(Command::SetTags(names.iter().map(|name| text(name)).collect()));
    }
    commands.push(Command::RevokeLink { seed: LinkSeed("another".to_owned()) });
    commands
}

/// Round waits make deadlines coincide with commands to the instant; odd ones make durations that no second divides.
fn step() -> impl Strategy<Value = Step> {
    let wait = (0..40_i64, 0..200_000_000_000_i64, 0..3_u8).prop_map(|(quarters, odd, kind)| match kind {
        0 => SignedDuration::ZERO,
        1 => SignedDuration::from_mins(15 * quarters),
        _ => SignedDuration::from_nanos(1_000 * odd + quarters),
    });
    let actors = vec![by_agent(), by_agent(), by_agent(), by_customer(), Actor::system("assignment")];
    (wait, 0..4_i32, select(actors), select(commands())).prop_map(|(wait, sweeps, actor, command)| Step {
        wait,
        sweeps,
        actor,
        command,
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 0..25)
}

fn policies() -> impl Strategy<Value = SlaPolicies> {
    let target = (0..12_u32, 0..96_u32).prop_map(|(response, resolution)| Target {
        first_response_minutes: response * 60,
        first_resolution_minutes: resolution * 60,
    });
    let random = (btree_map(select(Priority::ALL.to_vec()), target, 0..=4), 0..=150_u8)
        .prop_map(|(targets, warn_at_percent)| SlaPolicies { targets, warn_at_percent });
    prop_oneof![Just(SlaPolicies::default()), random]
}

fn open(policies: SlaPolicies) -> History {
    History::open_with(Level::Medium, policies)
}

/// Runs the steps; with sweeps, the clock function comes by between them. Answers with when the last step was.
fn run(desk: &mut History, steps: &[Step], with_sweeps: bool) -> (Timestamp, Vec<Option<&'static str>>) {
    let mut now = desk.ticket.updated_at;
    let mut outcomes = Vec::new();
    for Step { wait, sweeps, actor, command } in steps {
        if with_sweeps {
            for sweep in 1..=*sweeps {
                let between = now + *wait * sweep / (sweeps + 1);
                desk.attempt(between, Actor::system("sla"), Command::Tick).unwrap();
            }
        }
        now += *wait;
        let outcome = desk.attempt(now, actor.clone(), command.clone());
        outcomes.push(outcome.err().map(|refusal| refusal.code()));
    }
    (now, outcomes)
}

/// The periods of the log in which a clock that pauses, or one that never does, is running.
fn counted(log: &[Recorded], metric: Metric, from: Timestamp, to: Timestamp) -> SignedDuration {
    let mut states: Vec<(Timestamp, State)> = vec![(log[0].at, State::New)];
    states.extend(log.iter().filter_map(|recorded| match recorded.event {
        Event::StateChanged { to, .. } => Some((recorded.at, to)),
        _ => None,
    }));
    let ends = states.iter().skip(1).map(|(at, _)| *at).chain([to]);
    let mut total = SignedDuration::ZERO;
    for ((start, state), end) in states.iter().zip(ends) {
        if metric == Metric::FirstResponse || *state != State::WaitingCustomer {
            let (start, end) = ((*start).max(from), end.min(to));
            total += end.duration_since(start).max(SignedDuration::ZERO);
        }
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn replaying_the_log_gives_the_ticket(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        run(&mut desk, &steps, true);
        prop_assert_eq!(Ticket::replay(desk.ticket.id, &desk.log), Some(desk.ticket));
    }

    #[test]
    fn versions_are_gapless_and_time_never_runs_backwards(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        run(&mut desk, &steps, true);
        for (index, recorded) in desk.log.iter().enumerate() {
            prop_assert_eq!(recorded.seq, index as u64 + 1);
        }
        prop_assert_eq!(desk.ticket.version, desk.log.len() as u64);
        prop_assert!(desk.log.windows(2).all(|pair| pair[0].at <= pair[1].at));
        prop_assert_eq!(desk.ticket.updated_at, desk.log.last().unwrap().at);
    }

    #[test]
    fn no_history_leaves_the_table_of_states(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        run(&mut desk, &steps, true);
        let mut state = State::New;
        for recorded in &desk.log {
            if let Event::StateChanged { from, to, resolution, until } = recorded.event {
                prop_assert_eq!(from, state);
                prop_assert!(from.may_become(to), "{:?} -> {:?}", from, to);
                prop_assert_eq!(until.is_some(), to == State::Scheduled);
                prop_assert!(resolution.is_none() || matches!(to, State::Resolved | State::Closed));
                state = to;
            }
        }
        let ticket = &desk.ticket;
        prop_assert_eq!(ticket.state, state);
        prop_assert_eq!(ticket.set_aside_from.is_some(), state.is_set_aside());
        prop_assert_eq!(ticket.scheduled_until.is_some(), state == State::Scheduled);
        if state.is_active() {
            prop_assert_eq!((ticket.resolution, ticket.resolved_at), (None, None));
        }
        if matches!(state, State::Resolved | State::Closed) {
            prop_assert!(ticket.resolution.is_some() && ticket.resolved_at.is_some());
        }
    }

    #[test]
    fn events_and_tickets_are_read_back_as_they_were_stored(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        run(&mut desk, &steps, true);
        for recorded in &desk.log {
            let stored = serde_json::to_string(recorded).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Recorded>(&stored).unwrap(), recorded);
            let tagged = serde_json::to_value(&recorded.event).unwrap();
            prop_assert_eq!(tagged["type"].as_str(), Some(recorded.event.name()));
        }
        let stored = serde_json::to_string(&desk.ticket).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ticket>(&stored).unwrap(), desk.ticket);
    }

    /// The times of a ticket are facts about the ticket, not about when the sweep looked: a desk whose sweep is down for a
    /// day and one whose sweep comes by all the time end with the same ticket and answered every command alike.
    #[test]
    fn nothing_depends_on_how_often_the_sweep_came_by(policies in policies(), steps in steps()) {
        let (mut seldom, mut often) = (open(policies.clone()), open(policies));
        let (now, seldom_outcomes) = run(&mut seldom, &steps, false);
        let (_, often_outcomes) = run(&mut often, &steps, true);
        prop_assert_eq!(seldom_outcomes, often_outcomes);
        for desk in [&mut seldom, &mut often] {
            desk.attempt(now, Actor::system("sla"), Command::Tick).unwrap();
        }
        often.ticket.updated_at = seldom.ticket.updated_at;
        often.ticket.version = seldom.ticket.version;
        prop_assert_eq!(seldom.ticket, often.ticket);
    }

    #[test]
    fn a_clock_counts_its_own_time_and_never_the_customers(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        let (now, _) = run(&mut desk, &steps, true);
        for clock in &desk.ticket.clocks {
            let started = desk.log.iter().find_map(|recorded| match recorded.event {
                Event::ClockStarted { metric, instance, spent_seconds, .. }
                    if (metric, instance) == (clock.metric, clock.instance) =>
                {
                    Some((recorded.at, SignedDuration::from_secs(spent_seconds)))
                }
                _ => None,
            });
            let (from, before) = started.unwrap();
            let to = clock.ended_at.unwrap_or(now);
            let counted = counted(&desk.log, clock.metric, from, to);
            prop_assert_eq!(clock.target_seconds, (before + counted + clock.remaining(now)).as_secs());
            if clock.ended_at.is_some() {
                prop_assert_eq!(clock.spent, before + counted);
            }
        }
    }

    #[test]
    fn each_clock_is_warned_and_breached_once_at_most_and_in_that_order(policies in policies(), steps in steps()) {
        let mut desk = open(policies);
        run(&mut desk, &steps, true);
        let mut seen = BTreeSet::new();
        for recorded in &desk.log {
            let (Event::ClockWarned { metric, instance, at } | Event::ClockBreached { metric, instance, at }) =
                recorded.event
            else {
                continue;
            };
            prop_assert!(at < recorded.at, "nothing is late at the very instant");
            prop_assert!(seen.insert((metric, instance, recorded.event.name())));
        }
        for clock in &desk.ticket.clocks {
            prop_assert_eq!(clock.breached_at.is_some(), clock.status == ClockStatus::Breached);
            if let Some(breached_at) = clock.breached_at {
                prop_assert!(clock.warned_at.is_some_and(|warned_at| warned_at <= breached_at));
                prop_assert!(clock.ended_at.is_none_or(|ended_at| breached_at < ended_at));
            }
            // A target that moved behind what was spent is due when it moved, so such a clock can be met late.
            let moved = desk.log.iter().any(|recorded| match recorded.event {
                Event::ClockRetargeted { metric, instance, .. } => (metric, instance) == (clock.metric, clock.instance),
                _ => false,
            });
            if clock.status == ClockStatus::Met && clock.instance == 1 && !moved {
                prop_assert!(clock.spent <= SignedDuration::from_secs(clock.target_seconds));
            }
        }
    }

    #[test]
    fn a_refused_command_changes_nothing(policies in policies(), steps in steps(), last in step()) {
        let mut desk = open(policies);
        let (now, _) = run(&mut desk, &steps, false);
        let before = desk.clone();
        if desk.attempt(now + last.wait, last.actor, last.command).is_err() {
            prop_assert_eq!(desk.ticket, before.ticket);
            prop_assert_eq!(desk.log, before.log);
        }
    }

    /// What is already so is answered with no event, so that a command that is sent again does no harm.
    #[test]
    fn to_ask_again_for_what_is_set_does_nothing(policies in policies(), steps in steps(), last in step()) {
        let sets = !matches!(
            last.command,
            Command::CustomerReply { .. } | Command::AgentReply { .. } | Command::AddNote { .. }
                | Command::RevokeLink { .. } | Command::Restore
        );
        let mut desk = open(policies);
        let (now, _) = run(&mut desk, &steps, false);
        let at = now + last.wait;
        if sets && desk.attempt(at, last.actor.clone(), last.command.clone()).is_ok() {
            prop_assert_eq!(desk.attempt(at, last.actor, last.command), Ok(Vec::new()));
        }
    }
}
