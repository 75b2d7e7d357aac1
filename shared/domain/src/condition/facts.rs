//! What a condition may look at.

use std::collections::{BTreeMap, BTreeSet};

use super::Text;
use crate::{
    BrandId, CalendarId, Channel, EmailAddress, FieldId, FormId, Locale, OrganisationId, Priority, Tag, TeamId,
    TicketType, TopicId,
};

/// A ticket as a condition sees it. Everything is borrowed, so that a ticket is looked at without being copied.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub channel: Channel,
    pub form: &'a FormId,
    pub brand: Option<&'a BrandId>,
    pub topic: &'a TopicId,
    pub team: &'a TeamId,
    pub ticket_type: TicketType,
    pub priority: Priority,
    pub tags: &'a BTreeSet<Tag>,
    pub text: &'a Text<'a>,
    pub sender: &'a EmailAddress,
    pub organisation: Option<&'a OrganisationId>,
    pub customer_tags: &'a BTreeSet<Tag>,
    pub language: Locale,
    /// What was entered in the form's own fields. One that was left out is absent.
    pub fields: &'a BTreeMap<FieldId, String>,
    /// Whether a calendar is open when the ticket comes in.
    pub is_open: &'a dyn Fn(&CalendarId) -> bool,
}
