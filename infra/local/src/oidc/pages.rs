//! The sign-in page.

use super::{Agent, Parameters};
use crate::pages::{Page, escape};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub fn choose_agent(agents: &[Agent], parameters: &Parameters) -> Response {
    let hidden: String = parameters
        .iter()
        .filter(|(name, _)| *name != "agent")
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value)))
        .collect();
    let mut body = "<h1>Sign in to the desk</h1><p class=\"lead\">This machine's own sign-in: choose who you want to be. There is no password.</p>".to_owned();
    if agents.is_empty() {
        body.push_str("<div class=\"panel\"><p class=\"empty\">The directory has no agents yet.</p></div>");
    } else {
        let rows: String = agents
            .iter()
            .map(|agent| {
                format!(
                    "<li><button class=\"row\" name=\"agent\" value=\"{}\"><b>{}</b><small>{}</small><small>{}</small></button></li>",
                    escape(&agent.id),
                    escape(&agent.name),
                    escape(&agent.role.replace('_', " ")),
                    escape(&agent.email),
                )
            })
            .collect();
        body.push_str(&format!("<form method=\"post\" action=\"/_local/oidc/authorize\" class=\"panel\">{hidden}<ul class=\"rows\">{rows}</ul></form>"));
    }
    Page { title: "Sign in", here: "", narrow: true, body }.into_response()
}

pub fn signed_out() -> Response {
    let body = "<h1>Signed out</h1><p><a href=\"/desk/\">Back to the desk</a></p>".to_owned();
    Page { title: "Signed out", here: "", narrow: true, body }.into_response()
}

pub fn problem(status: StatusCode, message: &str) -> Response {
    let body = format!(
        "<h1>Sign-in is not possible</h1><p>{}</p><p><a href=\"/desk/\">Back to the desk</a></p>",
        escape(message)
    );
    Page { title: "Sign-in is not possible", here: "", narrow: true, body }.with_status(status)
}
