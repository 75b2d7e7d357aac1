//! The sent-mail page: a list, and one mail with its text, HTML, headers and source.

use super::{Mail, Mailbox};
use crate::pages::{Page, escape};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use std::sync::Arc;

/// What a mail's own HTML may do: show itself and open its links. No script, no form, nothing loaded from elsewhere.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";
const MAIL_POLICY: &str =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

pub fn router(mailbox: Arc<Mailbox>) -> Router {
    Router::new()
        .route("/_local/mail", get(list_mails))
        .route("/_local/mail.json", get(list_mails_as_json))
        .route("/_local/mail/{id}", get(show_mail))
        .route("/_local/mail/{id}/html", get(show_html))
        .route("/_local/mail/{id}/source", get(show_source))
        .with_state(mailbox)
}

async fn list_mails_as_json(State(mailbox): State<Arc<Mailbox>>) -> Json<Vec<Mail>> {
    Json(mailbox.mails())
}

async fn list_mails(State(mailbox): State<Arc<Mailbox>>) -> Response {
    let mails = mailbox.mails();
    let mut body = format!(
        "<h1>Sent mail</h1><p class=\"lead\">{} kept on this machine; nothing leaves it.</p><div class=\"panel\">",
        counted(mails.len())
    );
    if mails.is_empty() {
        body.push_str("<p class=\"empty\">No mail yet. Send a request through the contact form and its acknowledgement shows up here.</p>");
    } else {
        body.push_str("<ul class=\"rows\">");
        for mail in &mails {
            body.push_str(&format!(
                "<li><a class=\"row\" href=\"/_local/mail/{id}\"><b>{subject}</b>{time}<small>{to}</small></a></li>",
                id = escape(&mail.id),
                subject = escape(subject(mail)),
                time = time(mail),
                to = escape(&mail.to.join(", ")),
            ));
        }
        body.push_str("</ul>");
    }
    body.push_str("</div>");
    Page { title: "Sent mail", here: "/_local/mail", narrow: false, body }.into_response()
}

async fn show_mail(State(mailbox): State<Arc<Mailbox>>, Path(id): Path<String>) -> Response {
    let Some(mail) = mailbox.find(&id) else { return not_found() };
    let id = escape(&mail.id);
    let mut body = format!(
        "<h1>{subject}</h1><dl class=\"facts\"><dt>From</dt><dd>{from}</dd><dt>To</dt><dd>{to}</dd><dt>Sent</dt><dd>{time}</dd></dl>",
        subject = escape(subject(&mail)),
        from = escape(&mail.from),
        to = escape(&mail.to.join(", ")),
        time = time(&mail),
    );
    if mail.html.is_some() {
        body.push_str(&format!(
            "<h2>As a mail program shows it</h2><div class=\"panel\"><iframe sandbox=\"{SANDBOX}\" title=\"The mail's HTML\" src=\"/_local/mail/{id}/html\"></iframe></div>"
        ));
    }
    if let Some(text) = &mail.text {
        body.push_str(&format!(
            "<h2>As text</h2><div class=\"panel\"><pre class=\"text\">{}</pre></div>",
            with_links(text)
        ));
    }
    let headers: String = mail
        .headers
        .iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escape(name), escape(value)))
        .collect();
    body.push_str(&format!(
        "<h2>Details</h2><div class=\"panel\"><details><summary>Headers</summary><div class=\"pad\"><dl class=\"facts\">{headers}</dl></div></details>\
         <details><summary>Source</summary><pre>{}</pre></details></div><p><a href=\"/_local/mail/{id}/source\">Download as .eml</a> · <a href=\"/_local/mail\">All mail</a></p>",
        escape(&String::from_utf8_lossy(&mail.source)),
    ));
    Page { title: subject(&mail), here: "/_local/mail", narrow: false, body }.into_response()
}

async fn show_html(State(mailbox): State<Arc<Mailbox>>, Path(id): Path<String>) -> Response {
    let Some(html) = mailbox.find(&id).and_then(|mail| mail.html) else { return not_found() };
    // Links lead out of the frame: the pages behind them refuse to be framed.
    let html = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], html)
        .into_response()
}

async fn show_source(State(mailbox): State<Arc<Mailbox>>, Path(id): Path<String>) -> Response {
    let Some(mail) = mailbox.find(&id) else { return not_found() };
    let disposition = format!("attachment; filename=\"{}.eml\"", mail.id);
    (
        [(header::CONTENT_TYPE, "message/rfc822".to_owned()), (header::CONTENT_DISPOSITION, disposition)],
        mail.source.to_vec(),
    )
        .into_response()
}

fn not_found() -> Response {
    let body = "<h1>No such mail</h1><p><a href=\"/_local/mail\">All mail</a></p>".to_owned();
    Page { title: "No such mail", here: "/_local/mail", narrow: false, body }.with_status(StatusCode::NOT_FOUND)
}

fn subject(mail: &Mail) -> &str {
    if mail.subject.is_empty() { "(no subject)" } else { &mail.subject }
}

fn time(mail: &Mail) -> String {
    format!("<time datetime=\"{}\">{}</time>", mail.date, mail.date.strftime("%-d %b %Y, %H:%M UTC"))
}

fn counted(mails: usize) -> String {
    if mails == 1 { "1 mail".to_owned() } else { format!("{mails} mails") }
}

/// The text with its addresses as links: the private link of a ticket is what one comes to this page for.
fn with_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(start);
        let end =
            from.find(|character: char| character.is_whitespace() || "<>\"".contains(character)).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ')', ';']);
        out.push_str(&escape(before));
        out.push_str(&format!("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", escape(address)));
        rest = &from[address.len()..];
    }
    out + &escape(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_become_links_and_nothing_else_does() {
        assert_eq!(
            with_links("See <b> https://a.example/x?y=1&z=2. Bye"),
            "See &lt;b&gt; <a href=\"https://a.example/x?y=1&amp;z=2\" rel=\"noreferrer\">https://a.example/x?y=1&amp;z=2</a>. Bye"
        );
    }
}
