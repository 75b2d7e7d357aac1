//! A configuration made ready to decide by.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Configuration, Form, Team, Topic};
use jiff::Timestamp;

use crate::condition::{Facts, Text};
use crate::routing::{Routed, Rule, TeamFacts, route};
use crate::{
    Body, CalendarId, Channel, EmailAddress, FieldId, Level, Locale, Metric, Period, Policy, PolicyId, Priority,
    Schedule, Subject, TeamId, Ticket, Tier, Zone,
};

/// One revision of the configuration, with its calendars worked out. Never changes, so it is kept and shared.
#[derive(Clone, Debug)]
pub struct Rulebook {
    pub revision: u64,
    pub configuration: Arc<Configuration>,
    schedules: BTreeMap<CalendarId, Schedule>,
    always: Schedule,
    counted: BTreeSet<Metric>,
    teams: BTreeMap<TeamId, TeamFacts>,
}

/// A ticket that is about to be opened, as routing rules see it.
pub struct Draft<'a> {
    pub form: &'a Form,
    pub topic: &'a Topic,
    pub channel: Channel,
    pub urgency: Level,
    pub subject: &'a Subject,
    pub body: &'a Body,
    pub sender: &'a EmailAddress,
    pub language: Locale,
    pub fields: &'a BTreeMap<FieldId, String>,
}

impl Default for Rulebook {
    /// A desk that is open day and night and promises the usual.
    fn default() -> Self {
        Self::new(0, Configuration { policies: Policy::usual().into_iter().collect(), ..Configuration::default() })
    }
}

impl Rulebook {
    pub fn new(revision: u64, configuration: Configuration) -> Self {
        let schedules = configuration.calendars.iter().map(|calendar| (calendar.id.clone(), Schedule::new(calendar)));
        let targets = configuration.policies.iter().flat_map(|policy| &policy.targets);
        let counted = targets.filter(|(_, by_priority)| !by_priority.is_empty()).map(|(metric, _)| *metric).collect();
        let teams = configuration.teams.iter().map(|team| {
            let facts = TeamFacts { tier: team.tier, escalates_to: team.escalates_to.clone() };
            (team.id.clone(), facts)
        });
        Self {
            revision,
            teams: teams.collect(),
            schedules: schedules.collect(),
            always: Schedule::always(),
            counted,
            configuration: Arc::new(configuration),
        }
    }

    /// The hours of a calendar; all hours, of none.
    pub fn schedule(&self, calendar: Option<&CalendarId>) -> &Schedule {
        calendar.and_then(|calendar| self.schedules.get(calendar)).unwrap_or(&self.always)
    }

    /// Whether some policy has a target for it.
    pub(crate) fn counts(&self, metric: Metric) -> bool {
        self.counted.contains(&metric)
    }

    pub fn policy(&self, id: &PolicyId) -> Option<&Policy> {
        self.configuration.policies.iter().find(|policy| policy.id == *id)
    }

    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.configuration.team(id)
    }

    pub fn tier(&self, team: &TeamId) -> Option<Tier> {
        self.team(team).map(|team| team.tier)
    }

    pub fn close_after(&self) -> Option<Period> {
        Some(self.configuration.desk.close_after).filter(|period| !period.is_zero())
    }

    /// The policy's calendar, else the team's, else the desk's.
    /// Where the clocks of a team's offices are, as far as it has a calendar.
    pub fn zone_of(&self, team: &TeamId) -> Zone {
        let calendar =
            self.calendar_for(None, team).and_then(|id| self.configuration.calendars.iter().find(|one| one.id == *id));
        calendar.map_or_else(Zone::utc, |calendar| calendar.time_zone.clone())
    }

    pub(crate) fn calendar_for<'a>(&'a self, policy: Option<&'a Policy>, team: &TeamId) -> Option<&'a CalendarId> {
        let of_policy = policy.and_then(|policy| policy.calendar.as_ref());
        let of_team = || self.team(team).and_then(|team| team.calendar.as_ref());
        of_policy.or_else(of_team).or(self.configuration.desk.calendar.as_ref())
    }

    /// What the routing rules make of a new ticket.
    pub fn route(&self, draft: &Draft, now: Timestamp) -> Routed {
        self.with_facts(draft, now, |facts| route(&self.configuration.rules, facts, &self.teams))
    }

    /// Whether a rule would match a ticket if no rule came before it.
    pub fn would_match(&self, rule: &Rule, draft: &Draft, at: Timestamp) -> bool {
        self.with_facts(draft, at, |facts| rule.matches(facts))
    }

    fn with_facts<T>(&self, draft: &Draft, now: Timestamp, look: impl FnOnce(&Facts) -> T) -> T {
        let (text, no_tags) = (Text::new(draft.subject, Some(draft.body)), BTreeSet::new());
        let organisation = self.configuration.organisation_of(draft.sender);
        let facts = Facts {
            channel: draft.channel,
            form: &draft.form.id,
            brand: draft.form.brand.as_ref(),
            topic: &draft.topic.id,
            team: &draft.topic.team,
            ticket_type: draft.topic.ticket_type,
            priority: Priority::from_matrix(draft.urgency, Level::default()),
            tags: &no_tags,
            text: &text,
            sender: draft.sender,
            organisation: organisation.map(|organisation| &organisation.id),
            customer_tags: organisation.map_or(&no_tags, |organisation| &organisation.tags),
            language: draft.language,
            fields: draft.fields,
            is_open: &|calendar| self.schedule(Some(calendar)).is_open(now),
        };
        look(&facts)
    }

    /// The first policy whose condition the ticket meets.
    pub fn policy_for(&self, ticket: &Ticket) -> Option<&Policy> {
        let (no_fields, text) = (BTreeMap::new(), Text::new(&ticket.subject, None));
        let (organisation, no_tags) = (self.configuration.organisation_of(&ticket.customer.email), BTreeSet::new());
        let facts = Facts {
            channel: ticket.channel,
            form: &ticket.form,
            brand: self.configuration.form(&ticket.form).and_then(|form: &Form| form.brand.as_ref()),
            topic: &ticket.topic,
            team: &ticket.team,
            ticket_type: ticket.ticket_type,
            priority: ticket.priority,
            tags: &ticket.tags,
            text: &text,
            sender: &ticket.customer.email,
            organisation: organisation.map(|organisation| &organisation.id),
            customer_tags: organisation.map_or(&no_tags, |organisation| &organisation.tags),
            language: ticket.locale,
            fields: &no_fields,
            is_open: &|_| false,
        };
        let matches = |policy: &&Policy| policy.when.as_ref().is_none_or(|when| when.holds(&facts));
        self.configuration.policies.iter().find(matches)
    }
}
