//! `/_local/clock`: look at the desk's clock and move it.

use crate::engine::Engine;
use crate::pages::{Page, escape, wants_json};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// How the clock is to be moved: by a time, to an instant, or back to the machine's.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Move {
    Advance(String),
    Set(Timestamp),
    Reset(bool),
}

pub fn router(engine: Arc<Engine>) -> Router {
    Router::new().route("/_local/clock", get(show_clock).post(move_clock)).with_state(engine)
}

async fn show_clock(State(engine): State<Arc<Engine>>, headers: HeaderMap) -> Response {
    if wants_json(&headers, header::ACCEPT) {
        return state(&engine);
    }
    let now = engine.clock().now();
    let moved = engine.clock().moved();
    let ahead = match moved.is_zero() {
        true => "It runs with this machine's clock.".to_owned(),
        false => format!("It is {moved:#} away from this machine's clock."),
    };
    let buttons: String = [("1m", "+1 min"), ("15m", "+15 min"), ("1h", "+1 h"), ("1d", "+1 day")]
        .iter()
        .map(|(by, name)| format!("<button class=\"button main\" name=\"advance\" value=\"{by}\">{name}</button>"))
        .collect();
    let body = format!(
        "<h1>The desk's clock</h1><p class=\"lead\">Moving it lives through the time in between: service levels are warned of and breached, and mail goes out.</p>\
         <div class=\"panel pad\"><p class=\"now\"><time datetime=\"{now}\">{}</time></p><p class=\"lead\">{} UTC. {}</p>\
         <form method=\"post\" class=\"buttons\">{buttons}<button class=\"button\" name=\"reset\" value=\"true\">Reset</button></form></div>",
        now.strftime("%H:%M:%S"),
        now.strftime("%A, %-d %B %Y"),
        escape(&ahead),
    );
    Page { title: "Clock", here: "/_local/clock", narrow: true, body }.into_response()
}

async fn move_clock(State(engine): State<Arc<Engine>>, headers: HeaderMap, body: Bytes) -> Response {
    let from_page = !wants_json(&headers, header::CONTENT_TYPE);
    let wanted = match from_page {
        true => form_move(&body),
        false => serde_json::from_slice(&body).map_err(|error| error.to_string()),
    };
    let moved = match wanted.and_then(|wanted| distance(&engine, wanted)) {
        Ok(Some(time)) => engine.live_through(time).await,
        Ok(None) => engine.clock().reset().map_err(Into::into),
        Err(problem) => {
            let expected = "expected {\"advance\": \"90m\"}, {\"set\": \"2026-03-02T09:00:00Z\"} or {\"reset\": true}";
            return (StatusCode::BAD_REQUEST, Json(json!({"message": format!("{problem}; {expected}")})))
                .into_response();
        }
    };
    match moved {
        Ok(()) if from_page => Redirect::to("/_local/clock").into_response(),
        Ok(()) => state(&engine),
        Err(error) => {
            tracing::error!(%error, "the clock could not be moved");
            (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"message": error.to_string()}))).into_response()
        }
    }
}

fn state(engine: &Engine) -> Response {
    Json(json!({"now": engine.clock().now(), "moved_by_seconds": engine.clock().moved().as_secs()})).into_response()
}

/// The time to live through; none for a reset.
fn distance(engine: &Engine, wanted: Move) -> Result<Option<SignedDuration>, String> {
    match wanted {
        Move::Reset(_) => Ok(None),
        Move::Set(to) => Ok(Some(to.duration_since(engine.clock().now()))),
        Move::Advance(by) => duration(&by).map(Some),
    }
}

/// `90m`, `2h 30m`, `PT90M`; days and weeks count 24 hours each, as nobody's time zone is meant.
fn duration(text: &str) -> Result<SignedDuration, String> {
    let span: jiff::Span = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).map_err(|error| error.to_string())
}

fn form_move(body: &[u8]) -> Result<Move, String> {
    let text = String::from_utf8_lossy(body);
    match text.split_once('=') {
        Some(("advance", by)) => Ok(Move::Advance(by.to_owned())),
        Some(("reset", _)) => Ok(Move::Reset(true)),
        _ => Err("a form without a move".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [("90m", 90), ("1h", 60), ("1d", 1440), ("1w", 10080), ("2h 30m", 150), ("PT5M", 5)] {
            assert_eq!(duration(text), Ok(SignedDuration::from_mins(minutes)), "{text}");
        }
        assert!(duration("soon").is_err());
    }
}
