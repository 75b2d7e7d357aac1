//! What is kept for a while only: links, idempotency records, claims, rate windows, spent challenges.
//!
//! The table's time to live deletes late, sometimes by days, so everything here also looks at the time itself.

use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValue};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::request::{carried_out, number, read_item, text, write_item};
use crate::{IdempotencyRecord, Link, Store, StoreError, cost, keys};

/// Whether the one who asked may carry out an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is theirs to do, as this holder. They must say when it is done.
    Won(Holder),
    /// It was done before.
    Done,
    /// Somebody else is at it, or died at it less than a lease ago: try again later.
    Busy,
}

/// One attempt at an effect. Two attempts differ even where function, event and instant are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder(String);

impl Holder {
    fn draw() -> Self {
        Self(Uuid::now_v7().to_string())
    }
}

#[derive(Serialize, Deserialize)]
struct ClaimItem {
    status: ClaimStatus,
    /// Claims of earlier versions name nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder: Option<Holder>,
    /// Microseconds since 1970.
    claimed_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    expires_at: i64,
}

#[derive(Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum ClaimStatus {
    Claimed,
    Done,
}

/// How long a claim is remembered after its effect: far longer than any event can be redelivered.
const CLAIM_SECONDS: i64 = 30 * 24 * 3600;

/// At most so many in a window.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub name: &'static str,
    pub limit: u64,
    pub window: SignedDuration,
}

impl Store {
    // ---- links ------------------------------------------------------------------------------------------------------

    pub async fn link(&self, token_hash: &str) -> Result<Option<Link>, StoreError> {
        let item = self.get(&self.tables.ephemera, keys::link(token_hash), true).await?;
        let link: Option<Link> = item.map(read_item).transpose()?;
        Ok(link.map(|link| Link { token_hash: token_hash.to_owned(), ..link }))
    }

    /// Writes a link, or makes the same one valid for longer.
    pub async fn put_link(&self, link: &Link) -> Result<(), StoreError> {
        self.put(&self.tables.ephemera, write_item(link.key(), link)?).await
    }

    // ---- idempotency ------------------------------------------------------------------------------------------------

    pub async fn idempotency(
        &self,
        scope: &str,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<IdempotencyRecord>, StoreError> {
        let item = self.get(&self.tables.ephemera, keys::idempotency(scope, key), true).await?;
        let record: Option<IdempotencyRecord> = item.map(read_item).transpose()?;
        Ok(record.filter(|record| record.expires_at > now.as_second()))
    }

    // ---- claims -----------------------------------------------------------------------------------------------------

    /// Claims an effect before it is carried out. A claim that was neither finished nor released within the lease
    /// belonged to someone who died, and passes on.
    pub async fn claim(&self, effect: &str, now: Timestamp, lease: SignedDuration) -> Result<Claim, StoreError> {
        let holder = Holder::draw();
        let item = ClaimItem {
            status: ClaimStatus::Claimed,
            holder: Some(holder.clone()),
            claimed_at: now.as_microsecond(),
            outcome: None,
            expires_at: now.as_second() + CLAIM_SECONDS,
        };
        let abandoned = now.as_microsecond() - i64::try_from(lease.as_micros()).unwrap_or(i64::MAX);
        let sent = self
            .client
            .put_item()
            .table_name(&self.tables.ephemera)
            .set_item(Some(write_item(keys::claim(effect), &item)?))
            .condition_expression("attribute_not_exists(pk) OR (#status = :claimed AND claimed_at <= :abandoned)")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":claimed", text("claimed"))
            .expression_attribute_values(":abandoned", number(abandoned))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        if carried_out("PutItem", sent.map(|answer| answer.consumed_capacity))? {
            return Ok(Claim::Won(holder));
        }
        let held = self.get(&self.tables.ephemera, keys::claim(effect), true).await?;
        let held: Option<ClaimItem> = held.map(read_item).transpose()?;
        Ok(match held {
            Some(held) if held.status == ClaimStatus::Done => Claim::Done,
            // The answer to our own write was lost, and the SDK sent it again.
            Some(held) if held.holder.as_ref() == Some(&holder) => Claim::Won(holder),
            _ => Claim::Busy,
        })
    }

    /// Says that a claimed effect was carried out, and with what outcome, such as the id that the mail service gave.
    pub async fn finish_claim(&self, effect: &str, outcome: &str, now: Timestamp) -> Result<(), StoreError> {
        let item = ClaimItem {
            status: ClaimStatus::Done,
            holder: None,
            claimed_at: now.as_microsecond(),
            outcome: Some(outcome.to_owned()),
            expires_at: now.as_second() + CLAIM_SECONDS,
        };
        self.put(&self.tables.ephemera, write_item(keys::claim(effect), &item)?).await
    }

    /// Gives a claim back after an attempt that certainly had no effect, so that the next need not wait for the lease.
    /// A claim that has passed on to another meanwhile stays theirs, and what they have done stays done.
    pub async fn release_claim(&self, effect: &str, holder: &Holder) -> Result<(), StoreError> {
        let sent = self
            .client
            .delete_item()
            .table_name(&self.tables.ephemera)
            .set_key(Some(keys::claim(effect).attributes()))
            .condition_expression("#status = :claimed AND holder = :holder")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":claimed", text("claimed"))
            .expression_attribute_values(":holder", text(&holder.0))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("DeleteItem", sent.map(|answer| answer.consumed_capacity)).map(|_| ())
    }

    // ---- rates and challenges ---------------------------------------------------------------------------------------

    /// Counts one more of `who` under a rule. Answers with how long to wait if that is one too many.
    pub async fn count_rate(
        &self,
        rate: Rate,
        who: &str,
        now: Timestamp,
    ) -> Result<Option<SignedDuration>, StoreError> {
        let width = rate.window.as_secs().max(1);
        let window = now.as_second().div_euclid(width);
        let ends = (window + 1) * width;
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.ephemera)
            .set_key(Some(keys::rate_window(rate.name, who, window).attributes()))
            .update_expression("ADD seen :one SET expires_at = :expires")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":expires", number(ends + width))
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| StoreError::call("UpdateItem", error))?;
        cost::wrote(answer.consumed_capacity());
        let seen: Seen = read_item(answer.attributes.unwrap_or_default())?;
        Ok((seen.seen > rate.limit).then(|| SignedDuration::from_secs(ends - now.as_second())))
    }

    /// Marks a solved challenge as spent by a request. False if another request spent it; the same one may come again.
    pub async fn spend_challenge(&self, challenge: &str, request: &str, expires_at: i64) -> Result<bool, StoreError> {
        let by = keys::hash(request);
        let item = write_item(keys::spent_challenge(challenge), &Spent { by: by.clone(), expires_at })?;
        let sent = self
            .client
            .put_item()
            .table_name(&self.tables.ephemera)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk) OR #by = :by")
            .expression_attribute_names("#by", "by")
            .expression_attribute_values(":by", text(&by))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("PutItem", sent.map(|answer| answer.consumed_capacity))
    }
}

#[derive(Serialize)]
struct Spent {
    by: String,
    expires_at: i64,
}

#[derive(Deserialize)]
struct Seen {
    seen: u64,
}
