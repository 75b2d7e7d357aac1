//! What happened on a ticket, as an agent reads it.

use std::collections::BTreeMap;

use guichet_domain::{Actor as Who, AgentId, CustomerRef, Participant, PersonName, Recorded, Rulebook, Ticket};
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

/// Who wrote a message, if that was not the ticket's customer.
fn author(event: &guichet_domain::Event) -> Option<&Participant> {
    event.carried().and_then(|carried| carried.author.as_ref())
}

/// The names of those who can have done something.
pub struct Names {
    /// Of a ticket.
    customer: Option<CustomerRef>,
    agents: BTreeMap<AgentId, PersonName>,
}

impl Names {
    /// Of those who can have acted on a ticket.
    pub fn new(ticket: &Ticket, desk: &Rulebook) -> Self {
        Self { customer: Some(ticket.customer.clone()), ..Self::of_agents(desk) }
    }

    pub fn of_agents(desk: &Rulebook) -> Self {
        let agents = desk.configuration.agents.iter().map(|agent| (agent.id.clone(), agent.name.clone()));
        Self { customer: None, agents: agents.collect() }
    }

    pub fn actor(&self, who: Who) -> Actor {
        match who {
            Who::Customer { id } => {
                let known = self.customer.as_ref().filter(|customer| customer.id == id);
                let name = known.map_or_else(|| id.to_string(), |customer| customer.name.to_string());
                Actor { kind: ActorKind::Customer, id: Some(id.to_string()), name }
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
            let mut actor = self.actor(actor);
            // Somebody else who takes part, and whom the message itself names.
            if let (ActorKind::Customer, Some(author)) = (&actor.kind, author(&event)) {
                actor.name = author.name.as_ref().map_or_else(|| author.email.to_string(), PersonName::to_string);
            }
            Some(Entry { seq, at, actor, event: Event::shown(event)? })
        };
        log.into_iter().filter_map(entry).collect()
    }
}
