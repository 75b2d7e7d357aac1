//! Who calls the desk. The gateway has checked the token; the role comes from the agent's own record.

use std::marker::PhantomData;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use guichet_domain::{Actor, Agent, AgentId, Permission, Rulebook};
use guichet_store::{Store, keys};
use lambda_http::request::RequestContext;

use crate::{ConfigError, Env, Problem};

/// An agent who may do what a handler does. The permission is in the handler's signature.
pub struct Caller<P> {
    /// As they were set up: whether they are there, and the work that they have, is not known.
    pub agent: Agent,
    /// The configuration that says so.
    pub desk: Arc<Rulebook>,
    permission: PhantomData<P>,
}

/// What a handler asks of its caller.
pub trait Needs: Send + Sync {
    const PERMISSION: Permission;
}

/// May look at tickets.
pub struct Reads;
/// May write notes.
pub struct Notes;
/// May answer customers and change tickets.
pub struct Works;
/// May see what the desk as a whole does, and how it is set up.
pub struct Oversees;
/// May set the desk up.
pub struct Administers;

impl Needs for Reads {
    const PERMISSION: Permission = Permission::Read;
}

impl Needs for Notes {
    const PERMISSION: Permission = Permission::Note;
}

impl Needs for Works {
    const PERMISSION: Permission = Permission::Work;
}

impl Needs for Oversees {
    const PERMISSION: Permission = Permission::Oversee;
}

impl Needs for Administers {
    const PERMISSION: Permission = Permission::Administer;
}

impl<P> Caller<P> {
    pub fn actor(&self) -> Actor {
        Actor::Agent { id: self.agent.id.clone() }
    }
}

impl<S, P> FromRequestParts<S> for Caller<P>
where
    S: Send + Sync,
    P: Needs,
    Store: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = subject(parts).ok_or_else(|| {
            let detail = "A valid access token is needed.";
            Problem::new(StatusCode::UNAUTHORIZED, "unauthenticated", detail)
        })?;
        let desk = Store::from_ref(state).rulebook().await?;
        let agent = desk.configuration.agent(&id).map(Agent::of).ok_or_else(|| {
            let detail =
                "You are signed in, but no agent of this desk has this account. Ask an administrator to add it.";
            Problem::new(StatusCode::FORBIDDEN, "not_an_agent", detail)
        })?;
        if !agent.role.may(P::PERMISSION) {
            let detail = "Your role does not allow this.";
            return Err(Problem::new(StatusCode::FORBIDDEN, "role_not_allowed", detail));
        }
        Ok(Self { agent, desk, permission: PhantomData })
    }
}

/// The `sub` claim of the token that the gateway's authorizer accepted.
fn subject(parts: &Parts) -> Option<AgentId> {
    let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get::<RequestContext>() else { return None };
    let claims = &context.authorizer.as_ref()?.jwt.as_ref()?.claims;
    claims.get("sub")?.parse().ok()
}

/// What stands between the callers and the gateway.
///
/// Behind a distribution the gateway sees the address of the distribution's server, so everybody would share one allowance.
/// The distribution therefore says for whom it asks, and proves by a secret that it is the one who says so: a header alone
/// could be set by anybody who knows the gateway's own address.
#[derive(Clone)]
pub struct Edge {
    secret_hash: Option<String>,
}

impl Edge {
    /// Holds the secret. A header of this name that a caller sends is replaced by the distribution.
    const SECRET: &str = "x-guichet-edge";
    /// Holds the address of the distribution's caller.
    const VIEWER: &str = "x-guichet-viewer";
    const SHORTEST: usize = 32;

    pub fn from_env(env: &Env) -> Result<Self, ConfigError> {
        const NAME: &str = "EDGE_SECRET";
        match env.get(NAME) {
            Some(secret) if secret.len() < Self::SHORTEST => {
                let why = format!("it is shorter than {} characters", Self::SHORTEST);
                Err(ConfigError::Unusable { name: NAME, why })
            }
            secret => Ok(Self { secret_hash: secret.map(keys::hash) }),
        }
    }

    /// Whether a request came the right way. Without a secret there is no other.
    pub fn admits(&self, headers: &HeaderMap) -> bool {
        self.secret_hash.is_none() || self.vouches(headers)
    }

    /// The address that a request comes from.
    pub fn source_ip(&self, parts: &Parts) -> Option<String> {
        if self.vouches(&parts.headers)
            && let Some(viewer) = header(&parts.headers, Self::VIEWER).and_then(|value| value.parse::<IpAddr>().ok())
        {
            return Some(viewer.to_string());
        }
        let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get::<RequestContext>() else { return None };
        context.http.source_ip.clone()
    }

    /// Hashes are compared, so that the time it takes tells nothing about the secret.
    fn vouches(&self, headers: &HeaderMap) -> bool {
        let presented = header(headers, Self::SECRET).map(keys::hash);
        presented.is_some() && presented == self.secret_hash
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;

    use super::*;

    const SECRET: &str = "what only the distribution knows!";

    fn edge(secret: &str) -> Result<Edge, ConfigError> {
        Edge::from_env(&Env::from_map([("EDGE_SECRET".to_owned(), secret.to_owned())].into()))
    }

    /// A request that the gateway took from 192.0.2.1.
    fn request(headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut context = ApiGatewayV2httpRequestContext::default();
        context.http.source_ip = Some("192.0.2.1".to_owned());
        request.extension(RequestContext::ApiGatewayV2(context)).body(()).unwrap().into_parts().0
    }

    #[test]
    fn without_a_distribution_the_gateway_is_believed_and_no_header_is() {
        let edge = edge("").unwrap();
        let parts = request(&[("x-guichet-edge", ""), ("x-guichet-viewer", "198.51.100.7")]);
        assert_eq!(edge.source_ip(&parts).as_deref(), Some("192.0.2.1"));
        assert!(edge.admits(&parts.headers));
    }

    #[test]
    fn the_viewer_is_believed_only_with_the_secret() {
        let edge = edge(SECRET).unwrap();
        for (secret, admitted, address) in
            [(SECRET, true, "198.51.100.7"), ("guessed", false, "192.0.2.1"), ("", false, "192.0.2.1")]
        {
            let parts = request(&[("x-guichet-edge", secret), ("x-guichet-viewer", "198.51.100.7")]);
            assert_eq!(edge.source_ip(&parts).as_deref(), Some(address), "{secret:?}");
            assert_eq!(edge.admits(&parts.headers), admitted, "{secret:?}");
        }
        let direct = request(&[]);
        assert!(!edge.admits(&direct.headers));
        assert_eq!(edge.source_ip(&direct).as_deref(), Some("192.0.2.1"));
    }

    #[test]
    fn an_address_of_either_kind_is_read_and_nonsense_is_not() {
        let edge = edge(SECRET).unwrap();
        for (viewer, address) in [("2001:db8::1", "2001:db8::1"), ("198.51.100.7, 10.0.0.1", "192.0.2.1")] {
            let parts = request(&[("x-guichet-edge", SECRET), ("x-guichet-viewer", viewer)]);
            assert_eq!(edge.source_ip(&parts).as_deref(), Some(address), "{viewer}");
        }
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(matches!(edge("short"), Err(ConfigError::Unusable { name: "EDGE_SECRET", .. })));
    }
}
