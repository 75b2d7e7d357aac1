//! What functions call besides the database: an event bus and a mail service that take everything, a bucket, and clients for them.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use guichet_local::buckets;
use guichet_runtime::{Clients, Clock};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::Outcome;

/// What was put on the bus and not looked at yet, and the requests to send mail.
#[derive(Default)]
pub struct Taken {
    pub entries: Vec<Value>,
    pub mails: Vec<Value>,
}

#[derive(Clone, Default)]
pub struct Services(Arc<Mutex<Taken>>);

impl Services {
    pub async fn serve(&self) -> Outcome<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = Router::new()
            .route("/", post(put_events))
            .route("/v2/email/outbound-emails", post(send_email))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(address)
    }

    /// What came since this was last asked.
    pub fn take(&self) -> Taken {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn put_events(State(services): State<Services>, body: axum::body::Bytes) -> Json<Value> {
    let request: Value = serde_json::from_slice(&body).unwrap_or_default();
    let entries = request["Entries"].as_array().cloned().unwrap_or_default();
    let ids: Vec<Value> = entries.iter().map(|_| json!({"EventId": "00000000-0000-0000-0000-000000000000"})).collect();
    services.0.lock().unwrap_or_else(PoisonError::into_inner).entries.extend(entries);
    Json(json!({"FailedEntryCount": 0, "Entries": ids}))
}

async fn send_email(State(services): State<Services>, Json(request): Json<Value>) -> Json<Value> {
    services.0.lock().unwrap_or_else(PoisonError::into_inner).mails.push(request);
    Json(json!({"MessageId": "00000000-0000-0000-0000-000000000000"}))
}

/// The ordinary clients, pointed at this machine, and a clock that only the bench moves.
pub fn clients(dynamodb: SocketAddr, services: SocketAddr, bucket: SocketAddr, now: Arc<Mutex<Timestamp>>) -> Clients {
    macro_rules! client {
        ($sdk:ident, $address:expr) => {
            $sdk::Client::from_conf(
                $sdk::Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("local-1"))
                    .credentials_provider(Credentials::new("bench", "bench", None, None, "bench"))
                    .endpoint_url(format!("http://{}", $address))
                    .build(),
            )
        };
    }
    Clients {
        dynamodb: client!(aws_sdk_dynamodb, dynamodb),
        eventbridge: client!(aws_sdk_eventbridge, services),
        ses: client!(aws_sdk_sesv2, services),
        s3: buckets::client(bucket),
        clock: Clock::from_fn(move || *now.lock().unwrap_or_else(PoisonError::into_inner)),
    }
}
