//! The public interface by name: attributes with their values, and phrases. `lists.rs` is written
//! from `interface.toml`.

mod lists;

pub use lists::*;

/// An attribute with fixed values.
#[derive(Clone, Copy, Debug)]
pub struct Choice<const N: usize> {
    /// The attribute and its values, with spaces between. The first value is the default. In one text,
    /// they take the fewest bytes.
    pub words: &'static str,
}

impl<const N: usize> Choice<N> {
    pub fn values(&self) -> impl Iterator<Item = &'static str> + use<N> {
        self.words.split(' ').skip(1)
    }

    /// How many values there are.
    pub const fn count(&self) -> usize {
        N
    }
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
