//! Messages that were not let in: why, until when they can be, and where they lie.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use guichet_domain::{EmailAddress, MailboxId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::request::{carried_out, read_item, write_item};
use crate::{Said, Store, StoreError, keys};

/// Why a message is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldBecause {
    Spam,
    Virus,
    /// The domain of its sender says that such mail is not theirs.
    Forged,
    /// Somebody blocked the sender.
    BlockedSender,
    /// It could not be dealt with; what was wrong may be over by now.
    Failed,
}

/// A message that waits for somebody to say what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Where in the bucket it lies; also what names it.
    pub raw: String,
    pub received_at: Timestamp,
    pub because: Vec<HeldBecause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<EmailAddress>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// How it begins.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub beginning: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<MailboxId>,
    /// Who let it in, whatever it looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Said>,
    /// Seconds since 1970; the table's time to live.
    pub expires_at: i64,
}

impl Held {
    /// How long somebody can still let it in.
    pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

    /// A message that could not be dealt with, of which nothing is known but where it lies.
    pub fn failed(raw: String, now: Timestamp) -> Self {
        Self {
            raw,
            received_at: now,
            because: vec![HeldBecause::Failed],
            from: None,
            name: None,
            subject: String::new(),
            beginning: String::new(),
            mailbox: None,
            released: None,
            expires_at: (now + Self::KEPT).as_second(),
        }
    }

    pub fn is_released(&self) -> bool {
        self.released.is_some()
    }
}

impl Store {
    /// Holds a message. What was said of it before stays, so that it comes twice without being held twice as long.
    pub async fn hold(&self, held: &Held) -> Result<(), StoreError> {
        let sent = self
            .client
            .put_item()
            .table_name(&self.tables.ephemera)
            .set_item(Some(write_item(keys::held(&held.raw), held)?))
            .condition_expression("attribute_not_exists(pk)")
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("PutItem", sent.map(|answer| answer.consumed_capacity)).map(|_| ())
    }

    /// Every held message, the latest first.
    pub async fn held(&self, now: Timestamp) -> Result<Vec<Held>, StoreError> {
        let items = self.partition(&self.tables.ephemera, keys::HELD_PK, keys::FIRST, keys::BEHIND_ALL, true).await?;
        let mut held = items.into_iter().map(read_item).collect::<Result<Vec<Held>, _>>()?;
        held.retain(|held| held.expires_at > now.as_second());
        held.sort_by_key(|held| std::cmp::Reverse(held.received_at));
        Ok(held)
    }

    pub async fn held_message(&self, raw: &str, now: Timestamp) -> Result<Option<Held>, StoreError> {
        let held: Option<Held> =
            self.get(&self.tables.ephemera, keys::held(raw), true).await?.map(read_item).transpose()?;
        Ok(held.filter(|held| held.expires_at > now.as_second()))
    }

    /// Lets a held message in. False if it is not held any more.
    pub async fn release(&self, raw: &str, said: &Said) -> Result<bool, StoreError> {
        let said = serde_dynamo::to_attribute_value(said).map_err(|error| StoreError::Unwritable(error.to_string()))?;
        let sent = self
            .client
            .update_item()
            .table_name(&self.tables.ephemera)
            .set_key(Some(keys::held(raw).attributes()))
            .update_expression("SET released = :said")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":said", said)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("UpdateItem", sent.map(|answer| answer.consumed_capacity))
    }

    /// Holds a message no longer. False if it was not held.
    pub async fn let_go(&self, raw: &str) -> Result<bool, StoreError> {
        let sent = self
            .client
            .delete_item()
            .table_name(&self.tables.ephemera)
            .set_key(Some(keys::held(raw).attributes()))
            .condition_expression("attribute_exists(pk)")
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("DeleteItem", sent.map(|answer| answer.consumed_capacity))
    }
}
