//! Small pictures of attached images.

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use guichet_domain::MediaType;

use crate::links::valid_for;
use crate::types::sniff;
use crate::{CACHE, FileError, FileId, Files, READABLE_FOR, keys};

/// The images that browsers show, and that have a thumbnail, as far as they can be read.
const IMAGES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// A picture that was made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    pub bytes: Bytes,
    pub media_type: &'static str,
}

/// The file that an event of the bucket names, if it is that of a message.
pub fn file_of(key: &str) -> Option<FileId> {
    key.strip_prefix(keys::FILES)?.parse().ok()
}

pub fn is_image(media_type: &MediaType) -> bool {
    IMAGES.contains(&media_type.as_str())
}

impl Files {
    /// A whole file if it begins as an image, of which alone more than the beginning is read.
    pub async fn image(&self, id: FileId, limit: u64) -> Result<Option<Bytes>, FileError> {
        if !is_image(&sniff(&self.file_beginning(id).await?)) {
            return Ok(None);
        }
        self.whole(&keys::file(id), limit).await?.map(Some).ok_or(FileError::Missing)
    }

    pub async fn put_thumbnail(&self, id: FileId, thumbnail: Thumbnail) -> Result<(), FileError> {
        let put = self.client.put_object().bucket(&self.bucket).key(keys::thumbnail(id));
        let put = put.content_type(thumbnail.media_type).cache_control(CACHE).body(ByteStream::from(thumbnail.bytes));
        put.send().await.map(|_| ()).map_err(|error| FileError::call("PutObject", error))
    }

    /// A link to the thumbnail of an image, which may not be there (yet). It is not for logs.
    pub async fn thumbnail_link(&self, id: FileId) -> Result<String, FileError> {
        let get = self.client.get_object().bucket(&self.bucket).key(keys::thumbnail(id));
        let signed = get.presigned(valid_for(READABLE_FOR)?).await;
        Ok(signed.map_err(|error| FileError::call("signing a link", error))?.uri().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_messages_are_named() {
        let id = FileId(uuid::Uuid::from_u128(7));
        assert_eq!(file_of(&keys::file(id)), Some(id));
        for other in
            [keys::thumbnail(id), keys::upload(id), "files/".to_owned(), "files/x".to_owned(), "inbound/x".to_owned()]
        {
            assert_eq!(file_of(&other), None, "{other}");
        }
    }
}
