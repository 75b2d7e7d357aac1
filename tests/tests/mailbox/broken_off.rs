//! Functions that die between any two of their calls, and several that are given the same message at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use guichet_runtime::Clients;
use guichet_tests::Workbench;

use crate::desk::{Desk, TICKET, app, names, take_in};
use crate::rules::Letter;

const RAW: &str = "inbound/broken-off";

/// What a function has left to live, in calls. None of those after them is made.
#[derive(Clone, Debug)]
struct Life(Arc<AtomicI64>);

impl Intercept for Life {
    fn name(&self) -> &'static str {
        "Life"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        match self.0.fetch_sub(1, Ordering::SeqCst) {
            left if left > 0 => Ok(()),
            _ => Err("it has died".into()),
        }
    }
}

/// Clients of a function that dies after so many calls.
fn mortal(bench: &Workbench, calls: i64) -> Clients {
    let life = Life(Arc::new(AtomicI64::new(calls)));
    let Clients { dynamodb, eventbridge, ses, s3, clock } = bench.clients.clone();
    let database = dynamodb.config().to_builder().interceptor(life.clone()).retry_config(RetryConfig::disabled());
    let bucket = s3.config().to_builder().interceptor(life).retry_config(RetryConfig::disabled());
    Clients {
        dynamodb: aws_sdk_dynamodb::Client::from_conf(database.build()),
        s3: aws_sdk_s3::Client::from_conf(bucket.build()),
        eventbridge,
        ses,
        clock,
    }
}

/// What a desk holds, without what is drawn anew each time.
#[derive(Debug, PartialEq, Eq)]
struct Holds {
    on_annas_ticket: Vec<&'static str>,
    others: Vec<Vec<&'static str>>,
    held: usize,
}

async fn what_is_held(desk: &Desk) -> Holds {
    let mut others = Vec::new();
    for ticket in desk.others().await {
        let log = desk.log(ticket.id).await;
        let files = log.iter().filter_map(|recorded| recorded.event.carried()).flat_map(|carried| &carried.attachments);
        for file in files {
            desk.bench.files.file(file.id).await.unwrap();
        }
        others.push(names(&log));
    }
    Holds { on_annas_ticket: names(&desk.log(TICKET).await), others, held: desk.held().await.len() }
}

/// A kind of message, as a desk would get it.
type Kind = fn(&Desk) -> Letter;

const KINDS: [(&str, Kind); 4] = [
    ("a question", |_| Letter { file: true, ..Letter::default() }),
    ("an answer", |desk| Letter { to: format!("support+{}@desk.example", desk.key()), file: true, ..Letter::anna() }),
    ("spam", |_| Letter { spam: true, ..Letter::default() }),
    ("a bounce", |desk| Letter {
        from: "mailer-daemon@mail.example".to_owned(),
        headers: format!("Auto-Submitted: auto-replied\r\nReferences: <{}@desk.example>\r\n", desk.key()),
        bounce_of: Some(crate::desk::ANNA),
        ..Letter::default()
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn rule_12_a_function_that_dies_between_any_two_calls_loses_and_doubles_nothing() {
    for (what, kind) in KINDS {
        let undisturbed = Desk::open().await;
        undisturbed.receive(RAW, &kind(&undisturbed).raw()).await.unwrap();
        let expected = what_is_held(&undisturbed).await;
        let mut deaths = 0;
        loop {
            let desk = Desk::open().await;
            desk.put(RAW, &kind(&desk).raw()).await;
            let dying = app(&desk.bench, &mortal(&desk.bench, deaths));
            let died = take_in(&dying, RAW).await;
            // The event comes again, to a function that lives.
            take_in(&desk.app, RAW).await.unwrap();
            assert_eq!(what_is_held(&desk).await, expected, "{what}, dead after {deaths} calls");
            if died.is_ok() {
                break;
            }
            deaths += 1;
        }
        assert!(deaths >= 4, "{what} takes more than {deaths} calls");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_02_functions_that_get_the_same_message_at_once_take_it_in_once() {
    for (what, kind) in KINDS {
        let undisturbed = Desk::open().await;
        undisturbed.receive(RAW, &kind(&undisturbed).raw()).await.unwrap();
        let expected = what_is_held(&undisturbed).await;
        for _ in 0..10 {
            let desk = Arc::new(Desk::open().await);
            desk.put(RAW, &kind(&desk).raw()).await;
            let functions = (0..4).map(|_| {
                let desk = Arc::clone(&desk);
                tokio::spawn(async move { take_in(&desk.app, RAW).await.map_err(|error| error.to_string()) })
            });
            for function in functions.collect::<Vec<_>>() {
                function.await.unwrap().unwrap_or_else(|error| panic!("{what}: {error}"));
            }
            assert_eq!(what_is_held(&desk).await, expected, "{what}");
        }
    }
}
