//! Logs: one JSON object a line, a readable message and dotted fields. Never a body, an address or a token.

use tracing_subscriber::EnvFilter;

pub fn init() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_target(false)
        // CloudWatch stamps each line itself.
        .without_time()
        .with_env_filter(filter)
        .init();
}
