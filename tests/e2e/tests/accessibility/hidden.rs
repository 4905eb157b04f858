//! The widget works, and stays on its slide, if it is hidden at first, resized, or gets its font
//! late.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{Widget, element, feed_of, open, open_ready};

cases![
    shown_after_display_none_it_works,
    an_eager_one_in_a_closed_drawer_works,
    shown_after_closed_details_it_works,
    hidden_and_shown_again_it_stays_on_its_slide,
    resized_it_stays_on_its_slide,
    resized_while_it_moves_it_arrives,
    a_late_font_leaves_it_on_its_slide,
];

/// Shows the widget, like a reader who opens the part of the page that hides it.
#[track_caller]
fn assert_works(stage: &Stage) {
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.in_view()[0], "Article 1");
    assert!(widget.in_view().len() < 12);
    stage.page.wait_until("shown(part('next'))", "controls");
    stage.page.part("next").click();
    let first = widget.wait_moved_from("Article 1");
    stage.page.wait_until(
        &format!("parts('slide').find((slide) => !slide.inert) === slidesInView()[0] && headlinesInView()[0] === {first:?}"),
        "the slides out of view to be out of reach",
    );
}

fn shown_after_display_none_it_works(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    open(
        stage,
        &format!(
            "<div id=\"tab\" style=\"display:none\">{}</div>",
            element(&feed, "")
        ),
    );
    stage.page.wait_until("loaderRan()", "the loader");
    stage.page.frames(5);
    // Nobody sees it, so nothing is fetched for it.
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    stage
        .page
        .eval("(document.querySelector('#tab').style.display = 'block')");
    assert_works(stage);
}

fn an_eager_one_in_a_closed_drawer_works(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let widget = element(&feed, "loading=\"eager\" autoplay=\"3600\"");
    open(stage, &format!("<div id=\"tab\" hidden>{widget}</div>"));
    stage.page.wait_until(
        "host()?.state === 'ready' && parts('slide').length === 12",
        "the slides",
    );
    stage.page.frames(3);
    // Called while there is nothing to measure. There is no next slide yet, but there is a sixth.
    let show = "(document.querySelector('#tab').hidden = false, true)";
    stage.page.eval("(host().next(), host().previous(), true)");
    stage.page.eval(show);
    assert_works(stage);
    stage
        .page
        .eval("(document.querySelector('#tab').hidden = true, true)");
    stage.page.frames(3);
    stage.page.eval("(host().goTo(5), true)");
    stage.page.eval(show);
    Widget::first(&stage.page).wait_first_in_view("Article 6");
}

fn shown_after_closed_details_it_works(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let widget = element(&feed, "loading=\"eager\"");
    open(
        stage,
        &format!("<details><summary>More</summary>{widget}</details>"),
    );
    stage.page.wait_until(
        "host()?.state === 'ready' && parts('slide').length === 12",
        "the slides",
    );
    stage
        .page
        .element("document.querySelector('summary')")
        .click();
    assert_works(stage);
}

fn hidden_and_shown_again_it_stays_on_its_slide(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(5), true)");
    widget.wait_first_in_view("Article 6");
    stage.page.eval("(host().style.display = 'none', true)");
    stage.page.frames(5);
    stage.page.eval("(host().style.display = '', true)");
    widget.wait_first_in_view("Article 6");
    stage.page.frames(5);
    assert_eq!(
        stage.page.events("slide").len(),
        1,
        "being hidden is no move"
    );
}

fn resized_it_stays_on_its_slide(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(5), true)");
    widget.wait_first_in_view("Article 6");
    for width in [700, 500, 1000, 1280] {
        stage.page.resize(width, 800);
        widget.wait_first_in_view("Article 6");
    }
    assert_eq!(stage.page.events("slide").len(), 1, "resizing is no move");
}

fn resized_while_it_moves_it_arrives(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(5), true)");
    stage.page.frames(3);
    stage.page.eval("(host().style.width = '800px', true)");
    widget.wait_first_in_view("Article 6");
}

fn a_late_font_leaves_it_on_its_slide(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(5), true)");
    widget.wait_first_in_view("Article 6");
    let before = stage.page.eval("box(part('headline')).width");
    // Like a font that arrives: all text is laid out again, larger.
    stage.page.script(
        "host().style.setProperty('--latest-news-font-family', arguments[0]);
         host().style.setProperty('--latest-news-font-size', '23px')",
        json!(["monospace"]),
    );
    stage.page.wait_until(
        "getComputedStyle(part('summary')).fontFamily === 'monospace'",
        "the font",
    );
    widget.wait_first_in_view("Article 6");
    assert_eq!(stage.page.eval("box(part('headline')).width"), before);
}
