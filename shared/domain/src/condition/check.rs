//! What is wrong in a condition.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{AnyOf, Condition, Phrase};
use crate::{BrandId, CalendarId, Faults, FieldId, FormId, OrganisationId, PolicyId, SkillId, TeamId, TopicId};

/// The ids that a desk has given to something. Tags are free.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub forms: BTreeSet<FormId>,
    pub topics: BTreeSet<TopicId>,
    pub teams: BTreeSet<TeamId>,
    pub calendars: BTreeSet<CalendarId>,
    pub organisations: BTreeSet<OrganisationId>,
    pub brands: BTreeSet<BrandId>,
    pub fields: BTreeSet<FieldId>,
    pub policies: BTreeSet<PolicyId>,
    pub skills: BTreeSet<SkillId>,
}

/// Reports an id that the desk has given to nothing.
pub(crate) fn expect_known<T: Ord + Display>(ids: &BTreeSet<T>, id: &T, what: &str, faults: &mut Faults) {
    if !ids.contains(id) {
        faults.report("unknown", format!("{id} is not {what} of this desk"));
    }
}

impl Condition {
    /// How deep `all`, `any` and `not` may lie in each other.
    pub const MAX_DEPTH: usize = 10;
    pub const MAX_LEAVES: usize = 200;

    pub fn check(&self, known: &Known, faults: &mut Faults) {
        Check { known, for_policy: false, leaves: 0 }.whole(self, faults);
    }

    /// As [`Self::check`], for a policy. One is chosen anew whenever its ticket changes, so it may only look at what the
    /// desk still knows of the ticket then.
    pub fn check_for_policy(&self, known: &Known, faults: &mut Faults) {
        Check { known, for_policy: true, leaves: 0 }.whole(self, faults);
    }

    /// As it is written.
    fn name(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::Type(_) => "type",
            Self::Priority(_) => "priority",
            Self::Channel(_) => "channel",
            Self::Organisation(_) => "organisation",
            Self::CustomerTag(_) => "customer_tag",
            Self::Team(_) => "team",
            Self::Form(_) => "form",
            Self::Brand(_) => "brand",
            Self::Topic(_) => "topic",
            Self::Tag(_) => "tag",
            Self::Words(_) => "words",
            Self::SubjectWords(_) => "subject_words",
            Self::Sender(_) => "sender",
            Self::Language(_) => "language",
            Self::Field(_) => "field",
            Self::Time(_) => "time",
        }
    }

    fn is_for_policies(&self) -> bool {
        match self {
            Self::All(_) | Self::Any(_) | Self::Not(_) => true,
            Self::Type(_) | Self::Priority(_) | Self::Channel(_) | Self::Organisation(_) => true,
            Self::CustomerTag(_) | Self::Team(_) | Self::Form(_) | Self::Brand(_) => true,
            Self::Topic(_) | Self::Tag(_) | Self::Words(_) | Self::SubjectWords(_) => false,
            Self::Sender(_) | Self::Language(_) | Self::Field(_) | Self::Time(_) => false,
        }
    }
}

struct Check<'a> {
    known: &'a Known,
    for_policy: bool,
    leaves: usize,
}

impl Check<'_> {
    fn whole(mut self, condition: &Condition, faults: &mut Faults) {
        self.part(condition, 0, faults);
        if self.leaves > Condition::MAX_LEAVES {
            let limit = Condition::MAX_LEAVES;
            faults.report("too_large", format!("has {} leaves; at most {limit} are allowed", self.leaves));
        }
    }

    fn part(&mut self, condition: &Condition, depth: usize, faults: &mut Faults) {
        let nests = matches!(condition, Condition::All(_) | Condition::Any(_) | Condition::Not(_));
        if nests && depth == Condition::MAX_DEPTH {
            return faults.report("too_deep", format!("is nested more than {depth} deep"));
        }
        faults.key(condition.name(), |faults| match condition {
            // Counts, though it has no parts: what is large must not be made of these.
            Condition::All(parts) if parts.is_empty() => self.leaves += 1,
            Condition::All(parts) => self.parts(parts, depth, faults),
            Condition::Any(parts) => {
                not_empty(parts, faults);
                self.parts(parts, depth, faults);
            }
            Condition::Not(part) => self.part(part, depth + 1, faults),
            leaf => self.leaf(leaf, faults),
        });
    }

    fn parts(&mut self, parts: &[Condition], depth: usize, faults: &mut Faults) {
        for (index, part) in parts.iter().enumerate() {
            faults.element(index, |faults| self.part(part, depth + 1, faults));
        }
    }

    fn leaf(&mut self, leaf: &Condition, faults: &mut Faults) {
        self.leaves += 1;
        if self.for_policy && !leaf.is_for_policies() {
            faults.report("not_for_policies", "is not something that a policy may depend on");
        }
        let known = self.known;
        match leaf {
            // Their parts were looked at on the way here.
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
            Condition::Type(types) => not_empty(types.as_slice(), faults),
            Condition::Priority(priorities) => not_empty(priorities.as_slice(), faults),
            Condition::Channel(channels) => not_empty(channels.as_slice(), faults),
            Condition::Language(languages) => not_empty(languages.as_slice(), faults),
            Condition::CustomerTag(tags) | Condition::Tag(tags) => not_empty(tags.as_slice(), faults),
            Condition::Sender(patterns) => not_empty(patterns.as_slice(), faults),
            Condition::Organisation(ids) => all_known(ids, &known.organisations, "an organisation", faults),
            Condition::Team(ids) => all_known(ids, &known.teams, "a team", faults),
            Condition::Form(ids) => all_known(ids, &known.forms, "a form", faults),
            Condition::Brand(ids) => all_known(ids, &known.brands, "a brand", faults),
            Condition::Topic(ids) => all_known(ids, &known.topics, "a topic", faults),
            Condition::Words(phrases) | Condition::SubjectWords(phrases) => each(phrases, faults, check_phrase),
            Condition::Field(field) => {
                faults.key("id", |faults| expect_known(&known.fields, &field.id, "a field", faults));
                faults.key("is", |faults| not_empty(field.is.as_slice(), faults));
            }
            Condition::Time(time) => {
                faults.key("calendar", |faults| expect_known(&known.calendars, &time.calendar, "a calendar", faults));
            }
        }
    }
}

fn not_empty<T>(values: &[T], faults: &mut Faults) {
    if values.is_empty() {
        faults.report("empty", "must not be empty");
    }
}

fn all_known<T: Ord + Display>(ids: &AnyOf<T>, known: &BTreeSet<T>, what: &str, faults: &mut Faults) {
    each(ids, faults, |id, faults| expect_known(known, id, what, faults));
}

/// Looks at every value, at the place where it was written: a single one stands in no list.
fn each<T>(values: &AnyOf<T>, faults: &mut Faults, look: impl Fn(&T, &mut Faults)) {
    not_empty(values.as_slice(), faults);
    match values {
        AnyOf::One(value) => look(value, faults),
        AnyOf::List(values) => {
            for (index, value) in values.iter().enumerate() {
                faults.element(index, |faults| look(value, faults));
            }
        }
    }
}

fn check_phrase(phrase: &Phrase, faults: &mut Faults) {
    if phrase.words().is_empty() {
        faults.report("blank", "has no letter and no digit");
    }
    if phrase.as_str().chars().count() > Phrase::LIMIT {
        faults.report("too_long", format!("is longer than {} characters", Phrase::LIMIT));
    }
}
