//! Chooses the articles of an edition from those of its feeds. Pure.

use icu_normalizer::DecomposingNormalizerBorrowed;
use latest_news_core::feed::{self, Article};

use crate::config::Edition;

/// Blocked articles are left out. Pinned ones come first, in the order of their pins, whatever else
/// is selected. Then come the others that [`Selection`](latest_news_core::selection::Selection)
/// chooses. `now` is in milliseconds since 1970.
pub fn compose(
    mut feeds: Vec<Vec<Article>>,
    edition: &Edition,
    limit: usize,
    now: i64,
) -> Vec<Article> {
    let key = |address: &String| feed::link_key(address);
    let blocked: Vec<u64> = edition.block.iter().map(key).collect();
    let pins: Vec<u64> = edition.pin.iter().map(key).collect();
    let mut pinned: Vec<Option<Article>> = vec![None; pins.len()];
    for articles in &mut feeds {
        articles.retain_mut(|article| {
            let key = feed::link_key(&article.url);
            if blocked.contains(&key) {
                return false;
            }
            let Some(place) = pins.iter().position(|pin| *pin == key) else {
                return true;
            };
            // Another feed may have the same article.
            if let Some(place) = pinned.get_mut(place) {
                place.get_or_insert_with(|| std::mem::take(article));
            }
            false
        });
    }
    let mut composed: Vec<Article> = pinned.into_iter().flatten().take(limit).collect();
    let others: Vec<&[Article]> = feeds.iter().map(Vec::as_slice).collect();
    let room = limit - composed.len();
    let selected = edition.selection.of(&others, room, now, &fold);
    composed.extend(selected.articles.into_iter().map(|(_, it)| it.clone()));
    composed
}

/// Separates letters from their accents, so that words are found with and without them.
pub fn fold(text: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(text)
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Source;
    use latest_news_core::feed::Published;
    use latest_news_core::selection::{Selection, Words};
    use std::path::PathBuf;

    const DAY: i64 = 86_400_000;
    const NOW: i64 = 20_000 * DAY;

    /// `a3`: the article at /a, three days before now. `a`: the same without a date.
    fn articles(words: &str) -> Vec<Article> {
        let article = |word: &str| Article {
            url: format!("https://news.example/{}", &word[..1]),
            headline: word[..1].to_owned(),
            published: word[1..]
                .parse()
                .ok()
                .map(|age: i64| Published::Instant(NOW - age * DAY)),
            ..Article::default()
        };
        words.split_whitespace().map(article).collect()
    }

    fn edition(pin: &str, block: &str, selection: Selection) -> Edition {
        let addresses = |words: &str| {
            let address = |word| format!("https://news.example/{word}?utm_source=x");
            words.split_whitespace().map(address).collect()
        };
        Edition {
            name: "news".to_owned(),
            feeds: vec![Source::File(PathBuf::new())],
            attributes: Vec::new(),
            selection,
            pin: addresses(pin),
            block: addresses(block),
            fields: None,
        }
    }

    #[track_caller]
    fn check(feeds: &[&str], edition: &Edition, limit: usize, expected: &str) {
        let feeds: Vec<Vec<Article>> = feeds.iter().map(|words| articles(words)).collect();
        let composed = compose(feeds, edition, limit, NOW);
        let headlines: Vec<&str> = composed.iter().map(|it| it.headline.as_str()).collect();
        assert_eq!(headlines.join(" "), expected);
    }

    #[test]
    fn pinned_ones_come_first_and_blocked_ones_never() {
        let all = Selection::default;
        check(&["a b c d"], &edition("c b z", "", all()), 12, "c b a d");
        check(&["a b c d"], &edition("d", "a d", all()), 12, "b c");
        check(&["a b c d"], &edition("d c", "", all()), 1, "d");
        check(&["b7 a1", "c6 a1"], &edition("c", "", all()), 3, "c a b");
        check(&["b7 a1", "c6 a1"], &edition("a", "", all()), 12, "a c b");
    }

    #[test]
    fn the_others_are_selected() {
        let selection = || Selection {
            offset: 1,
            per_feed: Some(2),
            max_age: Some(5),
            ..Selection::default()
        };
        let feeds = ["a1 b2 c3", "d4 e6"];
        check(&feeds, &edition("", "", selection()), 12, "b d");
        check(&feeds, &edition("e", "", selection()), 12, "e b d");
        check(&feeds, &edition("e", "", selection()), 2, "e b");
    }

    #[test]
    fn words_are_found_with_and_without_accents() {
        let selection = |words| Selection {
            include: Words::read(words, &fold),
            ..Selection::default()
        };
        let article = Article {
            headline: "Élysée: le débat".to_owned(),
            ..Article::default()
        };
        for (words, comes) in [("elysee", true), ("ÉLYSÉE+debat", true), ("elys", false)] {
            let edition = edition("", "", selection(words));
            let composed = compose(vec![vec![article.clone()]], &edition, 12, NOW);
            assert_eq!(composed.len(), usize::from(comes), "{words}");
        }
    }
}
