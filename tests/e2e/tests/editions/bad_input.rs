//! Broken editions, and pages that break editions.

use harness::{Answer, BuildFile, Origin, Stage, cases};
use serde_json::json;

use super::{drawn, hold_widget, named, open, open_held, publish, tag, take_over};
use crate::faults::CRASH;
use crate::widget::{Widget, articles, assert_quiet};

cases![
    a_script_cut_short_leaves_the_fallback,
    without_its_release_the_first_view_stays,
    a_missing_feed_takes_nothing_away,
    an_older_feed_counts,
    a_view_that_was_changed_is_put_right,
    another_layout_is_drawn_by_the_widget,
    a_feed_of_its_own_wins,
    a_panic_during_the_takeover_leaves_the_first_view,
    an_element_removed_at_that_moment_harms_nothing,
];

fn a_script_cut_short_leaves_the_fallback(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    for length in [900, 9_000] {
        let cut = Answer::new("text/javascript", &files.text[..length]);
        stage.site.serve(Origin::Cdn, "embed/news.js", cut);
        open(stage, &tag(&files), &named("news", ""));
        stage
            .page
            .wait_until("document.readyState === 'complete'", "the page");
        assert_eq!(stage.page.eval("loaderRan()"), false);
        assert!(Widget::first(&stage.page).shows_fallback());
    }
}

fn without_its_release_the_first_view_stays(stage: &Stage) {
    for file in [BuildFile::Wasm, BuildFile::Glue] {
        let files = publish(stage, "news", &articles(9), &[]);
        let gone = |_| Answer::status_only(404);
        stage.site.change_cdn(file, gone);
        open(stage, &tag(&files), &named("news", ""));
        let widget = drawn(stage);
        widget.wait_state("failed");
        assert_eq!(widget.headlines().len(), 9);
        assert_eq!(stage.page.eval("shown(part('headline'))"), true);
        // Nobody would handle a press.
        assert_eq!(stage.page.eval("shown(part('next'))"), false);
        let told = stage.page.console();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].text.contains("the widget cannot run"), "{told:?}");
        assert_eq!(stage.page.events("error").len(), 1);
    }
}

fn a_missing_feed_takes_nothing_away(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[]);
    let gone = Answer::status_only(404);
    stage.site.serve(Origin::Cdn, "embed/news.json", gone);
    open(stage, &tag(&files), &named("news", ""));
    let widget = drawn(stage);
    take_over(stage, &gate);
    stage.site.wait_for_requests("embed/news.json", 1);
    stage.page.frames(10);
    assert_eq!(widget.state(), "ready");
    assert_eq!(widget.headlines().len(), 9);
    stage.page.part("next").click();
    widget.wait_moved_from("Article 1");
}

fn an_older_feed_counts(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[]);
    let older = Answer::json(articles(4).to_string());
    stage.site.serve(Origin::Cdn, "embed/news.json", older);
    open(stage, &tag(&files), &named("news", ""));
    let widget = drawn(stage);
    take_over(stage, &gate);
    let fewer = "headlines().length === 4";
    stage.page.wait_until(fewer, "what the server says now");
    assert_eq!(widget.in_view()[0], "Article 1");
}

type Change = fn(&str) -> String;

/// Changes that minifiers, translators and content managers make to a page.
fn a_view_that_was_changed_is_put_right(stage: &Stage) {
    let changes: [(&str, Change); 6] = [
        ("without classes", |html| {
            html.replace(" class=\"slide\"", "")
        }),
        ("without quotes and parts", |html| {
            html.replace(" part=\"headline\"", "")
                .replace("\"slide\"", "slide")
        }),
        ("translated", |html| {
            html.replace("Article", "<font>Artikel</font>")
        }),
        ("without slides", |html| {
            let (start, end) = (
                html.find("<div class=\"slide\"").unwrap(),
                html.find("<div class=\"bottom\"").unwrap(),
            );
            [&html[..start], &html[end..]].concat()
        }),
        ("with another's elements", |html| {
            html.replace("<h3", "<aside>Advertisement</aside><h3")
        }),
        ("with addresses of scripts", |html| {
            html.replace("https://news.example/1\"", "javascript:alert(1)\"")
        }),
    ];
    for (what, change) in changes {
        let files = publish(stage, "news", &articles(9), &[]);
        let changed = change(&files.html);
        assert_ne!(changed, files.html, "{what}");
        open(stage, "", &changed);
        let widget = Widget::first(&stage.page);
        let right = "headlines().join() === [1, 2, 3, 4, 5, 6, 7, 8, 9].map((it) => 'Article ' + it).join()";
        stage.page.wait_until(right, what);
        widget.wait_ready();
        let links =
            "[...host().shadowRoot.querySelectorAll('a')].every((it) => it.protocol === 'https:')";
        assert_eq!(stage.page.eval(links), true, "{what}");
        assert_eq!(
            stage
                .page
                .eval("host().shadowRoot.querySelector('aside, font')"),
            json!(null),
            "{what}"
        );
        stage.page.part("next").click();
        widget.wait_moved_from("Article 1");
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{what}");
    }
}

fn another_layout_is_drawn_by_the_widget(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let gate = hold_widget(stage);
    open(stage, &tag(&files), &named("news", "layout=\"list\""));
    let widget = Widget::first(&stage.page);
    stage.site.wait_for_build(BuildFile::Wasm);
    assert!(widget.shows_fallback());
    gate.open();
    widget.wait_ready();
    assert_eq!(
        stage
            .page
            .eval("part('slide').role ?? part('slide').getAttribute('role')"),
        "listitem"
    );
    assert_quiet(stage);
}

fn a_feed_of_its_own_wins(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let feed = stage
        .site
        .feed("own.json", Answer::json(articles(3).to_string()));
    let own = format!("feed=\"{feed}\"");
    let gate = hold_widget(stage);
    open(stage, &tag(&files), &named("news", &own));
    let widget = Widget::first(&stage.page);
    stage.site.wait_for_build(BuildFile::Wasm);
    // Nothing of the edition is drawn.
    assert!(widget.shows_fallback());
    assert_eq!(stage.page.eval("parts('slide').length"), 0);
    gate.open();
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 3);
    assert!(stage.site.requests_for("embed/news.json").is_empty());
}

fn a_panic_during_the_takeover_leaves_the_first_view(stage: &Stage) {
    // The number of calls to the browser before the panic: at the start, while the store is made, and
    // while the view is drawn.
    for calls in [0, 40, 150, 400] {
        let files = publish(stage, "news", &articles(9), &[]);
        let head = format!(
            "{CRASH}<script>Object.defineProperty(window, 'crash', {{
               get: () => window.calls > {calls} }})</script>{}",
            tag(&files)
        );
        open(stage, &head, &named("news", ""));
        let widget = drawn(stage);
        widget.wait_state("failed");
        assert_eq!(widget.headlines().len(), 9, "{calls}");
        let shown = stage.page.eval("shown(part('headline'))");
        assert_eq!(shown, true, "{calls}");
        assert_eq!(stage.page.events("error").len(), 1, "{calls}");
        let told = stage.page.console();
        assert_eq!(told.len(), 1, "{calls}: {told:?}");
        assert!(told[0].text.contains("the widget cannot run"), "{told:?}");
        // Nothing is left of the widget. In another place the element starts afresh.
        stage
            .page
            .eval("(window.calls = -1e9, document.querySelector('main').append(host()), true)");
        widget.wait_state("ready");
        assert_eq!(widget.headlines().len(), 9, "{calls}");
        assert_eq!(stage.page.events("ready").len(), 1, "{calls}");
    }
}

fn an_element_removed_at_that_moment_harms_nothing(stage: &Stage) {
    let (gate, _) = open_held(stage, &[]);
    // The file has been requested but is not there yet.
    stage.site.wait_for_build(BuildFile::Wasm);
    stage
        .page
        .script("window.away = host(); away.remove()", json!([]));
    gate.open();
    stage.page.frames(20);
    assert_eq!(stage.page.events("ready").len(), 0);
    stage
        .page
        .script("document.querySelector('main').append(away)", json!([]));
    stage.page.script("host().scrollIntoView()", json!([]));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 9);
    assert_eq!(stage.page.events("ready").len(), 1);
    // The widget's own event also removes it.
    let files = publish(stage, "news", &articles(9), &[]);
    let remove = "document.addEventListener('latest-news-ready', (event) => event.target.remove())";
    let head = format!(
        "<script nonce=\"collector\">{remove}</script>{}",
        tag(&files)
    );
    open(stage, &head, &named("news", ""));
    stage
        .page
        .wait_until("hosts().length === 0", "the element's end");
    stage.page.frames(10);
    assert_quiet(stage);
}
