//! The only crate that knows S3.
//!
//! One bucket with four prefixes: `inbound/` is raw mail as SES puts it, `uploads/` what a browser has sent and nobody has
//! kept yet (the bucket deletes it after a day), `files/` the attachments, `thumbnails/` small pictures of those that are images.
//! Callers name files by their id and never see a key.

mod attachments;
mod error;
mod inbound;
mod keys;
mod links;
mod object;
mod thumbnails;
mod types;
mod uploads;
mod verdicts;

use aws_sdk_s3::Client;

pub use error::FileError;
pub use guichet_domain::FileId;
use guichet_domain::MediaType;
pub use inbound::{InboundKey, LARGEST_MESSAGE, NotInbound};
pub use links::{Disposition, READABLE_FOR};
pub use thumbnails::{Thumbnail, file_of, is_image};
pub use uploads::{Upload, Uploaded};

/// How much of a file is read to tell its type.
pub const BEGINNING: u64 = 4096;

/// What browsers and proxies may do with a file: keep it for whoever has the link, since it never changes, and for nobody else.
const CACHE: &str = "private, max-age=31536000, immutable";

/// The desk's bucket.
///
/// A role that uses it needs `s3:ListBucket` on the bucket beside its rights on objects: without it, S3 answers 403 and not
/// 404 for what is not there, and a missing file would look like a missing right.
#[derive(Clone, Debug)]
pub struct Files {
    client: Client,
    bucket: String,
}

impl Files {
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self { client, bucket: bucket.into() }
    }
}
