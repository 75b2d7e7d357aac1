//! A function's properties and what calls it.

use super::intrinsics::{ACCOUNT, REGION, Resolver};
use super::routes::PathPattern;
use super::schedule::Expression;
use super::{
    DEFAULT_BUS, Delivery, Function, JwtAuthorizer, Route, Rule, Schedule, StreamSource, Template, TemplateError,
};
use crate::pattern::Pattern;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::time::Duration;

/// Lambda's own defaults, where the template is silent.
const DEFAULT_TIMEOUT_SECONDS: u64 = 3;
const DEFAULT_MEGABYTES: u64 = 128;
const DEFAULT_ASYNC_RETRIES: u32 = 2;
const DEFAULT_RULE_RETRIES: u32 = 185;

/// What the host reads of a function, and what means nothing to one process: where a function's code comes from, what it
/// runs on, what it may do and where it logs. Anything else could change how a function behaves, and is refused.
const FUNCTION_PROPERTIES: &[&str] = &[
    "Environment",
    "EventInvokeConfig",
    "Events",
    "FunctionName",
    "MemorySize",
    "Timeout",
    "Architectures",
    "CodeUri",
    "Description",
    "Handler",
    "LoggingConfig",
    "ReservedConcurrentExecutions",
    "Role",
    "Runtime",
    "Tags",
    "Tracing",
];

/// What the host reads of an API, and what only matters where many call at once. Cross-origin answers, stages and bodies of
/// the API's own change what a caller gets, so a host that passed over them would not be true.
const API_PROPERTIES: &[&str] =
    &["Auth", "RouteSettings", "AccessLogSettings", "DefaultRouteSettings", "Description", "FailOnWarnings", "Tags"];

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct OnFailure {
    #[serde(default, rename = "Type")]
    _type: Option<String>,
    destination: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct DestinationConfig {
    on_failure: Option<OnFailure>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
struct EventInvokeConfig {
    maximum_retry_attempts: Option<u32>,
    maximum_event_age_in_seconds: Option<u32>,
    destination_config: DestinationConfig,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct HttpApiEvent {
    #[serde(default, rename = "ApiId")]
    _api_id: Option<String>,
    method: String,
    path: String,
    #[serde(default)]
    auth: RouteAuth,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RouteAuth {
    authorizer: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct DynamoDbEvent {
    stream: String,
    starting_position: String,
    batch_size: Option<usize>,
    parallelization_factor: Option<usize>,
    maximum_retry_attempts: Option<i64>,
    #[serde(default)]
    bisect_batch_on_function_error: bool,
    #[serde(default)]
    function_response_types: Vec<String>,
    #[serde(default)]
    filter_criteria: FilterCriteria,
    #[serde(default)]
    destination_config: DestinationConfig,
    // How long a batch may fill before it is delivered: locally a batch is what is there.
    #[serde(default, rename = "MaximumBatchingWindowInSeconds")]
    _maximum_batching_window_in_seconds: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct FilterCriteria {
    filters: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Filter {
    pattern: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RuleEvent {
    event_bus_name: Option<String>,
    pattern: Value,
    #[serde(default)]
    retry_policy: RetryPolicy,
    #[serde(default)]
    dead_letter_config: Option<DeadLetterConfig>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
struct RetryPolicy {
    maximum_retry_attempts: Option<u32>,
    #[serde(rename = "MaximumEventAgeInSeconds")]
    _maximum_event_age_in_seconds: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct DeadLetterConfig {
    arn: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ScheduleEvent {
    schedule: String,
    #[serde(default, rename = "Description")]
    _description: Option<String>,
    #[serde(default, rename = "Name")]
    _name: Option<String>,
    #[serde(default)]
    enabled: Option<bool>,
    #[serde(default)]
    retry_policy: RetryPolicy,
    #[serde(default)]
    dead_letter_config: Option<DeadLetterConfig>,
}

pub fn read_function(
    template: &mut Template,
    resolver: &Resolver<'_>,
    name: &str,
    globals: &Value,
    properties: &Value,
    place: &str,
) -> Result<(), TemplateError> {
    only_known(globals, FUNCTION_PROPERTIES, "Globals/Function")?;
    only_known(properties, FUNCTION_PROPERTIES, place)?;
    let mut environment = BTreeMap::new();
    for (source, place) in [(globals, "Globals/Function"), (properties, place)] {
        if let Some(variables) = source.pointer("/Environment/Variables").and_then(Value::as_object) {
            for (variable, value) in variables {
                let place = format!("{place}/Environment/Variables/{variable}");
                environment.insert(variable.clone(), plain_text(resolver.resolve(value, &place)?, &place)?);
            }
        }
    }
    let own_or_global = |property: &str| properties.get(property).or_else(|| globals.get(property));
    // Lambda tells each function how much memory it has; what an invocation costs depends on it.
    let memory = own_or_global("MemorySize").and_then(Value::as_u64).unwrap_or(DEFAULT_MEGABYTES);
    environment.insert("AWS_LAMBDA_FUNCTION_MEMORY_SIZE".to_owned(), memory.to_string());
    let timeout = own_or_global("Timeout").and_then(Value::as_u64).unwrap_or(DEFAULT_TIMEOUT_SECONDS);
    let invoke: EventInvokeConfig = match own_or_global("EventInvokeConfig") {
        Some(config) => typed(resolver, config, &format!("{place}/EventInvokeConfig"))?,
        None => EventInvokeConfig::default(),
    };
    if invoke.maximum_event_age_in_seconds == Some(0) {
        return Err(TemplateError::at(place, "an event age of 0 seconds would drop every event"));
    }
    template.functions.push(Function {
        name: name.to_owned(),
        environment,
        timeout: Duration::from_secs(timeout),
        asynchronous: Delivery {
            retries: invoke.maximum_retry_attempts.unwrap_or(DEFAULT_ASYNC_RETRIES),
            dead_letters: queue_of(invoke.destination_config, place)?,
        },
    });
    let none = Map::new();
    for (event, definition) in properties.get("Events").and_then(Value::as_object).unwrap_or(&none) {
        let place = format!("{place}/Events/{event}");
        let properties = definition.get("Properties").cloned().unwrap_or_default();
        let trigger = Trigger { function: name, name: event, place: &place };
        match definition.get("Type").and_then(Value::as_str).unwrap_or_default() {
            "HttpApi" => template.routes.push(trigger.route(typed(resolver, &properties, &place)?)?),
            "DynamoDB" => template.streams.push(trigger.stream(typed(resolver, &properties, &place)?)?),
            "EventBridgeRule" => template.rules.push(trigger.rule(typed(resolver, &properties, &place)?)?),
            "Schedule" => template.schedules.extend(trigger.schedule(typed(resolver, &properties, &place)?)?),
            kind => {
                return Err(TemplateError::at(place, format!("the local host does not know events of type `{kind}`")));
            }
        }
    }
    Ok(())
}

/// One entry under a function's `Events`.
struct Trigger<'a> {
    function: &'a str,
    name: &'a str,
    place: &'a str,
}

impl Trigger<'_> {
    fn route(&self, event: HttpApiEvent) -> Result<Route, TemplateError> {
        Ok(Route {
            function: self.function.to_owned(),
            method: event.method.to_uppercase(),
            path: PathPattern::parse(&event.path, self.place)?,
            needs_token: event.auth.authorizer.as_deref() != Some("NONE"),
        })
    }

    fn stream(&self, event: DynamoDbEvent) -> Result<StreamSource, TemplateError> {
        if event.starting_position != "TRIM_HORIZON" {
            return Err(TemplateError::at(
                self.place,
                "a stream is read from TRIM_HORIZON: with LATEST, what is committed before the first poll is lost",
            ));
        }
        let prefix = format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/");
        let table =
            event.stream.strip_prefix(&prefix).and_then(|rest| rest.split_once('/')).map(|(table, _)| table.to_owned());
        let filters = event
            .filter_criteria
            .filters
            .iter()
            .map(|filter| {
                let pattern = serde_json::from_str(&filter.pattern)
                    .map_err(|error| TemplateError::at(self.place, format!("a filter is not JSON: {error}")))?;
                Pattern::parse(&pattern).map_err(|error| TemplateError::at(self.place, format!("filter: {error}")))
            })
            .collect::<Result<_, _>>()?;
        Ok(StreamSource {
            function: self.function.to_owned(),
            table: table.ok_or_else(|| {
                TemplateError::at(self.place, format!("`{}` is not the stream of a table here", event.stream))
            })?,
            filters,
            batch_size: event.batch_size.unwrap_or(100).max(1),
            lanes: event.parallelization_factor.unwrap_or(1).max(1),
            // -1 is the vendor's way to say: until the record expires.
            retries: event.maximum_retry_attempts.and_then(|retries| u32::try_from(retries).ok()),
            bisect: event.bisect_batch_on_function_error,
            reports_failures: event.function_response_types.iter().any(|kind| kind == "ReportBatchItemFailures"),
            dead_letters: queue_of(event.destination_config, self.place)?,
        })
    }

    fn rule(&self, event: RuleEvent) -> Result<Rule, TemplateError> {
        let bus = event.event_bus_name.unwrap_or_else(|| DEFAULT_BUS.to_owned());
        Ok(Rule {
            name: format!("{}{}", self.function, self.name),
            function: self.function.to_owned(),
            // A bus may be named by its name or by its ARN.
            bus: bus.rsplit('/').next().unwrap_or(&bus).to_owned(),
            pattern: Pattern::parse(&event.pattern)
                .map_err(|error| TemplateError::at(self.place, format!("pattern: {error}")))?,
            delivery: self.delivery(event.retry_policy, event.dead_letter_config)?,
        })
    }

    fn delivery(&self, policy: RetryPolicy, dead_letters: Option<DeadLetterConfig>) -> Result<Delivery, TemplateError> {
        Ok(Delivery {
            retries: policy.maximum_retry_attempts.unwrap_or(DEFAULT_RULE_RETRIES),
            dead_letters: dead_letters.map(|config| queue_name(&config.arn, self.place)).transpose()?,
        })
    }

    fn schedule(&self, event: ScheduleEvent) -> Result<Option<Schedule>, TemplateError> {
        let expression = Expression::parse(&event.schedule, self.place)?;
        let delivery = self.delivery(event.retry_policy, event.dead_letter_config)?;
        let schedule = Schedule {
            name: format!("{}{}", self.function, self.name),
            function: self.function.to_owned(),
            expression,
            delivery,
        };
        Ok(event.enabled.unwrap_or(true).then_some(schedule))
    }
}

pub fn read_authorizer(properties: &Value, place: &str) -> Result<Option<JwtAuthorizer>, TemplateError> {
    only_known(properties, API_PROPERTIES, place)?;
    let Some(name) = properties.pointer("/Auth/DefaultAuthorizer").and_then(Value::as_str) else { return Ok(None) };
    let place = format!("{place}/Auth/Authorizers/{name}");
    let jwt = properties.pointer(&format!("/Auth/Authorizers/{name}/JwtConfiguration")).ok_or_else(|| {
        TemplateError::at(&place, "only a JWT authorizer (JwtConfiguration) is known to the local host")
    })?;
    let source = properties.pointer(&format!("/Auth/Authorizers/{name}/IdentitySource")).and_then(Value::as_str);
    if source.is_some_and(|source| source != "$request.header.Authorization") {
        return Err(TemplateError::at(&place, "a token is looked for in the Authorization header only"));
    }
    let issuer = jwt.get("issuer").and_then(Value::as_str).ok_or_else(|| TemplateError::at(&place, "no issuer"))?;
    let audience = jwt
        .get("audience")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    Ok(Some(JwtAuthorizer { issuer: issuer.to_owned(), audience }))
}

/// The routes that have settings of their own, as `METHOD /path`.
pub fn read_route_settings(properties: &Value) -> Vec<String> {
    let settings = properties.get("RouteSettings").and_then(Value::as_object);
    settings.into_iter().flatten().map(|(route, _)| route.clone()).collect()
}

pub(super) fn only_known(properties: &Value, known: &[&str], place: &str) -> Result<(), TemplateError> {
    match properties.as_object().into_iter().flatten().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => Err(TemplateError::at(place, format!("the local host does not know `{name}`"))),
        None => Ok(()),
    }
}

fn typed<T: DeserializeOwned>(resolver: &Resolver<'_>, value: &Value, place: &str) -> Result<T, TemplateError> {
    serde_json::from_value(resolver.resolve(value, place)?).map_err(|error| TemplateError::at(place, error.to_string()))
}

fn plain_text(value: Value, place: &str) -> Result<String, TemplateError> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(value) => Ok(value.to_string()),
        _ => Err(TemplateError::at(place, "an environment variable must be a text")),
    }
}

fn queue_of(config: DestinationConfig, place: &str) -> Result<Option<String>, TemplateError> {
    config.on_failure.map(|on_failure| queue_name(&on_failure.destination, place)).transpose()
}

fn queue_name(arn: &str, place: &str) -> Result<String, TemplateError> {
    let prefix = format!("arn:aws:sqs:{REGION}:{ACCOUNT}:");
    arn.strip_prefix(&prefix)
        .map(str::to_owned)
        .ok_or_else(|| TemplateError::at(place, format!("`{arn}` is not a queue of this template")))
}
