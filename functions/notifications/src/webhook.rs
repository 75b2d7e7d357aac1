//! Requests to other systems, when a rung of the ladder calls for them.
//!
//! Signed as [Standard Webhooks](https://www.standardwebhooks.com) has it, so that who receives one can tell that it comes from this
//! desk, and when. It names the ticket and says what was reached: nothing that people wrote, and nobody's address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use guichet_domain::{Action, Event, Recorded, Rulebook, Ticket, WebhookUrl};
use guichet_runtime::{ConfigError, DeskSecret};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, StatusCode, redirect};
use serde_json::json;
use sha2::Sha256;

/// With the time for a connection: less than the function has, with all webhooks of a rung sent at once.
const TIMEOUT: Duration = Duration::from_secs(8);

pub struct Webhooks {
    client: Client,
    key: Vec<u8>,
    /// The desk runs on one machine, which it may call.
    local: bool,
}

/// A request that is to be made once.
pub struct Hook {
    /// The effect that is claimed, and what the receiver knows a repeated request by.
    pub id: String,
    url: WebhookUrl,
    body: String,
}

/// What a receiver said to a request.
pub enum Answer {
    Taken,
    /// That it will never take it.
    Rejected(StatusCode),
    /// Nothing of use, or that it can not take it now.
    Failed(String),
}

impl Webhooks {
    pub fn new(secret: &DeskSecret, public_url: &str) -> Result<Self, ConfigError> {
        let client = Client::builder()
            .timeout(TIMEOUT)
            .user_agent("Guichet")
            .redirect(redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(PublicAddresses))
            .build();
        let client = client.map_err(|_| ConfigError::Unusable { name: "webhooks", why: "no TLS".into() })?;
        // What is derived is text of bytes, and those are what signs.
        let key = URL_SAFE_NO_PAD.decode(secret.derive("webhook", &[])).unwrap_or_default();
        let local = ["http://127.0.0.1", "http://localhost"].iter().any(|here| public_url.starts_with(here));
        Ok(Self { client, key, local })
    }

    pub async fn send(&self, hook: &Hook, now: Timestamp) -> Answer {
        if hook.url.is_local() && !self.local {
            return Answer::Rejected(StatusCode::MISDIRECTED_REQUEST);
        }
        let request = self
            .client
            .post(hook.url.as_str())
            .header("content-type", "application/json")
            .header("webhook-id", &hook.id)
            .header("webhook-timestamp", now.as_second())
            .header("webhook-signature", format!("v1,{}", self.signature(hook, now)))
            .body(hook.body.clone());
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Answer::Taken,
            Ok(answer) if is_final(answer.status()) => Answer::Rejected(answer.status()),
            Ok(answer) => Answer::Failed(format!("HTTP {}", answer.status().as_u16())),
            // Without the address: what stands in its path and query is between the desk and the receiver.
            Err(error) => Answer::Failed(error.without_url().to_string()),
        }
    }

    fn signature(&self, hook: &Hook, now: Timestamp) -> String {
        let mut mac = match Hmac::<Sha256>::new_from_slice(&self.key) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC takes keys of any length"),
        };
        mac.update(format!("{}.{}.{}", hook.id, now.as_second(), hook.body).as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// Whether the same request would be answered alike for ever. Who is busy, or late, or limits rates, may answer otherwise.
fn is_final(status: StatusCode) -> bool {
    let passing = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    !status.is_server_error() && !passing.contains(&status)
}

/// The requests that an event calls for.
pub fn called_for(ticket: &Ticket, recorded: &Recorded, ladder: &Rulebook, public_url: &str) -> Vec<Hook> {
    let Event::RungReached { metric, instance, at, rung, policy: Some(policy), .. } = &recorded.event else {
        return Vec::new();
    };
    let ladder = ladder.policy(policy).map_or(&[][..], |policy| &policy.ladder);
    let Some(step) = usize::try_from(*rung).ok().and_then(|rung| ladder.get(rung)) else { return Vec::new() };
    let urls = step.actions.iter().filter_map(|action| match action {
        Action::Webhook(url) => Some(url.clone()),
        _ => None,
    });
    let body = json!({
        "type": "ticket.rung_reached",
        "timestamp": at,
        "data": {
            "ticket": {
                "id": ticket.id,
                "number": ticket.number,
                "url": format!("{public_url}/desk/?ticket={}", ticket.number),
                "state": ticket.state,
                "priority": ticket.priority,
                "type": ticket.ticket_type,
                "team": ticket.team,
                "assignee": ticket.assignee,
                "tags": ticket.tags,
            },
            "policy": policy,
            "metric": metric,
            "instance": instance,
            "at": step.at.to_string(),
        },
    });
    let body = body.to_string();
    let hook =
        |(index, url)| Hook { id: format!("hook#{}#{}#{index}", ticket.id, recorded.seq), url, body: body.clone() };
    urls.enumerate().map(hook).collect()
}

/// Finds the addresses of a name, but for those of networks that are nobody's business outside: whoever may write a policy must not
/// reach through the desk what only it can reach.
struct PublicAddresses;

impl Resolve for PublicAddresses {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            // The names of this machine are known by what they are, not by what somebody's name server says.
            let local = name.as_str() == "localhost";
            let public: Vec<SocketAddr> = found.filter(|address| local || is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name has no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let here = v4.is_loopback() || v4.is_unspecified() || a == 0 || v4.is_broadcast() || v4.is_multicast();
            !(here || v4.is_private() || v4.is_link_local() || shared || v4.is_documentation())
        }
        // All that is given out to the public so far.
        IpAddr::V6(v6) => (v6.segments()[0] & 0xe000) == 0x2000 && !is_documentation(v6),
    }
}

fn is_documentation(v6: Ipv6Addr) -> bool {
    v6.segments()[..2] == [0x2001, 0xdb8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_everybody_can_reach_is_called() {
        for address in ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00:ec2::254",
            "::ffff:169.254.169.254",
            "2001:db8::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for status in [408, 425, 429, 500, 503] {
            assert!(!is_final(StatusCode::from_u16(status).unwrap()), "{status}");
        }
        for status in [301, 400, 401, 404, 410, 422] {
            assert!(is_final(StatusCode::from_u16(status).unwrap()), "{status}");
        }
    }
}
