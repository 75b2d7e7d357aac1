//! What a ticket has cost so far.
//!
//! Nothing is written down for it: each commit says what it took, and what follows from a commit (counting, the bus, mail)
//! is priced from what it is known to take. Looking at a ticket leaves no trace and is not in it, nor is what all tickets
//! share, such as sweeps that find nothing. A test holds the sum against what the database reports.

use guichet_domain::{Actor, Agent, Event, Permission, Recorded, Ticket};
use guichet_runtime::price;
use guichet_store::{EventItem, SentMail, Units};
use serde::Serialize;
use utoipa::ToSchema;

/// What was done for a ticket until now, and what that cost. Looking at it is not counted.
#[derive(Serialize, ToSchema)]
pub struct TicketCost {
    /// At list prices.
    dollars: f64,
    /// DynamoDB units read for its changes and mails.
    read_units: f64,
    /// DynamoDB units written.
    write_units: f64,
    /// Mails that were sent to customers, and those to agents that what happened called for.
    mails: u32,
}

/// The claim of a mail and its mark when it is sent; before that the ticket, the event and whom to tell.
const MAIL: Units = Units { read: 3.0, written: 2.0 };
/// Of a mail to somebody outside also the link in it, what is kept of it, and what the mail service tells of it.
const MAIL_OUTSIDE: Units = Units { read: 5.0, written: 7.0 };
/// A start of a function and the time that it commonly takes: 30 ms of a quarter of a gigabyte.
const INVOCATION: f64 = price::LAMBDA_REQUEST + 0.03 * 0.25 * price::GIGABYTE_SECOND;

impl TicketCost {
    /// For those whose business it is.
    pub fn shown_to(caller: &Agent, ticket: &Ticket, commits: &[EventItem], sent: &[SentMail]) -> Option<Self> {
        caller.role.may(Permission::Oversee).then(|| Self::of(ticket, commits, sent))
    }

    fn of(ticket: &Ticket, commits: &[EventItem], sent: &[SentMail]) -> Self {
        let (mut units, mut dollars, mut mails) = (Units::default(), 0.0, 0);
        for _ in sent {
            mails += 1;
            units += MAIL_OUTSIDE;
            // One that tells what became of it, beside the one that sent it.
            dollars += INVOCATION + price::MAIL;
        }
        for commit in commits {
            units += commit.spent;
            units.written += commit.counting_units();
            // Whoever committed it was started for it, and so is the relay.
            dollars += 2.0 * INVOCATION;
            if let Some(first) = commit.events.first().filter(|first| !matches!(first.actor, Actor::System { .. })) {
                let by_mail = first.event.carried().is_some_and(|carried| carried.mail.is_some());
                dollars += if by_mail { price::MAIL_RECEIVED } else { price::HTTP_REQUEST };
            }
            for recorded in &commit.events {
                dollars += if goes_on_the_bus(recorded) { price::BUS_EVENT } else { 0.0 };
                if recorded.calls_for_mail() {
                    dollars += INVOCATION;
                    for _ in 0..mails_to_agents(&recorded.event, ticket) {
                        mails += 1;
                        units += MAIL;
                        dollars += price::MAIL;
                    }
                }
            }
        }
        dollars += price::units(units.read, units.written);
        Self { dollars, read_units: units.read, write_units: units.written, mails }
    }
}

/// How many mails to agents an event calls for. Those to others are kept beside the ticket.
fn mails_to_agents(event: &Event, ticket: &Ticket) -> usize {
    match event {
        Event::CustomerReplied { .. } | Event::AgentReplied { .. } => ticket.followers.len(),
        Event::TicketOpened { .. } | Event::Forwarded { .. } | Event::ReplyRejected { .. } => 0,
        _ => 1,
    }
}

/// All but links, which are nobody's but the customer's.
fn goes_on_the_bus(recorded: &Recorded) -> bool {
    !matches!(recorded.event, Event::LinkIssued { .. })
}
