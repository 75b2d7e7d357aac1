//! Files that come with a message: a place is offered, the browser sends the file there, and the message names it.
//!
//! What a message names is looked at, then kept, then committed. A file that is kept for a message that is then not committed is
//! garbage; no message names a file that is not there.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_domain::decide::correspondence::MOST_ATTACHMENTS;
use guichet_domain::{Attachment, AttachmentLimits, FileId, FileName, MediaType, Refusal};
use guichet_files::{FileError, Files, Uploaded};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{FieldError, Fields, Problem, ids};

/// How many files are looked at, or kept, side by side.
const AT_ONCE: usize = 4;

/// A file that somebody wants to send.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewUpload {
    #[schema(required = true, max_length = 160)]
    name: String,
    /// In bytes. Neither more nor less can be sent then.
    #[schema(required = true)]
    size: u64,
    /// What the sender takes it for, such as `image/png`; `application/octet-stream` if they do not know.
    #[schema(required = true)]
    media_type: String,
}

/// Where a file can be sent to, for a quarter of an hour.
#[derive(Serialize, ToSchema)]
pub struct UploadPlace {
    /// What a message then names it by, within a day.
    id: FileId,
    /// For one request of the method, with the file as its body.
    url: String,
    method: &'static str,
    /// The headers that the request has to have.
    headers: BTreeMap<String, String>,
}

/// A file that was sent and goes with a message.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct NewAttachment {
    /// The id of its upload.
    #[schema(format = Uuid)]
    id: String,
    /// What it is called from now on.
    #[schema(max_length = 160)]
    name: String,
}

/// Offers a place for a file.
pub async fn offer(files: &Files, limits: AttachmentLimits, new: &NewUpload) -> Result<UploadPlace, Problem> {
    let mut fields = Fields::default();
    fields.parse::<FileName>("name", &new.name);
    let media_type = fields.parse::<MediaType>("media_type", &new.media_type);
    fields.finish()?;
    let Some(media_type) = media_type else { unreachable!("a type that could not be parsed was reported") };
    if new.size > limits.file_bytes() {
        let detail = format!("A file can have at most {} MB.", limits.file_megabytes);
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "file_too_large", detail));
    }
    let id = ids::file_id().map_err(|error| Problem::internal(&error))?;
    let place = files.offer_upload(id, new.size, media_type.as_str()).await?;
    Ok(UploadPlace { id, url: place.url, method: "PUT", headers: place.headers })
}

/// The files of a message, looked at and not kept yet.
pub struct Enclosed(Vec<(Attachment, Uploaded)>);

impl Enclosed {
    /// Looks at the files that a message names: whether they were sent, what they are, and how large. S3 took none that was larger
    /// than what was offered a place. `room` is what their ticket still takes.
    pub async fn look_at(
        files: &Files,
        limits: AttachmentLimits,
        room: u64,
        named: &[NewAttachment],
    ) -> Result<Self, Problem> {
        if named.len() > MOST_ATTACHMENTS {
            return Err(Refusal::TooManyAttachments { limit: MOST_ATTACHMENTS }.into());
        }
        let parsed = parse(named)?;
        let ids: Vec<FileId> = parsed.iter().map(|(id, _)| *id).collect();
        let looked = stream::iter(ids).map(|id| files.uploaded(id)).buffered(AT_ONCE);
        let looked: Vec<Option<Uploaded>> = looked.try_collect().await?;
        let is_missing = |(_, found): &(usize, &Option<Uploaded>)| found.is_none();
        let missing: Vec<usize> = looked.iter().enumerate().filter(is_missing).map(|(index, _)| index).collect();
        if !missing.is_empty() {
            return Err(upload_missing(missing));
        }
        let enclosed: Vec<(Attachment, Uploaded)> = parsed
            .into_iter()
            .zip(looked.into_iter().flatten())
            .map(|((id, name), found)| {
                let (media_type, size) = (found.media_type(), found.size);
                (Attachment { id, name, media_type, size, content_id: None, inline: false }, found)
            })
            .collect();
        let sizes = || enclosed.iter().map(|(attachment, _)| attachment.size);
        // The limits may have been lowered since a place was offered.
        if sizes().any(|size| size > limits.file_bytes()) || sizes().sum::<u64>() > limits.message_bytes() {
            let detail = format!("The files of a message can have at most {} MB together.", limits.message_megabytes);
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "attachments_too_large", detail));
        }
        // The domain says so as well; by then they would be kept.
        if sizes().sum::<u64>() > room {
            return Err(Refusal::TicketFilesFull { megabytes: limits.ticket_megabytes }.into());
        }
        Ok(Self(enclosed))
    }

    /// Keeps them. Done again it is done once.
    pub async fn keep(self, files: &Files) -> Result<Vec<Attachment>, Problem> {
        let kept = stream::iter(self.0.into_iter().enumerate()).map(|(index, (attachment, found))| async move {
            match files.keep_upload(attachment.id, &found, attachment.media_type.as_str()).await {
                Ok(()) => Ok(attachment),
                // It has expired, or something else was sent in its place: what was looked at is not there any more.
                Err(FileError::Missing | FileError::Changed) => Err(upload_missing(vec![index])),
                Err(error) => Err(error.into()),
            }
        });
        kept.buffered(AT_ONCE).try_collect().await
    }
}

fn parse(named: &[NewAttachment]) -> Result<Vec<(FileId, FileName)>, Problem> {
    let mut fields = Fields::default();
    let mut parsed = Vec::new();
    for (index, NewAttachment { id, name }) in named.iter().enumerate() {
        let id = fields.parse::<FileId>(&format!("attachments[{index}].id"), id);
        let name = fields.parse::<FileName>(&format!("attachments[{index}].name"), name);
        parsed.extend(id.zip(name));
    }
    fields.finish()?;
    Ok(parsed)
}

fn upload_missing(indexes: Vec<usize>) -> Problem {
    let error = |index| FieldError::unknown(&format!("attachments[{index}]"), "was not sent, or too long ago");
    let errors: Vec<FieldError> = indexes.into_iter().map(error).collect();
    let detail = "Some files are not there. Please send them again.";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "upload_missing", detail).with("errors", errors)
}
