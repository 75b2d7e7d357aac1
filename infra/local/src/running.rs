//! A desk that runs: what a test, the seed and the program do with it.

use crate::clock::DeskClock;
use crate::data::{BucketsFolder, Lock};
use crate::engine::{Drained, Engine, EngineError};
use crate::inbound::{Envelope, Inbound, InboundError};
use crate::invoke::Functions;
use crate::journal::JournalError;
use crate::mail::{Mail, Mailbox};
use crate::oidc::tokens;
use crate::oidc::{Agent, Tokens};
use crate::seed::{self, SeedError, Seeded};
use guichet_files::Files;
use guichet_store::{Store, StoreError};
use jiff::SignedDuration;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long requests that are under way may take to end when the desk is stopped.
const LAST_REQUESTS: Duration = Duration::from_secs(3);

/// Put together by `boot`.
pub struct Running {
    pub(crate) url: String,
    /// Where the bucket's links lead.
    pub(crate) files_origin: String,
    pub(crate) store: Store,
    pub(crate) files: Files,
    pub(crate) dynamodb: aws_sdk_dynamodb::Client,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) inbound: Arc<Inbound>,
    pub(crate) smtp_address: SocketAddr,
    pub(crate) engine: Arc<Engine>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) functions: Functions,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) tasks: Vec<JoinHandle<()>>,
    /// Both are held, and given free with the desk.
    pub(crate) _buckets: BucketsFolder,
    pub(crate) _lock: Option<Lock>,
}

#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Signing(#[from] jsonwebtoken::errors::Error),
}

impl Running {
    /// The base URL, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The origin of links to files, which is not the pages'.
    pub fn files_origin(&self) -> &str {
        &self.files_origin
    }

    /// The desk's bucket, over the same door as the functions.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The database past the store, for who looks after it or plays a fault in it.
    pub fn dynamodb(&self) -> &aws_sdk_dynamodb::Client {
        &self.dynamodb
    }

    /// Sent mail, newest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mailbox.mails()
    }

    /// Takes a mail as the SMTP listener does, without a socket; when this returns, it is in the bucket and the bus knows. The
    /// answer is its id, the last part of its key.
    pub async fn deliver_mail(&self, sender: &str, recipients: &[&str], raw: &[u8]) -> Result<String, InboundError> {
        let recipients = recipients.iter().map(|&recipient| recipient.to_owned()).collect();
        let envelope = Envelope { helo: "localhost".to_owned(), sender: sender.to_owned(), recipients };
        self.inbound.deliver(&envelope, raw).await
    }

    /// Mail that came in, newest first.
    pub fn received_mails(&self) -> Vec<Mail> {
        self.inbound.received().mails()
    }

    /// Where the SMTP listener is.
    pub fn smtp_address(&self) -> SocketAddr {
        self.smtp_address
    }

    /// The desk's clock. Moving it here runs nothing: see `drain_with_schedule` and `live_through`.
    pub fn clock(&self) -> &DeskClock {
        self.engine.clock()
    }

    /// Runs stream and bus until nothing is left.
    pub async fn drain(&self) -> Result<Drained, EngineError> {
        self.engine.drain().await
    }

    /// Fires the schedules whose time the clock has crossed since they were last fired, then drains.
    pub async fn drain_with_schedule(&self) -> Result<Drained, EngineError> {
        self.engine.drain_with_schedule().await
    }

    /// Moves the clock and lives through the time in between, minute by minute (in longer steps when it is long).
    pub async fn live_through(&self, time: SignedDuration) -> Result<(), EngineError> {
        self.engine.live_through(time).await
    }

    /// The messages of a dead-letter queue, oldest first, by the queue's name in the template.
    pub fn dead_letters(&self, queue: &str) -> Result<Vec<Value>, JournalError> {
        self.engine.set_aside().queues().messages(queue)
    }

    /// The template's alarms on queues that are on.
    pub fn alarms(&self) -> Result<Vec<String>, JournalError> {
        self.engine.set_aside().alarms()
    }

    /// Makes every function fail at events that contain a text, until it is told otherwise.
    pub fn poison(&self, text: Option<&str>) {
        self.functions.poison(text);
    }

    /// Whether no delivery of the bus or the schedule is left to make.
    pub fn bus_is_empty(&self) -> bool {
        self.engine.deliveries().is_empty()
    }

    /// Fills the desk with the demo if it is new. What the demo tells of is over, so nobody gets mail about it.
    pub async fn seed_demo(&self) -> Result<Option<Seeded>, SeedError> {
        if !self.store.is_new().await? {
            return Ok(None);
        }
        let seeded = self.engine.unheard(seed::demo(&self.store, self.clock().now())).await??;
        Ok(Some(seeded))
    }

    /// An access token for an agent, without the detour of a sign-in. Somebody who is not in the directory gets one too: the
    /// issuer may know people whom the desk does not.
    pub async fn token_for(&self, agent_id: &str) -> Result<String, TokenError> {
        let known = tokens::agents(&self.store).await?.into_iter().find(|agent| agent.id == agent_id);
        let agent = known.unwrap_or_else(|| Agent {
            id: agent_id.to_owned(),
            name: agent_id.to_owned(),
            email: format!("{agent_id}@unknown.example"),
            role: String::new(),
        });
        Ok(self.tokens.access_token(&agent)?)
    }

    /// Stops taking requests, lets those under way end, and gives the data folder free.
    pub async fn shutdown(mut self) {
        // An error would say that all servers have ended already, which is what is wanted.
        self.stop.send_replace(true);
        for mut task in std::mem::take(&mut self.tasks) {
            if tokio::time::timeout(LAST_REQUESTS, &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}

impl Drop for Running {
    /// A test that fails leaves without a shutdown; its servers must not outlive it.
    fn drop(&mut self) {
        self.stop.send_replace(true);
        for task in &self.tasks {
            task.abort();
        }
    }
}
