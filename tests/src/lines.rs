//! The log as the functions write it in the cloud.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use guichet_runtime::telemetry;
use serde_json::Value;
use tracing_subscriber::EnvFilter;

/// The desk whose lines they are.
pub const DESK: &str = "guichet-test";

thread_local! {
    static CAPTURED: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Writes into what the thread captures, if it does.
struct OfThisThread;

impl Write for OfThisThread {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        CAPTURED.with_borrow_mut(|captured| captured.iter_mut().for_each(|captured| captured.extend(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The lines written in this thread, from `capture` on. A test that captures has to run all in its thread.
pub struct Lines(());

/// Has the log written from now on, for those who capture it. Whatever a test is made of calls this first: a place that logs
/// before anybody listens may not notice in time that somebody does.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = telemetry::subscriber(DESK, EnvFilter::new("off,guichet=info"), || OfThisThread);
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

impl Lines {
    pub fn capture() -> Self {
        listen();
        CAPTURED.set(Some(Vec::new()));
        Self(())
    }

    pub fn text(&self) -> String {
        CAPTURED.with_borrow(|captured| String::from_utf8(captured.clone().unwrap()).unwrap())
    }

    /// Each line, which must be one JSON object.
    pub fn all(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The lines of one function.
    pub fn of(&self, function: &str) -> Vec<Value> {
        let mut lines = self.all();
        lines.retain(|line| line["function"] == function);
        lines
    }

    /// The only line so far.
    pub fn only(&self) -> Value {
        let lines = self.all();
        assert_eq!(lines.len(), 1, "{lines:#?}");
        lines[0].clone()
    }
}

/// The metrics that CloudWatch takes out of a line, which must be what the specification of the format asks for.
pub fn metrics(line: &Value) -> Vec<(String, f64)> {
    const UNITS: [&str; 27] = [
        "Seconds",
        "Microseconds",
        "Milliseconds",
        "Bytes",
        "Kilobytes",
        "Megabytes",
        "Gigabytes",
        "Terabytes",
        "Bits",
        "Kilobits",
        "Megabits",
        "Gigabits",
        "Terabits",
        "Percent",
        "Count",
        "Bytes/Second",
        "Kilobytes/Second",
        "Megabytes/Second",
        "Gigabytes/Second",
        "Terabytes/Second",
        "Bits/Second",
        "Kilobits/Second",
        "Megabits/Second",
        "Gigabits/Second",
        "Terabits/Second",
        "Count/Second",
        "None",
    ];
    let Some(aws) = line.get("_aws") else { return Vec::new() };
    let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(aws), ["CloudWatchMetrics", "Timestamp"]);
    // Milliseconds; CloudWatch takes what is at most two weeks old.
    assert!(aws["Timestamp"].as_u64().unwrap() > 1_700_000_000_000, "{line}");
    let directives = aws["CloudWatchMetrics"].as_array().unwrap();
    assert_eq!(directives.len(), 1);
    let directive = &directives[0];
    assert_eq!(members(directive), ["Dimensions", "Metrics", "Namespace"]);
    assert_eq!(directive["Namespace"], "Guichet");
    for dimension in directive["Dimensions"].as_array().unwrap().iter().flat_map(|set| set.as_array().unwrap()) {
        let value = line[dimension.as_str().unwrap()].as_str().unwrap();
        assert!((1..=1024).contains(&value.len()), "{line}");
    }
    let definitions = directive["Metrics"].as_array().unwrap();
    assert!((1..=100).contains(&definitions.len()));
    let metric = |definition: &Value| {
        assert_eq!(members(definition), ["Name", "Unit"]);
        assert!(UNITS.contains(&definition["Unit"].as_str().unwrap()), "{definition}");
        let name = definition["Name"].as_str().unwrap().to_owned();
        let value = line[&name].as_f64().unwrap_or_else(|| panic!("{name} is no number in {line}"));
        (name, value)
    };
    definitions.iter().map(metric).collect()
}
