//! Cold starts: each function's real binary under a small Runtime API, as Lambda would start it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::oneshot;

use crate::desk::Desk;
use crate::event::{self, Call};
use crate::seed::Seeds;
use crate::summary::Summary;
use crate::time::percentile;
use crate::{Outcome, content, process, target};

const RUNS: usize = 20;
/// Longer than any start takes that is worth measuring.
const PATIENCE: Duration = Duration::from_secs(10);
const MEGABYTE: f64 = 1024.0 * 1024.0;

/// A file that makes a message of 25 MB, encoded.
const LARGE_FILE: usize = 17_990_000;
/// A picture of a screen, and the largest that a thumbnail is made of: 69 megapixels.
const SCREEN: (u32, u32) = (1600, 1200);
const LARGE_IMAGE: (u32, u32) = (10_000, 6_900);

const FUNCTIONS: [(&str, &str); 8] = [
    ("intake", "IntakeFunction"),
    ("desk", "DeskFunction"),
    ("relay", "RelayFunction"),
    ("assignment", "AssignmentFunction"),
    ("sla", "SlaFunction"),
    ("notifications", "NotificationsFunction"),
    ("mailbox", "MailboxFunction"),
    ("thumbnails", "ThumbnailsFunction"),
];

pub async fn measure(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    let mut desk = Desk::with(seeds, 1_000).await?;
    for (name, function) in FUNCTIONS {
        let binary = binary(name)?;
        let (mut polls, mut firsts, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
        // One start before those that count: the binary is then in memory, as it is on a host of Lambda's that has it.
        for run in 0..=RUNS {
            let event = first_event(&mut desk, name).await?;
            let started = start(&binary, &environment(&desk, function)?, event).await?;
            if run > 0 {
                polls.push(started.until_poll);
                firsts.push(started.first_invocation);
                peaks.push(started.peak_megabytes);
            }
        }
        summary.put(format!("cold.{name}.first_poll_p50_ms"), percentile(&polls, 0.5));
        summary.put(format!("cold.{name}.first_poll_max_ms"), percentile(&polls, 1.0));
        summary.put(format!("cold.{name}.first_invocation_p50_ms"), percentile(&firsts, 0.5));
        summary.put(format!("cold.{name}.first_invocation_max_ms"), percentile(&firsts, 1.0));
        summary.put(format!("cold.{name}.peak_mb"), peaks.into_iter().fold(0.0, f64::max));
        #[expect(clippy::cast_precision_loss, reason = "megabytes")]
        let size = |bytes: u64| bytes as f64 / MEGABYTE;
        summary.put(format!("cold.{name}.binary_mb"), size(std::fs::metadata(&binary)?.len()));
        summary.put(format!("cold.{name}.zipped_mb"), size(zipped(&binary).await?));
    }
    large_message(&mut desk, summary).await?;
    large_image(&mut desk, summary).await
}

/// The most memory that the function takes which makes thumbnails.
async fn large_image(desk: &mut Desk, summary: &mut Summary) -> Outcome<()> {
    let image = desk.put_image(content::photograph(LARGE_IMAGE)?).await?;
    let event = event::created(&image, desk.now());
    let started = start(&binary("thumbnails")?, &environment(desk, "ThumbnailsFunction")?, event).await?;
    if !desk.has_thumbnail(&image).await? {
        return Err("a large image has no thumbnail".into());
    }
    summary.put("large_image.peak_mb", started.peak_megabytes);
    summary.put("large_image.first_invocation_ms", started.first_invocation.as_secs_f64() * 1000.0);
    Ok(())
}

/// The most memory that the function takes which reads mail, for a message as large as mail servers let through.
async fn large_message(desk: &mut Desk, summary: &mut Summary) -> Outcome<()> {
    let customer = desk.new_customer();
    let letter = content::letter_with_file(customer, customer, LARGE_FILE);
    #[expect(clippy::cast_precision_loss, reason = "megabytes")]
    summary.put("large_message.mb", letter.len() as f64 / MEGABYTE);
    let event = event::created(&desk.put_mail(letter).await?, desk.now());
    let started = start(&binary("mailbox")?, &environment(desk, "MailboxFunction")?, event).await?;
    summary.put("large_message.peak_mb", started.peak_megabytes);
    summary.put("large_message.first_invocation_ms", started.first_invocation.as_secs_f64() * 1000.0);
    let ticket = desk.store.ticket(desk.last_ticket_of(customer).await?).await?.ok_or("no ticket")?;
    let log = desk.store.log(ticket.id).await?;
    let kept: usize =
        log.iter().filter_map(|recorded| recorded.event.carried()).map(|carried| carried.attachments.len()).sum();
    if kept != 1 {
        return Err(format!("of a large message {kept} files were kept, not 1").into());
    }
    Ok(())
}

/// The function's binary of the release profile, in the same target folder as this program.
fn binary(function: &str) -> Outcome<PathBuf> {
    let folder = format!("{}-unknown-linux-gnu/release", std::env::consts::ARCH);
    let binary = target()?.join(folder).join(format!("guichet-{function}"));
    if binary.is_file() {
        return Ok(binary);
    }
    Err(format!("{} is missing. Run: make bench", binary.display()).into())
}

/// The size in a zip file. A zip's own frame is about a hundred bytes; what it holds is what gzip makes.
async fn zipped(binary: &Path) -> Outcome<u64> {
    let output = Command::new("gzip").args(["-6", "-c"]).arg(binary).output().await?;
    if !output.status.success() {
        return Err(format!("gzip: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(u64::try_from(output.stdout.len())?)
}

/// What the function is first asked to do: the work that it is there for.
async fn first_event(desk: &mut Desk, function: &str) -> Outcome<Value> {
    let customer = desk.new_customer();
    let agent = content::agent_id(0);
    Ok(match function {
        "intake" => {
            let (form, _) = desk.form(customer).await?;
            Call::post("/api/v1/tickets", form).header("idempotency-key", format!("cold-{customer}")).event()
        }
        "desk" => Call { query: "view=all_open", ..Call::get("/api/v1/desk/tickets") }.by(&agent).event(),
        "sla" => event::scheduled(desk.now()),
        "mailbox" => {
            let letter = content::letter(customer, content::MAILBOX, customer, "");
            event::created(&desk.put_mail(letter).await?, desk.now())
        }
        "thumbnails" => event::created(&desk.put_image(content::photograph(SCREEN)?).await?, desk.now()),
        _ => {
            desk.open(customer).await?;
            let record = desk.records()?.pop().ok_or("the opening is not in the stream")?;
            if function == "relay" {
                json!({"Records": [record]})
            } else {
                let (_, events) = desk.relay(record).await?;
                let opened = events.into_iter().find(|event| event["detail-type"] == "TicketOpened");
                opened.ok_or("the opening is not on the bus")?
            }
        }
    })
}

/// What Lambda and the template put into a function's environment; AWS is on this machine.
fn environment(desk: &Desk, function: &str) -> Outcome<BTreeMap<String, String>> {
    let declared = desk.template.function(function).ok_or_else(|| format!("the template has no {function}"))?;
    let mut environment = declared.environment.clone();
    let services = format!("http://{}", desk.services_address);
    for (name, value) in [
        ("AWS_LAMBDA_FUNCTION_NAME", function),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_REGION", "local-1"),
        // The local bucket knows one account; the others take any.
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_ENDPOINT_URL_DYNAMODB", &format!("http://{}", desk.dynamodb)),
        ("AWS_ENDPOINT_URL_EVENTBRIDGE", &services),
        ("AWS_ENDPOINT_URL_SESV2", &services),
        ("AWS_ENDPOINT_URL_S3", &format!("http://{}", desk.bucket_address)),
    ] {
        environment.insert(name.to_owned(), value.to_owned());
    }
    Ok(environment)
}

struct Started {
    until_poll: Duration,
    first_invocation: Duration,
    peak_megabytes: f64,
}

/// Starts a function as Lambda does, has it handle one event, and ends it.
async fn start(binary: &Path, environment: &BTreeMap<String, String>, event: Value) -> Outcome<Started> {
    let (polled, poll) = oneshot::channel();
    let (answered, answer) = oneshot::channel();
    let api =
        Api(Arc::new(Mutex::new(Waiting { event: event.to_string(), polled: Some(polled), answered: Some(answered) })));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move { axum::serve(listener, api.router()).await });

    let began = Instant::now();
    let mut child = Command::new(binary)
        .env_clear()
        .envs(environment)
        .env("AWS_LAMBDA_RUNTIME_API", address.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let polled = tokio::time::timeout(PATIENCE, poll).await??;
    let (answered, failure) = tokio::time::timeout(PATIENCE, answer).await??;
    if let Some(failure) = failure {
        return Err(format!("{} failed at its first event: {failure}", binary.display()).into());
    }
    let peak_megabytes = process::peak_memory(child.id().ok_or("the function has ended")?)?;
    child.kill().await?;
    server.abort();
    Ok(Started {
        until_poll: polled.duration_since(began),
        first_invocation: answered.duration_since(polled),
        peak_megabytes,
    })
}

/// Lambda's Runtime API, for a single event.
#[derive(Clone)]
struct Api(Arc<Mutex<Waiting>>);

struct Waiting {
    event: String,
    polled: Option<oneshot::Sender<Instant>>,
    answered: Option<oneshot::Sender<(Instant, Option<String>)>>,
}

impl Api {
    fn router(self) -> Router {
        const RUNTIME: &str = "/2018-06-01/runtime";
        Router::new()
            .route(&format!("{RUNTIME}/invocation/next"), get(next))
            .route(&format!("{RUNTIME}/invocation/{{id}}/response"), post(respond))
            .route(&format!("{RUNTIME}/invocation/{{id}}/error"), post(fail))
            .route(&format!("{RUNTIME}/init/error"), post(fail))
            .with_state(self)
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answered(&self, failure: Option<String>) {
        // Nobody waits any more once the first answer is in.
        if let Some(answered) = self.waiting().answered.take() {
            answered.send((Instant::now(), failure)).ok();
        }
    }
}

async fn next(State(api): State<Api>) -> Response {
    let now = Instant::now();
    let (polled, event) = {
        let mut waiting = api.waiting();
        (waiting.polled.take(), std::mem::take(&mut waiting.event))
    };
    let Some(polled) = polled else {
        // There is no second event; the function waits until it is ended.
        return std::future::pending().await;
    };
    polled.send(now).ok();
    let deadline = jiff::Timestamp::now().as_millisecond() + 15_000;
    let headers = [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd".to_owned()),
        ("lambda-runtime-deadline-ms", deadline.to_string()),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:local-1:123456789012:function:bench".to_owned()),
        ("content-type", "application/json".to_owned()),
    ];
    (headers, event).into_response()
}

async fn respond(State(api): State<Api>, body: String) -> axum::http::StatusCode {
    let answer: Value = serde_json::from_str(&body).unwrap_or_default();
    let refused = answer["statusCode"].as_u64().is_some_and(|status| status >= 300);
    let failed = answer["batchItemFailures"].as_array().is_some_and(|failures| !failures.is_empty());
    api.answered((refused || failed).then_some(body));
    axum::http::StatusCode::ACCEPTED
}

async fn fail(State(api): State<Api>, body: String) -> axum::http::StatusCode {
    api.answered(Some(body));
    axum::http::StatusCode::ACCEPTED
}
