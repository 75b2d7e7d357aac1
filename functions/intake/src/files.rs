//! Files of customers: where to send them, and the way to those that were said to them.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use guichet_domain::FileId;
use guichet_runtime::{FileLink, HowToShow, NewUpload, Problem, UploadPlace, downloads, http, uploads};

use crate::App;
use crate::limits::Source;
use crate::link::LinkHolder;
use crate::thread::said_to_customer;

/// Offer a place for a file
///
/// The file is sent to the address in the answer, and then named by a message. What no message names is deleted after a day.
#[utoipa::path(
    post,
    path = "/api/v1/uploads",
    tag = "contact form",
    operation_id = "offer_public_upload",
    request_body = NewUpload,
    responses(
        (status = 201, description = "Where to send the file", body = UploadPlace),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn offer_upload(
    State(app): State<Arc<App>>,
    source: Source,
    http::Json(new): http::Json<NewUpload>,
) -> Result<(StatusCode, Json<UploadPlace>), Problem> {
    app.limits.count_upload(&app.store, &source, app.clock.now()).await?;
    let limits = app.store.rulebook().await?.configuration.desk.attachments;
    Ok((StatusCode::CREATED, Json(uploads::offer(&app.files, limits, &new).await?)))
}

/// Open a file of the ticket
#[utoipa::path(
    get,
    path = "/api/v1/portal/files/{file}",
    tag = "portal",
    security(("link" = [])),
    operation_id = "get_portal_file",
    params(("file" = FileId, Path, description = "The file's id, as a message names it."), HowToShow),
    responses(
        (status = 200, description = "A link to the file, good for ten minutes", body = FileLink),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn get_file(
    State(app): State<Arc<App>>,
    holder: LinkHolder,
    file: Result<Path<String>, PathRejection>,
    HowToShow { inline }: HowToShow,
) -> Result<Json<FileLink>, Problem> {
    // A name that no file can have names none.
    let file: Option<FileId> = file.ok().and_then(|Path(file)| file.parse().ok());
    let mut attachments = holder
        .log
        .iter()
        .filter_map(|recorded| said_to_customer(&recorded.event))
        .flat_map(|(_, carried)| &carried.attachments);
    let attachment = attachments.find(|attachment| Some(attachment.id) == file);
    let attachment = attachment.ok_or_else(|| Problem::not_found("The ticket has no such file."))?;
    Ok(Json(downloads::link(&app.files, attachment, inline).await?))
}
