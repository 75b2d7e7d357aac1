//! The bucket on S3 in this process: what it promises to those who call it, and what the links that it gives are good for.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

mod desk;

mod inbound;
mod links;
mod thumbnails;
mod uploads;
