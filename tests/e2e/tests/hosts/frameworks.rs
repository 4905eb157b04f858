//! React, Vue, Svelte and plain HTML. "custom elements everywhere" lists what a framework must do
//! with an element, and so what an element must allow: it has children or none, is hidden and
//! shown, takes attributes and properties of each kind, and sends events to declared listeners.

use harness::{Answer, Origin, Stage, cases, places};
use serde_json::{Value, json};
use std::fs;

use super::picture;
use crate::widget::{Widget, assert_quiet, feed_of, strings};

cases![
    react_uses_the_element,
    vue_uses_the_element,
    svelte_uses_the_element,
    plain_script_uses_the_element,
    frameworks_may_come_before_the_loader,
];

fn open_framework(stage: &Stage, framework: &str, head: &str) {
    let bundle = places::frameworks().join(format!("{framework}.js"));
    let script = fs::read(&bundle).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `cargo xtask test e2e` makes it",
            bundle.display()
        )
    });
    let fill = [("framework", framework), ("head", head)];
    let url = stage.site.page("framework", &fill);
    stage.site.serve(
        Origin::Partner,
        &format!("framework/{framework}.js"),
        Answer::new("text/javascript", script),
    );
    stage.page.goto(&url);
    // Without a setter, it is the element of that name.
    stage
        .page
        .wait_until("typeof window.app?.set === 'function'", framework);
}

/// The state of the page's component, with some changes.
fn state(feed: &str, changes: Value) -> Value {
    let mut state = json!({
        "feed": feed, "limit": 9, "level": 3, "autoplay": false, "heading": "From our newsroom",
        "words": "All the news", "isShown": true, "isLast": false,
    });
    for (name, value) in changes.as_object().unwrap() {
        state[name] = value.clone();
    }
    state
}

#[track_caller]
fn set(stage: &Stage, feed: &str, changes: Value) {
    let state = state(feed, changes).to_string();
    stage
        .page
        .script_async("await window.set(arguments[0])", json!([state]));
}

const HEARD: &str = "window.heardOf.map(({ name }) => name)";

#[track_caller]
fn check(stage: &Stage, framework: &str) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let other = stage.site.feed("other.json", feed_of(3));
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    open_framework(stage, framework, &loader);
    stage.page.wait_until("loaderRan()", "the loader");
    let widget = Widget::first(&stage.page);
    let page = &stage.page;

    // Texts, numbers and booleans arrive, as attributes or as properties.
    set(stage, &feed, json!({}));
    widget.wait_ready();
    picture(stage, framework);
    assert_eq!(widget.headlines().len(), 9);
    let arrived =
        "[words(part('heading')), part('headline').localName, host().hasAttribute('autoplay')
        && host().getAttribute('autoplay') !== 'false']";
    let expected = json!(["From our newsroom", "h4", false]);
    assert_eq!(page.eval(arrived), expected);

    // Each change arrives, and so does its removal.
    set(
        stage,
        &feed,
        json!({ "limit": 2, "autoplay": true, "heading": "Other" }),
    );
    page.wait_until("parts('slide').length === 2", "the number");
    page.wait_until("words(part('heading')) === 'Other'", "the text");
    set(stage, &feed, json!({ "limit": 9, "autoplay": true }));
    page.wait_until("shown(part('rotation'))", "the boolean");
    set(
        stage,
        &feed,
        json!({ "limit": null, "words": "Everything" }),
    );
    page.wait_until("!shown(part('rotation'))", "the boolean's end");
    assert_eq!(page.eval("host().getAttribute('limit')"), json!(null));
    assert_eq!(page.eval("words(host())"), "Everything");
    assert!(!widget.shows_fallback());

    // Declared listeners get events with details, and may prevent the default.
    assert_eq!(strings(&page.eval(HEARD))[0], "ready");
    let detail = page.eval("window.heardOf[0].detail");
    assert_eq!(detail, json!({ "articles": 9, "skipped": 0 }));
    page.part("next").click();
    page.wait_until(&format!("{HEARD}.includes('slide')"), "a slide");
    page.come_to_rest();
    let there = page.url();
    page.element("slidesInView()[0].querySelector('[part~=read-more]')")
        .click();
    page.wait_until(&format!("{HEARD}.includes('select')"), "a selection");
    page.frames(5);
    assert_eq!(page.url(), there);

    // An element that moves among its siblings stays the same. Another feed gives another list.
    page.eval("((window.before = host()), true)");
    set(stage, &feed, json!({ "isLast": true }));
    assert_eq!(page.eval("host() === window.before"), true);
    widget.wait_ready();
    set(stage, &other, json!({ "isLast": true }));
    page.wait_until("parts('slide').length === 3", "the other feed");

    // Hidden, shown, and removed with the whole component of the page.
    set(stage, &feed, json!({ "isShown": false }));
    assert_eq!(page.eval("hosts().length"), 0);
    set(stage, &feed, json!({}));
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 9);
    page.eval("((window.before = host()), window.app.end(), true)");
    page.wait_until("hosts().length === 0", "the end");
    page.wait_until(
        "!window.before.shadowRoot.querySelector('[part]')",
        "the end",
    );
    assert_quiet(stage);
}

fn react_uses_the_element(stage: &Stage) {
    check(stage, "react");
}

fn vue_uses_the_element(stage: &Stage) {
    check(stage, "vue");
}

fn svelte_uses_the_element(stage: &Stage) {
    check(stage, "svelte");
}

fn plain_script_uses_the_element(stage: &Stage) {
    check(stage, "plain");
}

/// Values that are written before the element is defined take effect when it is.
fn frameworks_may_come_before_the_loader(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    for framework in ["react", "vue", "svelte", "plain"] {
        open_framework(stage, framework, "");
        set(stage, &feed, json!({ "limit": 4, "autoplay": true }));
        assert!(Widget::first(&stage.page).shows_fallback(), "{framework}");
        stage.page.script(
            "document.head.append(Object.assign(document.createElement('script'),
               { src: arguments[0] }))",
            json!([stage.site.loader()]),
        );
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 4, "{framework}");
        stage
            .page
            .wait_until("shown(part('rotation'))", "the rotation");
        assert_eq!(stage.page.eval("part('headline').localName"), "h4");
        // Later changes use properties.
        set(stage, &feed, json!({ "limit": 2 }));
        stage
            .page
            .wait_until("parts('slide').length === 2", framework);
        assert_quiet(stage);
    }
}
