//! Whole configurations, good and bad.

mod problems;

use std::path::Path;

use super::read;
use crate::config::{Config, Pictures};

fn good(text: &str) -> Config {
    read(text, Path::new("/site")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[track_caller]
fn bad(text: &str, expected: &[&str]) {
    let problems = read(text, Path::new("/site")).expect_err("problems");
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected);
}

#[test]
fn a_whole_configuration() {
    let config = good(
        r#"
address = "https://news.example/embed"
out = "s3://bucket/embed"
[edition.politics]
feeds = ["https://news.example/politics/rss.xml", "feeds/local.json", "file:///srv/a.xml"]
limit = 6
heading = "Politics"
language = "de"
include = "budget, école+grève"
offset = 2
per-feed = 3
max-age = 7
pin = ["https://news.example/a"]
block = "https://news.example/b"
layout = "list"
[edition.politics.fields]
list = "response.results"
title = "webTitle"
[pictures]
widths = [640, 320, 640]
[fetch]
allow = ["Intranet.example", "10.0.0.5:80"]
"#,
    );
    assert_eq!(
        config.address.map(String::from).as_deref(),
        Some("https://news.example/embed/")
    );
    assert_eq!(config.out, "s3://bucket/embed");
    assert_eq!(config.state, Path::new("/site/.latest-news"));
    assert_eq!(config.fetch.allow, ["intranet.example", "10.0.0.5:80"]);
    assert_eq!(config.pictures.map(|p| p.widths), Some(vec![320, 640]));
    let [edition] = &config.editions[..] else {
        panic!("one edition")
    };
    let feeds: Vec<String> = edition.feeds.iter().map(ToString::to_string).collect();
    assert_eq!(
        feeds,
        [
            "https://news.example/politics/rss.xml",
            "/site/feeds/local.json",
            "/srv/a.xml"
        ]
    );
    for (name, expected) in [
        ("limit", Some("6")),
        // With three feeds, readers want to know the source.
        ("sources", Some("show")),
        ("heading", Some("Politics")),
        ("lang", Some("de")),
        ("layout", Some("list")),
        ("theme", None),
    ] {
        assert_eq!(edition.attribute(name), expected, "{name}");
    }
    assert_eq!(edition.pin, ["https://news.example/a"]);
    assert_eq!(edition.block, ["https://news.example/b"]);
    let fields = edition.fields.clone().unwrap_or_default();
    assert_eq!(fields.list, "response.results");
    assert_eq!(fields.names, [("title".to_owned(), "webTitle".to_owned())]);
}

#[test]
fn little_is_enough() {
    let config = good("[edition.news]\nfeeds = \"https://news.example/rss\"\n");
    assert_eq!(config.out, "/site/public/embed");
    assert_eq!(config.pictures, Some(Pictures::default()));
    assert_eq!(config.address, None);
    let none = good("pictures = false\n[edition.news]\nfeeds = [\"a.xml\"]\n");
    assert_eq!(none.pictures, None);
}

#[test]
fn what_is_not_toml_names_its_line() {
    let problems = read("[edition.news]\nfeeds = [\n", Path::new("")).expect_err("problems");
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].to_string().contains("this is not TOML: "),
        "{problems:?}"
    );
}
