//! Runs the command against servers on loopback, and its reader on real feeds.

#![allow(clippy::unwrap_used)]

mod bad_input;
mod build;
mod check;
mod client;
mod feeds;
mod nginx;
mod object_store;
mod pictures;
mod place;
mod real_store;
mod recipes;
mod serve;
mod settings;
mod site;
mod store;
mod watch;
