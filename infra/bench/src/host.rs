//! Times on the local host: the desk as it runs on one machine, stream and functions included, and a client beside it.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use guichet_domain::Rulebook;
use guichet_store::Extras;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::desk::{self, Desk};
use crate::seed::{self, Seeds};
use crate::summary::Summary;
use crate::time::{milliseconds, percentile};
use crate::{Outcome, content, process, serve};

const OPENED: usize = 2_000;
/// In stores that are large to begin with, fewer tell as much.
const OPENED_IN_LARGE: usize = 500;
const READS: usize = 300;
const WARM_UP: usize = 50;

pub async fn measure(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    calls(seeds, summary).await?;
    for (name, tickets) in [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)] {
        let mut host = Host::start(seeds.copy(tickets).await?).await?;
        host.open(WARM_UP, 1).await?;
        host.drain().await?;

        let list = "/api/v1/desk/tickets?view=all_open";
        let times = host.read(list).await?;
        summary.put(format!("host_{name}.list_50_p50_ms"), percentile(&times, 0.5));
        summary.put(format!("host_{name}.list_50_p99_ms"), percentile(&times, 0.99));
        let ticket = host.ticket_with_five_messages().await?;
        let times = host.read(&format!("/api/v1/desk/tickets/{ticket}")).await?;
        summary.put(format!("host_{name}.ticket_5_p50_ms"), percentile(&times, 0.5));
        summary.put(format!("host_{name}.ticket_5_p99_ms"), percentile(&times, 0.99));

        let opened = if tickets == 1_000 { OPENED } else { OPENED_IN_LARGE };
        for at_once in [1, 8] {
            let load = host.open(opened, at_once).await?;
            let mut put = |what: &str, value| summary.put(format!("host_{name}.open_c{at_once}_{what}"), value);
            put("per_s", per_second(opened, load.took));
            put("p50_ms", percentile(&load.times, 0.5));
            put("p99_ms", percentile(&load.times, 0.99));
            put("settled_per_s", per_second(opened, load.settled));
            put("cpu_ms_per_ticket", milliseconds(load.cpu) / per_second(opened, Duration::from_secs(1)));
            if at_once == 1 {
                // The whole of what a ticket takes: its opening, assignment, two mails and their events.
                let cpu = milliseconds(load.cpu) / per_second(opened, Duration::from_secs(1));
                summary.put(format!("host_{name}.cpu_ms_per_ticket"), cpu);
            }
        }
        host.stop().await?;
    }
    Ok(())
}

/// What the times above are made of: one call to the database, and how many of them a request makes.
async fn calls(seeds: &Seeds, summary: &mut Summary) -> Outcome<()> {
    let (mut desk, rules) = (Desk::with(seeds, 1_000).await?, Rulebook::default());
    let (mut reads, mut commits, mut opened, mut calls) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for index in 0..READS {
        let started = Instant::now();
        desk.store.counts().await?;
        reads.push(started.elapsed());
        let (change, _) = seed::ticket(1_000_000 + index, desk.now(), &rules)?;
        let started = Instant::now();
        desk.store.commit(&change, Extras::default()).await?;
        commits.push(started.elapsed());
        let customer = desk.new_customer();
        let invocation = desk.open(customer).await?.invocation;
        opened.push(invocation.took);
        calls = invocation.cost.calls;
    }
    summary.put("calls.get_p50_ms", percentile(&reads, 0.5));
    summary.put("calls.commit_p50_ms", percentile(&commits, 0.5));
    summary.put("calls.open_p50_ms", percentile(&opened, 0.5));
    summary.put("calls.open_calls", calls.into());
    Ok(())
}

struct Load {
    times: Vec<Duration>,
    /// Until the last was opened.
    took: Duration,
    /// Until everything that follows had happened.
    settled: Duration,
    /// Of the host alone.
    cpu: Duration,
}

struct Host {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    url: String,
    token: String,
    client: Client,
    customers: usize,
    _folder: TempDir,
}

impl Host {
    async fn start(folder: TempDir) -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(serve::COMMAND)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the host has no input or output".into());
        };
        let mut output = BufReader::new(output).lines();
        let said = answer(&mut output).await?;
        let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
        let (url, token) = (text("url"), text("token"));
        Ok(Self { child, input, output, url, token, client: Client::new(), customers: 2_000_000, _folder: folder })
    }

    /// Waits until stream and bus are empty.
    async fn drain(&mut self) -> Outcome<()> {
        self.input.write_all(format!("{}\n", serve::DRAIN).as_bytes()).await?;
        answer(&mut self.output).await.map(|_| ())
    }

    async fn stop(mut self) -> Outcome<()> {
        drop(self.input);
        let status = self.child.wait().await?;
        if status.success() { Ok(()) } else { Err(format!("the host ended with {status}").into()) }
    }

    fn cpu(&self) -> Outcome<Duration> {
        process::cpu_time(self.child.id().ok_or("the host has ended")?)
    }

    /// Opens tickets through the public route, so many at once, each by a customer of their own.
    async fn open(&mut self, tickets: usize, at_once: usize) -> Outcome<Load> {
        let mut forms = Vec::with_capacity(tickets);
        for _ in 0..tickets {
            self.customers += 1;
            let challenge = send(self.client.get(format!("{}/api/v1/challenge", self.url))).await?;
            forms.push(desk::form(self.customers, &desk::solve(challenge)?).to_string());
        }
        let (forms, next) = (Arc::new(forms), Arc::new(AtomicUsize::new(0)));
        let url = format!("{}/api/v1/tickets", self.url);
        let (cpu, started) = (self.cpu()?, Instant::now());
        let workers: Vec<_> = (0..at_once)
            .map(|_| {
                let (forms, next, url, client) = (forms.clone(), next.clone(), url.clone(), self.client.clone());
                let first = self.customers;
                tokio::spawn(async move {
                    let mut times = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(form) = forms.get(index) else { return Outcome::Ok(times) };
                        let request = client.post(&url).header("idempotency-key", format!("bench-{first}-{index}"));
                        let request = request.header("content-type", "application/json").body(form.clone());
                        let started = Instant::now();
                        send(request).await?;
                        times.push(started.elapsed());
                    }
                })
            })
            .collect();
        let mut times = Vec::with_capacity(tickets);
        for worker in workers {
            times.extend(worker.await??);
        }
        let took = started.elapsed();
        self.drain().await?;
        Ok(Load { times, took, settled: started.elapsed(), cpu: self.cpu()?.saturating_sub(cpu) })
    }

    /// Reads a page of the desk's API again and again.
    async fn read(&self, path: &str) -> Outcome<Vec<Duration>> {
        let mut times = Vec::with_capacity(READS);
        for index in 0..WARM_UP + READS {
            let started = Instant::now();
            send(self.as_agent(Method::GET, path)).await?;
            if index >= WARM_UP {
                times.push(started.elapsed());
            }
        }
        Ok(times)
    }

    /// A customer's question and four answers; the ticket's id.
    async fn ticket_with_five_messages(&mut self) -> Outcome<String> {
        let challenge = send(self.client.get(format!("{}/api/v1/challenge", self.url))).await?;
        let form = desk::form(1, &desk::solve(challenge)?);
        let request = self.client.post(format!("{}/api/v1/tickets", self.url)).header("idempotency-key", "five");
        let number = send(request.json(&form)).await?["number"].clone();
        self.drain().await?;
        let mut ticket = send(self.as_agent(Method::GET, &format!("/api/v1/desk/tickets/number/{number}"))).await?;
        let id = ticket["ticket"]["id"].as_str().ok_or("a ticket without an id")?.to_owned();
        for key in ["one", "two", "three", "four"] {
            let request = self.as_agent(Method::POST, &format!("/api/v1/desk/tickets/{id}/replies"));
            let body = json!({"version": ticket["ticket"]["version"], "body": content::ANSWER});
            ticket = send(request.header("idempotency-key", key).json(&body)).await?;
        }
        self.drain().await?;
        Ok(id)
    }

    fn as_agent(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).bearer_auth(&self.token)
    }
}

async fn answer(output: &mut Lines<BufReader<ChildStdout>>) -> Outcome<Value> {
    let line = output.next_line().await?.ok_or("the host ended before it answered")?;
    Ok(serde_json::from_str(&line)?)
}

async fn send(request: RequestBuilder) -> Outcome<Value> {
    let response = request.send().await?;
    let status = response.status();
    let bytes = response.bytes().await?;
    if !status.is_success() {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&bytes)).into());
    }
    Ok(serde_json::from_slice(&bytes)?)
}

#[expect(clippy::cast_precision_loss, reason = "thousands")]
fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
