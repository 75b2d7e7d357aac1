//! Reads messages of the corpus after they were damaged: `cargo run --release --example fuzz -- 1000000 [seed]`.
//!
//! The same seed damages the same messages in the same way. No input may end the program or take long; when one does, its seed and
//! number are said, by which it can be made again.

#[path = "../tests/damage/mod.rs"]
mod damage;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// No message of some kilobytes takes longer, also on a busy machine.
const LONGEST: Duration = Duration::from_secs(2);

static NUMBER: AtomicU64 = AtomicU64::new(0);

#[allow(clippy::disallowed_methods, reason = "how long reading takes is what is measured, from outside")]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let inputs = arguments.next().and_then(Result::ok).unwrap_or(10_000);
    let seed = arguments.next().and_then(Result::ok).unwrap_or(1);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("input {} of seed {seed}", NUMBER.load(Ordering::Relaxed));
        usual(panic);
    }));
    let mut damage = damage::Damage::new(seed);
    let (start, mut slowest, mut unreadable) = (now(), Duration::ZERO, 0_u64);
    for number in 0..inputs {
        NUMBER.store(number, Ordering::Relaxed);
        let message = damage.next_message();
        let before = now();
        unreadable += u64::from(!damage::read_it(&message));
        let took = before.elapsed();
        assert!(took <= LONGEST, "took {took:?} for {} bytes", message.len());
        slowest = slowest.max(took);
    }
    println!(
        "{inputs} inputs of seed {seed} in {:?}; the slowest took {slowest:?}; {unreadable} were no messages",
        start.elapsed()
    );
}
