//! Customers' private links.
//!
//! The token of a link is derived from a random seed on the ticket and a key that only the functions hold. So a mail sent
//! next week carries the same link, an answer can be repeated word for word, and yet the database holds nothing that opens
//! a ticket: neither the seed nor the stored hash is of use without the key. Changing the seed revokes the link.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use guichet_domain::{LinkSeed, Ticket, TicketId};
use guichet_store::{Link, keys};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use crate::{ConfigError, Env};

/// How long a link works after the last mail that carried it.
const VALID_DAYS: i64 = 180;
/// How long after that a customer is told "expired" instead of "unknown".
const REMEMBERED_DAYS: i64 = 180;

/// The desk's secret, from which every other secret value is derived.
#[derive(Clone)]
pub struct DeskSecret(Vec<u8>);

/// What opens a ticket. Shown to the customer, never stored, never logged.
#[derive(Clone)]
pub struct Token(String);

impl DeskSecret {
    const SHORTEST: usize = 32;

    pub fn from_env(env: &Env) -> Result<Self, ConfigError> {
        let secret = env.require("DESK_SECRET")?;
        if secret.len() < Self::SHORTEST {
            let why = format!("it is shorter than {} characters", Self::SHORTEST);
            return Err(ConfigError::Unusable { name: "DESK_SECRET", why });
        }
        Ok(Self(secret.as_bytes().to_vec()))
    }

    /// A value for one purpose that says nothing about the secret or about the values for other purposes.
    pub fn derive(&self, purpose: &str, parts: &[&str]) -> String {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.0) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC takes keys of any length"),
        };
        for part in std::iter::once(&purpose).chain(parts) {
            // The length keeps ("ab", "c") and ("a", "bc") apart.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        encode(&mac.finalize().into_bytes())
    }

    pub fn link_token(&self, ticket: TicketId, seed: &LinkSeed) -> Token {
        Token(self.derive("link", &[&ticket.to_string(), &seed.0]))
    }

    /// Whether a token with this hash is the ticket's present one.
    pub fn opens(&self, ticket: &Ticket, token_hash: &str) -> bool {
        ticket.link_seed.as_ref().is_some_and(|seed| self.link_token(ticket.id, seed).hash() == token_hash)
    }
}

impl Token {
    /// A token as a caller presents it.
    pub fn presented(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// What a caller is given. The token stands in the fragment, which browsers send to no server.
    pub fn url(&self, public_url: &str) -> String {
        format!("{}/ticket/#{}", public_url.trim_end_matches('/'), self.0)
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> String {
        keys::hash(&self.0)
    }

    /// The stored side of the link, valid from now on.
    pub fn link(&self, ticket: TicketId, now: Timestamp) -> Link {
        let valid_until = now + SignedDuration::from_hours(24 * VALID_DAYS);
        let forgotten = valid_until + SignedDuration::from_hours(24 * REMEMBERED_DAYS);
        Link { token_hash: self.hash(), ticket, valid_until, expires_at: forgotten.as_second() }
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(value: &str) -> Result<DeskSecret, ConfigError> {
        DeskSecret::from_env(&Env::from_map([("DESK_SECRET".to_owned(), value.to_owned())].into()))
    }

    #[test]
    fn a_token_depends_on_secret_ticket_and_seed() {
        let (one, two) = (secret(&"a".repeat(32)).unwrap(), secret(&"b".repeat(32)).unwrap());
        let (first, second) = (TicketId(uuid::Uuid::from_u128(1)), TicketId(uuid::Uuid::from_u128(2)));
        let seed = LinkSeed("seed".into());
        let token = one.link_token(first, &seed);
        assert_eq!(token.expose(), one.link_token(first, &seed).expose());
        assert_eq!(token.expose().len(), 43, "256 bits in base64");
        for other in
            [two.link_token(first, &seed), one.link_token(second, &seed), one.link_token(first, &LinkSeed("x".into()))]
        {
            assert_ne!(token.expose(), other.expose());
        }
        assert_eq!(
            token.url("https://help.example.com/"),
            format!("https://help.example.com/ticket/#{}", token.expose())
        );
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(matches!(secret("short"), Err(ConfigError::Unusable { name: "DESK_SECRET", .. })));
        assert!(matches!(secret(""), Err(ConfigError::Missing("DESK_SECRET"))));
    }
}
