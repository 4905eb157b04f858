//! From feeds to a folder.

use std::io::Write;

use crate::place::{Place, news, rss};
use crate::site::{Site, ok, status};

const XML: &str = "application/rss+xml";

#[test]
fn a_newcomer_gets_an_edition() {
    let site = Site::start();
    let feed = site.put("/rss.xml", [ok(XML, rss(&["A", "B"]))]);
    let place = Place::new("");
    std::fs::remove_file(place.path("latest-news.toml")).unwrap();
    assert_eq!(place.run(&["init", &feed]).status, 0);
    assert_eq!(place.run(&["init", &feed]).status, 2, "what is there stays");
    let written = place.read("latest-news.toml");
    place.configure(&written.replace("# address = ", "address = "));
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    assert_eq!(place.titles("news"), ["A", "B"]);
    for path in [
        "latest-news.js",
        "latest-news/0.0.0/glue.1.js",
        "third-party-notices.txt",
        "news.json",
        "news.json.br",
        "news.json.gz",
        "news.js",
        "news.html",
        "news/frame.html",
        "news/oembed.json",
        "_headers",
    ] {
        assert!(place.path("public/embed").join(path).is_file(), "{path}");
    }
    let asked = &site.asked()[0];
    let agent = &asked.headers["user-agent"];
    assert!(agent.starts_with("LatestNews/"), "{agent}");
    let encodings = &asked.headers["accept-encoding"];
    for encoding in ["gzip", "br", "zstd"] {
        assert!(encodings.contains(encoding), "{encodings}");
    }
}

#[test]
fn feeds_are_merged_filtered_and_limited() {
    let site = Site::start();
    let item = |title: &str, day: u32| {
        format!(
            "{{\"title\": \"{title}\", \"url\": \"https://news.example/{title}\", \
                 \"date\": \"2026-01-{day:02}T00:00:00Z\"}}"
        )
    };
    let list = |items: &[String]| format!("[{}]", items.join(","));
    let one = site.put(
        "/1.json",
        [ok("application/json", list(&[item("A", 1), item("B", 5)]))],
    );
    let two = site.put(
        "/2.json",
        [ok(
            "application/json",
            list(&[item("C", 3), item("B", 5), item("D", 2)]),
        )],
    );
    let mapped = site.put(
        "/3.json",
        [ok(
            "application/json",
            "{\"r\": {\"list\": [{\"h\": \"M\", \"u\": \"/m\"}]}}",
        )],
    );
    let place = Place::new(&format!(
        "pictures = false\n[edition.news]\nfeeds = [\"{one}\", \"{two}\", \"local.xml\"]\nlimit = 4\n\
         pin = [\"https://news.example/A\"]\nblock = [\"https://news.example/D\"]\n\
         [edition.mapped]\nfeeds = \"{mapped}\"\n[edition.mapped.fields]\nlist = \"r.list\"\n\
         title = \"h\"\nurl = \"u\"\n"
    ));
    place.put("local.xml", rss(&["L", "M"]).as_bytes());
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    assert_eq!(place.titles("news"), ["A", "B", "C", "L"]);
    assert_eq!(place.titles("mapped"), ["M"]);
}

#[test]
fn a_date_of_the_far_future_is_none() {
    let site = Site::start();
    let items = ["2024-01-01", "2999-12-31", "2025-01-01"].map(|date| {
        format!("{{\"title\": \"{date}\", \"url\": \"/{date}\", \"date\": \"{date}\"}}")
    });
    let feed = format!("[{}]", items.join(","));
    let feed = site.put("/1.json", [ok("application/json", feed)]);
    let place = Place::new(&news(&[&feed]));
    assert_eq!(place.run(&["build"]).status, 0);
    let written = place.json("public/embed/news.json");
    let dated = written["items"].as_array().unwrap().iter();
    let dated: Vec<_> = dated
        .map(|item| item["date_published"].is_string())
        .collect();
    assert_eq!(dated, [true, false, true], "{written}");
}

#[test]
fn what_did_not_change_is_neither_sent_nor_written() {
    let site = Site::start();
    let feed = site.put("/rss.xml", [ok(XML, rss(&["A"])).header("ETag", "\"1\"")]);
    let fresh = site.put(
        "/fresh.xml",
        [ok(XML, rss(&["F"])).header("Cache-Control", "max-age=600")],
    );
    let place = Place::new(&news(&[&feed, &fresh]));
    assert_eq!(place.run(&["build"]).status, 0);
    site.forget();
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0);
    let asked = site.asked();
    assert_eq!(asked.len(), 1, "the fresh one is not asked for: {asked:?}");
    assert_eq!(asked[0].headers["if-none-match"], "\"1\"");
    let outcomes: Vec<&str> = ran
        .events
        .iter()
        .filter(|event| event["event"] == "feed")
        .map(|event| event["outcome"].as_str().unwrap())
        .collect();
    assert!(
        outcomes.contains(&"unchanged") && outcomes.contains(&"fresh"),
        "{outcomes:?}"
    );
    let written = ran.event("written");
    assert_eq!(written["files"], 0, "{written}");
}

#[test]
fn a_bad_feed_never_empties_an_edition() {
    let site = Site::start();
    let feed = site.put(
        "/a.xml",
        [
            ok(XML, rss(&["A"])),
            ok("text/html", "<!doctype html><p>Moved"),
        ],
    );
    let place = Place::new(&news(&[&feed]));
    assert_eq!(place.run(&["build"]).status, 0);
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.event("feed")["outcome"], "kept");
    assert!(ran.event("feed")["age"].is_number());
    assert_eq!(place.titles("news"), ["A"]);

    // An empty feed does not replace it, nor does one that is gone. The copy is still the last good
    // one.
    for answer in [ok(XML, rss(&[])), status(410), ok(XML, "<rss")] {
        site.put("/a.xml", [answer]);
        let ran = place.run(&["build"]);
        assert_eq!(
            (ran.status, &ran.event("feed")["outcome"]),
            (0, &"kept".into())
        );
        assert_eq!(place.titles("news"), ["A"]);
    }
}

#[test]
fn an_edition_without_a_good_copy_is_not_written() {
    let site = Site::start();
    let good = site.put("/good.xml", [ok(XML, rss(&["A"]))]);
    let bad = site.url("/missing.xml");
    let config = format!("{}[edition.sport]\nfeeds = [\"{bad}\"]\n", news(&[&good]));
    let place = Place::new(&config);
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 1);
    assert_eq!(place.titles("news"), ["A"], "the others are");
    assert!(!place.path("public/embed/sport.json").exists());
    assert_eq!(
        ran.event("edition")["message"],
        "none of its feeds is available, and there is nothing to keep"
    );

    // A written edition stays, even if the copy is gone.
    site.put("/missing.xml", [ok(XML, rss(&["S"])), status(404)]);
    assert_eq!(place.run(&["build"]).status, 0);
    std::fs::remove_dir_all(place.path(".latest-news/feeds")).unwrap();
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    assert_eq!(place.titles("sport"), ["S"]);
}

/// As in a fresh checkout of CI, which keeps the state and not the written files.
#[test]
fn what_is_gone_is_not_kept() {
    let site = Site::start();
    let good = site.put("/good.xml", [ok(XML, rss(&["A"]))]);
    let bad = site.url("/bad.xml");
    let head = "address = \"https://news.example/embed/\"\n";
    let alone = news(&[&bad]).replace("edition.news", "edition.sport");
    let alone = format!("{head}{alone}");
    let beside = format!("{alone}[edition.news]\nfeeds = [\"{good}\"]\n");
    for config in [&alone, &beside] {
        for gone in ["", "sport.json", "sport.js", "sport.html", "sport"] {
            site.put("/bad.xml", [ok(XML, rss(&["S"])), status(410)]);
            let place = Place::new(config);
            assert_eq!(place.run(&["build"]).status, 0);
            std::fs::remove_dir_all(place.path(".latest-news/feeds")).unwrap();
            let kept = place.run(&["build"]);
            assert_eq!(kept.status, 0, "{gone}: {:?}", kept.events);
            let path = place.path("public/embed").join(gone);
            match path.is_dir() {
                true => std::fs::remove_dir_all(path).unwrap(),
                false => std::fs::remove_file(path).unwrap(),
            }
            let ran = place.run(&["build"]);
            assert_eq!(ran.status, 1, "{gone}: {:?}", ran.events);
            let messages = ran.messages("edition").join(" ");
            assert!(
                messages.contains(" is gone from public/embed"),
                "{messages}"
            );
            assert!(!messages.contains("stay"), "{messages}");
        }
    }
}

#[test]
fn who_asks_for_time_gets_it() {
    let site = Site::start();
    let busy = status(503).header("Retry-After", "1");
    let feed = site.put("/rss.xml", [busy, ok(XML, rss(&["A"]))]);
    let place = Place::new(&news(&[&feed]));
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(site.asked().len(), 2);
    // A pause that is too long to wait: the next run asks again.
    let feed = site.put(
        "/later.xml",
        [
            status(429).header("Retry-After", "600"),
            ok(XML, rss(&["A"])),
        ],
    );
    let place = Place::new(&news(&[&feed]));
    site.forget();
    assert_eq!(place.run(&["build"]).status, 1);
    assert_eq!(site.asked().len(), 1);
}

#[test]
fn feeds_are_unpacked() {
    let titles = ["A", "B", "C", "D", "E"];
    let text = rss(&titles).into_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&text).unwrap();
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4_096, 5, 20);
    brotli.write_all(&text).unwrap();
    // A frame of one block that is stored as it is (RFC 8878): the size of the contents in two bytes,
    // less 256, and the size of the last block in three.
    let length = u32::try_from(text.len()).unwrap();
    let mut zstd = vec![0x28, 0xb5, 0x2f, 0xfd, 0x60];
    zstd.extend(&(length - 256).to_le_bytes()[..2]);
    zstd.extend(&(length << 3 | 1).to_le_bytes()[..3]);
    zstd.extend(&text);
    let site = Site::start();
    for (encoding, body) in [
        ("gzip", gzip.finish().unwrap()),
        ("br", brotli.into_inner()),
        ("zstd", zstd),
    ] {
        let answer = ok(XML, body).header("Content-Encoding", encoding);
        let place = Place::new(&news(&[&site.put("/rss.xml", [answer])]));
        let ran = place.run(&["build"]);
        assert_eq!(ran.status, 0, "{encoding}: {:?}", ran.events);
        assert_eq!(place.titles("news"), titles, "{encoding}");
    }
}

#[test]
fn redirects_are_followed() {
    let site = Site::start();
    site.put("/new.xml", [ok(XML, rss(&["A"]))]);
    let feed = site.put("/old.xml", [status(301).header("Location", "new.xml")]);
    let place = Place::new(&news(&[&feed]));
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(place.titles("news"), ["A"]);

    let round = site.put("/round.xml", [status(302).header("Location", "/round.xml")]);
    place.configure(&news(&[&round]));
    let ran = place.run(&["build"]);
    assert_eq!(
        ran.messages("feed"),
        ["is redirected more than 10 times; give the address it ends at"]
    );
}

#[test]
fn check_says_how_feeds_are() {
    let site = Site::start();
    let good = site.put("/rss.xml", [ok(XML, rss(&["A"]))]);
    let place = Place::new("");
    let ran = place.run(&["check", &good]);
    assert!(!ran.events.is_empty(), "{}", ran.errors);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    let ran = place.run(&["check", &site.url("/missing.xml")]);
    assert_eq!(ran.status, 1, "{:?}", ran.events);
    assert!(
        ran.events.iter().any(|event| event["text"]
            .as_str()
            .is_some_and(|text| text.contains("404"))),
        "{:?}",
        ran.events
    );
}

/// Some servers, WordPress among them, allow the site that a request names, and say nothing without
/// one. Only the doctor names one: it asks like a partner's page.
#[test]
fn check_asks_like_the_page_of_a_partner() {
    let site = Site::start();
    let allowed = ok(XML, rss(&["A"]))
        .header("Access-Control-Allow-Origin", "https://partner.example")
        .header("Vary", "Origin");
    let feed = site.put("/rss.xml", [allowed]);
    let origins = || -> Vec<_> {
        let asked = site.asked().into_iter();
        asked.map(|it| it.headers.get("origin").cloned()).collect()
    };
    let ran = Place::new("").run(&["check", &feed]);
    let other_sites = ran.events.iter().filter_map(|event| event["text"].as_str());
    let every = other_sites.filter(|text| text.starts_with("Every site may read the feed"));
    assert_eq!(every.count(), 1, "{:?}", ran.events);
    assert_eq!(origins(), [Some("https://partner.example".to_owned())]);
    site.forget();
    assert_eq!(Place::new(&news(&[&feed])).run(&["build"]).status, 0);
    assert_eq!(origins(), [None]);
}

#[test]
fn an_edition_says_what_the_feed_says() {
    let feed = r#"<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
      <channel><title>T</title><link>https://news.example/</link><language>en</language>
      <item><title>A</title><link>https://news.example/a</link><guid>7</guid>
        <description>&lt;p&gt;More &amp;amp; more&lt;/p&gt;</description>
        <pubDate>Sun, 06 Nov 1994 08:49:37 GMT</pubDate><dc:creator>Ada</dc:creator>
        <category>Town</category><category>Boats</category>
        <source url="https://herald.example/rss">Herald</source>
        <media:content url="https://news.example/a.jpg" width="700" height="420" medium="image">
          <media:credit>Bo</media:credit><media:title>A boat</media:title></media:content>
        <enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1"/>
        <itunes:duration>12:34</itunes:duration></item></channel></rss>"#;
    let site = Site::start();
    let place = Place::new(&news(&[&site.put("/rss.xml", [ok(XML, feed)])]));
    assert_eq!(place.run(&["build"]).status, 0);
    let written = place.json("public/embed/news.json");
    let expected = serde_json::json!([{
        "id": "https://news.example/a",
        "url": "https://news.example/a",
        "title": "A",
        "summary": "More & more",
        "content_text": "More & more",
        "image": "https://news.example/a.jpg",
        "date_published": "1994-11-06T08:49:37Z",
        "authors": [{ "name": "Ada" }],
        "tags": ["Town", "Boats"],
        "language": "en",
        "_latest_news": {
            "image": {
                "url": "https://news.example/a.jpg",
                "width": 700,
                "height": 420,
                "alt": "A boat",
                "credit": "Bo",
            },
            "section": "Town",
            "source": "Herald",
            "audio": { "duration": 754 },
            "direction": "ltr",
        },
    }]);
    assert_eq!(written["items"], expected, "{written}");
}

/// Everything below a folder.
fn contents(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap();
    let texts = entries.map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return contents(&path);
        }
        String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
    });
    texts.collect()
}

#[test]
fn nobody_is_shown_the_password_of_a_feed() {
    let site = Site::start();
    // The link is relative, so it starts at the address of the feed.
    let relative = "<rss version=\"2.0\"><channel><item><title>A</title><link>/a</link>\
                    <enclosure url=\"/missing.jpg\" type=\"image/jpeg\"/></item></channel></rss>";
    let answers = [ok(XML, relative), status(404), ok(XML, relative)];
    let feed = site.put("/rss.xml", answers);
    let feed = feed.replace("://", "://ada:secret@");
    let place = Place::new(&format!("[edition.news]\nfeeds = \"{feed}\"\n"));
    let shown = |arguments: &[&str]| {
        let output = place.command(arguments).output().unwrap();
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).unwrap();
        assert!(!shown.contains("secret"), "{arguments:?}: {shown}");
        shown
    };
    // The second uses the copy.
    for arguments in [
        &["build"][..],
        &["build", "--json"],
        &["check", &feed],
        &["check", "--json", &feed],
    ] {
        let shown = shown(arguments);
        assert!(shown.contains(&site.url("/rss.xml")), "{shown}");
    }
    let asked = site.asked();
    let authorised = |path| {
        let mut asked = asked.iter().filter(|asked| asked.path == path);
        asked.all(|asked| asked.headers.contains_key("authorization"))
    };
    assert!(authorised("/rss.xml"), "the server is told");
    assert_eq!(place.titles("news"), ["A"]);
    for folder in ["public", ".latest-news"] {
        let contents = contents(&place.path(folder));
        assert!(!contents.contains("secret"), "{folder}");
    }
    // Two of the same address are two.
    let other = feed.replace("ada", "bo");
    site.put("/rss.xml", [status(404)]);
    place.configure(&news(&[&other]));
    assert_eq!(place.run(&["build"]).event("feed")["outcome"], "failed");
    for wrong in [
        "ftp://ada:secret@a.example/",
        "https://ada:secret@a.example/",
        "https://ada:sec/secret@a.example/",
    ] {
        let address = format!("address = \"{wrong}\"\n{}", news(&["a.xml"]));
        for wrong in [news(&[&wrong.replace("https", "ftp")]), address] {
            place.configure(&wrong);
            assert!(shown(&["build"]).contains("a.example"), "{wrong}");
        }
    }
    shown(&["check", "ftp://ada:secret@a.example/"]);
    place.put("a.xml", rss(&["A"]).as_bytes());
    place.configure(&news(&["a.xml"]));
    let shown = shown(&["build", "--out", "ftp://ada:secret@a.example/embed"]);
    assert!(shown.contains("ftp://a.example/embed"), "{shown}");
}

/// What a run prints on a terminal, as `script` of util-linux makes one.
#[cfg(target_os = "linux")]
fn on_a_terminal(place: &Place, no_color: &str) -> Option<String> {
    let mut command = std::process::Command::new("script");
    let program = env!("CARGO_BIN_EXE_latest-news");
    command
        .args(["-qec", &format!("'{program}' build"), "/dev/null"])
        .current_dir(place.path(""))
        .env("LATEST_NEWS_RELEASE", place.path("release"))
        .env("NO_PROXY", "*")
        .env("TERM", "xterm")
        .env("NO_COLOR", no_color)
        .stdin(std::process::Stdio::null());
    match command.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            println!("notice: script cannot be run, so no terminal is tried: {error}");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_progress_and_colours() {
    let site = Site::start();
    let good = site.put("/good.xml", [ok(XML, rss(&["A"]))]);
    let place = Place::new(&news(&[&good, &site.url("/missing.xml")]));
    let Some(shown) = on_a_terminal(&place, "") else {
        return;
    };
    assert!(shown.contains("feeds 0/2"), "{shown:?}");
    assert!(!shown.contains(" 0/0"), "{shown:?}");
    assert!(shown.contains("\u{1b}[33mwarning: \u{1b}[0m"), "{shown:?}");
    assert!(shown.contains("answered with status 404"), "{shown:?}");
    let plain = on_a_terminal(&place, "1").unwrap();
    assert!(plain.contains("error: feed"), "{plain:?}");
    assert!(!plain.contains("\u{1b}[33m"), "{plain:?}");
    // Nothing is counted before there is something to count.
    place.configure("feeds = 1\n");
    let wrong = on_a_terminal(&place, "").unwrap();
    assert!(
        wrong.contains("error: ") && !wrong.contains("0/0"),
        "{wrong:?}"
    );
    place.configure(&news(&[&good]));
    let output = place.command(&["build"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !said.contains("feeds 0/2") && !said.contains('\u{1b}'),
        "{said:?}"
    );
}
