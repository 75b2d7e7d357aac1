//! Schedules, by the desk's clock: whoever moves the clock over a minute fires what was due in it.

use crate::bus;
use crate::deliveries::{Deliveries, Delivery};
use crate::journal::JournalError;
use crate::template::intrinsics::{ACCOUNT, REGION};
use crate::template::{Schedule, Template};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Minutes that are made up for one by one.
pub const MOST_MINUTES: i64 = 60;

pub struct Scheduler {
    schedules: Vec<Schedule>,
    deliveries: Arc<Deliveries>,
    /// The last minute since the epoch that was looked at.
    reached: AtomicI64,
}

impl Scheduler {
    /// Schedules count from now on: what was due while the host was off is not made up for, as sweeps find it anyway.
    pub fn new(template: &Template, deliveries: Arc<Deliveries>, now: Timestamp) -> Scheduler {
        Scheduler { schedules: template.schedules.clone(), deliveries, reached: AtomicI64::new(minute_of(now)) }
    }

    /// Fires what became due up to `now`, minute by minute when at most so many were crossed; gives the number of firings.
    /// Beyond that only the last firing of each schedule counts: a sweep looks at what is due now, and running it a thousand
    /// times at one instant would find nothing new.
    pub fn fire(&self, now: Timestamp, one_by_one: i64) -> Result<usize, JournalError> {
        let now = minute_of(now);
        let reached = self.reached.swap(now, Ordering::Relaxed);
        let mut firings = Vec::new();
        for schedule in &self.schedules {
            // A clock that was set back crosses no minute.
            let mut due = (reached + 1..=now).filter(|minute| schedule.expression.fires_at(*minute));
            match now - reached > one_by_one {
                true => firings.extend(due.next_back().map(|minute| (minute, schedule))),
                false => firings.extend(due.map(|minute| (minute, schedule))),
            }
        }
        firings.sort_by_key(|(minute, _)| *minute);
        let count = firings.len();
        self.deliveries.add(firings.into_iter().filter_map(|(minute, schedule)| firing(schedule, minute)).collect())?;
        Ok(count)
    }
}

pub fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

fn firing(schedule: &Schedule, minute: i64) -> Option<Delivery> {
    let time = Timestamp::from_second(minute * 60).ok()?;
    let rule = format!("arn:aws:events:{REGION}:{ACCOUNT}:rule/{}", schedule.name);
    Some(Delivery {
        rule: schedule.name.clone(),
        function: schedule.function.clone(),
        event: bus::event("aws.events", "Scheduled Event", time, &[rule], &json!({})),
        retries: schedule.delivery.retries,
        dead_letters: schedule.delivery.dead_letters.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliveries::Pace;
    use crate::recorder::recorder;
    use std::collections::BTreeMap;
    use std::time::Duration;

    const TEMPLATE: &str = r#"
Resources:
  Sweep:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Minutely: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
        Hourly: {Type: Schedule, Properties: {Schedule: "cron(0 * * * ? *)"}}
        Never: {Type: Schedule, Properties: {Schedule: rate(1 minute), Enabled: false}}
"#;

    #[tokio::test]
    async fn each_minute_crossed_fires_once_and_a_long_time_only_its_last() {
        let template = Template::parse(TEMPLATE, &BTreeMap::new()).unwrap();
        let (deliveries, seen) = recorder(&template, "Sweep");
        let at = |time: &str| format!("2026-03-02T{time}Z").parse().unwrap();
        let scheduler = Scheduler::new(&template, Arc::clone(&deliveries), at("08:57:30"));
        let times = async |now: &str| {
            scheduler.fire(at(now), MOST_MINUTES).unwrap();
            while deliveries.step(Pace::AtOnce).await.unwrap() {}
            let fired = std::mem::take(&mut *seen.lock().unwrap());
            fired.iter().map(|event| event["time"].as_str().unwrap()[11..16].to_owned()).collect::<Vec<_>>()
        };
        assert!(times("08:57:59").await.is_empty(), "no minute was crossed");
        let woken = tokio::time::timeout(Duration::ZERO, deliveries.added()).await;
        assert!(woken.is_err(), "what fires nothing wakes nobody, who would look again at once");
        assert_eq!(times("08:59:10").await, ["08:58", "08:59"]);
        assert_eq!(times("09:00:00").await, ["09:00", "09:00"], "both schedules");
        assert_eq!(times("17:30:00").await, ["17:00", "17:30"], "the last of each");
        assert!(times("12:00:00").await.is_empty(), "set back");
        assert_eq!(times("12:01:00").await, ["12:01"]);
    }
}
