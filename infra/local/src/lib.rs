//! The whole desk in one process, run from the SAM template: `make run` for people, `boot` for tests.

mod aws;
mod boot;
pub mod buckets;
mod bus;
mod clock;
mod clock_pages;
mod data;
pub mod database;
mod deliveries;
mod engine;
mod faults;
mod functions;
mod gateway;
mod ids;
mod inbound;
mod invoke;
mod journal;
mod mail;
mod oidc;
mod pages;
mod pattern;
mod pump;
mod queues;
#[cfg(test)]
mod recorder;
mod running;
mod scheduler;
pub mod seed;
mod set_aside;
mod set_aside_pages;
mod smtp;
pub mod template;
mod web;

pub use boot::{BootError, MailOptions, Options, boot};
pub use clock::{ClockMode, DeskClock};
pub use data::Data;
pub use engine::{Drained, EngineError};
pub use faults::Faults;
pub use inbound::{Envelope, InboundError};
pub use mail::Mail;
pub use mail::relay::{Login, RelayError, RelaySettings};
pub use running::Running;
