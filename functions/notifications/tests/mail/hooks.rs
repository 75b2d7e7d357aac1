//! Webhooks of rungs, as another system receives them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use guichet_domain::{Actor, Command};
use guichet_runtime::{DeskSecret, Env};
use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::desk::{Desk, Place, SECRET};

const HERE: &str = "http://127.0.0.1:3000";

#[derive(Default)]
struct Inner {
    seen: Vec<(HeaderMap, String)>,
    answers: Vec<StatusCode>,
}

/// Another system, that answers as it is told and well after that.
#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<Inner>>);

impl Receiver {
    async fn serve(&self, answers: &[u16]) -> String {
        self.0.lock().unwrap().answers =
            answers.iter().rev().map(|code| StatusCode::from_u16(*code).unwrap()).collect();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook?key=for-us-two", listener.local_addr().unwrap());
        let router = Router::new().route("/hook", post(receive)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    fn seen(&self) -> Vec<(HeaderMap, String)> {
        self.0.lock().unwrap().seen.clone()
    }
}

async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> StatusCode {
    let mut inner = receiver.0.lock().unwrap();
    inner.seen.push((headers, body));
    inner.answers.pop().unwrap_or(StatusCode::NO_CONTENT)
}

/// A ticket that has come past a rung which calls these.
async fn reached(desk: &Desk, urls: &[&str]) -> Place {
    let actions: Vec<Value> = urls.iter().map(|url| json!({"webhook": url})).collect();
    let ladder = json!([{"metric": "first_response", "at": "50 %", "actions": actions}]);
    desk.reconfigure(|desk| desk.policies[0].ladder = serde_json::from_value(ladder.clone()).unwrap()).await;
    let opened = desk.open(|_| {}).await;
    desk.pass(SignedDuration::from_hours(5));
    desk.act(opened, Actor::system("sla"), Command::Tick, "RungReached").await
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap().to_str().unwrap()
}

#[tokio::test]
async fn rule_15_a_rung_calls_another_system_once_and_signs_what_it_says() {
    let (desk, receiver) = (Desk::start_at(HERE).await, Receiver::default());
    let rung = reached(&desk, &[&receiver.serve(&[]).await]).await;
    for _ in 0..3 {
        desk.deliver(rung).await.unwrap();
        desk.pass(SignedDuration::from_hours(1));
    }
    let seen = receiver.seen();
    let [(headers, body)] = &seen[..] else { panic!("{} requests", seen.len()) };
    let said: Value = serde_json::from_str(body).unwrap();
    assert_eq!((&said["type"], &said["timestamp"]), (&json!("ticket.rung_reached"), &json!("2026-03-02T13:00:00Z")));
    let data = &said["data"];
    assert_eq!(
        (&data["metric"], &data["at"], &data["policy"]),
        (&json!("first_response"), &json!("50 %"), &json!("standard"))
    );
    assert_eq!(
        (&data["ticket"]["number"], &data["ticket"]["url"]),
        (&json!(1042), &json!(format!("{HERE}/desk/?ticket=1042")))
    );
    for secret in ["marie", "Marie", "Charged", "card"] {
        assert!(!body.contains(secret), "{secret}: what people write, and who they are, stays here");
    }

    // As a receiver checks it who was given the desk's key for webhooks.
    let env = Env::from_map([("DESK_SECRET".to_owned(), SECRET.to_owned())].into());
    let key = URL_SAFE_NO_PAD.decode(DeskSecret::from_env(&env).unwrap().derive("webhook", &[])).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    let (id, at) = (header(headers, "webhook-id"), header(headers, "webhook-timestamp"));
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    assert_eq!(header(headers, "webhook-signature"), format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())));
    assert_eq!(at.parse::<i64>().unwrap(), (desk.now() - SignedDuration::from_hours(3)).as_second());
}

#[tokio::test]
async fn who_can_not_take_it_now_is_asked_again_and_the_others_are_not() {
    let desk = Desk::start_at(HERE).await;
    let (busy, well) = (Receiver::default(), Receiver::default());
    let urls = [busy.serve(&[503, 429]).await, well.serve(&[]).await];
    let rung = reached(&desk, &[&urls[0], &urls[1]]).await;
    for expected in ["HTTP 503", "HTTP 429"] {
        let error = desk.deliver(rung).await.unwrap_err();
        assert!(error.contains(expected) && !error.contains("for-us-two"), "{error}");
    }
    desk.deliver(rung).await.unwrap();
    desk.deliver(rung).await.unwrap();
    let ids: Vec<String> = busy.seen().iter().map(|(headers, _)| header(headers, "webhook-id").to_owned()).collect();
    assert_eq!((ids.len(), well.seen().len()), (3, 1));
    assert!(ids.iter().all(|id| *id == ids[0]), "a request that comes again is known by its id");
}

#[tokio::test]
async fn nobody_there_is_an_error_that_names_no_address() {
    let desk = Desk::start_at(HERE).await;
    let rung = reached(&desk, &["http://127.0.0.1:9/hook?key=for-us-two"]).await;
    let error = desk.deliver(rung).await.unwrap_err();
    assert!(error.contains("a webhook did not take the request") && !error.contains("for-us-two"), "{error}");
}

#[tokio::test]
async fn who_refuses_for_good_is_not_asked_again() {
    let (desk, receiver) = (Desk::start_at(HERE).await, Receiver::default());
    let rung = reached(&desk, &[&receiver.serve(&[410]).await]).await;
    desk.deliver(rung).await.unwrap();
    desk.deliver(rung).await.unwrap();
    assert_eq!(receiver.seen().len(), 1);
}

#[tokio::test]
async fn a_desk_in_the_cloud_calls_nothing_on_its_own_machine() {
    let (desk, receiver) = (Desk::start().await, Receiver::default());
    let rung = reached(&desk, &[&receiver.serve(&[]).await]).await;
    desk.deliver(rung).await.unwrap();
    assert!(receiver.seen().is_empty());
}
