//! Lists of words in one string, and searches whose work is counted. They replace the standard
//! library's general functions, which would cost each reader kilobytes for a dozen short lists.

use super::work;
use crate::search;

/// Whether a word is in a list whose words are separated by spaces, in any case.
pub(super) fn has(list: &str, word: &str) -> bool {
    position(list, word).is_some()
}

/// The place of a word in a list, counted from 0, in any case.
pub(super) fn position(list: &str, word: &str) -> Option<usize> {
    list.split(' ')
        .position(|known| known.eq_ignore_ascii_case(word))
}

/// Where a part first occurs in a text, in exactly this spelling.
pub(super) fn find(text: &str, part: &str) -> Option<usize> {
    let at = search::find(text, part);
    work::add(at.unwrap_or(text.len()));
    at
}

/// The text before and behind the first occurrence of a part.
pub(super) fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// The whole number at the beginning of a text, if there is one. A percentage does not count.
pub(super) fn number(text: &str) -> Option<u32> {
    let is_amount = |it: char| it.is_ascii_digit() || matches!(it, '.' | ' ');
    if text.trim_start_matches(is_amount).starts_with('%') {
        return None;
    }
    let mut number: Option<u32> = None;
    for byte in text.bytes().take_while(u8::is_ascii_digit) {
        let tens = number.unwrap_or(0).saturating_mul(10);
        number = Some(tens.saturating_add(u32::from(byte - b'0')));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        assert_eq!(position("img p br", "P"), Some(1));
        assert!(has("img p br", "br"));
        assert!(!has("img p br", "b") && !has("img p br", "") && !has("img p br", "img p"));
    }

    #[test]
    fn numbers_end_where_their_digits_do() {
        assert_eq!(number("600px"), Some(600));
        assert_eq!(number("99999999999"), Some(u32::MAX));
        for percent in ["100%", "50 %", "99.5%"] {
            assert_eq!(number(percent), None, "{percent}");
        }
        assert_eq!(number("12.5px"), Some(12));
        assert_eq!(number("px"), None);
        assert_eq!(number(""), None);
    }
}
