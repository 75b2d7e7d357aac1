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

/// Minutes that are made up for one by one. Beyond that only the last firing of each schedule counts: a sweep looks at what
/// is due now, and running it a thousand times at one instant would find nothing new.
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

    /// Fires what became due up to `now`; gives the number of firings.
    pub fn fire(&self, now: Timestamp) -> Result<usize, JournalError> {
        let now = minute_of(now);
        let reached = self.reached.swap(now, Ordering::Relaxed);
        let mut firings = Vec::new();
        for schedule in &self.schedules {
            // A clock that was set back crosses no minute.
            let mut due = (reached + 1..=now).filter(|minute| schedule.expression.fires_at(*minute));
            match now - reached > MOST_MINUTES {
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
