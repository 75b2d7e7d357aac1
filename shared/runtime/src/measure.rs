//! One line in the log for each piece of work: what it was, how it went, how long it took and what it cost.
//!
//! A piece of work is what Lambda invokes a function for (a request, an event, a batch) and each record or ticket in it.
//! The metrics are members of the same line; those of units and dollars are on the line of the whole invocation alone, so
//! that nothing is counted twice.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;
use std::future::Future;
use std::time::{Duration, Instant};

use guichet_domain::TicketId;
use guichet_store::Cost;

use crate::price::Invocation;
use crate::{ConfigError, Env};

tokio::task_local! {
    static WORK: RefCell<Work>;
    static REQUEST_ID: String;
}

/// What becomes known of a piece of work while it is done.
#[derive(Default)]
pub struct Work {
    pub ticket: Option<TicketId>,
    pub outcome: Option<Cow<'static, str>>,
    /// The cause of a failure, for operators only. Must not hold what people wrote, an address or a token.
    pub error: Option<String>,
    /// It ends with an error, for the event to come again, and yet nothing failed.
    pub comes_again: bool,
    pub bus_events: u32,
    pub tickets_opened: Option<u32>,
    pub tickets_resolved: Option<u32>,
    pub first_response_seconds: Option<f64>,
    pub sweep_lateness_seconds: Option<f64>,
    pub mails_sent: Option<u32>,
    pub mails_rejected: Option<u32>,
    pub mails_received: u32,
}

/// Tells something of the work under way. Outside of any, as in a test of a single part, nobody asks.
pub fn note(tell: impl FnOnce(&mut Work)) {
    WORK.try_with(|work| tell(&mut work.borrow_mut())).ok();
}

/// The work is on this ticket.
pub fn about(ticket: TicketId) {
    note(|work| work.ticket = Some(ticket));
}

/// Runs something under the id that Lambda gave the invocation.
pub async fn invoked<T>(request_id: String, work: impl Future<Output = T>) -> T {
    REQUEST_ID.scope(request_id, work).await
}

/// Measures a function's work.
#[derive(Clone)]
pub struct Meter {
    function: &'static str,
    gigabytes: f64,
}

/// What set the work off, under the name that it has in the log.
pub(crate) enum Trigger<'a> {
    Request { route: &'a str, status: u16 },
    Event { kind: &'a str },
    Part { kind: &'a str },
}

/// Work that is done, and what it took.
pub(crate) struct Done<T> {
    pub(crate) output: T,
    pub(crate) work: Work,
    took: Duration,
    cost: Cost,
}

/// Does a piece of work, and remembers what is told of it meanwhile.
pub(crate) async fn watched<T>(work: impl Future<Output = T>) -> Done<T> {
    let started = Instant::now();
    let watched = WORK.scope(RefCell::default(), async { (work.await, WORK.with(RefCell::take)) });
    // Boxed, so that the type of a whole function does not grow past what the compiler follows.
    let ((output, work), cost) = guichet_store::cost::measured(Box::pin(watched)).await;
    // What a part put on the bus is paid for with the whole.
    note(|whole| whole.bus_events += work.bus_events);
    Done { output, work, took: started.elapsed(), cost }
}

impl Meter {
    pub fn from_env(function: &'static str, env: &Env) -> Result<Self, ConfigError> {
        const NAME: &str = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
        /// Of a function whose template says nothing. Lambda always tells.
        const LEAST_MEGABYTES: f64 = 128.0;
        let megabytes = match env.get(NAME) {
            None => LEAST_MEGABYTES,
            Some(size) => size
                .parse()
                .map_err(|_| ConfigError::Unusable { name: NAME, why: "a number of megabytes is expected".into() })?,
        };
        Ok(Self { function, gigabytes: megabytes / 1024.0 })
    }

    /// Handles one event. An error goes on to Lambda, which tries again.
    pub async fn event<R, E: Display>(&self, kind: &str, work: impl Future<Output = Result<R, E>>) -> Result<R, E> {
        self.finish(Trigger::Event { kind }, watched(work).await)
    }

    /// Handles one record or ticket of many in an event. Whether its failure is one of the whole is the caller's to say.
    pub async fn part<R, E: Display>(&self, kind: &str, work: impl Future<Output = Result<R, E>>) -> Result<R, E> {
        self.finish(Trigger::Part { kind }, watched(work).await)
    }

    fn finish<R, E: Display>(&self, trigger: Trigger<'_>, mut done: Done<Result<R, E>>) -> Result<R, E> {
        let failed = done.output.is_err() && !done.work.comes_again;
        done.work.error = done.output.as_ref().err().map(E::to_string);
        if failed {
            done.work.outcome = Some("failed".into());
        }
        self.log(&trigger, &done, failed);
        done.output
    }

    pub(crate) fn log<T>(&self, trigger: &Trigger<'_>, Done { work, took, cost, .. }: &Done<T>, failed: bool) {
        let (function, duration_ms) = (self.function, (took.as_secs_f64() * 1e6).round() / 1e3);
        let request_id = REQUEST_ID.try_with(String::clone).ok();
        let (what, route, status, kind) = match *trigger {
            Trigger::Request { route, status } => ("request", Some(route), Some(status), None),
            Trigger::Event { kind } => ("event", None, None, Some(kind)),
            Trigger::Part { kind } => ("part", None, None, Some(kind)),
        };
        let dollars = (what != "part").then(|| {
            let (gigabytes, is_request) = (self.gigabytes, what == "request");
            Invocation {
                cost: *cost,
                took: *took,
                gigabytes,
                is_request,
                bus_events: work.bus_events,
                mails: work.mails_sent.unwrap_or_default(),
                mails_received: work.mails_received,
            }
            .dollars()
        });
        // The level of a line is a constant of where it is written.
        macro_rules! line {
            ($level:ident, $how:literal) => {
                tracing::event!(
                    tracing::Level::$level,
                    function,
                    request.id = request_id,
                    request.route = route,
                    response.status = status,
                    event.type = kind,
                    ticket.id = work.ticket.map(display),
                    outcome = work.outcome.as_deref().unwrap_or("ok"),
                    error = work.error.as_deref(),
                    duration_ms,
                    store.read_units = cost.read_units,
                    store.write_units = cost.write_units,
                    TicketsOpened = work.tickets_opened,
                    TicketsResolved = work.tickets_resolved,
                    FirstResponseSeconds = work.first_response_seconds,
                    SweepLatenessSeconds = work.sweep_lateness_seconds,
                    MailsSent = work.mails_sent,
                    MailsRejected = work.mails_rejected,
                    Failures = failed.then_some(1),
                    ReadUnits = dollars.map(|_| cost.read_units),
                    WriteUnits = dollars.map(|_| cost.write_units),
                    CostDollars = dollars,
                    concat!("{} ", $how),
                    what
                )
            };
        }
        if failed { line!(ERROR, "failed") } else { line!(INFO, "done") }
    }
}
