//! What readers, partners and the host page see if the feed or the widget's own files are wrong.

use harness::{Answer, BuildFile, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, element, feed_of, open, unreachable};

cases![
    a_missing_feed_is_told,
    an_unreachable_feed_is_told,
    html_instead_of_a_feed_is_told,
    xml_instead_of_json_is_told,
    truncated_json_is_told,
    an_answer_cut_off_is_told,
    an_empty_answer_is_told,
    json_that_is_no_feed_is_told,
    items_nobody_can_read_are_told,
    a_feed_without_cors_is_told,
    an_element_without_a_feed_is_told,
    an_empty_feed_says_so_calmly,
    an_empty_feed_may_hide_the_widget,
    two_widgets_with_one_broken_feed_do_not_disturb_each_other,
    a_failed_wasm_shows_the_fallback,
    a_failed_glue_shows_the_fallback,
    an_element_added_after_a_failed_wasm_works,
];

/// Loads a feed that cannot be shown. The reader sees the partner's content or a calm message. The
/// console has one line, which starts with the widget's name, names the feed and says what is
/// wrong. One event tells the page, and no exception is thrown.
#[track_caller]
fn check(stage: &Stage, feed: &str, telling: &[&str]) {
    open(stage, &element(feed, ""));
    let widget = Widget::first(&stage.page);
    stage
        .page
        .wait_until("host()?.state === 'failed'", "the failure");
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'error')",
        "the event",
    );
    stage.page.frames(5);
    let message = "shown(part('status')) && words(part('status')).length > 0";
    assert!(
        widget.shows_fallback() || widget.ask(message) == true,
        "the reader sees nothing"
    );
    assert_eq!(widget.headlines(), Vec::<String>::new());
    let errors = stage.page.events("error");
    assert_eq!(errors.len(), 1, "{errors:?}");
    for field in ["kind", "message"] {
        assert!(
            !errors[0]["detail"][field]
                .as_str()
                .unwrap_or_default()
                .is_empty(),
            "{errors:?}"
        );
    }
    assert_one_line(stage, telling);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

#[track_caller]
fn assert_one_line(stage: &Stage, telling: &[&str]) {
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        ["error", "warn"].contains(&said[0].level.as_str()),
        "{said:?}"
    );
    assert!(said[0].text.starts_with("latest-news"), "{said:?}");
    for word in telling {
        let text = said[0].text.to_lowercase();
        assert!(
            text.contains(&word.to_lowercase()),
            "{word:?} is not in {:?}",
            said[0].text
        );
    }
}

/// The same for a feed with this answer.
#[track_caller]
fn check_answer(stage: &Stage, answer: Answer, telling: &str) {
    let feed = stage.site.feed("feed.json", answer);
    check(stage, &feed, &[&feed, telling]);
}

fn a_missing_feed_is_told(stage: &Stage) {
    check_answer(stage, Answer::status_only(404), "404");
}

fn an_unreachable_feed_is_told(stage: &Stage) {
    let feed = unreachable();
    check(stage, &feed, &[&feed]);
}

fn html_instead_of_a_feed_is_told(stage: &Stage) {
    let page = "<!doctype html><html><title>Log in</title><body><h1>Log in</h1></body></html>";
    check_answer(stage, Answer::html(page), "html");
}

fn xml_instead_of_json_is_told(stage: &Stage) {
    let rss =
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title></channel></rss>";
    check_answer(stage, Answer::new("application/rss+xml", rss), "xml");
}

fn truncated_json_is_told(stage: &Stage) {
    let mut body = articles(3).to_string();
    body.truncate(body.len() / 2);
    check_answer(stage, Answer::json(body), "json");
}

fn an_answer_cut_off_is_told(stage: &Stage) {
    check_answer(stage, feed_of(5).cut_at(200), "");
}

fn an_empty_answer_is_told(stage: &Stage) {
    check_answer(stage, Answer::empty(), "empty");
}

fn json_that_is_no_feed_is_told(stage: &Stage) {
    check_answer(stage, Answer::json(r#"{"error":"no such key"}"#), "");
}

fn items_nobody_can_read_are_told(stage: &Stage) {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{ "id": "1", "title": "No link" }, { "id": "2", "url": "https://news.example/2" }],
    });
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&url, ""));
    stage.page.wait_until(
        "['failed', 'empty'].includes(host()?.state)",
        "an end to loading",
    );
    stage
        .page
        .wait_until("collected.events.length > 0", "an event");
    stage.page.frames(5);
    assert_one_line(stage, &[&url]);
    assert_eq!(Widget::first(&stage.page).headlines(), Vec::<String>::new());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn a_feed_without_cors_is_told(stage: &Stage) {
    check_answer(stage, feed_of(3).without_cors(), "");
}

fn an_element_without_a_feed_is_told(stage: &Stage) {
    open(
        stage,
        "<latest-news id=\"news\"><a id=\"fallback\" href=\"#\">All</a></latest-news>",
    );
    stage
        .page
        .wait_until("collected.console.length > 0", "a word to the partner");
    stage.page.frames(5);
    assert_one_line(stage, &["feed"]);
    assert!(Widget::first(&stage.page).shows_fallback());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn an_empty_feed_says_so_calmly(stage: &Stage) {
    let url = stage.site.feed("feed.json", feed_of(0));
    open(stage, &element(&url, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_state("empty");
    stage.page.wait_until(
        "shown(part('status')) && words(part('status'))",
        "a message",
    );
    stage
        .page
        .wait_until("collected.events.length > 0", "an event");
    stage.page.frames(5);
    assert_one_line(stage, &[&url]);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn an_empty_feed_may_hide_the_widget(stage: &Stage) {
    let url = stage.site.feed("feed.json", feed_of(0));
    open(stage, &element(&url, "empty=\"hide\""));
    Widget::first(&stage.page).wait_state("empty");
    stage
        .page
        .wait_until("!shown(host())", "the widget to go away");
}

fn two_widgets_with_one_broken_feed_do_not_disturb_each_other(stage: &Stage) {
    let good = stage.site.feed("good.json", feed_of(3));
    let bad = stage.site.feed("bad.json", Answer::status_only(404));
    open(
        stage,
        &(element(&bad, "") + &element(&good, "loading=\"eager\"")),
    );
    Widget::at(&stage.page, 0).wait_state("failed");
    Widget::at(&stage.page, 1).wait_state("ready");
    assert_eq!(Widget::at(&stage.page, 1).headlines().len(), 3);
    assert_one_line(stage, &[&bad, "404"]);
}

/// Changes one of the widget's own files so that it fails.
#[track_caller]
fn check_broken(stage: &Stage, file: BuildFile) {
    stage.site.change_cdn(file, |_| Answer::status_only(404));
    let url = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&url, ""));
    let widget = Widget::first(&stage.page);
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'error')",
        "the event",
    );
    stage.page.frames(5);
    assert_eq!(widget.state(), "failed");
    assert!(widget.shows_fallback(), "the reader sees nothing");
    assert_one_line(stage, &[]);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    let errors = stage.page.events("error");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_ne!(errors[0]["detail"]["kind"], Value::Null);
}

fn a_failed_wasm_shows_the_fallback(stage: &Stage) {
    check_broken(stage, BuildFile::Wasm);
}

fn a_failed_glue_shows_the_fallback(stage: &Stage) {
    check_broken(stage, BuildFile::Glue);
}

fn an_element_added_after_a_failed_wasm_works(stage: &Stage) {
    let first = std::sync::atomic::AtomicBool::new(true);
    stage.site.change_cdn(BuildFile::Wasm, move |answer| {
        match first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            true => Answer::status_only(503),
            false => answer,
        }
    });
    let url = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&url, ""));
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'error')",
        "the failure",
    );
    stage
        .page
        .eval("(host().after(host().cloneNode(true)), host(1).scrollIntoView(), true)");
    Widget::at(&stage.page, 1).wait_ready();
}
