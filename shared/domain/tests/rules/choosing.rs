//! Who gets a ticket: examples of each rule, and laws over random teams.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::choosing::{
    AssignmentMode, Candidate, Choice, Continuity, Grounds, HandBack, Hindrance, Nobody, OutOfOffice, SkillLevel,
    Wanted, choose,
};
use guichet_domain::{AgentId, Availability, Locale, SkillId, State, TeamId};
use jiff::Timestamp;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::json;

use crate::history::{minute, text};

type Skills = BTreeMap<SkillId, SkillLevel>;

/// What a candidate borrows from.
#[derive(Clone, Debug)]
struct Person {
    id: AgentId,
    may_work: bool,
    teams: BTreeSet<TeamId>,
    skills: Skills,
    languages: BTreeSet<Locale>,
    availability: Availability,
    on_shift: bool,
    /// Out of office, and with whom as a substitute.
    out: Option<Option<AgentId>>,
    open: u32,
    capacity: u32,
    last_assigned_at: Option<Timestamp>,
}

impl Person {
    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            id: &self.id,
            may_work: self.may_work,
            teams: &self.teams,
            skills: &self.skills,
            languages: &self.languages,
            availability: self.availability,
            on_shift: self.on_shift,
            out_of_office: self.out.as_ref().map(|substitute| OutOfOffice { substitute: substitute.as_ref() }),
            open: self.open,
            capacity: self.capacity,
            last_assigned_at: self.last_assigned_at,
        }
    }

    fn loaded(mut self, open: u32, capacity: u32) -> Self {
        (self.open, self.capacity) = (open, capacity);
        self
    }

    fn idle_since(mut self, minutes: i64) -> Self {
        self.last_assigned_at = Some(minute(minutes));
        self
    }

    fn good_at(mut self, levels: &[(&str, u8)]) -> Self {
        self.skills = skills(levels);
        self
    }

    fn speaking(mut self, language: Locale) -> Self {
        self.languages = [language].into();
        self
    }

    fn available(mut self, availability: Availability) -> Self {
        self.availability = availability;
        self
    }

    fn off_shift(mut self) -> Self {
        self.on_shift = false;
        self
    }

    fn out_of_office(mut self, substitute: Option<&str>) -> Self {
        self.out = Some(substitute.map(text));
        self
    }
}

/// Somebody of the team, free and with nothing special.
fn person(id: &str) -> Person {
    Person {
        id: text(id),
        may_work: true,
        teams: [text("billing")].into(),
        skills: Skills::new(),
        languages: BTreeSet::new(),
        availability: Availability::Online,
        on_shift: true,
        out: None,
        open: 0,
        capacity: 8,
        last_assigned_at: None,
    }
}

fn skills(levels: &[(&str, u8)]) -> Skills {
    levels.iter().map(|(skill, level)| (text(skill), SkillLevel::try_from(*level).unwrap())).collect()
}

/// What a wish borrows from.
#[derive(Clone, Debug)]
struct Wish {
    team: TeamId,
    mode: AssignmentMode,
    skills: Skills,
    language: Option<Locale>,
    previous_agent: Option<AgentId>,
    previous_agent_first: bool,
}

fn wish(mode: AssignmentMode) -> Wish {
    Wish {
        team: text("billing"),
        mode,
        skills: Skills::new(),
        language: None,
        previous_agent: None,
        previous_agent_first: false,
    }
}

impl Wish {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            team: &self.team,
            mode: self.mode,
            skills: &self.skills,
            language: self.language,
            previous_agent: self.previous_agent.as_ref(),
            previous_agent_first: self.previous_agent_first,
        }
    }

    fn needing(mut self, levels: &[(&str, u8)]) -> Self {
        self.skills = skills(levels);
        self
    }

    fn in_language(mut self, language: Locale) -> Self {
        self.language = Some(language);
        self
    }

    fn knowing(mut self, previous: &str) -> Self {
        (self.previous_agent, self.previous_agent_first) = (Some(text(previous)), true);
        self
    }

    /// Chooses, and takes what matters out of the borrowed answer.
    fn ask(&self, people: &[Person]) -> Result<(String, Grounds), Nobody> {
        let candidates: Vec<Candidate> = people.iter().map(Person::candidate).collect();
        choose(&self.wanted(), &candidates).map(|Choice { agent, grounds }| (agent.id.to_string(), grounds))
    }

    fn chosen(&self, people: &[Person]) -> String {
        self.ask(people).unwrap().0
    }

    fn grounds(&self, people: &[Person]) -> Grounds {
        self.ask(people).unwrap().1
    }

    fn nobody(&self, people: &[Person]) -> Nobody {
        self.ask(people).unwrap_err()
    }
}

use AssignmentMode::{LeastLoaded, Manual, RoundRobin, Skills as BySkills};

const CHOOSING: [AssignmentMode; 3] = [RoundRobin, LeastLoaded, BySkills];

fn english(grounds: &Grounds) -> String {
    grounds.words(Locale::En, SkillId::to_string, AgentId::to_string)
}

fn french(grounds: &Grounds) -> String {
    grounds.words(Locale::Fr, |_| "facturation".to_owned(), |_| "Ana".to_owned())
}

#[test]
fn a_level_is_a_number_from_1_to_5() {
    for (level, allowed) in [(0, false), (1, true), (5, true), (6, false)] {
        assert_eq!(SkillLevel::try_from(level).is_ok(), allowed, "{level}");
    }
    assert!(serde_json::from_value::<SkillLevel>(json!(6)).is_err());
    assert_eq!(serde_json::to_value(SkillLevel::try_from(4).unwrap()).unwrap(), json!(4));
}

#[test]
fn a_manual_team_is_given_nobody_not_even_the_previous_agent() {
    assert_eq!(wish(Manual).knowing("ana").nobody(&[person("ana")]), Nobody::Manual);
}

#[test]
fn who_can_not_take_it_is_never_chosen() {
    let good = || person("ana").good_at(&[("refunds", 3)]).speaking(Locale::Fr);
    let wish = |mode| wish(mode).needing(&[("refunds", 3)]).in_language(Locale::Fr);
    let mut light = good();
    light.may_work = false;
    let mut elsewhere = good();
    elsewhere.teams = [text("network")].into();
    let unfit = [
        ("light", light),
        ("elsewhere", elsewhere),
        ("away", good().available(Availability::Away)),
        ("offline", good().available(Availability::Offline)),
        ("off shift", good().off_shift()),
        ("out of office", good().out_of_office(None)),
        ("full", good().loaded(8, 8)),
        ("overfull", good().loaded(9, 8)),
        ("without capacity", good().loaded(0, 0)),
        ("a lower level", good().good_at(&[("refunds", 2)])),
        ("another skill", good().good_at(&[("invoices", 5)])),
        ("another language", good().speaking(Locale::En)),
    ];
    for mode in CHOOSING {
        assert_eq!(wish(mode).chosen(&[good()]), "ana");
        for (why, person) in &unfit {
            assert!(wish(mode).ask(std::slice::from_ref(person)).is_err(), "{why}, {mode:?}");
            assert!(wish(mode).knowing("ana").ask(std::slice::from_ref(person)).is_err(), "{why}, known, {mode:?}");
        }
    }
}

#[test]
fn who_lists_no_language_speaks_all_of_them() {
    let team = [person("ana").speaking(Locale::En), person("ben")];
    assert_eq!(wish(LeastLoaded).in_language(Locale::Fr).chosen(&team), "ben");
    assert_eq!(wish(LeastLoaded).chosen(&team), "ana", "no wish is met by everybody");
}

#[test]
fn load_is_in_proportion_to_capacity() {
    assert_eq!(wish(LeastLoaded).chosen(&[person("ana").loaded(1, 2), person("ben").loaded(3, 8)]), "ben");
    // Equal fractions tie, however they are written, and products do not overflow.
    let even = [person("ana").loaded(1, 2).idle_since(5), person("ben").loaded(4, 8).idle_since(3)];
    assert_eq!(wish(LeastLoaded).chosen(&even), "ben");
    let huge = [person("ana").loaded(u32::MAX - 1, u32::MAX), person("ben").loaded(u32::MAX - 2, u32::MAX - 1)];
    assert_eq!(wish(LeastLoaded).chosen(&huge), "ben");
}

#[test]
fn least_loaded_breaks_ties_by_level_then_idleness_then_id() {
    let wish = wish(LeastLoaded).needing(&[("refunds", 1)]);
    let at = |id, level: u8| person(id).good_at(&[("refunds", level), ("network", 5)]);
    assert_eq!(wish.chosen(&[at("ana", 3).idle_since(1), at("ben", 4).idle_since(9)]), "ben");
    assert_eq!(wish.chosen(&[at("ana", 3).idle_since(9), at("ben", 3).idle_since(1)]), "ben");
    assert_eq!(wish.chosen(&[at("ana", 3).idle_since(1), at("ben", 3)]), "ben", "never is the longest");
    assert_eq!(wish.chosen(&[at("ben", 3), at("ana", 3)]), "ana");
}

#[test]
fn round_robin_gives_to_whoever_waited_longest() {
    let team = [person("ana").loaded(0, 8).idle_since(9), person("ben").loaded(7, 8).idle_since(1)];
    assert_eq!(wish(RoundRobin).chosen(&team), "ben");
    let [first, second] = team;
    assert_eq!(wish(RoundRobin).chosen(&[first.clone(), second.clone(), person("cleo").loaded(7, 8)]), "cleo");
    assert_eq!(wish(RoundRobin).chosen(&[first.idle_since(1), second]), "ana", "then the lighter load");
}

#[test]
fn by_skills_the_sum_of_the_levels_needed_comes_first() {
    let team = [
        person("ana").good_at(&[("invoices", 2), ("refunds", 4), ("network", 5)]).loaded(0, 8),
        person("ben").good_at(&[("invoices", 5), ("refunds", 3)]).loaded(7, 8),
    ];
    let wish = wish(BySkills);
    assert_eq!(wish.clone().needing(&[("invoices", 1), ("refunds", 1)]).chosen(&team), "ben");
    assert_eq!(wish.clone().needing(&[("invoices", 1), ("refunds", 4)]).chosen(&team), "ana", "the minimum holds");
    assert_eq!(wish.chosen(&team), "ana", "with nothing needed, the lighter load");
}

#[test]
fn the_previous_agent_comes_first_if_the_team_wants_it() {
    let team = [person("ana").loaded(7, 8).idle_since(9), person("ben")];
    for mode in CHOOSING {
        let mut wish = wish(mode).knowing("ana");
        assert_eq!(wish.chosen(&team), "ana", "{mode:?}");
        assert_eq!(wish.grounds(&team).continuity, Some(Continuity::PreviousAgent));
        wish.previous_agent_first = false;
        assert_eq!(wish.chosen(&team), "ben", "{mode:?}");
        assert_eq!(wish.grounds(&team).continuity, None);
    }
    assert_eq!(wish(LeastLoaded).knowing("gone").chosen(&team), "ben", "who has left is no obstacle");
}

#[test]
fn a_substitute_stands_in_for_who_is_out_of_office() {
    let team = [person("ana").out_of_office(Some("ben")), person("ben").loaded(7, 8), person("cleo")];
    let wish = wish(LeastLoaded).knowing("ana");
    assert_eq!(wish.chosen(&team), "ben");
    assert_eq!(wish.grounds(&team).continuity, Some(Continuity::Substitute { of: text("ana") }));
    assert_eq!(english(&wish.grounds(&team)), "stands in for ana, 7 of 8 open");
    assert_eq!(french(&wish.grounds(&team)), "remplace Ana, 7 ouverts sur 8");
    let [ana, ben, cleo] = team;
    assert_eq!(wish.chosen(&[ana.clone(), ben.loaded(8, 8), cleo.clone()]), "cleo", "the substitute is full");
    assert_eq!(wish.chosen(&[person("ana").out_of_office(None), person("ben")]), "ben", "nobody stands in");
    assert_eq!(wish.grounds(&[ana, cleo]).continuity, None, "the substitute has left");
}

#[test]
fn substitutes_are_followed_along_a_chain_until_it_comes_round() {
    let out = |id, substitute| person(id).out_of_office(Some(substitute));
    let wish = wish(LeastLoaded).knowing("ana");
    let chain = [person("ben"), person("zoe").loaded(7, 8), out("cleo", "zoe"), out("ana", "cleo")];
    assert_eq!(wish.chosen(&chain), "zoe");
    assert_eq!(wish.grounds(&chain).continuity, Some(Continuity::Substitute { of: text("ana") }));
    let cycle = [out("ana", "cleo"), out("cleo", "dan"), out("dan", "cleo"), person("ben")];
    assert_eq!(wish.chosen(&cycle), "ben");
    assert_eq!(wish.chosen(&[out("ana", "ana"), person("ben")]), "ben");
    let present = [out("ana", "cleo"), person("cleo").loaded(8, 8), person("ben")];
    assert_eq!(wish.chosen(&present), "ben", "who is here passes nothing on");
}

#[test]
fn the_grounds_say_what_spoke_for_the_agent() {
    let wish = wish(BySkills).needing(&[("billing", 2)]).in_language(Locale::Fr);
    let ana = person("ana").good_at(&[("billing", 4), ("network", 5)]).speaking(Locale::Fr).loaded(3, 8);
    let ben = person("ben").good_at(&[("billing", 2)]).speaking(Locale::En);
    let grounds = wish.grounds(&[ana.clone(), ben]);
    assert_eq!(english(&grounds), "French, billing 4/5, 3 of 8 open");
    assert_eq!(french(&grounds), "français, facturation 4/5, 3 ouverts sur 8");
    let grounds = wish.grounds(std::slice::from_ref(&ana));
    assert_eq!(english(&grounds), "billing 4/5, 3 of 8 open", "French ruled nobody out");
    let known = wish.knowing("ana").grounds(std::slice::from_ref(&ana));
    assert_eq!(english(&known), "the customer's previous agent, billing 4/5, 3 of 8 open");
    assert_eq!(french(&known), "agent précédent du client, facturation 4/5, 3 ouverts sur 8");
    let turn = self::wish(RoundRobin).grounds(&[ana.loaded(1, 8)]);
    assert_eq!(
        (english(&turn), french(&turn)),
        ("next in turn, 1 of 8 open".into(), "à tour de rôle, 1 ouvert sur 8".into())
    );
}

/// Grounds are stored for ever with the assignment.
#[test]
fn grounds_are_read_and_written_as_ever() {
    let plain = wish(LeastLoaded).grounds(&[person("ana")]);
    let full = Grounds {
        mode: BySkills,
        open: 3,
        capacity: 8,
        skills: skills(&[("billing", 4)]),
        language: Some(Locale::Fr),
        continuity: Some(Continuity::Substitute { of: text("ana") }),
    };
    for (grounds, stored) in [
        (plain, json!({ "mode": "least_loaded", "open": 0, "capacity": 8 })),
        (
            full,
            json!({
                "mode": "skills", "open": 3, "capacity": 8, "skills": { "billing": 4 }, "language": "fr",
                "continuity": { "kind": "substitute", "of": "ana" },
            }),
        ),
    ] {
        assert_eq!(serde_json::to_value(&grounds).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Grounds>(stored).unwrap(), grounds);
    }
}

#[track_caller]
fn assert_says(nobody: &Nobody, english: &str, french: &str) {
    assert_eq!(nobody.to_string(), english);
    assert_eq!(nobody.words(Locale::Fr, SkillId::to_string), french);
    let stored = serde_json::to_value(nobody).unwrap();
    assert_eq!(&serde_json::from_value::<Nobody>(stored).unwrap(), nobody);
}

#[test]
fn an_empty_team_says_so() {
    assert_says(&Nobody::Manual, "the team gives its tickets out by hand", "l'équipe attribue ses tickets à la main");
    let mut light = person("ana");
    light.may_work = false;
    let mut elsewhere = person("ben");
    elsewhere.teams.clear();
    let nobody = wish(LeastLoaded).in_language(Locale::Fr).nobody(&[light, elsewhere]);
    assert_eq!(nobody, Nobody::NoAgents);
    assert_says(&nobody, "the team has no agents", "l'équipe n'a pas d'agent");
}

#[test]
fn missing_skills_are_named_and_only_they() {
    // Whoever is away counts too: they would have the skill if they were here.
    let away = person("ana").good_at(&[("billing", 3), ("network", 2)]).available(Availability::Away);
    let mut elsewhere = person("cleo").good_at(&[("billing", 5), ("refunds", 5)]);
    elsewhere.teams = [text("network")].into();
    let team = [away, person("ben").good_at(&[("refunds", 2)]), elsewhere];
    let needing = |levels: &[(&str, u8)]| wish(BySkills).needing(levels).nobody(&team);
    let nobody = needing(&[("billing", 4), ("network", 2), ("refunds", 3)]);
    assert_eq!(nobody, Nobody::SkillsMissing { agents: 2, skills: skills(&[("billing", 4), ("refunds", 3)]) });
    assert_says(
        &nobody,
        "nobody in the team (2 agents) has billing at level 4 or refunds at level 3",
        "personne dans l'équipe (2 agents) n'a billing au niveau 4 ni refunds au niveau 3",
    );
    let apart = needing(&[("billing", 3), ("refunds", 2)]);
    assert_eq!(apart, Nobody::SkillsApart { agents: 2, skills: skills(&[("billing", 3), ("refunds", 2)]) });
    assert_says(
        &apart,
        "nobody in the team (2 agents) has all of billing at level 3 and refunds at level 2",
        "personne dans l'équipe (2 agents) n'a à la fois billing au niveau 3 et refunds au niveau 2",
    );
}

#[test]
fn a_missing_language_is_told_apart_from_missing_skills() {
    let team = [person("ana").good_at(&[("billing", 3)]).speaking(Locale::En), person("ben").speaking(Locale::Fr)];
    let wish = wish(BySkills).in_language(Locale::Fr);
    assert_says(
        &wish.nobody(&team[..1]),
        "nobody in the team (1 agent) speaks French",
        "personne dans l'équipe (1 agent) ne parle français",
    );
    let nobody = wish.needing(&[("billing", 3)]).nobody(&team);
    assert_eq!(nobody, Nobody::LanguageMissing { agents: 2, skilled: 1, language: Locale::Fr });
    assert_says(
        &nobody,
        "nobody with the skills (1 of 2 agents) speaks French",
        "personne avec les compétences (1 sur 2 agents) ne parle français",
    );
}

#[test]
fn who_fits_but_can_not_now_is_counted_once() {
    let team = [
        person("ana").loaded(8, 8),
        person("ben").loaded(8, 8),
        person("cleo").available(Availability::Offline),
        // On holiday, and so offline and full as well: the holiday is what to know.
        person("dan").available(Availability::Offline).loaded(8, 8).off_shift().out_of_office(None),
        person("eve").available(Availability::Offline).off_shift(),
        person("fay").available(Availability::Away).loaded(8, 8),
        person("gus").good_at(&[("billing", 1)]).speaking(Locale::Fr),
    ];
    let wish = wish(LeastLoaded).in_language(Locale::En);
    assert_says(
        &wish.nobody(&team),
        "of 6 agents who fit, 2 are full, 1 is away, 1 is offline, 1 is off shift, 1 is out of office",
        "sur 6 agents qui conviennent, 2 sont à pleine charge, 1 est absent, 1 est hors ligne, 1 est hors horaires, \
         1 est en congé",
    );
    assert_says(
        &wish.nobody(&team[..2]),
        "both agents who fit are full",
        "les 2 agents qui conviennent sont à pleine charge",
    );
    assert_says(
        &wish.nobody(&[team[0].clone(), team[1].clone(), person("hal").loaded(1, 1)]),
        "all 3 agents who fit are full",
        "les 3 agents qui conviennent sont à pleine charge",
    );
    assert_says(&wish.nobody(&team[5..]), "the only agent who fits is away", "le seul agent qui convient est absent");
    assert_eq!(
        serde_json::to_value(wish.nobody(&team[..3])).unwrap(),
        json!({ "kind": "not_now", "agents": 3, "hindrances": { "full": 2, "offline": 1 } })
    );
}

#[test]
fn going_away_hands_back_what_the_team_says() {
    for state in State::ALL {
        for answered in [false, true] {
            let back = |rule: HandBack| rule.includes(state, answered);
            assert!(!back(HandBack::Never));
            assert_eq!(back(HandBack::NewOnly), state.is_active() && !answered, "{state:?}");
            assert_eq!(back(HandBack::All), state.is_active(), "{state:?}");
        }
    }
    assert_eq!(HandBack::default(), HandBack::Never);
    assert_eq!(serde_json::to_value(HandBack::NewOnly).unwrap(), json!("new_only"));
}

fn some_skills() -> impl Strategy<Value = Skills> {
    let level = (1..=5_u8).prop_map(|level| SkillLevel::try_from(level).unwrap());
    btree_map(select(vec![text("billing"), text("refunds")]), level, 0..=2)
}

fn some_id() -> impl Strategy<Value = AgentId> {
    (0..8_u8).prop_map(|number| text(&format!("agent-{number}")))
}

/// Small ranges, so that ties are common; mostly able people, so that a choice is.
fn some_person() -> impl Strategy<Value = Person> {
    let place = (prop::bool::weighted(0.9), prop::bool::weighted(0.9), prop::bool::weighted(0.9));
    let languages = subsequence(vec![Locale::En, Locale::Fr], 0..=2);
    let availability =
        select(vec![Availability::Online, Availability::Online, Availability::Away, Availability::Offline]);
    let absence = option::weighted(0.3, option::weighted(0.8, some_id()));
    let load = (0..4_u32, 0..7_u32, option::of(0..3_i64));
    (place, some_skills(), languages, availability, absence, load).prop_map(
        |((may_work, in_team, on_shift), skills, languages, availability, out, (open, capacity, assigned))| Person {
            id: text("set-below"),
            may_work,
            teams: if in_team { [text("billing")].into() } else { [text("network")].into() },
            skills,
            languages: languages.into_iter().collect(),
            availability,
            on_shift,
            out,
            open,
            capacity,
            last_assigned_at: assigned.map(minute),
        },
    )
}

/// People with ids of their own, in any order.
fn some_people() -> impl Strategy<Value = Vec<Person>> {
    (btree_set(some_id(), 0..=8), vec(some_person(), 8))
        .prop_map(|(ids, people)| {
            ids.into_iter().zip(people).map(|(id, person)| Person { id, ..person }).collect::<Vec<_>>()
        })
        .prop_shuffle()
}

fn some_wish() -> impl Strategy<Value = Wish> {
    let needed = prop_oneof![Just(Skills::new()), some_skills()];
    let language = option::of(select(vec![Locale::En, Locale::Fr]));
    (select(CHOOSING.to_vec()), needed, language, option::of(some_id()), any::<bool>()).prop_map(
        |(mode, skills, language, previous_agent, previous_agent_first)| Wish {
            skills,
            language,
            previous_agent,
            previous_agent_first,
            ..wish(mode)
        },
    )
}

/// The rule as the documentation puts it, word for word.
fn can(wish: &Wish, person: &Person) -> bool {
    person.may_work
        && person.teams.contains(&wish.team)
        && person.availability == Availability::Online
        && person.on_shift
        && person.out.is_none()
        && person.open < person.capacity
        && wish.skills.iter().all(|(skill, minimum)| person.skills.get(skill) >= Some(minimum))
        && wish.language.is_none_or(|language| person.languages.is_empty() || person.languages.contains(&language))
}

/// Sorts by the mode's order. Capacities are small here, so 60 makes whole numbers of their fractions.
fn in_order(wish: &Wish, people: &[Person]) -> Vec<AgentId> {
    let mut able: Vec<&Person> = people.iter().filter(|person| can(wish, person)).collect();
    able.sort_by_key(|person| {
        let load = i64::from(person.open * 60 / person.capacity);
        let level: i64 = wish.skills.keys().map(|skill| i64::from(u8::from(person.skills[skill]))).sum();
        let idle = person.last_assigned_at.map_or(i64::MIN, Timestamp::as_second);
        let order = match wish.mode {
            RoundRobin => [idle, load, -level],
            BySkills => [-level, load, idle],
            LeastLoaded | Manual => [load, -level, idle],
        };
        (order, person.id.clone())
    });
    able.into_iter().map(|person| person.id.clone()).collect()
}

/// Who the customer is to stay with, found by walking with a list of those met.
fn stays_with(wish: &Wish, people: &[Person]) -> Option<AgentId> {
    let mut met = BTreeSet::new();
    let mut next = wish.previous_agent.as_ref().filter(|_| wish.previous_agent_first);
    while let Some(person) = next.and_then(|id| people.iter().find(|person| person.id == *id)) {
        if can(wish, person) {
            return Some(person.id.clone());
        }
        next = person.out.as_ref().and_then(Option::as_ref).filter(|_| met.insert(&person.id));
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_chosen_one_can_and_nobody_means_that_nobody_can(wish in some_wish(), people in some_people()) {
        for person in &people {
            prop_assert_eq!(person.candidate().can_take(&wish.wanted()), can(&wish, person));
        }
        let able = people.iter().filter(|person| can(&wish, person)).count();
        match wish.ask(&people) {
            Ok((id, _)) => prop_assert!(people.iter().any(|person| person.id.as_str() == id && can(&wish, person))),
            Err(_) => prop_assert_eq!(able, 0),
        }
    }

    #[test]
    fn nobody_is_better_by_the_modes_order(wish in some_wish(), people in some_people()) {
        let expected = stays_with(&wish, &people).or_else(|| in_order(&wish, &people).into_iter().next());
        let chosen = wish.ask(&people).ok();
        prop_assert_eq!(chosen.as_ref().map(|(id, _)| id.as_str()), expected.as_ref().map(AgentId::as_str));
        if let Some((_, grounds)) = chosen {
            prop_assert_eq!(grounds.continuity.is_some(), stays_with(&wish, &people).is_some());
            prop_assert!(grounds.skills.keys().eq(wish.skills.keys()));
        }
    }

    #[test]
    fn the_order_of_the_candidates_does_not_matter(
        wish in some_wish(),
        (people, shuffled) in some_people().prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle())),
    ) {
        prop_assert_eq!(wish.ask(&people), wish.ask(&shuffled));
    }

    #[test]
    fn everybody_who_fits_is_counted_once(wish in some_wish(), people in some_people()) {
        let fits = |person: &&Person| {
            let free = Person {
                availability: Availability::Online, on_shift: true, out: None, open: 0, capacity: 1,
                ..(*person).clone()
            };
            can(&wish, &free)
        };
        let fit = people.iter().filter(fits).count() as u32;
        match wish.ask(&people) {
            Ok(_) => {}
            Err(Nobody::NotNow { agents, hindrances }) => {
                prop_assert_eq!((agents, hindrances.values().sum()), (fit, fit));
                prop_assert!(hindrances.values().all(|count| *count > 0));
                let away = hindrances.get(&Hindrance::OutOfOffice).copied().unwrap_or_default();
                prop_assert_eq!(people.iter().filter(fits).filter(|p| p.out.is_some()).count() as u32, away);
            }
            Err(_) => prop_assert_eq!(fit, 0, "who fits is never passed over"),
        }
    }
}
