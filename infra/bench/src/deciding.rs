//! What criterion found of the domain's own benchmark, `shared/domain/benches/deciding.rs`.

use serde_json::Value;

use crate::summary::Summary;
use crate::{Outcome, target};

const NANOSECONDS_PER_MICROSECOND: f64 = 1_000.0;

pub fn measure(summary: &mut Summary) -> Outcome<()> {
    for name in ["one_ticket", "routing", "opening", "choosing"] {
        let file = target()?.join(format!("criterion/deciding/{name}/new/estimates.json"));
        let found = std::fs::read(&file).map_err(|error| format!("{}: {error}. Run: make bench", file.display()))?;
        let estimates: Value = serde_json::from_slice(&found)?;
        let median = estimates["median"]["point_estimate"].as_f64().ok_or("criterion wrote no median")?;
        summary.put(format!("deciding.{name}_us"), median / NANOSECONDS_PER_MICROSECOND);
    }
    Ok(())
}
