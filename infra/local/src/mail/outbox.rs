//! SES as the functions see it: a mail is taken, kept, passed on where a relay is set, and its fate comes back as events.

use super::fate::{self, Sending};
use super::outbound::{self, SendEmail};
use super::relay::Relay;
use super::{Mail, Mailbox};
use crate::bus::Bus;
use crate::clock::DeskClock;
use crate::ids;
use crate::template::intrinsics::{ACCOUNT, REGION};
use crate::template::{EventDestination, Template};
use std::sync::Arc;

pub struct Outbox {
    mailbox: Arc<Mailbox>,
    bus: Arc<Bus>,
    clock: DeskClock,
    configuration_sets: Vec<String>,
    destinations: Vec<EventDestination>,
    relay: Option<Relay>,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("{0}")]
    Refused(String),
    #[error("Configuration set <{0}> does not exist.")]
    NoConfigurationSet(String),
    #[error("the mail could not be kept: {0}")]
    NotKept(#[from] std::io::Error),
}

impl Outbox {
    pub fn new(
        template: &Template,
        mailbox: Arc<Mailbox>,
        bus: Arc<Bus>,
        clock: DeskClock,
        relay: Option<Relay>,
    ) -> Outbox {
        let configuration_sets = template.configuration_sets.clone();
        Outbox { mailbox, bus, clock, configuration_sets, destinations: template.event_destinations.clone(), relay }
    }

    /// Sends a mail, which is kept when this returns. The answer is its id.
    pub fn send(&self, request: SendEmail) -> Result<String, SendError> {
        if let Some(unknown) = request.configuration_set().filter(|set| !self.configuration_sets.contains(set)) {
            return Err(SendError::NoConfigurationSet(unknown.clone()));
        }
        let (id, now) = (ids::request_id(), self.clock.now());
        let message = outbound::message(&request, &id, now).map_err(SendError::Refused)?;
        let mail = self.mailbox.keep(&id, now, message)?;
        let sending = request.sending(&mail);
        if let Some(relay) = &self.relay {
            relay.pass_on(&mail, &sending);
        }
        if let Some(set) = request.configuration_set() {
            self.tell(set, &mail, &sending);
        }
        Ok(id)
    }

    /// Tells the bus what a configuration set's destinations are to hear. SES promises no more than to try: a mail that was
    /// sent is sent, whether or not its event arrives.
    fn tell(&self, set: &str, mail: &Mail, sending: &Sending) {
        let resources = [format!("arn:aws:ses:{REGION}:{ACCOUNT}:configuration-set/{set}")];
        let heard = |told: &fate::Told| {
            let types = self.destinations.iter().filter(|known| known.configuration_set == set);
            types.flat_map(|known| &known.event_types).any(|kind| kind == told.event_type)
        };
        for told in fate::of(mail, set, sending).iter().filter(|told| heard(told)) {
            if let Err(error) = self.bus.announce("aws.ses", told.detail_type, &resources, &told.detail) {
                tracing::error!(%error, "the event of a mail could not be accepted");
            }
        }
    }
}
