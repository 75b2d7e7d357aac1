//! Logs: one JSON object a line, a readable message and dotted fields. Never a body, an address or a token.
//!
//! A line with fields that are named for metrics is an embedded metric document as well: CloudWatch takes the metrics out of
//! it, without a call and without a dependency. A library would keep them for the whole process and write them when told to;
//! what is wanted is that each line tells of its own work.

use std::fmt::{self, Debug};
use std::time::SystemTime;

use serde::Serialize;
use serde::ser::{Error, SerializeMap, Serializer};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::metrics::{DIMENSION, METRICS, Metric, NAMESPACE};
use crate::{ConfigError, Env};

/// Starts the log of a function.
pub fn init(env: &Env) -> Result<(), ConfigError> {
    let filter = env.get("RUST_LOG").unwrap_or("info");
    // Alarms wait for the metrics of our lines, so that they stay whatever else is left out. The runtime would log once more,
    // as an error, what the line of an event has said, also of one that only has to come again.
    let filter = EnvFilter::new(format!("{filter},guichet_runtime::measure=info,lambda_runtime::layers::panic=off"));
    subscriber(env.require("DESK")?, filter, std::io::stdout).init();
    Ok(())
}

/// Writes lines for a desk.
pub fn subscriber<W>(desk: &str, filter: EnvFilter, writer: W) -> impl Subscriber + Send + Sync + use<W>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = Lines { desk: desk.to_owned() };
    tracing_subscriber::fmt().event_format(lines).with_env_filter(filter).with_writer(writer).finish()
}

struct Lines {
    desk: String,
}

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'l> LookupSpan<'l>,
    N: for<'w> FormatFields<'w> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let line = self.line(event).map_err(|_| fmt::Error)?;
        writeln!(writer, "{line}")
    }
}

impl Lines {
    fn line(&self, event: &Event<'_>) -> Result<String, serde_json::Error> {
        let mut bytes = Vec::with_capacity(512);
        let mut json = serde_json::Serializer::new(&mut bytes);
        let mut map = json.serialize_map(None)?;
        map.serialize_entry("level", event.metadata().level().as_str())?;
        let mut fields = Fields { map, error: None, metrics: Vec::new() };
        event.record(&mut fields);
        let Fields { mut map, error, metrics } = fields;
        if let Some(error) = error {
            return Err(error);
        }
        if !metrics.is_empty() {
            map.serialize_entry(DIMENSION, &self.desk)?;
            map.serialize_entry("_aws", &directive(&metrics))?;
        }
        map.end()?;
        String::from_utf8(bytes).map_err(serde_json::Error::custom)
    }
}

/// Puts each field of an event into a JSON object, and remembers which of them are metrics.
struct Fields<M: SerializeMap> {
    map: M,
    metrics: Vec<Metric>,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Fields<M> {
    fn put(&mut self, field: &Field, value: &(impl Serialize + ?Sized)) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(field.name(), value).err();
        }
    }

    fn put_number(&mut self, field: &Field, value: impl Serialize) {
        self.metrics.extend(METRICS.iter().find(|metric| metric.name == field.name()));
        self.put(field, &value);
    }
}

impl<M: SerializeMap> Visit for Fields<M> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put_number(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put_number(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put_number(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, &value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put(field, &format_args!("{value:?}"));
    }
}

/// The member `_aws`: what CloudWatch is to take out of the line. Its names are those of the specification,
/// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
fn directive(metrics: &[Metric]) -> impl Serialize {
    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Metadata {
        timestamp: u64,
        cloud_watch_metrics: [Directive; 1],
    }
    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Directive {
        namespace: &'static str,
        dimensions: [[&'static str; 1]; 1],
        metrics: Vec<Definition>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Definition {
        name: &'static str,
        unit: &'static str,
    }
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let metrics = metrics.iter().map(|metric| Definition { name: metric.name, unit: metric.unit }).collect();
    Metadata {
        timestamp: u64::try_from(since.as_millis()).unwrap_or_default(),
        cloud_watch_metrics: [Directive { namespace: NAMESPACE, dimensions: [[DIMENSION]], metrics }],
    }
}
