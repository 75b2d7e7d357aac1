//! How many tickets each queue holds, kept from the stream of commits.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem, Update};
use guichet_domain::{Change, TeamId, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::commit::unbuildable;
use crate::item::EventItem;
use crate::keys;
use crate::request::{Transacted, number, read_item, write_item};
use crate::{Store, StoreError, units};

/// The number of active tickets in a team's queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Counts {
    #[serde(default)]
    pub unassigned: i64,
    #[serde(default)]
    pub assigned: i64,
    #[serde(default)]
    pub spam: i64,
}

impl Counts {
    pub fn open(self) -> i64 {
        self.unassigned + self.assigned
    }
}

#[derive(Serialize)]
struct Counted {
    expires_at: i64,
}

/// Longer than a record can stay in the stream (24 hours), so a redelivery always finds the mark of the first.
const REMEMBERED_SECONDS: i64 = 3 * 24 * 3600;

impl EventItem {
    /// What the commit changes in the counts of each team.
    fn deltas(&self) -> BTreeMap<&TeamId, Vec<(&str, i64)>> {
        let moves = [(self.left.as_ref(), -1), (self.entered.as_ref(), 1)];
        let mut deltas: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (place, by) in moves {
            // The done lane only ever grows; how many were resolved is a question for reports.
            if let Some(place) = place.filter(|place| place.lane != keys::Lane::Done.as_str()) {
                deltas.entry(&place.team).or_default().push((place.lane.as_str(), by));
            }
        }
        deltas
    }

    /// The write units of counting it: the mark and each team's counts, in one transaction.
    pub fn counting_units(&self) -> f64 {
        match self.deltas().len() {
            0 => 0.0,
            teams => units::IN_TRANSACTION * if teams == 1 { 2.0 } else { 3.0 },
        }
    }
}

impl Store {
    pub async fn counts(&self) -> Result<BTreeMap<TeamId, Counts>, StoreError> {
        let items = self.partition(&self.tables.directory, keys::COUNTS_PK, keys::FIRST, keys::LAST, false).await?;
        items
            .into_iter()
            .filter_map(|item| {
                let sk = item.get("sk").and_then(|sk| sk.as_s().ok())?;
                let team = keys::parse_counts_sk(sk)?;
                Some(read_item(item).map(|counts| (team, counts)))
            })
            .collect()
    }

    /// Counts a change right after its commit, for who commits where no relay reads the stream. Counted again by a relay
    /// after all, it counts once.
    pub async fn count_change(&self, change: &Change, now: Timestamp) -> Result<(), StoreError> {
        let Some(first) = change.events.first() else { return Ok(()) };
        let item = EventItem::of(change.before.as_ref(), &change.after, &change.events);
        self.count(change.after.id, first.seq, &item, now).await
    }

    /// Counts the move of a commit, once however often it is called for the same one.
    pub async fn count(
        &self,
        id: TicketId,
        first_seq: u64,
        item: &EventItem,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deltas = item.deltas();
        if deltas.is_empty() {
            return Ok(());
        }
        let mark =
            write_item(keys::counted(id, first_seq), &Counted { expires_at: now.as_second() + REMEMBERED_SECONDS })?;
        let mark = Put::builder()
            .table_name(&self.tables.ephemera)
            .set_item(Some(mark))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(unbuildable)?;
        let mut writes = vec![TransactWriteItem::builder().put(mark).build()];
        for (team, changes) in deltas {
            let mut update =
                Update::builder().table_name(&self.tables.directory).set_key(Some(keys::counts(team).attributes()));
            let mut adds = Vec::new();
            for (lane, by) in changes {
                adds.push(format!("#{lane} :{lane}"));
                update = update
                    .expression_attribute_names(format!("#{lane}"), lane)
                    .expression_attribute_values(format!(":{lane}"), number(by));
            }
            let update = update.update_expression(format!("ADD {}", adds.join(", "))).build().map_err(unbuildable)?;
            writes.push(TransactWriteItem::builder().update(update).build());
        }
        match self.transact(id.0, writes).await? {
            // The only condition is that of the mark: what is refused was counted before.
            Transacted::Done | Transacted::Refused(_) => Ok(()),
        }
    }
}
