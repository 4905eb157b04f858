//! The publisher's command: feeds in, a folder of editions out, ready to be uploaded.
//!
//! ```text
//! command -> gather, pictures, render, write, serve, check     (effects)
//!         -> config, read, compose, edition                    (pure)
//! ```
//!
//! Articles are core's, the view is the widget's. What a feed says is hostile: its text stays text, its
//! addresses are fetched only on the public network, its pictures are decoded in a process of their own.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod command;
pub mod config;
pub mod read;
mod check;
mod compose;
mod edition;
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
