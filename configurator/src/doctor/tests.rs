use super::*;

const PAGE: &str = "https://cdn.example";

fn answer(body: &str) -> Answer {
    Answer {
        status: 200,
        address: "https://news.example/feed.json".to_owned(),
        headers: vec![
            (
                "content-type".to_owned(),
                "application/json; charset=utf-8".to_owned(),
            ),
            ("cache-control".to_owned(), "public, max-age=300".to_owned()),
        ],
        bytes: body.as_bytes().to_vec(),
        transferred: Some(900),
        milliseconds: 42,
    }
}

fn visit(outcome: Outcome) -> Visit {
    Visit {
        address: "https://news.example/feed.json".to_owned(),
        page: PAGE.to_owned(),
        outcome,
    }
}

/// Findings as `topic: text`, those that are not good marked.
fn said(report: &Report) -> Vec<String> {
    let mark = |verdict| match verdict {
        Verdict::Good => "",
        Verdict::Notice => "? ",
        Verdict::Bad => "! ",
    };
    let line = |it: &Finding| format!("{}{}: {}", mark(it.verdict), it.topic, it.text);
    report.findings.iter().map(line).collect()
}

const GOOD: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":[
    {"id":"1","url":"https://news.example/1","title":"One","summary":"s",
     "image":"https://images.example/1.jpg","date_published":"2026-11-23T08:00:00Z"},
    {"id":"2","url":"https://news.example/2","title":"Two","summary":"s",
     "image":"https://images.example/2.jpg","date_published":"2026-11-23T08:00:00Z"}]}"#;

#[test]
fn a_good_feed() {
    let report = examine(&visit(Outcome::Answered(answer(GOOD))));
    assert_eq!(
        said(&report),
        [
            "Answer: Status 200, application/json, 900 bytes, 394 bytes unpacked, in 42 ms.",
            "Format: JSON Feed, called “Courier”.",
            "Articles: 2 of 2 items taken; 2 with a picture, 2 with a date, 2 with a summary.",
            "Left out: Nothing.",
            "Other sites: The feed admits https://cdn.example. Whether it admits every site, a \
             page cannot see; with Access-Control-Allow-Origin: * it does.",
            "Caching: Cache-Control: public, max-age=300 – browsers keep the feed for 5 minutes.",
        ]
    );
    assert_eq!(report.verdict(), Verdict::Good);
    assert_eq!(report.pictures, ["https://images.example"]);
    assert_eq!(report.title.as_deref(), Some("Courier"));
    assert_eq!(report.bytes, 900);
}

#[test]
fn items_left_out_are_named_with_their_reasons() {
    let feed = r#"[{"title":"One","url":"https://news.example/1"},{"title":"No link"},
        {"title":"One","url":"https://news.example/1"},7]"#;
    let report = examine(&visit(Outcome::Answered(answer(feed))));
    assert_eq!(
        report.skipped,
        [
            "Item 2 has no link that leads anywhere; send its http(s) address.",
            "Item 3 repeats an article before it; send each once.",
            "Item 4 is not an object; send one object per article.",
        ]
    );
    assert_eq!(report.verdict(), Verdict::Notice);
    let said = said(&report);
    assert_eq!(said[1], "Format: A plain list of articles.");
    assert_eq!(
        said[2],
        "? Articles: 1 of 4 items taken; 0 with a picture, 0 with a date, 0 with a summary."
    );
    assert_eq!(said[3], "? Left out: 3 items:");
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    #[track_caller]
    fn check(body: &str, expected: &str) {
        let report = examine(&visit(Outcome::Answered(answer(body))));
        assert_eq!(said(&report)[1], expected);
        assert_eq!(report.verdict(), Verdict::Bad);
    }
    check(
        "<html><body>Log in</body></html>",
        "! Format: The feed is an HTML page, not JSON; check its address, and that it needs no \
         login.",
    );
    check("[]", "Format: A plain list of articles.");
    check(
        "{\"items\":[{\"title\":\"No link\"}]}",
        "Format: A plain list of articles.",
    );
}

#[test]
fn a_status_is_told_and_nothing_is_read() {
    let report = examine(&visit(Outcome::Answered(Answer {
        status: 404,
        ..answer(GOOD)
    })));
    assert_eq!(
        said(&report)[0],
        "! Answer: Status 404: there is no feed to read. Check the address."
    );
    assert!(report.findings.iter().all(|it| it.topic != "Format"));
}

#[test]
fn why_nothing_came() {
    #[track_caller]
    fn check(outcome: Outcome, beginning: &str) {
        let report = examine(&visit(outcome));
        let said = said(&report);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with(beginning), "{said:?}");
    }
    check(
        Outcome::NotAdmitted,
        "! Answer: The server answers, but not to other sites",
    );
    check(Outcome::Unreachable, "! Answer: No answer came");
    check(Outcome::Timeout, "! Answer: No whole answer");
    check(Outcome::TooLarge, "! Answer: The answer is larger");
}

#[test]
fn who_may_read_the_feed() {
    #[track_caller]
    fn check(address: &str, allowed: Option<&str>, expected: &str) {
        let mut answer = answer(GOOD);
        answer.address = address.to_owned();
        let header = allowed.map(|it| ("access-control-allow-origin".to_owned(), it.to_owned()));
        answer.headers.extend(header);
        let report = examine(&visit(Outcome::Answered(answer)));
        let line = said(&report)
            .into_iter()
            .find(|line| line.contains("Other sites"));
        let line = line.expect("a line");
        assert!(line.starts_with(expected), "{line}");
    }
    let own = "https://cdn.example/preview/feed.json";
    check(own, Some("*"), "Other sites: Every site");
    check(own, None, "? Other sites: This page is the feed’s own site");
    check(
        own,
        Some("https://a.example"),
        "? Other sites: Only https://a.example",
    );
    let other = "https://news.example/feed.json";
    check(other, None, "Other sites: The feed admits");
    check(other, Some("*"), "Other sites: Every site");
}

#[test]
fn how_long_the_feed_is_kept() {
    #[track_caller]
    fn check(control: Option<&str>, expected: &str) {
        let mut answer = answer(GOOD);
        answer.headers.retain(|(name, _)| name != "cache-control");
        let header = control.map(|it| ("cache-control".to_owned(), it.to_owned()));
        answer.headers.extend(header);
        let report = examine(&visit(Outcome::Answered(answer)));
        let line = said(&report).pop().expect("a line");
        assert!(line.contains(expected), "{line}");
    }
    check(None, "? Caching: No Cache-Control header");
    check(
        Some("no-store"),
        "? Caching: Cache-Control: no-store – every",
    );
    check(Some("no-cache"), " Cache-Control: no-cache – browsers keep");
    check(Some("max-age=0"), "ask each time");
    check(Some("Public, Max-Age=60"), "for 60 seconds.");
    check(
        Some("max-age=86400"),
        "? Caching: Cache-Control: max-age=86400 – readers may see news 24 hours old.",
    );
    check(
        Some("public"),
        "? Caching: Cache-Control: public – without max-age",
    );
}

#[test]
fn origins() {
    #[track_caller]
    fn check(address: &str, expected: &str) {
        assert_eq!(origin(address), expected);
    }
    check("https://a.example/b?c#d", "https://a.example");
    check("http://127.0.0.1:8080", "http://127.0.0.1:8080");
    check("https://a.example?b", "https://a.example");
    check("", "");
}
