//! Agents, teams and customers.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentId, CustomerId, EmailAddress, Label, Locale, PersonName, Phone, TeamId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Admin,
    Supervisor,
    Agent,
    /// Reads and writes notes, never to a customer.
    LightAgent,
    Reporter,
    Auditor,
}

/// What a caller wants to do. Each door of the desk names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Read,
    Note,
    /// Answer customers and change tickets.
    Work,
    /// See what the work costs.
    Oversee,
}

impl Role {
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => true,
            Permission::Note => !matches!(self, Self::Reporter | Self::Auditor),
            Permission::Oversee => matches!(self, Self::Owner | Self::Admin | Self::Supervisor),
            Permission::Work => !matches!(self, Self::LightAgent | Self::Reporter | Self::Auditor),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    Online,
    Away,
    #[default]
    Offline,
}

/// An agent's own record, and how much work they have now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    pub id: AgentId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub locale: Locale,
    pub teams: BTreeSet<TeamId>,
    pub availability: Availability,
    /// The most active tickets that assignment gives them.
    pub capacity: u32,
    /// Active tickets assigned to them.
    #[serde(default)]
    pub open_load: u32,
    #[serde(default)]
    pub last_assigned_at: Option<Timestamp>,
}

impl Agent {
    /// Whether assignment may give this agent another ticket of the team.
    pub fn can_take(&self, team: &TeamId) -> bool {
        self.availability == Availability::Online
            && self.role.may(Permission::Work)
            && self.teams.contains(team)
            && self.open_load < self.capacity
    }

    /// Of those who can take a ticket of the team: the least loaded, and of these the one idle for longest. The id comes
    /// last, so that two runs over the same facts choose the same agent.
    pub fn choose<'a>(agents: impl IntoIterator<Item = &'a Agent>, team: &TeamId) -> Option<&'a Agent> {
        agents
            .into_iter()
            .filter(|agent| agent.can_take(team))
            .min_by_key(|agent| (agent.open_load, agent.last_assigned_at, agent.id.clone()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8))]
#[serde(try_from = "u8", into = "u8")]
pub struct Tier(u8);

impl TryFrom<u8> for Tier {
    type Error = &'static str;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        if (1..=3).contains(&value) { Ok(Self(value)) } else { Err("a tier is 1, 2 or 3") }
    }
}

impl From<Tier> for u8 {
    fn from(tier: Tier) -> u8 {
        tier.0
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: Label,
    pub tier: Tier,
    /// Whom a breach is told to.
    pub lead: Option<AgentId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: CustomerId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub locale: Locale,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(id: &str, load: u32, idle_since: i64) -> Agent {
        Agent {
            id: id.parse().unwrap(),
            name: id.parse().unwrap(),
            email: format!("{id}@example.com").parse().unwrap(),
            role: Role::Agent,
            locale: Locale::En,
            teams: BTreeSet::from(["billing".parse().unwrap()]),
            availability: Availability::Online,
            capacity: 3,
            open_load: load,
            last_assigned_at: Some(Timestamp::from_second(idle_since).unwrap()),
        }
    }

    #[test]
    fn what_the_work_costs_is_for_who_oversees_it() {
        use Role::{Admin, Agent, Auditor, LightAgent, Owner, Reporter, Supervisor};
        for (roles, may) in
            [(vec![Owner, Admin, Supervisor], true), (vec![Agent, LightAgent, Reporter, Auditor], false)]
        {
            assert!(roles.into_iter().all(|role| role.may(Permission::Oversee) == may));
        }
    }

    #[test]
    fn the_least_loaded_then_the_longest_idle() {
        let billing = "billing".parse().unwrap();
        let team = [agent("busy", 2, 1), agent("late", 1, 9), agent("early", 1, 5)];
        assert_eq!(Agent::choose(&team, &billing).unwrap().id.as_str(), "early");
        let mut never = agent("never", 1, 0);
        never.last_assigned_at = None;
        assert_eq!(Agent::choose([&team[2], &never], &billing).unwrap().id.as_str(), "never");
    }

    #[test]
    fn who_is_full_away_elsewhere_or_may_not_is_never_chosen() {
        let billing = "billing".parse().unwrap();
        let mut away = agent("away", 0, 1);
        away.availability = Availability::Away;
        let mut light = agent("light", 0, 1);
        light.role = Role::LightAgent;
        let team = [agent("full", 3, 1), away, light];
        assert_eq!(Agent::choose(&team, &billing), None);
        assert_eq!(Agent::choose(&[agent("free", 0, 1)], &"network".parse().unwrap()), None);
    }
}
