//! The languages in the list: those with labels. Any other tag can be typed.

pub struct Language {
    pub tag: &'static str,
    /// In the language itself.
    pub name: &'static str,
}
