//! The store on the embedded database: what it promises to those who call it, one promise a test.

// All of this is tests, where a panic is the way to fail.
#![allow(clippy::unwrap_used)]

mod desk;
mod proxy;

mod commits;
mod costs;
mod counts;
mod directory;
mod due;
mod ephemera;
mod faults;
mod loads;
mod logs;
mod pages;
mod races;
mod shapes;
