//! Tickets as the desk shows them.

use std::collections::BTreeSet;

use guichet_domain::{
    Agent, AgentId, Channel, ClockStatus, Customer, CustomerId, EmailAddress, FormId, Level, Locale, Metric,
    Permission, PersonName, Phone, Priority, Resolution, SlaStatus, State, Subject, Tag, TeamId, TicketId, TicketType,
    TopicId,
};
use guichet_store::Summary;
use guichet_store::queues::Earlier;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

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
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    first_response_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Timestamp>,
    clocks: Vec<Clock>,
}

impl Ticket {
    pub fn new(ticket: &guichet_domain::Ticket, now: Timestamp) -> Self {
        Self {
            summary: Summary::from(ticket).into(),
            channel: ticket.channel,
            topic: ticket.topic.clone(),
            form: ticket.form.clone(),
            locale: ticket.locale,
            urgency: ticket.urgency,
            impact: ticket.impact,
            resolution: ticket.resolution,
            scheduled_until: ticket.scheduled_until,
            first_response_at: ticket.first_response_at,
            resolved_at: ticket.resolved_at,
            clocks: ticket.clocks.iter().map(|clock| Clock::new(clock, now)).collect(),
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
    target_seconds: i64,
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
    fn new(clock: &guichet_domain::Clock, now: Timestamp) -> Self {
        Self {
            metric: clock.metric,
            instance: clock.instance,
            status: clock.status,
            target_seconds: clock.target_seconds,
            remaining_seconds: clock.is_open().then(|| clock.remaining(now).as_secs()),
            due_at: clock.due_at(),
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
        }
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
    /// Their other tickets, the latest first.
    earlier: Vec<EarlierTicket>,
}

impl CustomerDetail {
    /// The customer as the directory knows them, or else as they were when they opened the ticket.
    pub fn new(ticket: &guichet_domain::Ticket, known: Option<Customer>, tickets: Vec<Earlier>) -> Self {
        let earlier = tickets.into_iter().filter(|other| other.id != ticket.id).map(EarlierTicket::from).collect();
        let guichet_domain::CustomerRef { id, name, email } = ticket.customer.clone();
        let customer = known.unwrap_or(Customer { id, name, email, locale: ticket.locale, phone: None });
        let Customer { id, name, email, locale, phone } = customer;
        Self { id, name, email, locale, phone, earlier }
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
}

impl From<Earlier> for EarlierTicket {
    fn from(Earlier { id, number, subject, state, opened_at }: Earlier) -> Self {
        Self { id, number, subject, state, opened_at }
    }
}
