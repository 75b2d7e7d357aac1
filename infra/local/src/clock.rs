//! The desk's clock, which can be moved: a test lives through a week of service levels in a second.
//!
//! Only the functions live by it. Tokens and sockets live by the machine's clock, as they would in the cloud, so that moving
//! the desk's clock signs nobody out.

use jiff::{SignedDuration, Timestamp};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How the clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockMode {
    /// With the machine's clock, ahead of it by what it was moved.
    Real,
    /// Stands still at an instant until it is moved.
    Manual(Timestamp),
}

/// The clock that every function of a running host reads.
#[derive(Debug, Clone)]
pub struct DeskClock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    mode: ClockMode,
    moved: Mutex<SignedDuration>,
    file: Option<PathBuf>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Saved {
    moved_by_seconds: i64,
}

impl DeskClock {
    /// Opens the clock; with a folder, how far it was moved survives a restart.
    pub fn open(mode: ClockMode, folder: Option<&Path>) -> std::io::Result<DeskClock> {
        let file = folder.map(|folder| folder.join("clock.json"));
        let mut moved = SignedDuration::ZERO;
        if let Some(file) = file.as_ref().filter(|file| file.exists()) {
            let saved: Saved = serde_json::from_slice(&std::fs::read(file)?)?;
            moved = SignedDuration::from_secs(saved.moved_by_seconds);
        }
        Ok(DeskClock(Arc::new(Inner { mode, moved: Mutex::new(moved), file })))
    }

    pub fn now(&self) -> Timestamp {
        self.base().saturating_add(self.moved()).unwrap_or(Timestamp::MAX)
    }

    /// How far the clock is ahead of where it would stand by itself.
    pub fn moved(&self) -> SignedDuration {
        *self.0.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn advance(&self, by: SignedDuration) -> std::io::Result<()> {
        self.move_to(self.moved().saturating_add(by))
    }

    pub fn set(&self, to: Timestamp) -> std::io::Result<()> {
        self.move_to(to.duration_since(self.base()))
    }

    /// Back to where it would stand had nobody moved it.
    pub fn reset(&self) -> std::io::Result<()> {
        self.move_to(SignedDuration::ZERO)
    }

    fn base(&self) -> Timestamp {
        match self.0.mode {
            ClockMode::Real => Timestamp::now(),
            ClockMode::Manual(start) => start,
        }
    }

    /// Sets how far the clock is ahead of where it would stand by itself.
    pub fn move_to(&self, moved: SignedDuration) -> std::io::Result<()> {
        *self.0.moved.lock().unwrap_or_else(PoisonError::into_inner) = moved;
        match &self.0.file {
            Some(file) => std::fs::write(file, serde_json::to_vec(&Saved { moved_by_seconds: moved.as_secs() })?),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let start: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a time");
        let clock = DeskClock::open(ClockMode::Manual(start), None).expect("a clock");
        assert_eq!(clock.now(), start);
        clock.advance(SignedDuration::from_mins(90)).expect("moved");
        assert_eq!(clock.now().to_string(), "2026-03-02T10:30:00Z");
        clock.set("2026-03-05T00:00:00Z".parse().expect("a time")).expect("set");
        assert_eq!(clock.now().to_string(), "2026-03-05T00:00:00Z");
        clock.reset().expect("reset");
        assert_eq!(clock.now(), start);
    }
}
