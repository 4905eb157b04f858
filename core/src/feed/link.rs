//! Addresses of articles and pictures. References are resolved as browsers do it (RFC 3986 section
//! 5.2 and the WHATWG URL standard). Only `http:` and `https:` pass. This module drops user info
//! and looks nothing up.

use super::{SkipReason, entities, list};
use crate::{percent, search, unwanted::is_unwanted};

/// The greatest length of an address, in bytes.
const MAX_LENGTH: usize = 4096;

/// An absolute http(s) address. Its host is in lower case, and its path has no dot segments.
/// Letters beyond ASCII stay as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Url {
    text: String,
    /// Where the path begins. The path is never empty.
    path: usize,
    /// Where the query or fragment begins.
    suffix: usize,
}

impl Url {
    /// Resolves a reference found on a page, or an absolute address found anywhere.
    pub(super) fn resolve(reference: &str, page: Option<&Url>) -> Result<Url, SkipReason> {
        // Some publishers escape addresses for HTML, although they send JSON.
        let reference = entities::decode_all(reference);
        // Browsers drop these characters anywhere. `java\nscript:` passes filters in this way.
        let mut rest = String::new();
        for character in reference.trim_matches(|c| c <= ' ').chars() {
            if !matches!(character, '\t' | '\n' | '\r') {
                rest.push(character);
            }
        }
        // Some forget the scheme. Nobody's folder begins like this.
        if rest.starts_with("www.") {
            rest.insert_str(0, "//");
        }
        let mut rest = rest.as_str();
        // A link with a tag around it leads nowhere.
        if rest.is_empty() || rest.starts_with('<') || rest.len() > MAX_LENGTH {
            return Err(SkipReason::NoLink);
        }
        let mut page = page;
        let mut https = page.is_some_and(Url::is_https);
        if let Some((scheme, after)) = rest.split_once(':').filter(|(scheme, _)| is_scheme(scheme))
        {
            let secure = list::has("https", scheme);
            if !secure && !list::has("http", scheme) {
                return Err(SkipReason::UnsafeLink);
            }
            // `https:path` is relative on an https page; `https:/host` is absolute on any other
            // page.
            if page.is_none() || secure != https {
                page = None;
                https = secure;
            }
            rest = after;
        } else if page.is_none() {
            return Err(SkipReason::NoLink);
        }
        let slashes = rest.bytes().take_while(|byte| is_slash(*byte)).count();
        let whole = match page.filter(|_| slashes < 2) {
            None => String::from(rest.trim_start_matches(SLASH)),
            Some(page) => page.up_to(rest.bytes().next()) + rest,
        };
        Url::normal(https, &whole).ok_or(SkipReason::NoLink)
    }

    /// The part of this address, behind its scheme, that a reference keeps. The reference's first
    /// byte decides.
    fn up_to(&self, first: Option<u8>) -> String {
        let end = match first {
            Some(b'/' | b'\\') => self.path,
            Some(b'?') => self.suffix,
            Some(b'#') | None => self.text.find('#').unwrap_or(self.text.len()),
            Some(_) => self.path + self.path().bytes().rposition(is_slash).unwrap_or_default() + 1,
        };
        self.text
            .get(self.scheme().len()..end)
            .unwrap_or_default()
            .into()
    }

    /// The address from the part behind its scheme, if its host could exist.
    fn normal(https: bool, whole: &str) -> Option<Url> {
        let (authority, rest) = split_before(whole, &['/', '\\', '?', '#']);
        // User info could be a password, and it makes one host look like another.
        let authority = search::split_last(authority, b'@').map_or(authority, |(_, rest)| rest);
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        // Hosts have letters, digits, hyphens and dots. Browsers accept other characters, but those
        // mean something else in a page's policy. And no newspaper uses a bare IPv6 address.
        let is_sign =
            |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_');
        let forbidden = |c: char| is_unwanted(c) || is_sign(c);
        if host.bytes().all(|byte| byte == b'.') || host.contains(forbidden) || !is_port(port) {
            return None;
        }
        let mut text = String::from(if https { HTTPS } else { HTTP });
        text.push_str(&host.to_ascii_lowercase());
        if !port.is_empty() {
            text.push(':');
            text.push_str(port);
        }
        let path = text.len();
        let (segments, rest) = split_before(rest, &['?', '#']);
        let mut open = true;
        for segment in segments.split(SLASH).skip(1) {
            let up = list::has(".. .%2e %2e. %2e%2e", segment);
            open = up || list::has(". %2e", segment);
            if up {
                let parent = text.bytes().skip(path).rposition(is_slash);
                text.truncate(path + parent.unwrap_or_default());
            } else if !open {
                text.push('/');
                push_encoded(&mut text, segment);
            }
        }
        if open {
            text.push('/');
        }
        let suffix = text.len();
        push_encoded(&mut text, rest);
        (text.len() <= MAX_LENGTH).then_some(Url { text, path, suffix })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    pub(super) fn host(&self) -> &str {
        self.text
            .get(self.scheme().len()..self.path)
            .unwrap_or_default()
    }

    pub(super) fn path(&self) -> &str {
        self.text.get(self.path..self.suffix).unwrap_or_default()
    }

    /// Query and fragment, without their marks.
    pub(super) fn suffix(&self) -> (&str, &str) {
        let suffix = self.text.get(self.suffix..).unwrap_or_default();
        let (query, fragment) = suffix.split_once('#').unwrap_or((suffix, ""));
        (query.strip_prefix('?').unwrap_or_default(), fragment)
    }

    fn scheme(&self) -> &'static str {
        if self.is_https() { HTTPS } else { HTTP }
    }

    fn is_https(&self) -> bool {
        self.text.starts_with(HTTPS)
    }
}

/// Where the address of a picture was found.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The article's page.
    pub(super) page: &'a Url,
    /// The publisher's site as the feed names it, or else the feed itself.
    pub(super) site: &'a Url,
}

impl Place<'_> {
    /// Resolves a picture's address from the root of the site that sends the feed. That may not be
    /// the site that shows the article. A picture below the article's own folder is a name for
    /// editors only, unless the feed is in that folder, too.
    pub(super) fn resolve(self, reference: &str) -> Option<Url> {
        let start = reference.trim_start_matches(|c| c <= ' ');
        let rooted = start.starts_with(SLASH);
        let base = if rooted { self.site } else { self.page };
        let url = Url::resolve(reference, Some(base)).ok()?;
        let folder = search::split_last(self.page.path(), b'/')?.0;
        let below = !rooted
            && !folder.is_empty()
            && url.host() == self.page.host()
            && url.path().starts_with(folder)
            && Url::resolve(reference, None).is_err()
            && !Url::resolve(reference, Some(self.site))
                .is_ok_and(|it| it.host() == url.host() && it.path() == url.path());
        (!below).then_some(url)
    }
}

const HTTPS: &str = "https://";
const HTTP: &str = "http://";
const SLASH: &[char] = &['/', '\\'];

fn is_slash(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

fn is_scheme(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() < 5 || (text.len() == 5 && text <= "65535"))
}

fn split_before<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    text.split_at_checked(text.find(marks).unwrap_or(text.len()))
        .unwrap_or((text, ""))
}

/// Encodes the characters that a browser would encode, as far as they could be mistaken for others.
fn push_encoded(text: &mut String, part: &str) {
    for character in part.chars() {
        if matches!(character, '\0'..=' ' | '"' | '<' | '>' | '\u{7F}') {
            percent::push(text, character as u8);
        } else {
            text.push(character);
        }
    }
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
        assert_eq!(url.suffix(), ("q=1", "top"));
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

    /// A page's policy is made of such hosts. There, `;` ends a rule, and `*` and `'…'` mean other
    /// things.
    #[test]
    fn hosts_have_no_letters_that_mean_something_in_a_policy() {
        for host in [
            "a;b",
            "*",
            "*.example",
            "'self'",
            "a,b",
            "a!b",
            "a(b)",
            "a&b",
            "a=b",
            "a~b",
            "$",
            "a+b",
        ] {
            let address = format!("https://{host}/picture.jpg");
            assert!(Url::resolve(&address, None).is_err(), "{address}");
        }
        for host in [
            "news-1.example",
            "a_b.example",
            "127.0.0.1:8080",
            "m\u{fc}nchen.example",
        ] {
            let address = format!("https://{host}/picture.jpg");
            assert!(Url::resolve(&address, None).is_ok(), "{address}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn agrees_with_the_url_crate(reference in reference()) {
            let page = Url::resolve(PAGE, None).unwrap();
            let ours = Url::resolve(&reference, Some(&page));
            // Addresses in feeds are escaped as in HTML: `&#80` is a letter.
            let unescaped = entities::decode_all(&reference);
            let theirs = url::Url::parse(PAGE).unwrap().join(&unescaped);
            match (ours, theirs) {
                (Ok(ours), Ok(mut theirs)) => {
                    let _ = theirs.set_username("");
                    let _ = theirs.set_password(None);
                    let ours = url::Url::parse(ours.as_str());
                    prop_assert_eq!(ours.as_ref().map(url::Url::as_str), Ok(theirs.as_str()), "{:?}", reference);
                }
                // It is safe to be stricter than browsers.
                (Err(SkipReason::NoLink), _) => {}
                (Err(_), theirs) => {
                    let other = theirs.is_ok_and(|url| !matches!(url.scheme(), "http" | "https"));
                    prop_assert!(other || !reference.trim().starts_with("http"), "{:?}", reference);
                }
                // If browsers cannot read the labels of a host, its link is dead but not dangerous.
                // The crate also refuses `///host`, which browsers read as `//host`.
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
