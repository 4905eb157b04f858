//! What nothing that leaves the feed reader may ever be, whatever was sent. The fuzz targets hold
//! it to the same; both name the reader `feed` beside this module.

use std::collections::HashSet;

use latest_news_core::feed::{self, Article, Feed, FeedError};

/// More bytes than any address that is believed.
const MAX_ADDRESS: usize = 4096;

/// What is wrong with a feed as a whole, and with each of its articles.
pub fn feed(feed: &Feed) -> Vec<String> {
    let mut problems = Vec::new();
    let count = feed.articles.len() + feed.skipped.len();
    if count > feed::MAX_ITEMS {
        problems.push(format!("{count} items"));
    }
    if let Some(title) = &feed.title {
        text(&mut problems, "title", title, feed::MAX_HEADLINE);
    }
    let (mut ids, mut links) = (HashSet::new(), HashSet::new());
    for of in &feed.articles {
        problems.extend(article(of));
        if !ids.insert(&of.id) || !links.insert(&of.url) {
            problems.push(format!("not the only one: {:?} {:?}", of.id, of.url));
        }
    }
    problems
}

/// What is wrong with the words of an error: publishers and attackers choose some of them.
pub fn error(error: &FeedError) -> Vec<String> {
    let words = error.to_string();
    let fits = !words.contains(steers) && words.chars().count() <= 800;
    if fits { vec![] } else { vec![words] }
}

/// What is wrong with one article.
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
    for author in &article.authors {
        line("author", author, feed::MAX_NAME);
    }
    if article.headline.is_empty() || article.id.is_empty() {
        problems.push(String::from("no headline or id"));
    }
    let sources = article.image.iter().flat_map(|image| &image.sources);
    let pictures = article.image.iter().map(|image| &image.url);
    let addresses = pictures.chain(sources.map(|source| &source.url));
    for address in addresses.chain([&article.url]) {
        match url::Url::parse(address) {
            Ok(url)
                if matches!(url.scheme(), "http" | "https")
                    && url.username().is_empty()
                    && url.password().is_none()
                    && address.len() <= MAX_ADDRESS => {}
            // Names that no registry would give out lead nowhere, and do no harm.
            Err(url::ParseError::IdnaError | url::ParseError::InvalidIpv4Address) => {}
            other => problems.push(format!("address {address:?}: {other:?}")),
        }
        let scheme = address.split("://").next().unwrap_or_default();
        if !matches!(scheme, "http" | "https") {
            problems.push(format!("address {address:?} is not http(s)"));
        }
    }
    let sources = article.image.iter().map(|image| image.sources.len());
    if article.authors.len() > 10 || sources.sum::<usize>() > 12 || article.id.len() > 4096 {
        problems.push(String::from("more of something than anybody needs"));
    }
    problems
}

/// Text is on one line, without anything that steers what stands around it, and bounded.
fn text(problems: &mut Vec<String>, name: &str, text: &str, limit: usize) {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean != text || text.contains(steers) || text.chars().count() > limit {
        problems.push(format!("{name} {text:?}"));
    }
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
