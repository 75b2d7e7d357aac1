//! What is known of mail: which message belongs to which ticket, what became of each that was sent, how often an address has
//! had an automatic one lately.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use guichet_domain::{EmailAddress, Failure, TicketId, Visibility};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::request::{carried_out, number, read_item, text, write_item};
use crate::{Store, StoreError, keys};

/// Which ticket a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownMessage {
    pub ticket: TicketId,
    /// Of a mail of ours, who reads what is answered to it. Only those know its id whom it was sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Visibility>,
}

/// How it stands with a mail to somebody outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// It is about to be handed to the mail service, or that broke off and is tried again.
    Queued,
    Sent,
    /// The receiver's server has taken it.
    Delivered,
    #[serde(untagged)]
    Failed(Failure),
}

/// A mail about a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMail {
    /// The place in the log of what it tells.
    pub seq: u64,
    /// What tells it from other mails about the same, if there are any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reader: String,
    pub to: Vec<EmailAddress>,
    pub delivery: Delivery,
    pub at: Timestamp,
    /// In the words of the receiving server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// When an address had automatic mail, and about what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Budget {
    #[serde(default)]
    revision: u64,
    #[serde(default)]
    sent: Vec<Spent>,
    #[serde(default)]
    expires_at: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Spent {
    effect: String,
    /// Milliseconds since 1970.
    at: i64,
    subject: String,
}

/// So much automatic mail one address gets.
#[derive(Clone, Copy, Debug)]
pub struct MailBudget {
    pub most: usize,
    pub most_with_same_subject: usize,
    pub window: SignedDuration,
}

/// What a mail of ours is known by, from the id that the mail service gave it; the host that it adds is another in each region.
pub fn sent_as(id: &str) -> String {
    format!("ses:{id}")
}

/// How often the budget of an address is looked at anew when somebody else spends of it at the same time.
const ATTEMPTS: u32 = 10;

impl Store {
    /// The ticket that a message is about, by its id.
    pub async fn ticket_of_message(&self, message_id: &str) -> Result<Option<TicketId>, StoreError> {
        Ok(self.known_message(message_id).await?.map(|known| known.ticket))
    }

    pub async fn known_message(&self, message_id: &str) -> Result<Option<KnownMessage>, StoreError> {
        let item = self.get(&self.tables.tickets, keys::message(message_id), true).await?;
        item.map(read_item).transpose()
    }

    /// Remembers what a mail of ours is about, by the id that the mail service gave it.
    pub async fn remember_message(&self, message_id: &str, known: KnownMessage) -> Result<(), StoreError> {
        self.put(&self.tables.tickets, write_item(keys::message(message_id), &known)?).await
    }

    /// Remembers a mail that is about to be handed over. What is known of it from an earlier attempt stays.
    pub async fn queue_mail(&self, ticket: TicketId, mail: &SentMail) -> Result<(), StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.tickets)
            .set_item(Some(write_item(keys::sent_mail(ticket, mail.seq, &mail.reader), mail)?))
            .condition_expression("attribute_not_exists(pk)")
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        carried_out("PutItem", put.map(|answer| answer.consumed_capacity)).map(|_| ())
    }

    /// Notes what became of a mail. False if that is known already, or if there is no such mail: notices come twice, late and
    /// in any order, and what has failed for good does not become delivered.
    pub async fn note_delivery(
        &self,
        ticket: TicketId,
        seq: u64,
        reader: &str,
        delivery: Delivery,
        reason: Option<&str>,
    ) -> Result<bool, StoreError> {
        let unwritable = |error: serde_dynamo::Error| StoreError::Unwritable(error.to_string());
        let value = |delivery: Delivery| serde_dynamo::to_attribute_value(delivery).map_err(unwritable);
        let (trying, mut known) = (Delivery::Failed(Failure::BouncedTemporary), "attribute_exists(pk)".to_owned());
        let overtaken = match delivery {
            Delivery::Queued | Delivery::Sent => vec![Delivery::Queued],
            Delivery::Delivered | Delivery::Failed(Failure::BouncedTemporary) => {
                vec![Delivery::Queued, Delivery::Sent, trying]
            }
            Delivery::Failed(_) => Vec::new(),
        };
        let names: Vec<String> = (0..overtaken.len()).map(|n| format!(":before{n}")).collect();
        if !names.is_empty() {
            known = format!("{known} AND delivery IN ({})", names.join(", "));
        }
        let mut update = self
            .client
            .update_item()
            .table_name(&self.tables.tickets)
            .set_key(Some(keys::sent_mail(ticket, seq, reader).attributes()))
            .update_expression("SET delivery = :delivery, reason = :reason")
            .condition_expression(format!("{known} AND delivery <> :delivery"))
            .expression_attribute_values(":delivery", value(delivery)?)
            .expression_attribute_values(":reason", text(reason.unwrap_or_default()));
        for (name, before) in names.into_iter().zip(overtaken) {
            update = update.expression_attribute_values(name, value(before)?);
        }
        let sent = update.return_consumed_capacity(ReturnConsumedCapacity::Total).send().await;
        carried_out("UpdateItem", sent.map(|answer| answer.consumed_capacity))
    }

    /// Spends of what an address may get automatically. False if that is used up. An effect that is tried again spends once.
    pub async fn spend_mail(
        &self,
        budget: MailBudget,
        address: &EmailAddress,
        subject: &str,
        effect: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (key, subject) = (|| keys::mail_budget(address.as_str()), keys::hash(subject));
        for _ in 0..ATTEMPTS {
            let item = self.get(&self.tables.ephemera, key(), true).await?;
            let known: Budget = item.map(read_item).transpose()?.unwrap_or_default();
            let begins = (now - budget.window).as_millisecond();
            let mut sent = known.sent;
            sent.retain(|spent| spent.at > begins);
            if sent.iter().any(|spent| spent.effect == effect) {
                return Ok(true);
            }
            let same = sent.iter().filter(|spent| spent.subject == subject).count();
            if sent.len() >= budget.most || same >= budget.most_with_same_subject {
                return Ok(false);
            }
            sent.push(Spent { effect: effect.to_owned(), at: now.as_millisecond(), subject: subject.clone() });
            let expires_at = (now + budget.window).as_second() + 60;
            let next = Budget { revision: known.revision + 1, sent, expires_at };
            let put = self
                .client
                .put_item()
                .table_name(&self.tables.ephemera)
                .set_item(Some(write_item(key(), &next)?))
                .condition_expression("attribute_not_exists(pk) OR revision = :seen")
                .expression_attribute_values(":seen", number(known.revision))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            if carried_out("PutItem", put.map(|answer| answer.consumed_capacity))? {
                return Ok(true);
            }
        }
        let cause = format!("the budget of an address was spent by others {ATTEMPTS} times");
        Err(StoreError::Unavailable { operation: "PutItem", cause })
    }

    /// Reads what a mail service's notice is about.
    pub async fn sent_mail(&self, ticket: TicketId, seq: u64, reader: &str) -> Result<Option<SentMail>, StoreError> {
        let item = self.get(&self.tables.tickets, keys::sent_mail(ticket, seq, reader), true).await?;
        item.map(read_item).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_mail_is_one_word() {
        let word = |delivery| serde_json::to_value(delivery).unwrap();
        assert_eq!(word(Delivery::Sent), "sent");
        assert_eq!(word(Delivery::Failed(Failure::BouncedPermanent)), "bounced_permanent");
        assert_eq!(serde_json::from_value::<Delivery>("delivered".into()).unwrap(), Delivery::Delivered);
        let failed = serde_json::from_value::<Delivery>("complained".into()).unwrap();
        assert_eq!(failed, Delivery::Failed(Failure::Complained));
    }
}
