//! The contact form and the portal, called as the gateway calls them, on the embedded database.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

mod door;

mod edge;
mod embedding;
mod files;
mod links;
mod opening;
mod portal;
mod refusals;
