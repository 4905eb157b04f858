//! Settings that cannot work are refused before anything is fetched.

use std::path::Path;

use publisher::config::{Source, read};

use crate::place::{Place, news, rss};
use crate::site::{Site, ok};

#[test]
fn a_place_that_cannot_be_written_to() {
    let site = Site::start();
    let feed = site.put("/", [ok("text/xml", rss(&["A"]))]);
    for out in [
        "ftp://x/y",
        "http://x/y",
        "https://x/y",
        "file:///srv/y",
        "memory:///y",
        "s3://",
        "s3:///y",
        "gs://",
        "s3:bucket/y",
        "S3:/bucket/y",
        "s3://bucket/y?a=b",
        "s3://bucket/y#a",
        "s3://bucket:x/y",
    ] {
        let place = Place::new(&format!("out = \"{out}\"\n{}", news(&[&feed])));
        let configured = place.run(&["build"]);
        place.configure(&news(&[&feed]));
        let named = format!("--out = \"{out}\" ");
        for (ran, start) in [
            (
                configured,
                format!("latest-news.toml line 1: out = \"{out}\" "),
            ),
            (place.run(&["build", "--out", out]), named),
        ] {
            assert_eq!(ran.status, 2, "{out}: {:?}", ran.events);
            let message = &ran.messages("error")[0];
            assert!(message.starts_with(&start), "{message}");
            assert!(message.contains("; write "), "{message}");
        }
    }
    assert_eq!(site.asked().len(), 0);
}

#[test]
fn an_article_that_no_feed_can_have() {
    let site = Site::start();
    let feed = site.put("/", [ok("text/xml", rss(&["A"]))]);
    let entries = [
        "/A",
        "A",
        "",
        "news.example/A",
        "//news.example/A",
        "ftp://news.example/A",
        "urn:a",
        "https://",
    ];
    for key in ["block", "pin"] {
        for entry in entries {
            let list = format!("[\"https://news.example/B\", \"{entry}\"]");
            let place = Place::new(&format!("{}{key} = {list}\n", news(&[&feed])));
            let ran = place.run(&["build"]);
            assert_eq!(ran.status, 2, "{key} {entry}: {:?}", ran.events);
            let start = format!("latest-news.toml line 4: edition.news.{key} has \"{entry}\", ");
            let message = &ran.messages("error")[0];
            assert!(message.starts_with(&start), "{message}");
        }
    }
    assert_eq!(site.asked().len(), 0);
}

#[test]
fn a_feed_of_any_letters_is_written_as_it_is() {
    for feed in [
        r"C:\feeds\a.xml",
        r#"https://x.example/?a="1""#,
        "it's.xml",
        "it's \"a\".xml",
        "two\nlines.xml",
        "tab\t'''.xml",
        "FEED.xml",
    ] {
        let place = Place::new("");
        std::fs::remove_file(place.path("latest-news.toml")).unwrap();
        assert_eq!(place.run(&["init", feed]).status, 0, "{feed}");
        let text = place.read("latest-news.toml");
        let config = read(&text, Path::new(""));
        let config = config.unwrap_or_else(|problems| panic!("{feed}: {problems:?}"));
        let expected = Source::read(feed, Path::new("")).unwrap();
        assert_eq!(config.editions[0].feeds, [expected], "{text}");
        assert_eq!(config.out, "public/embed");
    }
}

#[test]
fn a_feed_that_could_not_be_read_again_is_not_written() {
    for feed in ["ftp://news.example/a.xml", "https://", ""] {
        let place = Place::new("");
        std::fs::remove_file(place.path("latest-news.toml")).unwrap();
        let ran = place.run(&["init", feed]);
        assert_eq!(ran.status, 2, "{feed}: {:?}", ran.events);
        assert!(!place.path("latest-news.toml").exists(), "{feed}");
    }
}
