//! What the desk tells the other functions that no ticket's log tells.

use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::error::{DisplayErrorContext, SdkError};
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use guichet_domain::{AgentId, MailText};
use guichet_runtime::{Clients, ConfigError, Env, Problem, measure};
use serde_json::{Value, json};
use uuid::Uuid;

/// The name under which what is said about mail is on the bus.
const SOURCE: &str = "guichet.mail";

#[derive(Clone)]
pub struct Bus {
    client: Client,
    name: String,
}

impl Bus {
    pub fn new(env: &Env, clients: &Clients) -> Result<Self, ConfigError> {
        Ok(Self { client: clients.eventbridge.clone(), name: env.require("EVENT_BUS")?.to_owned() })
    }

    /// Tells that somebody let a held message in, in the form in which the bucket told of it when it came.
    pub async fn tell_of_release(&self, raw: &str) -> Result<(), Problem> {
        self.put("MailReleased", &json!({"object": {"key": raw}})).await
    }

    /// Asks for a mail in these words, to an agent.
    pub async fn ask_for_test(&self, id: Uuid, to: &AgentId, text: &MailText) -> Result<(), Problem> {
        self.put("TestMail", &json!({"id": id, "to": to, "text": text})).await
    }

    async fn put(&self, what: &str, detail: &Value) -> Result<(), Problem> {
        let entry = PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source(SOURCE)
            .detail_type(what)
            .detail(detail.to_string())
            .build();
        let answer = match self.client.put_events().entries(entry).send().await {
            Ok(answer) => answer,
            Err(error) => {
                let refused = matches!(&error, SdkError::ServiceError(at) if !at.raw().status().is_server_error());
                let cause = DisplayErrorContext(&error);
                return Err(if refused { Problem::internal(&cause) } else { Problem::unavailable(&cause) });
            }
        };
        if answer.failed_entry_count() > 0 {
            let code = answer.entries().iter().find_map(|entry| entry.error_code()).unwrap_or("unknown");
            return Err(Problem::unavailable(&format!("PutEvents refused an entry: {code}")));
        }
        measure::note(|work| work.bus_events += 1);
        Ok(())
    }
}
