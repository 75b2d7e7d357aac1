//! `/_local/queues`: what was set aside, the alarms that are on because of it, and doing it again.

use crate::engine::{Engine, EngineError};
use crate::pages::{Page, escape, wants_json};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::sync::Arc;

pub fn router(engine: Arc<Engine>) -> Router {
    Router::new().route("/_local/queues", get(show).post(replay)).with_state(engine)
}

async fn show(State(engine): State<Arc<Engine>>, headers: HeaderMap) -> Response {
    let (counts, alarms) =
        match engine.set_aside().counts().and_then(|counts| Ok((counts, engine.set_aside().alarms()?))) {
            Ok(state) => state,
            Err(error) => return failed(&error.into()),
        };
    if wants_json(&headers, header::ACCEPT) {
        let queues: serde_json::Map<_, _> = counts.into_iter().map(|(queue, count)| (queue, json!(count))).collect();
        return Json(json!({"queues": queues, "alarms": alarms})).into_response();
    }
    let state = match counts.iter().all(|(_, count)| *count == 0) && alarms.is_empty() {
        true => "<p class=\"empty\">Nothing is set aside, and no alarm is on.</p>".to_owned(),
        false => waiting(&counts, &alarms),
    };
    let body = format!(
        "<h1>Set aside</h1><p class=\"lead\">What functions failed at for good. In the cloud an alarm goes out for each of these \
         queues, and <code>make replay</code> does it again.</p><div class=\"panel\">{state}</div>"
    );
    Page { title: "Set aside", here: "/_local/queues", narrow: true, body }.into_response()
}

fn waiting(counts: &[(String, usize)], alarms: &[String]) -> String {
    let row = |(queue, count): &(String, usize)| format!("<dt>{}</dt><dd>{count}</dd>", escape(queue));
    let rows: String = counts.iter().filter(|(_, count)| *count > 0).map(row).collect();
    format!(
        "<div class=\"pad\"><dl class=\"facts\">{rows}<dt>Alarms that are on</dt><dd>{}</dd></dl>\
         <form method=\"post\" class=\"buttons\"><button class=\"button main\">Do it again</button></form></div>",
        escape(&alarms.join(", ")),
    )
}

async fn replay(State(engine): State<Arc<Engine>>, headers: HeaderMap) -> Response {
    match engine.replay().await {
        Ok(replayed) if wants_json(&headers, header::ACCEPT) => {
            Json(json!({"done": replayed.done, "failed": replayed.failed})).into_response()
        }
        // What failed again is still counted on the page, and the log says why.
        Ok(_) => Redirect::to("/_local/queues").into_response(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &EngineError) -> Response {
    tracing::error!(%error, "what was set aside can not be read");
    (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"message": error.to_string()}))).into_response()
}
