//! A web page instead of a feed: the feeds that its head names.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use url::Url;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: Kind,
    pub address: String,
}

/// Whether the widget can read it, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    JsonFeed,
    WordPress,
    /// Only for the publisher's command.
    Xml,
}

/// In bytes. The head of a page has some kilobytes.
const MAX_HEAD: usize = 500_000;
/// The parameters that make WordPress send the content of slides and little else.
const WORDPRESS: &str =
    "_embed&_fields=id,link,title,excerpt,date_gmt,_links,_embedded&per_page=12";

/// The feeds a page names, the best first. `base` is the page's address.
pub fn feeds(page: &[u8], base: &str) -> Vec<Named> {
    let Ok(base) = Url::parse(base) else {
        return Vec::new();
    };
    let page = String::from_utf8_lossy(&page[..page.len().min(MAX_HEAD)]);
    // Otherwise the text of scripts would be read as tags.
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut feeds: Vec<Named> = Tokenizer::new_with_emitter(page.as_ref(), emitter)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) if *tag.name == b"link"[..] => named(&tag, &base),
            _ => None,
        })
        .collect();
    feeds.sort_by_key(|feed| feed.kind);
    feeds.dedup();
    feeds
}

fn named(link: &StartTag<()>, base: &Url) -> Option<Named> {
    let attribute = |name: &[u8]| {
        let value = link.attributes.get(name)?;
        Some(String::from_utf8_lossy(value).trim().to_owned())
    };
    let rel = attribute(b"rel")?.to_ascii_lowercase();
    let mut address = base.join(&attribute(b"href")?).ok()?;
    if !matches!(address.scheme(), "http" | "https") {
        return None;
    }
    let rel: Vec<&str> = rel.split_ascii_whitespace().collect();
    if rel.contains(&"https://api.w.org/") {
        let path = format!("{}/wp/v2/posts", address.path().trim_end_matches('/'));
        // Without permalinks, the path is in a parameter.
        match address.query() {
            Some(query) if query.starts_with("rest_route=") => {
                let query = format!("{}/wp/v2/posts&{WORDPRESS}", query.trim_end_matches('/'));
                address.set_query(Some(&query));
            }
            _ => {
                address.set_path(&path);
                address.set_query(Some(WORDPRESS));
            }
        }
        return Some(Named {
            kind: Kind::WordPress,
            address: address.into(),
        });
    }
    if !rel.contains(&"alternate") && !rel.contains(&"feed") {
        return None;
    }
    let media_type = attribute(b"type").unwrap_or_default().to_ascii_lowercase();
    let kind = match media_type.split(';').next().unwrap_or_default().trim() {
        "application/feed+json" => Kind::JsonFeed,
        // WordPress names the data of each page in this way. That is one article, not a feed.
        "application/json" if !address.path().contains("/wp-json/") => Kind::JsonFeed,
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" => Kind::Xml,
        _ => return None,
    };
    Some(Named {
        kind,
        address: address.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: &[(Kind, &str)]) {
        let page = format!("<!doctype html><html><head>{head}</head><body>News</body></html>");
        let found = feeds(page.as_bytes(), "https://news.example/politics/");
        let found: Vec<(Kind, &str)> = found.iter().map(|it| (it.kind, &*it.address)).collect();
        assert_eq!(found, expected, "{head}");
    }

    #[test]
    fn feeds_of_a_page_best_first() {
        check(
            r#"<link rel="alternate" type="application/rss+xml" href="rss.xml">
               <LINK REL='feed Alternate' TYPE=application/feed+json HREF=/feed.json?a=1&amp;b=2>"#,
            &[
                (Kind::JsonFeed, "https://news.example/feed.json?a=1&b=2"),
                (Kind::Xml, "https://news.example/politics/rss.xml"),
            ],
        );
        check(
            r#"<link rel="https://api.w.org/" href="https://news.example/wp-json/">
               <link rel="alternate" type="application/json" href="https://news.example/wp-json/wp/v2/pages/2">"#,
            &[(
                Kind::WordPress,
                "https://news.example/wp-json/wp/v2/posts?_embed&_fields=id,link,title,excerpt,\
                 date_gmt,_links,_embedded&per_page=12",
            )],
        );
        check(
            r#"<link rel="https://api.w.org/" href="/index.php?rest_route=/">"#,
            &[(
                Kind::WordPress,
                "https://news.example/index.php?rest_route=/wp/v2/posts&_embed&_fields=id,link,\
                 title,excerpt,date_gmt,_links,_embedded&per_page=12",
            )],
        );
    }

    #[test]
    fn what_is_no_feed_is_not_named() {
        check(
            r#"<link rel="stylesheet" type="application/json" href="a.css">"#,
            &[],
        );
        check(
            r#"<link rel="alternate" type="text/html" hreflang="de" href="/de">"#,
            &[],
        );
        check(
            r#"<link rel="alternate" type="application/feed+json" href="javascript:alert(1)">"#,
            &[],
        );
        check(
            r#"<!-- <link rel="alternate" type="application/feed+json" href="a.json"> -->"#,
            &[],
        );
        check(
            r#"<script>'<link rel="alternate" type="application/feed+json" href="a.json">'</script>"#,
            &[],
        );
        assert_eq!(feeds(b"<link rel=alternate", "https://news.example/"), []);
        assert_eq!(feeds(b"\xff\xfe<", "no address"), []);
    }
}
