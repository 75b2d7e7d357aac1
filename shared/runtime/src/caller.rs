//! Who calls the desk. The gateway has checked the token; the role comes from the agent's own record.

use std::marker::PhantomData;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use guichet_domain::{Actor, Agent, AgentId, Permission};
use guichet_store::Store;
use lambda_http::request::RequestContext;

use crate::Problem;

/// An agent who may do what a handler does. The permission is in the handler's signature.
pub struct Caller<P> {
    pub agent: Agent,
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

impl Needs for Reads {
    const PERMISSION: Permission = Permission::Read;
}

impl Needs for Notes {
    const PERMISSION: Permission = Permission::Note;
}

impl Needs for Works {
    const PERMISSION: Permission = Permission::Work;
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
        let agent = Store::from_ref(state).agent(&id).await?.ok_or_else(|| {
            let detail =
                "You are signed in, but no agent of this desk has this account. Ask an administrator to add it.";
            Problem::new(StatusCode::FORBIDDEN, "not_an_agent", detail)
        })?;
        if !agent.role.may(P::PERMISSION) {
            let detail = "Your role does not allow this.";
            return Err(Problem::new(StatusCode::FORBIDDEN, "role_not_allowed", detail));
        }
        Ok(Self { agent, permission: PhantomData })
    }
}

/// The `sub` claim of the token that the gateway's authorizer accepted.
fn subject(parts: &Parts) -> Option<AgentId> {
    let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get::<RequestContext>() else { return None };
    let claims = &context.authorizer.as_ref()?.jwt.as_ref()?.claims;
    claims.get("sub")?.parse().ok()
}

/// The address that a request comes from, as the gateway saw it.
pub fn source_ip(parts: &Parts) -> Option<String> {
    let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get::<RequestContext>() else { return None };
    context.http.source_ip.clone()
}
