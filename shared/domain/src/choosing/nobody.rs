//! Why a ticket has nobody, the most telling reason first.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::grounds::language_name;
use super::{Candidate, SkillLevel, Tally, Wanted};
use crate::{Locale, SkillId};

/// Why nobody can take a ticket. What only people can mend comes before what time mends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Nobody {
    /// The team gives its tickets out by hand.
    Manual,
    /// Nobody in the team may work on tickets.
    NoAgents,
    /// Skills that none of the team's agents has at the level that is needed.
    SkillsMissing { agents: u32, skills: BTreeMap<SkillId, SkillLevel> },
    /// Each skill is there, but no agent has all of them.
    SkillsApart { agents: u32, skills: BTreeMap<SkillId, SkillLevel> },
    /// None of those with the skills speaks the language.
    LanguageMissing { agents: u32, skilled: u32, language: Locale },
    /// Everybody who fits is kept from it now; each is counted once.
    NotNow { agents: u32, hindrances: BTreeMap<Hindrance, u32> },
}

/// What keeps an agent who fits from a ticket now. Ordered: what passes soonest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    Full,
    Away,
    Offline,
    OffShift,
    OutOfOffice,
}

/// Reads the reason from the tally. Only missing skills need another look at the candidates.
pub(super) fn why(tally: &Tally, wanted: &Wanted, candidates: &[Candidate]) -> Nobody {
    let fit: u32 = tally.not_now.values().sum();
    let skilled = fit + tally.without_language;
    let agents = skilled + tally.without_skills;
    if fit > 0 {
        return Nobody::NotNow { agents: fit, hindrances: tally.not_now.clone() };
    }
    if agents == 0 {
        return Nobody::NoAgents;
    }
    match wanted.language {
        Some(language) if skilled > 0 => Nobody::LanguageMissing { agents, skilled, language },
        _ => without_skills(agents, wanted, candidates),
    }
}

fn without_skills(agents: u32, wanted: &Wanted, candidates: &[Candidate]) -> Nobody {
    let mut skills = wanted.skills.clone();
    for agent in candidates.iter().filter(|agent| agent.works_for(wanted.team)) {
        skills.retain(|skill, minimum| !agent.has(skill, *minimum));
    }
    if skills.is_empty() {
        Nobody::SkillsApart { agents, skills: wanted.skills.clone() }
    } else {
        Nobody::SkillsMissing { agents, skills }
    }
}

impl Nobody {
    /// The reason as an agent reads it, such as "of 5 agents who fit, 2 are full, 2 are offline, 1 is off shift".
    pub fn words(&self, locale: Locale, skill_name: impl Fn(&SkillId) -> String) -> String {
        match locale {
            Locale::En => self.english(skill_name),
            Locale::Fr => self.french(skill_name),
        }
    }

    fn english(&self, skill_name: impl Fn(&SkillId) -> String) -> String {
        let listed = |skills: &BTreeMap<SkillId, SkillLevel>, joint: &str| {
            joined(skills, joint, |skill, level| format!("{} at level {level}", skill_name(skill)))
        };
        match self {
            Self::Manual => "the team gives its tickets out by hand".to_owned(),
            Self::NoAgents => "the team has no agents".to_owned(),
            Self::SkillsMissing { agents, skills } => {
                format!("nobody in the team ({}) has {}", agents_in_words(*agents), listed(skills, " or "))
            }
            Self::SkillsApart { agents, skills } => {
                format!("nobody in the team ({}) has all of {}", agents_in_words(*agents), listed(skills, " and "))
            }
            Self::LanguageMissing { agents, skilled, language } => {
                let language = language_name(*language, Locale::En);
                if skilled == agents {
                    format!("nobody in the team ({}) speaks {language}", agents_in_words(*agents))
                } else {
                    format!("nobody with the skills ({skilled} of {}) speaks {language}", agents_in_words(*agents))
                }
            }
            Self::NotNow { agents, hindrances } => match (agents, only(hindrances)) {
                (1, Some(hindrance)) => format!("the only agent who fits is {}", hindrance.english()),
                (2, Some(hindrance)) => format!("both agents who fit are {}", hindrance.english()),
                (_, Some(hindrance)) => format!("all {agents} agents who fit are {}", hindrance.english()),
                (_, None) => {
                    let each = hindrances.iter().map(|(hindrance, count)| {
                        format!("{count} {} {}", if *count == 1 { "is" } else { "are" }, hindrance.english())
                    });
                    format!("of {agents} agents who fit, {}", each.collect::<Vec<_>>().join(", "))
                }
            },
        }
    }

    fn french(&self, skill_name: impl Fn(&SkillId) -> String) -> String {
        let listed = |skills: &BTreeMap<SkillId, SkillLevel>, joint: &str| {
            joined(skills, joint, |skill, level| format!("{} au niveau {level}", skill_name(skill)))
        };
        match self {
            Self::Manual => "l'équipe attribue ses tickets à la main".to_owned(),
            Self::NoAgents => "l'équipe n'a pas d'agent".to_owned(),
            Self::SkillsMissing { agents, skills } => {
                format!("personne dans l'équipe ({}) n'a {}", agents_in_words(*agents), listed(skills, " ni "))
            }
            Self::SkillsApart { agents, skills } => {
                format!(
                    "personne dans l'équipe ({}) n'a à la fois {}",
                    agents_in_words(*agents),
                    listed(skills, " et ")
                )
            }
            Self::LanguageMissing { agents, skilled, language } => {
                let language = language_name(*language, Locale::Fr);
                if skilled == agents {
                    format!("personne dans l'équipe ({}) ne parle {language}", agents_in_words(*agents))
                } else {
                    let agents = agents_in_words(*agents);
                    format!("personne avec les compétences ({skilled} sur {agents}) ne parle {language}")
                }
            }
            Self::NotNow { agents, hindrances } => match (agents, only(hindrances)) {
                (1, Some(hindrance)) => format!("le seul agent qui convient est {}", hindrance.french(false)),
                (_, Some(hindrance)) => format!("les {agents} agents qui conviennent sont {}", hindrance.french(true)),
                (_, None) => {
                    let each = hindrances.iter().map(|(hindrance, count)| {
                        let many = *count > 1;
                        format!("{count} {} {}", if many { "sont" } else { "est" }, hindrance.french(many))
                    });
                    format!("sur {agents} agents qui conviennent, {}", each.collect::<Vec<_>>().join(", "))
                }
            },
        }
    }
}

impl fmt::Display for Nobody {
    /// In English, with the ids of skills for their names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Locale::En, SkillId::to_string))
    }
}

impl Hindrance {
    fn english(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Away => "away",
            Self::Offline => "offline",
            Self::OffShift => "off shift",
            Self::OutOfOffice => "out of office",
        }
    }

    fn french(self, many: bool) -> &'static str {
        match self {
            Self::Full => "à pleine charge",
            Self::Away if many => "absents",
            Self::Away => "absent",
            Self::Offline => "hors ligne",
            Self::OffShift => "hors horaires",
            Self::OutOfOffice => "en congé",
        }
    }
}

/// The same in both languages.
fn agents_in_words(count: u32) -> String {
    if count == 1 { "1 agent".to_owned() } else { format!("{count} agents") }
}

fn only(hindrances: &BTreeMap<Hindrance, u32>) -> Option<Hindrance> {
    hindrances.keys().next().copied().filter(|_| hindrances.len() == 1)
}

fn joined(skills: &BTreeMap<SkillId, SkillLevel>, joint: &str, one: impl Fn(&SkillId, SkillLevel) -> String) -> String {
    skills.iter().map(|(skill, level)| one(skill, *level)).collect::<Vec<_>>().join(joint)
}
