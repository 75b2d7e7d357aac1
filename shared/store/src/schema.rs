//! The versions of the stored shapes.
//!
//! Every item says in `schema` by which version of its kind it was written; one that says nothing is of version 1, as those
//! are that only `ADD` made. Older versions are read for ever (`docs/data-model.md` says how to add one). A newer one can
//! only come from a newer desk, in the minutes of a deployment or after going back to an older one, and is refused: what it
//! means is not known here.

use crate::StoreError;
use crate::keys::Key;
use crate::request::{Item, number};

pub(crate) const SCHEMA: &str = "schema";

/// A kind of item, told by what its keys begin with, and the version in which it is written now.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub name: &'static str,
    pub version: u32,
    pk: &'static str,
    sk: &'static str,
}

const fn kind(name: &'static str, version: u32, pk: &'static str, sk: &'static str) -> Kind {
    Kind { name, version, pk, sk }
}

/// Every kind of item. Raise a version when an older function could misread what a newer one writes.
pub const KINDS: &[Kind] = &[
    kind("ticket", 2, "TICKET#", "TICKET"),
    kind("events", 3, "TICKET#", "EVENT#"),
    kind("mail", 1, "TICKET#", "MAIL#"),
    kind("message", 1, "UNIQUE#message#", ""),
    kind("number", 1, "UNIQUE#number#", ""),
    kind("counter", 1, "COUNTER#", ""),
    kind("load", 1, "AGENTS", "LOAD#"),
    kind("presence", 1, "AGENTS", "PRESENCE#"),
    kind("address", 1, "ADDRESSES", ""),
    kind("head", 1, "CONFIGURATION", "HEAD"),
    kind("revision", 1, "CONFIGURATION", "REVISION#"),
    kind("change", 1, "CONFIGURATION", "CHANGE#"),
    kind("customer", 1, "CUSTOMER#", ""),
    kind("counts", 1, "COUNTS", ""),
    kind("link", 1, "LINK#", ""),
    kind("idempotency", 1, "IDEMPOTENCY#", ""),
    kind("claim", 1, "CLAIM#", ""),
    kind("rate", 1, "RATE#", ""),
    kind("held", 1, "HELD", ""),
    kind("budget", 1, "BUDGET#", ""),
    kind("spent", 1, "SPENT#", ""),
    kind("counted", 1, "COUNTED#", ""),
];

impl Kind {
    pub fn of(pk: &str, sk: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| pk.starts_with(kind.pk) && sk.starts_with(kind.sk))
    }
}

/// Marks an item that is about to be written.
pub(crate) fn stamp(item: &mut Item, key: &Key) -> Result<(), StoreError> {
    let kind = Kind::of(&key.pk, &key.sk)
        .ok_or_else(|| StoreError::Unwritable(format!("{} {} is of no known kind", key.pk, key.sk)))?;
    item.insert(SCHEMA.to_owned(), number(kind.version));
    Ok(())
}

/// Whether the item can be understood here. What an index projects says nothing of its version and passes: there, the meaning
/// of an attribute never changes.
pub(crate) fn check(item: &Item) -> Result<(), StoreError> {
    let Some(value) = item.get(SCHEMA) else { return Ok(()) };
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str);
    let (pk, sk) = (text("pk"), text("sk"));
    let version: Option<u32> = value.as_n().ok().and_then(|version| version.parse().ok());
    match (Kind::of(pk, sk), version) {
        (Some(kind), Some(version)) if version <= kind.version => Ok(()),
        (Some(kind), Some(version)) => {
            Err(StoreError::TooNew { item: format!("{} {pk} {sk}", kind.name), version, known: kind.version })
        }
        _ => Err(StoreError::Unreadable(format!("{pk} {sk}: no known kind and version"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_one_kind_and_every_kind_has_a_key() {
        let keys = [
            ("TICKET#1", "TICKET", "ticket"),
            ("TICKET#1", "EVENT#0000000001", "events"),
            ("TICKET#1", "MAIL#0000000001#", "mail"),
            ("UNIQUE#message#1", "UNIQUE", "message"),
            ("UNIQUE#number#1", "UNIQUE", "number"),
            ("COUNTER#number", "COUNTER", "counter"),
            ("AGENTS", "LOAD#mia", "load"),
            ("AGENTS", "PRESENCE#mia", "presence"),
            ("ADDRESSES", "anna@example.com", "address"),
            ("HELD", "inbound/m1", "held"),
            ("BUDGET#1", "BUDGET", "budget"),
            ("CONFIGURATION", "HEAD", "head"),
            ("CONFIGURATION", "REVISION#1", "revision"),
            ("CONFIGURATION", "CHANGE#1", "change"),
            ("CUSTOMER#1", "CUSTOMER", "customer"),
            ("COUNTS", "TEAM#billing", "counts"),
            ("LINK#1", "LINK", "link"),
            ("IDEMPOTENCY#1", "IDEMPOTENCY", "idempotency"),
            ("CLAIM#mail", "CLAIM", "claim"),
            ("RATE#address#1#1", "RATE", "rate"),
            ("SPENT#1", "SPENT", "spent"),
            ("COUNTED#1#1", "COUNTED", "counted"),
        ];
        for (pk, sk, name) in keys {
            let kinds: Vec<_> =
                KINDS.iter().filter(|kind| pk.starts_with(kind.pk) && sk.starts_with(kind.sk)).collect();
            assert_eq!(kinds.iter().map(|kind| kind.name).collect::<Vec<_>>(), [name], "{pk} {sk}");
        }
        assert_eq!(keys.len(), KINDS.len());
    }
}
