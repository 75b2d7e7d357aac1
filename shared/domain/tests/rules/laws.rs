//! What holds for every history, whoever asks for whatever whenever.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::clock::measure::{SUMS, measured};
use guichet_domain::clock::outcome::outcomes;
use guichet_domain::{
    Actor, Calendar, Clock, ClockStatus, Command, Event, Level, LinkSeed, Metric, Period, Policy, Priority, Recorded,
    Resolution, Role, Rulebook, Rung, State, Target, Ticket, TicketType,
};
use jiff::{SignedDuration, Timestamp};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::history::{History, by_agent, by_customer, configuration, given_to, minute, rulebook, text};

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
    let mut commands = vec![Command::Tick, Command::note(text("Ask accounting.")), Command::Unassign];
    for _ in 0..8 {
        commands.extend([
            Command::customer_reply(text("Any news?")),
            Command::agent_reply(text("We look into it."), None),
            Command::MarkSpam,
            Command::Restore,
        ]);
    }
    for to in State::ALL {
        commands.push(Command::agent_reply(text("It is done."), Some(to)));
        for resolution in [None, None, Some(Resolution::Workaround), Some(Resolution::Withdrawn)] {
            commands.push(Command::ChangeState { to, resolution, until: None });
        }
    }
    for until in [0, 300, 300, 3_000, 3_000, 20_000, 20_000] {
        commands.push(Command::ChangeState { to: State::Scheduled, resolution: None, until: Some(minute(until)) });
        commands.push(Command::agent_reply(text("It is settled."), Some(State::Resolved)));
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

/// Desks that are always open and desks that seldom are, with one policy or several, and with ladders.
fn desks() -> impl Strategy<Value = Rulebook> {
    let target = (1..90_u32, any::<bool>()).prop_map(|(hours, business)| {
        let period = Period::minutes(hours * 20).unwrap();
        if business { Target::business(period) } else { Target::calendar(period) }
    });
    let by_priority = btree_map(select(Priority::ALL.to_vec()), target, 0..=4);
    let targets = btree_map(select(Metric::ALL.to_vec()), by_priority, 0..=8);
    let policy = (targets, 0..=100_u8, any::<bool>(), vec(rung(), 0..4)).prop_map(|(targets, warn, pauses, ladder)| {
        Policy { targets, warn_at_percent: warn, pause_on_hold: pauses, ladder, ..Policy::usual().unwrap() }
    });
    let random =
        (vec(policy, 1..3), select(vec![None, Some("paris"), Some("apia")])).prop_map(|(mut policies, calendar)| {
            if let [first, second] = policies.as_mut_slice() {
                first.id = text("urgent");
                first.when = Some(serde_json::from_value(json!({"priority": ["critical", "high"]})).unwrap());
                second.calendar = Some(text("night"));
            }
            let mut configuration = configuration(policies);
            configuration.calendars = calendars();
            configuration.desk.calendar = calendar.map(text);
            configuration.teams[1].calendar = Some(text("night"));
            Rulebook::new(1, configuration)
        });
    prop_oneof![1 => Just(rulebook(vec![Policy::usual().unwrap()])), 4 => random]
}

fn calendars() -> Vec<Calendar> {
    let day = json!(["09:00-12:30", "13:30-18:00"]);
    let night = json!(["22:00-06:00"]);
    let calendar = |id: &str, zone: &str, hours: &serde_json::Value| {
        let week = json!({"monday": hours, "tuesday": hours, "thursday": hours, "friday": hours});
        serde_json::from_value(json!({"id": id, "name": id, "time_zone": zone, "week": week})).unwrap()
    };
    vec![
        calendar("paris", "Europe/Paris", &day),
        calendar("apia", "Pacific/Apia", &day),
        calendar("night", "America/New_York", &night),
    ]
}

fn rung() -> impl Strategy<Value = Rung> {
    let at = select(vec!["0 %", "50 %", "-30m", "100 %", "+1h", "150 %"]);
    let actions = select(vec![
        json!([{"notify": "team_lead"}]),
        json!(["raise_priority"]),
        json!(["raise_priority", {"add_tag": "late"}]),
        json!([{"move": "next_tier"}]),
        json!(["unassign"]),
        json!([{"move": {"team": "network"}}]),
    ]);
    (select(Metric::ALL.to_vec()), at, actions, any::<bool>()).prop_map(|(metric, at, actions, business_hours_only)| {
        let at = text(at);
        // In a circle of tiers a ticket would climb for ever, which the check of a configuration refuses.
        let actions = if metric == Metric::TimeInTier { json!([{"notify": "team"}]) } else { actions };
        Rung { metric, at, actions: serde_json::from_value(actions).unwrap(), business_hours_only }
    })
}

fn open(desk: Rulebook) -> History {
    History::open_with(Level::Medium, desk)
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn replaying_the_log_gives_the_ticket(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        run(&mut desk, &steps, true);
        prop_assert_eq!(Ticket::replay(desk.ticket.id, &desk.log), Some(desk.ticket));
    }

    /// What the clocks add up step by step is what the log tells when it is read anew from its beginning.
    #[test]
    fn rule_14_a_clock_holds_what_the_log_tells(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        let (now, _) = run(&mut desk, &steps, true);
        let applied = |recorded: &&Recorded| matches!(recorded.event, Event::PolicyApplied(_));
        // Time of another calendar is kept as it was counted.
        let one_calendar = desk.log.iter().filter(applied).count() == 1;
        for clock in desk.ticket.clocks.iter().filter(|clock| one_calendar && SUMS.contains(&clock.metric)) {
            // What was counted in other hours is kept as it was counted.
            let in_other_hours = desk.log.iter().any(|recorded| match recorded.event {
                Event::ClockRetargeted { metric, .. } => metric == clock.metric,
                Event::ClockStarted { metric, hours, .. } => metric == clock.metric && hours != clock.hours,
                _ => false,
            });
            if in_other_hours {
                continue;
            }
            // What has ended for good is told by the log up to there.
            let until = clock.ended_at.unwrap_or(now);
            let log: Vec<Recorded> = desk.log.iter().filter(|recorded| recorded.at <= until).cloned().collect();
            let told = measured(desk.ticket.id, &log, &desk.desk, clock.hours, until)[&clock.metric];
            let spent = clock.spent_by(now, &desk.desk, &desk.ticket);
            prop_assert_eq!(spent, told, "{:?}", clock);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn versions_are_gapless_and_time_never_runs_backwards(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        run(&mut desk, &steps, true);
        for (index, recorded) in desk.log.iter().enumerate() {
            prop_assert_eq!(recorded.seq, index as u64 + 1);
        }
        prop_assert_eq!(desk.ticket.version, desk.log.len() as u64);
        prop_assert!(desk.log.windows(2).all(|pair| pair[0].at <= pair[1].at));
        prop_assert_eq!(desk.ticket.updated_at, desk.log.last().unwrap().at);
    }

    #[test]
    fn no_history_leaves_the_table_of_states(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        run(&mut desk, &steps, true);
        let mut state = State::New;
        for recorded in &desk.log {
            if let Event::StateChanged { from, to, resolution, until } = recorded.event {
                prop_assert_eq!(from, state);
                prop_assert!(from.may_become(to), "{:?} -> {:?}", from, to);
                prop_assert_eq!(until.is_some(), matches!(to, State::Scheduled | State::Resolved));
                prop_assert!(resolution.is_none() || matches!(to, State::Resolved | State::Closed));
                state = to;
            }
        }
        let ticket = &desk.ticket;
        prop_assert_eq!(ticket.state, state);
        prop_assert_eq!(ticket.set_aside_from.is_some(), state.is_set_aside());
        prop_assert_eq!(ticket.scheduled_until.is_some(), matches!(state, State::Scheduled | State::Resolved));
        if state.is_active() {
            prop_assert_eq!((ticket.resolution, ticket.resolved_at), (None, None));
        }
        if matches!(state, State::Resolved | State::Closed) {
            prop_assert!(ticket.resolution.is_some() && ticket.resolved_at.is_some());
        }
    }

    #[test]
    fn events_and_tickets_are_read_back_as_they_were_stored(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
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
    fn nothing_depends_on_how_often_the_sweep_came_by(desk in desks(), steps in steps()) {
        let (mut seldom, mut often) = (open(desk.clone()), open(desk));
        let (now, seldom_outcomes) = run(&mut seldom, &steps, false);
        let (_, often_outcomes) = run(&mut often, &steps, true);
        prop_assert_eq!(seldom_outcomes, often_outcomes);
        for desk in [&mut seldom, &mut often] {
            desk.attempt(now, Actor::system("sla"), Command::Tick).unwrap();
        }
        prop_assert_eq!(&seldom.log, &often.log);
        prop_assert_eq!(seldom.ticket, often.ticket);
    }

    #[test]
    fn each_clock_is_warned_and_breached_once_at_most_and_in_that_order(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        run(&mut desk, &steps, true);
        let mut seen = BTreeSet::new();
        for recorded in &desk.log {
            let (Event::ClockWarned { metric, instance, at, .. } | Event::ClockBreached { metric, instance, at, .. }) =
                recorded.event
            else {
                continue;
            };
            prop_assert_eq!(at, recorded.at, "it is recorded when it happened");
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
                prop_assert!(clock.target().is_none_or(|target| clock.spent <= target));
            }
        }
    }

    /// Counted commit by commit, as the stream tells of them, there are as many kept and broken promises as clocks that tell so
    /// in the end.
    #[test]
    fn outcomes_are_those_of_the_clocks(desk in desks(), steps in steps()) {
        let mut desk = open(desk);
        run(&mut desk, &steps, true);
        let (first, rest) = desk.log.split_first().unwrap();
        let mut ticket = Ticket::born(desk.ticket.id, first).unwrap();
        let mut clocks: BTreeMap<(Metric, u32), Clock> = BTreeMap::new();
        let mut counted: BTreeMap<(Metric, bool), i64> = BTreeMap::new();
        for recorded in rest {
            for outcome in outcomes(Some(&ticket), std::slice::from_ref(recorded)) {
                *counted.entry((outcome.metric, outcome.met)).or_default() += if outcome.taken_back { -1 } else { 1 };
            }
            ticket = ticket.evolve(recorded);
            clocks.extend(ticket.clocks.iter().map(|clock| ((clock.metric, clock.instance), clock.clone())));
        }
        let mut told: BTreeMap<(Metric, bool), i64> = BTreeMap::new();
        for clock in clocks.values().filter(|clock| clock.target().is_some()) {
            match clock.status {
                ClockStatus::Met => *told.entry((clock.metric, true)).or_default() += 1,
                ClockStatus::Breached => *told.entry((clock.metric, false)).or_default() += 1,
                _ => {}
            }
        }
        counted.retain(|_, count| *count != 0);
        prop_assert_eq!(counted, told);
    }

    #[test]
    fn a_refused_command_changes_nothing(desk in desks(), steps in steps(), last in step()) {
        let mut desk = open(desk);
        let (now, _) = run(&mut desk, &steps, false);
        let before = desk.clone();
        if desk.attempt(now + last.wait, last.actor, last.command).is_err() {
            prop_assert_eq!(desk.ticket, before.ticket);
            prop_assert_eq!(desk.log, before.log);
        }
    }

    /// What is already so is answered with no event, so that a command that is sent again does no harm.
    #[test]
    fn to_ask_again_for_what_is_set_does_nothing(desk in desks(), steps in steps(), last in step()) {
        let sets = !matches!(
            last.command,
            Command::CustomerReply { .. } | Command::AgentReply { .. } | Command::AddNote { .. }
                | Command::RevokeLink { .. } | Command::Restore
        );
        let mut desk = open(desk);
        let (now, _) = run(&mut desk, &steps, false);
        let at = now + last.wait;
        if sets && desk.attempt(at, last.actor.clone(), last.command.clone()).is_ok() {
            prop_assert_eq!(desk.attempt(at, last.actor, last.command), Ok(Vec::new()));
        }
    }
}
