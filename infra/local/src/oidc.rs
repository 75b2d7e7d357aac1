//! A small OpenID Connect issuer, standing where Cognito stands in the cloud.
//!
//! Authorization code with PKCE (S256 only), so that the web signs in here exactly as it does there. Instead of a password
//! there is a page with one button for each agent of the directory.

pub mod keys;
mod pages;
pub mod tokens;

use crate::ids;
use crate::template::routes::decoded;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use guichet_store::Store;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
pub use tokens::{Agent, Tokens};

/// A code is spent within the redirect that carries it.
const CODE_LIFE: Duration = Duration::from_secs(60);

pub struct Issuer {
    pub tokens: Arc<Tokens>,
    store: Store,
    codes: Mutex<HashMap<String, Grant>>,
}

/// What a code stands for until it is spent.
struct Grant {
    agent: Agent,
    redirect_uri: String,
    challenge: String,
    nonce: Option<String>,
    expires: Instant,
}

/// The parameters of a query or form; of a repeated name the last one counts.
type Parameters = BTreeMap<String, String>;

pub fn router(tokens: Arc<Tokens>, store: Store) -> Router {
    let issuer = Arc::new(Issuer { tokens, store, codes: Mutex::default() });
    Router::new()
        .route("/_local/oidc/.well-known/openid-configuration", get(discovery))
        .route("/_local/oidc/jwks.json", get(jwks))
        .route("/_local/oidc/authorize", get(choose_agent).post(authorize))
        .route("/_local/oidc/token", post(token))
        .route("/_local/oidc/logout", get(end_session))
        .with_state(issuer)
}

async fn discovery(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    let base = issuer.tokens.issuer();
    Json(json!({
        "issuer": base,
        "authorization_endpoint": format!("{base}/authorize"),
        "token_endpoint": format!("{base}/token"),
        "jwks_uri": format!("{base}/jwks.json"),
        "end_session_endpoint": format!("{base}/logout"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": ["sub", "name", "email", "iss", "aud", "exp", "iat", "nonce"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn jwks(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    Json(json!({"keys": [issuer.tokens.public_key()]}))
}

async fn choose_agent(State(issuer): State<Arc<Issuer>>, RawQuery(query): RawQuery) -> Response {
    let parameters = parameters(query.unwrap_or_default().as_bytes());
    if let Err(refused) = check(&issuer, &parameters) {
        return *refused;
    }
    match tokens::agents(&issuer.store).await {
        Ok(agents) => pages::choose_agent(&agents, &parameters),
        Err(error) => {
            tracing::error!(%error, "the agents could not be read");
            pages::problem(StatusCode::INTERNAL_SERVER_ERROR, "The agents could not be read from the directory.")
        }
    }
}

async fn authorize(State(issuer): State<Arc<Issuer>>, RawForm(form): RawForm) -> Response {
    let parameters = parameters(&form);
    let redirect_uri = match check(&issuer, &parameters) {
        Ok(redirect_uri) => redirect_uri,
        Err(refused) => return *refused,
    };
    let agents = tokens::agents(&issuer.store).await.unwrap_or_default();
    let Some(agent) = agents.into_iter().find(|agent| Some(&agent.id) == parameters.get("agent")) else {
        return back(&redirect_uri, &[("error", "access_denied")], &parameters);
    };
    let code = ids::secret();
    let grant = Grant {
        agent,
        redirect_uri: redirect_uri.clone(),
        challenge: parameters.get("code_challenge").cloned().unwrap_or_default(),
        nonce: parameters.get("nonce").cloned(),
        expires: Instant::now() + CODE_LIFE,
    };
    issuer.codes.lock().unwrap_or_else(PoisonError::into_inner).insert(code.clone(), grant);
    back(&redirect_uri, &[("code", &code), ("iss", issuer.tokens.issuer())], &parameters)
}

async fn token(State(issuer): State<Arc<Issuer>>, RawForm(form): RawForm) -> Response {
    let parameters = parameters(&form);
    let answer = match parameters.get("grant_type").map(String::as_str) {
        Some("authorization_code") => spend_code(&issuer, &parameters),
        Some("refresh_token") => refresh(&issuer, &parameters).await,
        _ => Err(("unsupported_grant_type", "authorization_code or refresh_token is expected")),
    };
    let mut response = match answer {
        Ok(tokens) => Json(tokens).into_response(),
        Err((code, description)) => {
            (StatusCode::BAD_REQUEST, Json(json!({"error": code, "error_description": description}))).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

type Refusal = (&'static str, &'static str);

fn spend_code(issuer: &Issuer, parameters: &Parameters) -> Result<Value, Refusal> {
    let given = |name: &str| parameters.get(name).map(String::as_str).unwrap_or_default();
    // Taken out before anything is checked: whatever comes of this attempt, there is no second one.
    let grant = issuer.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(given("code"));
    let grant = grant
        .filter(|grant| grant.expires > Instant::now())
        .ok_or(("invalid_grant", "the code is unknown, spent or expired"))?;
    if given("client_id") != issuer.tokens.audience() || given("redirect_uri") != grant.redirect_uri {
        return Err(("invalid_grant", "the code was issued to another client or redirect_uri"));
    }
    if URL_SAFE_NO_PAD.encode(Sha256::digest(given("code_verifier"))) != grant.challenge {
        return Err(("invalid_grant", "the code_verifier does not match the code_challenge"));
    }
    issuer.tokens.answer(&grant.agent, grant.nonce.as_deref()).map_err(|_| ("server_error", "no token could be signed"))
}

async fn refresh(issuer: &Issuer, parameters: &Parameters) -> Result<Value, Refusal> {
    let refused = ("invalid_grant", "the refresh_token is not valid");
    let subject =
        parameters.get("refresh_token").and_then(|token| issuer.tokens.subject_of_refresh(token)).ok_or(refused)?;
    let agents = tokens::agents(&issuer.store).await.map_err(|_| ("server_error", "the agents could not be read"))?;
    // An agent who has left the directory gets no new token.
    let agent = agents.into_iter().find(|agent| agent.id == subject).ok_or(refused)?;
    issuer.tokens.answer(&agent, None).map_err(|_| ("server_error", "no token could be signed"))
}

async fn end_session(RawQuery(query): RawQuery) -> Response {
    let parameters = parameters(query.unwrap_or_default().as_bytes());
    match parameters.get("post_logout_redirect_uri") {
        Some(uri) if is_ours(uri) => back(uri, &[], &parameters),
        Some(_) => pages::problem(StatusCode::BAD_REQUEST, "The address to return to is not on this machine."),
        None => pages::signed_out(),
    }
}

/// Checks an authorization request. Until client and redirect address are known to be good, a problem is shown and not sent.
fn check(issuer: &Issuer, parameters: &Parameters) -> Result<String, Box<Response>> {
    let given = |name: &str| parameters.get(name).map(String::as_str).unwrap_or_default();
    let shown = |message: &str| Err(Box::new(pages::problem(StatusCode::BAD_REQUEST, message)));
    if given("client_id") != issuer.tokens.audience() {
        return shown("The application that asks for a sign-in is not known here.");
    }
    let redirect_uri = given("redirect_uri");
    if !is_ours(redirect_uri) {
        return shown("The address to return to is not on this machine.");
    }
    let refused = |code: &str, description: &str| {
        Err(Box::new(back(redirect_uri, &[("error", code), ("error_description", description)], parameters)))
    };
    if given("response_type") != "code" {
        return refused("unsupported_response_type", "response_type=code is expected");
    }
    if given("code_challenge_method") != "S256" || given("code_challenge").len() != 43 {
        return refused("invalid_request", "PKCE with S256 is required");
    }
    Ok(redirect_uri.to_owned())
}

/// Codes go to this machine only.
fn is_ours(uri: &str) -> bool {
    let Some(rest) = uri.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    !uri.contains('#') && !authority.contains('@') && (host == "127.0.0.1" || host == "localhost")
}

/// Redirects back to the application, with its `state`.
fn back(uri: &str, pairs: &[(&str, &str)], parameters: &Parameters) -> Response {
    let state = parameters.get("state").map(|state| ("state", state.as_str()));
    let query: Vec<String> =
        pairs.iter().copied().chain(state).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let glue = if query.is_empty() {
        ""
    } else if uri.contains('?') {
        "&"
    } else {
        "?"
    };
    Redirect::to(&format!("{uri}{glue}{}", query.join("&"))).into_response()
}

fn parameters(text: &[u8]) -> Parameters {
    String::from_utf8_lossy(text)
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " "))))
        .collect()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sent_to_this_machine_only() {
        assert!(is_ours("http://127.0.0.1:3000/desk/"));
        assert!(is_ours("http://localhost:5173/desk/callback?x=1"));
        for other in [
            "https://example.org/",
            "http://localhost.example.org/",
            "http://127.0.0.1@example.org/",
            "http://127.0.0.1:3000/#x",
            "//localhost/",
            "",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn parameters_survive_the_way_there_and_back() {
        let text = "a b&c=d/é+%";
        assert_eq!(
            parameters(format!("state={}", encoded(text)).as_bytes()).get("state").map(String::as_str),
            Some(text)
        );
    }
}
