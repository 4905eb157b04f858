//! Which articles of some feeds are shown, and in which order: by words, age, number per feed and
//! offset. Both the widget and the publisher's command choose articles only here. This module has
//! no clock and no Unicode table: the time and the function that folds letters are arguments.

mod words;

use crate::calendar::DAY;
use crate::feed::{self, Article, Published};

pub use words::{Fold, Words};

/// The conditions for articles. The default has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Only articles with these words. All articles if there are no words.
    pub include: Words,
    /// No article with these words.
    pub exclude: Words,
    /// How many of the matching articles are left out at the beginning.
    pub offset: usize,
    /// At most this many of each feed.
    pub per_feed: Option<usize>,
    /// In days. An article without a date passes.
    pub max_age: Option<u32>,
    /// Articles that are shown elsewhere, by their [`feed::link_key`]. They are left out and do not
    /// count as passed over.
    pub shown: Vec<u64>,
    /// The page on which the articles are shown, by the [`feed::page_keys`] of its addresses. Its
    /// article is left out in the same way.
    pub page: Vec<u64>,
}

/// The result of a selection.
#[derive(Debug, Default, PartialEq)]
pub struct Selected<'a> {
    /// Each with the place of its feed, counted from 0.
    pub articles: Vec<(usize, &'a Article)>,
    /// How many were left out because another feed has the same article.
    pub repeated: usize,
}

impl Selection {
    /// One feed keeps its own order. Several are merged, newest first, and articles without a date
    /// come last. An article that two feeds carry is chosen once and counts for the feed it comes
    /// from. `now` is in milliseconds since 1970.
    pub fn of<'a>(
        &self,
        feeds: &[&'a [Article]],
        limit: usize,
        now: i64,
        fold: Fold<'_>,
    ) -> Selected<'a> {
        let mut waiting: Vec<Vec<&Article>> = Vec::new();
        for articles in feeds {
            let fitting = articles.iter().rev();
            waiting.push(
                fitting
                    .filter(|article| self.admits(article, now, fold))
                    .collect(),
            );
        }
        // Some sites keep all their articles on one page. There, only the place counts.
        let leads_there = |it: &Article| self.page.contains(&feed::page_key(&it.url));
        let are_places = |list: &&[Article]| {
            let near = list.iter().take(limit);
            near.filter(|it| leads_there(it)).count() > 1
        };
        let are_places = feeds.iter().any(are_places);
        let is_of_page = |article: &Article| match are_places {
            true => self.page.contains(&feed::link_key(&article.url)),
            false => leads_there(article),
        };
        let mut taken = vec![0; feeds.len()];
        let mut placed = Vec::new();
        let mut passed = 0;
        let mut selected = Selected::default();
        while selected.articles.len() < limit {
            let Some((feed, article)) = take_first(&mut waiting) else {
                break;
            };
            let key = feed::link_key(&article.url);
            if self.shown.contains(&key) || is_of_page(article) {
                continue;
            }
            if feeds.len() > 1 {
                if placed.contains(&key) {
                    selected.repeated += 1;
                    continue;
                }
                placed.push(key);
            }
            if let (Some(most), Some(taken)) = (self.per_feed, taken.get_mut(feed)) {
                if *taken == most {
                    continue;
                }
                *taken += 1;
            }
            if passed < self.offset {
                passed += 1;
            } else {
                selected.articles.push((feed, article));
            }
        }
        selected
    }

    /// Whether an article matches the conditions, wherever it stands.
    pub fn admits(&self, article: &Article, now: i64, fold: Fold<'_>) -> bool {
        // A day has ended everywhere on Earth one day after its end in UTC.
        let last = article.published.map(|published| match published {
            Published::Instant(time) => time,
            Published::Day(day) => day + 2 * DAY,
        });
        let too_old = |days: u32| last.is_some_and(|last| last < now - i64::from(days) * DAY);
        if self.max_age.is_some_and(too_old) {
            return false;
        }
        if self.include.is_empty() && self.exclude.is_empty() {
            return true;
        }
        let text = words::of(article, fold);
        (self.include.is_empty() || self.include.are_in(&text)) && !self.exclude.are_in(&text)
    }
}

/// The newest of all articles with the place of its feed. If there is only one feed, its next
/// article. At most a few hundred are taken, so looking at every feed each time costs less than the
/// code of a sort.
fn take_first<'a>(waiting: &mut [Vec<&'a Article>]) -> Option<(usize, &'a Article)> {
    if let [only] = waiting {
        return Some((0, only.pop()?));
    }
    let mut newest: Option<(usize, usize, i64)> = None;
    for (feed, articles) in waiting.iter().enumerate() {
        for (index, article) in articles.iter().enumerate().rev() {
            let time = article
                .published
                .map_or(i64::MIN, |published| match published {
                    Published::Instant(time) | Published::Day(time) => time,
                });
            if newest.is_none_or(|(_, _, best)| time > best) {
                newest = Some((feed, index, time));
            }
        }
    }
    let (feed, index, _) = newest?;
    Some((feed, waiting.get_mut(feed)?.remove(index)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_422_600_000;

    /// Articles named by letters. The digit is the age in days; without a digit there is no date.
    fn articles(words: &str) -> Vec<Article> {
        let article = |word: &str| {
            let (name, age) = match word.split_once('#') {
                Some(_) => (word, ""),
                None => word.split_at(word.chars().next().map_or(0, char::len_utf8)),
            };
            Article {
                url: format!("https://news.example/{name}"),
                headline: name.into(),
                published: age
                    .parse()
                    .ok()
                    .map(|age: i64| Published::Instant(NOW - age * DAY)),
                ..Article::default()
            }
        };
        words.split(' ').map(article).collect()
    }

    #[track_caller]
    fn check(selection: Selection, feeds: &[&str], limit: usize, expected: &str) {
        let feeds: Vec<_> = feeds.iter().map(|words| articles(words)).collect();
        let feeds: Vec<&[Article]> = feeds.iter().map(Vec::as_slice).collect();
        let selected = selection.of(&feeds, limit, NOW, &|text| text.to_lowercase());
        let names = selected
            .articles
            .iter()
            .map(|(feed, article)| format!("{}{feed}", article.headline));
        assert_eq!(names.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn one_feed_keeps_its_order_and_several_are_merged() {
        let all = Selection::default;
        check(all(), &["a2 b1 c3"], 12, "a0 b0 c0");
        check(all(), &["a2 b1 c3"], 2, "a0 b0");
        check(all(), &["a2 b4", "c1 d3"], 12, "c1 a0 d1 b0");
        check(all(), &["a2 b", "c1 a2"], 12, "c1 a0 b0");
        check(all(), &[], 12, "");
    }

    #[test]
    fn repetitions_are_counted() {
        let feeds = ["a1 b2", "a1 c3", "b2 d4"].map(articles);
        let feeds: Vec<&[Article]> = feeds.iter().map(Vec::as_slice).collect();
        let selected = Selection::default().of(&feeds, 12, NOW, &str::to_owned);
        assert_eq!((selected.articles.len(), selected.repeated), (4, 2));
    }

    #[test]
    fn words_choose_articles() {
        let fold = |text: &str| text.to_lowercase();
        let with = |include, exclude| Selection {
            include: Words::read(include, &fold),
            exclude: Words::read(exclude, &fold),
            ..Selection::default()
        };
        check(with("", ""), &["a b c"], 12, "a0 b0 c0");
        check(with("A, c", ""), &["a b c"], 12, "a0 c0");
        check(with("", "a"), &["a b c"], 12, "b0 c0");
        check(with("a, b", "b"), &["a b c"], 12, "a0");
    }

    #[test]
    fn some_are_passed_over() {
        let with = |offset, per_feed, max_age| Selection {
            offset,
            per_feed,
            max_age,
            ..Selection::default()
        };
        check(with(1, None, None), &["a2 b1 c3"], 12, "b0 c0");
        check(with(1, None, None), &["a2 b1 c3"], 1, "b0");
        check(with(9, None, None), &["a2 b1 c3"], 12, "");
        check(with(0, Some(1), None), &["a2 b1 c3"], 12, "a0");
        check(with(0, Some(1), None), &["a2 b4", "c1 d3"], 12, "c1 a0");
        check(with(1, Some(1), None), &["a2 b4", "c1 d3"], 12, "a0");
        let page = Selection {
            page: feed::page_keys("https://news.example/a?utm_source=x&fbclid=1#top").into(),
            ..with(1, None, None)
        };
        check(page, &["a2 b1 c3"], 12, "c0");
        let place = || Selection {
            page: feed::page_keys("https://news.example/a#2").into(),
            ..with(0, None, None)
        };
        check(place(), &["a#1 b1"], 12, "b0");
        check(place(), &["a#1 a#2 a#3 b1"], 12, "a#10 a#30 b0");
        let shown = Selection {
            shown: vec![feed::link_key("https://news.example/b/")],
            ..with(1, None, None)
        };
        check(shown, &["a2 b1 c3"], 12, "c0");
        // A feed's repetition does not count towards its number.
        check(
            with(0, Some(2), None),
            &["a1 b2 c3", "a1 d4 e5"],
            12,
            "a0 b0 d1 e1",
        );
        check(with(0, None, Some(2)), &["a2 b1 c3 d"], 12, "a0 b0 d0");
    }

    #[test]
    fn a_day_is_older_once_it_is_over_everywhere() {
        let selection = Selection {
            max_age: Some(1),
            ..Selection::default()
        };
        let today = NOW.div_euclid(DAY) * DAY;
        for (days, expected) in [(0, true), (1, true), (2, true), (3, false)] {
            let article = Article {
                published: Some(Published::Day(today - days * DAY)),
                ..Article::default()
            };
            assert_eq!(
                selection.admits(&article, NOW, &|text: &str| text.into()),
                expected,
                "{days}"
            );
        }
    }
}
