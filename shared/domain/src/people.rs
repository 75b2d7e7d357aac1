//! Agents, teams and customers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::choosing::{self, Candidate, SkillLevel};
use crate::{
    AgentId, AgentSettings, CalendarId, CustomerId, EmailAddress, Locale, PersonName, Phone, Rulebook, SkillId, TeamId,
};

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
    /// See what the work costs, how the desk does and how it is set up.
    Oversee,
    /// Set the desk up.
    Administer,
}

impl Role {
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => true,
            Permission::Note => !matches!(self, Self::Reporter | Self::Auditor),
            Permission::Administer => matches!(self, Self::Owner | Self::Admin),
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

/// When an agent is not there, and who stands in for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutOfOffice {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub from: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<AgentId>,
}

/// An agent: what was set up for them, whether they are there, and how much work they have now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    pub id: AgentId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub locale: Locale,
    pub teams: BTreeSet<TeamId>,
    pub skills: BTreeMap<SkillId, SkillLevel>,
    pub languages: BTreeSet<Locale>,
    pub shifts: Option<CalendarId>,
    /// The most active tickets that assignment gives them.
    pub capacity: u32,
    pub availability: Availability,
    pub out_of_office: Option<OutOfOffice>,
    /// Active tickets assigned to them.
    pub open_load: u32,
    pub last_assigned_at: Option<Timestamp>,
}

impl Agent {
    /// Who was set up, as far as that says: not there, and without work.
    pub fn of(settings: &AgentSettings) -> Self {
        let AgentSettings { id, name, email, role, locale, teams, skills, languages, capacity, shifts } =
            settings.clone();
        Self {
            id,
            name,
            email,
            role,
            locale,
            teams,
            skills,
            languages,
            shifts,
            capacity,
            availability: Availability::default(),
            out_of_office: None,
            open_load: 0,
            last_assigned_at: None,
        }
    }

    /// What was set up of them.
    pub fn settings(&self) -> AgentSettings {
        let Self { id, name, email, role, locale, teams, skills, languages, shifts, capacity, .. } = self.clone();
        AgentSettings { id, name, email, role, locale, teams, skills, languages, capacity, shifts }
    }

    /// The absence that an instant falls into.
    pub fn absence(&self, now: Timestamp) -> Option<&OutOfOffice> {
        self.out_of_office.as_ref().filter(|away| away.from <= now && now < away.until)
    }

    /// The agent as assignment sees them at an instant.
    pub fn candidate<'a>(&'a self, desk: &Rulebook, now: Timestamp) -> Candidate<'a> {
        let away = self.absence(now);
        Candidate {
            id: &self.id,
            may_work: self.role.may(Permission::Work),
            teams: &self.teams,
            skills: &self.skills,
            languages: &self.languages,
            availability: self.availability,
            on_shift: self.shifts.as_ref().is_none_or(|shifts| desk.schedule(Some(shifts)).is_open(now)),
            out_of_office: away.map(|away| choosing::OutOfOffice { substitute: away.substitute.as_ref() }),
            open: self.open_load,
            capacity: self.capacity,
            last_assigned_at: self.last_assigned_at,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8))]
#[serde(try_from = "u8", into = "u8")]
pub struct Tier(u8);

impl Tier {
    pub const HIGHEST: Self = Self(3);
}

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

    #[test]
    fn what_the_work_costs_is_for_who_oversees_it() {
        use Role::{Admin, Agent, Auditor, LightAgent, Owner, Reporter, Supervisor};
        for (roles, may) in
            [(vec![Owner, Admin, Supervisor], true), (vec![Agent, LightAgent, Reporter, Auditor], false)]
        {
            assert!(roles.into_iter().all(|role| role.may(Permission::Oversee) == may));
        }
    }
}
