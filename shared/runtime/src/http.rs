//! What every function that serves HTTP shares: the measure and the log of a request, and bodies read with clear errors.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, MatchedPath, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use lambda_http::RequestExt;
use serde::de::DeserializeOwned;

use crate::Problem;
use crate::measure::{self, Meter, Trigger};

/// The largest body that a request may have, in bytes. A message of 50,000 characters of four bytes each fits.
pub const BODY_LIMIT: usize = 256 * 1024;

/// Serves a router as a Lambda function, for ever.
pub async fn serve(router: Router) -> Result<(), lambda_http::Error> {
    lambda_http::run(router).await
}

/// Adds what each request gets: its cost and one line in the log, and a clear answer for a path that is not there.
pub fn layered(meter: Meter, router: Router) -> Router {
    measured(meter, answered(router))
}

/// Adds clear answers for what is not there.
pub fn answered(router: Router) -> Router {
    router.fallback(async || Problem::not_found("There is nothing at this address.")).method_not_allowed_fallback(
        async || {
            let detail = "This address does not take this method.";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail)
        },
    )
}

/// Measures each request, whatever answers it: this comes around everything else.
pub fn measured(meter: Meter, router: Router) -> Router {
    router.layer(middleware::from_fn(move |request, next| measure(meter.clone(), request, next)))
}

async fn measure(meter: Meter, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    let route = format!("{} {path}", request.method());
    let request_id = request.lambda_context_ref().map_or_else(String::new, |context| context.request_id.clone());
    measure::invoked(request_id, async {
        let done = measure::watched(next.run(request)).await;
        let status = done.output.status();
        meter.log(&Trigger::Request { route: &route, status: status.as_u16() }, &done, status.is_server_error());
        done.output
    })
    .await
}

/// A JSON body. What can not be read is answered with where it went wrong.
pub struct Json<T>(pub T);

/// A JSON body together with its bytes, for those who compare one request with an earlier one.
pub struct JsonWithBytes<T> {
    pub value: T,
    pub bytes: Vec<u8>,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        JsonWithBytes::from_request(request, state).await.map(|body| Self(body.value))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonWithBytes<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.to_ascii_lowercase().starts_with("application/json"));
        if !is_json {
            let detail = "The body must be JSON, with Content-Type: application/json.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", detail));
        }
        let bytes = body(request.into_body()).await?;
        let value = read(&bytes)?;
        Ok(Self { value, bytes })
    }
}

/// A body of plain text.
pub struct Text(pub String);

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let bytes = body(request.into_body()).await?;
        String::from_utf8(bytes)
            .map(Self)
            .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "malformed_body", "The body is not valid UTF-8."))
    }
}

async fn body(body: Body) -> Result<Vec<u8>, Problem> {
    to_bytes(body, BODY_LIMIT).await.map(Vec::from).map_err(|_| {
        let detail = format!("The body is larger than {BODY_LIMIT} bytes.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
    })
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let malformed = |detail: String| Problem::new(StatusCode::BAD_REQUEST, "malformed_body", detail);
    let text = std::str::from_utf8(bytes).map_err(|_| malformed("The body is not valid UTF-8.".to_owned()))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let (path, inner) = (error.path().to_string(), error.inner().to_string());
        malformed(if path == "." { inner } else { format!("{path}: {inner}") })
    })?;
    reader.end().map_err(|error| malformed(error.to_string()))?;
    Ok(value)
}
