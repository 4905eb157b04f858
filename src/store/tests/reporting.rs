//! What the console and the page hear of items that are left out.

use super::*;

#[test]
fn items_left_out_are_reported_in_one_line() {
    #[track_caller]
    fn check(text: &str, warnings: &[&str]) {
        let page = Page::new();
        page.widget(named(&["/a"]));
        page.log();
        page.answer("/a", text);
        let mut log = page.log();
        log.retain(|line| line.starts_with("warn"));
        assert_eq!(log, warnings);
    }
    let one = r#"{"title": "One", "url": "/1"}"#;
    check(&format!("[{one}]"), &[]);
    check(
        &format!(r#"[{one}, {{"title": "Two", "url": "javascript:x"}}, 3]"#),
        &[
            "warn feed /a: left out 2 of 3 items, the first because item 2 has a link that is \
           neither http nor https; send one that is",
        ],
    );
    check(
        &format!("[null, {one}]"),
        &[
            "warn feed /a: left out 1 of 2 items, the first because item 1 is not an object; send \
           one object per article",
        ],
    );
    // Repetitions are not the publisher's fault.
    check(&format!("[{one}, {one}]"), &[]);
}

#[test]
fn items_of_which_none_is_an_article_are_a_failure_said_once() {
    let page = Page::new();
    page.widget(named(&["/a"]));
    page.log();
    page.answer("/a", r#"[{"title": "One", "url": "javascript:x"}]"#);
    let log = page.log();
    assert_eq!(
        log.iter().filter(|line| line.starts_with("warn")).count(),
        1,
        "{log:?}"
    );
    let message = "feed /a: the feed's items (1) hold no article: the first has a link that is neither \
                   http nor https; send one that is";
    assert_eq!(
        log[..2],
        [
            format!("warn {message}"),
            format!("error format: {message}")
        ],
        "{log:?}"
    );
    assert_eq!(log.last().map(String::as_str), Some("state failed"));
}

#[test]
fn skipped_items_are_counted_for_the_page() {
    let page = Page::new();
    page.widget(named(&["/a"]));
    page.log();
    page.answer("/a", r#"[{"title": "One", "url": "/1"}, null, 3]"#);
    let log = page.log();
    assert_eq!(
        log.last().map(String::as_str),
        Some("ready 1, skipped 2"),
        "{log:?}"
    );
}
