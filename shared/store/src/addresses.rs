//! How it stands with addresses outside the desk: who is not let in, who is whatever their mail looks like, and who can not be
//! reached.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use guichet_domain::{Actor, EmailAddress, Failure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::request::read_item;
use crate::{Store, StoreError, cost, keys};

/// Who said something of an address, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub by: Actor,
    pub at: Timestamp,
}

/// Why an address is not written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreachable {
    pub failure: Failure,
    pub at: Timestamp,
    /// In the words of the receiving server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What it writes is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Said>,
    /// Somebody took a held message of it for good: what looks like spam is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trusted: Option<Said>,
    /// It is not written to until somebody clears this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreachable: Option<Unreachable>,
}

/// What is said of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Blocked(Said),
    Trusted(Said),
    Unblocked,
    Untrusted,
    Unreachable(Unreachable),
    Reachable,
}

impl Store {
    pub async fn standing(&self, address: &EmailAddress) -> Result<Standing, StoreError> {
        let item = self.get(&self.tables.directory, keys::address(address), true).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    /// As it was a moment ago, at half the price: for who looks and decides nothing.
    pub async fn standing_lately(&self, address: &EmailAddress) -> Result<Standing, StoreError> {
        let item = self.get(&self.tables.directory, keys::address(address), false).await?;
        Ok(item.map(read_item).transpose()?.unwrap_or_default())
    }

    /// Every address of which something is said, in the order of the alphabet.
    pub async fn standings(&self) -> Result<Vec<(EmailAddress, Standing)>, StoreError> {
        let items =
            self.partition(&self.tables.directory, keys::ADDRESSES_PK, keys::FIRST, keys::BEHIND_ALL, false).await?;
        let mut all = Vec::new();
        for item in items {
            let address = item.get("sk").and_then(|sk| sk.as_s().ok()).and_then(|sk| sk.parse().ok());
            let address = address.ok_or_else(|| StoreError::Unreadable("the key of an address".into()))?;
            let standing: Standing = read_item(item)?;
            if standing != Standing::default() {
                all.push((address, standing));
            }
        }
        Ok(all)
    }

    /// Says something of an address; what else is said of it stays.
    pub async fn say_of(&self, address: &EmailAddress, verdict: &Verdict) -> Result<(), StoreError> {
        fn value(of: &impl Serialize) -> Result<AttributeValue, StoreError> {
            serde_dynamo::to_attribute_value(of).map_err(|error| StoreError::Unwritable(error.to_string()))
        }
        let update = self.client.update_item().table_name(&self.tables.directory);
        let update = update.set_key(Some(keys::address(address).attributes()));
        let update = match verdict {
            Verdict::Blocked(said) => update
                .update_expression("SET blocked = :said REMOVE trusted")
                .expression_attribute_values(":said", value(said)?),
            Verdict::Trusted(said) => update
                .update_expression("SET trusted = :said REMOVE blocked")
                .expression_attribute_values(":said", value(said)?),
            Verdict::Unblocked => update.update_expression("REMOVE blocked"),
            Verdict::Untrusted => update.update_expression("REMOVE trusted"),
            Verdict::Unreachable(why) => {
                update.update_expression("SET unreachable = :why").expression_attribute_values(":why", value(why)?)
            }
            Verdict::Reachable => update.update_expression("REMOVE unreachable"),
        };
        let answer = update
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("UpdateItem", error))?;
        cost::wrote(answer.consumed_capacity());
        Ok(())
    }
}
