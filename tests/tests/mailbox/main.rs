//! The function that takes mail in, against the embedded database and bucket, from the message in the bucket to what the desk holds.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

mod broken_off;
mod corpus;
mod desk;
mod rules;
