//! Faults on the way from the functions to the database, below the SDK: what that tries again, and what then reaches the
//! store, is as in the cloud.

use super::Dice;
use aws_smithy_http_client::Connector;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most calls in a row that are refused: more than the SDK's four attempts, so that some failures reach the store.
const LONGEST_BURST: usize = 8;

#[derive(Debug)]
struct Wire {
    database: Connector,
    dice: Arc<Dice>,
    /// Calls that are still to be refused in this burst.
    refusing: AtomicUsize,
}

/// What the functions' client sends its calls through.
pub fn http_client(dice: Arc<Dice>) -> SharedHttpClient {
    let database = Connector::builder().build_http();
    let wire = SharedHttpConnector::new(Wire { database, dice, refusing: AtomicUsize::new(0) });
    http_client_fn(move |_, _| wire.clone())
}

impl Wire {
    /// Throttling comes in bursts: a partition has too much to do for a while, not for one call.
    fn refuses(&self) -> bool {
        let next = |left: usize| left.checked_sub(1);
        if self.refusing.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).is_ok() {
            return true;
        }
        let begins = self.dice.throttle();
        if begins {
            self.refusing.store(self.dice.pick(LONGEST_BURST), Ordering::Relaxed);
        }
        begins
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if self.refuses() {
            return HttpConnectorFuture::ready(response(&refusal(&request, &self.dice)));
        }
        let answer = self.database.call(request);
        if !self.dice.lose_answer() {
            return answer;
        }
        HttpConnectorFuture::new(async move {
            answer.await?;
            Err(ConnectorError::io("the connection broke before the answer came".into()))
        })
    }
}

/// The ways in which the database says that there is too much to do. A transaction may hear it of one of its items.
fn refusal(request: &HttpRequest, dice: &Dice) -> Value {
    let body: Value = serde_json::from_slice(request.body().bytes().unwrap_or_default()).unwrap_or_default();
    let items = body["TransactItems"].as_array().map_or(0, Vec::len);
    let (code, message) = match dice.pick(if items > 0 { 3 } else { 2 }) {
        0 => ("ProvisionedThroughputExceededException", "The level of configured provisioned throughput was exceeded."),
        1 => ("ThrottlingException", "Throughput exceeds the current capacity of your table or index."),
        _ => ("TransactionCanceledException", "Transaction cancelled, please refer to cancellation reasons."),
    };
    let mut refusal = json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": message});
    if code == "TransactionCanceledException" {
        let mut reasons = vec![json!({"Code": "None"}); items];
        reasons[dice.pick(items)] = json!({"Code": "ThrottlingError", "Message": "Throughput exceeds the capacity."});
        refusal["CancellationReasons"] = json!(reasons);
    }
    refusal
}

fn response(body: &Value) -> Result<HttpResponse, ConnectorError> {
    let status = 400.try_into().map_err(|error| ConnectorError::other(Box::new(error), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body.to_string()));
    response.headers_mut().insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}
