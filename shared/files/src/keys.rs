//! Where in the bucket everything is. No other module makes a key.

use guichet_domain::FileId;

pub(crate) const INBOUND: &str = "inbound/";

pub(crate) fn upload(id: FileId) -> String {
    format!("uploads/{id}")
}

pub(crate) fn file(id: FileId) -> String {
    format!("files/{id}")
}
