//! Where in the bucket everything is. No other module makes a key.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A file of the desk, from the moment it is offered a place to be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileId(pub Uuid);

impl fmt::Display for FileId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for FileId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

pub(crate) const INBOUND: &str = "inbound/";

pub(crate) fn upload(id: FileId) -> String {
    format!("uploads/{id}")
}

pub(crate) fn file(id: FileId) -> String {
    format!("files/{id}")
}
