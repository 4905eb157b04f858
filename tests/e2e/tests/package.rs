//! The npm package in browsers: the pages that `cargo xtask test package` has built with it.

use harness::{Origin, Stage, cases, places};
use serde_json::json;

use crate::editions::publish;
use crate::widget::{Widget, articles, assert_quiet, feed_of, strings};

cases![
    react_takes_over_what_a_server_has_rendered,
    react_hears_what_came_before_it,
    vue_takes_over_what_a_server_has_rendered,
    an_edition_that_a_server_has_rendered_is_taken_over,
    other_projects_work,
    a_page_of_next_works,
    webpack_finds_the_files,
    the_release_for_cdns_works,
];

/// The folder of all files of Next.js, from the root of a host.
const OF_NEXT: &str = "/_next/";

fn open(stage: &Stage, folder: &str, query: &str) {
    let folder = places::package_consumers().join(folder);
    stage
        .site
        .serve(Origin::Partner, "built/feed.json", feed_of(5));
    let url = stage.site.folder("built", &folder, OF_NEXT, "");
    stage.page.goto(&format!("{url}{query}"));
}

/// The widget shows its articles, and the listener that the page declares has been called.
#[track_caller]
fn check_page(stage: &Stage, articles: usize) {
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), articles);
    let heard = "document.querySelector('output').textContent";
    stage
        .page
        .wait_until(&format!("{heard} === '{articles}'"), "the listener");
    assert_eq!(stage.page.eval("hosts().length"), json!(1));
    // The labels are in the page's language.
    assert_eq!(heading(stage), ["Aktuelle Nachrichten"]);
    assert_quiet_but_for_hints(stage);
}

/// React's development build prints a hint for developers.
#[track_caller]
fn assert_quiet_but_for_hints(stage: &Stage) {
    let said = stage.page.console().into_iter();
    let said: Vec<_> = said.filter(|line| line.level != "info").collect();
    assert_eq!(said, []);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    assert_eq!(stage.page.remarks(), Vec::<String>::new());
}

fn heading(stage: &Stage) -> Vec<String> {
    strings(&stage.page.eval("[words(part('heading'))]"))
}

fn react_takes_over_what_a_server_has_rendered(stage: &Stage) {
    open(stage, "react/out/client", "");
    check_page(stage, 3);
    assert_eq!(stage.page.events("ready").len(), 1);
}

/// Another part of the page has defined the element, so the event comes before React.
fn react_hears_what_came_before_it(stage: &Stage) {
    open(stage, "react/out/client", "?late");
    check_page(stage, 3);
    assert_eq!(stage.page.events("ready").len(), 1);
}

fn vue_takes_over_what_a_server_has_rendered(stage: &Stage) {
    open(stage, "vue/out/client", "");
    check_page(stage, 3);
}

/// React and Vue leave the element and its shadow root as they came, and the widget takes them over.
fn an_edition_that_a_server_has_rendered_is_taken_over(stage: &Stage) {
    let edition = publish(stage, "news", &articles(5), &[]).html
        + "<script>window.first = document.querySelector('latest-news').shadowRoot.querySelector('a')</script>";
    for framework in ["react", "vue"] {
        let folder = places::package_consumers()
            .join(framework)
            .join("out/client");
        stage.site.folder("built", &folder, OF_NEXT, &edition);
        let page = stage.site.url(Origin::Partner, "built/edition.html");
        stage.page.goto(&page);
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 5, "{framework}");
        assert_eq!(stage.page.eval("hosts().length"), json!(1), "{framework}");
        // The link of the first view is still the reader's.
        let kept = "host().shadowRoot.contains(window.first)";
        assert_eq!(stage.page.eval(kept), json!(true), "{framework}");
        assert_quiet_but_for_hints(stage);
    }
}

fn other_projects_work(stage: &Stage) {
    for project in ["plain", "preact", "solid", "svelte"] {
        open(stage, &format!("{project}/out"), "");
        check_page(stage, 3);
    }
}

fn a_page_of_next_works(stage: &Stage) {
    open(stage, "next/out", "");
    check_page(stage, 3);
}

fn webpack_finds_the_files(stage: &Stage) {
    open(stage, "webpack/dist", "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 5);
    assert_eq!(heading(stage), ["Aktuelle Nachrichten"]);
    assert_quiet(stage);
}

fn the_release_for_cdns_works(stage: &Stage) {
    let release = "node_modules/@latest-news/widget/cdn";
    let release = places::package_consumers().join(release);
    stage.site.folder("cdn", &release, OF_NEXT, "");
    let loader = stage.site.url(Origin::Partner, "cdn/latest-news.js");
    let feed = stage.site.feed("feed.json", feed_of(5));
    let head = format!("<script async src=\"{loader}\"></script>");
    let element = crate::widget::element(&feed, "lang=\"zh-TW\"");
    crate::widget::open_with(stage, &head, &element, "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(heading(stage), ["最新新聞"]);
    assert_quiet(stage);
}
