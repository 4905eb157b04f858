//! Chooses the articles to show from the outcomes of all feeds.

use super::Facts;
use super::source::Outcome;
use latest_news_core::feed::{self, Article};
use latest_news_core::options::Options;
use latest_news_core::selection::{Selection, Words};
use latest_news_core::teaser::Teaser;
use std::ops::Range;
use std::rc::Rc;

/// What else the page shows, as keys of addresses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// The articles of earlier widgets, if they are not repeated.
    pub shown: Vec<u64>,
    /// The page itself, if its article is left out.
    pub page: Vec<u64>,
    /// Whether an earlier widget has not settled yet.
    pub is_open: bool,
}

impl Beside {
    /// What the options take into account. `page` and `shown` are addresses.
    pub fn new(options: &Options, page: &[String], shown: &[String], is_open: bool) -> Self {
        let mut beside = Self::default();
        if !options.current {
            beside.page = page.iter().flat_map(|it| feed::page_keys(it)).collect();
        }
        if !options.repeats {
            beside.shown = shown.iter().map(|it| feed::link_key(it)).collect();
            beside.is_open = is_open;
        }
        beside
    }
}

/// The articles to show, and how many items are left out because they are unusable or repeated.
#[derive(Debug, Default, PartialEq)]
pub struct Chosen<'a> {
    pub articles: Vec<&'a Article>,
    pub skipped: usize,
}

/// Chooses by the options and by what else is on the page.
pub fn choose<'a>(
    outcomes: &'a [Option<Outcome>],
    options: &Options,
    beside: &Beside,
    facts: &dyn Facts,
) -> Chosen<'a> {
    let fold = |text: &str| facts.fold(text);
    let selection = Selection {
        include: Words::read(&options.include, &fold),
        exclude: Words::read(&options.exclude, &fold),
        offset: options.offset,
        per_feed: options.per_feed,
        max_age: options.max_age,
        shown: beside.shown.clone(),
        page: beside.page.clone(),
    };
    let feeds: Vec<_> = outcomes.iter().flatten().flatten().collect();
    let lists: Vec<&[Article]> = feeds.iter().map(|feed| &*feed.articles).collect();
    let selected = selection.of(&lists, options.limit, facts.now(), &fold);
    let skipped = feeds.iter().map(|feed| feed.skipped.len()).sum::<usize>();
    Chosen {
        articles: selected.articles.into_iter().map(|(_, it)| it).collect(),
        skipped: skipped + selected.repeated,
    }
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
