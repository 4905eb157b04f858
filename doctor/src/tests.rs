use latest_news_core::feed;

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
        written: "https://news.example/feed.json".to_owned(),
        address: "https://news.example/feed.json".to_owned(),
        asker: Asker::Page {
            origin: PAGE.to_owned(),
        },
        outcome,
    }
}

/// Findings as `topic: text`. Those that are not good are marked.
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
    let report = examine(&visit(Outcome::Answered(answer(GOOD))), None);
    assert_eq!(
        said(&report),
        [
            "Answer: Status 200, application/json, 900 bytes, 394 bytes unpacked, in 42 ms.",
            "Format: JSON Feed, called “Courier”.",
            "Articles: 2 of 2 items taken; 2 with a picture, 2 with a date, 2 with a summary.",
            "Left out: Nothing.",
            "Other sites: The feed allows https://cdn.example. A page cannot see whether it \
             allows every site; with Access-Control-Allow-Origin: * it does.",
            "Caching: Cache-Control: public, max-age=300 – browsers keep the feed for 5 minutes.",
        ]
    );
    assert_eq!(report.verdict(), Verdict::Good);
    assert_eq!(report.picture_origins(), ["https://images.example"]);
    assert_eq!(report.title.as_deref(), Some("Courier"));
    assert_eq!(report.bytes, 900);
}

#[test]
fn items_left_out_are_named_with_their_reasons() {
    let feed = r#"[{"title":"One","url":"https://news.example/1"},{"title":"No link"},
        {"title":"One","url":"https://news.example/1"},7]"#;
    let report = examine(&visit(Outcome::Answered(answer(feed))), None);
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
fn lists_left_out_are_named() {
    // The widget reads the first without a search, the second with one.
    for (posts, more) in [("2026-11-23", ""), ("", r#", "status": "ok""#)] {
        let feed = format!(
            r#"{{"featured":[{{"title":"One","url":"/1","date":"2026-11-23"}}],
            "posts":[{{"title":"Two","url":"/2","date":"{posts}"}}]{more}}}"#
        );
        let report = examine(&visit(Outcome::Answered(answer(&feed))), None);
        let said = said(&report);
        let notice = "? Lists: Left out `featured`, which may be news, too; send all articles in one list, or \
                      JSON Feed.";
        assert!(said.iter().any(|line| line == notice), "{said:?}");
    }
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    #[track_caller]
    fn check(body: &str, expected: &str) {
        let report = examine(&visit(Outcome::Answered(answer(body))), None);
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
        "! Format: The feed's items (1) hold no article: the first has no link that leads anywhere; send \
         its http(s) address.",
    );
}

#[test]
fn a_status_is_told_and_nothing_is_read() {
    let report = examine(
        &visit(Outcome::Answered(Answer {
            status: 404,
            ..answer(GOOD)
        })),
        None,
    );
    assert_eq!(
        said(&report),
        ["! Answer: Status 404: there is no feed to read. Check the address."]
    );
}

#[test]
fn a_file_is_read_and_its_server_is_not_judged() {
    let file = |body: &str| Visit {
        written: "news.example/feed.json".to_owned(),
        address: "news.example/feed.json".to_owned(),
        asker: Asker::Command,
        outcome: Outcome::File(body.as_bytes().to_vec()),
    };
    let report = examine(&file(GOOD), None);
    assert_eq!(
        said(&report),
        [
            "File: 394 bytes on this machine. Who may read it, and how long browsers keep it, is up to \
             the server that will send it: check its address there, too.",
            "Format: JSON Feed, called “Courier”.",
            "Articles: 2 of 2 items taken; 2 with a picture, 2 with a date, 2 with a summary.",
            "Left out: Nothing.",
        ]
    );
    assert_eq!((report.bytes, report.verdict()), (394, Verdict::Good));
    let report = examine(&file("<html></html>"), None);
    assert_eq!(report.verdict(), Verdict::Bad);
    assert!(report.findings.iter().all(|it| it.topic != "Address"));
}

#[test]
fn why_nothing_came() {
    #[track_caller]
    fn check(outcome: Outcome, beginning: &str) {
        let report = examine(&visit(outcome), None);
        let said = said(&report);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with(beginning), "{said:?}");
    }
    check(
        Outcome::NotAdmitted,
        "! Answer: The server answers, but not to other sites",
    );
    check(Outcome::Unreachable, "! Answer: No answer came");
    check(Outcome::Timeout, "! Answer: No complete answer");
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
        let report = examine(&visit(Outcome::Answered(answer)), None);
        let line = said(&report)
            .into_iter()
            .find(|line| line.contains("Other sites"));
        let line = line.expect("a line");
        assert!(line.starts_with(expected), "{line}");
    }
    let own = "https://cdn.example/preview/feed.json";
    check(own, Some("*"), "Other sites: Every site");
    check(
        own,
        None,
        "! Other sites: Only the feed’s own site, https://cdn.example,",
    );
    check(
        own,
        Some("https://cdn.example"),
        "! Other sites: Only the feed’s own site, https://cdn.example,",
    );
    check(
        own,
        Some("https://a.example"),
        "? Other sites: Only https://a.example",
    );
    let other = "https://news.example/feed.json";
    check(other, None, "Other sites: The feed allows");
    check(other, Some("*"), "Other sites: Every site");
}

/// Some servers only say who may read an answer if the request names a site.
#[test]
fn a_server_may_allow_each_site_that_asks() {
    #[track_caller]
    fn check(headers: &[(&str, &str)], expected: &str) {
        let mut answer = answer(GOOD);
        let headers = headers.iter();
        let headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        answer.headers.extend(headers);
        let visit = Visit {
            asker: Asker::Command,
            ..visit(Outcome::Answered(answer))
        };
        let said = said(&examine(&visit, None));
        let line = said.iter().find(|line| line.contains("Other sites"));
        assert!(line.expect("a line").starts_with(expected), "{line:?}");
    }
    let allowed = ("access-control-allow-origin", PARTNER);
    let good = "Other sites: Every site may read the feed: the server allows each";
    check(&[allowed, ("vary", "Origin")], good);
    check(
        &[
            allowed,
            ("vary", "Accept-Encoding"),
            ("vary", "Accept, origin"),
        ],
        good,
    );
    check(&[allowed, ("vary", "*")], good);
    check(
        &[allowed],
        "? Other sites: The server allows each site that asks, but",
    );
    check(&[], "? Other sites: Only the feed’s own site");
}

#[test]
fn how_long_the_feed_is_kept() {
    #[track_caller]
    fn check(control: Option<&str>, expected: &str) {
        let mut answer = answer(GOOD);
        answer.headers.retain(|(name, _)| name != "cache-control");
        let header = control.map(|it| ("cache-control".to_owned(), it.to_owned()));
        answer.headers.extend(header);
        let report = examine(&visit(Outcome::Answered(answer)), None);
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
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(origin(address).as_deref(), expected, "{address}");
    }
    check("https://a.example/b?c#d", Some("https://a.example"));
    check("HTTPS://A.Example:443/", Some("https://a.example"));
    check("http://127.0.0.1:8080", Some("http://127.0.0.1:8080"));
    check("https://a.example?b", Some("https://a.example"));
    check("https://[::1]:8080/", Some("https://[::1]:8080"));
    check(
        "https://zeitung.m\u{fc}nchen.example/",
        Some("https://zeitung.xn--mnchen-3ya.example"),
    );
    check("https://me:secret@a.example/", Some("https://a.example"));
    for address in [
        "",
        "feed.json",
        "//a.example",
        "javascript://a.example/%0aalert(1)",
        "data:;report-uri https://evil.example/",
        "ftp://a.example/",
        "https://a.example;report-uri https://evil.example/",
        "https://a;b/",
        "https://*/",
        "https://*.example/",
        "https://'self'/",
        "https://a,b/",
        "https://a!b/",
    ] {
        check(address, None);
    }
}

#[test]
fn an_address_without_its_scheme() {
    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(missing_scheme(written).as_deref(), expected, "{written}");
    }
    check(
        "news.example/feed.json",
        Some("https://news.example/feed.json"),
    );
    check(" News.example ", Some("https://news.example/"));
    check(
        "news.example:8443/feed?a=b",
        Some("https://news.example:8443/feed?a=b"),
    );
    for written in [
        "",
        "feed.json",
        "feed.JSON?a",
        "preview/feed.json",
        "/feed.json",
        "../a.b/feed.json",
        "./feed.json",
        "?a.example",
        "https://news.example/",
        "javascript:alert.example",
        "v1.2/feed",
        "a..example/",
    ] {
        check(written, None);
    }
}

#[test]
fn an_address_taken_for_a_path_is_helped_on() {
    let visit = |written: &str, body: &str| {
        let mut visit = visit(Outcome::Answered(answer(body)));
        visit.written = written.to_owned();
        examine(&visit, None)
    };
    let report = visit("news.example/feed.json", "<html>Not found</html>");
    assert_eq!(
        said(&report)[0],
        "! Address: Without https:// in front, news.example/feed.json is read as a path of the page’s \
         own site."
    );
    let instead = report.findings[0].instead.as_deref();
    assert_eq!(instead, Some("https://news.example/feed.json"));
    assert_eq!(
        said(&visit("feed.json", "<html></html>"))
            .iter()
            .filter(|line| line.starts_with("! Address"))
            .count(),
        0
    );
    // If the path leads to a feed, no help is needed.
    assert!(said(&visit("news.example/feed.json", GOOD))[0].starts_with("Answer"));
}

#[test]
fn xml_gets_the_way_out() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel></channel></rss>";
    let report = examine(&visit(Outcome::Answered(answer(rss))), None);
    assert_eq!(
        said(&report)[1],
        "! Format: The feed is XML (RSS), not JSON; give the address of a JSON feed, with WordPress \
         /wp-json/wp/v2/posts?_embed. The publisher’s command reads RSS and Atom: latest-news build \
         writes it as a feed that the widget reads."
    );
}

#[test]
fn who_reads_xml_finds_its_articles() {
    let visit = Visit {
        asker: Asker::Command,
        ..visit(Outcome::Answered(answer("<rss version=\"2.0\"></rss>")))
    };
    let read = |bytes: &[u8], base: &str| {
        assert_eq!(
            (bytes, base),
            (
                &b"<rss version=\"2.0\"></rss>"[..],
                "https://news.example/feed.json"
            )
        );
        let read = feed::parse(GOOD.as_bytes(), base).map_err(|error| error.to_string());
        read.map(|feed| (feed, Decoded::utf_8(bytes)))
    };
    let report = examine(&visit, Some(&read));
    assert_eq!(
        said(&report)[1..3],
        [
            "? Format: RSS, called “Courier”. The widget itself does not read it. The publisher’s \
             command reads RSS and Atom: latest-news build writes it as a feed that the widget reads.",
            "Articles: 2 of 2 items taken; 2 with a picture, 2 with a date, 2 with a summary.",
        ]
    );
    let read = |_: &[u8], _: &str| Err("the feed is cut short; check it".to_owned());
    let report = examine(&visit, Some(&read));
    assert_eq!(
        said(&report)[1],
        "! Format: The feed is cut short; check it."
    );
}

#[test]
fn letters_that_are_lost_are_told_once() {
    const MISMATCH: &str = "letters that could not be decoded: the feed was read as UTF-8, and its \
        bytes do not match; write it in UTF-8, or in XML declare the encoding in which it is written.";
    const BEFORE: &str = "letters that were lost before the feed was written: its UTF-8 is in order and \
        has U+FFFD in their place; look at the program that writes it.";
    #[track_caller]
    fn check(feed: Vec<u8>, expected: Option<String>) {
        let answer = Answer {
            bytes: feed,
            ..answer("")
        };
        let said = said(&examine(&visit(Outcome::Answered(answer)), None));
        let letters: Vec<&String> = said.iter().filter(|it| it.contains("Letters: ")).collect();
        assert_eq!(letters, expected.iter().collect::<Vec<&String>>());
    }
    // A headline in windows-1252 in a feed that is UTF-8 otherwise.
    let put = |name: &str, bytes: &[u8]| {
        let (before, after) = GOOD.split_once(name).unwrap();
        [before.as_bytes(), bytes, after.as_bytes()].concat()
    };
    check(GOOD.into(), None);
    check(
        put("One", b"Gr\xfc\xdfe"),
        Some(format!("? Letters: 1 article has {MISMATCH}")),
    );
    let summaries = put("\"s\",\n", b"\"Stra\xdfe\",\n");
    check(
        summaries,
        Some(format!("? Letters: 1 article has {MISMATCH}")),
    );
    // Nobody reads the address of the picture.
    check(put("1.jpg", b"\xfc.jpg"), None);
    let replaced = GOOD.replace("One", "\u{fffd}").replace("Two", "\\ufffd");
    check(
        replaced.into(),
        Some(format!("? Letters: 2 articles have {BEFORE}")),
    );
}

#[test]
fn a_web_page_says_where_its_feed_is() {
    #[track_caller]
    fn check(head: &str, ending: &str, instead: Option<&str>) {
        let page = format!("<!doctype html><html><head>{head}</head><body></body></html>");
        let report = examine(&visit(Outcome::Answered(answer(&page))), None);
        let finding = report
            .findings
            .iter()
            .find(|it| it.topic == "Format")
            .unwrap();
        assert_eq!(finding.verdict, Verdict::Bad);
        assert!(finding.text.ends_with(ending), "{}", finding.text);
        assert_eq!(finding.instead.as_deref(), instead);
    }
    check("", "that it needs no login.", None);
    check(
        "<link rel=alternate type=application/feed+json href=/f.json>",
        "The page names a feed in its head.",
        Some("https://news.example/f.json"),
    );
    check(
        "<link rel=alternate type=application/rss+xml href=/rss>",
        "latest-news build writes it as a feed that the widget reads.",
        Some("https://news.example/rss"),
    );
}

#[test]
fn wordpress_is_told_to_embed() {
    #[track_caller]
    fn check(address: &str, item: &str, instead: Option<&str>) {
        let body = format!(
            "[{{\"id\":1,\"link\":\"https://news.example/1\",\"title\":{{\"rendered\":\"One\"}}{item}}}]"
        );
        let mut answer = answer(&body);
        answer.address = address.to_owned();
        let report = examine(&visit(Outcome::Answered(answer)), None);
        let finding = report.findings.iter().find(|it| it.topic == "Pictures");
        assert_eq!(
            finding.and_then(|it| it.instead.as_deref()),
            instead,
            "{address}"
        );
    }
    let posts = "https://news.example/wp-json/wp/v2/posts";
    check(posts, "", Some(&format!("{posts}?_embed")));
    check(
        &format!("{posts}?per_page=9&_fields=id,link,title"),
        "",
        Some(&format!(
            "{posts}?per_page=9&_fields=id,link,title,_links,_embedded&_embed"
        )),
    );
    check(&format!("{posts}?_embed"), ",\"_embedded\":{}", None);
    let own = ",\"jetpack_featured_media_url\":\"https://news.example/1.jpg\"";
    check(posts, own, None);
}

#[test]
fn a_few_articles_without_a_picture_are_no_complaint() {
    #[track_caller]
    fn check(missing: usize, expected: Verdict) {
        let item = |at: usize| {
            let image = match at < missing {
                true => String::new(),
                false => format!("\"image\":\"https://images.example/{at}.jpg\","),
            };
            format!(
                "{{{image}\"title\":\"{at}\",\"url\":\"https://news.example/{at}\",\
                 \"summary\":\"s\",\"date\":\"2026-11-23T08:00:00Z\"}}"
            )
        };
        let items: Vec<String> = (0..12).map(item).collect();
        let body = format!("[{}]", items.join(","));
        let report = examine(&visit(Outcome::Answered(answer(&body))), None);
        let finding = report
            .findings
            .iter()
            .find(|it| it.topic == "Articles")
            .unwrap();
        assert_eq!(finding.verdict, expected, "{missing}");
    }
    check(0, Verdict::Good);
    check(1, Verdict::Good);
    check(3, Verdict::Good);
    check(4, Verdict::Notice);
    check(12, Verdict::Notice);
}
