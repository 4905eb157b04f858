//! Every row of the table of bad input in docs/publishing.md.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::place::{Place, Ran, news, ran, rss};
use crate::site::{Answer, Manner, Site, ok, status};

const XML: &str = "application/rss+xml";

/// Checks one unusable feed, and the line that says why.
#[track_caller]
fn refused(feed: &str, expected: &str) {
    let place = Place::new(&news(&[feed]));
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 1, "{:?}", ran.events);
    let message = &ran.messages("feed")[0];
    assert!(message.starts_with(expected), "{message}\nnot {expected}");
    assert!(!place.path("public/embed/news.json").exists());
}

/// A run whose feed gives articles.
#[track_caller]
fn good(ran: &Ran, place: &Place) {
    assert_eq!(ran.status, 0, "{:?} {}", ran.events, ran.errors);
    assert_eq!(ran.event("feed")["outcome"], "new", "{:?}", ran.events);
    assert_eq!(place.titles("news"), ["A"]);
}

/// A run whose feed cannot be used: its last good copy is, with its age and why.
#[track_caller]
fn kept(ran: &Ran, place: &Place, expected: &str) {
    assert_eq!(ran.status, 0, "{:?} {}", ran.events, ran.errors);
    let feed = ran.event("feed");
    assert_eq!(feed["outcome"], "kept", "{feed}");
    assert!(feed["age"].is_number(), "{feed}");
    let message = feed["message"].as_str().unwrap();
    assert!(message.starts_with(expected), "{message}\nnot {expected}");
    assert_eq!(place.titles("news"), ["A"]);
}

/// A feed that is good once and then answers like this.
#[track_caller]
fn falls_back(site: &Site, answer: Answer, expected: &str) {
    let feed = site.put("/", [ok(XML, rss(&["A"])), answer]);
    let place = Place::new(&news(&[&feed]));
    good(&place.run(&["build"]), &place);
    kept(&place.run(&["build"]), &place, expected);
}

#[test]
fn a_name_that_is_not_known() {
    let feed = "http://no-such-host.invalid/rss.xml";
    refused(feed, "cannot be reached: ");
    // A proxy knows the name; without it nobody does.
    let site = Site::start();
    site.put(feed, [ok(XML, rss(&["A"]))]);
    let place = Place::new(&news(&[feed]));
    let mut known = place.command(&["build", "--json"]);
    known.env_remove("NO_PROXY").env("HTTP_PROXY", site.url(""));
    good(&ran(&known.output().unwrap()), &place);
    kept(&place.run(&["build"]), &place, "cannot be reached: ");
}

#[test]
fn a_connection_that_is_not_encrypted_as_it_should_be() {
    let site = Site::start();
    site.put("/", [ok(XML, rss(&["A"]))]);
    refused(
        &format!("https://127.0.0.1:{}/", site.port),
        "cannot be reached: ",
    );
}

#[test]
fn certificates_that_do_not_hold() {
    let authority = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/tls/authority.pem"
    );
    let build = |place: &Place, trusted: bool| {
        let mut command = place.command(&["build", "--json"]);
        if trusted {
            command.env("SSL_CERT_FILE", authority);
        }
        ran(&command.output().unwrap())
    };
    // The one that holds, where its authority is trusted; and then nobody trusts it any more.
    let site = Site::start_encrypted("good");
    let place = Place::new(&news(&[&site.put("/", [ok(XML, rss(&["A"]))])]));
    good(&build(&place, true), &place);
    kept(
        &build(&place, false),
        &place,
        "cannot be reached: invalid peer certificate: UnknownIssuer",
    );
    for (certificate, expected) in [
        ("another-name", "certificate not valid for name"),
        ("run-out", "certificate expired"),
    ] {
        let site = Site::start_encrypted(certificate);
        let place = Place::new(&news(&[&site.put("/", [ok(XML, rss(&["A"]))])]));
        let ran = build(&place, true);
        assert_eq!(ran.status, 1, "{certificate}: {:?}", ran.events);
        let message = &ran.messages("feed")[0];
        assert!(message.contains(expected), "{message}");
        assert_eq!(site.asked().len(), 0, "nothing is said to it");
    }
}

#[test]
fn a_feed_that_never_ends() {
    let mut endless = ok(XML, "<rss version=\"2.0\"><channel>");
    endless.body.extend(b"<item/>".repeat(10_000));
    falls_back(
        &Site::start(),
        endless.manner(Manner::Endless),
        "is larger than 8 MB",
    );
}

#[test]
fn a_feed_that_is_larger_than_what_was_sent() {
    let mut small = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        small.write_all(&[b' '; 1_000_000]).unwrap();
    }
    let small = small.finish().unwrap();
    assert!(small.len() < 300_000, "{}", small.len());
    falls_back(
        &Site::start(),
        ok(XML, small).header("Content-Encoding", "gzip"),
        "is larger than 8 MB",
    );
}

#[test]
fn a_feed_that_never_comes() {
    let begun = Instant::now();
    falls_back(
        &Site::start(),
        ok(XML, "").manner(Manner::Never),
        "did not answer within 20 seconds",
    );
    assert!(begun.elapsed() < Duration::from_secs(40));
}

#[test]
fn a_feed_that_breaks_off() {
    falls_back(
        &Site::start(),
        ok(XML, rss(&["B", "C"])).manner(Manner::CutShort),
        "broke off: ",
    );
}

#[test]
fn a_file_that_is_empty_broken_or_gone() {
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A"]).as_bytes());
    good(&place.run(&["build"]), &place);
    for (text, expected) in [
        (rss(&[]), "holds no articles"),
        ("<rss".to_owned(), "cannot be used: "),
    ] {
        place.put("a.xml", text.as_bytes());
        kept(&place.run(&["build"]), &place, expected);
    }
    std::fs::remove_file(place.path("a.xml")).unwrap();
    kept(&place.run(&["build"]), &place, "cannot be read: ");
    // Nor does it drop out of an edition of several.
    place.configure(&news(&["a.xml", "b.xml"]));
    place.put("b.xml", rss(&["B"]).as_bytes());
    assert_eq!(place.run(&["build"]).status, 0);
    assert_eq!(place.titles("news"), ["A", "B"]);
}

#[test]
fn an_empty_feed_without_a_copy() {
    let site = Site::start();
    let feed = site.put("/", [ok(XML, rss(&[])), ok(XML, rss(&["A"]))]);
    refused(&feed, "holds no articles");
    let place = Place::new(&news(&[&feed]));
    good(&place.run(&["build"]), &place);
    let empty = Place::new(&news(&["a.xml"]));
    empty.put("a.xml", rss(&[]).as_bytes());
    for _ in 0..2 {
        let ran = empty.run(&["build"]);
        assert_eq!(ran.status, 1, "{:?}", ran.events);
        assert_eq!(ran.event("feed")["outcome"], "failed");
        assert!(!empty.path("public/embed/news.json").exists());
    }
}

#[test]
fn nothing_changed_without_a_copy() {
    let site = Site::start();
    refused(
        &site.put("/", [status(304)]),
        "answered that nothing has changed (status 304), but was not asked",
    );
}

#[test]
fn a_redirect_into_the_private_network() {
    let site = Site::start();
    for target in [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]:80/",
    ] {
        let feed = site.put("/", [status(302).header("Location", target)]);
        let host = url::Url::parse(target).unwrap();
        refused(
            &feed,
            &format!(
                "leads to {}, which is not on the public network",
                host.host_str().unwrap()
            ),
        );
    }
    falls_back(
        &site,
        status(302).header("Location", "http://169.254.169.254/latest/meta-data/"),
        "leads to 169.254.169.254, which is not on the public network",
    );
    let feed = site.put("/", [status(302).header("Location", "file:///etc/passwd")]);
    refused(
        &feed,
        "is redirected to \"file:///etc/passwd\", which is not an http(s) address",
    );
}

#[test]
fn entities_that_multiply() {
    let site = Site::start();
    let mut bomb = String::from("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
    for level in 1..10 {
        let ten = format!("&l{};", level - 1).repeat(10);
        bomb += &format!("<!ENTITY l{level} \"{ten}\">");
    }
    bomb += "]><rss version=\"2.0\"><channel><title>&l9;</title><item><title>&l9;</title>\
             <link>https://news.example/a</link></item></channel></rss>";
    let feed = site.put("/", [ok(XML, bomb)]);
    let place = Place::new(&news(&[&feed]));
    let begun = Instant::now();
    let _ = place.run(&["build"]);
    assert!(begun.elapsed() < Duration::from_secs(10));
    let file = place.path("public/embed/news.json");
    assert!(!file.exists() || file.metadata().unwrap().len() < 10_000);
}

#[test]
fn entities_that_name_files() {
    let site = Site::start();
    let place = Place::new("");
    place.put("secret.txt", b"not for readers");
    let secret = url::Url::from_file_path(place.path("secret.txt")).unwrap();
    let list = site.put("/list.dtd", [ok(XML, "<!ENTITY b \"from afar\">")]);
    let bad = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"{list}\" [<!ENTITY a SYSTEM \"{secret}\">\
         <!ENTITY % more SYSTEM \"{list}\"> %more;]><rss version=\"2.0\"><channel><item>\
         <title>News &a; &b;</title><link>https://news.example/a</link></item></channel></rss>"
    );
    place.configure(&news(&[&site.put("/", [ok(XML, bad)])]));
    let ran = place.run(&["build"]);
    assert_eq!(site.asked().len(), 1, "nothing that it names is fetched");
    assert!(ran.status == 0 || ran.status == 1, "{}", ran.errors);
    let written = std::fs::read_to_string(place.path("public/embed/news.json"));
    let written = written.unwrap_or_default();
    assert!(!written.contains("not for readers"), "{written}");
    assert!(!written.contains("from afar"), "{written}");
}

#[test]
fn xml_that_is_deep() {
    let site = Site::start();
    let deep = format!("<b>{}{}</b>", "<i>".repeat(200_000), "</i>".repeat(200_000));
    let feed = rss(&["A"]).replace("</item>", &format!("{deep}</item>"));
    let place = Place::new(&news(&[&site.put("/", [ok(XML, feed)])]));
    good(&place.run(&["build"]), &place);
    let open = "<rss version=\"2.0\"><channel>".to_owned() + &"<item><title>".repeat(200_000);
    falls_back(
        &site,
        ok(XML, open),
        "cannot be used: its XML is broken in line 1: <title> does not end",
    );
}

#[test]
fn xml_that_is_cut_short() {
    let site = Site::start();
    let whole = rss(&["A", "B"]).replace("<item>", "\n<item>");
    let cut = |at: &str, after: usize| whole[..whole.rfind(at).unwrap() + after].to_owned();
    for (cut, titles) in [
        (cut("</channel>", 0), &["A", "B"][..]),
        (cut("<item>", 0), &["A"]),
    ] {
        let place = Place::new(&news(&[&site.put("/", [ok(XML, cut)])]));
        let ran = place.run(&["build"]);
        assert_eq!(ran.status, 0, "{:?}", ran.events);
        assert_eq!(place.titles("news"), titles);
    }
    for cut in [cut("<item>", 3), cut("<item>", 6), cut("</item>", 0)] {
        let expected = "cannot be used: its XML is broken in line 3: ";
        falls_back(&site, ok(XML, cut), expected);
    }
}

#[test]
fn namespaces_without_number() {
    let declared: String = (0..5_000).map(|n| format!(" xmlns:a{n}=\"b\"")).collect();
    let feed = rss(&["A"]).replace("<rss", &format!("<rss{declared}"));
    let expected = "cannot be used: its XML declares more than 128 namespaces";
    falls_back(&Site::start(), ok(XML, feed), expected);
}

#[test]
fn letters_that_could_not_be_decoded() {
    let xml = |label: &str, title: &[u8]| {
        let start = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>");
        let feed = rss(&["TITLE"]);
        let (_, feed) = feed.split_once("?>").unwrap();
        let (before, after) = feed.split_once("TITLE").unwrap();
        let address = after.replacen("TITLE", "a", 1);
        [
            start.as_bytes(),
            before.as_bytes(),
            title,
            address.as_bytes(),
        ]
        .concat()
    };
    let mismatch = |encoding: &str| {
        format!(
            "1 article has letters that could not be decoded: the feed was read as {encoding}, and its \
             bytes do not match; write it in UTF-8, or in XML declare the encoding in which it is \
             written"
        )
    };
    let before = "1 article has letters that were lost before the feed was written: its UTF-8 is in \
        order and has U+FFFD in their place; look at the program that writes it";
    for (feed, expected) in [
        (xml("utf-8", "Grüße".as_bytes()), None),
        // Mostly right, so the others are no windows-1252.
        (
            xml("utf-8", b"Gr\xc3\xbc\xc3\x9fe \xff"),
            Some(mismatch("UTF-8")),
        ),
        (
            xml("Shift_JIS", b"Gr\xfc\xdfe"),
            Some(mismatch("Shift_JIS")),
        ),
        (
            xml("utf-8", "Gr\u{fffd}\u{fffd}e".as_bytes()),
            Some(before.to_owned()),
        ),
        (xml("utf-8", b"Gr&#xfffd;e"), Some(before.to_owned())),
        (xml("iso-8859-1", b"Gr\xfc\xdfe"), None),
    ] {
        let place = Place::new(&news(&["a.xml"]));
        place.put("a.xml", &feed);
        let ran = place.run(&["build"]);
        assert_eq!(ran.status, 0, "{:?}", ran.events);
        let told = expected
            .as_ref()
            .map(|expected| format!("feed a.xml: {expected}"));
        assert_eq!(ran.messages("warning"), Vec::from_iter(told));
        // The feed doctor says the same.
        let ran = place.run(&["check", "a.xml"]);
        let findings = ran.events.iter().filter(|it| it["topic"] == "Letters");
        let texts: Vec<String> = findings.map(|it| it["text"].to_string()).collect();
        let told = expected.map(|expected| format!("\"{expected}.\""));
        assert_eq!(texts, Vec::from_iter(told));
    }
}

#[test]
fn lists_that_are_left_out_are_named() {
    let place = Place::new(&news(&["a.json"]));
    let feed = r#"{"featured": [{"title": "A", "url": "https://news.example/a", "date": "2026-05-01"}],
        "posts": [{"title": "B", "url": "https://news.example/b", "date": "2026-05-02"}]}"#;
    place.put("a.json", feed.as_bytes());
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    assert_eq!(place.titles("news"), ["B"]);
    let words =
        "left out `featured`, which may be news, too; send all articles in one list, or JSON Feed";
    assert_eq!(ran.messages("warning"), [format!("feed a.json: {words}")]);
    let ran = place.run(&["check", "a.json"]);
    let texts = ran.events.iter().filter(|it| it["topic"] == "Lists");
    let texts: Vec<String> = texts.map(|it| it["text"].to_string()).collect();
    assert_eq!(texts, [format!("\"L{}.\"", &words[1..])]);
}

#[test]
fn encodings_that_nobody_expects() {
    let site = Site::start();
    let feed = |title: &str, label: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{label}\"?><rss version=\"2.0\"><channel><title>T\
             </title><item><title>{title}</title><link>https://news.example/a</link></item></channel>\
             </rss>"
        )
    };
    for (label, title) in [
        ("windows-1251", "Привет"),
        ("Shift_JIS", "日本語"),
        ("ISO-8859-1", "Grüße"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, ..) = encoding.encode(title);
        let text = feed("TITLE", label);
        let (before, after) = text.split_once("TITLE").unwrap();
        let body = [before.as_bytes(), &bytes, after.as_bytes()].concat();
        let place = Place::new(&news(&[&site.put("/", [ok("text/xml", body)])]));
        assert_eq!(place.run(&["build"]).status, 0, "{label}");
        assert_eq!(place.titles("news"), [title], "{label}");
    }
    for mark in [true, false] {
        let text = feed("日本語", "UTF-16");
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        let body: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        let place = Place::new(&news(&[&site.put("/", [ok("text/xml", body)])]));
        assert_eq!(place.run(&["build"]).status, 0);
        assert_eq!(place.titles("news"), ["日本語"]);
    }
}

#[test]
fn a_hundred_thousand_items() {
    let site = Site::start();
    let titles: Vec<String> = (0..100_000).map(|n| format!("{n:x}")).collect();
    let items: String = titles
        .iter()
        .map(|n| format!("<item><title>{n}</title><link>/{n}</link></item>"))
        .collect();
    let feed = format!(
        "<rss version=\"2.0\"><channel><link>https://news.example/</link>{items}</channel></rss>"
    );
    let place = Place::new(&news(&[&site.put("/", [ok(XML, feed)])]));
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    assert_eq!(place.titles("news").len(), 12);
    assert_eq!(ran.event("feed")["articles"], 200);
}

#[test]
fn a_place_without_rights() {
    let site = Site::start();
    let feed = site.put("/", [ok(XML, rss(&["A"]))]);
    let place = Place::new(&news(&[&feed]));
    // Nobody can write below a file, not even root.
    place.put("occupied", b"");
    let ran = place.run(&["build", "--out", "occupied/embed"]);
    assert_eq!(ran.status, 1);
    let message = &ran.messages("error")[0];
    assert!(
        message.starts_with("cannot write occupied/embed: "),
        "{message}"
    );
    assert!(
        message.ends_with("check its permissions and free space. The earlier files are unchanged"),
        "{message}"
    );
}

#[test]
fn a_record_that_cannot_be_kept() {
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A"]).as_bytes());
    assert_eq!(place.run(&["build"]).status, 0);
    let files = std::fs::read_dir(place.path(".latest-news")).unwrap();
    let record = files
        .map(|file| file.unwrap().path())
        .find(|path| path.to_string_lossy().contains("written-"))
        .unwrap();
    // Nobody can put a file in the place of a folder, not even root.
    std::fs::remove_file(&record).unwrap();
    std::fs::create_dir(&record).unwrap();
    place.put("a.xml", rss(&["B"]).as_bytes());
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 1, "{:?}", ran.events);
    assert_eq!(place.titles("news"), ["B"]);
    let message = &ran.messages("error")[0];
    let name = record.file_name().unwrap().to_string_lossy();
    assert!(
        message.starts_with("everything is written to "),
        "{message}"
    );
    assert!(message.contains(&*name), "{message}");
    assert!(!message.contains("unchanged"), "{message}");
}

#[test]
fn a_disk_that_is_full() {
    let site = Site::start();
    let feed = site.put("/", [ok(XML, rss(&["A"]))]);
    let place = Place::new(&news(&[&feed]));
    std::fs::create_dir(place.path("disk")).unwrap();
    // A separate disk of 64 KB, for this one process.
    let script = "mount -t tmpfs -o size=64k tmpfs disk && \
        $LN build --out disk/embed --json >first; echo $? >status; cp disk/embed/news.json before; \
        head -c 200000 /dev/urandom >release/latest-news/0.0.0/widget.1.wasm; \
        $LN build --out disk/embed --json >second; echo $? >>status; \
        cmp before disk/embed/news.json && ls -A disk/embed >after";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .current_dir(place.path(""))
        .env("LN", env!("CARGO_BIN_EXE_latest-news"))
        .env("LATEST_NEWS_RELEASE", place.path("release"))
        .env("NO_PROXY", "*")
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) if place.path("status").exists() => output,
        other => {
            println!(
                "notice: no disk of its own can be mounted here, so none is filled: {other:?}"
            );
            return;
        }
    };
    assert_eq!(
        place.read("status"),
        "0\n1\n",
        "{output:?} {}",
        place.read("second")
    );
    assert!(
        place.read("second").contains("No space left on device"),
        "{}",
        place.read("second")
    );
    let after = place.read("after");
    assert!(!after.contains("waiting"), "nothing is left over: {after}");
}

#[test]
fn two_runs_at_once() {
    let site = Site::start();
    let slow = site.put("/", [ok(XML, "").manner(Manner::Never)]);
    let place = Place::new(&news(&[&slow]));
    let mut first = place.start(&["build"]);
    while site.asked().is_empty() {
        std::thread::yield_now();
    }
    let second = place.run(&["build"]);
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(second.status, 1);
    let message = &second.messages("error")[0];
    assert!(message.starts_with("another run uses "), "{message}");
    site.put("/", [ok(XML, rss(&["A"]))]);
    assert_eq!(
        place.run(&["build"]).status,
        0,
        "a run that was killed locks nobody out"
    );
}

#[test]
fn a_kill_in_the_middle() {
    let site = Site::start();
    let long = |round: usize| {
        let titles: Vec<String> = (0..12)
            .map(|n| format!("R{round}-{n}-{}", "x".repeat(200)))
            .collect();
        rss(&titles.iter().map(String::as_str).collect::<Vec<&str>>())
    };
    let feed = site.put("/", [ok(XML, long(0))]);
    let editions: String = (0..8)
        .map(|n| format!("[edition.e{n}]\nfeeds = \"{feed}\"\n"))
        .collect();
    let place = Place::new(&format!("pictures = false\n{editions}"));
    let begun = Instant::now();
    assert_eq!(place.run(&["build"]).status, 0);
    let whole = begun.elapsed();
    for round in 1..=12 {
        site.put("/", [ok(XML, long(round))]);
        let mut child = place.start(&["build"]);
        std::thread::sleep(whole * round as u32 / 12);
        child.kill().unwrap();
        ran(&child.wait_with_output().unwrap());
        for n in 0..8 {
            let titles = place.titles(&format!("e{n}"));
            assert_eq!(titles.len(), 12);
            let of_one_round = titles[0].split('-').next().unwrap();
            assert!(
                titles.iter().all(|title| title.starts_with(of_one_round)),
                "{titles:?}"
            );
        }
    }
    assert_eq!(place.run(&["build"]).status, 0);
    assert!(place.titles("e7")[0].starts_with("R12-"));
}

#[test]
fn a_key_that_is_misspelt() {
    let place = Place::new("[edition.news]\nfeeds = \"a.xml\"\nheadnig = \"News\"\n");
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.messages("error"),
        ["latest-news.toml line 3: edition.news.headnig is not known; did you mean heading?"]
    );
}

#[test]
fn no_release_inside() {
    let place = Place::new("[edition.news]\nfeeds = \"a.xml\"\n");
    std::fs::remove_dir_all(place.path("release")).unwrap();
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.messages("error")[0].contains("cargo xtask build"),
        "{:?}",
        ran.events
    );
}
