//! The HTTP API: API Gateway's part between a socket and a function.
//!
//! Only the template's routes exist. Everything that the gateway itself answers (no such route, no valid token, too large,
//! a function that failed) has the gateway's own words, so that the web meets here what it will meet in the cloud.

mod authorizer;
mod event;
#[cfg(test)]
mod tests;

use crate::invoke::Functions;
use crate::oidc::Tokens;
use crate::template::{JwtAuthorizer, Route, Template, routes};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event::Incoming;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;

/// API Gateway takes bodies of up to 10 MB.
const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// Somewhat more is read to the end, so that a client gets to see the refusal instead of a connection that breaks off.
const MOST_READ: usize = 64 * 1024 * 1024;

pub struct Gateway {
    routes: Vec<Route>,
    authorizer: Option<JwtAuthorizer>,
    tokens: Arc<Tokens>,
    functions: Functions,
}

impl Gateway {
    pub fn new(template: &Template, tokens: Arc<Tokens>, functions: Functions) -> Gateway {
        Gateway { routes: template.routes.clone(), authorizer: template.authorizer.clone(), tokens, functions }
    }
}

pub async fn handle(
    State(gateway): State<Arc<Gateway>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some((route, path_parameters)) = routes::find(&gateway.routes, parts.method.as_str(), parts.uri.path()) else {
        return words(StatusCode::NOT_FOUND, "Not Found");
    };
    // The token is looked at before the body: nobody unknown gets 10 MB read.
    let claims = match gateway.authorizer.as_ref().filter(|_| route.needs_token) {
        Some(authorizer) => match authorizer::claims(authorizer, &gateway.tokens, &parts.headers) {
            Ok(claims) => Some(claims),
            Err(refusal) => return refusal.into_response(),
        },
        None => None,
    };
    let Some(body) = whole_body(body).await else {
        return words(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    let incoming = Incoming { route, path_parameters, claims, peer: peer.ip(), parts: &parts, body: &body };
    match gateway.functions.invoke(&route.function, incoming.event()).await {
        Ok(answer) => {
            outgoing(answer).unwrap_or_else(|| words(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"))
        }
        Err(error) => {
            tracing::error!(function = route.function, route = %route.path, %error, "a function failed at a request");
            words(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
        }
    }
}

async fn whole_body(body: Body) -> Option<Bytes> {
    axum::body::to_bytes(body, MOST_READ).await.ok().filter(|body| body.len() <= LARGEST_BODY)
}

/// Turns a function's answer (payload format 2.0) into a response; `None` when it is not one.
fn outgoing(answer: Value) -> Option<Response> {
    let status = answer.get("statusCode").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok())?;
    let text = answer.get("body").and_then(Value::as_str).unwrap_or_default();
    let body = match answer.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => STANDARD.decode(text).ok()?,
        _ => text.as_bytes().to_vec(),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    let headers = response.headers_mut();
    for (name, value) in answer.get("headers").and_then(Value::as_object).into_iter().flatten() {
        headers.append(HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value.as_str()?).ok()?);
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        headers.append(header::SET_COOKIE, HeaderValue::from_str(cookie.as_str()?).ok()?);
    }
    Some(response)
}

/// An answer of the gateway's own.
fn words(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({"message": message}))).into_response()
}
