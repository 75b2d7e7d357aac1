//! Who gets a ticket.
//!
//! Three questions, in this order: who is asked for ([`Wanted`]), who can ([`Candidate::can_take`]) and who should
//! ([`AssignmentMode`]). The answer says why, whether it is an agent ([`Grounds`]) or nobody ([`Nobody`]).

mod grounds;
mod nobody;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::grounds::{Continuity, Grounds};
pub use self::nobody::{Hindrance, Nobody};
use crate::{AgentId, Availability, Locale, SkillId, State, Team, TeamId};

/// How a team's tickets find their agents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AssignmentMode {
    /// People take tickets or are given them by people.
    Manual,
    /// Whoever has waited longest for a ticket is next.
    RoundRobin,
    /// Whoever is the least loaded in proportion to their capacity.
    #[default]
    LeastLoaded,
    /// Whoever is best at what the ticket needs.
    Skills,
}

/// How good somebody is at something: 1 is a beginner, 5 the one whom the others ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 5))]
#[serde(try_from = "u8", into = "u8")]
pub struct SkillLevel(u8);

impl TryFrom<u8> for SkillLevel {
    type Error = &'static str;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        if (1..=5).contains(&value) { Ok(Self(value)) } else { Err("a level is a number from 1 to 5") }
    }
}

impl From<SkillLevel> for u8 {
    fn from(level: SkillLevel) -> u8 {
        level.0
    }
}

impl fmt::Display for SkillLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who is asked for: what the ticket needs, and how its team chooses.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub team: &'a TeamId,
    pub mode: AssignmentMode,
    /// What is needed, each at this level or above.
    pub skills: &'a BTreeMap<SkillId, SkillLevel>,
    pub language: Option<Locale>,
    /// Who worked for this customer before.
    pub previous_agent: Option<&'a AgentId>,
    /// Whether the team would rather have a customer stay with the agent who knows them.
    pub previous_agent_first: bool,
}

impl<'a> Wanted<'a> {
    /// What a ticket asks for, by the rules of its team.
    pub fn by(team: &'a Team, skills: &'a BTreeMap<SkillId, SkillLevel>, language: Locale) -> Self {
        Self {
            team: &team.id,
            mode: team.assignment,
            skills,
            language: Some(language),
            previous_agent: None,
            previous_agent_first: team.previous_agent_first,
        }
    }
}

/// An agent, as far as it matters for who gets a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub id: &'a AgentId,
    /// Whether their role lets them work on tickets.
    pub may_work: bool,
    pub teams: &'a BTreeSet<TeamId>,
    pub skills: &'a BTreeMap<SkillId, SkillLevel>,
    /// None listed means all, so that a desk of one language need not fill it in.
    pub languages: &'a BTreeSet<Locale>,
    pub availability: Availability,
    pub on_shift: bool,
    pub out_of_office: Option<OutOfOffice<'a>>,
    /// Active tickets that they have now.
    pub open: u32,
    /// The most active tickets that they are given.
    pub capacity: u32,
    pub last_assigned_at: Option<Timestamp>,
}

/// An absence that is under way.
#[derive(Clone, Copy, Debug, Default)]
pub struct OutOfOffice<'a> {
    /// Who looks after their customers meanwhile.
    pub substitute: Option<&'a AgentId>,
}

/// Who gets the ticket, and why.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    pub agent: &'a Candidate<'a>,
    pub grounds: Grounds,
}

/// Chooses who gets a ticket. One pass and no sorting: a view of unassigned tickets asks this for each of its rows.
pub fn choose<'a>(wanted: &Wanted, candidates: &'a [Candidate<'a>]) -> Result<Choice<'a>, Nobody> {
    if wanted.mode == AssignmentMode::Manual {
        return Err(Nobody::Manual);
    }
    let mut tally = Tally::default();
    let mut best: Option<Contender> = None;
    for agent in candidates {
        match agent.fit(wanted) {
            Err(obstacle) => tally.count(obstacle),
            Ok(level) => {
                let contender = Contender { agent, level };
                if best.as_ref().is_none_or(|best| contender.compare(best, wanted.mode).is_lt()) {
                    best = Some(contender);
                }
            }
        }
    }
    let Some(best) = best else { return Err(nobody::why(&tally, wanted, candidates)) };
    let (agent, continuity) = known_to_customer(wanted, candidates)
        .map_or((best.agent, None), |(agent, continuity)| (agent, Some(continuity)));
    let grounds = Grounds {
        mode: wanted.mode,
        open: agent.open,
        capacity: agent.capacity,
        skills: wanted.skills.keys().filter_map(|skill| Some((skill.clone(), *agent.skills.get(skill)?))).collect(),
        language: wanted.language.filter(|_| tally.without_language > 0),
        continuity,
    };
    Ok(Choice { agent, grounds })
}

/// The customer's previous agent or, while they are out of office, whoever stands in for them, if the team wants that and
/// they can take the ticket. Only an absence is passed on: an agent who is here and full has colleagues, not a substitute.
fn known_to_customer<'a>(wanted: &Wanted, candidates: &'a [Candidate<'a>]) -> Option<(&'a Candidate<'a>, Continuity)> {
    let previous = wanted.previous_agent.filter(|_| wanted.previous_agent_first)?;
    let mut next = previous;
    // A chain without a cycle visits nobody twice.
    for _ in candidates {
        let agent = candidates.iter().find(|candidate| candidate.id == next)?;
        if agent.can_take(wanted) {
            let continuity = if next == previous {
                Continuity::PreviousAgent
            } else {
                Continuity::Substitute { of: previous.clone() }
            };
            return Some((agent, continuity));
        }
        next = agent.out_of_office?.substitute?;
    }
    None
}

/// Why somebody can not take a ticket: the first that holds, in this order.
enum Obstacle {
    /// They do not work on tickets of the team at all.
    Elsewhere,
    Skills,
    Language,
    NotNow(Hindrance),
}

/// Of those who were asked in vain: how many could not, and for what.
#[derive(Default)]
struct Tally {
    without_skills: u32,
    without_language: u32,
    not_now: BTreeMap<Hindrance, u32>,
}

impl Tally {
    fn count(&mut self, obstacle: Obstacle) {
        match obstacle {
            Obstacle::Elsewhere => {}
            Obstacle::Skills => self.without_skills += 1,
            Obstacle::Language => self.without_language += 1,
            Obstacle::NotNow(hindrance) => *self.not_now.entry(hindrance).or_default() += 1,
        }
    }
}

impl Candidate<'_> {
    /// Whether this agent may be given a ticket like this now, whatever the mode.
    pub fn can_take(&self, wanted: &Wanted) -> bool {
        self.fit(wanted).is_ok()
    }

    fn works_for(&self, team: &TeamId) -> bool {
        self.may_work && self.teams.contains(team)
    }

    fn speaks(&self, language: Locale) -> bool {
        self.languages.is_empty() || self.languages.contains(&language)
    }

    fn has(&self, skill: &SkillId, minimum: SkillLevel) -> bool {
        self.skills.get(skill).is_some_and(|level| *level >= minimum)
    }

    /// The sum of their levels in what is needed, if they can take the ticket.
    fn fit(&self, wanted: &Wanted) -> Result<u32, Obstacle> {
        if !self.works_for(wanted.team) {
            return Err(Obstacle::Elsewhere);
        }
        let mut sum = 0;
        for (skill, minimum) in wanted.skills {
            match self.skills.get(skill) {
                Some(level) if level >= minimum => sum += u32::from(level.0),
                _ => return Err(Obstacle::Skills),
            }
        }
        if wanted.language.is_some_and(|language| !self.speaks(language)) {
            return Err(Obstacle::Language);
        }
        self.hindrance().map_or(Ok(sum), |hindrance| Err(Obstacle::NotNow(hindrance)))
    }

    /// What keeps them from any ticket now. Of several, the one that will last longest: to say of somebody on holiday
    /// that they are offline would have people wait for them.
    fn hindrance(&self) -> Option<Hindrance> {
        if self.out_of_office.is_some() {
            return Some(Hindrance::OutOfOffice);
        }
        if !self.on_shift {
            return Some(Hindrance::OffShift);
        }
        match self.availability {
            Availability::Offline => Some(Hindrance::Offline),
            Availability::Away => Some(Hindrance::Away),
            Availability::Online => (self.open >= self.capacity).then_some(Hindrance::Full),
        }
    }
}

/// Somebody who can take the ticket.
struct Contender<'a> {
    agent: &'a Candidate<'a>,
    level: u32,
}

impl Contender<'_> {
    /// Less is better. The id comes last, so that two runs over the same facts choose the same agent.
    fn compare(&self, other: &Self, mode: AssignmentMode) -> Ordering {
        let (a, b) = (self.agent, other.agent);
        // Load over capacity, compared as fractions: 1 of 2 is heavier than 3 of 8. Who is not full has a capacity.
        let load = (u64::from(a.open) * u64::from(b.capacity)).cmp(&(u64::from(b.open) * u64::from(a.capacity)));
        let level = other.level.cmp(&self.level);
        // Who never had a ticket has waited longest, and `None` is the least.
        let idle = a.last_assigned_at.cmp(&b.last_assigned_at);
        let by_mode = match mode {
            AssignmentMode::RoundRobin => idle.then(load).then(level),
            AssignmentMode::Skills => level.then(load).then(idle),
            AssignmentMode::LeastLoaded | AssignmentMode::Manual => load.then(level).then(idle),
        };
        by_mode.then_with(|| a.id.cmp(b.id))
    }
}

/// Which of an agent's tickets go back to the team when the agent goes away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandBack {
    #[default]
    Never,
    /// Those that nobody has answered yet.
    NewOnly,
    All,
}

impl HandBack {
    /// Whether a ticket in this state goes back. `answered` is whether an agent has ever written to the customer: an
    /// agent may move a ticket on without a word, so the state alone does not tell.
    pub fn includes(self, state: State, answered: bool) -> bool {
        state.is_active()
            && match self {
                Self::Never => false,
                Self::NewOnly => !answered,
                Self::All => true,
            }
    }
}
