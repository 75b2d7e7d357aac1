//! What differs between two configurations, told by the places of the parts that people set up.

use std::fmt::Display;

use super::{Configuration, MailText};

impl Configuration {
    /// The places in which another configuration differs: a part each, as in `policies.gold`, and the list itself where only
    /// the order of its parts does.
    pub fn places_that_differ(&self, other: &Self) -> Vec<String> {
        let mut places = Vec::new();
        if self.desk != other.desk {
            places.push("desk".to_owned());
        }
        list("calendars", &self.calendars, &other.calendars, |calendar| &calendar.id, &mut places);
        list("organisations", &self.organisations, &other.organisations, |organisation| &organisation.id, &mut places);
        list("skills", &self.skills, &other.skills, |skill| &skill.id, &mut places);
        list("teams", &self.teams, &other.teams, |team| &team.id, &mut places);
        list("agents", &self.agents, &other.agents, |agent| &agent.id, &mut places);
        list("forms", &self.forms, &other.forms, |form| &form.id, &mut places);
        list("mailboxes", &self.mailboxes, &other.mailboxes, |mailbox| &mailbox.id, &mut places);
        list("texts", &self.texts, &other.texts, MailText::id, &mut places);
        list("rules", &self.rules, &other.rules, |rule| &rule.id, &mut places);
        list("policies", &self.policies, &other.policies, |policy| &policy.id, &mut places);
        places
    }
}

fn list<'a, T: PartialEq, I: PartialEq + Display>(
    name: &str,
    before: &'a [T],
    after: &'a [T],
    id: impl Fn(&'a T) -> I,
    places: &mut Vec<String>,
) {
    let find = |all: &'a [T], wanted: I| all.iter().position(|one| id(one) == wanted);
    let mut same_parts = true;
    for one in before {
        if find(after, id(one)).is_none_or(|at| after[at] != *one) {
            same_parts &= find(after, id(one)).is_some();
            places.push(format!("{name}.{}", id(one)));
        }
    }
    for one in after {
        if find(before, id(one)).is_none() {
            same_parts = false;
            places.push(format!("{name}.{}", id(one)));
        }
    }
    let moved = before.iter().zip(after).any(|(one, other)| id(one) != id(other));
    if same_parts && moved {
        places.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Period, Policy, Team};

    fn team(id: &str) -> Team {
        Team::new(id.parse().unwrap(), id.parse().unwrap(), 1.try_into().unwrap())
    }

    #[test]
    fn each_part_that_differs_is_named_once() {
        let mut before = Configuration { teams: vec![team("a"), team("b"), team("c")], ..Configuration::default() };
        assert!(before.places_that_differ(&before.clone()).is_empty());
        let mut after = before.clone();
        after.desk.close_after = Period::hours(1);
        after.teams[1].previous_agent_first = true;
        after.teams[2] = team("d");
        assert_eq!(before.places_that_differ(&after), ["desk", "teams.b", "teams.c", "teams.d"]);
        let usual = Policy::usual().unwrap();
        before.policies = vec![usual.clone(), Policy { id: "gold".parse().unwrap(), ..usual }];
        let mut turned = before.clone();
        turned.policies.reverse();
        assert_eq!(before.places_that_differ(&turned), ["policies"]);
    }
}
