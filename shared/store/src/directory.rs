//! Agents as they are now, and customers.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use guichet_domain::{Agent, AgentId, AgentSettings, Availability, Customer, CustomerId, OutOfOffice, Rulebook};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::commit::load_agent;
use crate::request::{read_item, write_item};
use crate::{Store, StoreError, cost, keys};

#[derive(Default, Deserialize)]
struct Load {
    #[serde(default)]
    open_load: i64,
    #[serde(default)]
    last_assigned_at: Option<Timestamp>,
}

impl Load {
    fn open(&self) -> u32 {
        u32::try_from(self.open_load).unwrap_or_default()
    }
}

/// Whether an agent takes work, as they say themselves.
#[derive(Clone, Debug, Default, Deserialize)]
struct Presence {
    #[serde(default)]
    availability: Availability,
    #[serde(default)]
    out_of_office: Option<OutOfOffice>,
}

impl Store {
    /// Every agent of a configuration, with their presence and the work they have now.
    pub async fn agents(&self, desk: &Rulebook) -> Result<Vec<Agent>, StoreError> {
        let (from, to) = (keys::LOAD_PREFIX, format!("{}{}", keys::PRESENCE_PREFIX, keys::LAST));
        let items = self.partition(&self.tables.directory, keys::AGENTS_PK, from, &to, true).await?;
        let (mut presences, mut loads): (BTreeMap<AgentId, Presence>, BTreeMap<AgentId, Load>) = Default::default();
        for item in items {
            let sk = item.get("sk").and_then(|sk| sk.as_s().ok()).cloned().unwrap_or_default();
            if let Some(agent) = load_agent(&sk) {
                loads.insert(agent, read_item(item)?);
            } else if let Some(agent) = sk.strip_prefix(keys::PRESENCE_PREFIX).and_then(|agent| agent.parse().ok()) {
                presences.insert(agent, read_item(item)?);
            }
        }
        let agents = desk.configuration.agents.iter();
        Ok(agents
            .map(|settings| {
                let presence = presences.remove(&settings.id).unwrap_or_default();
                join(settings, presence, &loads.remove(&settings.id).unwrap_or_default())
            })
            .collect())
    }

    /// One agent, with their presence and the work they have now.
    pub async fn agent(&self, desk: &Rulebook, id: &AgentId) -> Result<Option<Agent>, StoreError> {
        let Some(settings) = desk.configuration.agent(id) else { return Ok(None) };
        let (presence, load) = tokio::try_join!(self.presence(id), self.load(id, true))?;
        Ok(Some(join(settings, presence, &load)))
    }

    async fn presence(&self, id: &AgentId) -> Result<Presence, StoreError> {
        let item = self.get(&self.tables.directory, keys::presence(id), true).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    /// How many active tickets an agent has; one that came or went in the last second may be missing.
    pub async fn open_load(&self, id: &AgentId) -> Result<u32, StoreError> {
        Ok(self.load(id, false).await?.open())
    }

    async fn load(&self, id: &AgentId, consistent: bool) -> Result<Load, StoreError> {
        let item = self.get(&self.tables.directory, keys::agent_load(id), consistent).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    /// Sets whether an agent takes work now; an absence that they have planned stays.
    pub async fn set_availability(&self, id: &AgentId, availability: Availability) -> Result<(), StoreError> {
        self.set_presence(id, "availability", availability).await
    }

    /// Sets when an agent is not there, or that they are.
    pub async fn set_out_of_office(&self, id: &AgentId, away: Option<&OutOfOffice>) -> Result<(), StoreError> {
        self.set_presence(id, "out_of_office", away).await
    }

    async fn set_presence(&self, id: &AgentId, what: &str, value: impl Serialize) -> Result<(), StoreError> {
        let value =
            serde_dynamo::to_attribute_value(value).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.directory)
            .set_key(Some(keys::presence(id).attributes()))
            .update_expression("SET #what = :value")
            .expression_attribute_names("#what", what)
            .expression_attribute_values(":value", value)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("UpdateItem", error))?;
        cost::wrote(answer.consumed_capacity());
        Ok(())
    }

    pub async fn customer(&self, id: CustomerId) -> Result<Option<Customer>, StoreError> {
        self.get(&self.tables.directory, keys::customer(id), false).await?.map(read_item).transpose()
    }

    /// A customer as another request has just written them.
    pub async fn customer_now(&self, id: CustomerId) -> Result<Option<Customer>, StoreError> {
        self.get(&self.tables.directory, keys::customer(id), true).await?.map(read_item).transpose()
    }

    pub async fn put_customer(&self, customer: &Customer) -> Result<(), StoreError> {
        self.put(&self.tables.directory, write_item(keys::customer(customer.id), customer)?).await
    }

    /// Whether anything was ever set up.
    pub async fn is_new(&self) -> Result<bool, StoreError> {
        let rulebook = self.rulebook_now().await?;
        Ok(rulebook.revision == 0 && rulebook.configuration.teams.is_empty())
    }
}

fn join(settings: &AgentSettings, presence: Presence, load: &Load) -> Agent {
    Agent {
        availability: presence.availability,
        out_of_office: presence.out_of_office,
        open_load: load.open(),
        last_assigned_at: load.last_assigned_at,
        ..Agent::of(settings)
    }
}
