//! Files that are kept.

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;

use crate::{CACHE, FileError, FileId, Files, keys};

impl Files {
    /// Keeps a file that did not come from a browser, such as an attachment of a mail.
    pub async fn put_file(&self, id: FileId, bytes: Bytes, media_type: &str) -> Result<(), FileError> {
        let put = self.client.put_object().bucket(&self.bucket).key(keys::file(id));
        let put = put.content_type(media_type).cache_control(CACHE).body(ByteStream::from(bytes));
        put.send().await.map(|_| ()).map_err(|error| FileError::call("PutObject", error))
    }

    /// A whole file. What was kept was small enough when it was kept.
    pub async fn file(&self, id: FileId) -> Result<Bytes, FileError> {
        self.whole(&keys::file(id), u64::MAX).await?.ok_or(FileError::Missing)
    }

    /// The first 4 KB of a file.
    pub async fn file_beginning(&self, id: FileId) -> Result<Bytes, FileError> {
        let looked = self.look_at(&keys::file(id)).await?.ok_or(FileError::Missing)?;
        Ok(looked.beginning)
    }
}
