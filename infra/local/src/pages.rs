//! The frame of the host's own pages under `/_local`.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// Nothing but the host's own style sheet, forms and frames; there is no script on these pages.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";

/// A page under construction: its parts are written as HTML, and whatever came from outside goes through `escape`.
pub struct Page<'a> {
    pub title: &'a str,
    pub here: &'a str,
    pub narrow: bool,
    pub body: String,
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        self.with_status(StatusCode::OK)
    }
}

impl Page<'_> {
    pub fn with_status(self, status: StatusCode) -> Response {
        let links = [
            ("/", "Portal"),
            ("/desk/", "Desk"),
            ("/_local/mail", "Mail"),
            ("/_local/clock", "Clock"),
            ("/_local/queues", "Set aside"),
            ("/api/docs", "API"),
        ];
        let links: String = links
            .iter()
            .map(|(path, name)| {
                let current = if *path == self.here { " aria-current=\"page\"" } else { "" };
                format!("<a href=\"{path}\"{current}>{name}</a>")
            })
            .collect();
        let title = escape(self.title);
        let narrow = if self.narrow { " class=\"narrow\"" } else { "" };
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title} · Guichet on this machine</title><link rel=\"stylesheet\" href=\"/_local/style.css\"><link rel=\"icon\" href=\"data:,\"></head>\
             <body><nav class=\"top\" aria-label=\"This machine\"><strong>Guichet</strong>{links}</nav><main{narrow}>{body}</main></body></html>",
            body = self.body,
        );
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// Makes a text safe in HTML, in content and in quoted attributes alike.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether a program asks, and not a person at a page.
pub fn wants_json(headers: &HeaderMap, name: header::HeaderName) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("application/json"))
}

pub async fn style() -> Response {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")],
        include_str!("../assets/style.css"),
    )
        .into_response()
}
