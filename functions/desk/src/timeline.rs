//! What happened on a ticket, as an agent reads it.

use std::collections::BTreeMap;

use guichet_domain::{Actor as Who, AgentId, PersonName, Recorded, Rulebook, Ticket};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// One event of a ticket's log.
#[derive(Serialize, ToSchema)]
pub struct Entry {
    /// Its place in the log. Places that are missing hold nothing that is shown.
    seq: u64,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    actor: Actor,
    event: Event,
}

/// Who made something happen.
#[derive(Serialize, ToSchema)]
pub struct Actor {
    kind: ActorKind,
    /// Absent for Guichet's own functions.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ActorKind {
    Customer,
    Agent,
    System,
}

/// An event that may be shown. One that issues a private link may not: it carries what the link is derived from.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Event(guichet_domain::Event);

impl Event {
    fn shown(event: guichet_domain::Event) -> Option<Self> {
        match event {
            guichet_domain::Event::LinkIssued { .. } => None,
            event => Some(Self(event)),
        }
    }
}

impl PartialSchema for Event {
    fn schema() -> RefOr<Schema> {
        let mut schema = guichet_domain::Event::schema();
        if let RefOr::T(Schema::OneOf(events)) = &mut schema {
            events.items.retain(|event| !is_tagged(event, "LinkIssued"));
        }
        schema
    }
}

impl ToSchema for Event {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        let mut theirs = Vec::new();
        guichet_domain::Event::schemas(&mut theirs);
        schemas.extend(theirs.into_iter().filter(|(name, _)| name != "LinkSeed"));
    }
}

fn is_tagged(schema: &RefOr<Schema>, name: &str) -> bool {
    let RefOr::T(Schema::Object(object)) = schema else { return false };
    let Some(RefOr::T(Schema::Object(tag))) = object.properties.get("type") else { return false };
    tag.enum_values.as_deref() == Some(&[json!(name)])
}

/// The names of those who can have acted on a ticket.
pub struct Names {
    customer: PersonName,
    agents: BTreeMap<AgentId, PersonName>,
}

impl Names {
    pub fn new(ticket: &Ticket, desk: &Rulebook) -> Self {
        let agents = desk.configuration.agents.iter().map(|agent| (agent.id.clone(), agent.name.clone()));
        Self { customer: ticket.customer.name.clone(), agents: agents.collect() }
    }

    fn actor(&self, who: Who) -> Actor {
        match who {
            Who::Customer { id } => {
                Actor { kind: ActorKind::Customer, id: Some(id.to_string()), name: self.customer.to_string() }
            }
            Who::Agent { id } => {
                // Who has left the desk is still known by their id.
                let name = self.agents.get(&id).map_or_else(|| id.to_string(), PersonName::to_string);
                Actor { kind: ActorKind::Agent, id: Some(id.to_string()), name }
            }
            Who::System { name } => Actor { kind: ActorKind::System, id: None, name },
        }
    }

    pub fn timeline(&self, log: Vec<Recorded>) -> Vec<Entry> {
        let entry = |Recorded { seq, at, actor, event }: Recorded| {
            Some(Entry { seq, at, actor: self.actor(actor), event: Event::shown(event)? })
        };
        log.into_iter().filter_map(entry).collect()
    }
}
