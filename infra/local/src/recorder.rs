//! For tests: a function that notes what it is handed, behind the queues of a template.

use crate::clock::{ClockMode, DeskClock};
use crate::deliveries::Deliveries;
use crate::faults::{Dice, Faults};
use crate::invoke::{Functions, Handler};
use crate::journal::Journal;
use crate::template::Template;
use serde_json::Value;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a function was handed so far.
pub type Seen = Arc<Mutex<Vec<Value>>>;

/// The queues of a template whose function of this name notes its events.
pub fn recorder(template: &Template, function: &str) -> (Arc<Deliveries>, Seen) {
    let seen = Seen::default();
    let noted = Arc::clone(&seen);
    let handler = Handler::new(move |event| {
        noted.lock().unwrap().push(event);
        async { Ok(Value::Null) }
    });
    let mut functions = Functions::default();
    functions.add(function, Duration::from_secs(5), handler);
    let dice = Arc::new(Dice::new(Faults::default()));
    let deliveries = Deliveries::open(template, functions, Journal::open(None).unwrap(), dice).unwrap();
    (Arc::new(deliveries), seen)
}

/// A clock that stands still.
pub fn clock() -> DeskClock {
    DeskClock::open(ClockMode::Manual("2026-03-02T09:00:00Z".parse().unwrap()), None).unwrap()
}
