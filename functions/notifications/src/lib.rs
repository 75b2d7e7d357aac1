//! Mail to customers and agents, and requests to other systems, each sent once however often its event comes.
//!
//! An event names a ticket and a place in its log. The function loads both, composes the letter, claims it, sends it and
//! says that it was sent. Delivery of events is at least once and unordered: the claim is what makes the mail one, and what
//! is told is the ticket as it is now.

mod compose;
mod delivery;
mod letter;
mod notice;
mod sending;
mod ses;
mod test_mail;
mod view;
mod webhook;

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use futures_util::future::join_all;
use guichet_domain::TicketId;
use guichet_files::{FileError, Files};
use guichet_letters::{Templates, Unrenderable};
use guichet_runtime::{Clients, Clock, ConfigError, DeskSecret, Env, Meter, Sender, measure};
use guichet_store::tickets::UpdateError;
use guichet_store::{Claim, Holder, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::Error;
use serde::Deserialize;
use serde_json::Value;

use crate::compose::Told;
use crate::notice::Silence;
use crate::test_mail::TestMail;
use crate::webhook::{Answer, Hook, Webhooks};

/// How long whoever claimed a mail has to send it. Longer than the function may run, so that nobody is still at it; shorter
/// than the minute after which a failed invocation is tried again, so that the next attempt finds it abandoned.
const LEASE: SignedDuration = SignedDuration::from_secs(50);
/// How often we try to note that a mail is out, beside what the SDK tries each time. If it can not be noted, an event that comes
/// again sends it again, so this goes on for as long as there is time: with three attempts, a story of a thousand tickets on a
/// busy database saw a mail twice in one run of fifty.
const NOTE_ATTEMPTS: u32 = 10;

pub struct App {
    store: Store,
    files: Files,
    configuration: String,
    ses: aws_sdk_sesv2::Client,
    clock: Clock,
    meter: Meter,
    secret: DeskSecret,
    sender: Sender,
    public_url: String,
    templates: Templates,
    webhooks: Webhooks,
}

impl App {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        let Ok(templates) = Templates::load() else {
            unreachable!("the templates are compiled in, and tests render each of them");
        };
        let (secret, public_url) = (DeskSecret::from_env(env)?, public_url(env)?);
        Ok(Self {
            store: guichet_runtime::store(env, clients)?,
            files: guichet_runtime::files(env, clients)?,
            configuration: env.require("MAIL_CONFIGURATION")?.to_owned(),
            ses: clients.ses.clone(),
            clock: clients.clock.clone(),
            meter: Meter::from_env("notifications", env)?,
            webhooks: Webhooks::new(&secret, &public_url)?,
            sender: Sender::from_env(env)?,
            secret,
            public_url,
            templates,
        })
    }
}

/// Where the pages are. Stands in texts and in HTML as it is, so nothing in it may need escaping.
fn public_url(env: &Env) -> Result<String, ConfigError> {
    let url = env.require("PUBLIC_URL")?.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || ":/.-_~%[]".contains(c);
    if (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(plain) {
        Ok(url.to_owned())
    } else {
        Err(ConfigError::Unusable { name: "PUBLIC_URL", why: "an http(s) address without a query is expected".into() })
    }
}

/// What an event tells us; everything else is looked up.
#[derive(Deserialize)]
struct Detail {
    ticket_id: TicketId,
    seq: u64,
}

enum Outcome {
    /// As many mails.
    Sent(usize),
    SentBefore,
    /// What became of a mail was written down.
    Noted,
    /// The address gets no more for now, or can not be reached.
    Suppressed,
    /// A request was taken.
    Called,
    /// The receiver will never take it.
    NotWanted(String),
    Silent(Silence),
    Rejected(String),
}

/// Why an event has to come again. None of these carries an address, a text or a token.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the log has no such event")]
    Missing,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Update(#[from] UpdateError),
    #[error(transparent)]
    Files(#[from] FileError),
    #[error(transparent)]
    Unrenderable(#[from] Unrenderable),
    #[error("another invocation is sending this")]
    Busy,
    #[error("SES did not take the mail: {0}")]
    Refused(String),
    #[error("SES did not answer")]
    Unanswered,
    #[error("a webhook did not take the request: {0}")]
    NotCalled(String),
}

/// Sends the mail that an event calls for. An error asks for the event to come again.
pub async fn handle(app: &App, event: EventBridgeEvent<Value>) -> Result<(), Error> {
    let work = async {
        if event.source == "aws.ses" {
            let told = app.note_fate(delivery::Event::deserialize(&event.detail)?).await;
            note(&told);
            return told.map(drop).map_err(Error::from);
        }
        if event.source == "guichet.mail" {
            let told = app.send_test(TestMail::deserialize(&event.detail)?).await;
            note(&told);
            return told.map(drop).map_err(Error::from);
        }
        let detail = Detail::deserialize(&event.detail)?;
        measure::about(detail.ticket_id);
        let told = app.tell(&detail).await;
        note(&told);
        told.map(drop).map_err(|error| Error::from(format!("event {}: {error}", detail.seq)))
    };
    app.meter.event(&event.detail_type, work).await
}

/// What came of an event, for its line in the log.
fn note(told: &Result<Outcome, Failure>) {
    measure::note(|work| match told {
        Ok(Outcome::Sent(mails)) => {
            (work.outcome, work.mails_sent) = (Some("sent".into()), u32::try_from(*mails).ok());
        }
        Ok(Outcome::SentBefore) => work.outcome = Some("sent_before".into()),
        Ok(Outcome::Noted) => work.outcome = Some("noted".into()),
        Ok(Outcome::Suppressed) => work.outcome = Some("suppressed".into()),
        Ok(Outcome::Called) => work.outcome = Some("called".into()),
        Ok(Outcome::NotWanted(code)) => work.outcome = Some(format!("not_wanted: {code}").into()),
        Ok(Outcome::Silent(why)) => work.outcome = Some(format!("silent: {why}").into()),
        Ok(Outcome::Rejected(code)) => {
            (work.outcome, work.mails_rejected) = (Some(format!("rejected: {code}").into()), Some(1));
        }
        // Whoever is at it sends it, or dies and leaves it to us when the event comes again.
        Err(Failure::Busy) => (work.outcome, work.comes_again) = (Some("busy".into()), true),
        Err(_) => {}
    });
}

impl App {
    async fn tell(&self, &Detail { ticket_id, seq }: &Detail) -> Result<Outcome, Failure> {
        let ticket = self.store.ticket(ticket_id).await?.ok_or(Failure::Missing)?;
        let recorded = self.store.event(ticket_id, seq).await?.ok_or(Failure::Missing)?;
        let (desk, ladder) = self.rulebooks(&recorded).await?;
        // Only what quotes what was written before needs the whole log.
        let log = if view::quotes(&recorded) { self.store.log(ticket_id).await? } else { Vec::new() };
        let hooks = webhook::called_for(&ticket, &recorded, &ladder, &self.public_url);
        let told = Told { ticket: &ticket, log: &log, recorded: &recorded, desk: &desk, ladder: &ladder };
        let letters = match self.compose(&told).await? {
            Ok(letters) => letters,
            Err(silence) if hooks.is_empty() => return Ok(Outcome::Silent(silence)),
            Err(_) => Vec::new(),
        };
        // One reader whose mail fails must not keep it from the others; the event comes again for that one.
        let mut outcomes = Vec::new();
        for (effect, composed) in letters {
            outcomes.push(self.send_once(&effect, seq, &desk, composed).await);
        }
        outcomes.extend(join_all(hooks.iter().map(|hook| self.call_once(hook))).await);
        let sent = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Outcome::Sent(_)))).count();
        let told: Result<Vec<Outcome>, Failure> = outcomes.into_iter().collect();
        let first = told?.into_iter().next().unwrap_or(Outcome::SentBefore);
        Ok(if sent > 0 { Outcome::Sent(sent) } else { first })
    }

    /// The right to carry out an effect, unless that was done.
    async fn claim(&self, effect: &str, now: Timestamp) -> Result<Option<Holder>, Failure> {
        match self.store.claim(effect, now, LEASE).await? {
            Claim::Won(holder) => Ok(Some(holder)),
            Claim::Done => Ok(None),
            Claim::Busy => Err(Failure::Busy),
        }
    }

    async fn call_once(&self, hook: &Hook) -> Result<Outcome, Failure> {
        let now = self.clock.now();
        let Some(holder) = self.claim(&hook.id, now).await? else { return Ok(Outcome::SentBefore) };
        match self.webhooks.send(hook, now).await {
            Answer::Taken => {
                self.note(&hook.id, "called").await;
                Ok(Outcome::Called)
            }
            Answer::Rejected(status) => {
                let code = format!("HTTP {}", status.as_u16());
                self.note(&hook.id, &format!("rejected: {code}")).await;
                Ok(Outcome::NotWanted(code))
            }
            // Whether it was taken may not be known. The receiver knows a request that comes again by its id.
            Answer::Failed(why) => {
                self.store.release_claim(&hook.id, &holder).await?;
                Err(Failure::NotCalled(why))
            }
        }
    }

    /// Notes what became of a mail. Failing here must not fail the event, which would only come again for a mail that is out.
    async fn note(&self, effect: &str, outcome: &str) {
        for attempt in 1..=NOTE_ATTEMPTS {
            match self.store.finish_claim(effect, outcome, self.clock.now()).await {
                Ok(()) => return,
                Err(error) if attempt == NOTE_ATTEMPTS => {
                    tracing::error!(%error, effect, "a mail is out, but that could not be noted");
                }
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_pages_needs_no_escaping() {
        let read = |value: &str| public_url(&Env::from_map([("PUBLIC_URL".to_owned(), value.to_owned())].into()));
        assert_eq!(read("https://help.desk.example/").ok().as_deref(), Some("https://help.desk.example"));
        assert_eq!(read("http://127.0.0.1:3000").ok().as_deref(), Some("http://127.0.0.1:3000"));
        for value in ["help.desk.example", "javascript:alert(1)", "https://a.example/\"><b>", "https://a.example/?a&b"]
        {
            assert!(matches!(read(value), Err(ConfigError::Unusable { name: "PUBLIC_URL", .. })), "{value}");
        }
    }
}
