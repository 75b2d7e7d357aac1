//! Puts what was committed on the bus.
//!
//! Reads the stream of the tickets table, which holds each commit's events, and publishes every event once or more often:
//! a record counts as done only when all its events were accepted. Also keeps the counts of the queues, since each commit
//! comes by here.

mod detail;

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use aws_lambda_events::event::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use aws_sdk_eventbridge::error::DisplayErrorContext;
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use guichet_domain::{Event as Happened, State, TicketId};
use guichet_runtime::{Clients, Clock, ConfigError, Env, Meter, measure};
use guichet_store::{EventItem, Store, keys};
use lambda_runtime::Error;

/// The name under which Guichet's events are on the bus.
pub const SOURCE: &str = "guichet.tickets";
/// The most entries that one PutEvents call takes.
const BATCH: usize = 10;

#[derive(Clone)]
pub struct App {
    store: Store,
    bus: aws_sdk_eventbridge::Client,
    bus_name: String,
    clock: Clock,
    meter: Meter,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self {
            store: guichet_runtime::store(env, clients)?,
            bus: clients.eventbridge.clone(),
            bus_name: env.require("EVENT_BUS")?.to_owned(),
            clock: clients.clock.clone(),
            meter: Meter::from_env("relay", env)?,
        })
    }
}

/// One commit as the stream tells of it.
struct Commit {
    ticket: TicketId,
    first_seq: u64,
    item: EventItem,
}

/// Handles a batch in its order. At the first record that fails it stops and names it: Lambda tries again from there, so
/// what the shard holds stays in order.
pub async fn handle(app: &App, event: Event) -> Result<DynamoDbEventResponse, Error> {
    let work = async {
        let mut response = DynamoDbEventResponse::default();
        for record in event.records {
            let sequence_number = record.change.sequence_number.clone();
            // What went wrong is on the record's own line.
            if app.meter.part("record", relay(app, record)).await.is_err() {
                measure::note(|work| work.outcome = Some("stopped".into()));
                let mut failure = DynamoDbBatchItemFailure::default();
                failure.item_identifier = sequence_number;
                response.batch_item_failures.push(failure);
                break;
            }
        }
        Ok(response)
    };
    app.meter.event("stream", work).await
}

async fn relay(app: &App, record: EventRecord) -> Result<(), Error> {
    let commit = read(record)?;
    measure::about(commit.ticket);
    publish(app, &commit).await?;
    app.store.count(commit.ticket, commit.first_seq, &commit.item, app.clock.now()).await?;
    note(&commit.item);
    Ok(())
}

/// What became of tickets, for the metrics; once all is done, so that a record that comes again is told of once.
fn note(commit: &EventItem) {
    let happened = |is: fn(&Happened) -> bool| {
        let times = commit.events.iter().filter(|recorded| is(&recorded.event)).count();
        u32::try_from(times).ok().filter(|times| *times > 0)
    };
    measure::note(|work| {
        work.outcome = Some("relayed".into());
        work.tickets_opened = happened(|event| matches!(event, Happened::TicketOpened { .. }));
        work.tickets_resolved = happened(|event| matches!(event, Happened::StateChanged { to: State::Resolved, .. }));
    });
}

fn read(record: EventRecord) -> Result<Commit, Error> {
    let key = |name: &str| match record.change.keys.get(name) {
        Some(serde_dynamo::AttributeValue::S(value)) => Ok(value.clone()),
        _ => Err(Error::from(format!("a record without the key {name}"))),
    };
    let (pk, sk) = (key("pk")?, key("sk")?);
    let ticket = keys::parse_ticket_pk(&pk).ok_or("a record that belongs to no ticket")?;
    let first_seq = keys::parse_event_sk(&sk).ok_or("a record that holds no events")?;
    Ok(Commit { ticket, first_seq, item: EventItem::from_stream(record.change.new_image)? })
}

async fn publish(app: &App, commit: &Commit) -> Result<(), Error> {
    let entries: Vec<PutEventsRequestEntry> = commit
        .item
        .events
        .iter()
        .filter_map(|recorded| Some((recorded, detail::of(commit.ticket, &commit.item, recorded)?)))
        .map(|(recorded, detail)| {
            PutEventsRequestEntry::builder()
                .event_bus_name(&app.bus_name)
                .source(SOURCE)
                .detail_type(recorded.event.name())
                .detail(detail.to_string())
                .build()
        })
        .collect();
    for batch in entries.chunks(BATCH) {
        let sent = app.bus.put_events().set_entries(Some(batch.to_vec())).send().await;
        let answer = sent.map_err(|error| format!("PutEvents: {}", DisplayErrorContext(&error)))?;
        if answer.failed_entry_count() > 0 {
            let code = answer.entries().iter().find_map(|entry| entry.error_code()).unwrap_or("unknown");
            return Err(format!(
                "PutEvents refused {} of {} entries: {code}",
                answer.failed_entry_count(),
                batch.len()
            )
            .into());
        }
        measure::note(|work| work.bus_events += answer.entries().len() as u32);
    }
    Ok(())
}
