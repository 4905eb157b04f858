//! Which articles: what the page shows beside them, words, numbers and age; and which were in sight.

use super::*;
use crate::browser::Guard;
use crate::store::{Beside, Reason};
use latest_news_core::carousel::Step;
use latest_news_core::feed;

const ALL: [&str; 4] = [
    "Alpha 2024-05-10",
    "Beta 2024-05-09",
    "Gamma 2024-05-01",
    "Delta ",
];

fn page_of(words: &str) -> Vec<u64> {
    let keys = |word| feed::page_keys(&format!("https://a.example/{word}?utm_source=x#top"));
    words.split_whitespace().flat_map(keys).collect()
}

fn shown(words: &str) -> Vec<u64> {
    let key = |word| feed::link_key(&format!("https://a.example/{word}"));
    words.split_whitespace().map(key).collect()
}

#[test]
fn the_options_choose_the_articles() {
    #[track_caller]
    fn check(options: Options, expected: &str) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        page.answer("/a", &feed(&ALL));
        // At once, without another request.
        page.log();
        let feeds = vec!["/a".to_owned()];
        store.update(Options { feeds, ..options }, english());
        assert_eq!(headlines(&store), expected);
        let asked = page.log().iter().any(|line| line.starts_with("load"));
        assert!(!asked);
    }
    let all = Options::default;
    check(all(), "Alpha Beta Gamma Delta");
    let include = |words: &str| Options {
        include: words.into(),
        ..all()
    };
    check(include("BETA, gamma"), "Beta Gamma");
    check(include("bet"), "");
    let exclude = Options {
        exclude: "beta".into(),
        ..all()
    };
    check(exclude, "Alpha Gamma Delta");
    check(Options { offset: 2, ..all() }, "Gamma Delta");
    let per_feed = Some(3);
    check(Options { per_feed, ..all() }, "Alpha Beta Gamma");
    let max_age = Some(3);
    check(Options { max_age, ..all() }, "Alpha Beta Delta");
}

#[test]
fn the_article_of_the_page_is_left_out() {
    let page = Page::new();
    let store = page.idle();
    let beside = |words| Beside {
        page: page_of(words),
        ..Beside::default()
    };
    store.heed(beside("Beta"));
    store.update(named(&["/a"]), english());
    page.answer("/a", &feed(&ALL));
    assert_eq!(headlines(&store), "Alpha Gamma Delta");
    // The page shows another article without loading another page.
    store.heed(beside("Alpha"));
    assert_eq!(headlines(&store), "Beta Gamma Delta");
    store.heed(beside(""));
    assert_eq!(headlines(&store), "Alpha Beta Gamma Delta");
}

#[test]
fn articles_of_earlier_widgets_are_left_out() {
    let page = Page::new();
    let store = page.idle();
    let beside = |words, is_open| Beside {
        shown: shown(words),
        is_open,
        ..Beside::default()
    };
    store.heed(beside("", true));
    store.update(named(&["/a"]), english());
    page.answer("/a", &feed(&ALL));
    // An earlier widget is still loading, so nothing is shown that it may show.
    assert_eq!(state(&store), LoadState::Loading);
    store.heed(beside("Alpha Gamma", false));
    assert_eq!(headlines(&store), "Beta Delta");
    assert_eq!(
        *page.fake.shared.borrow(),
        ["https://a.example/Beta", "https://a.example/Delta"]
    );
    let ready = page.log().into_iter().filter(|it| it.starts_with("ready"));
    assert_eq!(ready.collect::<Vec<_>>(), ["ready 2, skipped 0"]);
    // The earlier widget shows others now. That is no news for the page.
    store.heed(beside("Beta", false));
    assert_eq!(headlines(&store), "Alpha Gamma Delta");
    page.assert_log(&[]);
    // Later widgets hear of what is shown now, and of nothing else.
    let shared = ["Alpha", "Gamma", "Delta"].map(|it| format!("https://a.example/{it}"));
    assert_eq!(*page.fake.shared.borrow(), shared);
    // What the reader looks at stays.
    store.measure(row(3));
    page.fake.focus.set(Focus::Slide(0));
    store.heed(beside("Alpha", false));
    assert!(headlines(&store).contains("Alpha"), "{}", headlines(&store));
}

/// The first of the articles is one that the page shows elsewhere now.
#[test]
fn nothing_moves_under_a_reader_who_uses_the_widget() {
    #[track_caller]
    fn check(beside: Beside, focus: Focus, steps: usize, stays: bool) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        page.answer("/a", &feed(&ALL));
        store.measure(row(4));
        page.fake.focus.set(focus);
        for _ in 0..steps {
            store.step(Step::Next, Reason::Control);
        }
        // Long enough that the reader may have begun to read.
        page.wait(1_001);
        let seen = if steps == 0 { "Alpha" } else { "Beta" };
        store.heed(beside);
        assert_eq!(headlines(&store).contains(seen), stays);
        // The same attributes again are no change.
        store.update(named(&["/a"]), english());
        assert_eq!(headlines(&store).contains(seen), stays);
    }
    let other_page = |words| Beside {
        page: page_of(words),
        ..Beside::default()
    };
    check(other_page("Alpha"), Focus::Elsewhere, 0, false);
    check(other_page("Alpha"), Focus::Slide(0), 0, true);
    check(other_page("Alpha"), Focus::Viewport, 0, true);
    check(other_page("Beta"), Focus::Elsewhere, 1, true);
    let other_widgets = Beside {
        shown: shown("Alpha"),
        ..Beside::default()
    };
    check(other_widgets, Focus::Elsewhere, 0, true);
}

#[test]
fn a_viewport_is_followed_until_there_is_another() {
    let page = Page::new();
    let store = page.idle();
    let ended = Rc::new(Cell::new(0));
    let guard = || {
        let ended = Rc::clone(&ended);
        Some(Guard::new(move || ended.set(ended.get() + 1)))
    };
    store.keep_following(guard());
    assert_eq!(ended.get(), 0);
    store.keep_following(guard());
    assert_eq!(ended.get(), 1);
    store.keep_following(None);
    assert_eq!(ended.get(), 2);
}

#[test]
fn the_page_hears_once_of_what_was_in_sight() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    store.view(None);
    page.answer("/a", &feed(&ALL));
    page.log();
    store.view(None);
    store.view(Some(1));
    store.view(Some(1));
    store.view(None);
    store.view(Some(9));
    page.assert_log(&["view widget", "view 1 Beta"]);
    // The same article at another place.
    store.update(
        Options {
            offset: 1,
            ..named(&["/a"])
        },
        english(),
    );
    page.log();
    store.view(Some(0));
    store.view(Some(1));
    page.assert_log(&["view 1 Gamma"]);
}
