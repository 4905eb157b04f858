//! Addresses in the form that the page and its developers see.

use latest_news_core::search;

/// The address without a name and a password before its host, because console lines are copied into
/// reports.
pub fn printed(url: &str) -> String {
    /// The characters that may follow a host.
    const ENDS: &[char] = &['/', '?', '#', '\\'];
    let Some((scheme, rest)) = search::split(url, "://") else {
        return url.to_owned();
    };
    let end = rest.find(ENDS).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = search::split_last(authority, b'@').map_or(authority, |(_, host)| host);
    [scheme, "://", host, path].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_printed() {
        #[track_caller]
        fn check(url: &str, expected: &str) {
            assert_eq!(printed(url), expected);
        }
        check(
            "https://ann:secret@news.example/f?a@b",
            "https://news.example/f?a@b",
        );
        check("https://ann@news.example:8443", "https://news.example:8443");
        check("https://a:b@c@news.example/", "https://news.example/");
        check(
            "https://news.example/@ann/feed",
            "https://news.example/@ann/feed",
        );
        check("feed.json", "feed.json");
    }
}
