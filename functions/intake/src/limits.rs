//! How often one may write: counted by source address, by sender and by ticket.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use guichet_domain::{EmailAddress, TicketId};
use guichet_runtime::Problem;
use guichet_store::{Rate, Store};
use jiff::{SignedDuration, Timestamp};

use crate::App;

const PER_ADDRESS: u64 = 20;
const PER_SENDER: u64 = 10;
const PER_TICKET: u64 = 30;
/// Places for files that one address is offered: what fills two messages, and some that were chosen by mistake.
const UPLOADS: u64 = 100;

pub(crate) struct Limits {
    per_address: Rate,
    per_sender: Rate,
    per_ticket: Rate,
    uploads: Rate,
}

impl Limits {
    pub(crate) fn new(
        per_address: Option<u64>,
        per_sender: Option<u64>,
        per_ticket: Option<u64>,
        uploads: Option<u64>,
    ) -> Self {
        let rate = |name, limit, minutes| Rate { name, limit, window: SignedDuration::from_mins(minutes) };
        Self {
            per_address: rate("address", per_address.unwrap_or(PER_ADDRESS), 10),
            per_sender: rate("sender", per_sender.unwrap_or(PER_SENDER), 60),
            per_ticket: rate("ticket", per_ticket.unwrap_or(PER_TICKET), 60),
            uploads: rate("uploads", uploads.unwrap_or(UPLOADS), 10),
        }
    }

    /// Counts a new ticket. The source comes first: one that is over its limit must not use up the allowance of the
    /// person whose address it writes in.
    pub(crate) async fn count_ticket(
        &self,
        store: &Store,
        source: &Source,
        sender: &EmailAddress,
        now: Timestamp,
    ) -> Result<(), Problem> {
        count(store, self.per_address, &source.0, now).await?;
        count(store, self.per_sender, sender.as_str(), now).await
    }

    pub(crate) async fn count_reply(&self, store: &Store, ticket: TicketId, now: Timestamp) -> Result<(), Problem> {
        count(store, self.per_ticket, &ticket.to_string(), now).await
    }

    pub(crate) async fn count_upload(&self, store: &Store, source: &Source, now: Timestamp) -> Result<(), Problem> {
        count(store, self.uploads, &source.0, now).await
    }
}

async fn count(store: &Store, rate: Rate, who: &str, now: Timestamp) -> Result<(), Problem> {
    let Some(wait) = store.count_rate(rate, who, now).await? else { return Ok(()) };
    let detail = "There were too many requests. Please try again later.";
    Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail).retry_after(wait.as_secs().max(1)))
}

/// Where a request comes from, as far as rates are concerned.
pub struct Source(String);

impl Source {
    /// Whoever has one IPv6 address has the 2^64 of its network, so the network is what counts.
    fn of(address: Option<&str>) -> Self {
        match address.and_then(|address| address.parse().ok()) {
            Some(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
                Some(v4) => Self(v4.to_string()),
                None => Self(v6.segments()[..4].iter().map(|segment| format!("{segment:04x}")).collect()),
            },
            Some(IpAddr::V4(v4)) => Self(v4.to_string()),
            // The gateway always says; if it ever did not, all such requests would share one allowance.
            None => Self("unknown".to_owned()),
        }
    }
}

impl FromRequestParts<Arc<App>> for Source {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        Ok(Self::of(app.edge.source_ip(parts).as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str) -> String {
        Source::of(Some(address)).0
    }

    #[test]
    fn an_ipv6_network_is_one_source() {
        assert_eq!(source("2001:db8:1:2:aaaa::1"), source("2001:db8:1:2::2"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.1"), source("192.0.2.1"));
        assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
        assert_eq!(source("nonsense"), Source::of(None).0);
    }
}
