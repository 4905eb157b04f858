//! The publisher's command: turns feeds into a folder of editions, ready for upload.
//!
//! ```text
//! command -> gather, pictures, render, write, serve, check     (effects)
//!         -> config, read, compose                             (pure)
//! ```
//!
//! Core reads articles, and the widget's crate renders them. Feeds are hostile input: their text
//! stays text, their addresses are fetched only on the public network, and their pictures are
//! decoded in separate processes.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod command;
pub mod config;
pub mod read;
mod address;
mod check;
mod compose;
mod fetch;
mod gather;
mod picture;
mod pictures;
mod release;
mod render;
mod report;
mod serve;
mod state;
mod write;
