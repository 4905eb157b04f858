//! What the reader sees: one Leptos component, its parts one per file.
//!
//! Rendering calls no browser API; effects and handlers do.

mod controls;
mod drag;
mod element;
mod focus;
mod heading;
mod list;
mod markers;
mod measuring;
mod scope;
mod skeleton;
mod slide;
mod status;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod viewport;
mod widget;

pub use measuring::focus_in;
pub use widget::{Widget, WidgetProps};
