//! Where in the bucket everything is. No other module makes a key.

use guichet_domain::FileId;

pub(crate) const INBOUND: &str = "inbound/";
pub(crate) const FILES: &str = "files/";

pub(crate) fn upload(id: FileId) -> String {
    format!("uploads/{id}")
}

pub(crate) fn file(id: FileId) -> String {
    format!("{FILES}{id}")
}

pub(crate) fn thumbnail(id: FileId) -> String {
    format!("thumbnails/{id}")
}
