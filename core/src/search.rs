//! Plain searching for phrases, words and marks. The standard library's search is just as fast in
//! megabytes of any text, but it would cost every reader kilobytes.

/// Where a part first occurs in a text, in exactly this spelling.
pub fn find(text: &str, part: &str) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    let mut windows = text.as_bytes().windows(part.len());
    windows.position(|window| window == part.as_bytes())
}

/// The text before and behind the first occurrence of a part.
pub fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// The text before and behind the last occurrence of an ASCII character.
pub fn split_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_where_they_begin() {
        assert_eq!(find("a-->b-->", "-->"), Some(1));
        assert_eq!(find("a", ""), Some(0));
        assert_eq!(find("", ""), Some(0));
        assert_eq!(split("é://b", "://"), Some(("é", "b")));
        assert_eq!(split("a", "longer than the text"), None);
        assert_eq!(split_last("é/b/c", b'/'), Some(("é/b", "c")));
        assert_eq!(split_last("é", b'/'), None);
    }
}
