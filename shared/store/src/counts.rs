//! How many tickets each queue holds and how many promises were kept, counted from the stream of commits.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem, Update};
use guichet_domain::{Change, Metric, PolicyId, SlaStatus, TeamId, TicketId};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::commit::unbuildable;
use crate::item::{EventItem, QueuePlace};
use crate::keys::{self, Key};
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
    /// Active tickets of which somebody was warned, and which have missed no target so far.
    #[serde(default)]
    pub at_risk: i64,
    /// Active tickets that have missed a target.
    #[serde(default)]
    pub breached: i64,
}

impl Counts {
    pub fn open(self) -> i64 {
        self.unassigned + self.assigned
    }
}

/// How many promises of a policy about a metric a team has kept and broken in a day, by UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attainment {
    pub day: Date,
    pub team: TeamId,
    pub policy: PolicyId,
    pub metric: Metric,
    pub met: i64,
    pub breached: i64,
}

#[derive(Serialize)]
struct Counted {
    expires_at: i64,
}

/// Longer than a record can stay in the stream (24 hours), so a redelivery always finds the mark of the first.
const REMEMBERED_SECONDS: i64 = 3 * 24 * 3600;

/// What is added to which counters of an item.
type Additions = BTreeMap<String, i64>;

impl QueuePlace {
    /// The counters of its team that it is counted in. The done lane only ever grows: how many were resolved is a question
    /// for reports.
    fn counters(&self) -> impl Iterator<Item = String> {
        let lane = Some(&self.lane).filter(|lane| *lane != keys::Lane::Done.as_str()).cloned();
        let risk = self.risk.map(|status| if status == SlaStatus::Breached { BREACHED } else { AT_RISK });
        lane.into_iter().chain(risk.map(str::to_owned))
    }
}

const AT_RISK: &str = "at_risk";
const BREACHED: &str = "breached";
const MET: &str = "met";

impl EventItem {
    /// What the commit changes, item by item.
    fn additions(&self) -> Vec<(Key, Additions)> {
        let mut teams: BTreeMap<&TeamId, Additions> = BTreeMap::new();
        for (place, by) in [(&self.left, -1), (&self.entered, 1)] {
            let Some(place) = place else { continue };
            let counters = teams.entry(&place.team).or_default();
            for counter in place.counters() {
                *counters.entry(counter).or_default() += by;
            }
        }
        let mut kept: BTreeMap<_, Additions> = BTreeMap::new();
        for outcome in &self.outcomes {
            let day = outcome.at.to_zoned(TimeZone::UTC).date();
            let counters = kept.entry((day, &outcome.team, &outcome.policy)).or_default();
            *counters.entry(counter(outcome.metric, outcome.met)).or_default() +=
                if outcome.taken_back { -1 } else { 1 };
        }
        let teams = teams.into_iter().map(|(team, additions)| (keys::counts(team), additions));
        let kept =
            kept.into_iter().map(|((day, team, policy), additions)| (keys::attainment(day, team, policy), additions));
        let changed = |(key, mut additions): (Key, Additions)| {
            additions.retain(|_, by| *by != 0);
            (!additions.is_empty()).then_some((key, additions))
        };
        teams.chain(kept).filter_map(changed).collect()
    }

    /// The write units of counting it: the mark and each item of counters, in one transaction.
    pub fn counting_units(&self) -> f64 {
        let items: f64 = self.additions().iter().map(|_| 1.0).sum();
        if items == 0.0 { 0.0 } else { units::IN_TRANSACTION * (1.0 + items) }
    }
}

fn counter(metric: Metric, met: bool) -> String {
    format!("{}_{}", metric.as_str(), if met { MET } else { BREACHED })
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

    /// What was kept and broken from one day to another, both included: by day, team, policy and metric, in this order.
    pub async fn attainment(&self, from: Date, to: Date) -> Result<Vec<Attainment>, StoreError> {
        let (from, to) = (keys::attainment_from(from), keys::attainment_until(to));
        let items = self.partition(&self.tables.directory, keys::ATTAINMENT_PK, &from, &to, false).await?;
        let mut rows = Vec::new();
        for item in items {
            let sk = item.get("sk").and_then(|sk| sk.as_s().ok());
            let (day, team, policy) = sk
                .and_then(|sk| keys::parse_attainment_sk(sk))
                .ok_or_else(|| StoreError::Unreadable("the key of a day's promises".into()))?;
            for metric in Metric::ALL {
                let count = |met| item.get(&counter(metric, met)).map_or(Ok(0), read_number);
                let (met, breached) = (count(true)?, count(false)?);
                if (met, breached) != (0, 0) {
                    let (team, policy) = (team.clone(), policy.clone());
                    rows.push(Attainment { day, team, policy, metric, met, breached });
                }
            }
        }
        Ok(rows)
    }

    /// Counts a change right after its commit, for who commits where no relay reads the stream. Counted again by a relay
    /// after all, it counts once.
    pub async fn count_change(&self, change: &Change, now: Timestamp) -> Result<(), StoreError> {
        let Some(first) = change.events.first() else { return Ok(()) };
        let item = EventItem::of(change.before.as_ref(), &change.after, &change.events);
        self.count(change.after.id, first.seq, &item, now).await
    }

    /// Counts what a commit changed, once however often it is called for the same one.
    pub async fn count(
        &self,
        id: TicketId,
        first_seq: u64,
        item: &EventItem,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let additions = item.additions();
        if additions.is_empty() {
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
        for (key, counters) in additions {
            let mut update = Update::builder().table_name(&self.tables.directory).set_key(Some(key.attributes()));
            let mut adds = Vec::new();
            for (counter, by) in counters {
                adds.push(format!("#{counter} :{counter}"));
                update = update
                    .expression_attribute_values(format!(":{counter}"), number(by))
                    .expression_attribute_names(format!("#{counter}"), counter);
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

fn read_number(value: &AttributeValue) -> Result<i64, StoreError> {
    let number = value.as_n().ok().and_then(|number| number.parse().ok());
    number.ok_or_else(|| StoreError::Unreadable("a counter".into()))
}
