//! The event bus: `PutEvents` in, one delivery for each rule that matches out.

use crate::clock::DeskClock;
use crate::deliveries::{Deliveries, Delivery};
use crate::ids;
use crate::journal::JournalError;
use crate::template::intrinsics::{ACCOUNT, REGION};
use crate::template::{DEFAULT_BUS, Rule, Template};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The service's limits for one call.
const MOST_ENTRIES: usize = 10;
const MOST_BYTES: usize = 256 * 1024;

pub struct Bus {
    buses: Vec<String>,
    rules: Vec<Rule>,
    deliveries: Arc<Deliveries>,
    clock: DeskClock,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutEvents {
    entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    source: Option<String>,
    detail_type: Option<String>,
    detail: Option<String>,
    event_bus_name: Option<String>,
    time: Option<f64>,
    #[serde(default)]
    resources: Vec<String>,
}

/// Why a whole call was refused.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    #[error("{0}")]
    Invalid(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Bus {
    pub fn new(template: &Template, deliveries: Arc<Deliveries>, clock: DeskClock) -> Bus {
        let mut buses = template.buses.clone();
        buses.push(DEFAULT_BUS.to_owned());
        Bus { buses, rules: template.rules.clone(), deliveries, clock }
    }

    /// Accepts events. What is wrong with one entry does not concern the others, as with the service.
    pub fn put(&self, request: PutEvents) -> Result<Value, BusError> {
        if request.entries.is_empty() || request.entries.len() > MOST_ENTRIES {
            return Err(BusError::Invalid(format!(
                "between 1 and {MOST_ENTRIES} entries are allowed, not {}",
                request.entries.len()
            )));
        }
        let bytes: usize = request.entries.iter().map(Entry::size).sum();
        if bytes > MOST_BYTES {
            return Err(BusError::Invalid(format!(
                "the total size of the entries is {bytes} bytes, more than {MOST_BYTES}"
            )));
        }
        let mut deliveries = Vec::new();
        let mut results = Vec::new();
        for entry in request.entries {
            match self.event(&entry) {
                Ok((bus, event)) => {
                    results.push(json!({"EventId": event["id"]}));
                    deliveries.extend(self.deliveries_of(&bus, &event));
                }
                Err((code, message)) => results.push(json!({"ErrorCode": code, "ErrorMessage": message})),
            }
        }
        self.deliveries.add(deliveries)?;
        let failed = results.iter().filter(|result| result.get("ErrorCode").is_some()).count();
        Ok(json!({"FailedEntryCount": failed, "Entries": results}))
    }

    /// Tells what happened in a service of AWS: such events come on the default bus.
    pub fn announce(
        &self,
        source: &str,
        detail_type: &str,
        resources: &[String],
        detail: &Value,
    ) -> Result<(), JournalError> {
        let event = event(source, detail_type, self.clock.now(), resources, detail);
        self.deliveries.add(self.deliveries_of(DEFAULT_BUS, &event))
    }

    fn event(&self, entry: &Entry) -> Result<(String, Value), (&'static str, String)> {
        let required = |value: &Option<String>, name: &str| {
            value.clone().filter(|text| !text.is_empty()).ok_or_else(|| {
                ("InvalidArgument", format!("Parameter {name} is not valid. Reason: {name} is a required argument."))
            })
        };
        let named = entry.event_bus_name.clone().unwrap_or_else(|| DEFAULT_BUS.to_owned());
        let bus = named.rsplit('/').next().unwrap_or(&named).to_owned();
        if !self.buses.contains(&bus) {
            return Err(("ResourceNotFoundException", format!("Event bus {bus} does not exist.")));
        }
        let detail = required(&entry.detail, "Detail")?;
        let detail: Value = serde_json::from_str(&detail)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| ("MalformedDetail", "Detail is malformed.".to_owned()))?;
        #[expect(clippy::cast_possible_truncation, reason = "the service keeps whole seconds")]
        let time = entry
            .time
            .and_then(|seconds| Timestamp::from_second(seconds as i64).ok())
            .unwrap_or_else(|| self.clock.now());
        let event = event(
            &required(&entry.source, "Source")?,
            &required(&entry.detail_type, "DetailType")?,
            time,
            &entry.resources,
            &detail,
        );
        Ok((bus, event))
    }

    fn deliveries_of(&self, bus: &str, event: &Value) -> Vec<Delivery> {
        self.rules
            .iter()
            .filter(|rule| rule.bus == bus && rule.pattern.matches(event))
            .map(|rule| Delivery {
                rule: rule.name.clone(),
                function: rule.function.clone(),
                event: event.clone(),
                retries: rule.delivery.retries,
                dead_letters: rule.delivery.dead_letters.clone(),
            })
            .collect()
    }
}

impl Entry {
    fn size(&self) -> usize {
        let text = |value: &Option<String>| value.as_ref().map_or(0, String::len);
        text(&self.source) + text(&self.detail_type) + text(&self.detail) + self.time.map_or(0, |_| 14)
    }
}

/// An event in the form in which EventBridge hands it to a function.
pub fn event(source: &str, detail_type: &str, time: Timestamp, resources: &[String], detail: &Value) -> Value {
    json!({
        "version": "0",
        "id": ids::request_id(),
        "detail-type": detail_type,
        "source": source,
        "account": ACCOUNT,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": REGION,
        "resources": resources,
        "detail": detail,
    })
}
