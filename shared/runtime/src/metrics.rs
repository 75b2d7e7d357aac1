//! The metrics of the desk. A field of a log line that has the name of one is one: see `telemetry`.

/// A name and a unit, as CloudWatch knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metric {
    pub name: &'static str,
    pub unit: &'static str,
}

pub const NAMESPACE: &str = "Guichet";
/// The only dimension, so that metrics stay few: which desk of the account it is.
pub const DIMENSION: &str = "Desk";

/// What each says is in docs/operations.md. The dashboard and the alarms of the template may name no other.
pub const METRICS: [Metric; 10] = [
    Metric { name: "TicketsOpened", unit: "Count" },
    Metric { name: "TicketsResolved", unit: "Count" },
    Metric { name: "FirstResponseSeconds", unit: "Seconds" },
    Metric { name: "SweepLatenessSeconds", unit: "Seconds" },
    Metric { name: "MailsSent", unit: "Count" },
    Metric { name: "MailsRejected", unit: "Count" },
    Metric { name: "Failures", unit: "Count" },
    Metric { name: "ReadUnits", unit: "Count" },
    Metric { name: "WriteUnits", unit: "Count" },
    Metric { name: "CostDollars", unit: "None" },
];
