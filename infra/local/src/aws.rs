//! The loopback endpoints that stand for AWS, and the ordinary SDK clients that are pointed at them.
//!
//! They listen on a port of their own: what the functions may call is not reachable through the desk's front door.

#[cfg(test)]
mod tests;

use crate::buckets;
use crate::bus::{Bus, BusError, PutEvents};
use crate::clock::DeskClock;
use crate::faults::{Dice, wire};
use crate::mail::outbound::SendEmail;
use crate::mail::outbox::{Outbox, SendError};
use crate::template::intrinsics::REGION;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use guichet_runtime::{Clients, Clock};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// SES takes messages of up to 40 MB, attachments and encoding included.
const LARGEST_CALL: usize = 40 * 1024 * 1024;

#[derive(Clone)]
pub struct Endpoints {
    pub bus: Arc<Bus>,
    pub outbox: Arc<Outbox>,
}

pub fn router(endpoints: Endpoints) -> Router {
    Router::new()
        .route("/", post(json_service))
        .route("/v2/email/outbound-emails", post(send_email))
        .layer(DefaultBodyLimit::max(LARGEST_CALL))
        .with_state(endpoints)
}

/// The clients that functions are given: nothing about them is local but where they point.
pub fn clients(dynamodb: SocketAddr, s3: SocketAddr, endpoints: SocketAddr, clock: DeskClock) -> Clients {
    let credentials = || Credentials::new("local", "local", None, None, "guichet-local");
    Clients {
        dynamodb: aws_sdk_dynamodb::Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(credentials())
                .endpoint_url(format!("http://{dynamodb}"))
                .build(),
        ),
        eventbridge: aws_sdk_eventbridge::Client::from_conf(
            aws_sdk_eventbridge::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(credentials())
                .endpoint_url(format!("http://{endpoints}"))
                .build(),
        ),
        ses: aws_sdk_sesv2::Client::from_conf(
            aws_sdk_sesv2::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(credentials())
                .endpoint_url(format!("http://{endpoints}"))
                .build(),
        ),
        s3: buckets::client(s3),
        clock: Clock::from_fn(move || clock.now()),
    }
}

/// The same clients, on a way to the database on which things go wrong. The SDK tries as often as in the cloud; its pauses,
/// which go up to seconds there, are short, since nobody else is to be spared here.
pub fn with_faults(clients: &Clients, dice: Arc<Dice>) -> Clients {
    let retries = RetryConfig::standard().with_max_attempts(4).with_initial_backoff(Duration::from_millis(1));
    let config = clients.dynamodb.config().to_builder().http_client(wire::http_client(dice)).retry_config(retries);
    Clients { dynamodb: aws_sdk_dynamodb::Client::from_conf(config.build()), ..clients.clone() }
}

/// Services of the AWS JSON 1.1 protocol, told apart by their target header.
async fn json_service(State(endpoints): State<Endpoints>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if target != "AWSEvents.PutEvents" {
        return refusal(
            StatusCode::BAD_REQUEST,
            "UnknownOperationException",
            &format!("the local host does not know `{target}`"),
        );
    }
    let request: PutEvents = match serde_json::from_slice(&body) {
        Ok(request) => request,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, "SerializationException", &error.to_string()),
    };
    match endpoints.bus.put(request) {
        Ok(answer) => amz_json(StatusCode::OK, &answer),
        Err(error @ BusError::Invalid(_)) => {
            refusal(StatusCode::BAD_REQUEST, "ValidationException", &error.to_string())
        }
        Err(error @ BusError::Journal(_)) => {
            tracing::error!(%error, "events could not be accepted");
            refusal(StatusCode::INTERNAL_SERVER_ERROR, "InternalException", "the events could not be accepted")
        }
    }
}

async fn send_email(State(endpoints): State<Endpoints>, body: Bytes) -> Response {
    let refused = |status: StatusCode, kind: &'static str, message: String| {
        (status, [("x-amzn-errortype", kind)], Json(json!({"message": message}))).into_response()
    };
    let request: SendEmail = match serde_json::from_slice(&body) {
        Ok(request) => request,
        Err(error) => return refused(StatusCode::BAD_REQUEST, "BadRequestException", error.to_string()),
    };
    match endpoints.outbox.send(request) {
        Ok(id) => Json(json!({"MessageId": id})).into_response(),
        Err(SendError::Refused(message)) => refused(StatusCode::BAD_REQUEST, "BadRequestException", message),
        Err(error @ SendError::NoConfigurationSet(_)) => {
            refused(StatusCode::NOT_FOUND, "NotFoundException", error.to_string())
        }
        Err(error @ SendError::NotKept(_)) => {
            tracing::error!(%error, "a mail was not sent");
            let message = "the mail could not be kept".to_owned();
            refused(StatusCode::INTERNAL_SERVER_ERROR, "InternalServiceErrorException", message)
        }
    }
}

fn amz_json(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/x-amz-json-1.1")], body.to_string()).into_response()
}

fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    amz_json(status, &json!({"__type": code, "message": message}))
}
