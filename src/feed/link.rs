//! Addresses of articles and pictures: references resolved as browsers do (RFC 3986 section 5.2
//! and the WHATWG URL standard), and nothing but `http:` and `https:` let through. It knows no
//! other scheme, drops user info, and never looks anything up.

use super::{SkipReason, text::is_unwanted};

/// The longest address that is still believed to be one, in bytes.
const MAX_LENGTH: usize = 4096;

/// An absolute http(s) address. Its host is in lower case, its path has no dot segments; letters
/// beyond ASCII stay as they were written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Url {
    text: String,
    /// Where the path begins, which is never empty.
    path: usize,
    /// Where the query or fragment begins.
    suffix: usize,
}

impl Url {
    /// Resolves a reference found on a page, or an absolute address found anywhere.
    pub(super) fn resolve(reference: &str, page: Option<&Url>) -> Result<Url, SkipReason> {
        resolve(reference, page)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    pub(super) fn path(&self) -> &str {
        self.text.get(self.path..self.suffix).unwrap_or_default()
    }

    /// The query without its `?`.
    pub(super) fn query(&self) -> &str {
        let suffix = self.text.get(self.suffix..).unwrap_or_default();
        let query = suffix.split('#').next().unwrap_or_default();
        query.strip_prefix('?').unwrap_or_default()
    }

    /// The fragment without its `#`.
    pub(super) fn fragment(&self) -> &str {
        self.text
            .split_once('#')
            .map_or("", |(_, fragment)| fragment)
    }

    pub(super) fn host(&self) -> &str {
        let scheme = if self.is_https() {
            "https://"
        } else {
            "http://"
        };
        self.text.get(scheme.len()..self.path).unwrap_or_default()
    }

    fn is_https(&self) -> bool {
        self.text.starts_with("https:")
    }
}

fn resolve(reference: &str, base: Option<&Url>) -> Result<Url, SkipReason> {
    // Browsers drop these wherever they stand, which is how `java\nscript:` gets past filters.
    let cleaned: String = reference
        .trim_matches(|c| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let reference = cleaned.as_str();
    if reference.is_empty() || reference.len() > MAX_LENGTH {
        return Err(SkipReason::NoLink);
    }
    if let Some((scheme, rest)) = split_scheme(reference) {
        let https = scheme.eq_ignore_ascii_case("https");
        if !https && !scheme.eq_ignore_ascii_case("http") {
            return Err(SkipReason::UnsafeLink);
        }
        // `https:path` is relative on an https page; `https:/host` is absolute on any other.
        return match base.filter(|base| base.is_https() == https) {
            Some(base) => relative(rest, base),
            None => absolute(https, rest),
        };
    }
    let base = base.ok_or(SkipReason::NoLink)?;
    relative(reference, base)
}

/// Splits `scheme:rest`.
fn split_scheme(reference: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = reference.split_once(':')?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

/// Everything after `https:`, however many slashes that has.
fn absolute(https: bool, rest: &str) -> Result<Url, SkipReason> {
    let rest = rest.trim_start_matches(SLASH);
    let (authority, rest) = split_before(rest, &['/', '\\', '?', '#']);
    // User info could be a password, and makes one host look like another.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mut text = String::from(if https { "https://" } else { "http://" });
    text.push_str(&sane_host(host).ok_or(SkipReason::NoLink)?);
    let path = text.len();
    finish(text, path, rest)
}

fn relative(reference: &str, base: &Url) -> Result<Url, SkipReason> {
    let mut characters = reference.chars();
    let first = characters.next();
    let second = characters.next();
    let path = base.path;
    let kept = match (first, second) {
        (Some('/' | '\\'), Some('/' | '\\')) => return absolute(base.is_https(), reference),
        (Some('/' | '\\'), _) => path,
        (Some('?'), _) => base.suffix,
        (Some('#') | None, _) => {
            let whole = base.text.split('#').next().unwrap_or_default();
            return append(String::from(whole), path, base.suffix, reference);
        }
        _ => path + base.path().rfind('/').unwrap_or_default(),
    };
    let mut text = String::from(base.text.get(..kept).unwrap_or_default());
    if first == Some('?') {
        return append(text, path, kept, reference);
    }
    text.truncate(kept);
    finish(text, path, reference)
}

/// Adds path, query and fragment to a text that ends where a path segment may follow.
fn finish(mut text: String, path: usize, rest: &str) -> Result<Url, SkipReason> {
    let (segments, suffix) = split_before(rest, &['?', '#']);
    let segments = segments.strip_prefix(SLASH).unwrap_or(segments);
    let mut left = segments.split(SLASH).peekable();
    while let Some(segment) = left.next() {
        let last = left.peek().is_none();
        match dots(segment) {
            Some(up) => {
                if up {
                    let parent = text.get(path..).and_then(|path| path.rfind('/'));
                    text.truncate(path + parent.unwrap_or_default());
                }
                if last {
                    text.push('/');
                }
            }
            None => {
                text.push('/');
                push_encoded(&mut text, segment);
            }
        }
    }
    let end = text.len();
    append(text, path, end, suffix)
}

/// Adds a query, a fragment, both or neither.
fn append(mut text: String, path: usize, suffix: usize, rest: &str) -> Result<Url, SkipReason> {
    push_encoded(&mut text, rest);
    if text.len() > MAX_LENGTH {
        return Err(SkipReason::NoLink);
    }
    Ok(Url { text, path, suffix })
}

const SLASH: &[char] = &['/', '\\'];

fn split_before<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    text.split_at_checked(text.find(marks).unwrap_or(text.len()))
        .unwrap_or((text, ""))
}

/// Whether a segment is a dot segment, and if so, whether it leads up.
fn dots(segment: &str) -> Option<bool> {
    let mut rest = segment;
    let mut count = 0;
    while !rest.is_empty() {
        let encoded = rest
            .get(..3)
            .filter(|start| start.eq_ignore_ascii_case("%2e"));
        rest = rest
            .get(encoded.map_or(1, str::len)..)
            .filter(|_| encoded.is_some() || rest.starts_with('.'))?;
        count += 1;
    }
    match count {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

/// Encodes what a browser would, as far as it could be mistaken for something else.
fn push_encoded(text: &mut String, part: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for character in part.chars() {
        if matches!(character, '\0'..=' ' | '"' | '<' | '>' | '\u{7F}') {
            let byte = character as usize;
            text.push('%');
            for digit in [byte >> 4, byte & 15] {
                text.push(HEX.get(digit).copied().unwrap_or(b'0') as char);
            }
        } else {
            text.push(character);
        }
    }
}

/// A host and port in lower case, or none if no browser would go there.
fn sane_host(authority: &str) -> Option<String> {
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    // Browsers refuse these in hosts; brackets, too, since no newspaper is at a bare IPv6 address.
    let forbidden = |c: char| c <= ' ' || is_unwanted(c) || "\"#%/:<>?@[\\]^`{|}\u{7F}".contains(c);
    let dots_only = host.bytes().all(|byte| byte == b'.');
    let port_is_sane = port.bytes().all(|byte| byte.is_ascii_digit())
        && (port.len() < 5 || (port.len() == 5 && port <= "65535"));
    if host.contains(forbidden) || dots_only || !port_is_sane {
        return None;
    }
    let mut sane = host.to_ascii_lowercase();
    if !port.is_empty() {
        sane.push(':');
        sane.push_str(port);
    }
    Some(sane)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "https://news.example/a/b/c.html?q=1#top";

    #[track_caller]
    fn check(reference: &str, expected: Result<&str, SkipReason>) {
        let page = Url::resolve(PAGE, None).unwrap();
        let ours = Url::resolve(reference, Some(&page));
        assert_eq!(
            ours.as_ref().map(Url::as_str),
            expected.as_ref().copied(),
            "{reference:?}"
        );
    }

    #[test]
    fn references_resolve_as_in_browsers() {
        for (reference, expected) in [
            ("d.html", "https://news.example/a/b/d.html"),
            ("./d/", "https://news.example/a/b/d/"),
            ("../d", "https://news.example/a/d"),
            ("../../../d", "https://news.example/d"),
            ("%2e%2E/d", "https://news.example/a/d"),
            ("..", "https://news.example/a/"),
            (".", "https://news.example/a/b/"),
            ("...", "https://news.example/a/b/..."),
            ("/d", "https://news.example/d"),
            ("/", "https://news.example/"),
            ("/x/./y/../z", "https://news.example/x/z"),
            ("//cdn.example/d", "https://cdn.example/d"),
            ("///cdn.example/d", "https://cdn.example/d"),
            ("?x=1", "https://news.example/a/b/c.html?x=1"),
            ("?", "https://news.example/a/b/c.html?"),
            ("#x", "https://news.example/a/b/c.html?q=1#x"),
            ("/d?e=/../f#/../g", "https://news.example/d?e=/../f#/../g"),
            ("http://other.example", "http://other.example/"),
            ("HTTPS://Other.EXAMPLE/Path", "https://other.example/Path"),
            ("https:d", "https://news.example/a/b/d"),
            ("https:/d", "https://news.example/d"),
            ("http:d", "http://d/"),
            ("http:/d/e", "http://d/e"),
            (
                "https://user:secret@other.example/d",
                "https://other.example/d",
            ),
            ("https://a@b@other.example/", "https://other.example/"),
            ("https://other.example:8443/", "https://other.example:8443/"),
            ("https://other.example:/", "https://other.example/"),
            ("https://other.example?x", "https://other.example/?x"),
            ("https://other.example#x", "https://other.example/#x"),
            ("\\d\\e", "https://news.example/d/e"),
            ("https:\\\\other.example\\d", "https://other.example/d"),
            (" \n https://other.example/ \u{1}", "https://other.example/"),
            ("ht\ntps://oth\ter.example/", "https://other.example/"),
            ("/a b\"<c>", "https://news.example/a%20b%22%3Cc%3E"),
            ("/أخبار?س=1", "https://news.example/أخبار?س=1"),
            ("https://münchen.example/", "https://münchen.example/"),
        ] {
            check(reference, Ok(expected));
        }
    }

    #[test]
    fn nothing_else_is_let_through() {
        for reference in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "mailto:a@b.example",
            "blob:https://x",
            "ftp://other.example/",
            "a:b",
            "javascript://news.example/%0aalert(1)",
        ] {
            check(reference, Err(SkipReason::UnsafeLink));
        }
        for reference in [
            "",
            " \n ",
            "https://",
            "https:///",
            "http://?x",
            "https://user@/x",
            "https://a b/",
            "https://a%41/",
            "https://other.example:port/",
            "https://other.example:123456/",
            "https://[::1]/",
            "https://./",
            "https://a<b/",
            "//",
            "https://other.example:65536/",
            "https://a\u{202e}b/",
        ] {
            check(reference, Err(SkipReason::NoLink));
        }
        check(&"a".repeat(5000), Err(SkipReason::NoLink));
        assert_eq!(Url::resolve("/d", None), Err(SkipReason::NoLink));
    }

    #[test]
    fn parts_are_told_apart() {
        let url = Url::resolve(PAGE, None).unwrap();
        assert_eq!((url.host(), url.path()), ("news.example", "/a/b/c.html"));
        assert_eq!((url.query(), url.fragment()), ("q=1", "top"));
    }

    fn reference() -> impl Strategy<Value = String> {
        let pieces = [
            "/",
            "//",
            "\\",
            ".",
            "..",
            "%2e",
            "a",
            "b.html",
            "?",
            "#",
            "x=1",
            "&",
            "http:",
            "https:",
            "HTTP:",
            "javascript:",
            "data:",
            "@",
            ":",
            "80",
            "8080",
            " ",
            "\t",
            "\n",
            "é",
            "أ",
            "other.example",
            "WWW.Other.example",
            "[",
            "]",
            "%",
            "%20",
            "<",
            "\"",
            "|",
            "^",
            "`",
            "{",
            "user:pw@",
            "\u{1}",
            "\u{7f}",
            "~",
            ";",
            "'",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..9)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn agrees_with_the_url_crate(reference in reference()) {
            let page = Url::resolve(PAGE, None).unwrap();
            let ours = Url::resolve(&reference, Some(&page));
            let theirs = url::Url::parse(PAGE).unwrap().join(&reference);
            match (ours, theirs) {
                (Ok(ours), Ok(mut theirs)) => {
                    let _ = theirs.set_username("");
                    let _ = theirs.set_password(None);
                    let ours = url::Url::parse(ours.as_str());
                    prop_assert_eq!(ours.as_ref().map(url::Url::as_str), Ok(theirs.as_str()), "{:?}", reference);
                }
                // Stricter than browsers is safe.
                (Err(SkipReason::NoLink), _) => {}
                (Err(_), theirs) => {
                    let other = theirs.is_ok_and(|url| !matches!(url.scheme(), "http" | "https"));
                    prop_assert!(other || !reference.trim().starts_with("http"), "{:?}", reference);
                }
                // A host whose labels no browser can make out is a dead link, not a danger. And the
                // crate refuses `///host`, which browsers take for `//host`.
                (Ok(ours), Err(_)) => {
                    let odd = ours.host().contains(|c: char| !c.is_ascii_alphabetic());
                    prop_assert!(odd || reference.contains(['/', '\\']), "{:?} {:?}", reference, ours);
                }
            }
        }

        #[test]
        fn only_http_comes_out(reference in ".{0,60}") {
            let page = Url::resolve(PAGE, None).unwrap();
            if let Ok(url) = Url::resolve(&reference, Some(&page)) {
                prop_assert!(url.as_str().starts_with("https://") || url.as_str().starts_with("http://"));
                prop_assert!(!url.host().is_empty() && !url.host().contains(['@', '/', '\\', ' ']));
            }
        }
    }
}
