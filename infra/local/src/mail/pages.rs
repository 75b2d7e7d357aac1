//! The mail pages, of sent and of received mail: a list, and one mail with its text, HTML, headers and source.

use super::{Mail, Mailbox};
use crate::inbound::Inbound;
use crate::pages::{Page, escape};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use std::net::SocketAddr;
use std::sync::Arc;

/// What a mail's own HTML may do: show itself and open its links. No script, no form, nothing loaded from elsewhere.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";
const MAIL_POLICY: &str =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// One kind of mail on the page, with what it takes to show it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sent,
    Received,
}

/// Both kinds, and where mail comes in.
#[derive(Clone)]
pub struct Shelves {
    sent: Arc<Mailbox>,
    inbound: Arc<Inbound>,
    smtp: SocketAddr,
}

impl Kind {
    fn path(self) -> &'static str {
        match self {
            Kind::Sent => "/_local/mail",
            Kind::Received => "/_local/received",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::Sent => "Sent mail",
            Kind::Received => "Received mail",
        }
    }
}

impl Shelves {
    fn of(&self, kind: Kind) -> &Mailbox {
        match kind {
            Kind::Sent => &self.sent,
            Kind::Received => self.inbound.received(),
        }
    }
}

pub fn router(sent: Arc<Mailbox>, inbound: Arc<Inbound>, smtp: SocketAddr) -> Router {
    let shelves = Shelves { sent, inbound, smtp };
    [Kind::Sent, Kind::Received].into_iter().fold(Router::new(), |router, kind| {
        let path = kind.path();
        let routes = Router::new()
            .route(path, get(async move |State(shelves): State<Shelves>| list_mails(&shelves, kind)))
            .route(
                &format!("{path}.json"),
                get(async move |State(shelves): State<Shelves>| Json(shelves.of(kind).mails())),
            )
            .route(
                &format!("{path}/{{id}}"),
                get(async move |State(shelves): State<Shelves>, Path(id): Path<String>| show_mail(&shelves, kind, &id)),
            )
            .route(
                &format!("{path}/{{id}}/html"),
                get(async move |State(shelves): State<Shelves>, Path(id): Path<String>| {
                    show_html(shelves.of(kind), &id)
                }),
            )
            .route(
                &format!("{path}/{{id}}/source"),
                get(async move |State(shelves): State<Shelves>, Path(id): Path<String>| {
                    show_source(shelves.of(kind), &id)
                }),
            );
        router.merge(routes.with_state(shelves.clone()))
    })
}

fn list_mails(shelves: &Shelves, kind: Kind) -> Response {
    let mails = shelves.of(kind).mails();
    let lead = match kind {
        Kind::Sent => format!("{} kept on this machine.", counted(mails.len())),
        Kind::Received => format!("{} taken at {}.", counted(mails.len()), shelves.smtp),
    };
    let mut body = format!("<h1>{}</h1>{}<p class=\"lead\">{lead}</p><div class=\"panel\">", kind.title(), tabs(kind));
    if mails.is_empty() {
        body.push_str(match kind {
            Kind::Sent => "<p class=\"empty\">No mail yet. Send a request through the contact form and its acknowledgement shows up here.</p>",
            Kind::Received => "<p class=\"empty\">No mail yet. Send one as shown below.</p>",
        });
    } else {
        body.push_str("<ul class=\"rows\">");
        for mail in &mails {
            let other = if kind == Kind::Sent { mail.to.join(", ") } else { mail.from.clone() };
            body.push_str(&format!(
                "<li><a class=\"row\" href=\"{path}/{id}\"><b>{subject}</b>{time}<small>{other}</small></a></li>",
                path = kind.path(),
                id = escape(&mail.id),
                subject = escape(subject(mail)),
                time = time(mail),
                other = escape(&other),
            ));
        }
        body.push_str("</ul>");
    }
    body.push_str("</div>");
    if kind == Kind::Received {
        body.push_str(&how_to_send(shelves.smtp));
    }
    Page { title: kind.title(), here: Kind::Sent.path(), narrow: false, body }.into_response()
}

fn tabs(here: Kind) -> String {
    let links = [Kind::Sent, Kind::Received].map(|kind| {
        let current = if kind == here { " aria-current=\"page\"" } else { "" };
        format!("<a href=\"{}\"{current}>{}</a>", kind.path(), if kind == Kind::Sent { "Sent" } else { "Received" })
    });
    format!("<nav class=\"tabs\" aria-label=\"Mail\">{}</nav>", links.concat())
}

/// Lines to copy: from a shell, and from a script.
fn how_to_send(smtp: SocketAddr) -> String {
    let (host, port) = (smtp.ip(), smtp.port());
    let shell = format!(
        "swaks --server {host}:{port} --from anna@shop.example --to support@guichet.example --header 'Subject: Where is my order?' --body 'I ordered two weeks ago.'"
    );
    let script = format!(
        "python3 - <<'END'\nimport smtplib\nmail = 'From: anna@shop.example\\nTo: support@guichet.example\\nSubject: Where is my order?\\n\\nI ordered two weeks ago.'\nsmtplib.SMTP('{host}', {port}).sendmail('anna@shop.example', 'support@guichet.example', mail)\nEND"
    );
    format!(
        "<h2>Send a test mail</h2><div class=\"panel\"><pre>{}</pre></div><p>or</p><div class=\"panel\"><pre>{}</pre></div>\
         <p class=\"lead\">A header <code>X-Guichet-Local-Verdicts: spam=FAIL dmarc=FAIL</code> makes it suspicious.</p>",
        escape(&shell),
        escape(&script)
    )
}

fn show_mail(shelves: &Shelves, kind: Kind, id: &str) -> Response {
    let Some(mail) = shelves.of(kind).find(id) else { return not_found() };
    let (id, path) = (escape(&mail.id), kind.path());
    let when = if kind == Kind::Sent { "Sent" } else { "Received" };
    let mut body = format!(
        "<h1>{subject}</h1><dl class=\"facts\"><dt>From</dt><dd>{from}</dd><dt>To</dt><dd>{to}</dd><dt>{when}</dt><dd>{time}</dd>{passed}</dl>",
        subject = escape(subject(&mail)),
        from = escape(&mail.from),
        to = escape(&mail.to.join(", ")),
        time = time(&mail),
        passed = passed_on(shelves.of(kind).passed_on(&mail.id)),
    );
    if mail.html.is_some() {
        body.push_str(&format!(
            "<h2>As a mail program shows it</h2><div class=\"panel\"><iframe sandbox=\"{SANDBOX}\" title=\"The mail's HTML\" src=\"{path}/{id}/html\"></iframe></div>"
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
         <details><summary>Source</summary><pre>{}</pre></details></div><p><a href=\"{path}/{id}/source\">Download as .eml</a> · <a href=\"{path}\">All of it</a></p>",
        escape(&String::from_utf8_lossy(&mail.source)),
    ));
    Page { title: subject(&mail), here: Kind::Sent.path(), narrow: false, body }.into_response()
}

/// How passing a mail on to the relay went, where one is set.
fn passed_on(passed: Option<Result<(), String>>) -> String {
    match passed {
        None => String::new(),
        Some(Ok(())) => "<dt>Relay</dt><dd>passed on</dd>".to_owned(),
        Some(Err(error)) => format!("<dt>Relay</dt><dd>not passed on: {}</dd>", escape(&error)),
    }
}

fn show_html(mailbox: &Mailbox, id: &str) -> Response {
    let Some(html) = mailbox.find(id).and_then(|mail| mail.html) else { return not_found() };
    // Links lead out of the frame: the pages behind them refuse to be framed.
    let html = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], html)
        .into_response()
}

fn show_source(mailbox: &Mailbox, id: &str) -> Response {
    let Some(mail) = mailbox.find(id) else { return not_found() };
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
