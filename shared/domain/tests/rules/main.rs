//! The rules of a ticket, through the crate's public API: examples by theme, laws over random histories, and the shapes
//! that events have in the store. One binary, so that the crate is linked once.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as loudly as the test itself")]

mod assignment;
mod calendar_laws;
mod calendars;
mod choosing;
mod clocks;
mod conditions;
mod correspondence;
mod history;
mod holiday_feeds;
mod incoming;
mod laws;
mod mail_texts;
mod opening;
mod outcomes;
mod refusals;
mod replies;
mod routing;
mod satisfiable;
mod service_levels;
mod state_changes;
mod stored_shapes;
mod texts;
