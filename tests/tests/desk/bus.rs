//! The bus, as what the desk puts on it.

use std::sync::{Arc, Mutex};

use aws_sdk_eventbridge::config::{BehaviorVersion, Credentials, Region};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::post;
use guichet_tests::Workbench;
use serde_json::{Value, json};

use crate::door::Desk;

/// What is put on the bus, and whether the bus has time for it.
#[derive(Clone, Default)]
pub struct Bus {
    events: Arc<Mutex<Vec<Value>>>,
    busy: Arc<Mutex<bool>>,
}

impl Bus {
    async fn take(State(bus): State<Self>, put: Bytes) -> impl IntoResponse {
        let mut put: Value = serde_json::from_slice(&put).unwrap();
        let answer = if *bus.busy.lock().unwrap() {
            json!({"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException", "ErrorMessage": "busy"}]})
        } else {
            bus.events.lock().unwrap().extend(put["Entries"].as_array_mut().unwrap().drain(..));
            json!({"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]})
        };
        ([(header::CONTENT_TYPE, "application/x-amz-json-1.1")], answer.to_string())
    }

    /// A desk that puts its events on this bus.
    pub async fn desk(&self) -> Desk {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/", post(Self::take)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut bench = Workbench::empty().await;
        let config = aws_sdk_eventbridge::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("local-1"))
            .credentials_provider(Credentials::new("tests", "tests", None, None, "tests"))
            .endpoint_url(endpoint);
        bench.clients.eventbridge = aws_sdk_eventbridge::Client::from_conf(config.build());
        Desk::on(bench).await
    }

    /// What it was told of one thing, which is all that it was told.
    pub fn told(&self, what: &str) -> Vec<Value> {
        let events = self.events.lock().unwrap();
        let detail = |event: &Value| serde_json::from_str(event["Detail"].as_str().unwrap()).unwrap();
        assert!(events.iter().all(|event| event["Source"] == "guichet.mail" && event["DetailType"] == what));
        events.iter().map(detail).collect()
    }

    pub fn be_busy(&self, busy: bool) {
        *self.busy.lock().unwrap() = busy;
    }
}
