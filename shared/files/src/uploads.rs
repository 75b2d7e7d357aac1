//! What browsers send: straight to the bucket, so that no function has to carry it.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::types::{MetadataDirective, TaggingDirective};
use bytes::Bytes;

use crate::error::{NOT_FOUND, PRECONDITION_FAILED, status};
use crate::{CACHE, FileError, FileId, Files, MediaType, keys, links, types};

/// How long somebody has to start sending a file: a slow line needs no more, since what has begun may go on for longer.
const SENT_WITHIN: Duration = Duration::from_secs(15 * 60);

/// Where a browser may put one file.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    /// For `PUT`. Whoever has it may send that file, so it is not for logs.
    pub url: String,
    /// What the request has to say of itself beyond what every browser says (its length, the host).
    pub headers: BTreeMap<String, String>,
}

/// A file that was sent and is not kept yet.
#[derive(Clone, Debug)]
pub struct Uploaded {
    pub size: u64,
    /// The first 4 KB, which tell the type.
    pub beginning: Bytes,
    etag: String,
}

impl Uploaded {
    /// What the bytes show it to be, whatever its sender called it.
    pub fn media_type(&self) -> MediaType {
        types::sniff(&self.beginning)
    }
}

impl Files {
    /// Offers a place for a file of exactly this length and type: both are signed, and S3 refuses any other.
    pub async fn offer_upload(&self, id: FileId, size: u64, media_type: &str) -> Result<Upload, FileError> {
        let length = i64::try_from(size).map_err(|_| FileError::TooLarge { bytes: size, limit: i64::MAX as u64 })?;
        let put = self.client.put_object().bucket(&self.bucket).key(keys::upload(id));
        let signed = put
            .content_length(length)
            .content_type(media_type)
            .presigned(links::valid_for(SENT_WITHIN)?)
            .await
            .map_err(|error| FileError::call("signing an upload", error))?;
        // A page can not set these two, and has no need to.
        let set_by_browsers =
            |name: &str| name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("host");
        let headers = signed.headers().filter(|(name, _)| !set_by_browsers(name));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Upload { url: signed.uri().to_owned(), headers })
    }

    /// What was sent, if it has arrived.
    pub async fn uploaded(&self, id: FileId) -> Result<Option<Uploaded>, FileError> {
        let looked = self.look_at(&keys::upload(id)).await?;
        Ok(looked.map(|looked| Uploaded { size: looked.size, beginning: looked.beginning, etag: looked.etag }))
    }

    /// Keeps what was looked at as an attachment of the type that it turned out to have. Done twice it is done once: a file
    /// that is kept never changes, whatever is sent to the place of its upload later.
    pub async fn keep_upload(&self, id: FileId, uploaded: &Uploaded, media_type: &str) -> Result<(), FileError> {
        if self.look_at_outside(&keys::file(id)).await?.is_some() {
            return Ok(());
        }
        let copy = self.client.copy_object().bucket(&self.bucket).key(keys::file(id));
        let copied = copy
            .copy_source(format!("{}/{}", self.bucket, keys::upload(id)))
            .copy_source_if_match(&uploaded.etag)
            .metadata_directive(MetadataDirective::Replace)
            // What a scanner noted on the upload stays behind: it scans what is kept anew, and to copy tags takes more rights.
            .tagging_directive(TaggingDirective::Replace)
            .content_type(media_type)
            .cache_control(CACHE)
            .send()
            .await;
        match copied {
            Ok(_) => Ok(()),
            Err(error) => match status(&error) {
                Some(NOT_FOUND) => Err(FileError::Missing),
                Some(PRECONDITION_FAILED) => Err(FileError::Changed),
                _ => Err(FileError::call("CopyObject", error)),
            },
        }
    }
}
