//! Raw mail, as it came in.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;

use crate::{FileError, Files, keys};

/// SES takes no larger message.
pub const LARGEST_MESSAGE: u64 = 40 * 1024 * 1024;

/// The key of a raw mail, which an event of the bucket names. No other object of the bucket can be read by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InboundKey(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a mail that came in")]
pub struct NotInbound;

impl FromStr for InboundKey {
    type Err = NotInbound;

    fn from_str(key: &str) -> Result<Self, NotInbound> {
        match key.strip_prefix(keys::INBOUND) {
            Some(id) if !id.is_empty() => Ok(Self(key.to_owned())),
            _ => Err(NotInbound),
        }
    }
}

impl InboundKey {
    /// The id that SES gave the mail.
    pub fn id(&self) -> &str {
        self.0.strip_prefix(keys::INBOUND).unwrap_or_default()
    }
}

impl fmt::Display for InboundKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Files {
    /// A mail, or `None` when it is not there (any more). One above the limit is refused before any of it is read.
    pub async fn inbound(&self, key: &InboundKey, limit: u64) -> Result<Option<Bytes>, FileError> {
        self.whole(&key.0, limit).await
    }

    pub async fn inbound_size(&self, key: &InboundKey) -> Result<Option<u64>, FileError> {
        Ok(self.look_at_outside(&key.0).await?.map(|looked| looked.size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_came_in_can_be_named() {
        assert_eq!("inbound/abc".parse::<InboundKey>().map(|key| key.id().to_owned()), Ok("abc".to_owned()));
        for other in ["", "inbound/", "files/0192", "uploads/inbound/x", "/inbound/x"] {
            assert_eq!(other.parse::<InboundKey>(), Err(NotInbound), "{other}");
        }
    }
}
