//! How the desk is set up: one document, changed as a whole from one revision to the next.

mod revisions;
mod rules;
mod texts;
mod yaml;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use guichet_domain::calendar::holidays_from_ical;
use guichet_domain::{Configuration, Exception, Fault, Holiday, Label};
use guichet_runtime::{Administers, Caller, FieldError, Json, Oversees, Problem, Text};
use guichet_store::{Configured, Revision, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

pub use revisions::*;
pub use rules::*;
pub use texts::*;

use crate::problems::{Configuring, Importable, ImportingHolidays, Overseeing};
use crate::{Answer, App};

/// The configuration as it is, and the revision that a change of it names.
#[derive(Serialize, ToSchema)]
pub struct ConfigurationNow {
    revision: u64,
    configuration: Configuration,
}

#[derive(Deserialize, ToSchema)]
pub struct SetConfiguration {
    /// The revision that the change was made on.
    base: u64,
    #[schema(value_type = Configuration)]
    configuration: Value,
    /// Why, for who reads the history.
    note: Option<String>,
    /// Only check it, and say what would change.
    #[serde(default)]
    dry_run: bool,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Importing {
    /// The revision that the import replaces.
    base: u64,
    /// Only check it, and say what would change.
    #[serde(default)]
    dry_run: bool,
}

/// What a change did, or would do.
#[derive(Serialize, ToSchema)]
pub struct Changed {
    /// The revision that is now, or still, in force.
    revision: u64,
    /// The parts that differ from the revision before, such as `policies.gold`.
    changed: Vec<String>,
    dry_run: bool,
}

/// The days of a feed, for a calendar's `exceptions` and `holidays`.
#[derive(Serialize, ToSchema)]
pub struct Holidays {
    exceptions: Vec<Exception>,
    holidays: Vec<Holiday>,
    skipped: Vec<Skipped>,
}

/// An event of the feed that is no holiday here.
#[derive(Serialize, ToSchema)]
pub struct Skipped {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Label>,
    why: String,
}

/// Read how the desk is set up
#[utoipa::path(
    get, path = "/api/v1/desk/configuration", tag = "configuration", security(("agent" = [])),
    responses((status = 200, description = "The configuration.", body = ConfigurationNow), Overseeing)
)]
pub async fn get_configuration(caller: Caller<Oversees>) -> Answer<ConfigurationNow> {
    let (revision, configuration) = (caller.desk.revision, Configuration::clone(&caller.desk.configuration));
    Ok(axum::Json(ConfigurationNow { revision, configuration }))
}

/// Set the desk up
///
/// The document is checked and put in force as a whole, or not at all.
#[utoipa::path(
    put, path = "/api/v1/desk/configuration", tag = "configuration", request_body = SetConfiguration,
    security(("agent" = [])),
    responses((status = 200, description = "What changed.", body = Changed), Configuring)
)]
pub async fn set_configuration(
    State(app): State<App>,
    caller: Caller<Administers>,
    Json(set): Json<SetConfiguration>,
) -> Answer<Changed> {
    let configuration = yaml::typed(set.configuration)?;
    let note = set.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    app.configure(&caller, Wish { base: set.base, configuration, note, reverts_to: None, dry_run: set.dry_run }).await
}

/// Export the configuration
///
/// As YAML, for a repository of your own. Who is online or away is no part of it.
#[utoipa::path(
    get, path = "/api/v1/desk/configuration/export", tag = "configuration", security(("agent" = [])),
    responses(
        (status = 200, description = "The configuration.", body = String, content_type = "application/yaml"),
        Overseeing,
    )
)]
pub async fn export_configuration(caller: Caller<Oversees>) -> Result<impl IntoResponse, Problem> {
    let text = yaml::write(&caller.desk.configuration)?;
    let name = format!("attachment; filename=\"guichet-{}.yaml\"", caller.desk.revision);
    Ok(([(header::CONTENT_TYPE, "application/yaml".to_owned()), (header::CONTENT_DISPOSITION, name)], text))
}

/// Import a configuration
///
/// What is not in the document is not set up any more. `dry_run` says what that would change.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/import", tag = "configuration", params(Importing),
    request_body(content = String, content_type = "application/yaml"),
    security(("agent" = [])),
    responses((status = 200, description = "What changed.", body = Changed), Importable)
)]
pub async fn import_configuration(
    State(app): State<App>,
    caller: Caller<Administers>,
    query: Result<Query<Importing>, QueryRejection>,
    Text(text): Text,
) -> Answer<Changed> {
    let Query(Importing { base, dry_run }) = query?;
    let configuration = yaml::read(&text)?;
    app.configure(&caller, Wish { base, configuration, note: None, reverts_to: None, dry_run }).await
}

/// Read the holidays of an iCalendar feed
///
/// Changes nothing: the days come back for a calendar to be set up with.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/holidays", tag = "configuration",
    request_body(content = String, content_type = "text/calendar"),
    security(("agent" = [])),
    responses((status = 200, description = "The days.", body = Holidays), ImportingHolidays)
)]
pub async fn read_holidays(_: Caller<Administers>, Text(text): Text) -> Answer<Holidays> {
    let feed = holidays_from_ical(&text)
        .map_err(|error| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "feed_invalid", error.to_string()))?;
    let skipped = feed.skipped.into_iter().map(|skipped| Skipped {
        line: skipped.line,
        name: skipped.name,
        why: skipped.why.to_string(),
    });
    let (exceptions, holidays) = (feed.exceptions, feed.holidays);
    Ok(axum::Json(Holidays { exceptions, holidays, skipped: skipped.collect() }))
}

/// A configuration that somebody wants.
struct Wish {
    base: u64,
    configuration: Configuration,
    note: Option<String>,
    reverts_to: Option<u64>,
    dry_run: bool,
}

impl App {
    async fn configure(&self, caller: &Caller<Administers>, wish: Wish) -> Answer<Changed> {
        let Wish { base, configuration, note, reverts_to, dry_run } = wish;
        let before = self.store.rulebook_now().await?;
        if before.revision != base {
            return Err(stale(before.revision));
        }
        let faults = configuration.check();
        if !faults.is_empty() {
            return Err(invalid(&faults));
        }
        if !configuration.agents.iter().any(|agent| agent.role.may(guichet_domain::Permission::Administer)) {
            let message = "nobody would be left who may change this";
            return Err(invalid_at("agents", "no_administrator", message));
        }
        let changed = before.configuration.places_that_differ(&configuration);
        if dry_run || changed.is_empty() {
            return Ok(axum::Json(Changed { revision: base, changed, dry_run }));
        }
        let (at, by) = (self.clock.now(), caller.actor());
        let revision = Revision { revision: base + 1, at, by, note, reverts_to, changed: changed.clone() };
        match self.store.configure(base, configuration, revision).await {
            Ok(Configured::Done(now)) => Ok(axum::Json(Changed { revision: now.revision, changed, dry_run })),
            Ok(Configured::Stale) => Err(stale(self.store.rulebook_now().await?.revision)),
            Err(StoreError::TooLarge { bytes, limit }) => {
                Err(invalid_at("", "too_large", &format!("it takes {bytes} bytes, of at most {limit}")))
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn stale(current: u64) -> Problem {
    let detail = "Somebody else has changed the configuration since you opened it.";
    Problem::new(StatusCode::CONFLICT, "stale_revision", detail).with("current", current)
}

fn invalid(faults: &[Fault]) -> Problem {
    let error = |fault: &Fault| FieldError {
        field: fault.place.clone(),
        code: fault.code.to_owned(),
        detail: fault.message.clone(),
    };
    let detail = "A desk can not be run with this. Nothing was changed.";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "configuration_invalid", detail)
        .with("errors", faults.iter().map(error).collect::<Vec<_>>())
}

fn invalid_at(place: &str, code: &'static str, message: &str) -> Problem {
    invalid(&[Fault { place: place.to_owned(), code, message: message.to_owned() }])
}
