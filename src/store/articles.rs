//! Selects the articles to show from the outcomes of all feeds. Pure: outcomes in, selection out.

use super::source::Outcome;
use latest_news_core::feed::{self, Article, Published};
use latest_news_core::teaser::Teaser;
use std::ops::Range;
use std::rc::Rc;

/// The selection, and how many items it left out.
#[derive(Debug, Default, PartialEq)]
pub struct Selection {
    pub articles: Vec<Article>,
    pub skipped: usize,
}

/// One feed keeps its own order. Several are merged, newest first, and articles without a date come
/// last. An article that two feeds carry appears once.
pub fn select(outcomes: &[Option<Outcome>], limit: usize) -> Selection {
    let mut selection = Selection::default();
    // The articles of each feed that have no place yet.
    let mut waiting: Vec<Vec<&Article>> = Vec::new();
    for feed in outcomes.iter().flatten().flatten() {
        selection.skipped += feed.skipped.len();
        waiting.push(feed.articles.iter().rev().collect());
    }
    let several = waiting.len() > 1;
    let mut placed = Vec::new();
    while selection.articles.len() < limit {
        let Some(article) = take_first(&mut waiting, several) else {
            break;
        };
        let key = if several {
            feed::link_key(&article.url)
        } else {
            0
        };
        if several && placed.contains(&key) {
            selection.skipped += 1;
        } else {
            placed.push(key);
            selection.articles.push(article.clone());
        }
    }
    selection
}

/// Keeps the slides that the reader is looking at, in the same order, even if a new selection lacks
/// them or has another order. The slide that holds the focus is kept as well.
pub fn keep(
    teasers: &mut Vec<Rc<Teaser>>,
    before: &[Rc<Teaser>],
    visible: Range<usize>,
    focused: Option<usize>,
) {
    let seen = before.get(visible).unwrap_or_default();
    let is_seen = |it: &Rc<Teaser>| seen.iter().any(|seen| seen.url == it.url);
    let place = teasers.iter().position(is_seen).unwrap_or_default();
    teasers.retain(|it| !is_seen(it));
    let rest = teasers.split_off(place);
    teasers.extend(seen.iter().cloned().chain(rest));
    let focused = focused.and_then(|index| before.get(index));
    if let Some(focused) = focused {
        match teasers.iter_mut().find(|it| it.url == focused.url) {
            Some(place) => *place = Rc::clone(focused),
            None => teasers.push(Rc::clone(focused)),
        }
    }
}

/// The newest of all articles. If there is only one feed, its next article. At most a hundred are
/// taken, so looking at every article each time costs less than the code of a sort.
fn take_first<'a>(waiting: &mut [Vec<&'a Article>], several: bool) -> Option<&'a Article> {
    if !several {
        return waiting.first_mut()?.pop();
    }
    let mut newest: Option<(usize, usize, i64)> = None;
    for (feed, articles) in waiting.iter().enumerate() {
        for (index, article) in articles.iter().enumerate().rev() {
            let time = article.published.as_ref().map_or(i64::MIN, time);
            if newest.is_none_or(|(_, _, best)| time > best) {
                newest = Some((feed, index, time));
            }
        }
    }
    let (feed, index, _) = newest?;
    Some(waiting.get_mut(feed)?.remove(index))
}

fn time(published: &Published) -> i64 {
    match *published {
        Published::Instant(time) | Published::Day(time) => time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Teasers whose addresses are these letters.
    fn row(letters: &str) -> Vec<Rc<Teaser>> {
        let teaser = |letter: char| {
            Rc::new(Teaser {
                url: letter.into(),
                ..Teaser::default()
            })
        };
        letters.chars().map(teaser).collect()
    }

    #[test]
    fn what_is_seen_stays_side_by_side() {
        #[track_caller]
        fn check(new: &str, visible: Range<usize>, focused: Option<usize>, expected: &str) {
            let before = row("abcdef");
            let mut teasers = row(new);
            keep(&mut teasers, &before, visible.clone(), focused);
            let letters: String = teasers.iter().map(|it| it.url.as_str()).collect();
            assert_eq!(letters, expected, "{new} for {visible:?}");
            let kept = |it: &Rc<Teaser>| before.iter().any(|before| Rc::ptr_eq(before, it));
            let seen = teasers.iter().filter(|it| kept(it)).count();
            let focused = focused.filter(|index| !visible.contains(index));
            assert_eq!(seen, visible.len() + focused.iter().count(), "{new}");
        }
        // New articles come in before it.
        check("xabcdef", 0..3, None, "xabcdef");
        check("xyabcd", 2..4, None, "xyabcd");
        // The feed dropped the first one, one in the middle, the last one, all of them.
        check("xbcdef", 0..3, None, "xabcdef");
        check("xacdef", 0..3, None, "xabcdef");
        check("xabcde", 3..6, None, "xabcdef");
        check("xyz", 2..5, None, "cdexyz");
        // The feed put an article between them, or has them in another order.
        check("axbcdef", 0..3, None, "abcxdef");
        check("cbadef", 0..3, None, "abcdef");
        // The focus is elsewhere.
        check("xabcd", 3..5, Some(0), "xabcde");
        check("xbcde", 3..5, Some(0), "xbcdea");
        check("xyz", 0..0, None, "xyz");
    }
}
