//! An SES that remembers what it was given and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_parser::{Message, MessageParser};
use serde_json::{Value, json};

#[derive(Clone, Copy)]
pub enum Answer {
    Error(u16, &'static str),
    /// An answer that says nothing, as when a connection breaks.
    Garbage,
}

#[derive(Default)]
struct Inner {
    sent: Vec<Sent>,
    answers: VecDeque<Answer>,
}

#[derive(Clone, Default)]
pub struct Ses(Arc<Mutex<Inner>>);

/// A mail as SES was given it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

impl Sent {
    pub fn parsed(&self) -> Message<'_> {
        MessageParser::new().parse(&self.raw).unwrap()
    }

    pub fn header(&self, name: &'static str) -> Option<String> {
        self.parsed().header_raw(name).map(|value| value.trim().to_owned())
    }

    pub fn text(&self) -> String {
        self.parsed().body_text(0).unwrap().replace("\r\n", "\n")
    }

    pub fn html(&self) -> String {
        self.parsed().body_html(0).unwrap().replace("\r\n", "\n")
    }

    /// The headers as they go over the wire, then both texts as they are read.
    pub fn whole(&self) -> String {
        let raw = String::from_utf8(self.raw.clone()).unwrap().replace("\r\n", "\n");
        let (headers, _) = raw.split_once("\n\n").unwrap();
        format!("{headers}\n\n==== text/plain\n{}\n==== text/html\n{}", self.text(), self.html())
    }
}

impl Ses {
    pub fn sent(&self) -> Vec<Sent> {
        self.0.lock().unwrap().sent.clone()
    }

    /// The one mail that was sent.
    pub fn only(&self) -> Sent {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "one mail was expected");
        sent.into_iter().next().unwrap()
    }

    /// What the next call is answered with, instead of success.
    pub fn next(&self, answer: Answer) {
        self.0.lock().unwrap().answers.push_back(answer);
    }

    /// Serves on a port of its own and answers with its URL.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/v2/email/outbound-emails", post(send)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }
}

async fn send(State(ses): State<Ses>, Json(request): Json<Value>) -> Response {
    let mut inner = ses.0.lock().unwrap();
    match inner.answers.pop_front() {
        Some(Answer::Error(status, code)) => {
            let headers = [("x-amzn-errortype", code)];
            let message = json!({"message": "about marie@example.fr"});
            (StatusCode::from_u16(status).unwrap(), headers, Json(message)).into_response()
        }
        answer => {
            inner.sent.push(Sent {
                from: request["FromEmailAddress"].as_str().unwrap().to_owned(),
                to: serde_json::from_value(request["Destination"]["ToAddresses"].clone()).unwrap(),
                raw: STANDARD.decode(request["Content"]["Raw"]["Data"].as_str().unwrap()).unwrap(),
            });
            match answer {
                Some(_) => "nothing that SES would say".into_response(),
                None => Json(json!({"MessageId": format!("ses-{}", inner.sent.len())})).into_response(),
            }
        }
    }
}
