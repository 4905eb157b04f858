//! Checks that the feed reader's output is safe, whatever the input was. The fuzz targets use the
//! same checks.

use std::collections::HashSet;

use latest_news_core::feed::{self, Article, Feed, FeedError};

/// In bytes. The reader accepts no longer address.
const MAX_ADDRESS: usize = 4096;

/// The greatest allowed work for a feed with this many bytes, counting each byte every time it is
/// looked at: some dozens of passes over the feed, and the bytes that every feed may read again.
pub fn most_work(bytes: usize) -> usize {
    60 * bytes + (2 << 20)
}

/// The faults of a feed and of its articles.
pub fn feed(feed: &Feed) -> Vec<String> {
    let mut problems = Vec::new();
    let count = feed.articles.len() + feed.skipped.len();
    if count > feed::MAX_ITEMS {
        problems.push(format!("{count} items"));
    }
    if let Some(title) = &feed.title {
        text(&mut problems, "title", title, feed::MAX_HEADLINE);
    }
    text(&mut problems, "left out", &feed.left_out, 400);
    let (mut ids, mut links) = (HashSet::new(), HashSet::new());
    for of in &feed.articles {
        problems.extend(article(of));
        if !ids.insert(&of.id) || !links.insert(&of.url) {
            problems.push(format!("not the only one: {:?} {:?}", of.id, of.url));
        }
    }
    problems
}

/// The faults in an error message. Publishers and attackers choose parts of it.
pub fn error(error: &FeedError) -> Vec<String> {
    let words = error.to_string();
    let fits = !words.contains(steers) && words.chars().count() <= 800;
    if fits { vec![] } else { vec![words] }
}

/// The faults of one article.
pub fn article(article: &Article) -> Vec<String> {
    let mut problems = Vec::new();
    let mut line = |name: &str, words: &str, limit: usize| text(&mut problems, name, words, limit);
    line("headline", &article.headline, feed::MAX_HEADLINE);
    line("summary", &article.summary, feed::MAX_SUMMARY);
    line("language", article.language.as_deref().unwrap_or(""), 35);
    if let Some(image) = &article.image {
        line("alt", &image.alt, feed::MAX_ALT);
        line(
            "credit",
            image.credit.as_deref().unwrap_or(""),
            feed::MAX_ALT,
        );
    }
    let section = article.section.iter();
    let source = article.source.iter().map(|source| &source.name);
    let names = article.authors.iter().chain(&article.tags);
    for name in names.chain(section).chain(source) {
        let known = if name.is_empty() { "\n" } else { name };
        line("name", known, feed::MAX_NAME);
    }
    if article.headline.is_empty() || article.id.is_empty() {
        problems.push(String::from("no headline or id"));
    }
    let sources = article.image.iter().flat_map(|image| &image.sources);
    let pictures = article.image.iter().map(|image| &image.url);
    let addresses = pictures.chain(sources.map(|source| &source.url));
    let icons = article
        .source
        .iter()
        .filter_map(|source| source.icon.as_ref());
    for address in addresses.chain(icons).chain([&article.url]) {
        match url::Url::parse(address) {
            Ok(url)
                if matches!(url.scheme(), "http" | "https")
                    && url.username().is_empty()
                    && url.password().is_none()
                    && address.len() <= MAX_ADDRESS => {}
            // Names that no registry would assign lead nowhere and do no harm.
            Err(url::ParseError::IdnaError | url::ParseError::InvalidIpv4Address) => {}
            other => problems.push(format!("address {address:?}: {other:?}")),
        }
        let scheme = address.split("://").next().unwrap_or_default();
        if !matches!(scheme, "http" | "https") {
            problems.push(format!("address {address:?} is not http(s)"));
        }
    }
    let sources = article.image.iter().map(|image| image.sources.len());
    let focus = article.image.as_ref().and_then(|image| image.focus);
    if focus.is_some_and(|focus| focus.x > 100 || focus.y > 100) {
        problems.push(format!("{focus:?} is outside of its picture"));
    }
    if article.authors.len() > 10
        || article.tags.len() > feed::MAX_TAGS
        || sources.sum::<usize>() > 12
        || article.id.len() > 4096
    {
        problems.push(String::from("more of something than anybody needs"));
    }
    problems
}

/// Text must be on one line, limited in length, and without characters that affect the text around
/// it.
fn text(problems: &mut Vec<String>, name: &str, text: &str, limit: usize) {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean != text || text.contains(steers) || text.chars().count() > limit {
        problems.push(format!("{name} {text:?}"));
    }
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
