//! The tool for the end-to-end tests: three real browsers over WebDriver, a small HTTP server that
//! misbehaves on demand, and a runner that connects the two.
//!
//! A test is a plain function of a [`Stage`]. It fills the stage's [`Site`] with pages, feeds and
//! faults, drives its [`Page`], and panics if a reader would have a problem. It is written once and
//! runs in every engine. `tests/main.rs` shows how to add one.
//!
//! This crate does not know how the widget is made. It serves `dist/` as it is.

// The whole package is test support: a broken assumption must stop the trial at once.
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
pub use picture::{Sheet, assert_same};
pub use run::{Case, Stage};
pub use server::{Answer, BuildFile, Gate, Origin, Site};
