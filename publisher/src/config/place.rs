//! Places in a text, and problems at them.

use std::fmt;
use std::ops::Range;

/// An error in the configuration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl Problem {
    pub fn at(text: &str, span: &Range<usize>, message: String) -> Problem {
        Problem {
            line: line(text, span.start),
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

fn line(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The known name that was probably intended.
pub fn meant<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = written.to_ascii_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&plain, name), name))
        .filter(|(distance, name)| *distance <= (name.len() / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        for (at, expected) in [(0, 1), (1, 1), (2, 2), (3, 3), (99, 3)] {
            assert_eq!(line("a\n\nb", at), expected, "{at}");
        }
    }

    #[test]
    fn what_was_meant_is_near() {
        let known = ["limit", "heading", "per-feed", "max-age", "pin"];
        for (written, expected) in [
            ("limt", Some("limit")),
            ("Limit", Some("limit")),
            ("per_feed", Some("per-feed")),
            ("headnig", Some("heading")),
            ("pni", Some("pin")),
            ("colour", None),
            ("x", None),
        ] {
            assert_eq!(meant(written, known), expected, "{written}");
        }
    }
}
