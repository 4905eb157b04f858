//! `latest-news serve`, with requests as browsers and caches send them.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::client::{self, Got};
use crate::place::{Place, news, rss};
use crate::site::{Manner, Site, ok};

/// A running server that has written its files.
pub struct Running {
    child: Child,
    pub port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    pub fn start(place: &Place) -> Running {
        let mut child = place.start(&["serve", "--address", "127.0.0.1:0"]);
        let mut port = 0;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let event: serde_json::Value = serde_json::from_str(&line).unwrap();
            if event["event"] == "serving" {
                let address = url::Url::parse(event["address"].as_str().unwrap()).unwrap();
                port = address.port().unwrap();
            }
            if event["event"] == "written" {
                break;
            }
        }
        Running { child, port }
    }

    fn ask(&self, request: &str) -> Got {
        client::ask(self.port, request)
    }

    fn get(&self, path: &str, headers: &str) -> Got {
        client::get(self.port, path, headers)
    }
}

fn place() -> Place {
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A", "B"]).as_bytes());
    place
}

#[test]
fn files_are_served_with_their_headers() {
    let place = place();
    let server = Running::start(&place);
    let got = server.get("/news.json", "");
    assert_eq!(got.status, 200);
    assert_eq!(got.body, place.read("public/embed/news.json").as_bytes());
    for (name, expected) in [
        ("content-type", "application/json"),
        (
            "cache-control",
            "public, max-age=60, stale-while-revalidate=600",
        ),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("vary", "Accept-Encoding"),
    ] {
        assert_eq!(got.header(name), Some(expected), "{name} in {}", got.head);
    }
    let glue = server.get("/latest-news/0.0.0/glue.1.js", "");
    assert_eq!(
        glue.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );

    let br = server.get("/news.json", "Accept-Encoding: gzip, br");
    assert_eq!(br.header("content-encoding"), Some("br"));
    assert_eq!(
        br.body,
        std::fs::read(place.path("public/embed/news.json.br")).unwrap()
    );

    let tag = got.header("etag").unwrap();
    let known = server.get("/news.json", &format!("If-None-Match: {tag}"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert_eq!(known.header("access-control-allow-origin"), Some("*"));

    let part = server.get("/news.json", "Range: bytes=2-5");
    assert_eq!(part.status, 206, "{}", part.head);
    assert_eq!(part.body, &got.body[2..6]);

    let head = server.ask("HEAD /news.json HTTP/1.1");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        Some(got.body.len().to_string().as_str())
    );
}

#[test]
fn a_part_is_of_the_version_that_was_begun() {
    let here = place();
    let server = Running::start(&here);
    let whole = server.get("/news.json", "");
    let tag = whole.header("etag").unwrap();
    let length = whole.body.len();
    let part = |range: &str, more: &str| server.get("/news.json", &format!("Range: {range}{more}"));
    for (range, from, to) in [
        ("bytes=2-5", 2, 6),
        ("bytes=7-", 7, length),
        ("bytes=-4", length - 4, length),
        ("bytes=-999999", 0, length),
        ("bytes=3-999999", 3, length),
    ] {
        for more in [String::new(), format!("\r\nIf-Range: {tag}")] {
            let got = part(range, &more);
            assert_eq!(got.status, 206, "{range}{more}: {}", got.head);
            assert_eq!(got.body, &whole.body[from..to], "{range}");
            assert_eq!(got.header("etag"), Some(tag), "{range}");
            let place = format!("bytes {from}-{}/{length}", to - 1);
            assert_eq!(got.header("content-range"), Some(&*place), "{range}");
            let sent = (to - from).to_string();
            assert_eq!(got.header("content-length"), Some(&*sent), "{range}");
        }
    }
    let beyond = part(&format!("bytes={length}-"), "");
    assert_eq!((beyond.status, beyond.body.len()), (416, 0));
    let place = format!("bytes */{length}");
    assert_eq!(beyond.header("content-range"), Some(&*place));
    // Several parts, no parts, and an older version: all of it.
    let modified = whole.header("last-modified").unwrap();
    for (range, more) in [
        ("bytes=0-1,4-5", String::new()),
        ("bytes=5-2", String::new()),
        ("bytes=-", String::new()),
        ("bytes=x-y", String::new()),
        ("lines=1-2", String::new()),
        ("bytes=2-5", "\r\nIf-Range: \"older\"".to_owned()),
        ("bytes=2-5", format!("\r\nIf-Range: W/{tag}")),
        // Two versions may be of the same second.
        ("bytes=2-5", format!("\r\nIf-Range: {modified}")),
    ] {
        let got = part(range, &more);
        assert_eq!(got.status, 200, "{range}{more}: {}", got.head);
        assert_eq!(got.body, whole.body, "{range}{more}");
        assert_eq!(got.header("content-range"), None, "{range}{more}");
    }
    let known = part("bytes=2-5", &format!("\r\nIf-None-Match: {tag}"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    let head = server.ask("HEAD /news.json HTTP/1.1\r\nRange: bytes=2-5");
    assert_eq!((head.status, head.body.len()), (200, 0));

    // Of the compressed file, which has a tag of its own.
    let br = server.get("/news.json", "Accept-Encoding: br");
    let got = part("bytes=2-5", "\r\nAccept-Encoding: br");
    assert_eq!(got.status, 206, "{}", got.head);
    assert_eq!(got.body, &br.body[2..6]);
    assert_eq!(got.header("etag"), br.header("etag"));
    assert_eq!(got.header("content-encoding"), Some("br"));

    // A file that is too large for the memory.
    let large: Vec<u8> = (0..2_500_000_u32).flat_map(u32::to_le_bytes).collect();
    here.put("public/embed/large.bin", &large);
    let got = server.get("/large.bin", "Range: bytes=9-12");
    assert_eq!((got.status, &got.body[..]), (206, &large[9..13]));
    let got = server.get("/large.bin", "Range: bytes=9-12\r\nIf-Range: \"older\"");
    assert_eq!((got.status, got.body.len()), (200, large.len()));
}

#[test]
fn nothing_else_is_served() {
    let place = place();
    let server = Running::start(&place);
    place.put("public/secret.txt", b"secret");
    place.put("public/embed/.hidden", b"secret");
    for path in [
        "/missing.js",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/.hidden",
        "/latest-news/../../secret.txt",
        "//etc/passwd",
        "/latest-news/",
    ] {
        let got = server.get(path, "");
        assert_eq!(got.status, 404, "{path}: {}", got.head);
        assert_eq!(got.header("cache-control"), None, "{path}");
    }
    assert_eq!(server.ask("POST /news.json HTTP/1.1").status, 405);
    assert_eq!(server.ask("OPTIONS /news.json HTTP/1.1").status, 204);
}

#[test]
fn the_start_page_shows_every_edition() {
    let server = Running::start(&place());
    let got = server.get("/", "");
    let page = String::from_utf8(got.body).unwrap();
    assert!(page.contains("id=\"news\""), "{page}");
    assert!(
        page.contains(&format!("http://127.0.0.1:{}/", server.port)),
        "{page}"
    );
}

#[test]
fn the_head_of_the_start_page_is_that_of_the_page() {
    let server = Running::start(&place());
    for path in ["/", "/index.html"] {
        let page = server.get(path, "");
        let head = server.ask(&format!("HEAD {path} HTTP/1.1"));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["content-length", "content-type", "cache-control"] {
            assert_eq!(head.header(name), page.header(name), "{path}: {name}");
        }
    }
}

/// The events of a server until it has written its files, or ends.
fn events(place: &Place, address: &str) -> Vec<serde_json::Value> {
    let mut child = place.start(&["serve", "--every", "1h", "--address", address]);
    let mut events: Vec<serde_json::Value> = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        events.push(serde_json::from_str(&line.unwrap()).unwrap());
        if events
            .last()
            .is_some_and(|it| it["event"] == "written" || it["event"] == "error")
        {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    events
}

#[test]
fn files_name_no_address_that_only_this_machine_can_use() {
    let named = "address = \"https://news.example/embed/\"\n";
    // The configuration, where the server listens, whether it warns, and whether the edition's script
    // is written, which names an address.
    for (config, address, warns, script) in [
        ("", "0.0.0.0:0", true, false),
        ("", "[::]:0", true, false),
        ("", "127.0.0.1:0", false, true),
        (named, "0.0.0.0:0", false, true),
    ] {
        let place = Place::new(&format!("{config}{}", news(&["a.xml"])));
        place.put("a.xml", rss(&["A"]).as_bytes());
        let events = events(&place, address);
        let messages = |event: &str| -> Vec<String> {
            let told = events.iter().filter(|it| it["event"] == event);
            told.map(|it| it["message"].to_string()).collect()
        };
        let errors = messages("error");
        if errors.iter().any(|it| it.contains("cannot listen")) {
            println!("notice: this machine has no {address}, so it is not tried");
            continue;
        }
        assert!(
            errors.is_empty(),
            "it goes on, so nothing is an error: {errors:?}"
        );
        let warnings = messages("warning");
        let warned = warnings
            .iter()
            .any(|it| it.contains("set address in latest-news.toml"));
        assert_eq!(warned, warns, "{config}{address}: {warnings:?}");
        let written = place.path("public/embed/news.js");
        assert_eq!(written.exists(), script, "{config}{address}");
        let json = place.read("public/embed/news.json");
        assert!(!json.contains("localhost"), "{json}");
    }
}

#[test]
fn it_answers_while_feeds_are_read() {
    let feeds = ["1.xml", "2.xml", "3.xml", "4.xml"];
    let place = Place::new(&news(&feeds));
    let titles: Vec<String> = (0..30_000).map(|n| format!("{n:x}")).collect();
    let long = rss(&titles.iter().map(String::as_str).collect::<Vec<&str>>());
    for feed in feeds {
        place.put(feed, long.as_bytes());
    }
    let mut child = place.start(&["serve", "--address", "127.0.0.1:0"]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let serving: serde_json::Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let address = url::Url::parse(serving["address"].as_str().unwrap()).unwrap();
    let port = address.port().unwrap();
    let asking = std::thread::spawn(move || (client::get(port, "/", "").status, Instant::now()));
    let read = lines
        .take(feeds.len())
        .map(|line| line.unwrap().contains("\"feed\"").then(Instant::now));
    let read: Vec<Option<Instant>> = read.collect();
    let (status, answered) = asking.join().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(status, 200);
    let last = read.last().copied().flatten().expect("four feeds");
    assert!(answered < last, "{:?} too late", answered - last);
}

/// As a service manager stops it. Returns the exit status, and how long that took.
#[cfg(unix)]
#[track_caller]
fn stopped(child: &mut Child) -> (Option<i32>, Duration) {
    let begun = Instant::now();
    let asked = std::process::Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(asked.success());
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > Duration::from_secs(60) {
            let _ = child.kill();
            panic!("it does not stop");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    (status.code(), begun.elapsed())
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_asked_to() {
    let mut server = Running::start(&place());
    assert_eq!(stopped(&mut server.child).0, Some(0));
}

#[cfg(unix)]
#[test]
fn it_stops_while_a_build_is_under_way() {
    for arguments in [&["serve", "--address", "127.0.0.1:0"][..], &["watch"]] {
        let site = Site::start();
        let place = Place::new(&news(&[&site.put("/", [ok("text/xml", rss(&["A"]))])]));
        assert_eq!(place.run(&["build"]).status, 0);
        site.forget();
        site.put("/", [ok("text/xml", "").manner(Manner::Never)]);
        let mut child = place.start(arguments);
        while site.asked().is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            std::thread::sleep(Duration::from_millis(10));
        }
        let (status, time) = stopped(&mut child);
        assert_eq!(status, Some(0), "{arguments:?}");
        // The feed's own limit is 20 seconds.
        assert!(time < Duration::from_secs(10), "{arguments:?}: {time:?}");
        assert_eq!(place.titles("news"), ["A"], "what is served stays");
        site.put("/", [ok("text/xml", rss(&["B"]))]);
        assert_eq!(place.run(&["build"]).status, 0, "nobody is locked out");
        assert_eq!(place.titles("news"), ["B"]);
    }
}

#[cfg(unix)]
#[test]
fn it_stops_although_somebody_is_slow() {
    let place = place();
    let mut server = Running::start(&place);
    let mut slow = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    slow.write_all(b"GET /news.json HTTP/1.1\r\nHost: news.example\r\n")
        .unwrap();
    // One more is answered, so the first has been accepted.
    assert_eq!(server.get("/news.json", "").status, 200);
    let (status, time) = stopped(&mut server.child);
    assert_eq!(status, Some(0));
    assert!(time < Duration::from_secs(20), "{time:?}");
    drop(slow);
}
