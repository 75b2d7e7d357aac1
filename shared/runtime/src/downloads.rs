//! Links to files, for whoever may read the ticket.

use axum::extract::{FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use guichet_domain::{Attachment, MediaType};
use guichet_files::{Disposition, Files, READABLE_FOR, is_image};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Problem;

/// A link that opens a file for whoever has it.
#[derive(Serialize, ToSchema)]
pub struct FileLink {
    pub url: String,
    /// Of an image that is to be shown, a small picture within 480 pixels. It is there some seconds after the image, unless that
    /// can not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HowToShow {
    /// Whether a browser is to show the file rather than to save it. Only images (PNG, JPEG, GIF, WebP) and PDF are shown;
    /// everything else is saved all the same.
    #[serde(default)]
    pub inline: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for HowToShow {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(how) = Query::<Self>::from_request_parts(parts, state).await?;
        Ok(how)
    }
}

impl FileLink {
    pub fn new(url: String) -> Self {
        Self { url, thumbnail_url: None, expires_at: expiry() }
    }
}

/// Links live by the machine's clock, as their signatures do, and not by the desk's.
fn expiry() -> Timestamp {
    let time = SignedDuration::try_from(READABLE_FOR).unwrap_or_default();
    Timestamp::now().checked_add(time).unwrap_or(Timestamp::MAX)
}

/// The code of the answer to who asks for a file that a scanner has found harmful.
pub const BLOCKED: &str = "file_blocked";

/// Whether a browser may show a file of this type rather than save it: what it can be trusted to run nothing of that could
/// reach anything else.
pub fn can_be_shown(media_type: &MediaType) -> bool {
    is_image(media_type) || media_type.as_str() == "application/pdf"
}

/// A link to a file, unless a scanner has found it harmful. It is shown if that is wished for and can be; otherwise it is saved.
pub async fn link(files: &Files, attachment: &Attachment, shown: bool) -> Result<FileLink, Problem> {
    let Attachment { id, name, media_type, .. } = attachment;
    if files.is_harmful(*id).await? {
        let detail = "A scanner has found this file to be harmful.";
        return Err(Problem::new(StatusCode::CONFLICT, BLOCKED, detail));
    }
    let how = if shown && can_be_shown(media_type) { Disposition::Inline } else { Disposition::Attachment };
    let mut link = FileLink::new(files.download_link(*id, name.as_str(), media_type.as_str(), how).await?);
    if shown && is_image(media_type) {
        link.thumbnail_url = Some(files.thumbnail_link(*id).await?);
    }
    Ok(link)
}
