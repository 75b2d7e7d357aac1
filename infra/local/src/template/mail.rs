//! Mail: which of it is received and where it is put, and whose fate comes back as events.

use super::TemplateError;
use serde::Deserialize;
use serde_json::Value;

/// What SES does with mail that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRule {
    /// Domains and addresses.
    pub recipients: Vec<String>,
    pub bucket: String,
    pub prefix: String,
}

/// What SES tells the default bus of mail that was sent with a configuration set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDestination {
    pub configuration_set: String,
    pub event_types: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawReceiptRule {
    #[serde(rename = "RuleSetName")]
    _rule_set_name: String,
    rule: RawRule,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawRule {
    #[serde(default, rename = "Name")]
    _name: Option<String>,
    #[serde(default)]
    enabled: bool,
    recipients: Vec<String>,
    /// Verdicts are given here in any case.
    #[serde(default, rename = "ScanEnabled")]
    _scan_enabled: bool,
    actions: Vec<RawAction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAction {
    #[serde(rename = "S3Action")]
    s3: RawS3Action,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawS3Action {
    bucket_name: String,
    #[serde(default)]
    object_key_prefix: String,
}

impl ReceiptRule {
    /// Reads a rule, unless it is switched off.
    pub fn read(properties: &Value, place: &str) -> Result<Option<ReceiptRule>, TemplateError> {
        let raw =
            RawReceiptRule::deserialize(properties).map_err(|error| TemplateError::at(place, error.to_string()))?;
        let Ok([action]) = <[RawAction; 1]>::try_from(raw.rule.actions) else {
            return Err(TemplateError::at(place, "the local host knows receipt rules of one action"));
        };
        let RawS3Action { bucket_name, object_key_prefix } = action.s3;
        let rule = ReceiptRule { recipients: raw.rule.recipients, bucket: bucket_name, prefix: object_key_prefix };
        Ok(raw.rule.enabled.then_some(rule))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawDestination {
    configuration_set_name: String,
    event_destination: RawEventDestination,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RawEventDestination {
    #[serde(default, rename = "Name")]
    _name: Option<String>,
    #[serde(default)]
    enabled: bool,
    matching_event_types: Vec<String>,
    /// SES knows the default bus only.
    #[serde(rename = "EventBridgeDestination")]
    _event_bridge_destination: Value,
}

impl EventDestination {
    /// Reads a destination, unless it is switched off.
    pub fn read(properties: &Value, place: &str) -> Result<Option<EventDestination>, TemplateError> {
        let raw =
            RawDestination::deserialize(properties).map_err(|error| TemplateError::at(place, error.to_string()))?;
        let destination = EventDestination {
            configuration_set: raw.configuration_set_name,
            event_types: raw.event_destination.matching_event_types,
        };
        Ok(raw.event_destination.enabled.then_some(destination))
    }
}
