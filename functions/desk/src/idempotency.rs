//! Requests that a client may send again without doing anything twice.

use axum::http::{HeaderMap, StatusCode};
use guichet_domain::{AgentId, Invalid, TicketId};
use guichet_runtime::{FieldError, Problem};
use guichet_store::{IdempotencyRecord, keys};
use jiff::Timestamp;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 200;
const REMEMBERED_SECONDS: i64 = 24 * 3600;

/// The key that a client gave a request, and what it asked for under it.
pub struct RequestKey {
    key: String,
    asked: String,
}

impl RequestKey {
    pub fn required(headers: &HeaderMap, operation: &str, body: &[u8]) -> Result<Self, Problem> {
        Self::optional(headers, operation, body)?.ok_or_else(|| {
            let detail = "Send an Idempotency-Key header, so that the request can be repeated safely.";
            Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_missing", detail)
        })
    }

    pub fn optional(headers: &HeaderMap, operation: &str, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(value) = headers.get(HEADER) else { return Ok(None) };
        let key = value.to_str().unwrap_or_default().trim();
        if key.is_empty() || key.len() > LONGEST {
            let invalid = Invalid::Malformed("1 to 200 printable ASCII characters are expected");
            return Err(Problem::validation(vec![FieldError::new("Idempotency-Key", &invalid)]));
        }
        // The same words as a note and as a reply are two different requests.
        let asked = format!("{operation}\n{}", String::from_utf8_lossy(body));
        Ok(Some(Self { key: key.to_owned(), asked }))
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// Keys belong to whoever chose them: two agents who choose the same do not meet.
    pub fn scope(agent: &AgentId) -> String {
        format!("desk/{agent}")
    }

    pub fn record(&self, agent: &AgentId, ticket: TicketId, now: Timestamp) -> IdempotencyRecord {
        IdempotencyRecord {
            scope: Self::scope(agent),
            key: self.key.clone(),
            body_hash: keys::hash(&self.asked),
            ticket,
            expires_at: now.as_second() + REMEMBERED_SECONDS,
        }
    }

    /// Whether a record tells of this very request. A record that is gone again can not vouch for it.
    pub fn check(&self, ticket: TicketId, record: Option<&IdempotencyRecord>) -> Result<(), Problem> {
        if record.is_some_and(|record| record.ticket == ticket && record.body_hash == keys::hash(&self.asked)) {
            return Ok(());
        }
        let detail = "This Idempotency-Key was used before, for a different request.";
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail))
    }
}
