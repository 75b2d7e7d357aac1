//! Public HTTP: the contact form, and a customer's own view of a ticket by its private link.
//!
//! Nobody signs in here. Opening a ticket is guarded by a proof of work, rate limits and a honeypot; everything else asks
//! for the token of a private link.

mod app;
pub mod challenge;
pub mod files;
pub mod forms;
mod limits;
mod link;
pub mod open;
pub mod portal;
mod thread;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use guichet_runtime::{Problem, http};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use app::App;

/// Every route of the function.
pub fn router(app: App) -> Router {
    let cors = cors(&app.origins);
    // What is said here is for one customer, now: neither a cache on the way nor a browser's may keep it.
    let no_store = SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let meter = app.meter.clone();
    let app = Arc::new(app);
    let door = middleware::from_fn_with_state(Arc::clone(&app), closed_but_through_the_edge);
    let routes: Router = api().split_for_parts().0.layer(door).layer(no_store).with_state(app);
    http::measured(meter, http::answered(routes).layer(cors))
}

/// Whoever knows the gateway's own address could write past the distribution and whatever guards it. Reading stays open: it
/// changes nothing, and shows nothing to who has no link.
async fn closed_but_through_the_edge(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || app.edge.admits(request.headers()) {
        return next.run(request).await;
    }
    let detail = "Please use this desk's public address.";
    Problem::new(StatusCode::FORBIDDEN, "not_through_the_edge", detail).into_response()
}

/// The part of the API's description that is about these routes.
pub fn openapi() -> OpenApi {
    api().into_openapi()
}

fn api() -> OpenApiRouter<Arc<App>> {
    let link =
        HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("The token of a private link")).build();
    let components = ComponentsBuilder::new().security_scheme("link", SecurityScheme::Http(link)).build();
    OpenApiRouter::with_openapi(OpenApiBuilder::new().components(Some(components)).build())
        .routes(routes!(forms::get_form))
        .routes(routes!(challenge::get_challenge))
        .routes(routes!(files::offer_upload))
        .routes(routes!(open::open_ticket))
        .routes(routes!(portal::read_ticket))
        .routes(routes!(files::get_file))
        .routes(routes!(portal::reply_as_customer))
        .routes(routes!(portal::resolve_as_customer))
        .routes(routes!(portal::reopen_as_customer))
}

/// Lets the sites that embed the contact form use it. The header that carries a link's token is not among those allowed,
/// so a page of another origin can never read a ticket, whatever the setting says.
fn cors(origins: &[HeaderValue]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.iter().cloned()))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static("idempotency-key")])
        .expose_headers([header::RETRY_AFTER])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_has_every_route_and_says_which_need_a_link() {
        let document = serde_json::to_value(openapi()).unwrap();
        let mut operations: Vec<String> = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let link = if operation.get("security").is_some() { " link" } else { "" };
                operations.push(format!("{method} {path}{link}"));
            }
        }
        operations.sort();
        assert_eq!(
            operations,
            [
                "get /api/v1/challenge",
                "get /api/v1/forms/{form}",
                "get /api/v1/portal/files/{file} link",
                "get /api/v1/portal/ticket link",
                "post /api/v1/portal/reopen link",
                "post /api/v1/portal/replies link",
                "post /api/v1/portal/resolve link",
                "post /api/v1/tickets",
                "post /api/v1/uploads",
            ]
        );
        assert_eq!(document["components"]["securitySchemes"]["link"]["scheme"], "bearer");
    }
}
