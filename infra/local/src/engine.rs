//! What drives everything that happens by itself: stream, bus and schedule, one after the other.
//!
//! One thing at a time, under one lock: a drain in a test and the background of a running desk take the same steps, and the
//! same seed of faults gives the same order.

use crate::clock::DeskClock;
use crate::deliveries::{Deliveries, Pace};
use crate::journal::JournalError;
use crate::pump::{Pump, PumpError};
use crate::scheduler::{MOST_MINUTES, Scheduler, minute_of};
use crate::set_aside::{Replayed, SetAside};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// How often a running desk looks at its streams; Lambda polls four times a second.
const POLL: Duration = Duration::from_millis(50);

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Pump(#[from] PumpError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the clock: {0}")]
    Clock(#[from] std::io::Error),
}

/// What a drain did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drained {
    /// Steps of the stream pump: batches delivered, or tried.
    pub stream: usize,
    /// Deliveries of the bus and the schedule, made or tried.
    pub deliveries: usize,
    pub firings: usize,
}

pub struct Engine {
    pumps: Mutex<Vec<Pump>>,
    deliveries: Arc<Deliveries>,
    scheduler: Scheduler,
    set_aside: SetAside,
    clock: DeskClock,
}

impl Engine {
    pub fn new(
        pumps: Vec<Pump>,
        deliveries: Arc<Deliveries>,
        scheduler: Scheduler,
        set_aside: SetAside,
        clock: DeskClock,
    ) -> Engine {
        Engine { pumps: Mutex::new(pumps), deliveries, scheduler, set_aside, clock }
    }

    pub fn clock(&self) -> &DeskClock {
        &self.clock
    }

    pub fn deliveries(&self) -> &Deliveries {
        &self.deliveries
    }

    pub fn set_aside(&self) -> &SetAside {
        &self.set_aside
    }

    /// Does again what was set aside; what follows from it is left to the next drain.
    pub async fn replay(&self) -> Result<Replayed, EngineError> {
        Ok(self.set_aside.replay(&self.pumps.lock().await).await?)
    }

    /// Runs stream and bus until nothing is left.
    pub async fn drain(&self) -> Result<Drained, EngineError> {
        self.work(&mut self.pumps.lock().await, Pace::AtOnce).await
    }

    /// Fires what the clock has crossed, then runs stream and bus until nothing is left.
    pub async fn drain_with_schedule(&self) -> Result<Drained, EngineError> {
        let mut pumps = self.pumps.lock().await;
        self.fire_and_work(&mut pumps, Pace::AtOnce, MOST_MINUTES).await
    }

    /// Moves the clock by a time, living through the minutes in between: each is fired and drained with the clock at that
    /// minute, so that a warning goes out before the breach that follows it. Long times are lived through in equal steps.
    pub async fn live_through(&self, time: SignedDuration) -> Result<(), EngineError> {
        let mut pumps = self.pumps.lock().await;
        let (start, moved) = (self.clock.now(), self.clock.moved());
        let (from, until) = (minute_of(start), minute_of(start.saturating_add(time).unwrap_or(Timestamp::MAX)));
        let stride = usize::try_from((until - from) / MOST_MINUTES).unwrap_or_default().max(1);
        for minute in (from + 1..=until).step_by(stride) {
            self.clock.set(Timestamp::from_second(minute * 60).unwrap_or(start))?;
            self.fire_and_work(&mut pumps, Pace::AtOnce, 1).await?;
        }
        // Said as a distance, since the machine's clock went on while the desk lived through it.
        self.clock.move_to(moved.saturating_add(time))?;
        self.fire_and_work(&mut pumps, Pace::AtOnce, 1).await?;
        Ok(())
    }

    /// Does something that is not to be heard of: the streams stand still meanwhile, and go on from their end afterwards.
    pub async fn unheard<T>(&self, work: impl Future<Output = T>) -> Result<T, EngineError> {
        let mut pumps = self.pumps.lock().await;
        let done = work.await;
        for pump in pumps.iter_mut() {
            pump.skip()?;
        }
        Ok(done)
    }

    /// Runs by itself until told to stop.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let done = {
                let mut pumps = self.pumps.lock().await;
                self.fire_and_work(&mut pumps, Pace::Patient, MOST_MINUTES).await
            };
            if let Err(error) = done {
                tracing::error!(%error, "the background stumbled and goes on");
            }
            tokio::select! {
                () = tokio::time::sleep(POLL) => {}
                () = self.deliveries.added() => {}
                _ = stop.changed() => return,
            }
        }
    }

    async fn fire_and_work(&self, pumps: &mut [Pump], pace: Pace, one_by_one: i64) -> Result<Drained, EngineError> {
        let firings = self.scheduler.fire(self.clock.now(), one_by_one)?;
        Ok(Drained { firings, ..self.work(pumps, pace).await? })
    }

    async fn work(&self, pumps: &mut [Pump], pace: Pace) -> Result<Drained, EngineError> {
        let mut drained = Drained::default();
        loop {
            let mut worked = false;
            for pump in pumps.iter_mut() {
                while pump.step(pace).await? {
                    worked = true;
                    drained.stream += 1;
                }
            }
            while self.deliveries.step(pace).await? {
                worked = true;
                drained.deliveries += 1;
            }
            if !worked {
                return Ok(drained);
            }
        }
    }
}
