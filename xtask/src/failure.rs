//! A failure: what went wrong, and what to do about it.

use std::fmt;

pub type Result<T> = std::result::Result<T, Failure>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    what: String,
    cure: Option<String>,
}

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            cure: None,
        }
    }

    /// What went wrong, and what to do; the second may be empty.
    pub fn parts(self) -> (String, String) {
        (self.what, self.cure.unwrap_or_default())
    }

    /// Adds what the person in front of the screen can do.
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        if let Some(cure) = &self.cure {
            write!(f, "\n\nwhat to do:\n")?;
            for line in cure.lines() {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}
