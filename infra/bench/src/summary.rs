//! The figures, by name, and the aims that some of them have.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::Outcome;

#[derive(Default)]
pub struct Summary(BTreeMap<String, f64>);

enum Aim {
    AtMost(f64),
    AtLeast(f64),
}

use Aim::{AtLeast, AtMost};

/// What is aimed at, by the beginning and the end of a figure's name.
const AIMS: &[(&str, &str, Aim)] = &[
    ("units_", ".open_new_customer.write", AtMost(18.0)),
    ("units_", ".open_known_customer.write", AtMost(18.0)),
    ("units_", ".agent_reply.write", AtMost(12.0)),
    ("units_", ".list_team_50.read", AtMost(6.0)),
    ("units_", ".list_all_50.read", AtMost(6.0)),
    ("units_", ".ticket_10_messages.read", AtMost(6.0)),
    ("units_", ".message_new_customer.write", AtMost(16.0)),
    ("units_", ".message_known_customer.write", AtMost(16.0)),
    ("units_", ".message_reply.write", AtMost(16.0)),
    ("price.", "life_without_mail_usd", AtMost(0.00025)),
    ("price.", "life_with_mail_usd", AtMost(0.0009)),
    ("host_", ".open_c1_per_s", AtLeast(260.0)),
    ("host_", ".open_c8_per_s", AtLeast(555.0)),
    ("host_", ".open_c1_p50_ms", AtMost(3.6)),
    ("host_", ".list_50_p50_ms", AtMost(4.8)),
    ("host_", ".ticket_5_p50_ms", AtMost(2.1)),
    ("host_", ".cpu_ms_per_ticket", AtMost(3.0)),
    ("deciding.", "one_ticket_us", AtMost(200.0)),
    ("sweep_", ".seconds", AtMost(60.0)),
    ("sweep_", ".late_p99_s", AtMost(60.0)),
    ("large_message.", "peak_mb", AtMost(512.0)),
    ("large_image.", "peak_mb", AtMost(1024.0)),
    ("cold.", ".first_poll_p50_ms", AtMost(25.0)),
    ("cold.", ".first_invocation_p50_ms", AtMost(20.0)),
    ("cold.", ".peak_mb", AtMost(30.0)),
    ("cold.", ".zipped_mb", AtMost(5.0)),
];

impl Summary {
    pub fn put(&mut self, name: impl Into<String>, value: f64) {
        let name = name.into();
        eprintln!("  {name:<52} {}", shown(value));
        self.0.insert(name, value);
    }

    /// A flat object of name to number. A part that was not run this time keeps its figures of the last.
    pub fn write(&self, file: &Path) -> Outcome<()> {
        let mut all: BTreeMap<String, f64> =
            if file.exists() { serde_json::from_slice(&std::fs::read(file)?)? } else { BTreeMap::new() };
        all.extend(self.0.clone());
        Ok(std::fs::write(file, serde_json::to_string_pretty(&all)? + "\n")?)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<52} {:>12}  {:>12}", "name", "measured", "aim")?;
        for (name, value) in &self.0 {
            write!(f, "{name:<52} {:>12}", shown(*value))?;
            match aim(name) {
                Some(AtMost(most)) => writeln!(f, "  {:>12}{}", format!("<= {most}"), missed(*value > *most))?,
                Some(AtLeast(least)) => writeln!(f, "  {:>12}{}", format!(">= {least}"), missed(*value < *least))?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

fn aim(name: &str) -> Option<&'static Aim> {
    AIMS.iter().find(|(begin, end, _)| name.starts_with(begin) && name.ends_with(end)).map(|(_, _, aim)| aim)
}

fn missed(missed: bool) -> &'static str {
    if missed { "  missed" } else { "" }
}

/// Four figures that count, whatever the size.
fn shown(value: f64) -> String {
    if value == 0.0 || value.abs() >= 1000.0 {
        return format!("{value:.0}");
    }
    let digits = value.abs().log10().floor();
    // Within -12..3 for all that is measured here.
    let decimals = (3.0 - digits).clamp(0.0, 12.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
    let text = format!("{value:.*}", decimals as usize);
    let trimmed = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    trimmed.to_owned()
}
