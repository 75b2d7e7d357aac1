//! The edge of every function: settings, clients, telemetry, problem documents, extractors and callers' identity.

pub mod clients;
pub mod env;

pub use clients::{Clients, Clock};
pub use env::{ConfigError, Env};
