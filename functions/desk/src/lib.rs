//! The agents' HTTP API, and the document that describes the whole API.

mod addresses;
mod assignment;
mod bus;
mod change;
mod configuration;
mod conversation;
mod correspondence;
mod cost;
mod document;
mod escalation;
mod files;
mod held;
mod original;
mod page;
mod people;
mod present;
mod problems;
mod properties;
mod reports;
mod ticket;
mod timeline;
mod views;
mod waiting;

use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::Response;
use guichet_files::Files;
use guichet_runtime::{Clients, Clock, ConfigError, Env, Meter, Problem, Sender, http};
use guichet_store::Store;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::bus::Bus;

#[derive(Clone)]
pub struct App {
    pub store: Store,
    files: Files,
    bus: Bus,
    sender: Sender,
    clock: Clock,
    meter: Meter,
}

/// What a handler gives back.
type Answer<T> = Result<axum::Json<T>, Problem>;

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self {
            store: guichet_runtime::store(env, clients)?,
            files: guichet_runtime::files(env, clients)?,
            bus: Bus::new(env, clients)?,
            sender: Sender::from_env(env)?,
            clock: clients.clock.clone(),
            meter: Meter::from_env("desk", env)?,
        })
    }
}

impl FromRef<App> for Store {
    fn from_ref(app: &App) -> Self {
        app.store.clone()
    }
}

pub fn router(app: App) -> Router {
    let (router, meter): (Router<App>, _) = (documented().into(), app.meter.clone());
    http::layered(meter, router.with_state(app).layer(middleware::map_response(keep_out_of_caches)))
}

/// The document of this function's own routes.
pub fn openapi() -> OpenApi {
    documented().into_openapi()
}

fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::frame())
        .routes(routes!(people::get_me))
        .routes(routes!(people::set_availability))
        .routes(routes!(people::set_out_of_office))
        .routes(routes!(people::list_agents))
        .routes(routes!(people::list_teams))
        .routes(routes!(views::list_views))
        .routes(routes!(views::list_tickets))
        .routes(routes!(ticket::get_ticket_by_number))
        .routes(routes!(ticket::get_ticket))
        .routes(routes!(conversation::reply))
        .routes(routes!(conversation::add_note))
        .routes(routes!(files::offer_upload))
        .routes(routes!(files::get_file))
        .routes(routes!(original::get_original))
        .routes(routes!(original::get_source))
        .routes(routes!(correspondence::set_participants))
        .routes(routes!(correspondence::set_following))
        .routes(routes!(correspondence::forward_ticket))
        .routes(routes!(held::list_held))
        .routes(routes!(held::release_held))
        .routes(routes!(held::delete_held))
        .routes(routes!(held::block_held))
        .routes(routes!(addresses::list_addresses, addresses::set_address))
        .routes(routes!(assignment::claim_ticket))
        .routes(routes!(assignment::assign_ticket))
        .routes(routes!(assignment::unassign_ticket))
        .routes(routes!(properties::set_state))
        .routes(routes!(properties::set_priority))
        .routes(routes!(properties::set_type))
        .routes(routes!(properties::set_team))
        .routes(routes!(properties::set_tags))
        .routes(routes!(properties::mark_spam))
        .routes(routes!(properties::restore_ticket))
        .routes(routes!(properties::revoke_link))
        .routes(routes!(escalation::escalate_ticket))
        .routes(routes!(escalation::set_reminder))
        .routes(routes!(escalation::apply_policy))
        .routes(routes!(reports::report_now))
        .routes(routes!(reports::report_attainment))
        .routes(routes!(configuration::get_configuration))
        .routes(routes!(configuration::set_configuration))
        .routes(routes!(configuration::export_configuration))
        .routes(routes!(configuration::import_configuration))
        .routes(routes!(configuration::read_holidays))
        .routes(routes!(configuration::try_rule))
        .routes(routes!(configuration::list_delivered_texts))
        .routes(routes!(configuration::preview_text))
        .routes(routes!(configuration::test_text))
        .routes(routes!(configuration::list_revisions))
        .routes(routes!(configuration::get_revision))
        .routes(routes!(configuration::restore_revision))
        .routes(routes!(document::get_openapi))
        .routes(routes!(document::get_docs))
}

/// Tickets are nobody's to keep. An answer that may be kept says so itself.
async fn keep_out_of_caches(mut response: Response) -> Response {
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
