//! More than in `embed::life`: what pages do with the element a hundred times, while it loads,
//! while it is hidden, and across pages.

use harness::{Answer, BuildFile, Engine, Origin, Stage, cases};
use serde_json::{Value, json};

use super::{assert_usable, open_host, picture, pictured_feed};
use crate::widget::{Widget, assert_quiet, element, feed_of, open, open_ready, strings};

cases![
    added_again_a_hundred_times_it_works,
    moved_a_hundred_times_it_stays_mounted,
    attributes_may_change_while_it_loads,
    a_single_page_application_may_swap_pages,
    in_display_none_it_loads_when_it_is_shown,
    hidden_it_loads_when_the_property_is_unset,
    hidden_it_loads_when_the_attribute_goes,
    hidden_and_shown_again_it_goes_on,
    in_content_visibility_auto_it_loads_near_the_reader,
    in_content_visibility_hidden_it_waits,
    from_the_back_forward_cache_it_goes_on,
    cloned_with_its_page_it_works,
];

fn added_again_a_hundred_times_it_works(stage: &Stage) {
    let widget = open_ready(stage, 9, "");
    stage.page.script_async(
        "const element = host(), place = element.parentNode;
         for (let round = 0; round < 100; round++) {
           element.remove();
           // Some rounds end before the element is unmounted, some after that, some after frames.
           if (round % 3) await null;
           if (round % 5 === 0) await frames(1);
           place.prepend(element);
           if (round % 7 === 0) await frames(2);
         }",
        json!([]),
    );
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 9);
    assert_eq!(stage.page.eval("parts('base').length"), 1);
    for file in [BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 1, "{file:?}");
    }
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn moved_a_hundred_times_it_stays_mounted(stage: &Stage) {
    let widget = open_ready(stage, 9, "");
    stage.page.script(
        "window.base = part('base');
         for (let round = 0; round < 100; round++)
           document.querySelector(round % 2 ? 'main' : '#paragraph').after(host())",
        json!([]),
    );
    widget.wait_ready();
    assert_eq!(stage.page.eval("part('base') === window.base"), true);
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn attributes_may_change_while_it_loads(stage: &Stage) {
    let gates = [stage.site.gate(), stage.site.gate()];
    let held = gates[0].clone();
    stage
        .site
        .change_cdn(BuildFile::Wasm, move |answer| answer.held_by(&held));
    let first = stage.site.feed("first.json", feed_of(3));
    let second = stage
        .site
        .feed("second.json", feed_of(9).held_by(&gates[1]));
    open(stage, &element(&first, ""));
    stage.site.wait_for_build(BuildFile::Wasm);
    // Before there is a widget, and while its feed is being fetched.
    stage.page.script(
        "host().setAttribute('feed', arguments[0]); host().limit = 4; host().heading = 'One'",
        json!([second]),
    );
    gates[0].open();
    stage.site.wait_for_requests("second.json", 1);
    stage
        .page
        .eval("(host().limit = 5, host().setAttribute('heading', 'Two'), true)");
    gates[1].open();
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 5);
    assert_eq!(stage.page.eval("words(part('heading'))"), "Two");
    assert_quiet(stage);
}

fn a_single_page_application_may_swap_pages(stage: &Stage) {
    let feeds = [3, 5, 9].map(|count| {
        let feed = stage.site.feed(&format!("{count}.json"), feed_of(count));
        (count, element(&feed, ""))
    });
    open(stage, "");
    for (count, tag) in feeds.iter().cycle().take(9) {
        let swap = "history.pushState({}, '', `?${Math.random()}`);
            document.querySelector('main').innerHTML =
              `<h1>Another page</h1>${arguments[0]}<p><a id=\"after\" href=\"#\">After</a></p>`";
        stage.page.script(swap, json!([tag]));
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), *count);
        // The next page comes before everything has finished.
        stage.page.eval("(host().next(), true)");
    }
    assert_eq!(stage.site.requests_for_build(BuildFile::Wasm).len(), 1);
    assert_quiet(stage);
}

/// Opens the page that hides its widget, and returns what shows it.
fn open_turned_off<'s>(stage: &'s Stage, class: &str, attributes: &str) -> Widget<'s> {
    let feed = pictured_feed(stage, "feed.json", 9);
    let tag = element(&feed, attributes);
    let fill = [("class", class), ("widget", tag.as_str())];
    stage.page.goto(&stage.site.page("turned-off", &fill));
    stage.page.wait_until("loaderRan()", "the loader");
    Widget::first(&stage.page)
}

#[track_caller]
fn assert_asleep(stage: &Stage) {
    stage.page.frames(20);
    assert_eq!(stage.page.eval("host().state"), "loading");
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    assert_eq!(stage.site.requests_for_build(BuildFile::Wasm).len(), 0);
}

#[track_caller]
fn check_turned_off(stage: &Stage, class: &str, attributes: &str, show: &str) {
    let widget = open_turned_off(stage, class, attributes);
    assert_asleep(stage);
    stage.page.eval(&format!("({show}, true)"));
    widget.wait_ready();
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn in_display_none_it_loads_when_it_is_shown(stage: &Stage) {
    let show = "document.querySelector('#box').className = ''";
    check_turned_off(stage, "none", "", show);
}

fn hidden_it_loads_when_the_property_is_unset(stage: &Stage) {
    check_turned_off(stage, "", "hidden", "host().hidden = false");
}

fn hidden_it_loads_when_the_attribute_goes(stage: &Stage) {
    check_turned_off(stage, "", "hidden", "host().removeAttribute('hidden')");
}

fn hidden_and_shown_again_it_goes_on(stage: &Stage) {
    let widget = open_turned_off(stage, "", "");
    widget.wait_ready();
    stage.page.part("next").click();
    let first = widget.wait_moved_from("Article 1");
    for (hide, show) in [
        ("host().hidden = true", "host().hidden = false"),
        (
            "document.querySelector('#box').className = 'none'",
            "document.querySelector('#box').className = ''",
        ),
        (
            "document.querySelector('#box').className = 'never'",
            "document.querySelector('#box').className = ''",
        ),
    ] {
        stage.page.eval(&format!("({hide}, true)"));
        stage.page.frames(5);
        assert_eq!(stage.page.eval("host().checkVisibility()"), false, "{hide}");
        stage.page.eval(&format!("({show}, true)"));
        widget.wait_ready();
        stage.page.come_to_rest();
        assert!(!widget.in_view().is_empty(), "{hide}");
    }
    assert_eq!(widget.in_view()[0], first, "the reader's place is kept");
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn in_content_visibility_auto_it_loads_near_the_reader(stage: &Stage) {
    let widget = open_turned_off(stage, "auto below", "");
    assert_asleep(stage);
    stage.page.eval("(host().scrollIntoView(), true)");
    widget.wait_ready();
    picture(stage, "content-visibility");
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn in_content_visibility_hidden_it_waits(stage: &Stage) {
    let widget = open_turned_off(stage, "never", "");
    assert_asleep(stage);
    stage
        .page
        .eval("(document.querySelector('#box').className = '', true)");
    widget.wait_ready();
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn from_the_back_forward_cache_it_goes_on(stage: &Stage) {
    let other = stage.site.serve(
        Origin::Partner,
        "other.html",
        Answer::html("<!doctype html><title>Other</title><p>Another page</p>"),
    );
    let head = format!(
        "<script async src=\"{}\"></script><script>
           addEventListener('pageshow', (event) => {{ window.kept = event.persisted; }})</script>",
        stage.site.loader()
    );
    let widget = open_host(stage, "article", &[("head", &head), ("end", "")]);
    stage.page.part("next").click();
    let first = widget.wait_moved_from("Article 1");
    // WebKit may keep no page that still loads something.
    stage.page.wait_until(
        "document.readyState === 'complete'
           && parts('image').every((it) => it.complete || it.loading === 'lazy')",
        "the page to be loaded",
    );
    stage
        .page
        .script("location.href = arguments[0]", json!([other]));
    stage
        .page
        .wait_until("document.title === 'Other'", "the other page");
    stage.page.back();
    widget.wait_ready();
    let kept = stage.page.eval("window.kept");
    // Firefox keeps no page under WebDriver, so it is loaded again there.
    assert_eq!(kept, stage.engine != Engine::Firefox, "not the kept page");
    if kept == true {
        assert_eq!(widget.in_view()[0], first, "the reader's place is kept");
    }
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn cloned_with_its_page_it_works(stage: &Stage) {
    let widget = open_ready(stage, 6, "limit=\"4\"");
    // Like libraries for printing and for page transitions.
    stage.page.script(
        "const copy = document.importNode(document.querySelector('main'), true);
         document.querySelector('main').replaceWith(copy)",
        json!([]),
    );
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 4);
    let states: Value = stage.page.eval("hosts().map((element) => element.state)");
    assert_eq!(strings(&states), ["ready"]);
    assert_quiet(stage);
}
