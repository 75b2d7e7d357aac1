//! The document of the whole API and the page made from it.
//!
//! A function never imports another, so the document that holds all of them is made where all are known, in the tests,
//! and kept in the repository; this function serves that snapshot.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{Html, IntoResponse};
use guichet_runtime::{FieldError, Problem};
use serde_json::json;
use utoipa::OpenApi;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::schema::AllOfBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, Ref, Schema};

use crate::change::Meanwhile;
use crate::page;
use crate::problems::CATALOGUE;

pub const SNAPSHOT: &str = include_str!("../../../docs/openapi.json");
const KEEP: &str = "public, max-age=300";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Guichet",
        description = "A help desk that runs as functions. Customers open tickets through a form and follow them by a \
            private link; agents answer them at the desk.\n\nBodies are JSON in `snake_case`, times are RFC 3339 in UTC. \
            Errors are problem documents (RFC 9457) with a stable `code`. A write on a ticket names the `version` that \
            the caller saw; if the ticket has moved on, the answer is `stale_version` with what happened since."
    ),
    components(schemas(Problem, FieldError, Meanwhile)),
    tags(
        (name = "people", description = "The caller, the agents and the teams."),
        (name = "tickets", description = "Lists of tickets, and a ticket as an agent sees it."),
        (name = "conversation", description = "Answers to the customer, and notes between colleagues."),
        (name = "mail", description = "Mail that came in: what is held, who is let in, and messages as they came."),
        (name = "assignment", description = "Who works on a ticket."),
        (name = "properties", description = "What a ticket is and how it stands."),
        (name = "configuration", description = "How the desk is set up: calendars, service levels, teams, agents, rules."),
        (name = "document", description = "This document."),
    )
)]
struct Frame;

/// The document before any route is in it.
pub fn frame() -> Document {
    let mut document = Frame::openapi();
    let components = document.components.get_or_insert_default();
    let agent = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("An agent's access token, from the desk's OpenID Connect issuer."));
    components.add_security_scheme("agent", SecurityScheme::Http(agent.build()));
    let stale = AllOfBuilder::new().item(Ref::from_schema_name("Problem")).item(Ref::from_schema_name("Meanwhile"));
    components.schemas.insert("StaleVersion".to_owned(), Schema::from(stale.build()).into());
    document.extensions = Some(ExtensionsBuilder::new().add("x-problems", json!(CATALOGUE)).build());
    document
}

/// This document
#[utoipa::path(
    get, path = "/api/openapi.json", tag = "document",
    responses((status = 200, description = "The API in OpenAPI 3.1.", body = serde_json::Value))
)]
pub async fn get_openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, KEEP)], SNAPSHOT)
}

/// This document as a page
#[utoipa::path(
    get, path = "/api/docs", tag = "document",
    responses((status = 200, description = "A page to read.", body = String, content_type = "text/html"))
)]
pub async fn get_docs() -> impl IntoResponse {
    // The page brings its own style and nothing else: no script, nothing from elsewhere.
    static PAGE: LazyLock<String> = LazyLock::new(|| page::render(&serde_json::from_str(SNAPSHOT).unwrap_or_default()));
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    ([(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, KEEP)], Html(PAGE.as_str()))
}
