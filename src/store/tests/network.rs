//! Requests to the network: copies in the browser's cache, retries, and waking up.

use super::*;

const BUSY: LoadError = LoadError::Status(503);

#[test]
fn a_copy_is_shown_first_and_then_asked_for_again() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.log();
    page.answer_of_old("/a", Ok(&feed(&["Old"])));
    assert_eq!(headlines(&store), "Old");
    page.assert_log(&["load /a, fresh", "state ready", "ready 1, skipped 0"]);
    page.answer("/a", &feed(&["New", "Old"]));
    assert_eq!(headlines(&store), "New Old");
    page.assert_log(&["refresh 1"]);
}

/// A page on a first visit.
fn on_first_visit() -> (Page, Store) {
    let page = Page::new();
    page.fake.copies.set(false);
    let store = page.widget(named(&["/a"]));
    page.assert_log(&["load /a, fresh"]);
    (page, store)
}

#[test]
fn a_first_visit_asks_once() {
    #[track_caller]
    fn check(result: Result<&str, LoadError>) {
        let (page, store) = on_first_visit();
        // The request followed the server's rules, whatever the headers of the answer say.
        page.answer_of_old("/a", result);
        page.wait(3_600_000);
        assert!(page.log().iter().all(|line| !line.starts_with("load")));
        assert_ne!(state(&store), LoadState::Loading);
    }
    check(Ok(&feed(&["One"])));
    check(Ok("<html>"));
    check(Err(LoadError::Status(404)));
    check(Err(LoadError::TooLarge));
}

#[test]
fn a_first_visit_waits_for_a_slow_server() {
    let (page, store) = on_first_visit();
    page.wait(10_000);
    page.assert_log(&[]);
    page.answer("/a", &feed(&["One"]));
    assert_eq!(headlines(&store), "One");
    assert_eq!(page.timers(), 0);
}

#[test]
fn a_first_visit_tries_three_times() {
    let (page, _store) = on_first_visit();
    for _ in 0..3 {
        page.finish("/a", Err(LoadError::Unreachable));
        page.wait(1_000);
    }
    let loads = page.log();
    let loads: Vec<_> = loads.iter().filter(|it| it.starts_with("load")).collect();
    assert_eq!(loads, ["load /a, fresh", "load /a, fresh"]);
}

#[test]
fn an_answer_that_cannot_be_old_is_the_last() {
    let page = Page::new();
    page.widget(named(&["/a"]));
    page.answer("/a", &feed(&["One"]));
    assert_eq!(page.fake.loads.borrow().len(), 0);
}

#[test]
fn the_same_bytes_change_and_say_nothing() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    let text = r#"[{"title": "One", "url": "/1"}, null]"#;
    page.answer_of_old("/a", Ok(text));
    let before = store.feeds.borrow()[0].outcome.clone();
    page.log();
    page.answer("/a", text);
    page.assert_log(&[]);
    let after = store.feeds.borrow()[0].outcome.clone();
    let (Some(Ok(before)), Some(Ok(after))) = (before, after) else {
        panic!("no feed")
    };
    assert!(Rc::ptr_eq(&before, &after), "it was read twice");
}

#[test]
fn a_failure_of_long_ago_is_asked_about_again() {
    #[track_caller]
    fn check(old: Result<&str, LoadError>) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        page.log();
        page.answer_of_old("/a", old);
        page.assert_log(&["load /a, fresh"]);
        page.answer("/a", &feed(&["One"]));
        assert_eq!(state(&store), LoadState::Ready);
        page.assert_log(&["state ready", "ready 1, skipped 0"]);
    }
    check(Err(LoadError::Status(404)));
    check(Ok("<html>"));
}

#[test]
fn a_server_that_may_be_busy_is_not_asked_again_at_once() {
    for status in [408, 429, 500, 503] {
        let page = Page::new();
        page.widget(named(&["/a"]));
        page.log();
        page.answer_of_old("/a", Err(LoadError::Status(status)));
        page.wait(499);
        page.assert_log(&[]);
        page.wait(1);
        page.assert_log(&["load /a, fresh"]);
    }
}

#[test]
fn a_failing_feed_shows_its_copy_and_says_so() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer_of_old("/a", Ok(&feed(&["Old"])));
    page.log();
    page.break_off("/a");
    assert_eq!(
        (state(&store), headlines(&store)),
        (LoadState::Ready, "Old".to_owned())
    );
    page.assert_log(&[
        "warn feed /a answered with status 404; an older copy of it is shown",
        "error status, cached: feed /a answered with status 404; an older copy of it is shown",
    ]);
}

#[test]
fn what_may_pass_is_tried_three_times_in_silence() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.finish("/a", Err(LoadError::Unreachable));
    page.assert_log(&["load /a"]);
    page.wait(499);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["load /a, fresh"]);
    page.finish("/a", Err(BUSY));
    assert_eq!(state(&store), LoadState::Loading);
    page.wait(999);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["load /a, fresh"]);
    page.finish("/a", Err(BUSY));
    assert_eq!(state(&store), LoadState::Failed);
    page.wait(3_600_000);
    page.assert_log(&[
        "warn feed /a answered with status 503",
        "error status: feed /a answered with status 503",
        "state failed",
    ]);
}

#[test]
fn a_feed_that_was_lost_once_is_shown_without_a_word() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.finish("/a", Err(LoadError::Unreachable));
    page.wait(500);
    page.log();
    page.answer("/a", &feed(&["One"]));
    assert_eq!(headlines(&store), "One");
    page.assert_log(&["state ready", "ready 1, skipped 0"]);
}

#[test]
fn failures_that_stay_are_told_at_once() {
    #[track_caller]
    fn check(result: Result<&str, LoadError>) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        page.finish("/a", result);
        assert_eq!(state(&store), LoadState::Failed);
        page.log();
        page.wait(3_600_000);
        page.assert_log(&[]);
    }
    check(Err(LoadError::Status(404)));
    check(Err(LoadError::Timeout));
    check(Err(LoadError::TooLarge));
    check(Ok("<html>"));
}

/// Answers with status 429 and a time to wait.
#[track_caller]
fn push_back(page: &Page, retry_after: &str) {
    page.reply("/a", |_| Reply {
        result: Err(LoadError::Status(429)),
        retry_after: Some(retry_after.to_owned()),
        may_be_old: false,
    });
}

#[test]
fn a_server_that_asks_for_time_is_given_it() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    push_back(&page, "4");
    page.log();
    page.wait(4_499);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["load /a, fresh"]);
    // A pause longer than readers wait: they see the failure, and the feed when it comes.
    push_back(&page, "60");
    assert_eq!(state(&store), LoadState::Failed);
    page.log();
    store.wake();
    page.wait(60_999);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["load /a, fresh"]);
    page.answer("/a", &feed(&["One"]));
    assert_eq!(state(&store), LoadState::Ready);
}

#[test]
fn nobody_asks_before_the_server_wants_it() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    push_back(&page, "7200");
    page.log();
    page.wait(7_100_000);
    store.wake();
    page.wait(2_000);
    page.assert_log(&[]);
    page.wait(100_000);
    store.wake();
    page.wait(2_000);
    page.assert_log(&["load /a, confirmed"]);
}

#[test]
fn a_pause_ends_with_its_widget() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.finish("/a", Err(BUSY));
    page.log();
    store.stop();
    page.wait(60_000);
    page.assert_log(&[]);
    assert_eq!(page.timers(), 0);
}

#[test]
fn who_asks_does_not_wait_for_the_pause() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.finish("/a", Err(BUSY));
    page.log();
    store.reload();
    page.assert_log(&["load /a, confirmed"]);
    page.wait(60_000);
    page.assert_log(&[]);
}

#[test]
fn who_asks_is_not_served_from_the_cache() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer_of_old("/a", Ok(&feed(&["Old"])));
    page.log();
    store.reload();
    page.assert_log(&["abort /a", "load /a, confirmed"]);
}

#[test]
fn a_page_that_wakes_asks_once_for_what_failed() {
    let page = Page::new();
    let store = page.widget(named(&["/a", "/b"]));
    page.break_off("/a");
    page.answer("/b", &feed(&["One"]));
    page.log();
    // Visible again, thawed and online, all at the same time.
    store.wake();
    store.wake();
    store.wake();
    page.wait(2_000);
    page.assert_log(&["load /a, confirmed"]);
    page.answer("/a", &feed(&["Two"]));
    page.log();
    store.wake();
    page.wait(2_000);
    page.assert_log(&[]);
    assert_eq!(headlines(&store), "Two One");
}

#[test]
fn a_feed_that_stays_down_is_told_of_once() {
    let page = Page::new();
    let store = page.widget(Options {
        refresh: Some(60_000),
        ..named(&["/a"])
    });
    page.break_off("/a");
    page.log();
    page.wait(60_000);
    page.break_off("/a");
    store.wake();
    page.wait(2_000);
    page.break_off("/a");
    page.assert_log(&["load /a, confirmed", "load /a, confirmed"]);
    // A caller of `reload` is told.
    store.reload();
    page.break_off("/a");
    assert!(page.log().iter().any(|line| line.starts_with("error")));
    store.reload();
    page.answer("/a", &feed(&["One"]));
    page.wait(60_000);
    page.log();
    page.break_off("/a");
    assert!(page.log().iter().any(|line| line.starts_with("error")));
}

#[test]
fn a_page_that_is_not_awake_asks_for_nothing() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.break_off("/a");
    page.log();
    page.fake.asleep.set(true);
    store.wake();
    page.wait(2_000);
    page.assert_log(&[]);
    page.fake.asleep.set(false);
    store.wake();
    page.wait(2_000);
    page.assert_log(&["load /a, confirmed"]);
}

#[test]
fn one_feed_holds_up_no_other() {
    let page = Page::new();
    let store = page.widget(named(&["/slow", "/lost", "/good"]));
    page.finish("/lost", Err(LoadError::Unreachable));
    page.answer("/good", &feed(&["One 2024-05-01"]));
    assert_eq!(headlines(&store), "One");
    page.wait(500);
    page.answer("/lost", &feed(&["Two 2024-05-02"]));
    assert_eq!(headlines(&store), "Two One");
    page.answer("/slow", &feed(&["Three 2024-05-03", "Two 2024-05-02"]));
    assert_eq!(headlines(&store), "Three Two One");
}

#[test]
fn a_large_feed_is_read_and_shown_in_tasks_of_their_own() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.log();
    let large = feed(&["One"]) + &" ".repeat(600_000);
    page.answer_of_old("/a", Ok(&large));
    assert_eq!(state(&store), LoadState::Loading);
    page.assert_log(&[]);
    page.wait(0);
    assert_eq!(headlines(&store), "One");
    page.assert_log(&["load /a, fresh", "state ready", "ready 1, skipped 0"]);
}

#[test]
fn a_large_feed_that_nobody_waits_for_any_more_is_not_shown() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", &(feed(&["One"]) + &" ".repeat(600_000)));
    page.log();
    store.stop();
    page.wait(1_000);
    page.assert_log(&[]);
    assert_eq!(page.timers(), 0);
}

/// A page is not told why it got no answer. For a feed on `http:` it can know.
#[test]
fn mixed_content_is_named() {
    let mixed = "cannot be reached: a page on https: may fetch no feed on http: (mixed content); \
                 give its https: address";
    for (secure, url, is_mixed) in [
        (true, "http://ann:secret@news.example/a", true),
        (true, "https://news.example/a", false),
        (false, "http://news.example/a", false),
    ] {
        let page = Page::new();
        page.fake.secure.set(secure);
        page.widget(named(&[url]));
        for _ in 0..3 {
            page.reply(url, |_| LoadError::Unreachable.into());
            page.wait(1_000);
        }
        let log = page.log();
        let warning = log.iter().find(|line| line.starts_with("warn")).cloned();
        let warning = warning.unwrap_or_default();
        assert_eq!(warning.contains(mixed), is_mixed, "{url}: {warning}");
        assert!(!warning.contains("secret"), "{warning}");
    }
}
