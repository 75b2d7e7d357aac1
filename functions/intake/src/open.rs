//! Opening a ticket through a contact form.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use guichet_domain::{
    Actor, Arrival, Body, Carried, Channel, Context, Customer, CustomerId, CustomerRef, Draft, EmailAddress, FieldId,
    Form, Invalid, Label, Level, LocalZone, Locale, OpenTicket, PersonName, Phone, Rulebook, Subject, Ticket, TicketId,
    TopicId,
};
use guichet_runtime::{
    Enclosed, FieldError, Fields, IdempotencyKey, JsonWithBytes, NewAttachment, Once, Problem, Token, ids, measure,
};
use guichet_store::{CommitError, Extras, Learned};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::limits::Source;
use crate::{App, forms};

/// What a customer writes in a contact form.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewTicket {
    /// The form's id.
    #[schema(required = true, example = "default")]
    form: String,
    #[schema(required = true)]
    name: String,
    #[schema(required = true, format = Email)]
    email: String,
    /// One of the topics that the form offers.
    #[schema(required = true)]
    topic: String,
    #[schema(required = true)]
    subject: String,
    #[schema(required = true)]
    message: String,
    /// The language to answer in.
    #[schema(required = true, value_type = Locale)]
    locale: String,
    phone: Option<String>,
    /// Where the customer's clock is, such as `Europe/Paris`, for times in mail to them. One that is not known counts as none.
    time_zone: Option<String>,
    /// What the form asks for beside the usual, by the field's id.
    fields: BTreeMap<String, String>,
    #[schema(max_items = 50)]
    attachments: Vec<NewAttachment>,
    /// Stays empty. People do not see this field; programs that fill in whatever they find do.
    website: String,
    /// Base64 of the JSON `{"challenge": .., "solution": ..}`.
    #[schema(required = true)]
    altcha: String,
}

/// What a customer needs to find the ticket again.
#[derive(Serialize, ToSchema)]
pub struct TicketReceipt {
    pub number: u64,
    /// The private link: whoever has it can read and answer the ticket.
    pub ticket_url: String,
    /// The part of the link that opens the ticket, for `Authorization: Bearer`.
    pub token: String,
}

/// A message that can be accepted.
struct Message<'a> {
    form: &'a Form,
    topic: TopicId,
    sender: Customer,
    subject: Subject,
    body: Body,
    fields: BTreeMap<FieldId, String>,
}

/// Open a ticket
///
/// A request that comes again with its `Idempotency-Key` is answered as the first time and opens nothing.
#[utoipa::path(
    post,
    path = "/api/v1/tickets",
    tag = "contact form",
    params(("Idempotency-Key" = String, Header, description = "Made once for a message and kept through every retry.")),
    request_body = NewTicket,
    responses(
        (status = 201, description = "The ticket was opened", body = TicketReceipt),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn open_ticket(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    source: Source,
    JsonWithBytes { value: wish, bytes }: JsonWithBytes<NewTicket>,
) -> Result<(StatusCode, Json<TicketReceipt>), Problem> {
    let (now, once) = (app.clock.now(), key.once("ticket", &bytes));
    let desk = app.store.rulebook().await?;
    let form = forms::find(&desk, &wish.form)?;
    let message = wish.accept(form)?;
    if let Some(ticket) = once.earlier(&app.store, now).await? {
        return app.repeat_receipt(ticket).await.map(created);
    }
    if !wish.website.is_empty() {
        return Ok(app.decoy(&once));
    }
    // Checked before anything is counted: who did not do the work can use up neither our writes nor the allowance of the
    // person whose address they typed.
    let proof = app.challenges.verify(&wish.altcha, now)?;
    app.limits.count_ticket(&app.store, &source, &message.sender.email, now).await?;
    // The proof is spent between: a file that is missing does not use it up, and without it nothing is kept.
    let limits = desk.configuration.desk.attachments;
    let enclosed = Enclosed::look_at(&app.files, limits, limits.ticket_bytes(), &wish.attachments).await?;
    proof.spend(&app.store, once.key()).await?;
    let zone = wish.time_zone.as_deref().and_then(|zone| zone.parse::<LocalZone>().ok());
    let carried = Carried { zone, ..Carried::files(enclosed.keep(&app.files).await?) };
    app.open(message, carried, &once, now, &desk).await
}

impl NewTicket {
    /// Every field is looked at before any is refused, so that a person mends the form once.
    fn accept<'a>(&self, form: &'a Form) -> Result<Message<'a>, Problem> {
        let mut fields = Fields::default();
        let name = fields.parse::<PersonName>("name", &self.name);
        let email = fields.parse::<EmailAddress>("email", &self.email);
        let phone = fields.parse_optional::<Phone>("phone", self.phone.as_deref());
        let topic = fields.parse::<TopicId>("topic", &self.topic);
        if topic.as_ref().is_some_and(|topic| !form.topics.iter().any(|offered| offered.id == *topic)) {
            fields.reject(FieldError::unknown("topic", "is not a topic of this form"));
        }
        let subject = fields.parse::<Subject>("subject", &self.subject);
        let body = fields.parse::<Body>("message", &self.message);
        let locale = fields.parse::<Locale>("locale", &self.locale);
        if self.altcha.is_empty() {
            fields.reject(FieldError::new("altcha", &Invalid::Required));
        }
        let custom = self.accept_fields(form, &mut fields);
        fields.finish()?;
        let (Some(name), Some(email), Some(topic), Some(subject), Some(body), Some(locale)) =
            (name, email, topic, subject, body, locale)
        else {
            unreachable!("a field that could not be parsed was reported");
        };
        let sender = Customer { id: CustomerId::of(&email), name, email, locale, phone };
        Ok(Message { form, topic, sender, subject, body, fields: custom })
    }

    /// What the form asks for beside the usual. A field that it does not have is refused: who sends one is mistaken about
    /// the form, and what they wrote must not get lost.
    fn accept_fields(&self, form: &Form, fields: &mut Fields) -> BTreeMap<FieldId, String> {
        let mut accepted = BTreeMap::new();
        for field in &form.fields {
            let name = format!("fields.{}", field.id);
            let typed = self.fields.get(field.id.as_str()).map_or("", |value| value.trim());
            if typed.is_empty() {
                continue;
            }
            let Some(value) = fields.parse::<Label>(&name, typed) else { continue };
            if !field.options.is_empty() && !field.options.contains(&value) {
                fields.reject(FieldError::unknown(&name, "is not one of the choices"));
            }
            accepted.insert(field.id.clone(), value.to_string());
        }
        for name in self.fields.keys().filter(|name| !form.fields.iter().any(|field| field.id.as_str() == *name)) {
            fields.reject(FieldError::unknown(&format!("fields.{name}"), "is not a field of this form"));
        }
        accepted
    }
}

impl App {
    async fn open(
        &self,
        message: Message<'_>,
        carried: Carried,
        once: &Once,
        now: Timestamp,
        desk: &Rulebook,
    ) -> Result<(StatusCode, Json<TicketReceipt>), Problem> {
        let sender = message.sender.clone();
        let (number, known) = tokio::try_join!(self.store.draw_number(), self.store.customer(sender.id))?;
        let context = Context { now, actor: Actor::Customer { id: sender.id }, desk, pinned: desk };
        let change = Ticket::open(message.command(ids::ticket_id(now), number, carried, &context)?, &context);
        let (id, token) = (change.after.id, self.token(&change.after)?);
        let mut extras = Extras {
            idempotency: Some(once.record(id, now)),
            link: Some(token.link(id, now)),
            customer: learned(&sender, known.as_ref()),
            ..Extras::default()
        };
        loop {
            match self.store.commit(&change, extras.clone()).await {
                Ok(()) => {
                    measure::about(id);
                    return Ok(created(self.receipt(number, &token)));
                }
                // The same request came twice at once, and the other one was faster.
                Err(CommitError::Repeated) => {
                    return match once.earlier(&self.store, now).await? {
                        Some(ticket) => self.repeat_receipt(ticket).await.map(created),
                        None => Err(Problem::internal(&"a repeated request has no record")),
                    };
                }
                // The customer's first two messages came at once. Each time round more is known, and less left to learn.
                Err(CommitError::CustomerKnown) => {
                    extras.customer = learned(&sender, self.store.customer_now(sender.id).await?.as_ref());
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The receipt of a ticket that was opened before.
    pub(crate) async fn repeat_receipt(&self, ticket: TicketId) -> Result<TicketReceipt, Problem> {
        measure::about(ticket);
        let ticket = self.store.ticket(ticket).await?;
        let ticket = ticket.ok_or_else(|| Problem::internal(&"the ticket of an earlier request is missing"))?;
        Ok(self.receipt(ticket.number, &self.token(&ticket)?))
    }

    /// The answer to a filled honeypot: one that looks like success, so that the program that fell for it has no reason to
    /// try another way. Nothing is stored, counted or drawn for it, and its token opens nothing. It follows from the key
    /// alone, so a repeated request is answered alike.
    fn decoy(&self, once: &Once) -> (StatusCode, Json<TicketReceipt>) {
        let token = Token::presented(&self.secret.derive("decoy", &[once.key()]));
        let number = 1001 + token.expose().bytes().map(u64::from).sum::<u64>();
        created(self.receipt(number, &token))
    }

    fn receipt(&self, number: u64, token: &Token) -> TicketReceipt {
        let (ticket_url, token) = (token.url(&self.public_url), token.expose().to_owned());
        TicketReceipt { number, ticket_url, token }
    }

    pub(crate) fn token(&self, ticket: &Ticket) -> Result<Token, Problem> {
        let seed = ticket.link_seed.as_ref().ok_or_else(|| Problem::internal(&"a ticket has no link"))?;
        Ok(self.secret.link_token(ticket.id, seed))
    }
}

fn created(receipt: TicketReceipt) -> (StatusCode, Json<TicketReceipt>) {
    (StatusCode::CREATED, Json(receipt))
}

impl Message<'_> {
    fn command(self, id: TicketId, number: u64, carried: Carried, context: &Context) -> Result<OpenTicket, Problem> {
        let Self { form, topic, sender, subject, body, fields } = self;
        let chosen = form.topics.iter().find(|offered| offered.id == topic);
        let chosen = chosen.ok_or_else(|| Problem::internal(&"a topic went missing"))?;
        let routed = context.desk.route(
            &Draft {
                form,
                topic: chosen,
                channel: Channel::WebForm,
                urgency: Level::default(),
                subject: &subject,
                body: &body,
                sender: &sender.email,
                language: sender.locale,
                fields: &fields,
            },
            context.now,
        );
        Ok(OpenTicket {
            id,
            number,
            customer: CustomerRef { id: sender.id, name: sender.name, email: sender.email },
            subject,
            body,
            form: form.id.clone(),
            topic,
            channel: Channel::WebForm,
            locale: sender.locale,
            routed,
            fields,
            follow_up_of: None,
            arrival: Arrival { carried, ..Arrival::default() },
            urgency: Level::default(),
            link_seed: ids::link_seed().map_err(|error| Problem::internal(&error))?,
        })
    }
}

/// What to write about the sender. Anybody can type anybody's address here, so what the desk knows of a customer is not
/// overwritten by a form: only a telephone number that was missing is added. The ticket itself keeps the name and the
/// language as they were typed.
fn learned(sender: &Customer, known: Option<&Customer>) -> Option<Learned> {
    match (known, &sender.phone) {
        (None, _) => Some(Learned::Customer(sender.clone())),
        (Some(known), Some(phone)) if known.phone.is_none() => Some(Learned::Phone(known.id, phone.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(name: &str, phone: Option<&str>) -> Customer {
        let email: EmailAddress = "anna@example.com".parse().unwrap();
        let phone = phone.map(|phone| phone.parse().unwrap());
        Customer { id: CustomerId::of(&email), name: name.parse().unwrap(), email, locale: Locale::En, phone }
    }

    #[test]
    fn a_form_adds_to_what_is_known_of_a_customer_and_changes_nothing() {
        let (anna, phoned) = (customer("Anna", None), customer("Anna", Some("01 23")));
        let stranger = customer("Not Anna", Some("99 99"));
        assert_eq!(learned(&anna, None), Some(Learned::Customer(anna.clone())));
        assert_eq!(learned(&customer("Not Anna", None), Some(&anna)), None);
        assert_eq!(learned(&stranger, Some(&phoned)), None);
        let phone = "99 99".parse().unwrap();
        assert_eq!(learned(&stranger, Some(&anna)), Some(Learned::Phone(anna.id, phone)));
    }
}
