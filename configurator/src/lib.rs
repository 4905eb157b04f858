//! The configurator: the panel beside the preview, in which a partner tries settings, takes the
//! embed code and has a feed examined. A program of its own, which partners never download.
//!
//! It knows the widget as partners do, by its element, and asks the widget's crate only what a
//! feed and an attribute mean. Modules in reading order: from what can be chosen to what is shown.

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
