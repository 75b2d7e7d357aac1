//! What comes with a message: kept in the bucket before anything is committed that names it.

use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use guichet_domain::decide::correspondence::MOST_ATTACHMENTS;
use guichet_domain::{Attachment, FileId, MediaType};
use guichet_mail::Purpose;

use crate::message::{Message, plain};
use crate::{App, Failure};

/// How many files are written side by side.
const AT_ONCE: usize = 4;
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// The files of a message, and the names of those that are in its original only.
#[derive(Default)]
pub struct Enclosed {
    pub files: Vec<Attachment>,
    pub left_out: Vec<String>,
}

impl App {
    /// Keeps the files of a message, as far as its ticket has room for them. Read again, the same message has the same files, so
    /// nothing is kept twice.
    pub(crate) async fn keep_files(&self, message: &Message<'_>, mut room: u64) -> Result<Enclosed, Failure> {
        let limit = message.desk.configuration.desk.attachments.file_bytes();
        let mut enclosed = Enclosed::default();
        let mut kept = Vec::new();
        for (index, file) in message.incoming.attachments.iter().enumerate() {
            if file.purpose == Purpose::Signature {
                continue;
            }
            let size = file.bytes.len() as u64;
            if size > limit.min(room) || enclosed.files.len() == MOST_ATTACHMENTS {
                enclosed.left_out.push(file.name.clone());
                continue;
            }
            room -= size;
            let id = FileId::in_mail(&message.key.to_string(), index);
            let media_type: MediaType =
                file.sniffed_type.unwrap_or(&file.declared_type).parse().unwrap_or_else(|_| plain(UNKNOWN_TYPE));
            enclosed.files.push(Attachment {
                id,
                name: file.name.parse().unwrap_or_else(|_| plain("attachment")),
                media_type: media_type.clone(),
                size,
                content_id: file.content_id.clone(),
                inline: file.inline,
            });
            kept.push((id, media_type, index));
        }
        let attachments = &message.incoming.attachments;
        stream::iter(kept.into_iter().map(Ok::<_, Failure>))
            .try_for_each_concurrent(AT_ONCE, async |(id, media_type, index)| {
                let bytes = Bytes::copy_from_slice(&attachments[index].bytes);
                Ok(self.files.put_file(id, bytes, media_type.as_str()).await?)
            })
            .await?;
        Ok(enclosed)
    }
}
