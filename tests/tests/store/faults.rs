//! The database at its worst, as far as the embedded one can be made to play it: a proxy stands in between.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Response};
use guichet_domain::{State, TeamId};
use guichet_store::{CommitError, Extras, Queue, Store, StoreError, Tables};
use serde_json::json;
use tokio::sync::Notify;

use crate::desk::{Desk, assign, go, note};

/// What the proxy does with a call before it passes it on: nothing, wait, or answer in the database's stead.
type Meddle = dyn Fn(Call) -> Pin<Box<dyn Future<Output = Option<String>> + Send>> + Send + Sync;

struct Call {
    operation: String,
    body: String,
}

#[derive(Clone)]
struct Proxy {
    meddle: Arc<Meddle>,
    answered: Arc<Notify>,
    http: reqwest::Client,
}

/// Sends every call to the proxy, with the address that it was meant for.
#[derive(Debug)]
struct Detour {
    proxy: String,
}

const MEANT_FOR: &str = "x-meant-for";

impl Intercept for Detour {
    fn name(&self) -> &'static str {
        "Detour"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let request = context.request_mut();
        let meant_for = request.uri().to_owned();
        request.headers_mut().insert(MEANT_FOR, meant_for);
        Ok(request.set_uri(self.proxy.clone())?)
    }
}

/// The desk's store, seen through a proxy that meddles. Also tells when a call was answered.
async fn meddled(desk: &Desk, meddle: impl Fn(Call) -> Option<String> + Send + Sync + 'static) -> Store {
    let meddle = move |call| -> Pin<Box<dyn Future<Output = Option<String>> + Send>> {
        let answer = meddle(call);
        Box::pin(async move { answer })
    };
    proxied(desk, Arc::new(meddle), Arc::new(Notify::new())).await
}

async fn proxied(desk: &Desk, meddle: Arc<Meddle>, answered: Arc<Notify>) -> Store {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://{}/", listener.local_addr().unwrap());
    let state = Proxy { meddle, answered, http: reqwest::Client::new() };
    let router = Router::new().fallback(pass_on).with_state(state);
    tokio::spawn(async { axum::serve(listener, router).await });
    let config = desk.bench.clients.dynamodb.config().to_builder().interceptor(Detour { proxy }).build();
    let tables = Tables {
        tickets: desk.table("TICKETS_TABLE"),
        directory: desk.table("DIRECTORY_TABLE"),
        ephemera: desk.table("EPHEMERA_TABLE"),
    };
    Store::new(Client::from_conf(config), tables)
}

async fn pass_on(Shared(proxy): Shared<Proxy>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let operation = header("x-amz-target").rsplit('.').next().unwrap().to_owned();
    let call = Call { operation, body: String::from_utf8(body.to_vec()).unwrap() };
    if let Some(answer) = (proxy.meddle)(call).await {
        return Response::builder().status(400).body(answer.into()).unwrap();
    }
    let mut request = proxy.http.post(header(MEANT_FOR)).body(body);
    for name in ["x-amz-target", "content-type", "authorization", "x-amz-date"] {
        request = request.header(name, header(name));
    }
    let answer = request.send().await.unwrap();
    let response = Response::builder().status(answer.status());
    let response = response.body(answer.bytes().await.unwrap().into()).unwrap();
    proxy.answered.notify_one();
    response
}

/// What the database says when another transaction holds an item of this one.
fn collision(call: &Call) -> String {
    let request: serde_json::Value = serde_json::from_str(&call.body).unwrap();
    let items = request["TransactItems"].as_array().unwrap().len();
    let mut reasons = vec![json!({"Code": "None"}); items];
    reasons[items - 1] = json!({"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"});
    let error = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    json!({"__type": error, "Message": "Transaction cancelled", "CancellationReasons": reasons}).to_string()
}

/// A store whose first transactions collide, and how many were sent.
async fn colliding(desk: &Desk, times: u32) -> (Store, Arc<AtomicU32>) {
    let sent = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&sent);
    let store = meddled(desk, move |call| {
        let collides = call.operation == "TransactWriteItems" && seen.fetch_add(1, Ordering::SeqCst) < times;
        collides.then(|| collision(&call))
    })
    .await;
    (store, sent)
}

#[tokio::test]
async fn a_commit_that_collides_is_tried_again() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, assign("mia"));
    let (store, sent) = colliding(&desk, 3).await;
    store.commit(&change, Extras::default()).await.unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 4);
    assert_eq!(desk.stored_ticket(ticket.id).await, change.after);
    assert_eq!(desk.load("mia").await, 1, "once");
}

#[tokio::test]
async fn a_commit_that_always_collides_is_given_up() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let (store, sent) = colliding(&desk, u32::MAX).await;
    let error = store.commit(&desk.decide(&ticket, note("never")), Extras::default()).await.unwrap_err();
    assert!(matches!(error, CommitError::Store(StoreError::Unavailable { .. })), "{error:?}");
    assert_eq!(sent.load(Ordering::SeqCst), 8);
    assert_eq!(desk.stored_ticket(ticket.id).await, ticket);
}

/// All commits of a team meet in its counts, and the shards of the stream are read at the same time. A record that is not
/// counted is delivered again as a whole, its events too.
#[tokio::test]
async fn a_count_that_collides_is_tried_again() {
    let desk = Desk::open().await;
    let opening = desk.opening("billing", 1001);
    desk.commit(&opening).await;
    let (store, sent) = colliding(&desk, 3).await;
    store.count_change(&opening, desk.now()).await.unwrap();
    assert_eq!(sent.load(Ordering::SeqCst), 4);
    assert_eq!(store.counts().await.unwrap()[&opening.after.team].unassigned, 1);
}

/// A key is never empty, and DynamoDB refuses a condition that compares one with nothing. The embedded database does not,
/// so this looks at what is asked.
#[tokio::test]
async fn no_question_compares_a_key_with_nothing() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let store = meddled(&desk, |call| {
        let empty = call.operation == "Query" && call.body.contains(r#"{"S":""}"#);
        empty.then(|| {
            json!({"__type": "com.amazon.coral.validate#ValidationException", "message": call.body}).to_string()
        })
    })
    .await;
    let team: TeamId = "billing".parse().unwrap();
    assert_eq!(store.agents().await.unwrap().len(), 2);
    assert_eq!(store.teams().await.unwrap().len(), 3);
    store.counts().await.unwrap();
    store.is_new().await.unwrap();
    store.due(0, &guichet_store::DuePlace::default(), desk.now(), 10).await.unwrap();
    store.page(&Queue::Open(vec![team]), None, 10).await.unwrap();
    store.tickets_of(ticket.customer.id, 10).await.unwrap();
    store.ticket_with_log(ticket.id).await.unwrap();
    store.log_since(ticket.id, 1).await.unwrap();
    store.event(ticket.id, 1).await.unwrap();
}

/// The lanes of a page are read one beside the other. A ticket that moves in between is in both.
#[tokio::test]
async fn a_ticket_that_moves_during_a_page_is_listed_once() {
    let desk = Arc::new(Desk::open().await);
    for (team, others, limit) in [("billing", 0, 1), ("network", 1, 1), ("sales", 1, 10)] {
        let ticket = desk.ticket(team).await;
        for _ in 0..others {
            desk.advance(1);
            desk.ticket(team).await;
        }
        let answered = Arc::new(Notify::new());
        let (behind, first, moving) = (Arc::clone(&desk), Arc::clone(&answered), ticket.clone());
        // Once the lane of those without an agent is read, the ticket gets one; then the lane of those with one is read.
        let meddle: Arc<Meddle> = Arc::new(move |call: Call| {
            let (desk, first, ticket) = (Arc::clone(&behind), Arc::clone(&first), moving.clone());
            Box::pin(async move {
                if call.body.contains("#assigned") && ticket == desk.stored_ticket(ticket.id).await {
                    first.notified().await;
                    desk.act(&ticket, assign("mia")).await;
                }
                None
            })
        });
        let store = proxied(&desk, meddle, answered).await;
        let page = store.page(&Queue::Open(vec![team.parse().unwrap()]), None, limit).await.unwrap();
        let found: Vec<_> = page.tickets.iter().filter(|found| found.id == ticket.id).collect();
        assert_eq!(found.len(), 1, "{team}");
        assert_eq!(found[0].assignee, Some("mia".parse().unwrap()), "as it is now");
        assert_eq!(page.tickets.len() + usize::from(page.next.is_some()), 1 + others, "{team}");
    }
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_told_apart_from_a_ticket_that_is_not_there() {
    let desk = Desk::open().await;
    let ticket = desk.ticket("billing").await;
    let change = desk.decide(&ticket, go(State::Resolved));
    let denied = json!({"__type": "com.amazon.coral.service#AccessDeniedException", "Message": "no"}).to_string();
    let store = meddled(&desk, move |_| Some(denied.clone())).await;
    let unavailable = |error: &StoreError| matches!(error, StoreError::Unavailable { .. });
    assert!(unavailable(&store.ticket(ticket.id).await.unwrap_err()));
    assert!(unavailable(&store.draw_number().await.unwrap_err()));
    let error = store.commit(&change, Extras::default()).await.unwrap_err();
    assert!(matches!(&error, CommitError::Store(error) if unavailable(error)), "{error:?}");
    assert!(unavailable(&store.claim("mail", desk.now(), jiff::SignedDuration::from_mins(1)).await.unwrap_err()));
}
