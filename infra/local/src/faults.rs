//! Faults that the cloud really has, thrown by a seed so that a failing test fails again.

pub mod wire;

use std::sync::{Mutex, PoisonError};

/// How often each fault happens, from 0 (never) to 1 (each time).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Faults {
    pub seed: u64,
    /// The same delivery comes twice.
    pub duplicate: f64,
    /// Deliveries overtake each other; records of one item never do.
    pub reorder: f64,
    /// What was delivered is forgotten (stream) or put off behind all others (bus), and comes again.
    pub drop_and_replay: f64,
    /// The delivery breaks off before the function is reached.
    pub crash_before: f64,
    /// The function did its work, but nobody took note.
    pub crash_after: f64,
    /// The database has too much to do: with this call begins a short time in which it refuses every one.
    pub throttle: f64,
    /// The database does what a call asks for, and the answer never comes.
    pub lose_answer: f64,
}

/// Breaks in a row after which a delivery goes through, so that a drain ends at any rate of faults.
pub const CRASHES_IN_A_ROW: u32 = 3;

/// Decides, each time anew but in the same way for a seed, whether a fault happens.
#[derive(Debug)]
pub struct Dice {
    faults: Faults,
    state: Mutex<u64>,
}

impl Dice {
    pub fn new(faults: Faults) -> Dice {
        Dice { faults, state: Mutex::new(faults.seed) }
    }

    pub fn duplicate(&self) -> bool {
        self.happens(self.faults.duplicate)
    }

    pub fn reorder(&self) -> bool {
        self.happens(self.faults.reorder)
    }

    pub fn drop_and_replay(&self) -> bool {
        self.happens(self.faults.drop_and_replay)
    }

    pub fn crash_before(&self) -> bool {
        self.happens(self.faults.crash_before)
    }

    pub fn crash_after(&self) -> bool {
        self.happens(self.faults.crash_after)
    }

    pub fn throttle(&self) -> bool {
        self.happens(self.faults.throttle)
    }

    pub fn lose_answer(&self) -> bool {
        self.happens(self.faults.lose_answer)
    }

    /// Whether anything can happen on the way to the database.
    pub fn reach_the_database(&self) -> bool {
        self.faults.throttle > 0.0 || self.faults.lose_answer > 0.0
    }

    /// A number below `bound`.
    pub fn pick(&self, bound: usize) -> usize {
        if bound < 2 {
            return 0;
        }
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }

    fn happens(&self, rate: f64) -> bool {
        // No throw without a rate: a fault that is switched off does not change when the others happen.
        rate > 0.0 && (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= rate
    }

    /// The splitmix64 generator: small, and the same on every machine.
    fn next(&self) -> u64 {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_faults_again() {
        let throw = |seed| {
            let dice = Dice::new(Faults { seed, duplicate: 0.5, ..Faults::default() });
            (0..64).map(|_| dice.duplicate()).collect::<Vec<_>>()
        };
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
    }

    #[test]
    fn never_and_always_are_meant() {
        let dice = Dice::new(Faults { duplicate: 1.0, ..Faults::default() });
        assert!((0..100).all(|_| dice.duplicate()));
        assert!((0..100).all(|_| !dice.reorder()));
    }
}
