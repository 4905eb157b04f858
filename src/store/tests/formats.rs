//! Feeds that only the whole feed reader can read.

use super::*;

#[test]
fn a_feed_of_a_rare_format_is_read_by_the_whole_feed_reader() {
    const RARE: &str = r#"{"response": {"results": [
        {"webTitle": "One", "webUrl": "https://a.example/1"}, {"webTitle": "Two"}]}}"#;
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.log();
    page.answer("/a", RARE);
    assert_eq!(headlines(&store), "One");
    page.assert_log(&[
        "warn feed /a: left out 1 of 2 items, the first because item 2 has no link that leads \
         anywhere; send its http(s) address",
        "state ready",
        "ready 1, skipped 1",
    ]);
    // The same bytes are not read again.
    page.fake.has_formats.set(false);
    store.reload();
    page.log();
    page.answer("/a", RARE);
    page.assert_log(&[]);
}

#[test]
fn lists_that_are_left_out_are_named_once() {
    const LISTS: &str = r#"{"featured": [{"title": "One", "url": "/1", "date": "2026-05-01"}],
        "posts": [{"title": "Two", "url": "/2", "date": "2026-05-01"}], "lead": null, "more": {"videos": [
        {"title": "Three", "url": "/3", "date": "2026-05-01"}]}, "data": {}}"#;
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.log();
    page.answer("/a", LISTS);
    assert_eq!(headlines(&store), "Two");
    page.assert_log(&[
        "warn feed /a: left out `featured`, `videos`, which may be news, too; send all articles in one \
         list, or JSON Feed",
        "state ready",
        "ready 1, skipped 0",
    ]);
    store.reload();
    page.log();
    page.answer("/a", LISTS);
    page.assert_log(&[]);
}

#[test]
fn a_feed_that_needs_the_whole_feed_reader_fails_without_it() {
    let page = Page::new();
    page.fake.has_formats.set(false);
    let store = page.widget(named(&["/a"]));
    page.log();
    page.answer("/a", r#"{"news": {}}"#);
    assert_eq!(state(&store), LoadState::Failed);
    let log = page.log();
    let message = "feed /a: its format needs formats.wasm, which cannot be reached";
    assert!(log.iter().any(|line| line.contains(message)), "{log:?}");
    // A page that wakes up asks again.
    page.fake.has_formats.set(true);
    store.wake();
    page.wait(2_000);
    page.answer(
        "/a",
        r#"{"news": {"list": [{"title": "One", "url": "/1"}]}}"#,
    );
    assert_eq!(headlines(&store), "One");
}

#[test]
fn a_feed_that_nobody_waits_for_any_more_is_not_decoded() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    let at = page.fake.loads.borrow().len() - 1;
    let (_, _, done) = page.fake.loads.borrow_mut().remove(at);
    done(Reply {
        result: Ok(answer("https://news.example/a".to_owned(), "<rss>")),
        retry_after: None,
        may_be_old: false,
    });
    page.log();
    store.stop();
    page.decode();
    page.assert_log(&[]);
    assert_eq!(page.fake.decoded.borrow().len(), 0);
}
