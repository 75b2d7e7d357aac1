//! Identities. Each is a type of its own, so that an agent's id can never stand where a customer's belongs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::text::{EmailAddress, Invalid};

/// A ticket. Made outside the domain as a UUIDv7, so that ids sort by the time they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct TicketId(pub Uuid);

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for TicketId {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        Uuid::try_parse(value).map(Self).map_err(|_| Invalid::Malformed("a UUID is expected"))
    }
}

/// A file in the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct FileId(pub Uuid);

impl FileId {
    const NAMESPACE: Uuid = Uuid::from_u128(0x2a7f_0d0c_91b6_4f0e_8a35_5b1f_c2d4_7e90);

    /// The id of the file at a place in a mail. The same mail read again has the same files.
    pub fn in_mail(raw: &str, index: usize) -> Self {
        Self(Uuid::new_v5(&Self::NAMESPACE, format!("{raw}#{index}").as_bytes()))
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for FileId {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        Uuid::try_parse(value).map(Self).map_err(|_| Invalid::Malformed("a UUID is expected"))
    }
}

/// A customer, by the address that they first wrote from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct CustomerId(pub Uuid);

impl CustomerId {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_2a52_5f0b_4b6e_9c59_0f0d_6b8e_2c11);

    /// The id that belongs to an address. Deriving it instead of drawing one makes the first message of a customer a
    /// single conditional write: no second item is needed to keep two customers from sharing an address.
    pub fn of(email: &EmailAddress) -> Self {
        Self(Uuid::new_v5(&Self::NAMESPACE, email.as_str().as_bytes()))
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Ids that people choose or that another system gives: short, printable, and free of the `#` that separates key parts.
macro_rules! named_id {
    ($(#[$doc:meta])* $name:ident, $longest:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(value: &str) -> Result<Self, Invalid> {
                if value.is_empty() {
                    return Err(Invalid::Required);
                }
                if value.len() > $longest {
                    return Err(Invalid::TooLong { limit: $longest });
                }
                let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.:|@".contains(c);
                if !value.chars().all(allowed) {
                    return Err(Invalid::Malformed("letters, digits and - _ . : | @ are allowed"));
                }
                Ok(Self(value.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(value: String) -> Result<Self, Invalid> {
                value.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

named_id!(
    /// An agent: the `sub` claim that the OpenID Connect issuer gives them.
    AgentId,
    128
);
named_id!(
    /// A team, such as `billing`.
    TeamId,
    64
);
named_id!(
    /// A contact form, such as `default`.
    FormId,
    64
);
named_id!(
    /// A mailbox of the desk, such as `support`.
    MailboxId,
    64
);
named_id!(
    /// A topic that a contact form offers, such as `invoice`.
    TopicId,
    64
);
named_id!(
    /// A calendar of business hours, such as `paris`.
    CalendarId,
    64
);
named_id!(
    /// A service-level policy, such as `gold`.
    PolicyId,
    64
);
named_id!(
    /// A routing rule, such as `refunds-to-billing`.
    RuleId,
    64
);
named_id!(
    /// Something that agents are good at, such as `invoices`.
    SkillId,
    64
);
named_id!(
    /// An organisation that customers belong to, such as `acme`.
    OrganisationId,
    64
);
named_id!(
    /// One of the names that a company trades under, such as `acme-pro`.
    BrandId,
    64
);
named_id!(
    /// A field that a contact form asks for beside the usual ones, such as `order`.
    FieldId,
    64
);

/// What a customer's private link is derived from, together with a key that only the functions hold. Drawn at random
/// outside the domain; worthless to who reads the database, and never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct LinkSeed(pub String);

impl fmt::Debug for LinkSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSeed(..)")
    }
}
