//! The agents' API, called as the gateway calls it, on the embedded database.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

mod bus;
mod door;

mod attachments;
mod configuration;
mod correspondence;
mod escalation;
mod held;
mod lists;
mod originals;
mod people;
mod races;
mod reading;
mod refusals;
mod repeats;
mod reports;
mod sweep;
mod texts;
mod writing;
