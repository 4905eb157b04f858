//! Languages to pick from: those with labels. Any other tag may be typed.

pub struct Language {
    pub tag: &'static str,
    /// In the language itself.
    pub name: &'static str,
}
