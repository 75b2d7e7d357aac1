//! Stores that hold many tickets, made in minutes.
//!
//! The tickets are decided by the domain and turned into items by the store's own commit. Only the database that the commit
//! reaches is another: it writes down the items, which are then imported by the thousand.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Json, Router};
use dynoxide::{Database, ImportOptions, Item};
use futures_util::{StreamExt, TryStreamExt, stream};
use guichet_domain::{
    Actor, Arrival, Assignee, AssignmentReason, Change, Channel, Command, Context, Customer, CustomerId, CustomerRef,
    Level, Locale, OpenTicket, Priority, Routed, Rulebook, State as TicketState, Ticket, TicketType,
};
use guichet_local::database;
use guichet_local::template::Template;
use guichet_runtime::ids;
use guichet_store::{Extras, Learned, Store};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Mutex as AsyncMutex;

use crate::content::{self, ANSWER, QUESTION, TEAMS};
use crate::services::clients;
use crate::{Outcome, root};

/// Far above the numbers that the desk draws itself while it is measured.
pub const FIRST_NUMBER: usize = 10_000_000;
const TICKETS_PER_CUSTOMER: usize = 5;
const TICKETS_PER_IMPORT: usize = 5_000;
const AT_ONCE: usize = 16;

/// Seeded data folders, each made once in a run and copied for whoever measures.
pub struct Seeds {
    folder: TempDir,
    /// The instant at which the seeded desks stand.
    pub now: Timestamp,
    made: AsyncMutex<BTreeMap<usize, PathBuf>>,
}

impl Seeds {
    pub fn new(target: &Path) -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("data-").tempdir_in(target)?;
        Ok(Self { folder, now: Timestamp::now(), made: AsyncMutex::default() })
    }

    /// A data folder of its own with so many tickets.
    pub async fn copy(&self, tickets: usize) -> Outcome<TempDir> {
        let mut made = self.made.lock().await;
        let from = match made.get(&tickets) {
            Some(folder) => folder.clone(),
            None => {
                let folder = self.folder.path().join(tickets.to_string());
                std::fs::create_dir(&folder)?;
                let started = Instant::now();
                fill(&folder, tickets, self.now).await?;
                eprintln!("seeded {tickets} tickets in {:.0} s", started.elapsed().as_secs_f64());
                made.insert(tickets, folder.clone());
                folder
            }
        };
        let copy = tempfile::tempdir_in(self.folder.path())?;
        for file in std::fs::read_dir(from)? {
            let file = file?;
            std::fs::copy(file.path(), copy.path().join(file.file_name()))?;
        }
        Ok(copy)
    }
}

/// The template, with values for the parameters that have no default.
pub fn template() -> Outcome<Template> {
    let parameters = [
        ("DeskSecret", "a secret of the bench, long enough"),
        ("PublicUrl", "https://help.example.org"),
        ("MailFrom", "Guichet <desk@example.org>"),
        ("OidcIssuer", "https://id.example.org"),
        // What the proof of work costs its sender is not measured.
        ("ChallengeCost", "1"),
        ("RatePerAddress", "1000000000"),
        ("RatePerSender", "1000000000"),
    ];
    let parameters = parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Ok(Template::load(&root()?.join("template.yaml"), &parameters)?)
}

async fn fill(folder: &Path, tickets: usize, now: Timestamp) -> Outcome<()> {
    let (template, desk) = (template()?, Rulebook::default());
    let database = database::open(Some(folder), &template)?;
    import(&database, &template, tickets, |index| ticket(index, now, &desk)).await
}

/// Writes tickets that nobody hears of into a database.
pub async fn import(
    database: &Database,
    template: &Template,
    tickets: usize,
    ticket: impl Fn(usize) -> Outcome<(Change, Customer)>,
) -> Outcome<()> {
    database.enable_bulk_loading()?;
    let recorder = Recorder::default();
    // No commit asks for the time.
    let now = Arc::new(Mutex::new(Timestamp::UNIX_EPOCH));
    let clients = clients(recorder.serve().await?, recorder.serve().await?, recorder.serve().await?, now);
    let store = guichet_runtime::store(&content::settings(template, "IntakeFunction")?, &clients)?;
    let mut from = 0;
    while from < tickets {
        let until = tickets.min(from + TICKETS_PER_IMPORT);
        let commits = (from..until).map(|index| commit(&store, index, ticket(index)));
        stream::iter(commits).buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await?;
        for (table, items) in recorder.take() {
            database.import_items(&table, items, ImportOptions::default())?;
        }
        from = until;
    }
    database.disable_bulk_loading()?;
    Ok(())
}

async fn commit(store: &Store, index: usize, ticket: Outcome<(Change, Customer)>) -> Outcome<()> {
    let (change, customer) = ticket?;
    let customer = index.is_multiple_of(TICKETS_PER_CUSTOMER).then_some(Learned::Customer(customer));
    Ok(store.commit(&change, Extras { customer, ..Extras::default() }).await?)
}

/// Given to an agent within the last hour; every other one answered and resolved.
pub fn ticket(index: usize, now: Timestamp, desk: &Rulebook) -> Outcome<(Change, Customer)> {
    // A prime, so that a ticket's time says nothing about its team or its state.
    let seconds = i64::try_from(index * 7 % 2_999)?;
    let at = now - SignedDuration::from_secs(3_600 - seconds);
    let (mut change, customer) = assigned(index, at, desk)?;
    if index % 2 == 1 {
        let actor = Actor::Agent { id: content::agent_id(index).parse()? };
        let answer = Command::agent_reply(ANSWER.parse()?, Some(TicketState::Resolved));
        follow(&mut change, answer, &Context { now: at, actor, desk, pinned: desk })?;
    }
    Ok((change, customer))
}

/// Does one thing more to a ticket, in the same commit.
pub fn follow(change: &mut Change, command: Command, context: &Context) -> Outcome<()> {
    let Change { after, events, .. } = change.after.decide(command, context)?;
    change.after = after;
    change.events.extend(events);
    Ok(())
}

/// Opened at an instant and given to an agent.
pub fn assigned(index: usize, at: Timestamp, desk: &Rulebook) -> Outcome<(Change, Customer)> {
    let address = content::address(index / TICKETS_PER_CUSTOMER).parse()?;
    let customer = Customer {
        id: CustomerId::of(&address),
        name: "Anna Keller".parse()?,
        email: address,
        locale: Locale::En,
        phone: None,
    };
    let team = TEAMS[index % TEAMS.len()];
    let open = OpenTicket {
        id: ids::ticket_id(at),
        number: u64::try_from(FIRST_NUMBER + index)?,
        customer: CustomerRef { id: customer.id, name: customer.name.clone(), email: customer.email.clone() },
        subject: content::subject(index).parse()?,
        body: QUESTION.parse()?,
        form: "default".parse()?,
        topic: team.parse()?,
        channel: Channel::WebForm,
        locale: Locale::En,
        routed: Routed::unchanged(team.parse()?, TicketType::Question, Priority::default()),
        fields: BTreeMap::new(),
        follow_up_of: None,
        arrival: Arrival::default(),
        urgency: Level::default(),
        link_seed: ids::link_seed()?,
    };
    let context = |actor| Context { now: at, actor, desk, pinned: desk };
    let mut change = Ticket::open(open, &context(Actor::Customer { id: customer.id }));
    let agent = content::agent(index)?;
    let (actor, reason) = (Actor::Agent { id: agent.id.clone() }, AssignmentReason::Claimed);
    follow(&mut change, Command::Claim(Assignee { agent, reason }), &context(actor))?;
    Ok((change, customer))
}

type Recorded = HashMap<String, Vec<Item>>;

/// Takes transactions, says that they were carried out, and keeps the items that they put.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Recorded>>);

impl Recorder {
    async fn serve(&self) -> Outcome<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = Router::new().route("/", post(record)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(address)
    }

    fn take(&self) -> Recorded {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn record(State(recorder): State<Recorder>, body: axum::body::Bytes) -> impl IntoResponse {
    let mut request: Value = serde_json::from_slice(&body).unwrap_or_default();
    let mut recorded = recorder.0.lock().unwrap_or_else(PoisonError::into_inner);
    for write in request["TransactItems"].as_array_mut().into_iter().flatten() {
        // What is not put is the load of an agent, which no figure depends on.
        let put = write["Put"].take();
        if let (Some(table), Ok(item)) = (put["TableName"].as_str(), serde_json::from_value(put["Item"].clone())) {
            recorded.entry(table.to_owned()).or_default().push(item);
        }
    }
    ([(header::CONTENT_TYPE, "application/x-amz-json-1.0")], Json(json!({"ConsumedCapacity": []})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seeded_ticket_has_a_whole_log() {
        let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        for index in 0..4 {
            let (change, _) = ticket(index, now, &Rulebook::default()).unwrap();
            assert_eq!(Ticket::replay(change.after.id, &change.events), Some(change.after));
        }
    }
}
