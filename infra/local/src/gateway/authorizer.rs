//! The JWT authorizer: a request without a valid token is answered before any function runs.

use super::words;
use crate::oidc::Tokens;
use crate::template::JwtAuthorizer;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jsonwebtoken::errors::ErrorKind;
use serde_json::{Map, Value};

/// Why a token was not accepted, as the gateway says it in `WWW-Authenticate`.
pub enum Refusal {
    Missing,
    Invalid(&'static str),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let challenge = match self {
            Refusal::Missing => "Bearer".to_owned(),
            Refusal::Invalid(description) => {
                format!("Bearer scope=\"\" error=\"invalid_token\" error_description=\"{description}\"")
            }
        };
        let mut response = words(StatusCode::UNAUTHORIZED, "Unauthorized");
        if let Ok(challenge) = HeaderValue::from_str(&challenge) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// The claims of the request's token, in the form in which the gateway hands them on: all of them as text.
pub fn claims(authorizer: &JwtAuthorizer, tokens: &Tokens, headers: &HeaderMap) -> Result<Map<String, Value>, Refusal> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or(Refusal::Missing)?;
    // The gateway takes a token with and without the scheme.
    let token = value
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map_or(value, |(_, token)| token)
        .trim();
    let claims = tokens.verify(token, &authorizer.issuer, &authorizer.audience).map_err(|error| {
        Refusal::Invalid(match error.kind() {
            ErrorKind::ExpiredSignature => "the token has expired",
            ErrorKind::ImmatureSignature => "the token is not valid yet",
            ErrorKind::InvalidIssuer => "invalid issuer",
            ErrorKind::InvalidAudience => "the token does not have a valid audience",
            _ => "the token is malformed or its signature is invalid",
        })
    })?;
    Ok(claims.into_iter().map(|(name, value)| (name, Value::String(as_text(value)))).collect())
}

fn as_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Array(values) => format!("[{}]", values.into_iter().map(as_text).collect::<Vec<_>>().join(" ")),
        other => other.to_string(),
    }
}
