//! Routing: what becomes of a new ticket before anybody sees it.

mod check;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use check::check_rules;

use crate::choosing::SkillLevel;
use crate::condition::{Condition, Facts};
use crate::{Label, PolicyId, Priority, RuleId, SkillId, Tag, TeamId, TicketType, Tier, decide::MAX_TAGS};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: RuleId,
    pub name: Label,
    pub when: Condition,
    pub then: Actions,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

fn is_no(value: &bool) -> bool {
    !*value
}

/// What a rule does with a ticket that it matches. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Actions {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The team of this tier that the ticket's team escalates to, directly or through others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub add_tags: BTreeSet<Tag>,
    /// Who may be assigned the ticket: a skill and the least level of it, from 1 to 5.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<SkillId, SkillLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
    /// No rule after this one is looked at.
    #[serde(skip_serializing_if = "is_no")]
    pub stop: bool,
}

/// What routing has to know of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamFacts {
    pub tier: Tier,
    pub escalates_to: Option<TeamId>,
}

/// A ticket as the rules leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routed {
    pub team: TeamId,
    pub ticket_type: TicketType,
    pub priority: Priority,
    pub tags: BTreeSet<Tag>,
    pub skills: BTreeMap<SkillId, SkillLevel>,
    pub policy: Option<PolicyId>,
    /// The tier that a rule asked for last, if its team was found.
    pub tier: Option<Tier>,
    /// The rules that matched, in their order.
    pub trace: Vec<Applied>,
}

impl Routed {
    /// A ticket that no rule changes.
    pub fn unchanged(team: TeamId, ticket_type: TicketType, priority: Priority) -> Self {
        Self {
            team,
            ticket_type,
            priority,
            tags: BTreeSet::new(),
            skills: BTreeMap::new(),
            policy: None,
            tier: None,
            trace: Vec::new(),
        }
    }
}

/// A rule that matched a ticket, and what it changed: nothing, if all was so already. Kept with the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applied {
    pub rule: RuleId,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<Set>,
    /// The rules after this one were not looked at.
    #[serde(default, skip_serializing_if = "is_no")]
    pub stopped: bool,
}

/// One thing that a rule changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Set {
    Type(TicketType),
    Team(TeamId),
    /// The team of a tier that the team before it escalates to.
    Tier {
        tier: Tier,
        team: TeamId,
    },
    /// The ticket's team escalates to no team of this tier, so the ticket stayed where it was.
    NoTeamOfTier(Tier),
    Priority(Priority),
    Tags(BTreeSet<Tag>),
    /// The ticket had as many tags as it may have, so these were left out.
    TooManyTags(BTreeSet<Tag>),
    Skills(BTreeMap<SkillId, SkillLevel>),
    Policy(PolicyId),
}

impl Rule {
    /// Whether the rule matches, switched off or not: for a look at which past tickets a rule would have taken.
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        self.when.holds(facts)
    }
}

/// Runs the rules on a new ticket, in their order. Each sees the ticket as those before it left it.
pub fn route(rules: &[Rule], draft: &Facts<'_>, teams: &BTreeMap<TeamId, TeamFacts>) -> Routed {
    let mut routed = Routed {
        team: draft.team.clone(),
        ticket_type: draft.ticket_type,
        priority: draft.priority,
        tags: draft.tags.clone(),
        skills: BTreeMap::new(),
        policy: None,
        tier: None,
        trace: Vec::new(),
    };
    for rule in rules.iter().filter(|rule| rule.enabled) {
        let facts = Facts {
            team: &routed.team,
            ticket_type: routed.ticket_type,
            priority: routed.priority,
            tags: &routed.tags,
            ..*draft
        };
        if !rule.matches(&facts) {
            continue;
        }
        let set = routed.apply(&rule.then, teams);
        routed.trace.push(Applied { rule: rule.id.clone(), set, stopped: rule.then.stop });
        if rule.then.stop {
            break;
        }
    }
    routed
}

impl Routed {
    /// Does what a rule says, and tells what came to be different.
    fn apply(&mut self, actions: &Actions, teams: &BTreeMap<TeamId, TeamFacts>) -> Vec<Set> {
        let mut set = Vec::new();
        if let Some(to) = replaced(&mut self.ticket_type, actions.ticket_type.as_ref()) {
            set.push(Set::Type(to));
        }
        if let Some(to) = replaced(&mut self.team, actions.team.as_ref()) {
            set.push(Set::Team(to));
        }
        // After the team: a rule that names both means the tier above the team that it names.
        if let Some(tier) = actions.tier {
            set.extend(self.move_to_tier(tier, teams));
        }
        if let Some(to) = replaced(&mut self.priority, actions.priority.as_ref()) {
            set.push(Set::Priority(to));
        }
        set.extend(self.add_tags(&actions.add_tags));
        let mut skills = actions.skills.clone();
        skills.retain(|skill, level| self.skills.get(skill) != Some(level));
        if !skills.is_empty() {
            self.skills.extend(skills.clone());
            set.push(Set::Skills(skills));
        }
        if let Some(to) = actions.policy.as_ref().filter(|to| self.policy.as_ref() != Some(to)) {
            self.policy = Some(to.clone());
            set.push(Set::Policy(to.clone()));
        }
        set
    }

    fn move_to_tier(&mut self, tier: Tier, teams: &BTreeMap<TeamId, TeamFacts>) -> Option<Set> {
        let Some(team) = team_of_tier(&self.team, tier, teams).cloned() else {
            return Some(Set::NoTeamOfTier(tier));
        };
        self.tier = Some(tier);
        replaced(&mut self.team, Some(&team)).map(|team| Set::Tier { tier, team })
    }

    fn add_tags(&mut self, wanted: &BTreeSet<Tag>) -> Vec<Set> {
        let new: Vec<Tag> = wanted.difference(&self.tags).cloned().collect();
        let room = MAX_TAGS.saturating_sub(self.tags.len());
        let (added, left_out) = new.split_at(room.min(new.len()));
        self.tags.extend(added.iter().cloned());
        let mut set = Vec::new();
        if !added.is_empty() {
            set.push(Set::Tags(added.iter().cloned().collect()));
        }
        if !left_out.is_empty() {
            set.push(Set::TooManyTags(left_out.iter().cloned().collect()));
        }
        set
    }
}

/// Puts a value in the place of another; the value if that changed anything.
fn replaced<T: Clone + PartialEq>(current: &mut T, wanted: Option<&T>) -> Option<T> {
    let wanted = wanted.filter(|wanted| *wanted != current)?;
    *current = wanted.clone();
    Some(wanted.clone())
}

/// The first team of the tier on the way up from a team, that team included. No way is longer than there are teams, so one
/// that leads in a circle ends.
fn team_of_tier<'a>(from: &'a TeamId, tier: Tier, teams: &'a BTreeMap<TeamId, TeamFacts>) -> Option<&'a TeamId> {
    let above = |team: &&'a TeamId| teams.get(*team)?.escalates_to.as_ref();
    let mut way = std::iter::successors(Some(from), above).take(teams.len());
    way.find(|team| teams.get(*team).is_some_and(|team| team.tier == tier))
}
