//! A desk of its own for each story, on a clock that only the story moves, and the people who use it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guichet_domain::{
    Agent, AgentId, Availability, Configuration, Form, Label, Locale, Role, Team, TeamId, TicketType, Topic,
};
use guichet_local::{ClockMode, Data, Faults, Mail, MailOptions, Options, Running, boot};
use guichet_store::Store;
use jiff::Timestamp;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

pub const DEAD_LETTERS: [&str; 6] = [
    "RelayDeadLetters",
    "AssignmentDeadLetters",
    "SlaDeadLetters",
    "NotificationsDeadLetters",
    "MailboxDeadLetters",
    "ThumbnailsDeadLetters",
];

pub struct Desk {
    pub running: Running,
    http: reqwest::Client,
    turned_away: AtomicUsize,
    may_turn_away: bool,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
}

impl Answer {
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.json);
        self.json
    }

    /// Asserts a problem document with this status and code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        self.json
    }
}

pub fn start_of_story() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub fn options() -> Options {
    Options {
        port: 0,
        data: Data::Memory,
        clock: ClockMode::Manual(start_of_story()),
        template: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml")),
        // One round a guess: what the proof of work costs is no concern of these stories.
        parameters: [("ChallengeCost".to_owned(), "1".to_owned())].into(),
        web: None,
        faults: Faults::default(),
        mail: MailOptions::default(),
        background: false,
    }
}

/// Options for a desk on which much goes wrong, and to which many write from one address.
pub fn options_with(faults: Faults) -> Options {
    let mut options = Options { faults, ..options() };
    options.parameters.insert("RatePerAddress".to_owned(), "1000000".to_owned());
    options
}

impl Desk {
    /// Sets an agent up, who is then as available as they are said to be.
    pub async fn hire(&self, agent: &Agent) {
        let store = self.running.store();
        store.reconfigure(Timestamp::UNIX_EPOCH, |desk| desk.put_agent(agent.settings())).await.unwrap();
        store.set_availability(&agent.id, agent.availability).await.unwrap();
    }

    /// Two teams; Mia and Tom in support (Sana leads it), Jonas in technical.
    pub async fn open() -> Self {
        Self::open_with(options()).await
    }

    pub async fn open_with(options: Options) -> Self {
        let desk = Self::boot(options).await;
        set_up(desk.running.store()).await;
        desk
    }

    pub async fn boot(options: Options) -> Self {
        guichet_tests::lines::listen();
        let may_turn_away = options.faults.throttle > 0.0 || options.faults.lose_answer > 0.0;
        let running = boot(options).await.unwrap();
        Self { running, http: reqwest::Client::new(), turned_away: AtomicUsize::new(0), may_turn_away }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.running.url()));
        // The host's own pages are for people unless a program says what it is.
        request.header("Accept", "application/json")
    }

    /// Sends a request, and again while the desk has no time for it, as people do and their pages.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        loop {
            let answer = Self::send_once(request.try_clone().unwrap()).await;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE {
                return answer;
            }
            assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
            answer.expect_problem(503, "unavailable");
            self.turned_away.fetch_add(1, Ordering::Relaxed);
        }
    }

    async fn send_once(request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.unwrap();
        let json = serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes)));
        Answer { status, headers, json }
    }

    /// How often there was no time for a request.
    pub fn turned_away(&self) -> usize {
        self.turned_away.load(Ordering::Relaxed)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    // ---- customers --------------------------------------------------------------------------------------------------

    /// A solved challenge, as the contact form sends it.
    pub async fn proof_of_work(&self) -> String {
        let challenge: altcha::Challenge =
            serde_json::from_value(self.get("/api/v1/challenge").await.expect(200)).unwrap();
        let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge)).unwrap().unwrap();
        STANDARD.encode(serde_json::to_vec(&json!({"challenge": challenge, "solution": solution})).unwrap())
    }

    pub async fn filled_form(&self) -> Value {
        json!({
            "form": "default", "name": "Anna Keller", "email": "anna@example.com", "topic": "order",
            "subject": "Where is my order?", "message": "I ordered two weeks ago.\nNothing has come yet.",
            "locale": "en", "website": "", "altcha": self.proof_of_work().await,
        })
    }

    pub async fn post_form(&self, key: &str, form: &Value) -> Answer {
        self.send(self.request(Method::POST, "/api/v1/tickets").header("Idempotency-Key", key).json(form)).await
    }

    /// A ticket opened through the contact form, with some fields of one's own.
    pub async fn open_ticket(&self, key: &str, fields: Value) -> Customer<'_> {
        let mut form = self.filled_form().await;
        for (name, value) in fields.as_object().unwrap() {
            form[name] = value.clone();
        }
        let answer = self.post_form(key, &form).await.expect(201);
        Customer {
            desk: self,
            number: answer["number"].as_u64().unwrap(),
            token: answer["token"].as_str().unwrap().to_owned(),
            url: answer["ticket_url"].as_str().unwrap().to_owned(),
        }
    }

    /// Somebody who comes with a link.
    pub fn customer(&self, number: u64, token: &str) -> Customer<'_> {
        Customer { desk: self, number, token: token.to_owned(), url: String::new() }
    }

    // ---- agents -----------------------------------------------------------------------------------------------------

    pub async fn agent(&self, id: &str) -> AgentAtWork<'_> {
        AgentAtWork { desk: self, token: self.running.token_for(id).await.unwrap() }
    }

    // ---- the world --------------------------------------------------------------------------------------------------

    pub async fn settle(&self) {
        self.running.drain().await.unwrap();
    }

    /// Does again what was set aside, as whoever looks after a desk does; says how much, and what failed again.
    pub async fn replay(&self) -> Value {
        self.send(self.request(Method::POST, "/_local/queues")).await.expect(200)
    }

    /// Lives on until all has followed that is to follow. What was set aside meanwhile is done again, as whoever looks after a
    /// desk does when an alarm says so.
    pub async fn settle_in_the_end(&self) {
        for _ in 0..10 {
            self.settle().await;
            self.live_through(0, 5).await;
            if self.running.alarms().unwrap().is_empty() {
                return;
            }
            self.replay().await;
        }
        panic!("what was set aside fails again and again: {:?}", self.running.alarms());
    }

    pub async fn live_through(&self, hours: i64, minutes: i64) {
        let time = jiff::SignedDuration::from_mins(hours * 60 + minutes);
        self.running.live_through(time).await.unwrap();
    }

    /// Mails to an address, oldest first.
    pub fn mails_to(&self, address: &str) -> Vec<Mail> {
        let mut mails: Vec<Mail> =
            self.running.mails().into_iter().filter(|mail| mail.to.iter().any(|to| to.contains(address))).collect();
        mails.reverse();
        mails
    }

    /// The end of a story: nothing may be left in a queue.
    pub async fn close(self) {
        self.settle().await;
        assert!(self.running.bus_is_empty());
        assert!(self.may_turn_away || self.turned_away() == 0, "a desk without faults has time");
        for queue in DEAD_LETTERS {
            let left = self.running.dead_letters(queue).unwrap();
            assert!(left.is_empty(), "{queue}: {left:?}");
        }
        self.running.shutdown().await;
    }
}

/// Somebody with a private link.
pub struct Customer<'a> {
    desk: &'a Desk,
    pub number: u64,
    pub token: String,
    pub url: String,
}

impl Customer<'_> {
    pub async fn ticket(&self) -> Answer {
        self.desk.send(self.desk.request(Method::GET, "/api/v1/portal/ticket").bearer_auth(&self.token)).await
    }

    pub async fn reply(&self, key: &str, message: &str) -> Answer {
        let request = self.desk.request(Method::POST, "/api/v1/portal/replies").bearer_auth(&self.token);
        self.desk.send(request.header("Idempotency-Key", key).json(&json!({"message": message}))).await
    }

    pub async fn post(&self, action: &str, body: Value) -> Answer {
        let path = format!("/api/v1/portal/{action}");
        self.desk.send(self.desk.request(Method::POST, &path).bearer_auth(&self.token).json(&body)).await
    }
}

/// Somebody who is signed in to the desk.
pub struct AgentAtWork<'a> {
    desk: &'a Desk,
    token: String,
}

impl AgentAtWork<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        let path = format!("/api/v1/desk{path}");
        self.desk.send(self.desk.request(Method::GET, &path).bearer_auth(&self.token)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        let path = format!("/api/v1/desk{path}");
        self.desk.send(self.desk.request(Method::PUT, &path).bearer_auth(&self.token).json(&body)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let request = self.desk.request(Method::POST, &format!("/api/v1/desk{path}")).bearer_auth(&self.token);
        // Each press of a button is a request of its own; the story that repeats one says so with its own key.
        let key = format!("{path} {body}");
        let key: String = key.chars().filter(char::is_ascii_graphic).take(150).collect();
        self.desk.send(request.header("Idempotency-Key", key).json(&body)).await
    }

    /// The whole ticket by the number that people call it by.
    pub async fn ticket(&self, number: u64) -> Value {
        self.get(&format!("/tickets/number/{number}")).await.expect(200)
    }

    pub async fn list(&self, view: &str) -> Vec<u64> {
        let page = self.get(&format!("/tickets?view={view}")).await.expect(200);
        page["tickets"].as_array().unwrap().iter().map(|ticket| ticket["number"].as_u64().unwrap()).collect()
    }

    /// Every ticket of a list, page after page.
    pub async fn list_all(&self, view: &str) -> Vec<u64> {
        let (mut numbers, mut more) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("/tickets?view={view}&limit=100{more}")).await.expect(200);
            let tickets = page["tickets"].as_array().unwrap().iter();
            numbers.extend(tickets.map(|ticket| ticket["number"].as_u64().unwrap()));
            match page["next_cursor"].as_str() {
                Some(cursor) => more = format!("&cursor={cursor}"),
                None => return numbers,
            }
        }
    }

    pub async fn count(&self, view: &str) -> i64 {
        let views = self.get("/views").await.expect(200);
        let found = views["views"].as_array().unwrap().iter().find(|found| found["id"] == view).unwrap().clone();
        found["count"].as_i64().unwrap()
    }

    /// A write on the ticket as it is now.
    pub async fn act(&self, number: u64, action: &str, mut body: Value) -> Answer {
        let detail = self.ticket(number).await;
        body["version"] = detail["ticket"]["version"].clone();
        let path = format!("/tickets/{}/{action}", detail["ticket"]["id"].as_str().unwrap());
        match action {
            "state" | "priority" | "type" | "team" | "tags" => self.put(&path, body).await,
            _ => self.post(&path, body).await,
        }
    }
}

/// The names of the events in a ticket's timeline.
pub fn history(detail: &Value) -> Vec<&str> {
    detail["timeline"].as_array().unwrap().iter().map(|entry| entry["event"]["type"].as_str().unwrap()).collect()
}

pub fn clock<'a>(detail: &'a Value, metric: &str) -> &'a Value {
    let clocks = detail["ticket"]["clocks"].as_array().unwrap();
    clocks.iter().rfind(|clock| clock["metric"] == metric).unwrap()
}

fn id<T: std::str::FromStr<Err = guichet_domain::Invalid>>(value: &str) -> T {
    value.parse().unwrap()
}

pub fn an_agent(name: &str, role: Role, locale: Locale, teams: &[&str], capacity: u32) -> Agent {
    Agent {
        id: id::<AgentId>(name),
        name: id(&format!("{}{} Example", name[..1].to_uppercase(), &name[1..])),
        email: id(&format!("{name}@desk.example")),
        role,
        locale,
        teams: teams.iter().map(|team| id::<TeamId>(team)).collect::<BTreeSet<_>>(),
        skills: BTreeMap::new(),
        languages: BTreeSet::new(),
        shifts: None,
        out_of_office: None,
        availability: Availability::Online,
        capacity,
        open_load: 0,
        last_assigned_at: None,
    }
}

async fn set_up(store: &Store) {
    let team = |name: &str, label: &str, tier: u8, lead: &str| Team {
        lead: Some(id(lead)),
        ..Team::new(id(name), id::<Label>(label), tier.try_into().unwrap())
    };
    let teams = [
        Team { escalates_to: Some(id("technical")), ..team("support", "Customer support", 1, "sana") },
        team("technical", "Technical support", 2, "jonas"),
    ];
    let agents = [
        an_agent("sana", Role::Supervisor, Locale::Fr, &["support", "technical"], 0),
        an_agent("mia", Role::Agent, Locale::En, &["support"], 3),
        an_agent("tom", Role::Agent, Locale::En, &["support"], 3),
        an_agent("jonas", Role::Agent, Locale::En, &["technical"], 3),
        an_agent("lea", Role::LightAgent, Locale::En, &["support"], 3),
    ];
    let topic = |name: &str, en: &str, fr: &str, team: &str| Topic {
        id: id(name),
        label: [(Locale::En, id(en)), (Locale::Fr, id(fr))].into(),
        team: id(team),
        ticket_type: TicketType::Question,
    };
    let topics = vec![
        topic("order", "Order and delivery", "Commande et livraison", "support"),
        topic("app", "App and account", "Application et compte", "technical"),
    ];
    let form = Form { id: id("default"), brand: None, topics, fields: Vec::new() };
    let now = Timestamp::UNIX_EPOCH;
    let change = |desk: &mut Configuration| {
        (desk.teams, desk.forms) = (teams.to_vec(), vec![form.clone()]);
        desk.agents = agents.iter().map(Agent::settings).collect();
    };
    store.reconfigure(now, change).await.unwrap();
    for agent in &agents {
        store.set_availability(&agent.id, agent.availability).await.unwrap();
    }
}
