//! Publishers' real feeds, on a page of another origin. They are beside the project. If they are
//! missing, these tests say so and pass.

use std::fs;
use std::path::Path;

use harness::{Answer, Engine, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{Widget, assert_quiet, element, open};

cases![
    a_wordpress_feed_is_shown,
    the_whole_answer_of_a_wordpress_is_shown,
    a_json_feed_is_shown,
    a_ghost_feed_is_shown,
    every_shared_feed_is_shown => |case| case
        .only_in(Engine::Chromium, "what a feed means does not depend on the engine"),
];

fn a_wordpress_feed_is_shown(stage: &Stage) {
    check_one(stage, "wordpress/frontity-category7-embed.json");
}

/// As WordPress 6.1 sent it, with invented articles. One of them has a headline that attacks.
fn the_whole_answer_of_a_wordpress_is_shown(stage: &Stage) {
    let folder = places::root().join("core/tests/fixtures/feed");
    let row = json!({
        "file": "wordpress/whole-answer.json",
        "expect_articles": 6,
        "also_ok": [],
        "first_title": "Ferry & tide tables move to Sundays",
        "first_url": "https://news.example/2026/article-1/",
    });
    assert_eq!(difference(stage, &folder, &row), None);
    let headlines = Widget::first(&stage.page).headlines();
    assert_eq!(headlines[3], "Quay “reopens” & widens");
    assert_quiet(stage);
}

fn a_json_feed_is_shown(stage: &Stage) {
    check_one(stage, "jsonfeed/netnewswire-3960-de.json");
}

fn a_ghost_feed_is_shown(stage: &Stage) {
    check_one(stage, "ghost/perception-newest.json");
}

/// The rows of `expectations.json`, and the folder of the feeds.
fn shared() -> Option<(std::path::PathBuf, Vec<Value>)> {
    let Some(folder) = places::shared_feeds() else {
        println!("notice: no shared feeds beside the project; nothing to show");
        return None;
    };
    let rows = fs::read_to_string(folder.join("expectations.json")).unwrap();
    let rows: Value = serde_json::from_str(&rows).unwrap();
    Some((folder, rows.as_array().unwrap().clone()))
}

fn check_one(stage: &Stage, file: &str) {
    let Some((folder, rows)) = shared() else {
        return;
    };
    let row = rows.iter().find(|row| row["file"] == file).unwrap();
    assert_eq!(difference(stage, &folder, row), None);
    assert_quiet(stage);
}

fn every_shared_feed_is_shown(stage: &Stage) {
    let Some((folder, rows)) = shared() else {
        return;
    };
    // RSS and Atom are not supported. Other tests check that they fail calmly.
    let json = rows
        .iter()
        .filter(|row| row["format"] != "rss" && row["format"] != "atom");
    let wrong: Vec<_> = json
        .filter_map(|row| difference(stage, &folder, row))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} feeds differ:\n  {}",
        wrong.len(),
        wrong.join("\n  ")
    );
}

/// Shows a feed and compares it with its row. `None` if it is as expected.
fn difference(stage: &Stage, folder: &Path, row: &Value) -> Option<String> {
    let file = row["file"].as_str().unwrap();
    let bytes = fs::read(folder.join(file)).unwrap();
    let url = stage.site.feed(file, Answer::json(bytes));
    open(
        stage,
        &element(&url, "limit=\"100\" images=\"none\" loading=\"eager\""),
    );
    stage.page.wait_until(
        "['ready', 'empty', 'failed'].includes(host()?.state)",
        &format!("an end to loading {file}"),
    );
    let errors = stage.page.errors();
    if !errors.is_empty() {
        return Some(format!("{file}: {}", errors.join("; ")));
    }
    let widget = Widget::first(&stage.page);
    let headlines = widget.headlines();
    let mut counts = vec![row["expect_articles"].as_u64().unwrap()];
    let others = row["also_ok"].as_array().into_iter().flatten();
    counts.extend(others.filter_map(|other| other["count"].as_u64()));
    let count = headlines.len() as u64;
    if !counts.iter().any(|expected| count == (*expected).min(100)) {
        return Some(format!(
            "{file}: {count} articles, expected {counts:?} ({})",
            widget.state()
        ));
    }
    let first = headlines.first()?;
    let title = collapsed(row["first_title"].as_str().unwrap_or_default());
    // An item without a title is shown with its text, which is cut.
    if !title.is_empty() && collapsed(first) != title {
        return Some(format!("{file}: first is {first:?}, expected {title:?}"));
    }
    let link = "const [expected] = arguments, link = part('headline').querySelector('a').href;
        return link === new URL(expected).href ? null : link";
    // The row names no address if a strict reader finds no article.
    let expected = row["first_url"].as_str()?;
    // Relative links resolve against the address at which this test serves the feed.
    let served_elsewhere = expected.starts_with("https://news.example/");
    let link = stage.page.script(link, json!([expected]));
    if !served_elsewhere && !link.is_null() {
        return Some(format!(
            "{file}: first leads to {link}, expected {expected}"
        ));
    }
    None
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
