//! What a function reaches the rest of the world through.

use std::sync::Arc;

use aws_config::BehaviorVersion;
use guichet_store::{Store, Tables};
use jiff::Timestamp;

use crate::{ConfigError, Env};

/// Where a function reads the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub fn system() -> Self {
        Self::from_fn(Timestamp::now)
    }

    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

#[derive(Clone)]
pub struct Clients {
    pub dynamodb: aws_sdk_dynamodb::Client,
    pub eventbridge: aws_sdk_eventbridge::Client,
    pub ses: aws_sdk_sesv2::Client,
    pub clock: Clock,
}

impl Clients {
    /// Clients over one shared configuration and HTTP client, as the environment says.
    pub async fn connect() -> Self {
        let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
        Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            eventbridge: aws_sdk_eventbridge::Client::new(&config),
            ses: aws_sdk_sesv2::Client::new(&config),
            clock: Clock::system(),
        }
    }
}

/// The store over the tables that the settings name.
pub fn store(env: &Env, clients: &Clients) -> Result<Store, ConfigError> {
    let tables = Tables {
        tickets: env.require("TICKETS_TABLE")?.to_owned(),
        directory: env.require("DIRECTORY_TABLE")?.to_owned(),
        ephemera: env.require("EPHEMERA_TABLE")?.to_owned(),
    };
    Ok(Store::new(clients.dynamodb.clone(), tables))
}
