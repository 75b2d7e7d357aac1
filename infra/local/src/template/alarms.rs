//! Alarms on queues. What the other alarms watch (errors, throttling, lateness) is CloudWatch's to count.

use super::TemplateError;
use super::intrinsics::Resolver;
use serde::Deserialize;
use serde_json::Value;

/// Is on while a queue holds so many messages or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub name: String,
    pub queue: String,
    pub threshold: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawAlarm {
    dimensions: Vec<Dimension>,
    threshold: usize,
    comparison_operator: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Dimension {
    name: String,
    value: String,
}

/// Reads an alarm, if it is one on the length of a queue.
pub fn read(
    name: &str,
    properties: &Value,
    resolver: &Resolver<'_>,
    place: &str,
) -> Result<Option<Alarm>, TemplateError> {
    let is = |property: &str, value: &str| properties.get(property).and_then(Value::as_str) == Some(value);
    if !is("Namespace", "AWS/SQS") || !is("MetricName", "ApproximateNumberOfMessagesVisible") {
        return Ok(None);
    }
    let raw: RawAlarm = serde_json::from_value(resolver.resolve(properties, place)?)
        .map_err(|error| TemplateError::at(place, error.to_string()))?;
    let queue = raw.dimensions.into_iter().find(|dimension| dimension.name == "QueueName");
    let queue = queue.ok_or_else(|| TemplateError::at(place, "an alarm on a queue names none"))?.value;
    if raw.comparison_operator != "GreaterThanOrEqualToThreshold" {
        return Err(TemplateError::at(place, format!("`{}` is not known here", raw.comparison_operator)));
    }
    Ok(Some(Alarm { name: name.to_owned(), queue, threshold: raw.threshold }))
}
