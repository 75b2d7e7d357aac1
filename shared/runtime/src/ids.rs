//! New ids and random values, made here because the domain draws nothing.

use guichet_domain::{FileId, LinkSeed, TicketId};
use jiff::Timestamp;
use uuid::{Builder, NoContext, Uuid};

/// A new ticket's id, which sorts by the time it was made.
pub fn ticket_id(now: Timestamp) -> TicketId {
    TicketId(timely(now))
}

/// Tells something that is asked for from the same thing that is asked for again.
pub fn wish_id(now: Timestamp) -> Uuid {
    timely(now)
}

fn timely(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanoseconds))
}

/// 256 random bits that a customer's link is derived from.
pub fn link_seed() -> Result<LinkSeed, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(LinkSeed(crate::links::encode(&bytes)))
}

/// A new file's id. Whoever knows it can put the file into a message of their own until it is a day old, so nothing about it can be
/// guessed, the time included.
pub fn file_id() -> Result<FileId, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(FileId(Builder::from_random_bytes(bytes).into_uuid()))
}
