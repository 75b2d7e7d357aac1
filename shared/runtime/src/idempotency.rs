//! Requests that are carried out once, however often they are sent.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use guichet_domain::TicketId;
use guichet_store::{IdempotencyRecord, Store, keys};
use jiff::Timestamp;

use crate::Problem;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 200;
/// How long an answer can be asked for again. A form keeps its draft, and the draft's key, on the customer's device; a
/// week covers the laptop that was closed on a Friday before the answer came.
const REMEMBERED_SECONDS: i64 = 7 * 24 * 3600;

/// The `Idempotency-Key` header, which a handler that takes it requires.
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Binds the key to what the request asks for and to the scope in which keys must differ.
    pub fn once(self, scope: impl Into<String>, body: &[u8]) -> Once {
        Once { scope: scope.into(), key: self.0, body_hash: keys::hash(&String::from_utf8_lossy(body)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
        let usable = (1..=LONGEST).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic());
        usable.then(|| Self(value.to_owned())).ok_or_else(|| {
            let detail = format!("An Idempotency-Key header of 1 to {LONGEST} visible ASCII characters is needed.");
            Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_missing", detail)
        })
    }
}

/// For requests that may do without: absent is well, unusable is not.
impl<S: Send + Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        if !parts.headers.contains_key(HEADER) {
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state).await.map(Some)
    }
}

/// One request, by its key and by a hash of its body.
pub struct Once {
    scope: String,
    key: String,
    body_hash: String,
}

impl Once {
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The ticket that this request changed when it came before. The same key with another body is a mistake of the
    /// caller's, and carrying out either would hide it.
    pub async fn earlier(&self, store: &Store, now: Timestamp) -> Result<Option<TicketId>, Problem> {
        let Some(record) = store.idempotency(&self.scope, &self.key, now).await? else { return Ok(None) };
        if record.body_hash != self.body_hash {
            let detail = "This Idempotency-Key was used for another request. Use a new key for a new request.";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail));
        }
        Ok(Some(record.ticket))
    }

    /// What is committed together with the change, so that it is made once.
    pub fn record(&self, ticket: TicketId, now: Timestamp) -> IdempotencyRecord {
        IdempotencyRecord {
            scope: self.scope.clone(),
            key: self.key.clone(),
            made_at: now,
            body_hash: self.body_hash.clone(),
            ticket,
            expires_at: now.as_second() + REMEMBERED_SECONDS,
        }
    }
}
