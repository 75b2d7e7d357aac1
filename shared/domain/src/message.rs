//! What a message carries beside its text: files, who wrote it, and how it came or went by mail.

use serde::{Deserialize, Serialize};

use crate::{EmailAddress, FileId, FileName, LocalZone, MediaType, MessageId, PersonName};

/// A file that came with a message or goes with one. Its bytes lie in the bucket, under its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub id: FileId,
    pub name: FileName,
    /// What its bytes show it to be, whatever its sender called it.
    pub media_type: MediaType,
    /// In bytes.
    pub size: u64,
    /// What the message's own HTML calls it, if it is shown inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_id: Option<String>,
    /// Whether it is a part of the text, such as a picture in a signature, rather than something enclosed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inline: bool,
}

/// Somebody outside the desk who writes on a ticket or is written to, by their address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    pub email: EmailAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
}

/// A message as it came in by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Received {
    /// Where in the bucket it lies as it came.
    pub raw: String,
    /// Its own id, which an answer refers to so that its author's mail program keeps the two together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    /// Whether quoted text or a signature was folded away, so that the original says more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub folded: bool,
    /// Whether nothing proves that it comes from the domain of its sender.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unproved: bool,
    /// Whether a program wrote it, which is never answered by another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub automatic: bool,
}

/// What a message carries beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Carried {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Who wrote it, if that was not the ticket's customer, or an agent at the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Participant>,
    /// Where its author's clock was, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "Europe/Paris"))]
    pub zone: Option<LocalZone>,
    /// How it came, if that was by mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Received>,
}

impl Carried {
    pub fn files(attachments: Vec<Attachment>) -> Self {
        Self { attachments, ..Self::default() }
    }
}

/// Who reads what somebody outside answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody on the ticket.
    Public,
    /// The desk alone.
    Internal,
}

/// Why a mail that was sent did not reach, or was not wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The receiving server is still trying, or gave up on something that passes, such as a full mailbox.
    BouncedTemporary,
    /// There is no such mailbox, or it will never take the mail.
    BouncedPermanent,
    /// Its reader called it spam.
    Complained,
    /// The mail service would not take it.
    Rejected,
}

/// Why a mail was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Suppression {
    /// The address has had as many automatic mails lately as one may get.
    Budget,
    /// The address does not take mail; somebody has to clear it first.
    Undeliverable,
}
