//! What a rule would have done, before it does it.

use axum::extract::State;
use guichet_domain::{Configuration, Draft, Event, Recorded, Rule, Subject};
use guichet_runtime::{Administers, Caller, Json};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{invalid, yaml};
use crate::problems::TryingRule;
use crate::{Answer, App};

/// As far back as a rule is tried.
const TICKETS: usize = 1_000;

#[derive(Serialize, ToSchema)]
pub struct RuleTest {
    /// How many of the latest tickets were looked at: those whose form and topic still exist.
    looked_at: usize,
    /// Those that the rule would have matched, the latest first.
    matched: Vec<MatchedTicket>,
}

#[derive(Serialize, ToSchema)]
pub struct MatchedTicket {
    number: u64,
    subject: Subject,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
}

/// Try a rule on past tickets
///
/// On the last 1,000, as they came in, before any rule. Changes nothing.
#[utoipa::path(
    post, path = "/api/v1/desk/configuration/rules/test", tag = "configuration", request_body = Rule,
    security(("agent" = [])),
    responses((status = 200, description = "The tickets that it matches.", body = RuleTest), TryingRule)
)]
pub async fn try_rule(
    State(app): State<App>,
    caller: Caller<Administers>,
    Json(rule): Json<Value>,
) -> Answer<RuleTest> {
    let rule: Rule = yaml::typed(rule)?;
    // In place of all others, so that what is wrong is told of this one.
    let mut configuration = Configuration::clone(&caller.desk.configuration);
    configuration.rules = vec![rule.clone()];
    let faults: Vec<_> = configuration.check().into_iter().filter(|fault| fault.place.starts_with("rules")).collect();
    if !faults.is_empty() {
        return Err(invalid(&faults));
    }
    let openings = app.store.latest_openings(TICKETS).await?;
    let mut test = RuleTest { looked_at: 0, matched: Vec::new() };
    for Recorded { at, event, .. } in openings {
        let Event::TicketOpened {
            number, customer, subject, body, form, topic, channel, locale, urgency, fields, ..
        } = event
        else {
            continue;
        };
        let Some(form) = caller.desk.configuration.form(&form) else { continue };
        let Some(topic) = form.topics.iter().find(|offered| offered.id == topic) else { continue };
        let draft = Draft {
            form,
            topic,
            channel,
            urgency,
            subject: &subject,
            body: &body,
            sender: &customer.email,
            language: locale,
            fields: &fields,
        };
        test.looked_at += 1;
        if caller.desk.would_match(&rule, &draft, at) {
            test.matched.push(MatchedTicket { number, subject, opened_at: at });
        }
    }
    Ok(axum::Json(test))
}
