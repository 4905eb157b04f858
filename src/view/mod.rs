//! What the reader sees: one Leptos component, its parts one per file.
//!
//! Rendering calls no browser API; effects and handlers do.

mod controls;
mod drag;
mod element;
mod heading;
mod list;
mod markers;
mod scope;
mod skeleton;
mod slide;
mod status;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod viewport;
mod widget;

pub use widget::{Widget, WidgetProps};
