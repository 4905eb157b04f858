//! `latest-news check` says nothing about what it has not seen.

use crate::place::{Place, Ran, rss};
use crate::site::{Site, status};

/// Findings as `topic: text`.
fn findings(ran: &Ran) -> Vec<String> {
    let findings = ran.events.iter().filter(|it| it["event"] == "finding");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .map(|it| format!("{}: {}", text(&it["topic"]), text(&it["text"])))
        .collect()
}

#[test]
fn a_file_has_no_server() {
    let place = Place::new("");
    place.put("a.xml", rss(&["A"]).as_bytes());
    let ran = place.run(&["check", "a.xml"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    let findings = findings(&ran);
    assert!(findings[0].starts_with("File: "), "{findings:?}");
    let articles = |it: &String| it.starts_with("Articles: 1 of 1");
    assert!(findings.iter().any(articles), "{findings:?}");
    for topic in ["Answer: ", "Other sites: ", "Caching: "] {
        let mut findings = findings.iter();
        assert!(!findings.any(|it| it.starts_with(topic)), "{topic}");
    }
    place.put("a.xml", b"<html></html>");
    assert_eq!(place.run(&["check", "a.xml"]).status, 1);
}

#[test]
fn an_error_says_nothing_about_the_feed() {
    let site = Site::start();
    for code in [404, 410, 501] {
        let answer = status(code)
            .header("Access-Control-Allow-Origin", "*")
            .header("Cache-Control", "max-age=60");
        let ran = Place::new("").run(&["check", &site.put("/", [answer])]);
        assert_eq!(ran.status, 1);
        let told = format!("Answer: Status {code}: there is no feed to read. Check the address.");
        assert_eq!(findings(&ran), [told]);
    }
}
