//! A ticket that comes in, for what looks at tickets with conditions.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::condition::Text;
use guichet_domain::{
    BrandId, CalendarId, Channel, Condition, EmailAddress, Facts, FieldId, FormId, Known, Locale, OrganisationId,
    Priority, Tag, TeamId, TicketType, TopicId,
};

use crate::history::text;

#[derive(Clone, Debug)]
pub struct Incoming {
    pub channel: Channel,
    pub form: FormId,
    pub brand: Option<BrandId>,
    pub topic: TopicId,
    pub team: TeamId,
    pub ticket_type: TicketType,
    pub priority: Priority,
    pub tags: BTreeSet<Tag>,
    pub subject: String,
    pub body: String,
    pub sender: EmailAddress,
    pub organisation: Option<OrganisationId>,
    pub customer_tags: BTreeSet<Tag>,
    pub language: Locale,
    pub fields: BTreeMap<FieldId, String>,
    pub open: BTreeSet<CalendarId>,
}

impl Incoming {
    pub fn ticket() -> Self {
        Self {
            channel: Channel::WebForm,
            form: text("default"),
            brand: Some(text("acme")),
            topic: text("invoice"),
            team: text("support"),
            ticket_type: TicketType::Question,
            priority: Priority::Normal,
            tags: ids(["paid"]),
            subject: "Charged twice".to_owned(),
            body: "I want my Money-back for the remboursé order.".to_owned(),
            sender: text("anna@example.org"),
            organisation: Some(text("initech")),
            customer_tags: ids(["gold"]),
            language: Locale::En,
            fields: BTreeMap::from([(text("product"), "x".to_owned())]),
            open: ids(["paris"]),
        }
    }

    pub fn look<T>(&self, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        let (subject, body) = (text(&self.subject), text(&self.body));
        look(&Facts {
            channel: self.channel,
            form: &self.form,
            brand: self.brand.as_ref(),
            topic: &self.topic,
            team: &self.team,
            ticket_type: self.ticket_type,
            priority: self.priority,
            tags: &self.tags,
            text: &Text::new(&subject, Some(&body)),
            sender: &self.sender,
            organisation: self.organisation.as_ref(),
            customer_tags: &self.customer_tags,
            language: self.language,
            fields: &self.fields,
            is_open: &|calendar| self.open.contains(calendar),
        })
    }

    pub fn matches(&self, condition: &Condition) -> bool {
        self.look(|facts| condition.holds(facts))
    }
}

pub fn ids<T: Ord + std::str::FromStr<Err: std::fmt::Debug>, const N: usize>(values: [&str; N]) -> BTreeSet<T> {
    values.map(text).into()
}

pub fn known() -> Known {
    Known {
        forms: ids(["default", "orders"]),
        topics: ids(["invoice", "refund"]),
        teams: ids(["support", "billing", "experts", "engineers"]),
        calendars: ids(["paris", "tokyo"]),
        organisations: ids(["initech"]),
        brands: ids(["acme", "acme-pro"]),
        fields: ids(["product"]),
        policies: ids(["gold", "standard"]),
        skills: ids(["invoices", "german"]),
    }
}

/// As a configuration is read: YAML is turned into JSON's values, and these into types.
pub fn read<T: serde::de::DeserializeOwned>(yaml: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_yaml_ng::from_str(yaml).unwrap())
}
