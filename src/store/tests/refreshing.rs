//! Automatic refreshing, and how new articles are shown.

use super::*;
use crate::store::Reason;
use latest_news_core::carousel::{PauseReason, Step};

const MINUTE: u64 = 60_000;

fn refreshed(minutes: u32) -> Options {
    Options {
        refresh: Some(minutes * 60_000),
        ..Options::default()
    }
}

/// A widget that shares the feed of [`Page::carousel`].
fn row_options() -> Options {
    Options {
        feeds: vec!["/row".to_owned()],
        ..refreshed(5)
    }
}

/// A feed of articles with these numbers, in this order.
fn numbers(numbers: std::ops::RangeInclusive<usize>) -> String {
    let all = numbers.map(|number| number.to_string()).collect::<Vec<_>>();
    feed(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_feed_is_fetched_again_after_its_interval() {
    #[track_caller]
    fn check(chance: f64, due: u64) {
        let page = Page::new();
        page.fake.random.set(chance);
        page.carousel(3, refreshed(5));
        page.wait(due - 1);
        page.assert_log(&[]);
        page.wait(1);
        page.assert_log(&["load /row, confirmed"]);
        page.answer("/row", &numbered(3));
        page.wait(due);
        page.assert_log(&["load /row, confirmed"]);
    }
    check(0.0, 5 * MINUTE);
    check(0.5, 330_000);
    check(0.999, 359_940);
}

#[test]
fn the_interval_may_change() {
    let page = Page::new();
    let store = page.carousel(3, refreshed(60));
    let with = |refresh| Options {
        feeds: vec!["/row".to_owned()],
        refresh,
        ..Options::default()
    };
    store.update(with(Some(60_000)), english());
    page.wait(MINUTE);
    page.assert_log(&["load /row, confirmed"]);
    page.answer("/row", &numbered(3));
    store.update(with(None), english());
    page.wait(600 * MINUTE);
    page.assert_log(&[]);
    assert_eq!(page.timers(), 0);
}

#[test]
fn widgets_that_share_a_feed_share_its_requests() {
    let page = Page::new();
    page.carousel(3, refreshed(5));
    page.wait(100_000);
    page.widget(row_options());
    page.log();
    page.wait(200_000);
    page.assert_log(&["load /row, confirmed"]);
    page.answer("/row", &numbered(3));
    page.log();
    page.wait(100_000);
    page.assert_log(&[]);
}

#[test]
fn a_page_out_of_sight_asks_once_when_it_is_back() {
    let page = Page::new();
    let store = page.carousel(3, refreshed(5));
    page.fake.asleep.set(true);
    page.wait(60 * MINUTE);
    page.assert_log(&[]);
    page.fake.asleep.set(false);
    store.wake();
    store.wake();
    page.wait(2_000);
    page.assert_log(&["load /row, confirmed"]);
    page.answer("/row", &numbered(3));
    page.log();
    // Nothing is due yet.
    store.wake();
    page.wait(2_000);
    page.assert_log(&[]);
}

#[test]
fn a_removed_widget_fetches_no_more() {
    let page = Page::new();
    let store = page.carousel(3, refreshed(5));
    store.wake();
    store.stop();
    assert_eq!(page.timers(), 0);
}

/// A row of twelve that is being read, and a pending refresh.
fn reading(from: usize) -> (Page, Store) {
    let page = Page::new();
    let store = page.carousel(12, refreshed(5));
    if from > 0 {
        store.step(Step::To(from), Reason::Method);
        store.scrolled(316.0 * from as f64);
        store.scroll_ended();
    }
    page.wait(5 * MINUTE);
    page.log();
    (page, store)
}

#[test]
fn what_is_being_read_stays_where_it_is() {
    #[track_caller]
    fn check(from: usize, now: &str, news: &[&str]) {
        let (page, store) = reading(from);
        page.answer("/row", now);
        store.measure(row(store.teasers.get().len()));
        page.assert_log(news);
    }
    // Two articles came before it, so the row scrolls on by two.
    check(
        3,
        &numbers_of(&[21, 22], 1..=10),
        &["refresh 2", "scroll to 1580 at once"],
    );
    // The same at the very start.
    check(
        0,
        &numbers_of(&[21, 22], 1..=10),
        &["refresh 2", "scroll to 632 at once"],
    );
    // An article before it is gone.
    check(3, &numbers(2..=12), &["scroll to 632 at once"]);
    // Nothing changed before it.
    check(0, &numbers(1..=12), &[]);
}

fn numbers_of(first: &[usize], then: std::ops::RangeInclusive<usize>) -> String {
    let all = first.iter().copied().chain(then).map(|it| it.to_string());
    let all = all.collect::<Vec<_>>();
    feed(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn what_is_being_read_is_kept() {
    let (page, store) = reading(9);
    page.answer("/row", &numbers_of(&[21, 22], 1..=10));
    // 10 to 12 are in view, but 11 and 12 are no longer in the feed.
    assert_eq!(headlines(&store), "21 22 1 2 3 4 5 6 7 8 9 10 11 12");
    store.measure(row(14));
    page.assert_log(&["refresh 2", "scroll to 3476 at once"]);
}

#[test]
fn a_correction_waits_while_it_is_being_read() {
    let (page, store) = reading(0);
    let text = numbered(12).replace(r#""title": "2""#, r#""title": "Two""#);
    let text = text.replace(r#""title": "9""#, r#""title": "Nine""#);
    page.answer("/row", &text);
    assert_eq!(headlines(&store), "1 2 3 4 5 6 7 8 Nine 10 11 12");
}

#[test]
fn news_stands_in_front_where_nobody_is_reading() {
    // Out of sight, at the start of the row.
    let (page, store) = reading(0);
    store.hold(PauseReason::OffScreen, true);
    page.answer("/row", &numbers_of(&[21], 1..=11));
    store.measure(row(12));
    assert_eq!(store.position.get().in_view, 0..3);
    assert_eq!(headlines(&store).split(' ').next(), Some("21"));
    page.assert_log(&["refresh 1"]);
    // A copy from the cache was shown a moment ago.
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer_of_old("/a", Ok(&numbered(12)));
    store.measure(row(12));
    page.wait(1_000);
    page.answer("/a", &numbers_of(&[21], 1..=11));
    store.measure(row(12));
    assert_eq!(store.position.get().in_view, 0..3);
    assert_eq!(headlines(&store), "21 1 2 3 4 5 6 7 8 9 10 11");
}

/// Slides are made again only if they change and nobody reads them. Otherwise their focus would be
/// lost.
#[test]
fn a_row_is_another_only_where_nobody_reads_it() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer_of_old("/a", Ok(&numbered(12)));
    let row = store.row.get();
    page.answer("/a", &numbered(12));
    assert_eq!(store.row.get(), row);
    let (page, store) = reading(0);
    let row = store.row.get();
    page.answer("/row", &numbers_of(&[21], 1..=11));
    assert_eq!(store.row.get(), row);
    store.hold(PauseReason::OffScreen, true);
    store.step(Step::To(0), Reason::Method);
    page.wait(5 * MINUTE);
    page.answer("/row", &numbers_of(&[22, 21], 1..=10));
    assert_eq!(store.row.get(), row + 1);
}

#[test]
fn who_asks_for_the_feed_gets_it_as_it_is() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    page.wait(10_000);
    store.reload();
    page.answer("/row", &numbers(21..=23));
    assert_eq!(headlines(&store), "21 22 23");
}

#[test]
fn news_is_announced_once() {
    let (page, store) = reading(0);
    let said = || store.announcement.get().clone();
    page.answer("/row", &numbers_of(&[21], 1..=11));
    let words = "New articles have come in.";
    assert_eq!(said(), words);
    // The next refresh announces it again.
    page.wait(5 * MINUTE);
    assert_eq!(said(), "");
    page.answer("/row", &numbers_of(&[22, 21], 1..=10));
    assert_eq!(said(), words);
    page.wait(5 * MINUTE);
    page.answer("/row", &numbers_of(&[22, 21], 1..=10));
    assert_eq!(said(), "");
}

#[test]
fn a_stopped_widget_does_not_change_by_itself() {
    let page = Page::new();
    let options = Options {
        autoplay: Some(6_000),
        ..refreshed(5)
    };
    let store = page.carousel(12, options);
    store.toggle_rotation();
    page.wait(60 * MINUTE);
    page.assert_log(&[]);
    // Another widget with the same feed requests it.
    page.widget(row_options());
    page.wait(5 * MINUTE);
    page.answer("/row", &numbers_of(&[21], 1..=11));
    assert_eq!(headlines(&store).split(' ').next(), Some("1"));
    store.toggle_rotation();
    assert_eq!(headlines(&store).split(' ').next(), Some("21"));
}

#[test]
fn a_stopped_widget_still_exchanges_an_old_copy() {
    let page = Page::new();
    page.fake.reduced_motion.set(true);
    let store = page.widget(Options {
        autoplay: Some(6_000),
        ..named(&["/a"])
    });
    page.answer_of_old("/a", Ok(&numbered(3)));
    page.answer("/a", &numbers(2..=4));
    assert_eq!(headlines(&store), "2 3 4");
}

#[test]
fn many_pages_that_wake_ask_one_after_the_other() {
    let page = Page::new();
    page.fake.random.set(0.5);
    let store = page.widget(named(&["/a"]));
    page.break_off("/a");
    store.wake();
    page.log();
    page.wait(999);
    page.assert_log(&[]);
    page.wait(1);
    assert_eq!(page.log()[0], "load /a, confirmed");
}

/// A reader who has moved on is reading, even if the row came a moment ago.
#[test]
fn what_a_reader_has_moved_to_stays_from_the_first_moment() {
    let page = Page::new();
    let store = page.widget(named(&["/a", "/b"]));
    page.answer("/a", &numbered(6));
    store.measure(row(6));
    store.step(Step::Next, Reason::Control);
    assert_eq!(store.position.get().in_view, 3..6);
    page.answer("/b", &feed(&["New 2024-05-10"]));
    store.measure(row(7));
    let first = store.position.get().in_view.start;
    let teasers = store.teasers.get();
    let first = teasers.get(first).map(|it| it.headline.as_str());
    assert_eq!(first, Some("4"), "{}", headlines(&store));
}
