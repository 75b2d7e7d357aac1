//! Service-level policies: what is promised to whom, and what happens when time runs out.

/// A type that is written as a text is a text to who reads the OpenAPI document.
macro_rules! written_as_text {
    ($name:ident as $schema:literal) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::Object::with_type(utoipa::openapi::Type::String).into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $schema.into()
            }
        }
    };
}

mod ladder;
mod target;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use ladder::{Action, At, Move, Recipient, Rung, WebhookUrl};
pub use target::{CountedHours, Target};

use crate::condition::{Condition, Known};
use crate::{CalendarId, Faults, Label, Metric, Period, PolicyId, Priority, Tier};

/// A promise, for the tickets that its condition names. Of a desk's policies the first that matches a ticket counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub id: PolicyId,
    pub name: Label,
    /// Every ticket, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The hours in which business time counts. The team's calendar, if absent, and the desk's if the team has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    pub targets: BTreeMap<Metric, BTreeMap<Priority, Target>>,
    /// How much of a target may pass before the ticket counts as at risk, in percent.
    #[serde(default = "usual_warning", skip_serializing_if = "is_usual_warning")]
    pub warn_at_percent: u8,
    /// Whether the clocks that pause while the customer is to answer also pause while a third party is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pause_on_hold: bool,
    /// Whether a message that no human wrote can be the first response.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub automated_responses_count: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Rung>,
}

fn usual_warning() -> u8 {
    75
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_usual_warning(percent: &u8) -> bool {
    *percent == usual_warning()
}

/// What a policy is checked against.
pub(crate) struct Surroundings<'a> {
    pub known: &'a Known,
    pub tiers: &'a BTreeMap<crate::TeamId, Tier>,
}

impl Policy {
    /// What a desk promises that has set nothing up.
    pub fn usual() -> Option<Self> {
        let by_priority = |periods: [Period; 4]| {
            let priorities = [Priority::Critical, Priority::High, Priority::Normal, Priority::Low];
            priorities.into_iter().zip(periods.map(Target::calendar)).collect()
        };
        let (half, hours) = (Period::minutes(30)?, Period::hours);
        Some(Self {
            id: "standard".parse().ok()?,
            name: "Standard".parse().ok()?,
            when: None,
            calendar: None,
            targets: BTreeMap::from([
                (Metric::FirstResponse, by_priority([half, hours(2), hours(8), hours(24)])),
                (Metric::FirstResolution, by_priority([4, 24, 72, 168].map(hours))),
            ]),
            warn_at_percent: usual_warning(),
            pause_on_hold: false,
            automated_responses_count: false,
            ladder: Vec::new(),
        })
    }

    /// As many rungs as a clock can remember to have passed.
    const MOST_RUNGS: usize = 64;

    pub fn target(&self, metric: Metric, priority: Priority) -> Option<Target> {
        self.targets.get(&metric)?.get(&priority).copied()
    }

    pub(crate) fn check(&self, around: &Surroundings, faults: &mut Faults) {
        if let Some(condition) = &self.when {
            faults.key("when", |faults| condition.check_for_policy(around.known, faults));
        }
        if let Some(calendar) = &self.calendar
            && !around.known.calendars.contains(calendar)
        {
            faults.key("calendar", |faults| faults.report("unknown", format!("there is no calendar {calendar}")));
        }
        faults.key("targets", |faults| self.check_targets(faults));
        if self.warn_at_percent > 100 {
            faults.key("warn_at_percent", |faults| faults.report("out_of_range", "must be 0 to 100"));
        }
        faults.key("ladder", |faults| {
            if self.ladder.len() > Self::MOST_RUNGS {
                faults.report("too_many", format!("a ladder has at most {} rungs", Self::MOST_RUNGS));
            }
            for (index, rung) in self.ladder.iter().enumerate() {
                faults.element(index, |faults| self.check_rung(index, rung, around, faults));
            }
        });
    }

    fn check_targets(&self, faults: &mut Faults) {
        if self.targets.values().all(BTreeMap::is_empty) {
            faults.report("empty", "a policy promises something: at least one target is expected");
        }
        for (metric, by_priority) in &self.targets {
            for (priority, target) in by_priority {
                if target.period.is_zero() {
                    faults.key(metric.as_str(), |faults| {
                        faults.key(priority.as_str(), |faults| faults.report("out_of_range", "must not be zero"));
                    });
                }
            }
        }
    }

    fn check_rung(&self, index: usize, rung: &Rung, around: &Surroundings, faults: &mut Faults) {
        rung.check(around, faults);
        if self.targets.get(&rung.metric).is_none_or(BTreeMap::is_empty) {
            let metric = rung.metric.as_str();
            faults.key("metric", |faults| {
                faults.report(
                    "never_reached",
                    format!("the policy has no target for {metric}, so this is never reached"),
                );
            });
        }
        if self.ladder[..index].contains(rung) {
            faults.report("duplicate", "the same rung stands further up");
        }
        if let Some(team) = self.leads_in_a_circle(rung, around) {
            faults.key("actions", |faults| {
                faults.report(
                    "loop",
                    format!("another rung leads on from {team}, where time_in_tier starts anew: a circle"),
                );
            });
        }
    }

    /// `time_in_tier` starts anew in each tier, and with it its rungs. One that moves to a team, with another that moves on
    /// from there, would send a ticket round for ever.
    fn leads_in_a_circle<'a>(&self, rung: &'a Rung, around: &Surroundings) -> Option<&'a crate::TeamId> {
        let to = rung.moves().find_map(Move::team).filter(|_| rung.metric == Metric::TimeInTier)?;
        let tier = around.tiers.get(to)?;
        let others = self.ladder.iter().filter(|other| other.metric == Metric::TimeInTier && *other != rung);
        let leads_on = |next: &Move| match next {
            Move::NextTier => *tier < Tier::HIGHEST,
            Move::Team(team) => around.tiers.get(team).is_some_and(|other| other != tier),
        };
        others.flat_map(Rung::moves).any(leads_on).then_some(to)
    }
}
