//! Which of the written feeds are shown. Pure.

use url::Url;

use crate::allowance::{Admission, Allowance};
use crate::place::Page;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feeds {
    /// As written, and absolute.
    pub shown: Vec<(String, Url)>,
    /// Why the first of the others is not shown.
    pub problem: Option<String>,
}

/// Reads the text of the field: addresses, separated by spaces.
pub fn feeds(written: &str, page: &Page, allowance: &Allowance) -> Feeds {
    let mut feeds = Feeds::default();
    for word in written.split_whitespace() {
        let problem = match page.absolute(word) {
            Some(address) if allowance.of_typed(&address, page.address()) => {
                feeds.shown.push((word.to_owned(), address));
                continue;
            }
            Some(_) => {
                format!("“{word}” is not one of the feeds that this page may show; it is left out.")
            }
            None => format!("“{word}” is not an http or https address; it is left out."),
        };
        feeds.problem.get_or_insert(problem);
    }
    feeds
}

/// Whether somebody must confirm the feeds of a link before they are shown.
pub fn is_asked(written: &str, page: &Page, allowance: &Allowance) -> bool {
    written
        .split_whitespace()
        .filter_map(|word| page.absolute(word))
        .any(|address| allowance.of_link(&address, page.address()) == Admission::Asked)
}

/// The same addresses, with one of them replaced.
pub fn exchanged(written: &str, page: &Page, old: &str, new: &str) -> String {
    let words = written.split_whitespace().map(|word| {
        let is_old = page.absolute(word).is_some_and(|it| it.as_str() == old);
        if is_old { new } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_what_was_written() {
        let page = Page::new("https://cdn.example/embed/").unwrap();
        #[track_caller]
        fn check(page: &Page, allowed: &str, written: &str, shown: &[&str], problem: Option<&str>) {
            let feeds = feeds(written, page, &Allowance::read(allowed));
            let addresses: Vec<&str> = feeds.shown.iter().map(|it| it.1.as_str()).collect();
            assert_eq!(addresses, shown);
            assert_eq!(feeds.problem.as_deref(), problem);
        }
        check(
            &page,
            "",
            "a.json  https://news.example/b.json",
            &[
                "https://cdn.example/embed/a.json",
                "https://news.example/b.json",
            ],
            None,
        );
        check(
            &page,
            "",
            "a.json data:;report-uri https://evil.example;x/ javascript://x",
            &["https://cdn.example/embed/a.json"],
            Some("“data:;report-uri” is not an http or https address; it is left out."),
        );
        check(
            &page,
            "news.example",
            "https://evil.example/b.json",
            &[],
            Some(
                "“https://evil.example/b.json” is not one of the feeds that this page may show; it is left \
                 out.",
            ),
        );
    }

    #[test]
    fn foreign_feeds_of_a_link_are_asked_about() {
        let page = Page::new("https://cdn.example/embed/").unwrap();
        let check =
            |allowed: &str, written: &str| is_asked(written, &page, &Allowance::read(allowed));
        assert!(check("", "a.json https://evil.example/"));
        assert!(!check("", "a.json"));
        assert!(!check("*", "https://evil.example/"));
        // A refused feed. The field shows that.
        assert!(!check("news.example", "https://evil.example/"));
    }

    #[test]
    fn one_address_is_exchanged() {
        let page = Page::new("https://cdn.example/embed/").unwrap();
        let old = "https://cdn.example/embed/news.example/feed";
        let new = "https://news.example/feed";
        assert_eq!(
            exchanged("news.example/feed  b.json", &page, old, new),
            "https://news.example/feed b.json"
        );
    }
}
