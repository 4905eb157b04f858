//! All ways to write the tag.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open, open_with, strings};

cases![
    an_async_script_in_the_head_works,
    a_deferred_script_works,
    a_plain_script_before_the_element_works,
    a_plain_script_after_the_element_works,
    a_module_script_works,
    a_script_added_by_script_works,
    the_script_twice_is_harmless,
    the_one_tag_form_stands_where_the_script_stands,
    the_one_tag_form_works_deferred_and_twice,
    a_second_element_added_later_works,
    the_fallback_shows_until_the_widget_is_ready,
    the_partners_own_lines_stay_above_and_below_the_articles,
    nothing_is_left_on_the_host_page,
];

/// Opens a page with `{loader}` and `{element}` replaced, and expects three articles.
#[track_caller]
fn check(stage: &Stage, head: &str, widget: &str, end: &str) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let filled = |text: &str| {
        let text = text
            .replace("{loader}", &stage.site.loader())
            .replace("{feed}", &feed);
        text.replace("{element}", &element(&feed, ""))
    };
    open_with(stage, &filled(head), &filled(widget), &filled(end));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines(), ["Article 1", "Article 2", "Article 3"]);
    assert_eq!(stage.page.eval("hosts().length"), 1);
    assert!(!widget.shows_fallback());
    assert_quiet(stage);
}

fn an_async_script_in_the_head_works(stage: &Stage) {
    check(
        stage,
        "<script async src=\"{loader}\"></script>",
        "{element}",
        "",
    );
}

fn a_deferred_script_works(stage: &Stage) {
    check(
        stage,
        "<script defer src=\"{loader}\"></script>",
        "{element}",
        "",
    );
}

fn a_plain_script_before_the_element_works(stage: &Stage) {
    check(stage, "<script src=\"{loader}\"></script>", "{element}", "");
}

fn a_plain_script_after_the_element_works(stage: &Stage) {
    check(stage, "", "{element}", "<script src=\"{loader}\"></script>");
}

fn a_module_script_works(stage: &Stage) {
    check(
        stage,
        "<script type=\"module\" src=\"{loader}\"></script>",
        "{element}",
        "",
    );
}

fn a_script_added_by_script_works(stage: &Stage) {
    let end = "<script>document.head.append(
        Object.assign(document.createElement('script'), { src: '{loader}' }))</script>";
    check(stage, "", "{element}", end);
}

fn the_script_twice_is_harmless(stage: &Stage) {
    let end = "<script async src=\"{loader}?again\"></script>
        <script type=\"module\" src=\"{loader}\"></script>";
    check(
        stage,
        "<script src=\"{loader}\"></script>",
        "{element}",
        end,
    );
}

fn the_one_tag_form_stands_where_the_script_stands(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let tag = format!(
        "<script async id=\"tag\" src=\"{}\" data-feed=\"{feed}\" data-limit=\"4\"></script>",
        stage.site.loader(),
    );
    open_with(stage, "", &tag, "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 4);
    let between = "const order = document.querySelectorAll('#before, latest-news, #paragraph');
        return [...order].map((element) => element.id || element.localName)";
    let order = strings(&stage.page.script(between, json!([])));
    assert_eq!(order, ["before", "latest-news", "paragraph"]);
    assert_quiet(stage);
}

fn the_one_tag_form_works_deferred_and_twice(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    let tag = |limit| {
        format!(
            "<script defer src=\"{loader}\" data-feed=\"{feed}\" data-limit=\"{limit}\"></script>"
        )
    };
    open_with(stage, "", &(tag(2) + &tag(3)), "");
    for (index, count) in [(0, 2), (1, 3)] {
        let widget = Widget::at(&stage.page, index);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), count, "widget {index}");
    }
    assert_eq!(stage.page.eval("hosts().length"), 2);
}

fn a_second_element_added_later_works(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    let other = stage.site.feed("other.json", feed_of(2));
    stage.page.script(
        "const element = document.createElement('latest-news');
         element.feed = arguments[0];
         document.querySelector('main').append(element)",
        json!([other]),
    );
    let second = Widget::at(&stage.page, 1);
    stage.page.eval("host(1).scrollIntoView()");
    second.wait_ready();
    assert_eq!(second.headlines().len(), 2);
    assert_eq!(stage.page.eval("host(1).getAttribute('feed')"), other);
}

fn the_fallback_shows_until_the_widget_is_ready(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(3).held_by(&gate));
    open(stage, &element(&feed, ""));
    stage.site.wait_for_requests("feed.json", 1);
    let widget = Widget::first(&stage.page);
    stage.page.wait_until("loaderRan()", "the loader");
    widget.wait_state("loading");
    assert!(widget.shows_fallback(), "before the feed has come");
    gate.open();
    widget.wait_ready();
    assert!(!widget.shows_fallback(), "beside the articles");
}

fn nothing_is_left_on_the_host_page(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    open_with(stage, "", &element(&feed, ""), "");
    // Chromium's driver adds globals of its own.
    let globals =
        "Object.getOwnPropertyNames(window).filter((name) => !/^cdc_|^ret_nodes$/.test(name))";
    let rest = "[document.querySelectorAll('style, link[rel=stylesheet]').length,
        document.adoptedStyleSheets.length, document.cookie, localStorage.length,
        [...document.body.children].map((element) => element.localName)]";
    let before = (strings(&stage.page.eval(globals)), stage.page.eval(rest));
    stage.page.script(
        "document.head.append(Object.assign(document.createElement('script'), { src: arguments[0] }))",
        json!([stage.site.loader()]),
    );
    Widget::first(&stage.page).wait_ready();
    let mut added = strings(&stage.page.eval(globals));
    added.retain(|name| !before.0.contains(name));
    assert_eq!(added, Vec::<String>::new());
    assert_eq!(stage.page.eval(rest), before.1);
    assert_quiet(stage);
}

fn the_partners_own_lines_stay_above_and_below_the_articles(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(6).held_by(&gate));
    // Written below the fallback and in the other order.
    let lines = "<p slot=\"footer\" id=\"under\">Brought to you by <a href=\"#us\">us</a></p>\
        <p slot=\"header\" id=\"over\">From our partners</p></latest-news>";
    let widget = element(&feed, "more=\"#all\"").replace("</latest-news>", lines);
    open(stage, &widget);
    stage.site.wait_for_requests("feed.json", 1);
    let busy = "part('base')?.ariaBusy === 'true'";
    stage.page.wait_until(busy, "the outlines");
    let around = "[...host().querySelectorAll('#over, #under')].map(shown).join()";
    assert_eq!(stage.page.eval(around), "true,true");
    gate.open();
    let widget = Widget::first(&stage.page);
    for layout in ["carousel", "list", "grid", "hero"] {
        stage.page.script(
            "host().setAttribute('layout', arguments[0])",
            json!([layout]),
        );
        widget.wait_ready();
        assert_eq!(stage.page.eval(around), "true,true", "{layout}");
        assert!(!widget.shows_fallback(), "{layout}");
        let order =
            "[host().querySelector('#over'), part('heading'), part('viewport'), part('more'),
            host().querySelector('#under')].map(box)
            .every((it, at, all) => !at || it.top >= all[at - 1].bottom - 1)";
        stage.page.wait_until(order, layout);
    }
    assert_quiet(stage);
}
