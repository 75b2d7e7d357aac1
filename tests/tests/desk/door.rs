//! A desk with people and tickets, and the way in.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use guichet_domain::{
    Actor, Agent, Arrival, Channel, Context, Customer, CustomerId, CustomerRef, Level, LinkSeed, Locale, OpenTicket,
    Priority, Role, Routed, Team, TeamId, Ticket, TicketId, TicketType, Tier,
};
use guichet_runtime::ids;
use guichet_store::Extras;
use guichet_tests::{Answer, Workbench, agent, send_file};
use jiff::SignedDuration;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt;

/// What no answer may ever hold.
const SEED: &str = "seed-that-nobody-sees";

pub const TEAMS: [&str; 3] = ["billing", "network", "sales"];

pub struct Desk {
    pub bench: Workbench,
    router: Router,
}

impl Desk {
    /// Three teams; Mia in billing, Tom in billing and network, Sana who leads all three, and one person of every other
    /// role, called by it.
    pub async fn open() -> Self {
        Self::on(Workbench::empty().await).await
    }

    pub async fn on(bench: Workbench) -> Self {
        for (id, tier) in TEAMS.into_iter().zip(1..) {
            let name = format!("The {id} team").parse().unwrap();
            let team = Team::new(id.parse().unwrap(), name, Tier::try_from(tier).unwrap());
            bench.reconfigure(|desk| desk.put_team(team.clone())).await;
        }
        for (id, name, role, teams) in [
            ("mia", "Mia Sommer", Role::Agent, &TEAMS[..1]),
            ("tom", "Tom Berger", Role::Agent, &TEAMS[..2]),
            ("sana", "Sana Haddad", Role::Supervisor, &TEAMS[..]),
            ("owner", "Olga Roth", Role::Owner, &TEAMS[..]),
            ("admin", "Ada Blanc", Role::Admin, &TEAMS[..]),
            ("light_agent", "Lea Petit", Role::LightAgent, &TEAMS[..]),
            ("reporter", "Remy Noir", Role::Reporter, &TEAMS[..]),
            ("auditor", "Aude Gris", Role::Auditor, &TEAMS[..]),
        ] {
            let teams: BTreeSet<TeamId> = teams.iter().map(|team| team.parse().unwrap()).collect();
            let agent = Agent { name: name.parse().unwrap(), role, teams, ..agent(id) };
            bench.hire(&agent).await;
        }
        let app = guichet_desk::App::new(&bench.env("DeskFunction", &[]), &bench.clients).unwrap();
        Self { router: guichet_desk::router(app), bench }
    }

    /// A ticket of Anna's, opened a minute after the one before.
    pub async fn ticket(&self, team: &str, subject: &str) -> TicketId {
        self.bench.advance(SignedDuration::from_mins(1));
        let (now, store) = (self.bench.now(), &self.bench.store);
        let desk = store.rulebook().await.unwrap();
        let email = "anna@example.com".parse().unwrap();
        let customer = CustomerRef { id: CustomerId::of(&email), name: "Anna Keller".parse().unwrap(), email };
        let CustomerRef { id, name, email } = customer.clone();
        let phone = Some("+41 44 123 45 67".parse().unwrap());
        store.put_customer(&Customer { id, name, email, locale: Locale::Fr, phone }).await.unwrap();
        let command = OpenTicket {
            id: ids::ticket_id(now),
            number: store.draw_number().await.unwrap(),
            customer,
            subject: subject.parse().unwrap(),
            body: "<script>alert(1)</script>\nCan you help?".parse().unwrap(),
            form: "default".parse().unwrap(),
            topic: "invoice".parse().unwrap(),
            channel: Channel::WebForm,
            locale: Locale::Fr,
            routed: Routed::unchanged(team.parse().unwrap(), TicketType::Question, Priority::default()),
            fields: Default::default(),
            follow_up_of: None,
            arrival: Arrival::default(),
            urgency: Level::Medium,
            link_seed: LinkSeed(SEED.to_owned()),
        };
        let context = Context { now, actor: Actor::Customer { id }, desk: &desk, pinned: &desk };
        let change = Ticket::open(command, &context);
        store.commit(&change, Extras::default()).await.unwrap();
        change.after.id
    }

    pub async fn stored(&self, id: TicketId) -> Ticket {
        self.bench.store.ticket(id).await.unwrap().unwrap()
    }

    pub async fn version(&self, id: TicketId) -> u64 {
        self.stored(id).await.version
    }

    /// Sends a request as it is, with the claims of an agent's token if there is one. No answer may give a link away.
    pub async fn send(&self, who: Option<&str>, mut request: Request<Body>) -> Answer {
        let mut context = json!({"http": {"method": "GET"}, "timeEpoch": 0});
        if let Some(sub) = who {
            context["authorizer"] = json!({"jwt": {"claims": {"sub": sub}, "scopes": []}});
        }
        let context = RequestContext::ApiGatewayV2(serde_json::from_value(context).unwrap());
        request.extensions_mut().insert(context);
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(!text.contains(SEED) && !text.contains("LinkIssued"), "a link was given away: {text}");
        let json = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Answer { status, headers, json }
    }

    pub async fn get(&self, who: &str, path: &str) -> Answer {
        let request = Request::builder().uri(format!("/api/v1/desk/{path}")).body(Body::empty()).unwrap();
        self.send(Some(who), request).await
    }

    pub async fn detail(&self, who: &str, id: TicketId) -> Value {
        self.get(who, &format!("tickets/{id}")).await.expect(200)
    }

    pub async fn write(&self, who: &str, method: Method, path: &str, body: &Value) -> Answer {
        self.send(Some(who), request(method, path, body)).await
    }

    /// A write on the ticket as it is now.
    pub async fn change(&self, who: &str, method: Method, id: TicketId, what: &str, mut body: Value) -> Answer {
        body["version"] = self.version(id).await.into();
        self.write(who, method, &format!("tickets/{id}/{what}"), &body).await
    }

    /// Sends a file to the place that the desk offers for it. Says how a message names it.
    pub async fn upload(&self, who: &str, name: &str, media_type: &str, content: &[u8]) -> Value {
        let new = json!({"name": name, "size": content.len(), "media_type": media_type});
        let place = self.write(who, Method::POST, "uploads", &new).await.expect(201);
        assert_eq!(send_file(&place, content).await, 200);
        json!({"id": place["id"], "name": name})
    }

    /// A write on the ticket as it is now, with a key.
    pub async fn change_once(&self, who: &str, key: &str, id: TicketId, what: &str, mut body: Value) -> Answer {
        body["version"] = self.version(id).await.into();
        self.write_once(who, key, id, what, &body).await
    }

    pub async fn write_once(&self, who: &str, key: &str, id: TicketId, what: &str, body: &Value) -> Answer {
        let mut request = request(Method::POST, &format!("tickets/{id}/{what}"), body);
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        self.send(Some(who), request).await
    }

    pub async fn reply(&self, who: &str, key: &str, id: TicketId, body: &Value) -> Answer {
        self.write_once(who, key, id, "replies", body).await
    }
}

pub fn request(method: Method, path: &str, body: &Value) -> Request<Body> {
    let request = Request::builder().method(method).uri(format!("/api/v1/desk/{path}"));
    request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap()
}

/// The names of a timeline's events, in order.
pub fn events(timeline: &Value) -> Vec<&str> {
    timeline.as_array().unwrap().iter().map(|entry| entry["event"]["type"].as_str().unwrap()).collect()
}

pub trait Expect {
    /// The body of an answer that must have this status.
    fn expect(self, status: u16) -> Value;
    /// A problem document with this status and code.
    fn expect_problem(self, status: u16, code: &str) -> Value;
}

impl Expect for Answer {
    #[track_caller]
    fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.json);
        self.json
    }

    #[track_caller]
    fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.json["status"], status);
        self.json
    }
}
