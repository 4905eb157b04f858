//! A part of a file (RFC 9110, section 14), for whoever continues a download. Several parts at once
//! are not sent: whoever asks for them gets all of the file.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderValue, header};

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    All,
    Bytes(Range<usize>),
    /// It begins behind the end of the file.
    Beyond,
}

impl Part {
    /// The part that a request asks for, of a file with this tag and length.
    pub fn asked(asked: &HeaderMap, tag: &HeaderValue, length: usize) -> Part {
        // A part of another version would be of no use (section 13.1.5). A date does not tell
        // versions apart: two may be of the same second.
        if asked
            .get(header::IF_RANGE)
            .is_some_and(|known| known != tag)
        {
            return Part::All;
        }
        let range = asked.get(header::RANGE);
        let range = range.and_then(|range| range.to_str().ok());
        range
            .and_then(|range| part(range, length))
            .unwrap_or(Part::All)
    }
}

/// `None` for everything but one range of bytes.
fn part(range: &str, length: usize) -> Option<Part> {
    let (unit, range) = range.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = range.trim().split_once('-')?;
    let range = match (number(first), number(last)) {
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        (Some(first), None) if last.is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
        _ => return None,
    };
    Some(if range.is_empty() {
        Part::Beyond
    } else {
        Part::Bytes(range)
    })
}

fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // No file is longer than the greatest number.
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read() {
        let bytes = |range| Some(Part::Bytes(range));
        for (range, expected) in [
            ("bytes=0-0", bytes(0..1)),
            ("Bytes = 2-5", bytes(2..6)),
            ("bytes=2-", bytes(2..10)),
            ("bytes=9-99999999999999999999", bytes(9..10)),
            ("bytes=-3", bytes(7..10)),
            ("bytes=-11", bytes(0..10)),
            ("bytes=10-", Some(Part::Beyond)),
            ("bytes=99999999999999999999-", Some(Part::Beyond)),
            ("bytes=-0", Some(Part::Beyond)),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("bytes=+1-2", None),
            ("bytes=-", None),
            ("bytes=", None),
            ("bytes", None),
            ("lines=1-2", None),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Some(Part::Beyond));
        assert_eq!(part("bytes=-5", 0), Some(Part::Beyond));
    }
}
