//! Links to files, for whoever may read the ticket.

use axum::http::StatusCode;
use guichet_domain::{Attachment, MediaType};
use guichet_files::{Disposition, Files, READABLE_FOR};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Problem;

/// A link that opens a file for whoever has it.
#[derive(Serialize, ToSchema)]
pub struct FileLink {
    pub url: String,
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl FileLink {
    pub fn new(url: String) -> Self {
        Self { url, expires_at: expiry() }
    }
}

/// Links live by the machine's clock, as their signatures do, and not by the desk's.
fn expiry() -> Timestamp {
    let time = SignedDuration::try_from(READABLE_FOR).unwrap_or_default();
    Timestamp::now().checked_add(time).unwrap_or(Timestamp::MAX)
}

/// The code of the answer to who asks for a file that a scanner has found harmful.
pub const BLOCKED: &str = "file_blocked";

/// What browsers can be trusted to show: they run nothing of it that could reach anything else.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

/// Whether a browser may show a file of this type rather than save it.
pub fn can_be_shown(media_type: &MediaType) -> bool {
    SHOWN.contains(&media_type.as_str())
}

/// A link to a file, unless a scanner has found it harmful. It is shown if that is wished for and can be; otherwise it is saved.
pub async fn link(files: &Files, attachment: &Attachment, shown: bool) -> Result<FileLink, Problem> {
    let Attachment { id, name, media_type, .. } = attachment;
    if files.is_harmful(*id).await? {
        let detail = "A scanner has found this file to be harmful.";
        return Err(Problem::new(StatusCode::CONFLICT, BLOCKED, detail));
    }
    let how = if shown && can_be_shown(media_type) { Disposition::Inline } else { Disposition::Attachment };
    Ok(FileLink::new(files.download_link(*id, name.as_str(), media_type.as_str(), how).await?))
}
