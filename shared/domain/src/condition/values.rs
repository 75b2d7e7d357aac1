//! What the leaves of a condition are compared with.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{EmailAddress, Invalid};

/// One value, or a list of which any will do. It is written as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum AnyOf<T> {
    One(T),
    List(Vec<T>),
}

impl<T> AnyOf<T> {
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::List(values) => values,
        }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.as_slice().iter()
    }
}

impl<T: PartialEq> AnyOf<T> {
    pub fn contains(&self, value: &T) -> bool {
        self.as_slice().contains(value)
    }
}

/// By hand, because an untagged enum would answer a misspelt value with "did not match any variant" instead of what the
/// value may be.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for AnyOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
            type Value = AnyOf<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<AnyOf<T>, E> {
                T::deserialize(value.into_deserializer()).map(AnyOf::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<AnyOf<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(values)).map(AnyOf::List)
            }
        }

        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    Open,
    Closed,
}

/// An address, or every address of a domain: `*@example.com`, which does not take in its subdomains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum SenderPattern {
    Address(EmailAddress),
    Domain(String),
}

impl SenderPattern {
    pub fn matches(&self, sender: &EmailAddress) -> bool {
        match self {
            Self::Address(address) => address == sender,
            Self::Domain(domain) => domain_of(sender) == domain,
        }
    }
}

fn domain_of(address: &EmailAddress) -> &str {
    address.as_str().rsplit_once('@').map_or("", |(_, domain)| domain)
}

impl FromStr for SenderPattern {
    type Err = Invalid;

    fn from_str(value: &str) -> Result<Self, Invalid> {
        let address: EmailAddress = value.parse()?;
        // A star is a letter like any other in an address, so what is accepted above may be a domain's.
        Ok(match address.as_str().strip_prefix("*@") {
            Some(domain) => Self::Domain(domain.to_owned()),
            None => Self::Address(address),
        })
    }
}

impl TryFrom<String> for SenderPattern {
    type Error = Invalid;

    fn try_from(value: String) -> Result<Self, Invalid> {
        value.parse()
    }
}

impl From<SenderPattern> for String {
    fn from(pattern: SenderPattern) -> String {
        pattern.to_string()
    }
}

impl fmt::Display for SenderPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Domain(domain) => write!(f, "*@{domain}"),
        }
    }
}
