//! What a function reaches the rest of the world through.

use std::sync::Arc;

use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::SharedCredentialsProvider;
use guichet_files::Files;
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

    /// To the millisecond: nothing here is told apart by less, and a ticket's item, which is paid for by the kilobyte with every
    /// change, holds a dozen instants.
    pub fn now(&self) -> Timestamp {
        let now = (self.0)();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

#[derive(Clone)]
pub struct Clients {
    pub dynamodb: aws_sdk_dynamodb::Client,
    pub eventbridge: aws_sdk_eventbridge::Client,
    pub ses: aws_sdk_sesv2::Client,
    pub s3: aws_sdk_s3::Client,
    pub clock: Clock,
}

impl Clients {
    /// Clients for what Lambda's environment says: its region and its role's credentials. A service is elsewhere where the
    /// SDK's usual variables say so.
    ///
    /// The SDK's own loader would also look for credentials in files, at metadata services and by single sign-on. A function
    /// has none of these, and carries less without the code for them.
    pub fn from_env(env: &Env) -> Result<Self, ConfigError> {
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(env.require("AWS_REGION")?.to_owned()))
            .credentials_provider(SharedCredentialsProvider::new(EnvironmentVariableCredentialsProvider::new()))
            .build();
        let elsewhere = |service| env.get(service).or(env.get("AWS_ENDPOINT_URL")).map(str::to_owned);
        let mut dynamodb = aws_sdk_dynamodb::config::Builder::from(&config);
        dynamodb.set_endpoint_url(elsewhere("AWS_ENDPOINT_URL_DYNAMODB"));
        let mut eventbridge = aws_sdk_eventbridge::config::Builder::from(&config);
        eventbridge.set_endpoint_url(elsewhere("AWS_ENDPOINT_URL_EVENTBRIDGE"));
        let mut ses = aws_sdk_sesv2::config::Builder::from(&config);
        ses.set_endpoint_url(elsewhere("AWS_ENDPOINT_URL_SESV2"));
        let mut s3 = aws_sdk_s3::config::Builder::from(&config);
        s3.set_endpoint_url(elsewhere("AWS_ENDPOINT_URL_S3"));
        // What stands for S3 elsewhere has one name and no name for each bucket.
        s3.set_force_path_style(elsewhere("AWS_ENDPOINT_URL_S3").map(|_| true));
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::from_conf(dynamodb.build()),
            eventbridge: aws_sdk_eventbridge::Client::from_conf(eventbridge.build()),
            ses: aws_sdk_sesv2::Client::from_conf(ses.build()),
            s3: aws_sdk_s3::Client::from_conf(s3.build()),
            clock: Clock::system(),
        })
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

/// The files in the bucket that the settings name.
pub fn files(env: &Env, clients: &Clients) -> Result<Files, ConfigError> {
    Ok(Files::new(clients.s3.clone(), env.require("FILES_BUCKET")?))
}
