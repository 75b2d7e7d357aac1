//! What every function that follows events shares: serving them, and the measure and the log of each.

use std::future::Future;
use std::time::Instant;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Serves events as a Lambda function, for ever.
pub async fn serve<T, R, F, Fut>(handle: F) -> Result<(), Error>
where
    T: DeserializeOwned,
    R: Serialize,
    F: Fn(T) -> Fut,
    Fut: Future<Output = Result<R, Error>>,
{
    // Boxed, so that the type of a whole function does not grow past what the compiler follows.
    lambda_runtime::run(service_fn(|event: LambdaEvent<T>| Box::pin(handle(event.payload)))).await
}

/// Runs the handling of one event and logs how it went and what it cost. An error goes on to Lambda, which tries again.
pub async fn measured<R>(
    function: &'static str,
    trigger: &str,
    work: impl Future<Output = Result<R, Error>>,
) -> Result<R, Error> {
    let started = Instant::now();
    let (outcome, cost) = guichet_store::cost::measured(Box::pin(work)).await;
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    match &outcome {
        Ok(_) => tracing::info!(
            function,
            trigger,
            duration_ms,
            store.read_units = cost.read_units,
            store.write_units = cost.write_units,
            "event handled"
        ),
        Err(error) => tracing::error!(function, trigger, duration_ms, %error, "an event failed"),
    }
    outcome
}
