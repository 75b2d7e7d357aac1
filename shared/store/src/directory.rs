//! Agents, teams, customers and settings.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use guichet_domain::{
    Agent, AgentId, Availability, Customer, CustomerId, FormId, Label, Locale, PersonName, SlaPolicies, Team, TeamId,
    TicketType, TopicId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::commit::load_agent;
use crate::request::{carried_out, read_item, text, write_item};
use crate::{Store, StoreError, cost, keys};

/// A contact form: what it offers and where what comes in through it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub id: FormId,
    pub topics: Vec<Topic>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: TopicId,
    pub label: BTreeMap<Locale, Label>,
    pub team: TeamId,
    pub ticket_type: TicketType,
}

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

#[derive(Serialize)]
struct Profile<'a> {
    id: &'a AgentId,
    name: &'a PersonName,
    email: &'a guichet_domain::EmailAddress,
    role: guichet_domain::Role,
    locale: Locale,
    teams: &'a std::collections::BTreeSet<TeamId>,
    availability: Availability,
    capacity: u32,
}

impl Store {
    /// Every agent, with the work they have now.
    pub async fn agents(&self) -> Result<Vec<Agent>, StoreError> {
        let items = self.partition(&self.tables.directory, keys::AGENTS_PK, keys::FIRST, keys::LAST, true).await?;
        let (mut agents, mut loads): (Vec<Agent>, BTreeMap<AgentId, Load>) = Default::default();
        for item in items {
            let sk = item.get("sk").and_then(|sk| sk.as_s().ok()).cloned().unwrap_or_default();
            match load_agent(&sk) {
                Some(agent) => {
                    loads.insert(agent, read_item(item)?);
                }
                None => agents.push(read_item(item)?),
            }
        }
        for agent in &mut agents {
            carry(agent, loads.remove(&agent.id).unwrap_or_default());
        }
        Ok(agents)
    }

    /// The names of all agents.
    pub async fn agent_names(&self) -> Result<BTreeMap<AgentId, PersonName>, StoreError> {
        #[derive(Deserialize)]
        struct Named {
            id: AgentId,
            name: PersonName,
        }
        let (from, to) = (keys::PROFILE_PREFIX, format!("{}{}", keys::PROFILE_PREFIX, keys::LAST));
        let items = self.partition(&self.tables.directory, keys::AGENTS_PK, from, &to, false).await?;
        items.into_iter().map(|item| read_item(item).map(|Named { id, name }| (id, name))).collect()
    }

    /// Who an agent is and what they may do, for a quarter of what `agent` costs: it leaves out the work they have now,
    /// and a change of the last second may be missing.
    pub async fn agent_without_load(&self, id: &AgentId) -> Result<Option<Agent>, StoreError> {
        self.get(&self.tables.directory, keys::agent_profile(id), false).await?.map(read_item).transpose()
    }

    /// One agent, with the work they have now.
    pub async fn agent(&self, id: &AgentId) -> Result<Option<Agent>, StoreError> {
        let profile = self.get(&self.tables.directory, keys::agent_profile(id), true).await?;
        let Some(profile) = profile else { return Ok(None) };
        let mut agent: Agent = read_item(profile)?;
        carry(&mut agent, self.load(id, true).await?);
        Ok(Some(agent))
    }

    /// How many active tickets an agent has; one that came or went in the last second may be missing.
    pub async fn open_load(&self, id: &AgentId) -> Result<u32, StoreError> {
        Ok(self.load(id, false).await?.open())
    }

    async fn load(&self, id: &AgentId, consistent: bool) -> Result<Load, StoreError> {
        let item = self.get(&self.tables.directory, keys::agent_load(id), consistent).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    /// Writes an agent's record; the load they carry is kept by the tickets and left alone.
    pub async fn put_agent(&self, agent: &Agent) -> Result<(), StoreError> {
        let Agent { id, name, email, role, locale, teams, availability, capacity, .. } = agent;
        let profile = Profile {
            id,
            name,
            email,
            role: *role,
            locale: *locale,
            teams,
            availability: *availability,
            capacity: *capacity,
        };
        self.put(&self.tables.directory, write_item(keys::agent_profile(id), &profile)?).await
    }

    /// Sets whether an agent takes work. False if there is no such agent.
    pub async fn set_availability(&self, id: &AgentId, availability: Availability) -> Result<bool, StoreError> {
        let value = serde_dynamo::to_attribute_value(availability)
            .map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let sent = self
            .client
            .update_item()
            .table_name(&self.tables.directory)
            .set_key(Some(keys::agent_profile(id).attributes()))
            .update_expression("SET availability = :availability")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":availability", value)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("UpdateItem", sent.map(|answer| answer.consumed_capacity))
    }

    pub async fn teams(&self) -> Result<Vec<Team>, StoreError> {
        let items = self.partition(&self.tables.directory, keys::TEAMS_PK, keys::FIRST, keys::LAST, false).await?;
        items.into_iter().map(read_item).collect()
    }

    pub async fn team(&self, id: &TeamId) -> Result<Option<Team>, StoreError> {
        self.get(&self.tables.directory, keys::team(id), false).await?.map(read_item).transpose()
    }

    pub async fn put_team(&self, team: &Team) -> Result<(), StoreError> {
        self.put(&self.tables.directory, write_item(keys::team(&team.id), team)?).await
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

    pub async fn form(&self, id: &FormId) -> Result<Option<Form>, StoreError> {
        self.get(&self.tables.directory, keys::form(id), false).await?.map(read_item).transpose()
    }

    pub async fn put_form(&self, form: &Form) -> Result<(), StoreError> {
        self.put(&self.tables.directory, write_item(keys::form(&form.id), form)?).await
    }

    /// The desk's service levels; the defaults until somebody sets their own.
    pub async fn policies(&self) -> Result<SlaPolicies, StoreError> {
        let item = self.get(&self.tables.directory, keys::sla_policies(), false).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    pub async fn put_policies(&self, policies: &SlaPolicies) -> Result<(), StoreError> {
        self.put(&self.tables.directory, write_item(keys::sla_policies(), policies)?).await
    }

    /// Whether anything was ever set up; a desk without teams is new.
    pub async fn is_new(&self) -> Result<bool, StoreError> {
        let answer = self
            .client
            .query()
            .table_name(&self.tables.directory)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(keys::TEAMS_PK))
            .limit(1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("Query", error))?;
        cost::read(answer.consumed_capacity());
        Ok(answer.count() == 0)
    }
}

fn carry(agent: &mut Agent, load: Load) {
    agent.open_load = load.open();
    agent.last_assigned_at = load.last_assigned_at;
}
