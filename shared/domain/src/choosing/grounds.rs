//! Why an agent was chosen, kept with the assignment and read by people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AssignmentMode, SkillLevel};
use crate::{AgentId, Locale, SkillId};

/// What spoke for the agent at the time. Stored with the event, so a field is only ever added, with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grounds {
    pub mode: AssignmentMode,
    /// Without the ticket itself.
    pub open: u32,
    pub capacity: u32,
    /// The agent's own level in each skill that was needed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<SkillId, SkillLevel>,
    /// Only if it ruled somebody out: where all speak French, French is no ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// Absent if the mode decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continuity: Option<Continuity>,
}

/// How the agent comes to be the one who knows the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Continuity {
    PreviousAgent,
    /// For the customer's previous agent, who is out of office; there may be others in between.
    Substitute {
        of: AgentId,
    },
}

impl Grounds {
    /// The grounds as an agent reads them, such as "French, billing 4/5, 3 of 8 open".
    pub fn words(
        &self,
        locale: Locale,
        skill_name: impl Fn(&SkillId) -> String,
        agent_name: impl Fn(&AgentId) -> String,
    ) -> String {
        let french = locale == Locale::Fr;
        let mut parts = Vec::new();
        match &self.continuity {
            Some(Continuity::PreviousAgent) if french => parts.push("agent précédent du client".to_owned()),
            Some(Continuity::PreviousAgent) => parts.push("the customer's previous agent".to_owned()),
            Some(Continuity::Substitute { of }) if french => parts.push(format!("remplace {}", agent_name(of))),
            Some(Continuity::Substitute { of }) => parts.push(format!("stands in for {}", agent_name(of))),
            // The other modes show in the numbers.
            None if self.mode == AssignmentMode::RoundRobin => {
                parts.push(if french { "à tour de rôle" } else { "next in turn" }.to_owned());
            }
            None => {}
        }
        parts.extend(self.language.map(|language| language_name(language, locale).to_owned()));
        parts.extend(self.skills.iter().map(|(skill, level)| format!("{} {level}/5", skill_name(skill))));
        let (open, capacity) = (self.open, self.capacity);
        parts.push(match (french, open) {
            (false, _) => format!("{open} of {capacity} open"),
            (true, 0 | 1) => format!("{open} ouvert sur {capacity}"),
            (true, _) => format!("{open} ouverts sur {capacity}"),
        });
        parts.join(", ")
    }
}

/// A language, named in another.
pub(super) fn language_name(language: Locale, locale: Locale) -> &'static str {
    match (language, locale) {
        (Locale::En, Locale::En) => "English",
        (Locale::Fr, Locale::En) => "French",
        (Locale::En, Locale::Fr) => "anglais",
        (Locale::Fr, Locale::Fr) => "français",
    }
}
