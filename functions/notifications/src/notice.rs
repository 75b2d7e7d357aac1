//! Which mail an event calls for. Pure: what it says and who reads it is found out elsewhere.

use guichet_domain::{
    Action, Actor, AgentId, At, Attachment, Body, EmailAddress, Event, Failure, Metric, Participant, Recipient,
    Recorded, Rulebook, Ticket, Visibility,
};
use jiff::Timestamp;

/// A mail that an event calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// To the customer: "we have your request".
    Acknowledgement,
    /// To the customer and whoever takes part: what an agent wrote.
    Answer { body: Body, by: Option<AgentId>, attachments: Vec<Attachment> },
    /// To somebody else: what an agent asks of them, and what the ticket is about.
    Forward { to: Participant, body: Body, by: Option<AgentId>, attachments: Vec<Attachment>, replies: Visibility },
    /// To who wrote on a ticket that takes nothing more.
    Rejected { to: Participant },
    /// To those who follow the ticket: what was written on it.
    Written { body: Body, by: String, except: Option<AgentId> },
    /// To the agent whose ticket it is: a mail did not reach.
    Undelivered { address: EmailAddress, failure: Failure, reason: Option<String> },
    /// To an agent: "this ticket is yours now".
    Assigned { agent: AgentId },
    /// To the team's lead, or else to the assignee: a target was missed.
    Breached { metric: Metric, at: Timestamp },
    /// To whom a rung of the ladder names: how far a target is used up.
    Rung { metric: Metric, at: Timestamp, place: At, recipients: Vec<Recipient> },
    /// To the agent who asked for it.
    Reminder { agent: AgentId },
}

/// How a mail came to be, for the programs that receive it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person wrote it.
    Person,
    /// It answers what somebody sent.
    AutoReply,
    /// It tells of something that happened.
    Automatic,
}

/// Why no mail is sent, in words for the log.
pub type Silence = &'static str;

impl Notice {
    /// What to tell of an event, given the ticket as it is now: it may have changed since. There may be more than one notice, as of
    /// an answer, which is told to the customer and to those who follow the ticket.
    pub fn of(ticket: &Ticket, recorded: &Recorded, pinned: &Rulebook) -> Result<Vec<Self>, Silence> {
        let set_aside = ticket.state.is_set_aside();
        let agent = match &recorded.actor {
            Actor::Agent { id } => Some(id.clone()),
            Actor::Customer { .. } | Actor::System { .. } => None,
        };
        let notice = match &recorded.event {
            _ if !recorded.calls_for_mail() => return Err("nobody is told of this by mail"),
            Event::TicketOpened { .. } if set_aside => return Err("the ticket was set aside"),
            Event::TicketOpened { carried, .. } if carried.mail.as_ref().is_some_and(|mail| mail.automatic) => {
                return Err("a program wrote it, and is not answered");
            }
            Event::TicketOpened { .. } => Self::Acknowledgement,
            // An answer is the customer's, whatever has become of the ticket.
            Event::AgentReplied { body, carried } => {
                let attachments = carried.attachments.clone();
                let answer = Self::Answer { body: body.clone(), by: agent.clone(), attachments };
                let by = agent.as_ref().map(ToString::to_string).unwrap_or_default();
                return Ok(vec![answer, Self::Written { body: body.clone(), by, except: agent }]);
            }
            Event::Forwarded { to, body, attachments, replies } => Self::Forward {
                to: to.clone(),
                body: body.clone(),
                by: agent,
                attachments: attachments.clone(),
                replies: *replies,
            },
            Event::ReplyRejected { carried, .. } => {
                let customer =
                    || Participant { email: ticket.customer.email.clone(), name: Some(ticket.customer.name.clone()) };
                Self::Rejected { to: carried.author.clone().unwrap_or_else(customer) }
            }
            Event::CustomerReplied { .. } if set_aside => return Err("the ticket was set aside"),
            Event::CustomerReplied { body, carried } => {
                let author = carried.author.as_ref();
                let by = author.map_or_else(
                    || ticket.customer.name.to_string(),
                    |author| author.name.as_ref().map_or_else(|| author.email.to_string(), ToString::to_string),
                );
                Self::Written { body: body.clone(), by, except: None }
            }
            Event::DeliveryFailed { failure: Failure::BouncedTemporary, .. } => {
                return Err("the receiving server goes on trying");
            }
            Event::DeliveryFailed { address, failure, reason, .. } => {
                Self::Undelivered { address: address.clone(), failure: *failure, reason: reason.clone() }
            }
            _ if set_aside => return Err("the ticket was set aside"),
            Event::TicketAssigned { agent, .. } if ticket.assignee.as_ref() != Some(agent) => {
                return Err("the ticket is another's by now");
            }
            Event::TicketAssigned { agent, .. } => Self::Assigned { agent: agent.clone() },
            Event::ClockBreached { metric, at, .. } => Self::Breached { metric: *metric, at: *at },
            Event::RungReached { metric, at, rung, policy: Some(policy), .. } => {
                let ladder = pinned.policy(policy).map(|policy| &policy.ladder);
                let rung = ladder.and_then(|ladder| ladder.get(usize::try_from(*rung).ok()?));
                let rung = rung.ok_or("the policy has no such rung")?;
                let recipients = rung.actions.iter().filter_map(|action| match action {
                    Action::Notify(recipient) => Some(recipient.clone()),
                    _ => None,
                });
                Self::Rung { metric: *metric, at: *at, place: rung.at, recipients: recipients.collect() }
            }
            Event::ReminderReached { agent } => Self::Reminder { agent: agent.clone() },
            _ => return Err("there is no letter for such events"),
        };
        Ok(vec![notice])
    }

    pub fn origin(&self) -> Origin {
        match self {
            Self::Acknowledgement | Self::Rejected { .. } => Origin::AutoReply,
            Self::Answer { .. } | Self::Forward { .. } => Origin::Person,
            Self::Written { .. }
            | Self::Undelivered { .. }
            | Self::Assigned { .. }
            | Self::Breached { .. }
            | Self::Rung { .. }
            | Self::Reminder { .. } => Origin::Automatic,
        }
    }

    /// Who reads what is answered to it. What an agent answers to a notice is a word between colleagues.
    pub fn replies(&self) -> Visibility {
        match self {
            Self::Acknowledgement | Self::Answer { .. } | Self::Rejected { .. } => Visibility::Public,
            Self::Forward { replies, .. } => *replies,
            _ => Visibility::Internal,
        }
    }

    /// Whether it goes to people outside the desk.
    pub fn goes_outside(&self) -> bool {
        matches!(self, Self::Acknowledgement | Self::Answer { .. } | Self::Forward { .. } | Self::Rejected { .. })
    }

    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Self::Answer { attachments, .. } | Self::Forward { attachments, .. } => attachments,
            _ => &[],
        }
    }
}
