//! Another site may embed the contact form if the desk allows it, and may never read a ticket.

use axum::http::Method;
use serde_json::json;

use crate::door::{Door, Expect};

const SITE: &str = "https://www.example.org";

async fn allowed(door: &Door, path: &str, origin: &str, wanted: &str) -> (Option<String>, String) {
    let call = door.call(Method::OPTIONS, path).header("origin", origin);
    let call = call.header("access-control-request-method", "POST").header("access-control-request-headers", wanted);
    let headers = call.empty().await.headers;
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    (text("access-control-allow-origin"), text("access-control-allow-headers").unwrap_or_default())
}

#[tokio::test]
async fn only_the_sites_that_are_named_may_embed_the_form() {
    let door = Door::with(&[("ALLOWED_ORIGINS", SITE)]).await;
    let (origin, headers) = allowed(&door, "/api/v1/tickets", SITE, "content-type,idempotency-key").await;
    assert_eq!((origin.as_deref(), headers.as_str()), (Some(SITE), "content-type,idempotency-key"));
    let form = door.form(json!({})).await;
    let call = door.call(Method::POST, "/api/v1/tickets").header("idempotency-key", "key-1").header("origin", SITE);
    let answer = call.json(&form).await;
    assert_eq!(answer.headers["access-control-allow-origin"], SITE);
    assert!(answer.headers["vary"].to_str().unwrap().contains("origin"));
    answer.expect(201);

    let (origin, _) = allowed(&door, "/api/v1/tickets", "https://evil.example", "content-type").await;
    assert_eq!(origin, None);
    let (origin, _) = allowed(&Door::open().await, "/api/v1/tickets", SITE, "content-type").await;
    assert_eq!(origin, None, "none is allowed unless it is named");
}

#[tokio::test]
async fn no_site_may_send_the_token_of_a_link() {
    let door = Door::with(&[("ALLOWED_ORIGINS", SITE)]).await;
    let (_, headers) = allowed(&door, "/api/v1/portal/ticket", SITE, "authorization").await;
    assert!(!headers.contains("authorization"));
}
