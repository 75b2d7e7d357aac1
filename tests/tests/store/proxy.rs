//! A proxy between the store and the embedded database, which makes it as bad as the real one can be.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Response};
use guichet_store::{Store, Tables};
use serde_json::json;
use tokio::sync::Notify;

use crate::desk::Desk;

/// What the proxy does with a call: pass it on, perhaps after a wait, answer in the database's stead, or lose its answer.
pub type Meddle = dyn Fn(Call) -> Pin<Box<dyn Future<Output = Way> + Send>> + Send + Sync;

pub enum Way {
    Through,
    Answered(String),
    /// Carried out, but nobody hears of it.
    AnswerLost,
}

pub struct Call {
    pub operation: String,
    pub body: String,
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
pub async fn meddled(desk: &Desk, meddle: impl Fn(Call) -> Way + Send + Sync + 'static) -> Store {
    let meddle = move |call| -> Pin<Box<dyn Future<Output = Way> + Send>> {
        let way = meddle(call);
        Box::pin(async move { way })
    };
    proxied(desk, Arc::new(meddle), Arc::new(Notify::new())).await
}

pub async fn proxied(desk: &Desk, meddle: Arc<Meddle>, answered: Arc<Notify>) -> Store {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://{}/", listener.local_addr().unwrap());
    let state = Proxy { meddle, answered, http: reqwest::Client::new() };
    let router = Router::new().fallback(pass_on).with_state(state);
    tokio::spawn(async { axum::serve(listener, router).await });
    // As often as in the cloud, but without its pauses of up to seconds.
    let retries = RetryConfig::standard().with_max_attempts(4).with_initial_backoff(Duration::from_millis(1));
    let config = desk.bench.clients.dynamodb.config().to_builder().interceptor(Detour { proxy }).retry_config(retries);
    let config = config.build();
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
    let way = (proxy.meddle)(call).await;
    if let Way::Answered(answer) = way {
        return Response::builder().status(400).body(answer.into()).unwrap();
    }
    let mut request = proxy.http.post(header(MEANT_FOR)).body(body);
    for name in ["x-amz-target", "content-type", "authorization", "x-amz-date"] {
        request = request.header(name, header(name));
    }
    let answer = request.send().await.unwrap();
    if let Way::AnswerLost = way {
        let error = json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}).to_string();
        return Response::builder().status(500).body(error.into()).unwrap();
    }
    let response = Response::builder().status(answer.status());
    let response = response.body(answer.bytes().await.unwrap().into()).unwrap();
    proxy.answered.notify_one();
    response
}
