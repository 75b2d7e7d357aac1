//! What the tests of single functions share: the desk's tables and its bucket, made from the template, clients
//! that reach them through the ordinary SDK, and a clock that only the test moves.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

pub mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::types::{Tag, Tagging};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use guichet_domain::{
    Actor, Agent, AgentId, Availability, Command, Configuration, Form, Label, Locale, Role, Rulebook, Team, TeamId,
    Ticket, TicketId, TicketType, Tier, Topic,
};
use guichet_files::Files;
use guichet_local::template::Template;
use guichet_local::{buckets, database};
use guichet_runtime::{Clients, Clock, Env};
use guichet_store::{Deed, Extras, Store};
use jiff::{SignedDuration, Timestamp};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;
use lambda_http::request::RequestContext;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

pub const PUBLIC_URL: &str = "https://help.example.com";

/// The tables, the bucket, the clock, and whatever a function is made from.
pub struct Workbench {
    pub clients: Clients,
    pub store: Store,
    pub files: Files,
    template: Template,
    now: Arc<Mutex<Timestamp>>,
    _objects: TempDir,
}

impl Workbench {
    /// A desk that nobody has set up.
    pub async fn empty() -> Self {
        lines::listen();
        let parameters = [
            ("DeskSecret", "a secret of the tests, long enough"),
            ("PublicUrl", PUBLIC_URL),
            ("MailFrom", "Guichet <desk@example.com>"),
            ("OidcIssuer", "https://id.example.com"),
            // One round a guess: what the proof of work costs is no concern of these tests.
            ("ChallengeCost", "1"),
        ];
        let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
        let template = Template::load(&file, &parameters).unwrap();
        let now = Arc::new(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap()));
        let objects = tempfile::tempdir().unwrap();
        let s3 = serve_buckets(&template, &objects).await;
        let clients = clients(serve(&template).await, s3, Arc::clone(&now));
        let settings = environment(&template, "IntakeFunction", &[]);
        let store = guichet_runtime::store(&settings, &clients).unwrap();
        let files = guichet_runtime::files(&settings, &clients).unwrap();
        Self { clients, store, files, template, now, _objects: objects }
    }

    /// A desk with one team, one agent and the default form.
    pub async fn set_up() -> Self {
        let bench = Self::empty().await;
        let team: TeamId = "billing".parse().unwrap();
        let (name, tier): (Label, _) = ("Billing".parse().unwrap(), Tier::try_from(1).unwrap());
        bench.reconfigure(|desk| desk.put_team(Team::new(team.clone(), name.clone(), tier))).await;
        bench.hire(&agent("mia")).await;
        let label = [(Locale::En, "Invoice".parse().unwrap()), (Locale::Fr, "Facture".parse().unwrap())].into();
        let topic = Topic { id: "invoice".parse().unwrap(), label, team, ticket_type: TicketType::ServiceRequest };
        bench.reconfigure(|desk| desk.put_form(form(vec![topic.clone()]))).await;
        bench
    }

    /// Changes what is set up.
    pub async fn reconfigure(&self, change: impl Fn(&mut Configuration)) -> Arc<Rulebook> {
        self.store.reconfigure(self.now(), change).await.unwrap()
    }

    /// Sets an agent up, who is then as available as they are said to be.
    pub async fn hire(&self, agent: &Agent) {
        self.reconfigure(|desk| desk.put_agent(agent.settings())).await;
        self.store.set_availability(&agent.id, agent.availability).await.unwrap();
    }

    /// An agent as they are now.
    pub async fn agent(&self, id: &str) -> Agent {
        let desk = self.store.rulebook().await.unwrap();
        self.store.agent(&desk, &id.parse().unwrap()).await.unwrap().unwrap()
    }

    /// A function's settings: those of the template, with some of the test's own.
    pub fn env(&self, function: &str, more: &[(&str, &str)]) -> Env {
        environment(&self.template, function, more)
    }

    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(by).unwrap();
    }

    /// An agent does something to a ticket.
    pub async fn act(&self, agent: &str, ticket: TicketId, command: Command) -> Ticket {
        let desk = self.store.rulebook().await.unwrap();
        let by = Deed { now: self.now(), actor: Actor::Agent { id: agent.parse().unwrap() }, desk: &desk };
        let change = self.store.update(ticket, &by, |_| command.clone(), Extras::default()).await.unwrap();
        change.after
    }

    pub async fn ticket_by_number(&self, number: u64) -> Ticket {
        let id = self.store.ticket_id_by_number(number).await.unwrap().unwrap();
        self.store.ticket(id).await.unwrap().unwrap()
    }

    pub fn bucket(&self) -> String {
        self.env("IntakeFunction", &[]).require("FILES_BUCKET").unwrap().to_owned()
    }

    /// A scanner notes on a file what it found.
    pub async fn scanned(&self, file: &str, verdict: &str) {
        let tag = Tag::builder().key("GuardDutyMalwareScanStatus").value(verdict).build().unwrap();
        let tagging = Tagging::builder().tag_set(tag).build().unwrap();
        let put = self.clients.s3.put_object_tagging().bucket(self.bucket()).key(format!("files/{file}"));
        put.tagging(tagging).send().await.unwrap();
    }

    /// The bucket deletes what was sent a day ago.
    pub async fn expire_upload(&self, file: &str) {
        let delete = self.clients.s3.delete_object().bucket(self.bucket()).key(format!("uploads/{file}"));
        delete.send().await.unwrap();
    }

    /// A message as the mail service puts it into the bucket.
    pub async fn put_mail(&self, raw: &str, message: &str) {
        let put = self.clients.s3.put_object().bucket(self.bucket()).key(raw);
        put.body(message.as_bytes().to_vec().into()).send().await.unwrap();
    }

    /// Every item of every table, as text.
    pub async fn stored(&self) -> Vec<String> {
        let mut items = Vec::new();
        for table in &self.template.tables {
            let answer = self.clients.dynamodb.scan().table_name(&table.name).send().await.unwrap();
            assert!(answer.last_evaluated_key.is_none(), "more than a page");
            items.extend(answer.items().iter().map(|item| format!("{item:?}")));
        }
        items
    }
}

/// The default form.
pub fn form(topics: Vec<Topic>) -> Form {
    Form { id: "default".parse().unwrap(), brand: None, topics, fields: Vec::new() }
}

/// An agent of the team, online, who may do all that agents do.
pub fn agent(id: &str) -> Agent {
    let id: AgentId = id.parse().unwrap();
    Agent {
        name: "Mia Sommer".parse().unwrap(),
        email: format!("{id}@desk.example.com").parse().unwrap(),
        id,
        role: Role::Agent,
        locale: Locale::En,
        teams: BTreeSet::from(["billing".parse().unwrap()]),
        skills: BTreeMap::new(),
        languages: BTreeSet::new(),
        shifts: None,
        out_of_office: None,
        availability: Availability::Online,
        capacity: 10,
        open_load: 0,
        last_assigned_at: None,
    }
}

/// What a function answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

/// Sends a request to a function's router as the gateway would: with the address that it comes from.
pub async fn call(router: &axum::Router, mut request: Request<Body>, source_ip: &str) -> Answer {
    let mut context = ApiGatewayV2httpRequestContext::default();
    context.http.source_ip = Some(source_ip.to_owned());
    request.extensions_mut().insert(RequestContext::ApiGatewayV2(context));
    let response = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { status, headers, json: serde_json::from_slice(&bytes).unwrap_or_default() }
}

/// Sends a file as a page does that was offered a place for it. Says what S3 answered.
pub async fn send_file(place: &Value, content: &[u8]) -> u16 {
    let method = reqwest::Method::from_bytes(place["method"].as_str().unwrap().as_bytes()).unwrap();
    let mut request = reqwest::Client::new().request(method, place["url"].as_str().unwrap());
    for (name, value) in place["headers"].as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    request.header("origin", PUBLIC_URL).body(content.to_vec()).send().await.unwrap().status().as_u16()
}

/// What is behind a link to a file: how a browser is to treat it, what it is, and what is in it.
pub async fn open_file(link: &Value) -> (String, String, Vec<u8>) {
    let answer = reqwest::get(link["url"].as_str().unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    (header("content-disposition"), header("content-type"), answer.bytes().await.unwrap().to_vec())
}

fn environment(template: &Template, function: &str, more: &[(&str, &str)]) -> Env {
    let mut settings: BTreeMap<String, String> = template.function(function).unwrap().environment.clone();
    settings.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Env::from_map(settings)
}

/// Serves the template's tables for as long as the test runs.
async fn serve(template: &Template) -> SocketAddr {
    let database = database::open(None, template).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    address
}

/// Serves the template's buckets for as long as the test runs.
async fn serve_buckets(template: &Template, objects: &TempDir) -> SocketAddr {
    let router = buckets::open(objects.path(), template).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn clients(dynamodb: SocketAddr, s3: SocketAddr, now: Arc<Mutex<Timestamp>>) -> Clients {
    macro_rules! client {
        ($sdk:ident) => {
            $sdk::Client::from_conf(
                $sdk::Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("local-1"))
                    .credentials_provider(Credentials::new("tests", "tests", None, None, "tests"))
                    .endpoint_url(format!("http://{dynamodb}"))
                    .build(),
            )
        };
    }
    Clients {
        dynamodb: client!(aws_sdk_dynamodb),
        eventbridge: client!(aws_sdk_eventbridge),
        ses: client!(aws_sdk_sesv2),
        s3: buckets::client(s3),
        clock: Clock::from_fn(move || *now.lock().unwrap()),
    }
}
