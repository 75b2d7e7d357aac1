//! Reading one object, whatever it is for.

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;

use crate::error::{NOT_FOUND, RANGE_NOT_SATISFIABLE, status};
use crate::{BEGINNING, FileError, Files};

/// An object as far as it was looked at.
pub(crate) struct Looked {
    pub size: u64,
    /// Names this content: another one at the same place has another.
    pub etag: String,
    pub beginning: Bytes,
}

impl Files {
    /// The whole object, or `None` when it is not there. A larger one than allowed is refused before any of it is read.
    pub(crate) async fn whole(&self, key: &str, limit: u64) -> Result<Option<Bytes>, FileError> {
        let answer = match self.client.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(answer) => answer,
            Err(error) if status(&error) == Some(NOT_FOUND) => return Ok(None),
            Err(error) => return Err(FileError::call("GetObject", error)),
        };
        let bytes = answer.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or(u64::MAX);
        if bytes > limit {
            return Err(FileError::TooLarge { bytes, limit });
        }
        collected(answer.body).await.map(Some)
    }

    /// Size and beginning of an object in one call, or `None` when it is not there.
    pub(crate) async fn look_at(&self, key: &str) -> Result<Option<Looked>, FileError> {
        let range = format!("bytes=0-{}", BEGINNING - 1);
        let answer = match self.client.get_object().bucket(&self.bucket).key(key).range(range).send().await {
            Ok(answer) => answer,
            Err(error) => {
                return match status(&error) {
                    Some(NOT_FOUND) => Ok(None),
                    // An empty object has no first byte.
                    Some(RANGE_NOT_SATISFIABLE) => self.look_at_outside(key).await,
                    _ => Err(FileError::call("GetObject", error)),
                };
            }
        };
        // "bytes 0-4095/12345"
        let total = answer.content_range().and_then(|range| range.rsplit('/').next()).and_then(|all| all.parse().ok());
        let size = total.ok_or(FileError::Refused {
            operation: "GetObject",
            cause: "the answer to a range does not tell the whole size".to_owned(),
        })?;
        let etag = answer.e_tag().unwrap_or_default().to_owned();
        Ok(Some(Looked { size, etag, beginning: collected(answer.body).await? }))
    }

    /// What is known of an object without reading any of it.
    pub(crate) async fn look_at_outside(&self, key: &str) -> Result<Option<Looked>, FileError> {
        match self.client.head_object().bucket(&self.bucket).key(key).send().await {
            Ok(head) => Ok(Some(Looked {
                size: head.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or_default(),
                etag: head.e_tag().unwrap_or_default().to_owned(),
                beginning: Bytes::new(),
            })),
            Err(error) if status(&error) == Some(NOT_FOUND) => Ok(None),
            Err(error) => Err(FileError::call("HeadObject", error)),
        }
    }
}

async fn collected(body: ByteStream) -> Result<Bytes, FileError> {
    let body = body.collect().await.map_err(|error| FileError::cut_off("GetObject", error))?;
    Ok(body.into_bytes())
}
