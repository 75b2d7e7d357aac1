//! Priority, from urgency (the customer's view) and impact (the agent's).

use serde::{Deserialize, Serialize};

/// How soon a ticket is to be worked on. Ordered: `Critical` is the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
    Critical,
}

/// A step of urgency or impact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Low,
    #[default]
    Medium,
    High,
}

impl Level {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Priority {
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Critical];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The next more urgent one; the most urgent stays.
    #[must_use]
    pub fn raised(self) -> Self {
        match self {
            Self::Low => Self::Normal,
            Self::Normal => Self::High,
            Self::High | Self::Critical => Self::Critical,
        }
    }

    /// The usual ITIL matrix: rows are urgency, columns are impact, each from low to high.
    pub fn from_matrix(urgency: Level, impact: Level) -> Self {
        const MATRIX: [[Priority; 3]; 3] = [
            [Priority::Low, Priority::Low, Priority::Normal],
            [Priority::Low, Priority::Normal, Priority::High],
            [Priority::Normal, Priority::High, Priority::Critical],
        ];
        MATRIX[urgency as usize][impact as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [Level; 3] = [Level::Low, Level::Medium, Level::High];

    #[test]
    fn more_urgency_or_impact_never_lowers_the_priority() {
        for pair in LEVELS.windows(2) {
            for other in LEVELS {
                assert!(Priority::from_matrix(pair[0], other) <= Priority::from_matrix(pair[1], other));
                assert!(Priority::from_matrix(other, pair[0]) <= Priority::from_matrix(other, pair[1]));
            }
        }
        assert_eq!(Priority::from_matrix(Level::High, Level::High), Priority::Critical);
        assert_eq!(Priority::from_matrix(Level::default(), Level::default()), Priority::default());
    }
}
