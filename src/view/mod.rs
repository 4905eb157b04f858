//! The reader's view: one Leptos component, its parts one per file.
//!
//! Rendering calls no browser API. Effects and handlers do.

/// All of `style/`, in cascade order. The build strips comments and white space.
pub const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/widget.css"));

mod clicks;
mod controls;
mod drag;
mod drawing;
mod element;
mod focus;
mod heading;
mod list;
mod markers;
mod measuring;
mod more;
mod nodes;
mod rendering;
mod scope;
mod skeleton;
mod slide;
mod status;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
#[cfg(not(target_arch = "wasm32"))]
mod tree;
mod viewport;
mod widget;

pub use measuring::focus_in;
#[cfg(not(target_arch = "wasm32"))]
pub use tree::{Tree, escape};
#[cfg(not(target_arch = "wasm32"))]
pub use widget::tree;
pub use widget::{Widget, WidgetProps, lengths};
