//! A small desk: its tables, a team with its lead and an agent, and tickets that things happen to.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::{AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType};
use guichet_domain::{
    Actor, Agent, Arrival, Assignee, AssignmentReason, Availability, Channel, Command, Configuration, Context,
    CustomerId, CustomerRef, Level, LinkSeed, Locale, OpenTicket, Priority, Recorded, Role, Routed, Team, Ticket,
    TicketId, TicketType, Tier,
};
use guichet_notifications::{App, handle};
use guichet_runtime::{Clients, Clock, Env};
use guichet_store::{Deed, Extras, Store};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use crate::ses::Ses;

pub fn text<T: std::str::FromStr<Err: std::fmt::Debug>>(value: &str) -> T {
    value.parse().unwrap()
}

pub const SECRET: &str = "a secret for tests, of 32 bytes or more";

pub struct Desk {
    pub app: App,
    pub store: Store,
    pub ses: Ses,
    now: Arc<Mutex<Timestamp>>,
}

/// An event of a ticket, as the bus names it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub ticket: TicketId,
    pub seq: u64,
}

impl Desk {
    pub async fn start() -> Self {
        Self::start_at("https://help.desk.example/").await
    }

    /// A desk whose pages are there.
    pub async fn start_at(public_url: &str) -> Self {
        crate::log::listen();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let database = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory().unwrap()));
        let ses = Ses::default();
        let now = Arc::new(Mutex::new(text("2026-03-02T09:00:00Z")));
        let clients = clients(&database, &ses.serve().await, now.clone());
        for table in ["tickets", "directory", "ephemera"] {
            create(&clients.dynamodb, table).await;
        }
        let env = Env::from_map(
            [
                ("TICKETS_TABLE", "tickets"),
                ("DIRECTORY_TABLE", "directory"),
                ("EPHEMERA_TABLE", "ephemera"),
                ("DESK_SECRET", SECRET),
                ("PUBLIC_URL", public_url),
                ("MAIL_FROM", "Guichet <support@desk.example>"),
                ("MAIL_CONFIGURATION", "desk-mail"),
                ("FILES_BUCKET", "files"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        );
        let store = guichet_runtime::store(&env, &clients).unwrap();
        let desk = Self { app: App::new(&env, &clients).unwrap(), store, ses, now };
        let tier = Tier::try_from(1).unwrap();
        let team = Team { lead: Some(text("lena")), ..Team::new(text("billing"), text("Billing & refunds"), tier) };
        let agents = [agent("ana", "Ana Costa", Locale::En), agent("lena", "Léna Martin", Locale::Fr)];
        desk.reconfigure(|desk| {
            desk.put_team(team.clone());
            agents.iter().for_each(|agent| desk.put_agent(agent.settings()));
        })
        .await;
        desk
    }

    pub async fn reconfigure(&self, change: impl Fn(&mut Configuration)) {
        self.store.reconfigure(self.now(), change).await.unwrap();
    }

    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    pub fn pass(&self, time: SignedDuration) {
        *self.now.lock().unwrap() += time;
    }

    /// Opens a ticket of Marie's, or of whoever the change makes it.
    pub async fn open(&self, change: impl FnOnce(&mut OpenTicket)) -> Place {
        let email = text("marie@example.fr");
        let mut command = OpenTicket {
            id: TicketId(Uuid::from_u128(0x0195_5555_0000_7000_8000_0000_0000_0001)),
            number: 1042,
            customer: CustomerRef { id: CustomerId::of(&email), name: text("Marie Dubois"), email },
            subject: text("Charged twice"),
            body: text("My card was charged twice."),
            form: text("default"),
            topic: text("invoice"),
            channel: Channel::WebForm,
            locale: Locale::En,
            routed: Routed::unchanged(text("billing"), TicketType::Question, Priority::default()),
            fields: Default::default(),
            follow_up_of: None,
            arrival: Arrival::default(),
            urgency: Level::Medium,
            link_seed: LinkSeed("a seed".to_owned()),
        };
        change(&mut command);
        let actor = Actor::Customer { id: command.customer.id };
        let desk = self.store.rulebook().await.unwrap();
        let context = Context { now: self.now(), actor, desk: &desk, pinned: &desk };
        let change = Ticket::open(command, &context);
        self.store.commit(&change, Extras::default()).await.unwrap();
        Place { ticket: change.after.id, seq: 1 }
    }

    /// Carries out a command and answers with the place of the first event of that name which followed.
    pub async fn act(&self, at: Place, actor: Actor, command: Command, event: &str) -> Place {
        let desk = self.store.rulebook().await.unwrap();
        let by = Deed { now: self.now(), actor, desk: &desk };
        let change = self.store.update(at.ticket, &by, |_| command.clone(), Extras::default()).await.unwrap();
        let named = |recorded: &&Recorded| recorded.event.name() == event;
        Place { seq: change.events.iter().find(named).unwrap().seq, ..at }
    }

    pub async fn answer(&self, at: Place, body: &str) -> Place {
        self.act(at, by("ana"), Command::agent_reply(text(body), None), "AgentReplied").await
    }

    pub async fn assign(&self, at: Place, to: &str, actor: Actor) -> Place {
        let desk = self.store.rulebook().await.unwrap();
        let agent = self.store.agent(&desk, &text(to)).await.unwrap().unwrap();
        let command = Command::Assign(Assignee { agent, reason: AssignmentReason::Manual });
        self.act(at, actor, command, "TicketAssigned").await
    }

    pub async fn breach(&self, at: Place) -> Place {
        self.pass(SignedDuration::from_hours(9));
        self.act(at, Actor::system("sla"), Command::Tick, "ClockBreached").await
    }

    pub async fn deliver(&self, place: Place) -> Result<(), String> {
        let detail = json!({"ticket_id": place.ticket, "number": 1042, "seq": place.seq, "team": "billing"});
        self.handle("guichet.tickets", "TicketOpened", detail).await
    }

    /// Hands the function an event as the bus delivers it.
    pub async fn handle(&self, source: &str, detail_type: &str, detail: serde_json::Value) -> Result<(), String> {
        let event = json!({
            "version": "0",
            "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
            "detail-type": detail_type,
            "source": source,
            "account": "000000000000",
            "time": "2026-03-02T09:00:00Z",
            "region": "local-1",
            "resources": [],
            "detail": detail,
        });
        let event: EventBridgeEvent<serde_json::Value> = serde_json::from_value(event).unwrap();
        handle(&self.app, event).await.map_err(|error| error.to_string())
    }
}

pub fn by(agent: &str) -> Actor {
    Actor::Agent { id: text(agent) }
}

pub fn agent(id: &str, name: &str, locale: Locale) -> Agent {
    Agent {
        id: text(id),
        name: text(name),
        email: text(&format!("{id}@desk.example")),
        role: Role::Agent,
        locale,
        teams: BTreeSet::from([text("billing")]),
        skills: Default::default(),
        languages: BTreeSet::new(),
        shifts: None,
        out_of_office: None,
        availability: Availability::Online,
        capacity: 5,
        open_load: 0,
        last_assigned_at: None,
    }
}

fn clients(database: &str, ses: &str, now: Arc<Mutex<Timestamp>>) -> Clients {
    let credentials = || Credentials::new("test", "test", None, None, "test");
    let (version, region) = (BehaviorVersion::latest(), Region::new("local-1"));
    Clients {
        dynamodb: aws_sdk_dynamodb::Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version(version)
                .region(region.clone())
                .credentials_provider(credentials())
                .endpoint_url(database)
                .build(),
        ),
        eventbridge: aws_sdk_eventbridge::Client::from_conf(
            aws_sdk_eventbridge::Config::builder()
                .behavior_version(version)
                .region(region.clone())
                .credentials_provider(credentials())
                .endpoint_url("http://127.0.0.1:9")
                .build(),
        ),
        s3: aws_sdk_s3::Client::from_conf(
            aws_sdk_s3::Config::builder()
                .behavior_version(version)
                .region(region.clone())
                .credentials_provider(credentials())
                .endpoint_url("http://127.0.0.1:9")
                .build(),
        ),
        // The client's own retries would hide from a test what an answer means.
        ses: aws_sdk_sesv2::Client::from_conf(
            aws_sdk_sesv2::Config::builder()
                .behavior_version(version)
                .region(region)
                .credentials_provider(credentials())
                .retry_config(aws_sdk_sesv2::config::retry::RetryConfig::disabled())
                .endpoint_url(ses)
                .build(),
        ),
        clock: Clock::from_fn(move || *now.lock().unwrap()),
    }
}

async fn create(client: &aws_sdk_dynamodb::Client, table: &str) {
    let mut request = client.create_table().table_name(table).billing_mode(BillingMode::PayPerRequest);
    for (name, kind) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
        let attribute = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
        let key = KeySchemaElement::builder().attribute_name(name).key_type(kind);
        request = request.attribute_definitions(attribute.build().unwrap()).key_schema(key.build().unwrap());
    }
    request.send().await.unwrap();
}
