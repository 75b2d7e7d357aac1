//! Calling a function as Lambda would: JSON in, JSON out, with a time limit, and with a panic that ends the call only.

use serde_json::Value;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

type Answer = Pin<Box<dyn Future<Output = Result<Value, lambda_runtime::Error>> + Send>>;

/// A function in this process.
#[derive(Clone)]
pub struct Handler(Arc<dyn Fn(Value) -> Answer + Send + Sync>);

impl Handler {
    pub fn new<F, A>(handle: F) -> Handler
    where
        F: Fn(Value) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Value, lambda_runtime::Error>> + Send + 'static,
    {
        Handler(Arc::new(move |event| Box::pin(handle(event))))
    }
}

/// Why an invocation gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum InvokeError {
    #[error("no function is called {0}")]
    Unknown(String),
    #[error("{0}")]
    Failed(String),
    #[error("it panicked")]
    Panicked,
    #[error("it did not answer within {} s", .0.as_secs())]
    TimedOut(Duration),
}

/// The functions of a running host, by the template's names.
#[derive(Clone, Default)]
pub struct Functions {
    handlers: BTreeMap<String, (Handler, Duration)>,
    poison: Arc<Mutex<Option<String>>>,
}

impl Functions {
    pub fn add(&mut self, name: &str, timeout: Duration, handler: Handler) {
        self.handlers.insert(name.to_owned(), (handler, timeout));
    }

    /// From now on every function fails at what contains this text, as one does that has a mistake in it.
    pub fn poison(&self, text: Option<&str>) {
        *self.poison.lock().unwrap_or_else(PoisonError::into_inner) = text.map(str::to_owned);
    }

    fn is_poisoned(&self, event: &Value) -> bool {
        let poison = self.poison.lock().unwrap_or_else(PoisonError::into_inner);
        poison.as_ref().is_some_and(|text| event.to_string().contains(text))
    }

    pub async fn invoke(&self, name: &str, event: Value) -> Result<Value, InvokeError> {
        let (handler, timeout) = self.handlers.get(name).ok_or_else(|| InvokeError::Unknown(name.to_owned()))?;
        if self.is_poisoned(&event) {
            return Err(InvokeError::Failed("it was poisoned".to_owned()));
        }
        // A task of its own keeps a panic from taking the caller with it (where panics unwind, as in the dev profile).
        let mut task = tokio::spawn((handler.0)(event));
        match tokio::time::timeout(*timeout, &mut task).await {
            Ok(Ok(answer)) => answer.map_err(|error| InvokeError::Failed(error.to_string())),
            Ok(Err(_)) => Err(InvokeError::Panicked),
            Err(_) => {
                task.abort();
                Err(InvokeError::TimedOut(*timeout))
            }
        }
    }
}
