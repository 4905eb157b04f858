//! The public interface by name: attributes with their values, and phrases. `lists.rs` is written
//! from `interface.toml`.

mod lists;

pub use lists::*;

/// An attribute with fixed values.
#[derive(Clone, Copy, Debug)]
pub struct Choice<const N: usize> {
    pub attribute: &'static str,
    /// The first is the default.
    pub values: [&'static str; N],
    /// The expected values, for the message about a wrong one.
    pub expected: &'static str,
}

/// An attribute that is a whole number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub attribute: &'static str,
    pub least: u32,
    pub most: u32,
    /// The expected values, for the message about a wrong one.
    pub expected: &'static str,
}
