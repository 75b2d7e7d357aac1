//! The one place where errors become HTTP: problem documents of RFC 9457 with a stable `code`.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_domain::{Invalid, Refusal};
use guichet_files::FileError;
use guichet_store::{CommitError, StoreError};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::measure;

/// How long who is turned away should wait: a database that is on demand grows within seconds.
const BUSY_SECONDS: i64 = 2;

/// A problem as the caller reads it. It never holds a cause: causes are logged, where only operators read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A name for the kind of problem, `urn:guichet:problem:<code>`.
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    /// Stable: programs may rely on it.
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(flatten)]
    #[schema(ignore)]
    more: Map<String, Value>,
    #[serde(skip)]
    retry_after: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    pub field: String,
    /// `required`, `too_long`, `invalid` or `unknown`.
    pub code: String,
    pub detail: String,
}

impl Problem {
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:guichet:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: Some(detail.into()),
            errors: Vec::new(),
            more: Map::new(),
            retry_after: None,
        }
    }

    pub fn validation(errors: Vec<FieldError>) -> Self {
        let detail = "Some fields can not be accepted.";
        Self { errors, ..Self::new(StatusCode::BAD_REQUEST, "validation_failed", detail) }
    }

    pub fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// Something on our side. The caller learns no more than that; what it was is for the log.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        measure::note(|work| work.error = Some(cause.to_string()));
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side. Please try again.")
    }

    /// The database, or another service, is busy or out of reach. Whatever the request asked for happened as a whole or not at all, so it can be
    /// sent again as it is.
    pub fn unavailable(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "a request could not be served");
        let detail = "There is too much to do just now. Please send the same request again in a moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).retry_after(BUSY_SECONDS)
    }

    /// Seconds after which the caller may try again.
    pub fn retry_after(self, seconds: i64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// A member of its own, beside the standard ones.
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => {
                self.more.insert(name.to_owned(), value);
                self
            }
            Err(error) => Self::internal(&error),
        }
    }

    pub fn code(&self) -> &str {
        &self.code
    }
}

impl FieldError {
    pub fn new(field: &str, error: &Invalid) -> Self {
        Self { field: field.to_owned(), code: error.code().to_owned(), detail: error.to_string() }
    }

    pub fn unknown(field: &str, detail: &str) -> Self {
        Self { field: field.to_owned(), code: "unknown".to_owned(), detail: detail.to_owned() }
    }
}

/// Parses fields one after the other and remembers all that is wrong, so that a person mends a form once.
#[derive(Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    pub fn parse<T: std::str::FromStr<Err = Invalid>>(&mut self, field: &str, value: &str) -> Option<T> {
        value.parse().map_err(|error| self.errors.push(FieldError::new(field, &error))).ok()
    }

    /// An optional field: absent and empty are the same.
    pub fn parse_optional<T: std::str::FromStr<Err = Invalid>>(
        &mut self,
        field: &str,
        value: Option<&str>,
    ) -> Option<T> {
        value.map(str::trim).filter(|value| !value.is_empty()).and_then(|value| self.parse(field, value))
    }

    pub fn reject(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    pub fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.into_problem()) }
    }

    pub fn into_problem(self) -> Problem {
        Problem::validation(self.errors)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        measure::note(|work| work.outcome = Some(self.code.clone().into()));
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } => Self::unavailable(&error),
            _ => Self::internal(&error),
        }
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Unavailable { .. } => Self::unavailable(&error),
            _ => Self::internal(&error),
        }
    }
}

/// What is left of a commit's outcomes for who has no better answer to them.
impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => error.into(),
            error => Self::internal(&error),
        }
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "validation_failed", rejection.body_text())
    }
}

/// A rule said no: what was asked does not fit the state that the ticket is in.
impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::AgentsOnly => StatusCode::FORBIDDEN,
            Refusal::ScheduleNotInFuture | Refusal::TooManyTags { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::TooManyParticipants { .. } | Refusal::TooManyAttachments { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Refusal::TicketFilesFull { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::AssigneeNotInTeam { .. } | Refusal::AssigneeMayNotWork(_) => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        };
        Self::new(status, refusal.code(), refusal.to_string())
    }
}
