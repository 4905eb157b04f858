//! What is fetched, when, and how often, according to the server's log.

use harness::{BuildFile, Origin, Stage, cases};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open};

cases![
    nothing_heavy_is_fetched_far_from_the_viewport,
    nearing_the_viewport_loads_the_widget,
    eager_loads_at_once,
    glue_wasm_and_feed_are_fetched_side_by_side,
    the_feed_may_come_long_before_the_wasm,
    widgets_share_one_wasm_and_one_request_per_feed,
    the_feed_is_asked_without_preflight_or_cookies,
];

fn open_far_below(stage: &Stage, attributes: &str) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let widget = element(&feed, attributes);
    stage
        .page
        .goto(&stage.site.page("far-below", &[("widget", &widget)]));
    stage.page.wait_until("loaderRan()", "the loader");
}

fn nothing_heavy_is_fetched_far_from_the_viewport(stage: &Stage) {
    open_far_below(stage, "");
    stage.page.frames(40);
    assert_eq!(stage.site.requests_for_build(BuildFile::Loader).len(), 1);
    assert_eq!(stage.site.requests_for_build(BuildFile::Glue).len(), 0);
    assert_eq!(stage.site.requests_for_build(BuildFile::Wasm).len(), 0);
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    assert!(Widget::first(&stage.page).shows_fallback());
}

fn nearing_the_viewport_loads_the_widget(stage: &Stage) {
    open_far_below(stage, "");
    stage
        .page
        .eval("window.scrollTo(0, host().offsetTop - innerHeight - 50)");
    stage.site.wait_for_requests("feed.json", 1);
    Widget::first(&stage.page).wait_state("ready");
    assert_quiet(stage);
}

fn eager_loads_at_once(stage: &Stage) {
    open_far_below(stage, "loading=\"eager\"");
    Widget::first(&stage.page).wait_state("ready");
    assert_eq!(stage.page.eval("window.scrollY"), 0);
}

fn glue_wasm_and_feed_are_fetched_side_by_side(stage: &Stage) {
    let gate = stage.site.gate();
    for file in [BuildFile::Glue, BuildFile::Wasm] {
        let gate = gate.clone();
        stage
            .site
            .change_cdn(file, move |answer| answer.held_by(&gate));
    }
    let feed = stage.site.feed("feed.json", feed_of(3).held_by(&gate));
    open(stage, &element(&feed, ""));
    // No request has been answered, so none can have waited for another.
    stage.site.wait_for_build(BuildFile::Glue);
    stage.site.wait_for_build(BuildFile::Wasm);
    stage.site.wait_for_requests("feed.json", 1);
    let answered = stage.site.requests();
    let answered = answered
        .iter()
        .filter(|r| r.answered.is_some() && r.path.contains(".json"));
    assert_eq!(answered.count(), 0);
    gate.open();
    Widget::first(&stage.page).wait_ready();
    for file in [BuildFile::Loader, BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 1, "{file:?}");
    }
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_quiet(stage);
}

fn the_feed_may_come_long_before_the_wasm(stage: &Stage) {
    let gate = stage.site.gate();
    let held = gate.clone();
    stage
        .site
        .change_cdn(BuildFile::Wasm, move |answer| answer.held_by(&held));
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&feed, ""));
    stage.page.frames(10);
    stage.site.wait_for_build(BuildFile::Wasm);
    let asked = stage.site.wait_for_requests("feed.json", 1);
    let wasm = &stage.site.requests_for_build(BuildFile::Wasm)[0];
    assert!(wasm.answered.is_none());
    gate.open();
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.site.requests_for("feed.json").len(), asked.len());
}

fn widgets_share_one_wasm_and_one_request_per_feed(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(4));
    let other = stage.site.feed("other.json", feed_of(2));
    let widgets: String = [&feed, &feed, &other, &feed]
        .iter()
        .map(|feed| format!("<latest-news feed=\"{feed}\" loading=\"eager\"></latest-news>"))
        .collect();
    open(stage, &widgets);
    for (index, count) in [4, 4, 2, 4].into_iter().enumerate() {
        let widget = Widget::at(&stage.page, index);
        widget.wait_state("ready");
        assert_eq!(widget.headlines().len(), count, "widget {index}");
    }
    assert_eq!(stage.site.requests_for_build(BuildFile::Wasm).len(), 1);
    assert_eq!(stage.site.requests_for_build(BuildFile::Glue).len(), 1);
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_eq!(stage.site.requests_for("other.json").len(), 1);
}

fn the_feed_is_asked_without_preflight_or_cookies(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(2)) + "?a=b&c";
    open(stage, &element(&feed.replace('&', "&amp;"), ""));
    Widget::first(&stage.page).wait_ready();
    let asked = stage.site.requests_for("feed.json");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].method, "GET");
    assert!(asked[0].path.ends_with("?a=b&c"), "{}", asked[0]);
    assert_eq!(json!(asked[0].header("cookie")), json!(null));
    // Not even from the page's own server, which gets a cookie with all other requests.
    let own = stage.site.serve(Origin::Partner, "own.json", feed_of(3));
    let plain = stage.site.serve(Origin::Partner, "plain.json", feed_of(3));
    let change = "document.cookie = 'a=b; path=/';
        await fetch(arguments[1]);
        host().feed = arguments[0]";
    stage.page.script_async(change, json!([own, plain]));
    stage.site.wait_for_requests("own.json", 1);
    let cookie = |file| json!(stage.site.requests_for(file)[0].header("cookie"));
    assert_eq!(cookie("plain.json"), json!("a=b"));
    assert_eq!(cookie("own.json"), json!(null));
    stage
        .page
        .eval("(document.cookie = 'a=; path=/; max-age=0', true)");
}
