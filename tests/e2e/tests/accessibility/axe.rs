//! axe-core finds no fault, in every state and every theme.

use harness::{Answer, Engine, Reader, Stage, cases};
use serde_json::json;

use super::{EVERYTHING, START, focus_before, tab_to, with_everything};
use crate::widget::{Widget, articles, element, feed_of, open, unreachable};

const NO_FORCED_COLORS: &str = "WebKitGTK has no forced colours";

cases![
    axe_finds_nothing_in_light,
    axe_finds_nothing_in_dark,
    axe_finds_nothing_where_the_reader_asks_for_dark => |case| case.reader(Reader::DARK),
    axe_finds_nothing_in_forced_colours => |case| case
        .reader(Reader::FORCED_COLORS)
        .not_in(Engine::WebKit, NO_FORCED_COLORS),
    axe_finds_nothing_right_to_left,
    axe_finds_nothing_at_320_pixels,
];

fn axe_finds_nothing_in_light(stage: &Stage) {
    every_state(stage, "theme=\"light\"");
}

fn axe_finds_nothing_in_dark(stage: &Stage) {
    every_state(stage, "theme=\"dark\"");
}

fn axe_finds_nothing_where_the_reader_asks_for_dark(stage: &Stage) {
    every_state(stage, "");
}

fn axe_finds_nothing_in_forced_colours(stage: &Stage) {
    every_state(stage, "");
}

#[track_caller]
fn assert_nothing_found(stage: &Stage, state: &str) {
    stage.page.come_to_rest();
    assert_eq!(stage.page.axe(), Vec::<String>::new(), "{state}");
}

fn every_state(stage: &Stage, attributes: &str) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("late.json", feed_of(12).held_by(&gate));
    open(stage, &element(&feed, attributes));
    stage
        .page
        .wait_until("part('base')?.ariaBusy === 'true'", "loading");
    assert_nothing_found(stage, "loading");
    gate.open();
    Widget::first(&stage.page).wait_ready();

    let feed = stage
        .site
        .feed("empty.json", Answer::json(articles(0).to_string()));
    open(stage, &element(&feed, attributes));
    Widget::first(&stage.page).wait_state("empty");
    assert_nothing_found(stage, "empty");

    open(stage, &element(&unreachable(), attributes));
    Widget::first(&stage.page).wait_state("failed");
    assert_nothing_found(stage, "failed, with the partner's fallback");

    let bare = format!(
        "<latest-news feed=\"{}\" {attributes}></latest-news>",
        unreachable()
    );
    open(stage, &bare);
    stage.page.wait_until(
        "host().shadowRoot.querySelector('.retry')",
        "a way to try again",
    );
    assert_nothing_found(stage, "failed");

    let feed = with_everything(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(
        stage,
        &element(
            &feed,
            &format!("{attributes} {EVERYTHING} autoplay=\"3600\""),
        ),
    );
    Widget::first(&stage.page).wait_ready();
    assert_nothing_found(stage, "ready and rotating");
    stage.page.part("rotation").click();
    stage.page.wait_until(
        &format!("part('rotation').getAttribute('aria-label') === '{START}'"),
        START,
    );
    assert_nothing_found(stage, "stopped, under the mouse");
    stage.page.point_at(2, 2);
    focus_before(stage);
    for part in ["next", "headline", "marker", "more"] {
        tab_to(&stage.page, part);
        assert_nothing_found(stage, &format!("{part} focused"));
    }
}

fn axe_finds_nothing_right_to_left(stage: &Stage) {
    let feed = with_everything(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    let attributes = format!("lang=\"ar\" {EVERYTHING} autoplay=\"3600\"");
    open(stage, &element(&feed, &attributes));
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.eval("part('base').dir"), json!("rtl"));
    assert_nothing_found(stage, "right to left");
}

fn axe_finds_nothing_at_320_pixels(stage: &Stage) {
    let feed = with_everything(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    let attributes = format!("{EVERYTHING} autoplay=\"3600\"");
    super::open_framed(stage, &element(&feed, &attributes), 320, 700);
    assert_nothing_found(stage, "320 px");
}
