//! What is wrong in a list of rules.

use std::collections::BTreeSet;

use super::{Actions, Rule};
use crate::Faults;
use crate::condition::{Known, can_hold, expect_known};
use crate::decide::MAX_TAGS;

const MAX_RULES: usize = 500;

/// Looks through the rules of a desk, those that are switched off included: one day they are switched on.
pub fn check_rules(rules: &[Rule], known: &Known, faults: &mut Faults) {
    if rules.len() > MAX_RULES {
        return faults.report("too_many", format!("has {} rules; at most {MAX_RULES} are allowed", rules.len()));
    }
    let mut ids = BTreeSet::new();
    for (index, rule) in rules.iter().enumerate() {
        faults.element(index, |faults| {
            if !ids.insert(&rule.id) {
                faults.key("id", |faults| faults.report("duplicate", format!("{} is another rule's too", rule.id)));
            }
            faults.key("when", |faults| check_condition(rule, known, faults));
            faults.key("then", |faults| rule.then.check(known, faults));
        });
    }
}

fn check_condition(rule: &Rule, known: &Known, faults: &mut Faults) {
    rule.when.check(known, faults);
    // That a condition with a fault of its own matches nothing is only that fault once more.
    let mut own = Faults::default();
    rule.when.check(known, &mut own);
    if own.found().is_empty() && !can_hold(&rule.when, known) {
        faults.report("matches_nothing", "contradicts itself: no ticket can match it");
    }
}

impl Actions {
    fn check(&self, known: &Known, faults: &mut Faults) {
        if *self == Self::default() {
            faults.report("no_action", "must say what to do");
        }
        if let Some(team) = &self.team {
            faults.key("team", |faults| expect_known(&known.teams, team, "a team", faults));
        }
        if self.add_tags.len() > MAX_TAGS {
            let message = format!("has {} tags; a ticket has at most {MAX_TAGS}", self.add_tags.len());
            faults.key("add_tags", |faults| faults.report("too_many", message));
        }
        faults.key("skills", |faults| {
            for skill in self.skills.keys() {
                faults.key(skill, |faults| expect_known(&known.skills, skill, "a skill", faults));
            }
        });
        if let Some(policy) = &self.policy {
            faults.key("policy", |faults| expect_known(&known.policies, policy, "a policy", faults));
        }
    }
}
