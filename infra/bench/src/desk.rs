//! A desk whose functions are called in this task, one after the other, so that it can be told what each call cost.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use aws_lambda_events::event::dynamodb::Event as StreamEvent;
use axum::body::{Body, to_bytes};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dynoxide::Database;
use guichet_domain::{CustomerId, FileId, TicketId, Visibility};
use guichet_local::template::{StreamSource, Template};
use guichet_local::{buckets, database};
use guichet_runtime::{Clients, DeskSecret, Thread};
use guichet_store::{Cost, Store, cost::measured};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::Outcome;
use crate::content;
use crate::event::{self, Call};
use crate::seed::{self, Seeds};
use crate::services::{Services, clients};

/// One call of a function, and what it cost.
#[derive(Clone, Debug)]
pub struct Invocation {
    pub function: &'static str,
    /// The route, or the name of the event.
    pub trigger: String,
    pub cost: Cost,
    pub took: Duration,
    pub mails: usize,
    pub mails_received: usize,
    pub events: usize,
}

pub struct Answer {
    pub json: Value,
    pub invocation: Invocation,
}

/// A customer with the link to their ticket.
pub struct Opened {
    pub id: String,
    pub token: String,
    pub challenge: Invocation,
    pub invocation: Invocation,
}

pub struct Desk {
    pub store: Store,
    pub template: Template,
    pub dynamodb: SocketAddr,
    pub services_address: SocketAddr,
    pub bucket_address: SocketAddr,
    services: Services,
    pub database: Database,
    stream: StreamSource,
    /// The last record of the stream that was handed to the relay.
    seen: Option<String>,
    intake: axum::Router,
    desk: axum::Router,
    relay: guichet_relay::App,
    assignment: guichet_assignment::App,
    pub sla: guichet_sla::App,
    notifications: guichet_notifications::App,
    mailbox: guichet_mailbox::App,
    clients: Clients,
    secret: DeskSecret,
    now: Arc<Mutex<Timestamp>>,
    customers: usize,
    keys: usize,
    pub folder: TempDir,
}

impl Desk {
    /// A desk on disk with so many tickets in it.
    pub async fn with(seeds: &Seeds, tickets: usize) -> Outcome<Self> {
        let folder = seeds.copy(tickets).await?;
        let template = seed::template()?;
        let database = database::open(Some(folder.path()), &template)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let dynamodb = listener.local_addr()?;
        tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
        let services = Services::default();
        let services_address = services.serve().await?;
        let now = Arc::new(Mutex::new(seeds.now));
        let bucket_address = serve_bucket(folder.path(), &template).await?;
        let clients: Clients = clients(dynamodb, services_address, bucket_address, Arc::clone(&now));
        let env = |function: &str| content::settings(&template, function);
        let store = guichet_runtime::store(&env("IntakeFunction")?, &clients)?;
        content::set_up(&store).await?;
        let stream = template.streams.first().cloned().ok_or("the template reads no stream")?;
        Ok(Self {
            store,
            dynamodb,
            services_address,
            bucket_address,
            services,
            database,
            stream,
            seen: None,
            intake: guichet_intake::router(guichet_intake::App::new(&env("IntakeFunction")?, &clients)?),
            desk: guichet_desk::router(guichet_desk::App::new(&env("DeskFunction")?, &clients)?),
            relay: guichet_relay::App::new(&env("RelayFunction")?, &clients)?,
            assignment: guichet_assignment::App::new(&env("AssignmentFunction")?, &clients)?,
            sla: guichet_sla::App::new(&env("SlaFunction")?, &clients)?,
            notifications: guichet_notifications::App::new(&env("NotificationsFunction")?, &clients)?,
            mailbox: guichet_mailbox::App::new(&env("MailboxFunction")?, &clients)?,
            secret: DeskSecret::from_env(&env("MailboxFunction")?)?,
            clients,
            template,
            now,
            // Behind the customers of every seed.
            customers: 1_000_000,
            keys: 0,
            folder,
        })
    }

    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn advance(&self, by: SignedDuration) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    pub fn new_customer(&mut self) -> usize {
        self.customers += 1;
        self.customers
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        format!("bench-{}", self.keys)
    }

    // ---- requests ---------------------------------------------------------------------------------------------------

    /// Calls a function that serves HTTP. Anything but success ends the measurement.
    pub async fn call(&self, call: Call<'_>) -> Outcome<Answer> {
        let (function, router) =
            if call.path.starts_with("/api/v1/desk") { ("desk", &self.desk) } else { ("intake", &self.intake) };
        let trigger = format!("{} {}", call.method, call.path);
        let request = lambda_http::request::from_str(&call.event().to_string())?.map(Body::new);
        let started = Instant::now();
        let (response, cost) = measured(router.clone().oneshot(request)).await;
        let response = response?;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await?;
        let took = started.elapsed();
        if !status.is_success() {
            return Err(format!("{trigger}: {status} {}", String::from_utf8_lossy(&bytes)).into());
        }
        let invocation = Invocation { function, trigger, cost, took, mails: 0, mails_received: 0, events: 0 };
        Ok(Answer { json: serde_json::from_slice(&bytes)?, invocation })
    }

    /// The body of a filled form, with the work done, and the request that asked for the work.
    pub async fn form(&self, customer: usize) -> Outcome<(Value, Invocation)> {
        let Answer { json, invocation } = self.call(Call::get("/api/v1/challenge")).await?;
        let altcha = solve(json)?;
        Ok((form(customer, &altcha), invocation))
    }

    pub async fn open(&mut self, customer: usize) -> Outcome<Opened> {
        let (form, challenge) = self.form(customer).await?;
        let key = self.key();
        let answer = self.call(Call::post("/api/v1/tickets", form).header("idempotency-key", key)).await?;
        let number = answer.json["number"].as_u64().ok_or("a receipt without a number")?;
        let id = self.store.ticket_id_by_number(number).await?.ok_or("a ticket without an id")?;
        let token = answer.json["token"].as_str().unwrap_or_default().to_owned();
        Ok(Opened { id: id.to_string(), token, challenge, invocation: answer.invocation })
    }

    pub async fn version(&self, id: &str) -> Outcome<u64> {
        Ok(self.store.ticket(id.parse()?).await?.ok_or("the ticket is not there")?.version)
    }

    /// An agent does something to a ticket, in the version in which it is.
    pub async fn act(&mut self, method: &str, id: &str, what: &str, mut body: Value) -> Outcome<Invocation> {
        body["version"] = json!(self.version(id).await?);
        let (path, agent, key) = (format!("/api/v1/desk/tickets/{id}/{what}"), content::agent_id(0), self.key());
        let call = Call { method, path: &path, body: Some(body), ..Call::default() };
        let mut answer = self.call(call.by(&agent).header("idempotency-key", key)).await?;
        answer.invocation.trigger = format!("{method} {what}");
        Ok(answer.invocation)
    }

    pub async fn agent_replies(&mut self, id: &str) -> Outcome<Invocation> {
        self.act("POST", id, "replies", json!({"body": content::ANSWER})).await
    }

    pub async fn agent_reads(&self, id: &str) -> Outcome<Invocation> {
        let path = format!("/api/v1/desk/tickets/{id}");
        let mut answer = self.call(Call::get(&path).by(&content::agent_id(0))).await?;
        answer.invocation.trigger = "GET ticket".to_owned();
        Ok(answer.invocation)
    }

    pub async fn customer_replies(&mut self, token: &str) -> Outcome<Invocation> {
        let key = self.key();
        let call = Call::post("/api/v1/portal/replies", json!({"message": content::QUESTION}));
        let call = call.header("authorization", format!("Bearer {token}")).header("idempotency-key", key);
        Ok(self.call(call).await?.invocation)
    }

    pub async fn customer_reads(&self, token: &str) -> Outcome<Invocation> {
        let call = Call::get("/api/v1/portal/ticket").header("authorization", format!("Bearer {token}"));
        Ok(self.call(call).await?.invocation)
    }

    // ---- mail -------------------------------------------------------------------------------------------------------

    /// Puts a message where the mail service puts it.
    pub async fn put_mail(&mut self, message: Vec<u8>) -> Outcome<String> {
        let raw = format!("inbound/{}", self.key());
        self.put_object(&raw, message).await?;
        Ok(raw)
    }

    pub async fn put_image(&mut self, image: Vec<u8>) -> Outcome<String> {
        let file = format!("files/{}", FileId::in_mail(&self.key(), 0));
        self.put_object(&file, image).await?;
        Ok(file)
    }

    /// Whether an image has a thumbnail.
    pub async fn has_thumbnail(&self, file: &str) -> Outcome<bool> {
        let settings = content::settings(&self.template, "ThumbnailsFunction")?;
        let key = file.replace("files/", "thumbnails/");
        let found = self.clients.s3.head_object().bucket(settings.require("FILES_BUCKET")?).key(key).send().await;
        Ok(found.is_ok())
    }

    async fn put_object(&self, key: &str, content: Vec<u8>) -> Outcome<()> {
        let settings = content::settings(&self.template, "MailboxFunction")?;
        let put = self.clients.s3.put_object().bucket(settings.require("FILES_BUCKET")?).key(key);
        put.body(content.into()).send().await?;
        Ok(())
    }

    /// Takes a message in, from the event by which the bucket tells of it.
    pub async fn receive(&mut self, message: Vec<u8>) -> Outcome<Invocation> {
        let raw = self.put_mail(message).await?;
        Ok(self.invoke("MailboxFunction", event::created(&raw, self.now())).await?.0)
    }

    pub async fn last_ticket_of(&self, customer: usize) -> Outcome<TicketId> {
        let id = CustomerId::of(&content::address(customer).parse()?);
        Ok(self.store.tickets_of(id, 1).await?.first().ok_or("the customer has no ticket")?.id)
    }

    /// The address that an answer to a mail about a ticket goes to.
    pub fn reply_address(&self, ticket: TicketId) -> Outcome<String> {
        let thread = Thread { ticket, replies: Visibility::Public };
        Ok(self.secret.reply_address(&content::MAILBOX.parse()?, thread)?.to_string())
    }

    // ---- what follows -----------------------------------------------------------------------------------------------

    /// Lets everything follow that follows by itself: stream, bus, and what the rules of the template wake.
    pub async fn settle(&mut self) -> Outcome<Vec<Invocation>> {
        let mut invocations = Vec::new();
        loop {
            let records = self.records()?;
            if records.is_empty() {
                return Ok(invocations);
            }
            for record in records {
                let (invocation, events) = self.relay(record).await?;
                invocations.push(invocation);
                for event in events {
                    invocations.extend(self.deliver(event).await?);
                }
            }
        }
    }

    /// Hands one record to the relay; gives the events that it put on the bus.
    pub async fn relay(&self, record: Value) -> Outcome<(Invocation, Vec<Value>)> {
        let event: StreamEvent = serde_json::from_value(json!({"Records": [record]}))?;
        let started = Instant::now();
        let (answer, cost) = measured(guichet_relay::handle(&self.relay, event)).await;
        let took = started.elapsed();
        if !answer?.batch_item_failures.is_empty() {
            return Err("the relay failed at a record".into());
        }
        let entries = self.services.take().entries;
        let events: Vec<Value> = entries.iter().map(|entry| event::of_entry(entry, self.now())).collect();
        let trigger = "stream".to_owned();
        let invocation =
            Invocation { function: "relay", trigger, cost, took, mails: 0, mails_received: 0, events: events.len() };
        Ok((invocation, events))
    }

    /// Wakes whoever the rules of the template wake for an event.
    async fn deliver(&self, event: Value) -> Outcome<Vec<Invocation>> {
        let mut invocations = Vec::new();
        for rule in self.template.rules.iter().filter(|rule| rule.pattern.matches(&event)) {
            let (invocation, mails) = self.invoke(&rule.function, event.clone()).await?;
            invocations.push(invocation);
            for mail in mails {
                invocations.push(self.invoke(&rule.function, event::delivered(&mail, self.now())).await?.0);
            }
        }
        Ok(invocations)
    }

    /// The sweep of the service levels, as the schedule starts it.
    pub async fn sweep(&self) -> Outcome<Invocation> {
        Ok(self.invoke("SlaFunction", event::scheduled(self.now())).await?.0)
    }

    /// The sweep of the unassigned tickets, as the schedule starts it.
    pub async fn sweep_unassigned(&self) -> Outcome<Invocation> {
        Ok(self.invoke("AssignmentFunction", event::scheduled(self.now())).await?.0)
    }

    /// Invokes a function with an event. Gives the mails that it sent beside what it took.
    async fn invoke(&self, function: &str, event: Value) -> Outcome<(Invocation, Vec<Value>)> {
        let trigger = event["detail-type"].as_str().unwrap_or_default().to_owned();
        let event = serde_json::from_value(event)?;
        let started = Instant::now();
        let (function, (done, cost)) = match function {
            "AssignmentFunction" => ("assignment", measured(guichet_assignment::handle(&self.assignment, event)).await),
            "SlaFunction" => ("sla", measured(guichet_sla::handle(&self.sla, event)).await),
            "NotificationsFunction" => {
                ("notifications", measured(guichet_notifications::handle(&self.notifications, event)).await)
            }
            "MailboxFunction" => ("mailbox", measured(guichet_mailbox::handle(&self.mailbox, event)).await),
            other => return Err(format!("the bench does not know {other} (infra/bench/src/desk.rs)").into()),
        };
        let took = started.elapsed();
        done?;
        let mails = self.services.take().mails;
        let mails_received = usize::from(function == "mailbox");
        Ok((Invocation { function, trigger, cost, took, mails: mails.len(), mails_received, events: 0 }, mails))
    }

    /// What the stream holds that the relay has not seen, in the form in which Lambda hands it on.
    pub fn records(&mut self) -> Outcome<Vec<Value>> {
        let mut records = Vec::new();
        loop {
            let page = self.page()?;
            let Some(last) = page.last() else { return Ok(records) };
            self.seen = last["dynamodb"]["SequenceNumber"].as_str().map(str::to_owned);
            let filters = &self.stream.filters;
            records.extend(page.into_iter().filter(|record| filters.iter().any(|filter| filter.matches(record))));
        }
    }

    fn page(&self) -> Outcome<Vec<Value>> {
        let table = &self.stream.table;
        let streams = self.database.list_streams(serde_json::from_value(json!({"TableName": table}))?)?;
        let arn = serde_json::to_value(streams)?["Streams"][0]["StreamArn"].clone();
        let mut from = json!({
            "StreamArn": arn,
            "ShardId": dynoxide::streams::shard_id(table),
            "ShardIteratorType": "TRIM_HORIZON",
        });
        if let Some(seen) = &self.seen {
            from["ShardIteratorType"] = json!("AFTER_SEQUENCE_NUMBER");
            from["SequenceNumber"] = json!(seen);
        }
        let iterator = self.database.get_shard_iterator(serde_json::from_value(from)?)?.shard_iterator;
        let page = self.database.get_records(serde_json::from_value(json!({"ShardIterator": iterator}))?)?;
        let record = |record| -> Outcome<Value> {
            let mut record = serde_json::to_value(record)?;
            record["eventSourceARN"] = arn.clone();
            record["awsRegion"] = json!("local-1");
            Ok(record)
        };
        page.records.iter().map(record).collect()
    }
}

/// Serves the template's bucket from a folder.
async fn serve_bucket(folder: &Path, template: &Template) -> Outcome<SocketAddr> {
    let objects = folder.join("objects");
    std::fs::create_dir_all(&objects)?;
    let router = buckets::open(&objects, template)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Does the work of a challenge, as the contact form would.
pub fn solve(challenge: Value) -> Outcome<String> {
    let challenge: altcha::Challenge = serde_json::from_value(challenge)?;
    let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge))
        .map_err(|error| error.to_string())?
        .ok_or("a challenge without a solution")?;
    Ok(STANDARD.encode(serde_json::to_vec(&json!({"challenge": challenge, "solution": solution}))?))
}

/// What the contact form sends.
pub fn form(customer: usize, altcha: &str) -> Value {
    json!({
        "form": "default", "name": "Anna Keller", "email": content::address(customer),
        "topic": content::TEAMS[customer % content::TEAMS.len()], "subject": content::subject(customer),
        "message": content::QUESTION, "locale": "en", "website": "", "altcha": altcha,
    })
}
