//! The ticket as it stands: the fold of its events. No rules live here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::choosing::SkillLevel;
use crate::configuration::is_default;
use crate::{
    Actor, AgentId, Channel, Clock, ClockStatus, CustomerId, EmailAddress, Event, FormId, Level, LinkSeed, Locale,
    MailboxId, Metric, Participant, PersonName, Pin, Priority, Recorded, Resolution, SkillId, SlaStatus, State,
    Subject, Tag, TeamId, TicketId, TicketType, TopicId, clock,
};

/// The customer as they were when they opened the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerRef {
    pub id: CustomerId,
    pub name: PersonName,
    pub email: EmailAddress,
}

/// An agent's wish to be told of a ticket again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reminder {
    pub agent: AgentId,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: TicketId,
    pub number: u64,
    /// The `seq` of the last event folded in.
    pub version: u64,
    pub customer: CustomerRef,
    pub subject: Subject,
    pub form: FormId,
    pub topic: TopicId,
    pub channel: Channel,
    pub locale: Locale,
    pub team: TeamId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AgentId>,
    pub ticket_type: TicketType,
    pub state: State,
    /// Where a ticket that was set aside goes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside_from: Option<State>,
    pub priority: Priority,
    #[serde(default, skip_serializing_if = "Level::is_default")]
    pub urgency: Level,
    #[serde(default, skip_serializing_if = "Level::is_default")]
    pub impact: Level,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Tag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    /// When a scheduled ticket comes back, and when a resolved one closes.
    pub scheduled_until: Option<Timestamp>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_response_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_seed: Option<LinkSeed>,
    /// Since when the customer waits for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered_since: Option<Timestamp>,
    /// What its agent must be able to do, and how well.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<SkillId, SkillLevel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_of: Option<TicketId>,
    /// The mailbox that it came in through, and that its mail goes out from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<MailboxId>,
    /// Who else is written to, beside the customer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// Agents who are told what is written, beside the assignee.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub followers: BTreeSet<AgentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Reminder>,
    /// All files of its messages together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attached_bytes: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    #[serde(default)]
    pub clocks: Vec<Clock>,
}

impl Ticket {
    /// The ticket that a log tells of; absent if the log does not begin with an opening.
    pub fn replay<'a>(id: TicketId, log: impl IntoIterator<Item = &'a Recorded>) -> Option<Self> {
        log.into_iter().fold(None, |ticket, recorded| match ticket {
            Some(ticket) => Some(Self::evolve(ticket, recorded)),
            None => Self::born(id, recorded),
        })
    }

    /// The ticket that a `TicketOpened` event begins.
    pub fn born(id: TicketId, recorded: &Recorded) -> Option<Self> {
        let Event::TicketOpened {
            number,
            customer,
            subject,
            form,
            topic,
            channel,
            locale,
            team,
            ticket_type,
            priority,
            urgency,
            impact,
            tags,
            skills,
            follow_up_of,
            mailbox,
            participants,
            ..
        } = &recorded.event
        else {
            return None;
        };
        Some(Self {
            id,
            number: *number,
            version: recorded.seq,
            customer: customer.clone(),
            subject: subject.clone(),
            form: form.clone(),
            topic: topic.clone(),
            channel: *channel,
            locale: *locale,
            team: team.clone(),
            assignee: None,
            ticket_type: *ticket_type,
            state: State::New,
            set_aside_from: None,
            priority: *priority,
            urgency: *urgency,
            impact: *impact,
            tags: tags.clone(),
            resolution: None,
            scheduled_until: None,
            opened_at: recorded.at,
            updated_at: recorded.at,
            first_response_at: None,
            resolved_at: None,
            link_seed: None,
            unanswered_since: matches!(recorded.actor, Actor::Customer { .. }).then_some(recorded.at),
            skills: skills.clone(),
            follow_up_of: *follow_up_of,
            mailbox: mailbox.clone(),
            participants: participants.clone(),
            followers: BTreeSet::new(),
            reminder: None,
            attached_bytes: recorded.event.attached_bytes(),
            pin: None,
            clocks: Vec::new(),
        })
    }

    /// Folds one event in. Holds no rule and can not fail: what may happen was decided before.
    pub fn evolve(mut self, recorded: &Recorded) -> Self {
        let at = recorded.at;
        self.version = recorded.seq;
        self.updated_at = at;
        self.attached_bytes = self.attached_bytes.saturating_add(recorded.event.attached_bytes());
        match &recorded.event {
            Event::TicketOpened { .. }
            | Event::NoteAdded { .. }
            | Event::AutomaticMailReceived { .. }
            | Event::ReplyRejected { .. }
            | Event::Forwarded { .. }
            | Event::DeliveryFailed { .. }
            | Event::MailSuppressed { .. } => {}
            Event::ParticipantsChanged { added, removed } => {
                self.participants.retain(|participant| !removed.contains(&participant.email));
                self.participants.extend(added.iter().cloned());
            }
            Event::FollowersChanged { added, removed } => {
                self.followers.retain(|agent| !removed.contains(agent));
                self.followers.extend(added.iter().cloned());
            }
            Event::CustomerReplied { .. } => self.unanswered_since = self.unanswered_since.or(Some(at)),
            Event::LinkIssued { seed } => self.link_seed = Some(seed.clone()),
            Event::LinkRevoked => self.link_seed = None,
            // A message that no human wrote answers nobody, unless the policy says so; the clock then tells.
            Event::AgentReplied { .. } if matches!(recorded.actor, Actor::System { .. }) => {}
            Event::AgentReplied { .. } => self.answered(at),
            Event::TicketAssigned { agent, .. } => self.assignee = Some(agent.clone()),
            Event::TicketUnassigned { .. } => self.assignee = None,
            Event::TeamChanged { to, .. } | Event::TierEscalated { to, .. } => self.team = to.clone(),
            Event::ReminderSet { agent, at } => self.reminder = Some(Reminder { agent: agent.clone(), at: *at }),
            Event::ReminderCleared | Event::ReminderReached { .. } => self.reminder = None,
            Event::PolicyApplied(pin) => self.pin = Some(pin.clone()),
            Event::TypeChanged { to, .. } => self.ticket_type = *to,
            Event::PriorityChanged { to, urgency, impact, .. } => {
                (self.priority, self.urgency, self.impact) = (*to, *urgency, *impact);
            }
            Event::TagsChanged { added, removed } => {
                self.tags.retain(|tag| !removed.contains(tag));
                self.tags.extend(added.iter().cloned());
            }
            Event::StateChanged { from, to, resolution, until } => {
                self.state = *to;
                self.set_aside_from = to.is_set_aside().then_some(*from);
                self.scheduled_until = *until;
                match to {
                    // Closing or restoring a ticket that was resolved does not change when it was.
                    State::Resolved | State::Closed => {
                        self.resolved_at = self.resolved_at.or(Some(at));
                        self.unanswered_since = None;
                    }
                    _ if to.is_active() => self.resolved_at = None,
                    _ => {}
                }
                if resolution.is_some() || to.is_active() {
                    self.resolution = *resolution;
                }
            }
            event @ (Event::ClockStarted { .. }
            | Event::ClockPaused { .. }
            | Event::ClockResumed { .. }
            | Event::ClockRetargeted { .. }
            | Event::ClockWarned { .. }
            | Event::ClockBreached { .. }
            | Event::RungReached { .. }
            | Event::ClockFulfilled { .. }
            | Event::ClockCancelled { .. }) => {
                clock::evolve(&mut self.clocks, event, at);
                let response = matches!(event.clock(), Some((Metric::FirstResponse | Metric::NextResponse, _)));
                if response && matches!(event, Event::ClockFulfilled { .. }) {
                    self.answered(at);
                }
            }
        }
        self
    }

    fn answered(&mut self, at: Timestamp) {
        self.first_response_at = self.first_response_at.or(Some(at));
        self.unanswered_since = None;
    }

    pub fn latest_clock(&self, metric: Metric) -> Option<&Clock> {
        self.clocks.iter().rfind(|clock| clock.metric == metric)
    }

    /// The nearest target of a running clock, one that has passed included: what lists are sorted by, so that who has
    /// waited too long comes first.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.clocks.iter().filter_map(|clock| clock.due_at.or_else(|| clock.overdue_since())).min()
    }

    /// The next instant at which time alone changes the ticket: what the sweep looks for.
    pub fn next_instant(&self) -> Option<Timestamp> {
        let clocks = self.clocks.iter().filter_map(|clock| clock.next_at);
        clocks.chain(self.ends_waiting_at()).chain(self.reminder.as_ref().map(|reminder| reminder.at)).min()
    }

    /// When a scheduled ticket comes back, or a resolved one closes.
    pub(crate) fn ends_waiting_at(&self) -> Option<Timestamp> {
        self.scheduled_until.filter(|_| matches!(self.state, State::Scheduled | State::Resolved))
    }

    pub fn sla_status(&self) -> SlaStatus {
        let latest = Metric::ALL.into_iter().filter_map(|metric| self.latest_clock(metric));
        let mut latest = latest.filter(|clock| clock.target_seconds.is_some()).peekable();
        if latest.peek().is_none() {
            return SlaStatus::OnTrack;
        }
        let (mut open, mut warned) = (false, false);
        for clock in latest {
            if clock.status == ClockStatus::Breached {
                return SlaStatus::Breached;
            }
            open |= clock.is_open();
            warned |= clock.is_open() && clock.warned_at.is_some();
        }
        match (open, warned) {
            (_, true) => SlaStatus::AtRisk,
            (true, false) => SlaStatus::OnTrack,
            (false, false) => SlaStatus::Met,
        }
    }

    /// Whether somebody outside the desk takes part, by their address.
    pub fn involves(&self, address: &EmailAddress) -> bool {
        self.customer.email == *address || self.participants.iter().any(|participant| participant.email == *address)
    }

    /// The agent whose load this ticket counts towards.
    pub fn loads(&self) -> Option<&AgentId> {
        self.assignee.as_ref().filter(|_| self.state.is_active())
    }
}
