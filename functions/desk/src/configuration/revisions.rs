//! What was changed, by whom and when; and going back.

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use guichet_domain::{Actor, AgentId, Configuration};
use guichet_runtime::{Administers, Caller, Json, Oversees, Problem};
use guichet_store::Revision;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{Changed, Wish};
use crate::problems::{Configuring, FindingRevision, ListingRevisions};
use crate::{Answer, App};

const PAGE: i32 = 50;

#[derive(Serialize, ToSchema)]
pub struct RevisionEntry {
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: MadeBy,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The revision that was gone back to, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    reverts_to: Option<u64>,
    /// The parts that it changed.
    changed: Vec<String>,
}

impl RevisionEntry {
    fn new(made: Revision, desk: &Configuration) -> Self {
        let Revision { revision, at, by, note, reverts_to, changed } = made;
        let by = match by {
            // Who has left the desk is still known by their id.
            Actor::Agent { id } => {
                let name = desk.agent(&id).map_or_else(|| id.to_string(), |agent| agent.name.to_string());
                MadeBy { kind: Maker::Agent, id: Some(id), name }
            }
            Actor::System { name } => MadeBy { kind: Maker::System, id: None, name },
            Actor::Customer { id } => MadeBy { kind: Maker::System, id: None, name: id.to_string() },
        };
        Self { revision, at, by, note, reverts_to, changed }
    }
}

/// Who made a revision.
#[derive(Serialize, ToSchema)]
pub struct MadeBy {
    kind: Maker,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<AgentId>,
    name: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Maker {
    Agent,
    System,
}

#[derive(Serialize, ToSchema)]
pub struct RevisionList {
    /// The latest first.
    revisions: Vec<RevisionEntry>,
    /// What to pass as `before` for earlier ones; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_before: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Before {
    /// Only revisions before this one.
    before: Option<u64>,
}

/// A part that a revision changed.
#[derive(Serialize, ToSchema)]
pub struct Difference {
    place: String,
    /// Absent if it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    /// Absent if it is not there any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
}

#[derive(Serialize, ToSchema)]
pub struct RevisionDetail {
    revision: RevisionEntry,
    differences: Vec<Difference>,
}

#[derive(Deserialize, ToSchema)]
pub struct Restore {
    /// The revision that is in force.
    base: u64,
}

/// List the revisions of the configuration
#[utoipa::path(
    get, path = "/api/v1/desk/configuration/revisions", tag = "configuration", params(Before),
    security(("agent" = [])),
    responses((status = 200, description = "The latest revisions.", body = RevisionList), ListingRevisions)
)]
pub async fn list_revisions(
    State(app): State<App>,
    caller: Caller<Oversees>,
    query: Result<Query<Before>, QueryRejection>,
) -> Answer<RevisionList> {
    let Query(Before { before }) = query?;
    let made = app.store.revisions(before, PAGE).await?;
    let last = made.last().map(|made| made.revision);
    let next_before = last.filter(|last| *last > 1);
    let desk = &caller.desk.configuration;
    let revisions = made.into_iter().map(|made| RevisionEntry::new(made, desk)).collect();
    Ok(axum::Json(RevisionList { revisions, next_before }))
}

/// Read what a revision changed
#[utoipa::path(
    get, path = "/api/v1/desk/configuration/revisions/{revision}", tag = "configuration",
    params(("revision" = u64, Path)), security(("agent" = [])),
    responses((status = 200, description = "The revision.", body = RevisionDetail), FindingRevision)
)]
pub async fn get_revision(
    State(app): State<App>,
    caller: Caller<Oversees>,
    Revised(revision): Revised,
) -> Answer<RevisionDetail> {
    let made = app.store.revisions(Some(revision.saturating_add(1)), 1).await?.pop();
    let made = made.filter(|made| made.revision == revision).ok_or_else(no_such_revision)?;
    let (after, before) = tokio::try_join!(app.document(revision), app.document(revision.saturating_sub(1)))?;
    let (before, after) = (before.unwrap_or_default(), after.ok_or_else(no_such_revision)?);
    let (before_json, after_json) = (json(&before)?, json(&after)?);
    let differences = before.places_that_differ(&after).into_iter().map(|place| Difference {
        before: part(&before_json, &place),
        after: part(&after_json, &place),
        place,
    });
    let differences = differences.collect();
    let revision = RevisionEntry::new(made, &caller.desk.configuration);
    Ok(axum::Json(RevisionDetail { revision, differences }))
}

/// Go back to a revision
///
/// Makes a new revision that is set up as that one was; nothing of the history is lost.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/revisions/{revision}/restore", tag = "configuration",
    params(("revision" = u64, Path)), request_body = Restore, security(("agent" = [])),
    responses((status = 200, description = "What changed.", body = Changed), FindingRevision, Configuring)
)]
pub async fn restore_revision(
    State(app): State<App>,
    caller: Caller<Administers>,
    Revised(revision): Revised,
    Json(Restore { base }): Json<Restore>,
) -> Answer<Changed> {
    let configuration = app.document(revision).await?.ok_or_else(no_such_revision)?;
    let wish = Wish { base, configuration, note: None, reverts_to: Some(revision), dry_run: false };
    app.configure(&caller, wish).await
}

/// The revision that a path names. A name that no revision can have names none.
pub struct Revised(u64);

impl<S: Send + Sync> FromRequestParts<S> for Revised {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(revision) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| no_such_revision())?;
        revision.parse().map(Self).map_err(|_| no_such_revision())
    }
}

fn no_such_revision() -> Problem {
    Problem::not_found("There is no such revision.")
}

fn json(configuration: &Configuration) -> Result<Value, Problem> {
    serde_json::to_value(configuration).map_err(|error| Problem::internal(&error))
}

/// The part of a document that a place names: a section, or one of a list by its id. A text is called by its mail and language.
fn part(document: &Value, place: &str) -> Option<Value> {
    let (section, id) = place.split_once('.').map_or((place, None), |(section, id)| (section, Some(id)));
    let section = document.get(section)?;
    match id {
        None => Some(section.clone()),
        Some(id) => {
            let is_meant = |one: &&Value| match (&one["mail"], &one["language"], &one["id"]) {
                (Value::String(mail), Value::String(language), Value::Null) => id == format!("{mail}.{language}"),
                (.., own) => own.as_str() == Some(id),
            };
            section.as_array()?.iter().find(is_meant).cloned()
        }
    }
}

impl App {
    async fn document(&self, revision: u64) -> Result<Option<Configuration>, Problem> {
        if revision == 0 {
            return Ok(None);
        }
        Ok(self.store.revision_document(revision).await?)
    }
}
