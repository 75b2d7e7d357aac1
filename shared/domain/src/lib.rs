//! The rules of a ticket.
//!
//! A ticket is an aggregate with an event log. [`Ticket::open`] and [`Ticket::decide`] hold every rule and say which
//! events follow from a command; [`Ticket::evolve`] holds none and only folds an event into the ticket. Nothing here
//! reads a clock, draws a random number or talks to anything: what a rule needs comes in through [`Context`].

pub mod calendar;
pub mod choosing;
pub mod clock;
pub mod command;
pub mod condition;
pub mod configuration;
pub mod decide;
pub mod event;
pub mod fault;
pub mod ids;
pub mod message;
pub mod people;
pub mod period;
pub mod policy;
pub mod priority;
pub mod refusal;
pub mod routing;
pub mod state;
pub mod text;
pub mod ticket;
pub mod vocabulary;

pub use calendar::{Calendar, Exception, Holiday, LocalZone, MonthDay, Schedule, Week, Zone};
pub use choosing::SkillLevel;
pub use clock::{Clock, ClockStatus, Metric, RungsReached, SlaStatus};
pub use command::{Arrival, Assignee, Command, FollowUpTicket, OpenTicket};
pub use condition::{Condition, Facts, Known};
pub use configuration::{
    AgentSettings, AttachmentLimits, Configuration, Draft, FollowUp, Form, FormField, MailKind, MailText, MailTextId,
    Mailbox, Organisation, Placeholder, ReplyTo, Rulebook, Skill, Team, Topic,
};
pub use decide::{Change, Context};
pub use event::{Actor, AssignmentReason, Event, Pin, Recorded};
pub use fault::{Fault, Faults};
pub use ids::{
    AgentId, BrandId, CalendarId, CustomerId, FieldId, FileId, FormId, LinkSeed, MailboxId, OrganisationId, PolicyId,
    RuleId, SkillId, TeamId, TicketId, TopicId,
};
pub use message::{Attachment, Carried, Failure, Participant, Received, Suppression, Visibility};
pub use people::{Agent, Availability, Customer, OutOfOffice, Permission, Role, Tier};
pub use period::Period;
pub use policy::{Action, At, CountedHours, Move, Policy, Recipient, Rung, Target, WebhookUrl};
pub use priority::{Level, Priority};
pub use refusal::Refusal;
pub use routing::{Actions, Applied, Routed, Rule, TeamFacts};
pub use state::{State, StateGroup};
pub use text::{
    Body, EmailAddress, FileName, Heading, Invalid, Label, MediaType, MessageId, PersonName, Phone, Signature, Subject,
    Tag, TextBody,
};
pub use ticket::{CustomerRef, Reminder, Ticket};
pub use vocabulary::{Channel, Locale, Resolution, TicketType};
