//! What a contact form offers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use guichet_domain::{Body, FormId, Label, Locale, PersonName, Subject, TopicId};
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
    pub limits: Limits,
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
    let form = load(&app, &form).await?;
    // The same for everybody and seldom changed, so a browser may keep it for a while.
    Ok(([(header::CACHE_CONTROL, "public, max-age=300")], Json(Form::from(form))))
}

/// The form that a request names. A desk that was never set up has none.
pub(crate) async fn load(app: &App, id: &str) -> Result<guichet_store::Form, Problem> {
    let found = match id.parse::<FormId>() {
        Ok(id) => app.store.form(&id).await?,
        Err(_) => None,
    };
    found.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "form_unknown", "This desk has no such form."))
}

impl From<guichet_store::Form> for Form {
    fn from(form: guichet_store::Form) -> Self {
        Self {
            id: form.id,
            topics: form.topics.into_iter().filter_map(Topic::of).collect(),
            fields: FormFields { phone: FieldUse::Optional },
            limits: Limits { name: PersonName::LIMIT, subject: Subject::LIMIT, message: Body::LIMIT },
        }
    }
}

impl Topic {
    /// A label that lacks a language is shown in another rather than not at all.
    fn of(topic: guichet_store::Topic) -> Option<Self> {
        let any = topic.label.values().next()?;
        let label = |locale| topic.label.get(&locale).unwrap_or(any).clone();
        Some(Self { label: Localised { en: label(Locale::En), fr: label(Locale::Fr) }, id: topic.id })
    }
}

#[cfg(test)]
mod tests {
    use guichet_domain::TicketType;

    use super::*;

    #[test]
    fn a_label_in_one_language_serves_for_both() {
        let topic = guichet_store::Topic {
            id: "billing".parse().unwrap(),
            label: [(Locale::Fr, "Facturation".parse().unwrap())].into(),
            team: "billing".parse().unwrap(),
            ticket_type: TicketType::Question,
        };
        let label = Topic::of(topic).unwrap().label;
        assert_eq!((label.en.as_str(), label.fr.as_str()), ("Facturation", "Facturation"));
    }
}
