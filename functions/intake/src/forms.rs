//! What a contact form offers.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use guichet_domain::{AttachmentLimits, Body, FieldId, FormId, Label, Locale, PersonName, Rulebook, Subject, TopicId};
use guichet_runtime::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

/// A contact form: the choices it offers and the limits it keeps.
#[derive(Serialize, ToSchema)]
pub struct Form {
    pub id: FormId,
    pub topics: Vec<Topic>,
    pub fields: FormFields,
    /// What this form asks for beside the usual.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_fields: Vec<CustomField>,
    pub limits: Limits,
    pub attachments: AttachmentSizes,
}

#[derive(Serialize, ToSchema)]
pub struct CustomField {
    pub id: FieldId,
    pub label: Localised,
    /// What can be chosen; a line of text, if there is nothing to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Label>,
}

#[derive(Serialize, ToSchema)]
pub struct Topic {
    pub id: TopicId,
    pub label: Localised,
}

/// A text in every language that Guichet speaks to customers.
#[derive(Serialize, ToSchema)]
pub struct Localised {
    pub en: Label,
    pub fr: Label,
}

/// Which of the fields that a form may leave out it has.
#[derive(Serialize, ToSchema)]
pub struct FormFields {
    pub phone: FieldUse,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldUse {
    Hidden,
    Optional,
    Required,
}

/// The most characters that a field may have.
#[derive(Serialize, ToSchema)]
pub struct Limits {
    pub name: usize,
    pub subject: usize,
    pub message: usize,
}

/// The most bytes that can be attached.
#[derive(Serialize, ToSchema)]
pub struct AttachmentSizes {
    /// In one file.
    pub file_bytes: u64,
    /// In all files of a message together.
    pub message_bytes: u64,
}

/// What a contact form offers
#[utoipa::path(
    get,
    path = "/api/v1/forms/{form}",
    tag = "contact form",
    params(("form" = String, Path, description = "The form's id; `default` ships with every desk.")),
    responses(
        (status = 200, description = "The form", body = Form),
        (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn get_form(State(app): State<Arc<App>>, Path(form): Path<String>) -> Result<impl IntoResponse, Problem> {
    let desk = app.store.rulebook().await?;
    let form = find(&desk, &form)?.clone();
    // The same for everybody and seldom changed, so a browser may keep it for a while.
    let form = Form::new(form, desk.configuration.desk.attachments);
    Ok(([(header::CACHE_CONTROL, "public, max-age=300")], Json(form)))
}

/// The form that a request names. A desk that was never set up has none.
pub(crate) fn find<'a>(desk: &'a Rulebook, id: &str) -> Result<&'a guichet_domain::Form, Problem> {
    let found = id.parse::<FormId>().ok().and_then(|id| desk.configuration.form(&id));
    found.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "form_unknown", "This desk has no such form."))
}

impl Form {
    fn new(form: guichet_domain::Form, attachments: AttachmentLimits) -> Self {
        Self {
            id: form.id,
            topics: form.topics.into_iter().filter_map(Topic::of).collect(),
            fields: FormFields { phone: FieldUse::Optional },
            custom_fields: form.fields.into_iter().filter_map(CustomField::of).collect(),
            limits: Limits { name: PersonName::LIMIT, subject: Subject::LIMIT, message: Body::LIMIT },
            attachments: AttachmentSizes {
                file_bytes: attachments.file_bytes(),
                message_bytes: attachments.message_bytes(),
            },
        }
    }
}

impl Localised {
    /// A label that lacks a language is shown in another rather than not at all.
    fn of(labels: &BTreeMap<Locale, Label>) -> Option<Self> {
        let any = labels.values().next()?;
        let label = |locale| labels.get(&locale).unwrap_or(any).clone();
        Some(Self { en: label(Locale::En), fr: label(Locale::Fr) })
    }
}

impl Topic {
    fn of(topic: guichet_domain::Topic) -> Option<Self> {
        Some(Self { label: Localised::of(&topic.label)?, id: topic.id })
    }
}

impl CustomField {
    fn of(field: guichet_domain::FormField) -> Option<Self> {
        let label = Localised::of(&field.label)?;
        Some(Self { id: field.id, label, options: field.options })
    }
}

#[cfg(test)]
mod tests {
    use guichet_domain::TicketType;

    use super::*;

    #[test]
    fn a_label_in_one_language_serves_for_both() {
        let topic = guichet_domain::Topic {
            id: "billing".parse().unwrap(),
            label: [(Locale::Fr, "Facturation".parse().unwrap())].into(),
            team: "billing".parse().unwrap(),
            ticket_type: TicketType::Question,
        };
        let label = Topic::of(topic).unwrap().label;
        assert_eq!((label.en.as_str(), label.fr.as_str()), ("Facturation", "Facturation"));
    }
}
