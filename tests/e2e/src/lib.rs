//! The tool the end-to-end tests are written with: three real browsers over WebDriver, a small
//! HTTP server that misbehaves on demand, and a runner that puts the two together.
//!
//! A test is a plain function of a [`Stage`]: it fills the stage's [`Site`] with pages, feeds
//! and faults, drives its [`Page`], and panics when a reader would have been let down. It is
//! written once and run in every engine; see `tests/main.rs` for how one is added.
//!
//! This crate knows nothing of how the widget is made. It serves `dist/` as it lies there.

// The whole package is test support: a broken assumption must stop the trial where it is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod browser;
mod durations;
pub mod expected;
pub mod page;
pub mod picture;
pub mod places;
pub mod process;
pub mod run;
pub mod server;
mod turns;

pub use browser::{Engine, Reader};
pub use page::{Element, Key, Modifier, Page};
pub use picture::Sheet;
pub use run::{Case, Stage};
pub use server::{Answer, BuildFile, Gate, Origin, Site};
