//! Tickets as the desk shows them.

use std::collections::{BTreeMap, BTreeSet};

use guichet_domain::choosing::Nobody;
use guichet_domain::{
    Agent, AgentId, CalendarId, Channel, ClockStatus, CountedHours, Customer, CustomerId, EmailAddress, Failure,
    FormId, Label, Level, Locale, MailboxId, Metric, Participant, Permission, PersonName, Phone, Pin, PolicyId,
    Priority, Reminder, Resolution, Rulebook, SkillId, SkillLevel, SlaStatus, State, Subject, Tag, TeamId, TicketId,
    TicketType, TopicId,
};
use guichet_store::queues::Earlier;
use guichet_store::{Delivery, SentMail, Standing, Summary};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::addresses::UnreachableAddress;
use crate::cost::TicketCost;
use crate::timeline::Entry;

/// A ticket in a list.
#[derive(Serialize, ToSchema)]
pub struct TicketSummary {
    id: TicketId,
    number: u64,
    version: u64,
    subject: Subject,
    customer_name: PersonName,
    team: TeamId,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignee: Option<AgentId>,
    state: State,
    priority: Priority,
    #[serde(rename = "type")]
    ticket_type: TicketType,
    tags: BTreeSet<Tag>,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// The nearest target of a running clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    sla_status: SlaStatus,
    /// Why nobody is given it; in the view `unassigned` and where one ticket is opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_because: Option<Nobody>,
}

impl TicketSummary {
    pub fn waiting(self, because: Option<Nobody>) -> Self {
        Self { waiting_because: because, ..self }
    }
}

impl From<Summary> for TicketSummary {
    fn from(summary: Summary) -> Self {
        let Summary { id, number, version, subject, customer_name, team, assignee, state, priority, .. } = summary;
        let Summary { ticket_type, tags, opened_at, updated_at, due_at, sla_status, .. } = summary;
        Self {
            id,
            number,
            version,
            subject,
            customer_name,
            team,
            assignee,
            state,
            priority,
            ticket_type,
            tags,
            opened_at,
            updated_at,
            due_at,
            sla_status,
            waiting_because: None,
        }
    }
}

/// A ticket with everything that an agent sees of it beside its timeline.
#[derive(Serialize, ToSchema)]
pub struct Ticket {
    #[serde(flatten)]
    summary: TicketSummary,
    channel: Channel,
    topic: TopicId,
    form: FormId,
    /// The language that the customer writes in.
    locale: Locale,
    urgency: Level,
    impact: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<Resolution>,
    /// When a scheduled ticket comes back by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    scheduled_until: Option<Timestamp>,
    /// When a resolved ticket closes by itself, unless somebody writes before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Timestamp>,
    /// Since when the customer waits for an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    unanswered_since: Option<Timestamp>,
    /// The service levels that it goes by.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_level: Option<ServiceLevel>,
    /// What its agent must be able to do, and how well.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    skills: BTreeMap<SkillId, SkillLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reminder: Option<Reminder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follow_up_of: Option<TicketId>,
    /// The mailbox that it came in through, and that its mail goes out from.
    #[serde(skip_serializing_if = "Option::is_none")]
    mailbox: Option<MailboxId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    first_response_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Timestamp>,
    clocks: Vec<Clock>,
}

impl Ticket {
    pub fn new(ticket: &guichet_domain::Ticket, pinned: &Rulebook, now: Timestamp) -> Self {
        Self {
            summary: Summary::from(ticket).into(),
            channel: ticket.channel,
            topic: ticket.topic.clone(),
            form: ticket.form.clone(),
            locale: ticket.locale,
            urgency: ticket.urgency,
            impact: ticket.impact,
            resolution: ticket.resolution,
            scheduled_until: ticket.scheduled_until.filter(|_| ticket.state == State::Scheduled),
            closes_at: ticket.scheduled_until.filter(|_| ticket.state == State::Resolved),
            unanswered_since: ticket.unanswered_since,
            service_level: ticket.pin.as_ref().map(|pin| ServiceLevel::new(pin, pinned)),
            skills: ticket.skills.clone(),
            reminder: ticket.reminder.clone(),
            follow_up_of: ticket.follow_up_of,
            mailbox: ticket.mailbox.clone(),
            first_response_at: ticket.first_response_at,
            resolved_at: ticket.resolved_at,
            clocks: ticket.clocks.iter().map(|clock| Clock::new(clock, ticket, pinned, now)).collect(),
        }
    }

    pub fn waiting(mut self, because: Option<Nobody>) -> Self {
        self.summary = self.summary.waiting(because);
        self
    }
}

/// The policy and the calendar that a ticket was given, as they were then.
#[derive(Serialize, ToSchema)]
pub struct ServiceLevel {
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<PolicyId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_name: Option<Label>,
    /// Open day and night, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<CalendarId>,
    /// The revision of the configuration.
    revision: u64,
}

impl ServiceLevel {
    fn new(pin: &Pin, pinned: &Rulebook) -> Self {
        let policy = pin.policy.as_ref().and_then(|policy| pinned.policy(policy));
        Self {
            policy: pin.policy.clone(),
            policy_name: policy.map(|policy| policy.name.clone()),
            calendar: pin.calendar.clone(),
            revision: pin.revision,
        }
    }
}

/// One measured promise of the service level.
#[derive(Serialize, ToSchema)]
pub struct Clock {
    metric: Metric,
    /// 1 for the first clock of this metric on the ticket.
    instance: u32,
    status: ClockStatus,
    /// Absent for a clock that only counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_seconds: Option<i64>,
    /// Whether every hour counts or those in which the calendar is open.
    hours: CountedHours,
    /// What is left of the target while the clock runs or stands; negative once the target is passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    remaining_seconds: Option<i64>,
    /// When the target is reached, while the clock runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    warned_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    breached_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

impl Clock {
    fn new(clock: &guichet_domain::Clock, ticket: &guichet_domain::Ticket, pinned: &Rulebook, now: Timestamp) -> Self {
        let remaining = clock.remaining(now, pinned, ticket).filter(|_| clock.is_open());
        Self {
            metric: clock.metric,
            instance: clock.instance,
            status: clock.status,
            target_seconds: clock.target_seconds,
            hours: clock.hours,
            remaining_seconds: remaining.map(|left| left.as_secs()),
            due_at: clock.due_at,
            warned_at: clock.warned_at,
            breached_at: clock.breached_at,
            ended_at: clock.ended_at,
        }
    }
}

/// A ticket opened: all that an agent needs to answer it.
#[derive(Serialize, ToSchema)]
pub struct TicketDetail {
    pub ticket: Ticket,
    /// What happened, oldest first.
    pub timeline: Vec<Entry>,
    pub customer: CustomerDetail,
    /// Who else is written to, beside the customer.
    pub participants: Vec<Participant>,
    /// Agents who are told what is written, beside the one whose ticket it is.
    pub followers: BTreeSet<AgentId>,
    /// The mails that were sent to people outside, in the order of what they tell.
    pub mails: Vec<MailDetail>,
    /// The states that can be chosen for the ticket as it is.
    pub allowed_states: Vec<State>,
    pub allowed: Allowed,
    /// What the ticket has cost so far. Only for supervisors, admins and owners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<TicketCost>,
}

/// What the caller may do with the ticket as it is. What is allowed here can still be refused: the ticket may change.
#[derive(Serialize, ToSchema)]
pub struct Allowed {
    reply: bool,
    note: bool,
    /// Assign it, and set its state, priority, type, team and tags.
    change: bool,
    spam: bool,
    restore: bool,
    /// Hand it to another tier.
    escalate: bool,
}

impl Allowed {
    pub fn new(ticket: &guichet_domain::Ticket, caller: &Agent) -> Self {
        let works = caller.role.may(Permission::Work);
        let changeable = works && ticket.state != State::Closed && !ticket.state.is_set_aside();
        Self {
            reply: changeable,
            note: caller.role.may(Permission::Note),
            change: changeable,
            spam: works && ticket.state.may_become(State::Spam),
            restore: works && ticket.set_aside_from.is_some(),
            escalate: changeable && ticket.state.is_active(),
        }
    }
}

/// A mail that was sent, and how it stands with it.
#[derive(Serialize, ToSchema)]
pub struct MailDetail {
    /// The place in the timeline of what it tells.
    seq: u64,
    to: Vec<EmailAddress>,
    delivery: DeliveryStatus,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// In the words of the receiving server.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DeliveryStatus {
    /// On its way to the mail service.
    Queued,
    /// The mail service has taken it.
    Sent,
    /// The receiver's server has taken it.
    Delivered,
    BouncedTemporary,
    BouncedPermanent,
    /// Its reader called it spam.
    Complained,
    /// The mail service would not take it.
    Failed,
}

impl From<SentMail> for MailDetail {
    fn from(mail: SentMail) -> Self {
        let delivery = match mail.delivery {
            Delivery::Queued => DeliveryStatus::Queued,
            Delivery::Sent => DeliveryStatus::Sent,
            Delivery::Delivered => DeliveryStatus::Delivered,
            Delivery::Failed(Failure::BouncedTemporary) => DeliveryStatus::BouncedTemporary,
            Delivery::Failed(Failure::BouncedPermanent) => DeliveryStatus::BouncedPermanent,
            Delivery::Failed(Failure::Complained) => DeliveryStatus::Complained,
            Delivery::Failed(Failure::Rejected) => DeliveryStatus::Failed,
        };
        let reason = mail.reason.filter(|reason| !reason.is_empty());
        Self { seq: mail.seq, to: mail.to, delivery, at: mail.at, reason }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CustomerDetail {
    id: CustomerId,
    name: PersonName,
    email: EmailAddress,
    locale: Locale,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<Phone>,
    /// Why they are not written to, until somebody clears their address.
    #[serde(skip_serializing_if = "Option::is_none")]
    unreachable: Option<UnreachableAddress>,
    /// Their other tickets, the latest first.
    earlier: Vec<EarlierTicket>,
}

impl CustomerDetail {
    /// The customer as the directory knows them, or else as they were when they opened the ticket.
    pub fn new(
        ticket: &guichet_domain::Ticket,
        known: Option<Customer>,
        standing: Standing,
        tickets: Vec<Earlier>,
    ) -> Self {
        let earlier = tickets.into_iter().filter(|other| other.id != ticket.id).map(EarlierTicket::from).collect();
        let guichet_domain::CustomerRef { id, name, email } = ticket.customer.clone();
        let customer = known.unwrap_or(Customer { id, name, email, locale: ticket.locale, phone: None });
        let Customer { id, name, email, locale, phone } = customer;
        let unreachable = standing.unreachable.map(UnreachableAddress::from);
        Self { id, name, email, locale, phone, unreachable, earlier }
    }
}

#[derive(Serialize, ToSchema)]
struct EarlierTicket {
    id: TicketId,
    number: u64,
    subject: Subject,
    state: State,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// The closed ticket that it goes on with.
    #[serde(skip_serializing_if = "Option::is_none")]
    follow_up_of: Option<TicketId>,
}

impl From<Earlier> for EarlierTicket {
    fn from(Earlier { id, number, subject, state, opened_at, follow_up_of }: Earlier) -> Self {
        Self { id, number, subject, state, opened_at, follow_up_of }
    }
}
