//! Latest News: an embeddable carousel of a publisher's newest articles.
//!
//! A partner's page names the loader. The loader mounts this crate's widget into a custom element.
//! Modules are in reading order: from what publishers send to what JavaScript sees.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod browser;
pub mod store;
pub mod view;
pub mod embed;
#[cfg(not(target_arch = "wasm32"))]
pub mod edition;
