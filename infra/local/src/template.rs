//! The SAM template, read as the wiring of the local host.
//!
//! A route, rule, table or schedule that is not in the template does not exist locally either. What the host would have to
//! know in order to be true to the template, and does not, is an error that names the place.

mod alarms;
mod buckets;
pub mod intrinsics;
mod mail;
mod resources;
pub mod routes;
pub mod schedule;
mod triggers;

use crate::pattern::Pattern;
pub use alarms::Alarm;
pub use buckets::{Bucket, CorsRule};
use intrinsics::{Resolver, resource_type};
pub use mail::{EventDestination, ReceiptRule};
pub use resources::{Index, Key, Table};
use routes::PathPattern;
use schedule::Expression;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Everything that the host runs from.
#[derive(Debug, Default)]
pub struct Template {
    pub functions: Vec<Function>,
    pub routes: Vec<Route>,
    pub authorizer: Option<JwtAuthorizer>,
    /// Routes whose throttling the template sets. Nothing is throttled here; they must exist all the same.
    pub throttled: Vec<String>,
    pub tables: Vec<Table>,
    pub buckets: Vec<Bucket>,
    pub receipt_rules: Vec<ReceiptRule>,
    pub configuration_sets: Vec<String>,
    pub event_destinations: Vec<EventDestination>,
    pub streams: Vec<StreamSource>,
    pub buses: Vec<String>,
    pub rules: Vec<Rule>,
    pub schedules: Vec<Schedule>,
    pub queues: Vec<String>,
    pub alarms: Vec<Alarm>,
}

/// A function with its settings and with what becomes of an asynchronous event that it fails at.
#[derive(Debug, Clone)]
pub struct Function {
    pub name: String,
    pub environment: BTreeMap<String, String>,
    pub timeout: Duration,
    pub asynchronous: Delivery,
}

/// How often a failed delivery is tried again, and the queue for what could not be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub retries: u32,
    pub dead_letters: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Route {
    pub function: String,
    pub method: String,
    pub path: PathPattern,
    pub needs_token: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JwtAuthorizer {
    pub issuer: String,
    pub audience: Vec<String>,
}

/// A function's subscription to a table's stream.
#[derive(Debug, Clone)]
pub struct StreamSource {
    pub function: String,
    pub table: String,
    pub filters: Vec<Pattern>,
    pub batch_size: usize,
    pub lanes: usize,
    /// `None` is the vendor's default: until the record expires.
    pub retries: Option<u32>,
    pub bisect: bool,
    pub reports_failures: bool,
    pub dead_letters: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub name: String,
    pub function: String,
    pub bus: String,
    pub pattern: Pattern,
    pub delivery: Delivery,
}

#[derive(Debug, Clone)]
pub struct Schedule {
    pub name: String,
    pub function: String,
    pub expression: Expression,
    pub delivery: Delivery,
}

/// What is wrong with the template, and where.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {message}")]
pub struct TemplateError {
    place: String,
    message: String,
}

impl TemplateError {
    pub fn at(place: impl Into<String>, message: impl Into<String>) -> TemplateError {
        TemplateError { place: place.into(), message: message.into() }
    }
}

/// The bus that every account has, and on which the services of AWS tell what happens in them.
pub const DEFAULT_BUS: &str = "default";

/// Types of resource that run nothing: the local host has no use for them, and nothing is lost by leaving them out.
const NOT_RUN_HERE: &[&str] = &[
    "AWS::ApplicationAutoScaling::",
    "AWS::Budgets::",
    "AWS::CertificateManager::",
    "AWS::CloudFront::",
    "AWS::CloudWatch::",
    "AWS::Cognito::",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Lambda::Permission",
    "AWS::Logs::",
    "AWS::Route53::",
    "AWS::S3::BucketPolicy",
    "AWS::SES::EmailIdentity",
    "AWS::SES::ReceiptRuleSet",
    "AWS::SNS::",
    "AWS::SQS::QueuePolicy",
    "AWS::SSM::",
    "AWS::SecretsManager::",
    "AWS::WAFv2::",
];

impl Template {
    /// Reads the file, with values for the parameters that have no default.
    pub fn load(path: &Path, parameters: &BTreeMap<String, String>) -> Result<Template, TemplateError> {
        let place = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| TemplateError::at(&place, error.to_string()))?;
        Template::parse(&text, parameters)
    }

    pub fn parse(text: &str, parameters: &BTreeMap<String, String>) -> Result<Template, TemplateError> {
        let yaml = serde_yaml_ng::from_str(text).map_err(|error| TemplateError::at("template", error.to_string()))?;
        let document = intrinsics::untag(yaml, "template")?;
        let empty = Map::new();
        let section = |name: &str| document.get(name).and_then(Value::as_object).unwrap_or(&empty);
        let resources = section("Resources");
        if resources.is_empty() {
            return Err(TemplateError::at("Resources", "the template declares no resource"));
        }
        let values = parameter_values(section("Parameters"), parameters)?;
        let resolver = Resolver { parameters: &values, conditions: section("Conditions"), resources };
        let globals = document.pointer("/Globals/Function").cloned().unwrap_or_default();

        let mut template = Template::default();
        for (logical, resource) in resources {
            let place = format!("Resources/{logical}");
            if let Some(condition) = resource.get("Condition").and_then(Value::as_str)
                && !resolver.condition(condition, &place)?
            {
                continue;
            }
            let properties = resource.get("Properties").cloned().unwrap_or_default();
            let at = format!("{place}/Properties");
            match resource_type(resource) {
                "AWS::Serverless::Function" => {
                    triggers::read_function(&mut template, &resolver, logical, &globals, &properties, &at)?
                }
                "AWS::Serverless::HttpApi" => {
                    let properties = resolver.resolve(&properties, &at)?;
                    template.authorizer = triggers::read_authorizer(&properties, &at)?;
                    template.throttled = triggers::read_route_settings(&properties);
                }
                "AWS::DynamoDB::Table" => {
                    let name = resolver.physical_name(logical, resource, &at)?;
                    template.tables.push(Table::read(name, &resolver.resolve(&properties, &at)?, &at)?);
                }
                "AWS::S3::Bucket" => {
                    let name = resolver.physical_name(logical, resource, &at)?;
                    template.buckets.push(Bucket::read(name, &resolver.resolve(&properties, &at)?, &at)?);
                }
                "AWS::SES::ReceiptRule" => {
                    template.receipt_rules.extend(ReceiptRule::read(&resolver.resolve(&properties, &at)?, &at)?);
                }
                "AWS::SES::ConfigurationSet" => {
                    template.configuration_sets.push(resolver.physical_name(logical, resource, &at)?);
                }
                "AWS::SES::ConfigurationSetEventDestination" => {
                    template
                        .event_destinations
                        .extend(EventDestination::read(&resolver.resolve(&properties, &at)?, &at)?);
                }
                "AWS::Events::EventBus" => template.buses.push(resolver.physical_name(logical, resource, &at)?),
                "AWS::SQS::Queue" => template.queues.push(resolver.physical_name(logical, resource, &at)?),
                "AWS::CloudWatch::Alarm" => template.alarms.extend(alarms::read(logical, &properties, &resolver, &at)?),
                kind if NOT_RUN_HERE.iter().any(|known| kind.starts_with(known)) => {}
                kind => {
                    return Err(TemplateError::at(
                        place,
                        format!("the local host does not know how to run a resource of type `{kind}`"),
                    ));
                }
            }
        }
        template.check()?;
        Ok(template)
    }

    /// Names that are pointed at must exist; a rule on a bus that nobody declared would never fire.
    fn check(&self) -> Result<(), TemplateError> {
        for rule in self.rules.iter().filter(|rule| rule.bus != DEFAULT_BUS) {
            known(&self.buses, &rule.bus, &rule.name, "bus")?;
        }
        for rule in &self.receipt_rules {
            if !self.buckets.iter().any(|bucket| bucket.name == rule.bucket) {
                return Err(TemplateError::at(
                    &rule.bucket,
                    "mail is put into a bucket that the template does not declare",
                ));
            }
        }
        for destination in &self.event_destinations {
            known(&self.configuration_sets, &destination.configuration_set, "EventDestination", "configuration set")?;
        }
        for source in &self.streams {
            let streamed = self.tables.iter().any(|table| table.name == source.table && table.stream.is_some());
            if !streamed {
                return Err(TemplateError::at(
                    &source.function,
                    format!("reads the stream of `{}`, which has none", source.table),
                ));
            }
        }
        let from_functions =
            self.functions.iter().map(|function| (&function.name, &function.asynchronous.dead_letters));
        let from_rules = self.rules.iter().map(|rule| (&rule.name, &rule.delivery.dead_letters));
        let from_streams = self.streams.iter().map(|source| (&source.function, &source.dead_letters));
        let from_schedules = self.schedules.iter().map(|schedule| (&schedule.name, &schedule.delivery.dead_letters));
        for (place, queue) in from_functions.chain(from_rules).chain(from_streams).chain(from_schedules) {
            if let Some(queue) = queue {
                known(&self.queues, queue, place, "queue")?;
            }
        }
        for alarm in &self.alarms {
            known(&self.queues, &alarm.queue, &alarm.name, "queue")?;
        }
        let exists = |name: &str| self.routes.iter().any(|route| format!("{} {}", route.method, route.path) == *name);
        if let Some(unknown) = self.throttled.iter().find(|name| !exists(name)) {
            return Err(TemplateError::at(
                "RouteSettings",
                format!("`{unknown}` is not a route: no deployment takes it"),
            ));
        }
        if self.authorizer.is_none()
            && let Some(route) = self.routes.iter().find(|route| route.needs_token)
        {
            return Err(TemplateError::at(
                &route.function,
                format!("{} {} needs a token, but the API has no authorizer", route.method, route.path),
            ));
        }
        Ok(())
    }

    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }
}

fn known(names: &[String], name: &str, place: &str, what: &str) -> Result<(), TemplateError> {
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    Err(TemplateError::at(place, format!("names the {what} `{name}`, which the template does not declare")))
}

fn parameter_values(
    declared: &Map<String, Value>,
    given: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, TemplateError> {
    let mut values = BTreeMap::new();
    for (name, parameter) in declared {
        let default =
            parameter.get("Default").map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        // A parameter without any value is an error only where it is used, which names the place better than this could.
        if let Some(value) = given.get(name).cloned().or(default) {
            values.insert(name.clone(), value);
        }
    }
    if let Some(unknown) = given.keys().find(|name| !declared.contains_key(*name)) {
        return Err(TemplateError::at(
            "Parameters",
            format!("the local host has a value for `{unknown}`, which the template does not declare"),
        ));
    }
    Ok(values)
}
