//! What every function that follows events shares: serving them. `measure` is what each is handled in.

use std::future::Future;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::measure;

/// Serves events as a Lambda function, for ever.
pub async fn serve<T, R, F, Fut>(handle: F) -> Result<(), Error>
where
    T: DeserializeOwned,
    R: Serialize,
    F: Fn(T) -> Fut,
    Fut: Future<Output = Result<R, Error>>,
{
    // Boxed, so that the type of a whole function does not grow past what the compiler follows.
    let invoke = |LambdaEvent { payload, context }: LambdaEvent<T>| {
        Box::pin(measure::invoked(context.request_id, handle(payload)))
    };
    lambda_runtime::run(service_fn(invoke)).await
}
