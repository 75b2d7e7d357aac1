//! Which mail an event calls for. Pure: what it says and who reads it is found out elsewhere.

use guichet_domain::{Action, Actor, AgentId, At, Body, Event, Metric, Recipient, Recorded, Rulebook, Ticket};
use jiff::Timestamp;

/// A mail that an event calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// To the customer: "we have your request".
    Acknowledgement,
    /// To the customer: what an agent wrote.
    Answer { body: Body, by: Option<AgentId> },
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
    /// What to tell of an event, given the ticket as it is now: it may have changed since.
    pub fn of(ticket: &Ticket, recorded: &Recorded, pinned: &Rulebook) -> Result<Self, Silence> {
        let set_aside = ticket.state.is_set_aside();
        match &recorded.event {
            _ if !recorded.calls_for_mail() => Err("nobody is told of this by mail"),
            Event::TicketOpened { .. } if set_aside => Err("the ticket was set aside"),
            Event::TicketOpened { .. } => Ok(Self::Acknowledgement),
            // An answer is the customer's, whatever has become of the ticket.
            Event::AgentReplied { body, .. } => {
                let by = match &recorded.actor {
                    Actor::Agent { id } => Some(id.clone()),
                    Actor::Customer { .. } | Actor::System { .. } => None,
                };
                Ok(Self::Answer { body: body.clone(), by })
            }
            _ if set_aside => Err("the ticket was set aside"),
            Event::TicketAssigned { agent, .. } if ticket.assignee.as_ref() != Some(agent) => {
                Err("the ticket is another's by now")
            }
            Event::TicketAssigned { agent, .. } => Ok(Self::Assigned { agent: agent.clone() }),
            Event::ClockBreached { metric, at, .. } => Ok(Self::Breached { metric: *metric, at: *at }),
            Event::RungReached { metric, at, rung, policy: Some(policy), .. } => {
                let ladder = pinned.policy(policy).map(|policy| &policy.ladder);
                let rung = ladder.and_then(|ladder| ladder.get(usize::try_from(*rung).ok()?));
                let rung = rung.ok_or("the policy has no such rung")?;
                let recipients = rung.actions.iter().filter_map(|action| match action {
                    Action::Notify(recipient) => Some(recipient.clone()),
                    _ => None,
                });
                Ok(Self::Rung { metric: *metric, at: *at, place: rung.at, recipients: recipients.collect() })
            }
            Event::ReminderReached { agent } => Ok(Self::Reminder { agent: agent.clone() }),
            _ => Err("there is no letter for such events"),
        }
    }

    pub fn origin(&self) -> Origin {
        match self {
            Self::Acknowledgement => Origin::AutoReply,
            Self::Answer { .. } => Origin::Person,
            Self::Assigned { .. } | Self::Breached { .. } | Self::Rung { .. } | Self::Reminder { .. } => {
                Origin::Automatic
            }
        }
    }

    /// The name of its templates, and of the notice in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Answer { .. } => "answer",
            Self::Assigned { .. } => "assigned",
            Self::Breached { .. } => "breached",
            Self::Rung { .. } => "rung",
            Self::Reminder { .. } => "reminder",
        }
    }
}
