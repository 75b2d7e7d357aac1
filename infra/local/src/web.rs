//! The built web, served as the distribution serves it in the cloud: same paths, same headers.

use crate::clock::DeskClock;
use crate::pages::Page;
use axum::extract::{Request, State};
use axum::http::header::InvalidHeaderValue;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::path::{Path, PathBuf};
use tower_http::services::{ServeDir, ServeFile};

/// Everything from this origin, but for files: pages send them to the bucket and show images from it. The proof of work runs in
/// a worker, which a bundler may have put into a blob.
pub fn policy(bucket_origin: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::try_from(format!(
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data: {bucket_origin}; \
         connect-src 'self' {bucket_origin}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ))
}

/// Of the page in which the desk shows the original of a mail: nothing runs but its own script, nothing is sent, and it has no origin.
/// The HTML names an image of another server only if the agent has asked for those.
const ORIGINAL_POLICY: &str = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; script-src 'self'; \
     style-src 'self' 'unsafe-inline'; img-src http: https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The web's folder, if it has been built; `issuer` is what the desk signs in with.
pub fn router(dist: Option<PathBuf>, issuer: &str, client_id: &str) -> Router {
    let config = json!({
        "oidc": {"issuer": issuer, "client_id": client_id, "scope": "openid profile email"},
        "desk_name": "Guichet",
    });
    let router = Router::new()
        .route("/config.json", get(async move || ([(header::CACHE_CONTROL, "no-cache")], Json(config))))
        // A page's own address has the slash, or its relative links would lead elsewhere.
        .route("/desk", get(async || Redirect::permanent("/desk/")))
        .route("/ticket", get(async || Redirect::permanent("/ticket/")));
    let Some(dist) = dist.filter(|dist| dist.join("index.html").is_file()) else {
        return router.fallback(not_built);
    };
    let application = |name: &str| ServeDir::new(dist.join(name)).fallback(ServeFile::new(page_of(&dist, name)));
    router
        .nest_service("/desk/", application("desk"))
        .nest_service("/ticket/", application("ticket"))
        .fallback_service(ServeDir::new(&dist).not_found_service(get(not_found)))
}

/// An application of its own has its own page; one that shares the portal's is served by that.
fn page_of(dist: &Path, name: &str) -> PathBuf {
    let own = dist.join(name).join("index.html");
    if own.is_file() { own } else { dist.join("index.html") }
}

/// Answers carry the date of the desk's clock: the pages count down by it, so a moved clock must show there too.
pub async fn date(State(clock): State<DeskClock>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let date = clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// Sets what every answer of this origin has in common, where it does not say otherwise itself.
pub async fn headers(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    // An application's page stands in for files that are not there, and must not be kept in their name.
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::REFERRER_POLICY, "no-referrer");
    if path.starts_with("/api/") {
        return response;
    }
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    default(
        header::CACHE_CONTROL,
        if found && !is_page && is_hashed(&path) { "public, max-age=31536000, immutable" } else { "no-cache" },
    );
    let policy = if path == "/original.html" { HeaderValue::from_static(ORIGINAL_POLICY) } else { policy };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    response
}

/// The bundler puts files whose name changes with their content into `assets`, and no others.
fn is_hashed(path: &str) -> bool {
    path.split('/').any(|part| part == "assets")
}

/// People type `localhost`; tokens and links say `127.0.0.1`. One origin it must be, so pages are sent to the one.
pub async fn one_origin(canonical: String, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let elsewhere =
        canonical.strip_prefix("http://127.0.0.1:").is_some_and(|port| host.strip_prefix("localhost:") == Some(port));
    let is_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/v1/");
    if elsewhere && is_page {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return Redirect::temporary(&format!("{canonical}{path}")).into_response();
    }
    next.run(request).await
}

async fn not_built() -> Response {
    let body = "<h1>The web is not built yet</h1><p>The API, the sent mail and the clock work without it. To see the portal and the desk, build the web once and reload:</p>\
        <div class=\"panel\"><pre>npm --prefix web ci\nnpm --prefix web run build</pre></div>";
    Page { title: "The web is not built yet", here: "/", narrow: true, body: body.to_owned() }
        .with_status(StatusCode::NOT_FOUND)
}

async fn not_found() -> Response {
    let body =
        "<h1>There is nothing here</h1><p><a href=\"/\">To the portal</a> · <a href=\"/desk/\">To the desk</a></p>"
            .to_owned();
    Page { title: "Not found", here: "", narrow: true, body }.with_status(StatusCode::NOT_FOUND)
}
