//! What a desk can not be run with. All of it is found at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::{AgentSettings, AttachmentLimits, Configuration, Form, Organisation, Team};
use crate::condition::{self, Known};
use crate::policy::Surroundings;
use crate::{Condition, Fault, Faults, Policy, TeamId, Tier, routing};

impl Configuration {
    /// Everything that is wrong with it; nothing, if a desk can be run with it.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        let known = self.known();
        if let Some(calendar) = &self.desk.calendar {
            faults.key("desk", |f| f.key("calendar", |f| expect(&known.calendars, calendar, "calendar", f)));
        }
        each(&mut faults, "calendars", &self.calendars, |calendar, faults| calendar.check(faults));
        each(&mut faults, "organisations", &self.organisations, Organisation::check);
        each(&mut faults, "teams", &self.teams, |team, faults| self.check_team(team, &known, faults));
        each(&mut faults, "agents", &self.agents, |agent, faults| agent.check(&known, faults));
        each(&mut faults, "forms", &self.forms, |form, faults| form.check(&known, faults));
        self.check_mailboxes(&known, &mut faults);
        self.check_texts(&mut faults);
        self.check_attachments(&mut faults);
        faults.key("rules", |faults| routing::check_rules(&self.rules, &known, faults));
        self.check_policies(&known, &mut faults);
        self.check_ids(&mut faults);
        faults.found()
    }

    fn known(&self) -> Known {
        let topics = self.forms.iter().flat_map(|form| &form.topics);
        let fields = self.forms.iter().flat_map(|form| &form.fields);
        Known {
            forms: self.forms.iter().map(|form| form.id.clone()).collect(),
            topics: topics.map(|topic| topic.id.clone()).collect(),
            teams: self.teams.iter().map(|team| team.id.clone()).collect(),
            calendars: self.calendars.iter().map(|calendar| calendar.id.clone()).collect(),
            organisations: self.organisations.iter().map(|organisation| organisation.id.clone()).collect(),
            brands: self.forms.iter().filter_map(|form| form.brand.clone()).collect(),
            fields: fields.map(|field| field.id.clone()).collect(),
            policies: self.policies.iter().map(|policy| policy.id.clone()).collect(),
            skills: self.skills.iter().map(|skill| skill.id.clone()).collect(),
        }
    }

    fn check_ids(&self, faults: &mut Faults) {
        unique("calendars", self.calendars.iter().map(|calendar| &calendar.id), faults);
        unique("organisations", self.organisations.iter().map(|organisation| &organisation.id), faults);
        unique("skills", self.skills.iter().map(|skill| &skill.id), faults);
        unique("teams", self.teams.iter().map(|team| &team.id), faults);
        unique("agents", self.agents.iter().map(|agent| &agent.id), faults);
        unique("forms", self.forms.iter().map(|form| &form.id), faults);
        unique("mailboxes", self.mailboxes.iter().map(|mailbox| &mailbox.id), faults);
        unique("policies", self.policies.iter().map(|policy| &policy.id), faults);
    }

    fn check_attachments(&self, faults: &mut Faults) {
        let limits = self.desk.attachments;
        let most = AttachmentLimits::MOST_MEGABYTES;
        for (key, megabytes, least, most) in [
            ("file_megabytes", limits.file_megabytes, 1, limits.message_megabytes.min(most)),
            ("message_megabytes", limits.message_megabytes, 1, most),
            (
                "ticket_megabytes",
                limits.ticket_megabytes,
                limits.message_megabytes,
                AttachmentLimits::MOST_MEGABYTES_OF_TICKET,
            ),
        ] {
            if !(least..=most).contains(&megabytes) {
                let message = format!("must be from {least} to {most}");
                faults.key("desk", |f| f.key("attachments", |f| f.key(key, |f| f.report("out_of_range", message))));
            }
        }
    }

    fn check_team(&self, team: &Team, known: &Known, faults: &mut Faults) {
        if let Some(lead) = &team.lead
            && self.agent(lead).is_none()
        {
            faults.key("lead", |faults| faults.report("unknown", format!("there is no agent {lead}")));
        }
        if let Some(calendar) = &team.calendar {
            faults.key("calendar", |faults| expect(&known.calendars, calendar, "calendar", faults));
        }
        let Some(next) = &team.escalates_to else { return };
        faults.key("escalates_to", |faults| match self.team(next) {
            None => faults.report("unknown", format!("there is no team {next}")),
            Some(next) if next.tier > team.tier => {}
            // Tiers only rise, so no chain of them comes back to where it began.
            Some(next) => {
                let (id, tier) = (&next.id, u8::from(next.tier));
                faults.report("loop", format!("{id} is of tier {tier}: a team escalates to one of a higher tier"));
            }
        });
    }

    fn check_policies(&self, known: &Known, faults: &mut Faults) {
        let tiers: BTreeMap<TeamId, Tier> = self.teams.iter().map(|team| (team.id.clone(), team.tier)).collect();
        let around = Surroundings { known, tiers: &tiers };
        faults.key("policies", |faults| {
            for (index, policy) in self.policies.iter().enumerate() {
                faults.element(index, |faults| {
                    policy.check(&around, faults);
                    check_reachable(policy, &self.policies[..index], known, faults);
                });
            }
        });
    }
}

/// A policy that no ticket can come under is a mistake, which nobody would find before a promise is broken.
fn check_reachable(policy: &Policy, earlier: &[Policy], known: &Known, faults: &mut Faults) {
    let everything = Condition::All(Vec::new());
    let when = policy.when.as_ref().unwrap_or(&everything);
    if !condition::can_hold(when, known) {
        faults.key("when", |faults| faults.report("matches_nothing", "no ticket can meet this condition"));
        return;
    }
    let hides =
        |earlier: &&Policy| earlier.when.as_ref().is_none_or(|earlier| condition::is_shadowed_by(when, earlier));
    if let Some(earlier) = earlier.iter().find(hides) {
        let id = &earlier.id;
        faults.report("matches_nothing", format!("every ticket that meets its condition comes under {id}, further up"));
    }
}

impl Organisation {
    fn check(&self, faults: &mut Faults) {
        for domain in &self.domains {
            let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
            let well_formed =
                domain.contains('.') && domain.split('.').all(is_label) && *domain == domain.to_lowercase();
            if !well_formed {
                let message = format!("{domain:?} is no domain in lower case, such as acme.example");
                faults.key("domains", |faults| faults.report("malformed", message));
            }
        }
    }
}

impl AgentSettings {
    fn check(&self, known: &Known, faults: &mut Faults) {
        for team in &self.teams {
            faults.key("teams", |faults| expect(&known.teams, team, "team", faults));
        }
        for skill in self.skills.keys() {
            faults.key("skills", |faults| expect(&known.skills, skill, "skill", faults));
        }
        if let Some(calendar) = &self.shifts {
            faults.key("shifts", |faults| expect(&known.calendars, calendar, "calendar", faults));
        }
    }
}

impl Form {
    fn check(&self, known: &Known, faults: &mut Faults) {
        if self.topics.is_empty() {
            faults.key("topics", |faults| faults.report("empty", "a form offers at least one topic"));
        }
        each(faults, "topics", &self.topics, |topic, faults| {
            faults.key("team", |faults| expect(&known.teams, &topic.team, "team", faults));
            if topic.label.is_empty() {
                faults.key("label", |faults| faults.report("empty", "a label in at least one language is expected"));
            }
        });
        each(faults, "fields", &self.fields, |field, faults| {
            if field.label.is_empty() {
                faults.key("label", |faults| faults.report("empty", "a label in at least one language is expected"));
            }
        });
        unique("topics", self.topics.iter().map(|topic| &topic.id), faults);
        unique("fields", self.fields.iter().map(|field| &field.id), faults);
    }
}

fn each<T>(faults: &mut Faults, key: &str, elements: &[T], check: impl Fn(&T, &mut Faults)) {
    faults.key(key, |faults| {
        for (index, element) in elements.iter().enumerate() {
            faults.element(index, |faults| check(element, faults));
        }
    });
}

pub(super) fn expect<T: Ord + Display>(known: &BTreeSet<T>, id: &T, what: &str, faults: &mut Faults) {
    if !known.contains(id) {
        faults.report("unknown", format!("there is no {what} {id}"));
    }
}

fn unique<'a, T: Ord + Display + 'a>(key: &str, ids: impl Iterator<Item = &'a T>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    faults.key(key, |faults| {
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                faults.element(index, |f| f.key("id", |f| f.report("duplicate", format!("{id} is there already"))));
            }
        }
    });
}
