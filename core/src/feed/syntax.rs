//! Whether a text is JSON, without reading anything into it: serde_json walks over it once,
//! without recursion and without keeping a value.

use serde::de::IgnoredAny;
use serde_json::error::Category;

/// Why a text is not JSON, and at which byte that showed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    Unexpected(usize),
    CutShort,
}

/// The text with spaces for control characters, byte by byte. JSON forbids them inside strings,
/// and one tab in a headline should not lose a feed; outside strings they mean no more than spaces.
pub(super) fn without_controls(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in &mut bytes {
        if *byte < b' ' {
            *byte = b' ';
        }
    }
    // One ASCII character for another: it stays UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Checks a text from end to end. Where a fault is can be told of a text on one line only, as
/// [`without_controls`] leaves it.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    serde_json::from_str::<IgnoredAny>(text)
        .map(|_| ())
        .map_err(|error| match error.classify() {
            Category::Eof => Fault::CutShort,
            _ => Fault::Unexpected(error.column().saturating_sub(1)),
        })
}

/// The next quote or backslash at or after `at`, eight bytes at a time: this is where most of the
/// reading time goes.
pub(super) fn next_mark(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let holds = |word: u64, byte: u8| {
        let difference = word ^ (ONES * byte as u64);
        difference.wrapping_sub(ONES) & !difference & (ONES << 7) != 0
    };
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        if holds(word, b'"') || holds(word, b'\\') {
            break;
        }
        at += 8;
    }
    while !matches!(bytes.get(at), Some(b'"' | b'\\') | None) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, expected: Fault) {
        assert_eq!(check(text), Err(expected), "{text}");
    }

    #[test]
    fn faults_are_placed() {
        for (text, at) in [
            ("var news = {}", 0),
            ("{}x", 2),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("[,1]", 1),
            ("{\"a\" 1}", 5),
            ("{\"a\":1,}", 7),
            ("{a:1}", 1),
            ("{,}", 1),
            ("[}", 1),
            ("{\"a\":]", 5),
            ("'a'", 0),
            ("NaN", 0),
            ("nul!", 3),
            ("[Infinity]", 1),
            ("01", 1),
            ("-x", 1),
            ("1.x", 2),
            ("1e+x", 3),
            ("+1", 0),
            (".5", 0),
            (r#""\x""#, 2),
            // The four digits count as one.
            (r#""\u12g4""#, 6),
            ("[]]", 2),
            ("[1]/* no */", 3),
        ] {
            fails(text, Fault::Unexpected(at));
        }
    }

    #[test]
    fn what_ends_too_early_is_cut_short() {
        let whole = r#"{"a": [1503, true, null, "x\u00e9\n"], "b": {"c": 0}}"#;
        assert!(check(whole).is_ok());
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            fails(&whole[..end], Fault::CutShort);
        }
    }

    #[test]
    fn depth_costs_nothing() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(check(&nested(1_000_000)).is_ok());
            fails(&open.repeat(1_000_000), Fault::CutShort);
        }
    }

    #[test]
    fn control_characters_become_spaces() {
        let text = "{\"é\tb\":\r\n\"\0\u{1f}\u{7f}\"}";
        let tamed = without_controls(text);
        assert_eq!(tamed, "{\"é b\":  \"  \u{7f}\"}");
        assert_eq!(tamed.len(), text.len());
        assert!(check(text).is_err() && check(&tamed).is_ok());
    }
}
