//! The configurator: the panel beside the preview. Partners use it to try settings, copy the embed
//! code and have a feed examined. It is a separate program, and partners' pages never download it.
//!
//! It uses the widget as partners do, through its element. It asks core only what a feed and an
//! attribute mean. Modules are in reading order: from what can be chosen to what is shown.

#![cfg_attr(test, allow(clippy::unwrap_used))]
#![recursion_limit = "256"]

pub mod catalogue;
pub mod value;
pub mod settings;
pub mod allowance;
pub mod place;
pub mod feeds;
pub mod room;
pub mod snippet;
pub mod policy;
pub mod cost;
pub mod browser;
pub mod panel;
