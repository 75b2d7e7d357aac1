//! Whether any ticket can match a condition.
//!
//! A condition is turned into cases, each a list of leaves that are all to hold or not to hold, and a case is impossible
//! if two of them contradict each other. There may be exponentially many cases, so the search ends after some number of
//! steps, and what is not known then counts as possible: nothing is ever called impossible wrongly.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Known, Opening, Phrase, SenderPattern};
use crate::{CalendarId, Channel, FieldId, Locale, Priority, Tag, TicketType};

/// Far more than a condition that somebody wrote by hand needs.
const STEPS: usize = 2_000;

/// Whether a ticket of a desk that has only the known forms, topics and teams could match the condition. A kind of which
/// nothing is known is not looked into. For a condition that was checked: the search recurses once per `any`.
pub fn can_hold(condition: &Condition, known: &Known) -> bool {
    Search { known, steps: 0 }.finds(vec![(condition, true)], Vec::new(), Case::default())
}

/// Whether nothing can match `later` without matching `earlier`, so that in a list where the first match wins `later` is
/// never chosen. So it is if nothing can match `later` at all.
pub fn is_shadowed_by(later: &Condition, earlier: &Condition) -> bool {
    let known = Known::default();
    // What is demanded last is chosen from first: a way to fail `earlier` that contradicts `later` is then found out
    // before the choices within `later` multiply it.
    let demands = vec![(earlier, false), (later, true)];
    !Search { known: &known, steps: 0 }.finds(demands, Vec::new(), Case::default())
}

struct Search<'a> {
    known: &'a Known,
    steps: usize,
}

impl<'a> Search<'a> {
    /// Whether there is a ticket for which each demand is met, in each choice one part is, and what the case says so far.
    /// Demands come before choices, because a contradiction that is found early spares all the choices after it.
    fn finds(
        &mut self,
        mut demands: Vec<(&'a Condition, bool)>,
        mut choices: Vec<(&'a [Condition], bool)>,
        mut case: Case<'a>,
    ) -> bool {
        while let Some((condition, holds)) = demands.pop() {
            self.steps += 1;
            if self.steps > STEPS {
                return true;
            }
            match (condition, holds) {
                (Condition::Not(part), _) => demands.push((part, !holds)),
                (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                    demands.extend(parts.iter().map(|part| (part, holds)));
                }
                (Condition::All(parts), false) | (Condition::Any(parts), true) => match parts.as_slice() {
                    [] => return false,
                    [part] => demands.push((part, holds)),
                    parts => choices.push((parts, holds)),
                },
                (leaf, _) => {
                    if !case.takes(leaf, holds, self.known) {
                        return false;
                    }
                }
            }
        }
        let Some((parts, holds)) = choices.pop() else { return true };
        parts.iter().any(|part| self.finds(vec![(part, holds)], choices.clone(), case.clone()))
    }
}

/// What leaves that are to hold together say of a ticket.
#[derive(Clone, Default)]
struct Case<'a> {
    values: BTreeMap<Property<'a>, Allowed<'a>>,
    /// Of each list the ticket has at least one mark.
    some: Vec<Vec<Mark<'a>>>,
    none: Vec<Mark<'a>>,
}

impl<'a> Case<'a> {
    /// Adds a leaf; false if it contradicts the others.
    fn takes(&mut self, leaf: &'a Condition, holds: bool, known: &'a Known) -> bool {
        if let Some((property, values)) = property(leaf) {
            let allowed = self.values.entry(property).or_insert_with(|| Allowed::any_of(property, known));
            allowed.narrow(values, holds);
            return allowed.is_possible();
        }
        let marks = marks(leaf);
        if holds {
            let possible = self.is_possible(&marks);
            self.some.push(marks);
            possible
        } else {
            self.none.extend(marks);
            self.some.iter().all(|marks| self.is_possible(marks))
        }
    }

    /// A ticket may have any number of marks, so each list can be met by itself.
    fn is_possible(&self, marks: &[Mark<'a>]) -> bool {
        marks.iter().any(|mark| !self.none.iter().any(|none| mark.implies(*none)))
    }
}

/// What a ticket has one of, or none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Property<'a> {
    Type,
    Priority,
    Channel,
    Language,
    Team,
    Form,
    Topic,
    Brand,
    Organisation,
    Sender,
    Field(&'a FieldId),
    Time(&'a CalendarId),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Type(TicketType),
    Priority(Priority),
    Channel(Channel),
    Language(Locale),
    Opening(Opening),
    Text(&'a str),
    Address(&'a str),
    /// Stands for endlessly many addresses: to exclude some of them leaves others.
    Domain(&'a str),
}

impl<'a> Value<'a> {
    fn is_within(self, values: &BTreeSet<Self>) -> bool {
        let domain = || match self {
            Self::Address(address) => address.rsplit_once('@').map(|(_, domain)| Self::Domain(domain)),
            _ => None,
        };
        values.contains(&self) || domain().is_some_and(|domain| values.contains(&domain))
    }
}

#[derive(Clone, Default)]
struct Allowed<'a> {
    /// Absent: anything, or nothing at all where a ticket need not have a value.
    only: Option<BTreeSet<Value<'a>>>,
    never: BTreeSet<Value<'a>>,
}

impl<'a> Allowed<'a> {
    /// Everything that the property may be, where that is a list.
    fn any_of(property: Property<'_>, known: &'a Known) -> Self {
        let only: BTreeSet<Value<'a>> = match property {
            Property::Type => TicketType::ALL.map(Value::Type).into(),
            Property::Priority => Priority::ALL.map(Value::Priority).into(),
            Property::Channel => Channel::ALL.map(Value::Channel).into(),
            Property::Language => Locale::ALL.map(Value::Language).into(),
            Property::Time(_) => [Opening::Open, Opening::Closed].map(Value::Opening).into(),
            Property::Team => known.teams.iter().map(|id| Value::Text(id.as_str())).collect(),
            Property::Form => known.forms.iter().map(|id| Value::Text(id.as_str())).collect(),
            Property::Topic => known.topics.iter().map(|id| Value::Text(id.as_str())).collect(),
            Property::Brand | Property::Organisation | Property::Sender | Property::Field(_) => BTreeSet::new(),
        };
        Self { only: Some(only).filter(|only| !only.is_empty()), never: BTreeSet::new() }
    }

    fn narrow(&mut self, values: BTreeSet<Value<'a>>, holds: bool) {
        if !holds {
            self.never.extend(values);
            return;
        }
        self.only = Some(match &self.only {
            None => values,
            // Both ways, because an address on either side may lie within a domain on the other.
            Some(only) => {
                let of_these = only.iter().filter(|value| value.is_within(&values));
                of_these.chain(values.iter().filter(|value| value.is_within(only))).copied().collect()
            }
        });
    }

    fn is_possible(&self) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|value| !value.is_within(&self.never)))
    }
}

fn property(leaf: &Condition) -> Option<(Property<'_>, BTreeSet<Value<'_>>)> {
    let text = |id| Value::Text(id);
    Some(match leaf {
        Condition::Type(types) => (Property::Type, types.iter().copied().map(Value::Type).collect()),
        Condition::Priority(all) => (Property::Priority, all.iter().copied().map(Value::Priority).collect()),
        Condition::Channel(all) => (Property::Channel, all.iter().copied().map(Value::Channel).collect()),
        Condition::Language(all) => (Property::Language, all.iter().copied().map(Value::Language).collect()),
        Condition::Team(ids) => (Property::Team, ids.iter().map(|id| text(id.as_str())).collect()),
        Condition::Form(ids) => (Property::Form, ids.iter().map(|id| text(id.as_str())).collect()),
        Condition::Topic(ids) => (Property::Topic, ids.iter().map(|id| text(id.as_str())).collect()),
        Condition::Brand(ids) => (Property::Brand, ids.iter().map(|id| text(id.as_str())).collect()),
        Condition::Organisation(ids) => (Property::Organisation, ids.iter().map(|id| text(id.as_str())).collect()),
        Condition::Sender(patterns) => (Property::Sender, patterns.iter().map(address_or_domain).collect()),
        Condition::Field(field) => (Property::Field(&field.id), field.is.iter().map(|value| text(value)).collect()),
        Condition::Time(time) => (Property::Time(&time.calendar), BTreeSet::from([Value::Opening(time.is)])),
        Condition::CustomerTag(_) | Condition::Tag(_) | Condition::Words(_) | Condition::SubjectWords(_) => {
            return None;
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return None,
    })
}

fn address_or_domain(pattern: &SenderPattern) -> Value<'_> {
    match pattern {
        SenderPattern::Address(address) => Value::Address(address.as_str()),
        SenderPattern::Domain(domain) => Value::Domain(domain),
    }
}

/// What a ticket may have any number of.
#[derive(Clone, Copy)]
enum Mark<'a> {
    Tag(&'a Tag),
    CustomerTag(&'a Tag),
    Words(&'a Phrase),
    SubjectWords(&'a Phrase),
}

impl Mark<'_> {
    /// Whether a ticket that has this one has the other as well: who writes `money back` has written `money`.
    fn implies(self, other: Mark<'_>) -> bool {
        match (self, other) {
            (Self::Tag(this), Mark::Tag(other)) | (Self::CustomerTag(this), Mark::CustomerTag(other)) => this == other,
            (Self::Words(this), Mark::Words(other))
            | (Self::SubjectWords(this), Mark::Words(other) | Mark::SubjectWords(other)) => {
                this.words().windows(other.words().len()).any(|words| words == other.words())
            }
            _ => false,
        }
    }
}

/// A phrase without words is found nowhere, whether that is asked for or ruled out.
fn marks(leaf: &Condition) -> Vec<Mark<'_>> {
    let written = |phrase: &&Phrase| !phrase.words().is_empty();
    match leaf {
        Condition::Tag(tags) => tags.iter().map(Mark::Tag).collect(),
        Condition::CustomerTag(tags) => tags.iter().map(Mark::CustomerTag).collect(),
        Condition::Words(phrases) => phrases.iter().filter(written).map(Mark::Words).collect(),
        Condition::SubjectWords(phrases) => phrases.iter().filter(written).map(Mark::SubjectWords).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn condition(value: Value) -> Condition {
        serde_json::from_value(value).unwrap()
    }

    fn possible(value: Value) -> bool {
        let known = Known {
            forms: ["default", "orders"].map(|id| id.parse().unwrap()).into(),
            brands: ["acme"].map(|id| id.parse().unwrap()).into(),
            ..Known::default()
        };
        can_hold(&condition(value), &known)
    }

    #[test]
    fn a_ticket_has_one_of_each_property() {
        assert!(!possible(json!({"all": [{"form": "default"}, {"form": "orders"}]})));
        assert!(!possible(json!({"not": {"form": ["default", "orders"]}})), "a ticket has one of the desk's forms");
        assert!(possible(json!({"not": {"brand": "acme"}})), "a ticket need not have a brand");
        assert!(possible(json!({"not": {"topic": "invoice"}})), "no topics are known");
        assert!(!possible(json!({"not": {"language": ["en", "fr"]}})));
        let shut = |calendar: &str| json!({"time": {"calendar": calendar, "is": "closed"}});
        let open = json!({"time": {"calendar": "paris", "is": "open"}});
        assert!(!possible(json!({"all": [open.clone(), shut("paris")]})));
        assert!(possible(json!({"all": [open, shut("tokyo")]})));
    }

    #[test]
    fn a_ticket_has_any_number_of_tags_and_words() {
        assert!(possible(json!({"all": [{"tag": "a"}, {"tag": "b"}, {"not": {"customer_tag": "a"}}]})));
        assert!(!possible(json!({"all": [{"tag": ["a", "b"]}, {"not": {"tag": "a"}}, {"not": {"tag": "b"}}]})));
        assert!(!possible(json!({"all": [{"words": "money back"}, {"not": {"words": "BACK"}}]})));
        assert!(possible(json!({"all": [{"words": "back"}, {"not": {"words": "money back"}}]})));
        assert!(!possible(json!({"all": [{"subject_words": "back"}, {"not": {"words": "back"}}]})));
        assert!(possible(json!({"all": [{"words": "back"}, {"not": {"subject_words": "back"}}]})));
        assert!(!possible(json!({"words": "?!"})));
        assert!(possible(json!({"all": [{"words": "x"}, {"not": {"words": "?!"}}]})));
    }

    #[test]
    fn an_address_lies_in_its_domain() {
        let (anna, domain) = (json!({"sender": "anna@example.org"}), json!({"sender": "*@example.org"}));
        assert!(possible(json!({"all": [anna, domain]})));
        assert!(!possible(json!({"all": [anna, {"not": domain}]})));
        assert!(possible(json!({"all": [domain, {"not": anna}]})));
        assert!(!possible(json!({"all": [domain, {"sender": "anna@example.com"}]})));
    }

    #[test]
    fn a_narrower_condition_is_shadowed_by_a_wider_one() {
        let shadowed = |later, earlier| is_shadowed_by(&condition(later), &condition(earlier));
        let gold = json!({"all": [{"customer_tag": "gold"}, {"priority": ["high", "critical"]}]});
        assert!(shadowed(gold.clone(), json!({"customer_tag": ["gold", "silver"]})));
        assert!(!shadowed(json!({"customer_tag": ["gold", "silver"]}), gold.clone()));
        assert!(shadowed(gold.clone(), json!({"all": []})), "one that takes everything comes last");
        assert!(shadowed(gold.clone(), gold.clone()));
        assert!(!shadowed(gold, json!({"any": []})));
    }

    #[test]
    fn what_would_take_too_long_is_called_possible() {
        let pair = |n: usize| json!({"any": [{"tag": format!("a{n}")}, {"tag": format!("b{n}")}]});
        let mut parts: Vec<Value> = (0..40).map(pair).collect();
        parts.push(json!({"any": [{"all": [{"tag": "x"}, {"not": {"tag": "x"}}]}, {"any": []}]}));
        assert!(possible(json!({"all": parts})), "it is not, but to see that takes 2^40 steps");
    }
}
