//! Adding, removing and moving elements, as pages do.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open, open_ready};

cases![
    removing_and_adding_again_works,
    moving_in_the_document_does_not_break_it,
    removing_while_the_feed_is_under_way_is_quiet,
    removing_before_the_loader_runs_is_quiet,
    a_clone_is_a_widget_of_its_own,
    replaced_by_inner_html_the_new_one_works,
    a_removed_widget_leaves_an_empty_element,
];

fn removing_and_adding_again_works(stage: &Stage) {
    let widget = open_ready(stage, 5, "");
    for _ in 0..3 {
        stage.page.eval("((window.kept = host()).remove(), true)");
        stage.page.frames(3);
        stage.page.eval(
            "(document.querySelector('main').append(window.kept), host().scrollIntoView(), true)",
        );
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 5);
        assert_eq!(widget.ask("parts('base', i).length"), 1);
    }
    assert_quiet(stage);
}

fn moving_in_the_document_does_not_break_it(stage: &Stage) {
    let widget = open_ready(stage, 8, "");
    stage
        .page
        .eval("(document.querySelector('#paragraph').after(host()), true)");
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 8);
    let first = widget.in_view()[0].clone();
    stage.page.part("next").click();
    widget.wait_moved_from(&first);
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_quiet(stage);
}

fn removing_while_the_feed_is_under_way_is_quiet(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(3).held_by(&gate));
    open(stage, &element(&feed, ""));
    stage.site.wait_for_requests("feed.json", 1);
    stage.page.eval("((window.kept = host()).remove(), true)");
    gate.open();
    stage.page.frames(20);
    assert_eq!(stage.page.events("ready"), Vec::<serde_json::Value>::new());
    assert_quiet(stage);
    stage.page.eval(
        "(document.querySelector('main').append(window.kept), host().scrollIntoView(), true)",
    );
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 3);
    assert_quiet(stage);
}

fn removing_before_the_loader_runs_is_quiet(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let widget =
        element(&feed, "") + "<script>document.querySelector('latest-news').remove()</script>";
    open(stage, &widget);
    stage.page.wait_until("loaderRan()", "the loader");
    stage.page.frames(20);
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    assert_quiet(stage);
}

fn a_clone_is_a_widget_of_its_own(stage: &Stage) {
    let widget = open_ready(stage, 6, "limit=\"4\"");
    stage
        .page
        .eval("(host().after(host().cloneNode(true)), host(1).scrollIntoView(), true)");
    let clone = Widget::at(&stage.page, 1);
    clone.wait_ready();
    assert_eq!(clone.headlines(), widget.headlines());
    stage.page.eval("(host(0).remove(), true)");
    widget.wait_ready();
}

fn replaced_by_inner_html_the_new_one_works(stage: &Stage) {
    open_ready(stage, 6, "");
    let other = stage.site.feed("other.json", feed_of(2));
    stage.page.script(
        "document.querySelector('main').innerHTML = arguments[0]",
        json!([element(&other, "")]),
    );
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 2);
    assert_quiet(stage);
}

fn a_removed_widget_leaves_an_empty_element(stage: &Stage) {
    open_ready(stage, 6, "");
    stage.page.eval("((window.kept = host()).remove(), true)");
    stage.page.wait_until(
        "window.kept.shadowRoot.querySelectorAll('[part~=slide]').length === 0",
        "the slides to be freed",
    );
}
