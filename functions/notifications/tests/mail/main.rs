//! Events in, mail out: through `handle`, with the real store on the embedded database and an SES that remembers.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as loudly as the test itself")]

mod desk;
mod fates;
mod hooks;
mod injection;
mod letters;
mod log;
mod once;
mod ses;
mod silence;
mod texts;
