//! Whoever presents the token of a private link, and the ticket that it opens.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use guichet_domain::{Recorded, State, Ticket};
use guichet_runtime::{Problem, Token, measure};

use crate::App;

/// The holder of a ticket's private link: `Authorization: Bearer <token>`.
pub struct LinkHolder {
    pub ticket: Ticket,
    pub log: Vec<Recorded>,
}

impl FromRequestParts<Arc<App>> for LinkHolder {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let hash = Token::presented(bearer(parts).ok_or_else(link_invalid)?).hash();
        let link = app.store.link(&hash).await?.ok_or_else(link_invalid)?;
        measure::about(link.ticket);
        if link.valid_until <= app.clock.now() {
            let detail = "This link has expired.";
            return Err(Problem::new(StatusCode::GONE, "link_expired", detail));
        }
        let (ticket, log) = app.store.ticket_with_log(link.ticket).await?.ok_or_else(link_invalid)?;
        if app.secret.opens(&ticket, &hash) && is_shown(ticket.state) {
            Ok(Self { ticket, log })
        } else {
            Err(link_invalid())
        }
    }
}

/// One answer for a token that is wrong, missing, withdrawn or unknown: who guesses learns nothing from it.
pub(crate) fn link_invalid() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "link_invalid", "This link does not open a ticket.")
}

/// A deleted ticket is gone, and who sent spam is not told what became of it. The link works again once an agent
/// restores the ticket.
fn is_shown(state: State) -> bool {
    !matches!(state, State::Spam | State::Deleted)
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim()).filter(|token| !token.is_empty())
}
