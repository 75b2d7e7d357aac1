//! The edge of every function: settings, clients, telemetry, problem documents, request bodies and callers.

pub mod caller;
pub mod clients;
pub mod downloads;
pub mod env;
pub mod events;
pub mod http;
pub mod idempotency;
pub mod ids;
pub mod links;
pub mod measure;
pub mod metrics;
pub mod price;
pub mod problem;
pub mod sender;
pub mod telemetry;
pub mod threads;
pub mod uploads;

pub use caller::{Administers, Caller, Edge, Notes, Oversees, Reads, Works};
pub use clients::{Clients, Clock, files, store};
pub use downloads::{FileLink, HowToShow};
pub use env::{ConfigError, Env};
pub use http::{Json, JsonWithBytes, Text};
pub use idempotency::{IdempotencyKey, Once};
pub use links::{DeskSecret, Token};
pub use measure::Meter;
pub use problem::{FieldError, Fields, Problem};
pub use sender::{Sender, on_the_wire, takes_automatic_mail};
pub use threads::Thread;
pub use uploads::{Enclosed, NewAttachment, NewUpload, UploadPlace};
