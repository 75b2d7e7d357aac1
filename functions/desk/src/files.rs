//! Files: where to send them, and the way to those of a ticket.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use guichet_domain::{Attachment, FileId, TicketId};
use guichet_runtime::{
    Caller, Enclosed, FileLink, HowToShow, Json, NewAttachment, NewUpload, Notes, Problem, Reads, UploadPlace,
    downloads, measure, uploads,
};
use utoipa::IntoParams;

use crate::problems::{FindingFile, Uploading};
use crate::ticket::no_such_ticket;
use crate::{Answer, App};

fn no_such_file() -> Problem {
    Problem::not_found("The ticket has no such file.")
}

/// A file of a ticket. A name that none can have names none.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FileOfTicket {
    /// The ticket's id.
    pub id: TicketId,
    /// The file's id.
    pub file: FileId,
}

impl<S: Send + Sync> FromRequestParts<S> for FileOfTicket {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((id, file)) = path.map_err(|_| no_such_file())?;
        let id = id.parse().map_err(|_| no_such_file())?;
        measure::about(id);
        Ok(Self { id, file: file.parse().map_err(|_| no_such_file())? })
    }
}

/// Offer a place for a file
///
/// The file is sent to the address in the answer, and then named by a reply, a note or a forward. What no message names is deleted
/// after a day.
#[utoipa::path(
    post, path = "/api/v1/desk/uploads", tag = "conversation", request_body = NewUpload, security(("agent" = [])),
    operation_id = "offer_upload",
    responses((status = 201, description = "Where to send the file.", body = UploadPlace), Uploading)
)]
pub async fn offer_upload(
    State(app): State<App>,
    caller: Caller<Notes>,
    Json(new): Json<NewUpload>,
) -> Result<(StatusCode, axum::Json<UploadPlace>), Problem> {
    let limits = caller.desk.configuration.desk.attachments;
    Ok((StatusCode::CREATED, axum::Json(uploads::offer(&app.files, limits, &new).await?)))
}

/// Open a file of a ticket
#[utoipa::path(
    get, path = "/api/v1/desk/tickets/{id}/files/{file}", tag = "conversation", params(FileOfTicket, HowToShow),
    security(("agent" = [])),
    responses((status = 200, description = "A link to the file, good for ten minutes.", body = FileLink), FindingFile)
)]
pub async fn get_file(
    State(app): State<App>,
    _: Caller<Reads>,
    FileOfTicket { id, file }: FileOfTicket,
    HowToShow { inline }: HowToShow,
) -> Answer<FileLink> {
    let log = app.store.log(id).await?;
    let mut attachments = log.iter().flat_map(|recorded| recorded.event.attachments());
    let attachment = attachments.find(|attachment| attachment.id == file).ok_or_else(no_such_file)?;
    Ok(axum::Json(downloads::link(&app.files, attachment, inline).await?))
}

impl App {
    /// Keeps the files that a message names, before the message is committed.
    pub(crate) async fn enclose<P>(
        &self,
        caller: &Caller<P>,
        ticket: TicketId,
        named: &[NewAttachment],
    ) -> Result<Vec<Attachment>, Problem> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let ticket = self.store.ticket(ticket).await?.ok_or_else(no_such_ticket)?;
        let (limits, room) = (caller.desk.configuration.desk.attachments, ticket.room_for_files(&caller.desk));
        Enclosed::look_at(&self.files, limits, room, named).await?.keep(&self.files).await
    }
}
