//! From the articles of an edition's feeds to those it holds. Pure.

use std::collections::HashSet;

use latest_news_core::feed::{self, Article, Published};

use crate::config::Edition;

/// One feed keeps its own order; several are merged, newest first, dates unknown last, and an article
/// that two feeds carry comes once. Blocked ones never come, pinned ones first.
pub fn compose(feeds: &[Vec<Article>], edition: &Edition, limit: usize) -> Vec<Article> {
    let mut articles: Vec<Article> = feeds.iter().flatten().cloned().collect();
    if feeds.len() > 1 {
        articles.sort_by_key(|article| std::cmp::Reverse(time(article)));
    }
    let key = |address: &String| feed::link_key(address);
    let blocked: HashSet<u64> = edition.block.iter().map(key).collect();
    let mut seen = HashSet::new();
    articles.retain(|article| {
        let key = feed::link_key(&article.url);
        !blocked.contains(&key) && (feeds.len() < 2 || seen.insert(key))
    });
    let pins: Vec<u64> = edition.pin.iter().map(key).collect();
    // Stable: what is not pinned keeps its order.
    articles.sort_by_key(|article| {
        let key = feed::link_key(&article.url);
        pins.iter()
            .position(|pin| *pin == key)
            .unwrap_or(pins.len())
    });
    articles.truncate(limit);
    articles
}

fn time(article: &Article) -> i64 {
    match article.published {
        Some(Published::Instant(time) | Published::Day(time)) => time,
        None => i64::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Source;
    use std::path::PathBuf;

    /// `a3`: the article at /a, published at 3; `a`: without a date.
    fn articles(words: &str) -> Vec<Article> {
        let article = |word: &str| Article {
            url: format!("https://news.example/{}", &word[..1]),
            headline: word[..1].to_owned(),
            published: word[1..].parse().ok().map(Published::Instant),
            ..Article::default()
        };
        words.split_whitespace().map(article).collect()
    }

    #[track_caller]
    fn check(feeds: &[&str], pin: &[&str], block: &[&str], limit: usize, expected: &str) {
        let address = |word: &&str| format!("https://news.example/{word}?utm_source=x");
        let edition = Edition {
            name: "news".to_owned(),
            feeds: vec![Source::File(PathBuf::new())],
            attributes: Vec::new(),
            pin: pin.iter().map(address).collect(),
            block: block.iter().map(address).collect(),
            fields: None,
        };
        let feeds: Vec<Vec<Article>> = feeds.iter().map(|words| articles(words)).collect();
        let composed = compose(&feeds, &edition, limit);
        let headlines: Vec<&str> = composed.iter().map(|it| it.headline.as_str()).collect();
        assert_eq!(headlines.join(" "), expected);
    }

    #[test]
    fn one_feed_keeps_its_order() {
        check(&["b1 a3 c2"], &[], &[], 12, "b a c");
    }

    #[test]
    fn several_are_merged_newest_first_without_repetitions() {
        check(&["b1 a3 x", "c2 a3 d9"], &[], &[], 12, "d a c b x");
        check(&["b1 a3 x", "c2 a3 d9"], &[], &[], 3, "d a c");
    }

    #[test]
    fn pinned_ones_come_first_and_blocked_ones_never() {
        check(&["a b c d"], &["c", "b", "z"], &[], 12, "c b a d");
        check(&["a b c d"], &["d"], &["a", "d"], 12, "b c");
        check(&["a b c d"], &["d"], &[], 1, "d");
    }
}
