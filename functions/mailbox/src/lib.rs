//! Mail that comes in.
//!
//! The mail service puts a message into the bucket before anybody looks at it; the bucket's event names it. The rules of
//! `docs/mail.md` are then gone through in their order, and what they decide is committed together with the id of the message: a
//! message that comes twice, or whose handling broke off at any step, is taken in once.

mod admission;
mod enclosed;
mod message;
mod opening;
mod reply;
mod returned;
mod sender;
mod thread;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use guichet_domain::{Actor, TicketId};
use guichet_files::{FileError, Files, InboundKey, LARGEST_MESSAGE};
use guichet_mail::Kind;
use guichet_runtime::{Clients, Clock, ConfigError, DeskSecret, Env, Meter, Sender, measure};
use guichet_store::tickets::UpdateError;
use guichet_store::{CommitError, Held, HeldBecause, Store, StoreError};
use lambda_runtime::Error;
use serde::Deserialize;
use serde_json::Value;

use crate::message::Message;

pub struct App {
    store: Store,
    files: Files,
    clock: Clock,
    meter: Meter,
    secret: DeskSecret,
    sender: Sender,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self {
            store: guichet_runtime::store(env, clients)?,
            files: guichet_runtime::files(env, clients)?,
            clock: clients.clock.clone(),
            meter: Meter::from_env("mailbox", env)?,
            secret: DeskSecret::from_env(env)?,
            sender: Sender::from_env(env)?,
        })
    }
}

/// What the bucket's event says, or a person who lets a held message in.
#[derive(Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    key: String,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Opened(TicketId),
    /// Added to a ticket, in whichever way.
    Added(TicketId),
    /// It was taken in before.
    Repeated,
    /// It is our own.
    Own,
    /// It tells of a mail that did not reach, of which nothing is known here.
    UnknownBounce,
    Held,
}

/// Why a message has to come again. None of these carries an address, a text or a token.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Files(#[from] FileError),
    #[error(transparent)]
    Commit(#[from] CommitError),
    #[error(transparent)]
    Update(#[from] UpdateError),
    #[error("the message is not in the bucket")]
    Missing,
    #[error("the desk has no team that mail could go to")]
    NoTeam,
    #[error("no random value could be drawn: {0}")]
    Random(String),
}

/// Takes one message in. An error asks for the event to come again.
pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        let detail = Detail::deserialize(&event.detail)?;
        let key: InboundKey = detail.object.key.parse()?;
        // What somebody lets in was paid for when it came.
        let came_in = event.source == "aws.s3";
        measure::note(|work| work.mails_received = u32::from(came_in));
        let outcome = app.take_in(&key).await?;
        note(outcome);
        Ok::<(), Error>(())
    };
    app.meter.event(&event.detail_type, work).await
}

/// What became of a message, for its line in the log.
fn note(outcome: Outcome) {
    let (word, ticket) = match outcome {
        Outcome::Opened(ticket) => ("opened", Some(ticket)),
        Outcome::Added(ticket) => ("added", Some(ticket)),
        Outcome::Repeated => ("repeated", None),
        Outcome::Own => ("own", None),
        Outcome::UnknownBounce => ("unknown_bounce", None),
        Outcome::Held => ("held", None),
    };
    measure::note(|work| {
        work.outcome = Some(word.into());
        work.tickets_opened = matches!(outcome, Outcome::Opened(_)).then_some(1);
        work.ticket = ticket.or(work.ticket);
    });
}

impl App {
    /// Goes through the rules. What fails is held as well, so that a person sees it and can try again; if a later attempt
    /// succeeds, it is let go.
    async fn take_in(&self, key: &InboundKey) -> Result<Outcome, Failure> {
        let now = self.clock.now();
        let raw = key.to_string();
        let held = self.store.held_message(&raw, now).await?;
        // It waits for a person, and this is only its event once more.
        if held.as_ref().is_some_and(|held| !held.is_released() && !held.because.contains(&HeldBecause::Failed)) {
            return Ok(Outcome::Held);
        }
        let outcome = self.attempt(key, held.as_ref()).await;
        match &outcome {
            Ok(Outcome::Held) => {}
            Ok(_) if held.is_some() => {
                self.store.let_go(&raw).await?;
            }
            Ok(_) => {}
            Err(error) => {
                let failed = Held::failed(raw, now);
                if let Err(second) = self.store.hold(&failed).await {
                    tracing::error!(error = %second, "a message that failed could not be put where people see it");
                }
                measure::note(|work| work.error = Some(error.to_string()));
            }
        }
        outcome
    }

    async fn attempt(&self, key: &InboundKey, held: Option<&Held>) -> Result<Outcome, Failure> {
        let bytes = self.files.inbound(key, LARGEST_MESSAGE).await?.ok_or(Failure::Missing)?;
        let (now, desk) = (self.clock.now(), self.store.rulebook().await?);
        let released = held.is_some_and(Held::is_released);
        // Rule 1: what can not be read becomes a ticket that it is attached to.
        let Ok(incoming) = guichet_mail::read(&bytes) else {
            return self.open_unreadable(key, bytes.clone(), &desk, now).await;
        };
        let message = Message { key, incoming: &incoming, desk: &desk, now, released };
        // Rule 2.
        if self.store.ticket_of_message(message.id()).await?.is_some() {
            return Ok(Outcome::Repeated);
        }
        // Rule 3. Rule 6 is kept by the reader, which passes on no other header of ours than the mark that is looked at here.
        if self.is_own(&message) {
            return Ok(Outcome::Own);
        }
        // Rule 4.
        if let Kind::Bounce(bounce) = &incoming.kind {
            return self.take_back(&message, bounce).await;
        }
        // Rules 5 and 7 to 12. What a program wrote is judged like the rest before it is kept.
        if let Some(held) = self.judge(&message).await? {
            self.store.hold(&held).await?;
            return Ok(Outcome::Held);
        }
        let sender = self.sender_of(&message);
        match self.thread_of(&message, &sender).await? {
            thread::Found::Thread(thread) => self.add(&message, &sender, thread).await,
            thread::Found::Nothing { may_follow } => self.open(&message, &sender, may_follow).await,
        }
    }

    /// Whether it is a mail of the desk itself that comes back.
    fn is_own(&self, message: &Message<'_>) -> bool {
        let marked = message.incoming.our_loop_mark.as_deref() == Some(self.secret.loop_mark().as_str());
        let from = message.incoming.from.as_ref().map(|from| from.email.without_detail());
        let from_desk = from
            .is_some_and(|from| from == self.sender.address || message.desk.configuration.mailbox_at(&from).is_some());
        marked || from_desk
    }
}

/// Who takes messages in where nobody else is the actor.
fn mailbox() -> Actor {
    Actor::system("mailbox")
}
