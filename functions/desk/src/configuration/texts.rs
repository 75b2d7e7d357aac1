//! The desk's own texts of mail, before they are set up.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::StatusCode;
use guichet_domain::{Fault, Faults, Locale, MailKind, MailText, Placeholder};
use guichet_letters::{Delivered, Sample, Templates, delivered, meaning};
use guichet_runtime::{Caller, Json, Oversees, Problem, ids};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{invalid, yaml};
use crate::problems::{Overseeing, TryingText};
use crate::{Answer, App};

/// Where the link of a sample leads: to no ticket, since a sample is about none.
const PAGE: &str = "https://help.example.com/";

/// Loaded by the first who words a text; nothing else at the desk needs them.
static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| match Templates::load() {
    Ok(templates) => templates,
    Err(_) => unreachable!("the templates are compiled in, and tests render each of them"),
});

/// The texts as they come with the desk, and what a text can name.
#[derive(Serialize, ToSchema)]
pub struct DeliveredTexts {
    texts: Vec<DeliveredText>,
    placeholders: Vec<PlaceholderUse>,
}

#[derive(Serialize, ToSchema)]
struct DeliveredText {
    mail: MailKind,
    language: Locale,
    heading: &'static str,
    body: &'static str,
}

#[derive(Serialize, ToSchema)]
struct PlaceholderUse {
    name: Placeholder,
    meaning: &'static str,
    /// What stands in its place in a preview in English.
    sample: String,
    /// Whether there may be nothing to put in its place.
    may_be_empty: bool,
    /// Whether a heading may name it.
    fits_heading: bool,
    /// The mails whose texts may name it.
    mails: Vec<MailKind>,
}

/// A text that somebody is about to set up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TriedText {
    text: MailText,
}

/// A mail about nothing real, in these words.
#[derive(Serialize, ToSchema)]
pub struct TextPreview {
    subject: String,
    text: String,
    /// A whole page.
    html: String,
}

/// List the texts of mail that come with the desk
///
/// In the form in which a desk words its own, to begin with, and with the placeholders that may stand in them.
#[utoipa::path(
    get, path = "/api/v1/desk/configuration/texts/defaults", tag = "configuration", security(("agent" = [])),
    responses((status = 200, description = "Each mail in each language.", body = DeliveredTexts), Overseeing)
)]
pub async fn list_delivered_texts(State(app): State<App>, _: Caller<Oversees>) -> Answer<DeliveredTexts> {
    let each = MailKind::ALL.into_iter().flat_map(|mail| Locale::ALL.map(|language| delivered(mail, language)));
    let texts = each.map(|Delivered { mail, language, heading, body }| DeliveredText { mail, language, heading, body });
    let sample = Sample::new(MailKind::Answer, Locale::En, app.sender.name.as_str(), PAGE);
    let placeholders = Placeholder::ALL.map(|name| PlaceholderUse {
        name,
        meaning: meaning(name),
        sample: sample.value(name),
        may_be_empty: name.may_be_empty(),
        fits_heading: name.fits_heading(),
        mails: MailKind::ALL.into_iter().filter(|mail| mail.placeholders().contains(&name)).collect(),
    });
    Ok(axum::Json(DeliveredTexts { texts: texts.collect(), placeholders: placeholders.into() }))
}

/// Preview a text of mail
///
/// With made-up values. Changes nothing.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/texts/preview", tag = "configuration", request_body = TriedText,
    security(("agent" = [])),
    responses((status = 200, description = "The mail.", body = TextPreview), TryingText)
)]
pub async fn preview_text(
    State(app): State<App>,
    _: Caller<Oversees>,
    Json(tried): Json<Value>,
) -> Answer<TextPreview> {
    let text = sound(tried)?;
    let sample = Sample::new(text.mail, text.language, app.sender.name.as_str(), PAGE);
    let rendered = TEMPLATES.render(&sample.view(), Some(&text)).map_err(|error| Problem::internal(&error))?;
    let subject = sample.subject_line().to_owned();
    Ok(axum::Json(TextPreview { subject, text: rendered.text, html: rendered.html }))
}

/// Send yourself a mail in a text
///
/// With made-up values, to the caller's own address and to nobody else. Changes nothing.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/texts/test", tag = "configuration", request_body = TriedText,
    security(("agent" = [])),
    responses((status = 202, description = "It is sent within moments."), TryingText)
)]
pub async fn test_text(
    State(app): State<App>,
    caller: Caller<Oversees>,
    Json(tried): Json<Value>,
) -> Result<StatusCode, Problem> {
    let text = sound(tried)?;
    app.bus.ask_for_test(ids::wish_id(app.clock.now()), &caller.agent.id, &text).await?;
    Ok(StatusCode::ACCEPTED)
}

/// A text that could be set up, or what is wrong with it.
fn sound(tried: Value) -> Result<MailText, Problem> {
    let TriedText { text } = yaml::typed(tried)?;
    let mut faults = Faults::default();
    faults.key("text", |faults| text.check(faults));
    let faults: Vec<Fault> = faults.found();
    if faults.is_empty() { Ok(text) } else { Err(invalid(&faults)) }
}
