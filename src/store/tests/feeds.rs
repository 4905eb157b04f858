//! Feeds: which articles are shown, what the page is told, and how often a feed is fetched.

use super::*;
use crate::store::Reason;
use crate::store::articles::{Beside, choose};
use latest_news_core::carousel::Step;

#[test]
fn a_feed_ends_in_one_of_three_states() {
    #[track_caller]
    fn check(result: Result<&str, LoadError>, expected: LoadState, said: &str, log: &[&str]) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        assert_eq!(state(&store), LoadState::Loading);
        page.assert_log(&["load /a"]);
        page.finish("/a", result);
        assert_eq!(state(&store), expected);
        assert_eq!(*store.announcement.get(), said);
        page.assert_log(log);
    }
    let failed = "The latest news cannot be shown right now.";
    check(
        Ok(&feed(&["One", "Two"])),
        LoadState::Ready,
        "",
        &["state ready", "ready 2, skipped 0"],
    );
    check(
        Ok("[]"),
        LoadState::Empty,
        "There is no news at the moment.",
        &[
            "state empty",
            "warn feed /a holds no articles",
            "error empty: feed /a holds no articles",
        ],
    );
    check(
        Err(LoadError::Status(404)),
        LoadState::Failed,
        failed,
        &[
            "warn feed /a answered with status 404",
            "error status: feed /a answered with status 404",
            "state failed",
        ],
    );
    check(
        Err(LoadError::Timeout),
        LoadState::Failed,
        failed,
        &[
            "warn feed /a did not answer within 20 seconds",
            "error timeout: feed /a did not answer within 20 seconds",
            "state failed",
        ],
    );
    check(
        Ok(""),
        LoadState::Failed,
        failed,
        &[
            "warn feed /a: the feed is empty: its address answered without content; check the \
             address",
            "error format: feed /a: the feed is empty: its address answered without content; \
             check the address",
            "state failed",
        ],
    );
}

#[test]
fn several_feeds_are_one_row() {
    #[track_caller]
    fn check(answers: &[&[&str]], expected: &str, skipped: usize) {
        let page = Page::new();
        let urls = ["/a", "/b", "/c"];
        let store = page.widget(named(&urls[..answers.len()]));
        page.log();
        for (url, articles) in urls.iter().zip(answers).rev() {
            page.answer(url, &feed(articles));
        }
        assert_eq!(headlines(&store), expected);
        let outcomes = store
            .feeds
            .borrow()
            .iter()
            .map(|it| it.outcome.clone())
            .collect::<Vec<_>>();
        let facts = Handle(Rc::clone(&page.fake));
        let options = store.options.get().clone();
        let chosen = choose(&outcomes, &options, &Beside::default(), &facts);
        assert_eq!(chosen.skipped, skipped);
    }
    let [monday, tuesday, wednesday] = [
        "Mo 2024-05-06T08:00:00Z",
        "Tu 2024-05-07T08:00:00Z",
        "We 2024-05-08T08:00:00Z",
    ];
    // One feed keeps its order.
    check(&[&[monday, wednesday, "None", tuesday]], "Mo We None Tu", 0);
    // Several are merged: newest first, articles without a date last.
    check(&[&[monday, wednesday], &[tuesday]], "We Tu Mo", 0);
    check(&[&["None", monday], &[tuesday, "Nil"]], "Tu Mo None Nil", 0);
    check(&[&[monday], &[tuesday], &[wednesday]], "We Tu Mo", 0);
    // A day counts as its beginning.
    check(&[&["Day 2024-05-07"], &[tuesday]], "Tu Day", 0);
    // An article that two feeds carry appears once.
    check(&[&[monday, tuesday], &[tuesday, wednesday]], "We Tu Mo", 1);
    check(&[&[monday], &[monday]], "Mo", 1);
    check(&[&[monday], &[]], "Mo", 0);
}

#[test]
fn several_feeds_are_shown_as_they_come() {
    let page = Page::new();
    let store = page.widget(named(&["/a", "/b", "/c"]));
    page.assert_log(&["load /a", "load /b", "load /c"]);
    page.answer("/a", "[]");
    assert_eq!(state(&store), LoadState::Loading);
    page.assert_log(&[]);
    page.break_off("/b");
    assert_eq!(state(&store), LoadState::Loading);
    page.log();
    page.answer("/c", &feed(&["One"]));
    assert_eq!(state(&store), LoadState::Ready);
    page.assert_log(&["state ready", "ready 1, skipped 0"]);
}

#[test]
fn a_feed_that_comes_later_adds_to_what_is_shown() {
    let page = Page::new();
    let store = page.widget(named(&["/a", "/b"]));
    page.answer("/b", &feed(&["Old 2024-05-01"]));
    page.log();
    page.answer("/a", &feed(&["New 2024-05-02", "Newer 2024-05-03"]));
    assert_eq!(headlines(&store), "Newer New Old");
    page.assert_log(&["refresh 2"]);
}

#[test]
fn no_article_beside_a_failure_is_a_failure() {
    let page = Page::new();
    let store = page.widget(named(&["/a", "/b"]));
    page.break_off("/a");
    page.answer("/b", "[]");
    assert_eq!(state(&store), LoadState::Failed);
}

#[test]
fn a_url_is_asked_once_for_all_widgets() {
    let page = Page::new();
    let first = page.widget(named(&["/a"]));
    let second = page.widget(Options {
        limit: 1,
        ..named(&["/a"])
    });
    page.assert_log(&["load /a"]);
    page.answer("/a", &feed(&["One", "Two"]));
    page.wait(0);
    let third = page.widget(named(&["/a"]));
    assert_eq!(
        [headlines(&first), headlines(&second), headlines(&third)],
        ["One Two", "One", "One Two"]
    );
    assert_eq!(
        page.log()
            .iter()
            .filter(|line| line.starts_with("load"))
            .count(),
        0
    );
}

#[test]
fn the_last_widget_to_leave_aborts() {
    let page = Page::new();
    let first = page.widget(named(&["/a"]));
    let second = page.widget(named(&["/a"]));
    page.log();
    first.stop();
    page.assert_log(&[]);
    second.stop();
    page.assert_log(&["abort /a"]);
    // Nothing about it is remembered.
    page.widget(named(&["/a"]));
    page.assert_log(&["load /a"]);
}

#[test]
fn a_feed_is_forgotten_with_its_last_widget() {
    let page = Page::new();
    page.widget(named(&["/a"]))
        .update(named(&["/b"]), english());
    page.assert_log(&["load /a", "abort /a", "load /b"]);
    page.answer("/b", &feed(&["One"]));
    page.stores.borrow()[0].stop();
    page.log();
    page.widget(named(&["/b"]));
    page.assert_log(&["load /b"]);
}

#[test]
fn a_stopped_widget_says_nothing_more() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    let other = page.widget(named(&["/a"]));
    page.log();
    store.stop();
    page.break_off("/a");
    assert_eq!(state(&store), LoadState::Loading);
    assert_eq!(state(&other), LoadState::Failed);
    assert_eq!(
        page.log()
            .iter()
            .filter(|line| line.starts_with("error"))
            .count(),
        1
    );
}

#[test]
fn reload_asks_again_and_tells_what_is_new() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", &feed(&["One", "Two"]));
    page.log();
    store.reload();
    // The pending request is enough.
    store.reload();
    page.assert_log(&["load /a, confirmed"]);
    assert_eq!(headlines(&store), "One Two");
    page.answer("/a", &feed(&["Zero", "One", "Two"]));
    assert_eq!(headlines(&store), "Zero One Two");
    page.assert_log(&["refresh 1"]);
    store.reload();
    page.answer("/a", &feed(&["Zero", "One", "Two"]));
    page.assert_log(&["load /a, confirmed"]);
}

#[test]
fn reload_reaches_every_widget_of_the_feed() {
    let page = Page::new();
    let first = page.widget(named(&["/a"]));
    let second = page.widget(named(&["/a"]));
    page.answer("/a", &feed(&["One"]));
    first.reload();
    page.answer("/a", &feed(&["Two"]));
    page.wait(0);
    assert_eq!([headlines(&first), headlines(&second)], ["Two", "Two"]);
}

/// Many widgets that are filled at once would block the page.
#[test]
fn widgets_of_a_feed_are_told_four_in_a_task() {
    let page = Page::new();
    let stores = [1, 2, 3, 4, 5, 6].map(|_| page.widget(named(&["/a"])));
    let heads = |stores: &[Store; 6]| stores.each_ref().map(headlines);
    page.answer("/a", &feed(&["One"]));
    assert_eq!(heads(&stores), ["One", "One", "One", "One", "", ""]);
    // A failure that arrives meanwhile is reported after the articles.
    stores[0].reload();
    page.break_off("/a");
    page.wait(0);
    assert_eq!(heads(&stores), ["One"; 6]);
    assert_eq!(stores.each_ref().map(state), [LoadState::Ready; 6]);
}

#[test]
fn a_widget_that_has_gone_is_not_told() {
    let page = Page::new();
    let stores = [1, 2, 3, 4, 5, 6].map(|_| page.widget(named(&["/a"])));
    page.answer("/a", &feed(&["One"]));
    stores[4].stop();
    page.wait(0);
    let heads = stores.each_ref().map(headlines);
    assert_eq!(heads, ["One", "One", "One", "One", "", "One"]);
}

#[test]
fn a_reload_that_fails_keeps_what_is_shown() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", &feed(&["One"]));
    page.log();
    store.reload();
    page.break_off("/a");
    assert_eq!(
        (state(&store), headlines(&store)),
        (LoadState::Ready, "One".to_owned())
    );
    page.assert_log(&[
        "load /a, confirmed",
        "warn feed /a answered with status 404; an older copy of it is shown",
        "error status, cached: feed /a answered with status 404; an older copy of it is shown",
    ]);
    // The same for a widget that is added now.
    let late = page.widget(named(&["/a"]));
    assert_eq!(
        (state(&late), headlines(&late)),
        (LoadState::Ready, "One".to_owned())
    );
}

#[test]
fn trying_again_after_a_failure_loads() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.break_off("/a");
    page.log();
    store.reload();
    assert_eq!(
        (state(&store), store.announcement.get().as_str()),
        (LoadState::Loading, "")
    );
    page.assert_log(&["state loading", "load /a, confirmed"]);
    page.break_off("/a");
    assert_eq!(state(&store), LoadState::Failed);
    store.reload();
    page.answer("/a", &feed(&["One"]));
    assert_eq!(state(&store), LoadState::Ready);
}

#[test]
fn no_feed_is_said_once() {
    let page = Page::new();
    let store = page.widget(named(&[]));
    assert_eq!(state(&store), LoadState::Failed);
    let line = "there is no feed: name its address in the feed attribute";
    let log = page.log();
    assert!(log.contains(&format!("warn {line}")), "{log:?}");
    assert!(log.contains(&format!("error no-feed: {line}")), "{log:?}");
    store.update(
        Options {
            limit: 3,
            ..named(&[])
        },
        english(),
    );
    page.assert_log(&[]);
    // There is nothing to fetch again.
    store.reload();
    assert_eq!(state(&store), LoadState::Failed);
    store.update(named(&["/a"]), english());
    page.answer("/a", &feed(&["One"]));
    assert_eq!(state(&store), LoadState::Ready);
}

#[test]
fn a_page_may_name_another_feed_when_one_fails() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    let other = store.clone();
    page.on_notice(move |notice| {
        if matches!(notice, Notice::Error { .. }) {
            other.update(named(&["/b"]), english());
        }
        true
    });
    page.log();
    page.break_off("/a");
    assert_eq!(state(&store), LoadState::Loading);
    page.answer("/b", &feed(&["One"]));
    let log = page.log();
    assert!(!log.contains(&"state failed".to_owned()), "{log:?}");
    assert_eq!(state(&store), LoadState::Ready);
}

#[test]
fn a_page_may_remove_a_widget_when_another_fails() {
    let page = Page::new();
    let first = page.widget(named(&["/a"]));
    let second = page.widget(named(&["/a"]));
    let removed = second.clone();
    page.on_notice(move |_| {
        removed.stop();
        true
    });
    page.log();
    page.break_off("/a");
    assert_eq!(
        [state(&first), state(&second)],
        [LoadState::Failed, LoadState::Loading]
    );
    assert_eq!(
        page.log()
            .iter()
            .filter(|line| line.starts_with("error"))
            .count(),
        1
    );
}

#[test]
fn a_first_view_of_another_feed_is_not_shown_as_this_one_s() {
    use crate::store::{Seed, Store, plant};
    let page = Page::new();
    let seed = Seed {
        feed: plant("/a", numbered(12).as_bytes(), NOON).expect("a feed"),
        options: named(&["/a"]),
        locale: english(),
        now: NOON,
    };
    let store = Store::full(page.adapters(), seed);
    // The page named another feed before the widget could be told of the first one.
    store.update(named(&["/b"]), english());
    assert_eq!(state(&store), LoadState::Loading);
    assert_eq!(headlines(&store), "");
    page.assert_log(&["state loading", "load /b"]);
    page.finish("/b", Ok(&feed(&["One"])));
    assert_eq!(headlines(&store), "One");
    page.assert_log(&["state ready", "ready 1, skipped 0"]);
    store.stop();
}

#[test]
fn a_first_view_has_controls_if_there_is_more() {
    use crate::store::{Seed, Store, plant};
    use latest_news_core::options::Layout;
    for (count, layout, expected) in [
        (1, Layout::Carousel, false),
        (2, Layout::Carousel, true),
        (12, Layout::Ticker, true),
        (12, Layout::List, false),
    ] {
        let page = Page::new();
        let seed = Seed {
            feed: plant("/a", numbered(count).as_bytes(), NOON).expect("a feed"),
            options: Options {
                layout,
                ..named(&["/a"])
            },
            locale: english(),
            now: NOON,
        };
        let store = Store::full(page.adapters(), seed);
        page.assert_log(&[]);
        let position = store.position.get().clone();
        let offered = (
            *store.can_move.get(),
            position.can_go_back,
            position.can_go_on,
        );
        assert_eq!(offered, (expected, false, expected), "{count} {layout:?}");
        // The page hears of the articles with the first update.
        store.update(
            Options {
                layout,
                ..named(&["/a"])
            },
            english(),
        );
        page.answer("/a", &numbered(count));
        let log = page.log();
        let told = |line: &str| log.iter().filter(|it| **it == line).count();
        let ready = format!("ready {count}, skipped 0");
        assert_eq!((told("state ready"), told(&ready)), (1, 1), "{log:?}");
        store.stop();
    }
}

#[test]
fn another_feed_begins_at_its_start() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::Next, Reason::Control);
    assert_eq!(store.position.get().in_view, 3..6);
    store.update(named(&["/b"]), english());
    // The row that was measured is gone.
    assert_eq!(store.position.get().in_view, 0..0);
    page.answer("/b", &numbered(12));
    store.measure(row(12));
    assert_eq!(store.position.get().in_view, 0..3);
}
