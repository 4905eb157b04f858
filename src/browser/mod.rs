//! Thin adapters, one Web API per file. They translate, decide nothing and know nothing about news.

pub mod clock;
pub mod console;
pub mod dates;
pub mod events;
pub mod fetch;
mod guard;
pub mod numbers;
pub mod observe;
pub mod page;
pub mod scroll;
pub mod style_sheet;

pub use guard::Guard;
