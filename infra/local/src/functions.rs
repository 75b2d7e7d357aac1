//! Which function of the template is which crate: the only place that knows.

use crate::ids;
use crate::invoke::{Functions, Handler};
use crate::template::Template;
use guichet_runtime::{Clients, ConfigError, Env, measure};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Context, LambdaEvent, Service};
use std::sync::Arc;

#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    #[error("{function}: {error}")]
    Settings { function: String, error: ConfigError },
    #[error("{0}: the template has this function, the local host does not (infra/local/src/functions.rs)")]
    Unknown(String),
}

/// Makes a handler of a function's `App` and `router`.
macro_rules! http {
    ($function:ident, $env:expr, $clients:expr) => {
        $function::App::new($env, $clients).map(|app| serve($function::router(app)))
    };
}

/// Makes a handler of a function's `App` and `handle`.
macro_rules! event {
    ($function:ident, $env:expr, $clients:expr) => {
        $function::App::new($env, $clients).map(|app| {
            let app = Arc::new(app);
            Handler::new(move |event| {
                let app = Arc::clone(&app);
                async move {
                    let event = serde_json::from_value(event)?;
                    let answer = measure::invoked(ids::request_id(), $function::handle(&app, event)).await?;
                    Ok(serde_json::to_value(answer)?)
                }
            })
        })
    };
}

/// Starts every function of the template, each with its own settings and all with the same clients.
pub fn wire(template: &Template, clients: &Clients) -> Result<Functions, WiringError> {
    let mut functions = Functions::default();
    for function in &template.functions {
        let env = &Env::from_map(function.environment.clone());
        let handler = match function.name.as_str() {
            "IntakeFunction" => http!(guichet_intake, env, clients),
            "DeskFunction" => http!(guichet_desk, env, clients),
            "RelayFunction" => event!(guichet_relay, env, clients),
            "AssignmentFunction" => event!(guichet_assignment, env, clients),
            "SlaFunction" => event!(guichet_sla, env, clients),
            "MailboxFunction" => event!(guichet_mailbox, env, clients),
            "ThumbnailsFunction" => event!(guichet_thumbnails, env, clients),
            "NotificationsFunction" => event!(guichet_notifications, env, clients),
            _ => return Err(WiringError::Unknown(function.name.clone())),
        };
        let handler = handler.map_err(|error| WiringError::Settings { function: function.name.clone(), error })?;
        functions.add(&function.name, function.timeout, handler);
    }
    Ok(functions)
}

/// Runs a router as Lambda's runtime would: from the gateway's JSON, through the adapter of its `main`, to JSON.
fn serve(router: axum::Router) -> Handler {
    Handler::new(move |event| {
        // The adapter's request type reads from text only. The adapter itself is not held over an await, as it is not `Send`.
        let request = serde_json::from_str::<LambdaRequest>(&event.to_string());
        let mut context = Context::default();
        context.request_id = event["requestContext"]["requestId"].as_str().unwrap_or_default().to_owned();
        let answer = request.map(|request| Adapter::from(router.clone()).call(LambdaEvent::new(request, context)));
        async move { Ok(serde_json::to_value(answer?.await?)?) }
    })
}
