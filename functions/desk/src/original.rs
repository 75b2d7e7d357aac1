//! A message as it came by mail, with all that was folded away.

use std::collections::BTreeMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_domain::{Attachment, Recorded, TicketId};
use guichet_files::{InboundKey, LARGEST_MESSAGE};
use guichet_mail::{safe_html, shown_headers};
use guichet_runtime::{Administers, Caller, FileLink, Problem, Reads, downloads, measure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problems::{FindingOriginal, FindingSource};
use crate::{Answer, App};

/// What can not be read is shown as it stands, as far as somebody looks at it.
const LONGEST_UNREADABLE: usize = 64 * 1024;
/// An answer of a function has at most 6 MB. A page that shows the same images over and over is shown as text.
const LONGEST_HTML: usize = 3 * 1024 * 1024;
/// How many images are looked at side by side.
const AT_ONCE: usize = 8;

/// A message as it came by mail.
#[derive(Serialize, ToSchema)]
pub struct Original {
    /// Made harmless, to be put into a page as it is; absent if the message has none that can be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<String>,
    /// All of it as plain text.
    text: String,
    /// How many images of other servers were left out, which would tell them who reads and when.
    blocked_images: u32,
    /// Names and values: `From`, `To`, `Cc`, `Date`, `Subject`, `Reply-To`, as far as they are there.
    headers: Vec<[String; 2]>,
}

/// A message of a ticket. A name that none can have names none.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MessageOfTicket {
    /// The ticket's id.
    pub id: TicketId,
    /// The message's place in the log.
    pub seq: u64,
}

impl<S: Send + Sync> FromRequestParts<S> for MessageOfTicket {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((id, seq)) = path.map_err(|_| no_original())?;
        let id = id.parse().map_err(|_| no_original())?;
        measure::about(id);
        Ok(Self { id, seq: seq.parse().map_err(|_| no_original())? })
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhatToShow {
    /// Whether images of other servers are shown.
    #[serde(default)]
    images: bool,
}

/// Open a message as it came by mail
#[utoipa::path(
    get, path = "/api/v1/desk/tickets/{id}/messages/{seq}/original", tag = "mail",
    params(MessageOfTicket, WhatToShow), security(("agent" = [])),
    responses((status = 200, description = "The message.", body = Original), FindingOriginal)
)]
pub async fn get_original(
    State(app): State<App>,
    _: Caller<Reads>,
    message: MessageOfTicket,
    query: Result<Query<WhatToShow>, QueryRejection>,
) -> Answer<Original> {
    let Query(WhatToShow { images }) = query?;
    let (recorded, key) = app.mail_of(&message).await?;
    let raw = app.files.inbound(&key, LARGEST_MESSAGE).await?.ok_or_else(no_original)?;
    let inline = app.inline_images(recorded.event.attachments()).await?;
    Ok(axum::Json(original(&raw, &inline, images)))
}

/// Open the source of a message that came by mail
#[utoipa::path(
    get, path = "/api/v1/desk/tickets/{id}/messages/{seq}/source", tag = "mail", params(MessageOfTicket),
    security(("agent" = [])),
    responses((status = 200, description = "A link to the message, good for ten minutes.", body = FileLink), FindingSource)
)]
pub async fn get_source(State(app): State<App>, _: Caller<Administers>, message: MessageOfTicket) -> Answer<FileLink> {
    let (_, key) = app.mail_of(&message).await?;
    app.files.inbound_size(&key).await?.ok_or_else(no_original)?;
    Ok(axum::Json(FileLink::new(app.files.source_link(&key, "message.eml").await?)))
}

/// One answer for an event that is not there, came by no mail, or whose mail is not kept any more.
fn no_original() -> Problem {
    Problem::not_found("There is no such message that came by mail.")
}

fn original(raw: &Bytes, inline: &BTreeMap<String, String>, remote_images: bool) -> Original {
    let safe = safe_html(raw, &|id| inline.get(id).cloned(), remote_images);
    let safe = safe.filter(|safe| safe.html.len() <= LONGEST_HTML);
    let text = match guichet_mail::read(raw) {
        Ok(message) => message.text.whole,
        Err(_) => String::from_utf8_lossy(&raw[..raw.len().min(LONGEST_UNREADABLE)]).into_owned(),
    };
    let headers = shown_headers(raw).into_iter().map(|(name, value)| [name.to_owned(), value]).collect();
    let blocked_images = safe.as_ref().map_or(0, |safe| safe.blocked_images);
    Original { html: safe.map(|safe| safe.html), text, blocked_images, headers }
}

impl App {
    async fn mail_of(&self, message: &MessageOfTicket) -> Result<(Recorded, InboundKey), Problem> {
        let recorded = self.store.event(message.id, message.seq).await?.ok_or_else(no_original)?;
        let mail = recorded.event.mail().ok_or_else(no_original)?;
        let key = mail.raw.parse().map_err(|error| Problem::internal(&error))?;
        Ok((recorded, key))
    }

    /// Links to the images that a message shows, by what its HTML calls them; none to what a scanner has found harmful.
    async fn inline_images(&self, attachments: &[Attachment]) -> Result<BTreeMap<String, String>, Problem> {
        let images = attachments.iter().filter(|attachment| downloads::can_be_shown(&attachment.media_type));
        let named = images.filter_map(|attachment| Some((attachment.content_id.clone()?, attachment.clone())));
        let named: Vec<(String, Attachment)> = named.collect();
        let links = stream::iter(named).map(|(id, attachment)| async move {
            match downloads::link(&self.files, &attachment, true).await {
                Ok(link) => Ok(Some((id, link.url))),
                Err(problem) if problem.code() == downloads::BLOCKED => Ok(None),
                Err(problem) => Err(problem),
            }
        });
        let links: Vec<Option<(String, String)>> = links.buffered(AT_ONCE).try_collect().await?;
        Ok(links.into_iter().flatten().collect())
    }
}
