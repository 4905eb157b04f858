//! The tab sequence and the accessibility tree, compared with approved records. Engines describe
//! the same widget differently, so each has its own file.

use std::fmt::Write;

use harness::{Answer, Stage, cases, expected};
use serde_json::{Value, json};

use super::focus_before;
use crate::widget::{Widget, articles, element, open};

cases![
    the_tab_sequence_is_as_recorded,
    the_accessibility_tree_is_as_recorded
];

/// Five articles, one of them in another language, in a window of a fixed size.
fn open_recorded(stage: &Stage) {
    let mut feed: Value = articles(5);
    feed["items"][1]["language"] = json!("de");
    feed["items"][1]["title"] = json!("Die neue Bücherei öffnet");
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&feed, "autoplay=\"3600\" dates=\"none\""));
    Widget::first(&stage.page).wait_ready();
}

fn the_tab_sequence_is_as_recorded(stage: &Stage) {
    open_recorded(stage);
    focus_before(stage);
    let mut lines = String::new();
    for stop in stage.page.tab_sequence(40) {
        writeln!(lines, "{}: {} {:?}", stop.what, stop.role, stop.name).unwrap();
    }
    expected::compare("tab-sequence", &lines);
}

fn the_accessibility_tree_is_as_recorded(stage: &Stage) {
    open_recorded(stage);
    let tree = stage.page.accessibility_tree("Latest news");
    expected::compare(&format!("tree-{}", stage.engine), &tree);
}
