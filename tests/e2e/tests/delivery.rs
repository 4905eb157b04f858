//! Delivery of the files to readers: headers, compressed copies, several releases together, a real
//! nginx.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use harness::{Answer, BuildFile, Case, Engine, Origin, Stage, cases, places};
use serde_json::Value;
use ureq::config::ConfigBuilder;
use ureq::typestate::AgentScope;

use crate::hosts::other_version;
use crate::widget::{Widget, assert_quiet, element, feed_of, open_with};

mod nginx;

use nginx::Nginx;

pub fn cases() -> Vec<Case> {
    let once = "no browser has a part in it";
    let mut all = pages();
    all.extend([
        Case::new("nginx_serves_every_file_as_it_should", nginx_serves)
            .only_in(Engine::Chromium, once),
        Case::new("the_headers_file_says_the_same", headers_file_says)
            .only_in(Engine::Chromium, once),
        Case::new("the_release_holds_what_the_manifest_lists", manifest_lists)
            .only_in(Engine::Chromium, once),
        Case::new("the_notices_name_what_is_linked_in", notices_name)
            .only_in(Engine::Chromium, once),
    ]);
    all
}

mod in_pages {
    use super::*;

    cases![
        a_page_with_the_old_loader_goes_on_working,
        a_page_gets_the_widget_from_nginx,
        a_reader_who_comes_again_downloads_nothing,
    ];
}
use in_pages::cases as pages;

/// `manifest.json` of the tested release.
pub fn manifest() -> Value {
    let text = fs::read_to_string(places::dist().join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The paths of the release's files.
fn files() -> Vec<String> {
    let manifest = manifest();
    let files = manifest["files"].as_array().unwrap().iter();
    files
        .map(|file| file["path"].as_str().unwrap().to_owned())
        .collect()
}

/// A file's `integrity` value in the manifest.
pub fn integrity_of(path: &str) -> String {
    let manifest = manifest();
    let mut files = manifest["files"].as_array().unwrap().iter();
    let file = files.find(|file| file["path"] == path).unwrap();
    file["integrity"].as_str().unwrap().to_owned()
}

/// The release's version.
fn version() -> String {
    manifest()["version"].as_str().unwrap().to_owned()
}

/// One request without a browser: status, headers by name, and the body as sent.
fn ask(url: &str, headers: &[(&str, &str)]) -> (u16, Vec<(String, String)>, Vec<u8>) {
    ask_with(ureq::Agent::config_builder(), url, headers)
}

/// The same without following redirects.
fn ask_once(url: &str, headers: &[(&str, &str)]) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let config = ureq::Agent::config_builder().max_redirects(0);
    ask_with(config.max_redirects_will_error(false), url, headers)
}

fn ask_with(
    config: ConfigBuilder<AgentScope>,
    url: &str,
    headers: &[(&str, &str)],
) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let config = config.http_status_as_error(false);
    let agent = config.build().new_agent();
    let request = headers
        .iter()
        .fold(agent.get(url), |request, (name, value)| {
            request.header(*name, *value)
        });
    let mut answer = request
        .call()
        .unwrap_or_else(|error| panic!("{url}: {error}"));
    let headers = answer.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()))
        .collect();
    let status = answer.status().as_u16();
    let limit = 10 << 20;
    let body = answer.body_mut().with_config().limit(limit).read_to_vec();
    (status, headers, body.unwrap())
}

fn header<'h>(headers: &'h [(String, String)], name: &str) -> Vec<&'h str> {
    let named = headers.iter().filter(|header| header.0 == name);
    named.map(|header| header.1.as_str()).collect()
}

/// The headers that pages need from the host of a release below `base`.
#[track_caller]
fn check_headers(base: &str) {
    for path in files().iter().map(String::as_str).chain(["manifest.json"]) {
        let (status, headers, body) = ask(&format!("{base}/{path}"), &[]);
        assert_eq!(status, 200, "{path}");
        assert!(
            body == fs::read(places::dist().join(path)).unwrap(),
            "{path} is another file"
        );
        let one = |name: &str| header(&headers, name).join(", ");
        assert_eq!(one("access-control-allow-origin"), "*", "{path}");
        assert_eq!(
            one("cross-origin-resource-policy"),
            "cross-origin",
            "{path}"
        );
        assert_eq!(one("x-content-type-options"), "nosniff", "{path}");
        let kind = match path.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("json") => "application/json",
            Some("svg") => "image/svg+xml",
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            _ => panic!("what is {path}?"),
        };
        assert_eq!(one("content-type"), kind, "{path}");
        let cache = match path {
            _ if path.starts_with("latest-news/") => "public, max-age=31536000, immutable",
            _ => "public, max-age=300",
        };
        assert_eq!(one("cache-control"), cache, "{path}");
        // The configurator shows content under the publisher's name, so no other site may put it
        // into a frame.
        let policy = one("content-security-policy");
        let is_page = path == "index.html";
        assert_eq!(policy.contains("frame-ancestors 'self'"), is_page, "{path}");
    }
    for (path, kind) in [
        ("docs/index.html", "text/html; charset=utf-8"),
        ("docs/docs.js", "text/javascript; charset=utf-8"),
        ("docs/preview.png", "image/png"),
    ] {
        let (status, headers, _) = ask(&format!("{base}/{path}"), &[]);
        assert_eq!(status, 200, "{path}: cargo xtask docs");
        let one = |name: &str| header(&headers, name).join(", ");
        assert_eq!(one("content-type"), kind, "{path}");
        assert_eq!(one("cache-control"), "public, max-age=300", "{path}");
        let policy = one("content-security-policy");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
    }
}

fn headers_file_says(stage: &Stage) {
    // The test's CDN follows `_headers`.
    check_headers(&stage.site.url(Origin::Cdn, "embed"));
}

fn nginx_serves(_: &Stage) {
    let nginx = Nginx::start();
    check_headers(&nginx.base);
    for path in files() {
        let url = format!("{}/{path}", nginx.base);
        // Compressed as the reader accepts it, brotli before gzip.
        for (accepted, sent, ending) in [
            ("gzip, deflate, br, zstd", "br", ".br"),
            ("gzip, deflate", "gzip", ".gz"),
        ] {
            let (status, headers, body) = ask(&url, &[("Accept-Encoding", accepted)]);
            assert_eq!(status, 200, "{path}");
            assert_eq!(header(&headers, "content-encoding"), [sent], "{path}");
            assert!(
                body == fs::read(places::dist().join(path.clone() + ending)).unwrap(),
                "{path}{ending} is another file"
            );
            // Caches on the way keep the copies separate.
            let vary = header(&headers, "vary").join(", ");
            assert!(vary.contains("Accept-Encoding"), "{path}: {vary:?}");
        }
    }
    let wasm = files()
        .into_iter()
        .find(|path| path.ends_with(".wasm"))
        .unwrap();
    let whole = fs::read(places::dist().join(&wasm)).unwrap();
    let url = format!("{}/{wasm}", nginx.base);
    let (status, headers, body) = ask(&url, &[("Range", "bytes=100-299")]);
    assert_eq!(status, 206);
    assert!(body == whole[100..300]);
    let total = format!("bytes 100-299/{}", whole.len());
    assert_eq!(header(&headers, "content-range"), [total]);
    // A page that asks again is told that its copy is current.
    let (_, headers, _) = ask(&format!("{}/latest-news.js", nginx.base), &[]);
    let tag = header(&headers, "etag")[0].to_owned();
    let again = ask(
        &format!("{}/latest-news.js", nginx.base),
        &[("If-None-Match", &tag)],
    );
    assert_eq!(again.0, 304);
    // A cache must not remember for a year that a file is missing. Pages may see that it is
    // missing.
    let (status, headers, _) = ask(&format!("{}/latest-news/0.0.0/x.js", nginx.base), &[]);
    assert_eq!(status, 404);
    assert_eq!(header(&headers, "cache-control"), Vec::<&str>::new());
    assert_eq!(header(&headers, "access-control-allow-origin"), ["*"]);
    // A folder without its slash redirects to the same host, whatever host the request names.
    // Caches keep this answer.
    let folder = format!("{}/latest-news/{}", nginx.base, version());
    let (status, headers, _) = ask_once(&folder, &[("Host", "evil.example")]);
    assert_eq!(status, 301);
    let location = format!("/latest-news/{}/", version());
    assert_eq!(header(&headers, "location"), [location]);
}

/// The licences of the linked code: of our dependencies, of theirs, and of the standard library.
fn notices_name(_: &Stage) {
    let path = places::dist().join("third-party-notices.txt");
    let notices = fs::read_to_string(path).unwrap();
    for name in ["leptos", "tachys", "serde_json", "wasm-bindgen", "dlmalloc"] {
        let titled = |line: &str| line.starts_with(&format!("{name} "));
        assert!(notices.lines().any(titled), "{name} is missing");
    }
    for words in [
        "the standard library of Rust",
        "Permission is hereby granted",
        "UNICODE LICENSE V3",
        "This software is provided 'as-is'",
    ] {
        let found = notices.to_lowercase().contains(&words.to_lowercase());
        assert!(found, "{words:?} is missing");
    }
    // Packages that only run at compile time are not distributed.
    for name in ["leptos_macro", "serde_derive", "wasm-bindgen-macro"] {
        let titled = |line: &str| line.starts_with(&format!("{name} "));
        assert!(!notices.lines().any(titled), "{name} is not linked in");
    }
}

fn manifest_lists(_: &Stage) {
    let manifest = manifest();
    assert!(manifest["version"].is_string());
    let compiler = manifest["built-with"]["rust"].as_str().unwrap();
    assert!(compiler.starts_with("rustc 1."), "{compiler}");
    let mut listed = files();
    listed.sort();
    // The documentation beside a release is no part of it.
    let mut lying = lying_in(&places::dist(), "");
    lying.retain(|name| !name.starts_with("docs/"));
    assert_eq!(listed, lying);
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let size = |ending: &str| {
            let file = places::dist().join(format!("{path}{ending}"));
            fs::metadata(file).unwrap().len()
        };
        assert_eq!(file["raw"], size(""), "{path}");
        assert_eq!(file["brotli"], size(".br"), "{path}");
        assert_eq!(file["gzip"], size(".gz"), "{path}");
        let bytes = fs::read(places::dist().join(path)).unwrap();
        let hash = BASE64_STANDARD.encode(Sha384::digest(&bytes));
        assert_eq!(file["integrity"], format!("sha384-{hash}"), "{path}");
        if path.ends_with(".wasm") {
            // No names of functions, no debug data, and no names of tools.
            let told = |name: &String| {
                ["name", "producers", "target_features"].contains(&&**name)
                    || name.contains("debug")
            };
            let sections = custom_sections(&bytes);
            assert!(!sections.iter().any(told), "{path}: {sections:?}");
        }
        // No folders of a machine, and no source map.
        let text = String::from_utf8_lossy(&bytes);
        for word in ["sourceMappingURL", "/home/", "/root/", ".cargo/registry"] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
    }
}

/// The files below a folder, without compressed copies and files that only hosts read.
fn lying_in(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(lying_in(&entry.path(), &format!("{name}/")));
        } else if !name.ends_with(".br")
            && !name.ends_with(".gz")
            && !["manifest.json", "_headers"].contains(&name.as_str())
        {
            found.push(name);
        }
    }
    found.sort();
    found
}

/// The names of a WebAssembly module's custom sections (WebAssembly 3.0, section 5.5).
fn custom_sections(wasm: &[u8]) -> Vec<String> {
    // A number in groups of seven bits, the lowest group first.
    let number = |at: &mut usize| {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = wasm[*at];
            *at += 1;
            value |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    };
    let mut names = Vec::new();
    let mut at = b"\0asm\x01\0\0\0".len();
    while at < wasm.len() {
        let kind = wasm[at];
        at += 1;
        let size = number(&mut at);
        let end = at + size;
        if kind == 0 {
            let length = number(&mut at);
            names.push(String::from_utf8_lossy(&wasm[at..at + length]).into_owned());
        }
        at = end;
    }
    names
}

/// Two releases in one folder: the files of the older one stay.
fn a_page_with_the_old_loader_goes_on_working(stage: &Stage) {
    let old = other_version(stage, "embed");
    let new = fs::read(places::dist().join("latest-news.js")).unwrap();
    let new = Answer::new("text/javascript", new);
    stage
        .site
        .serve(Origin::Cdn, "embed/latest-news.js", [old, new]);
    let feed = stage.site.feed("feed.json", feed_of(9));
    let tag = element(&feed, "lang=\"de\"");
    stage
        .page
        .goto(&stage.site.page("far-below", &[("widget", &tag)]));
    stage.page.wait_until("loaderRan()", "the old loader");
    // The reader has the old loader, and the new release is there already.
    stage.page.eval("(host().scrollIntoView(), true)");
    Widget::first(&stage.page).wait_ready();
    let wasm = stage.site.requests_for_build(BuildFile::Wasm);
    assert_eq!(wasm.len(), 1);
    assert!(wasm[0].path.contains("/0.0.9/"), "{}", wasm[0]);
    stage
        .page
        .wait_until("part('base').lang === 'de'", "the labels");
    assert_quiet(stage);
    // The next page gets the new loader.
    let head = format!("<script async src=\"{}?\"></script>", stage.site.loader());
    open_with(stage, &head, &tag, "");
    Widget::first(&stage.page).wait_ready();
    let wasm = stage.site.requests_for_build(BuildFile::Wasm);
    assert_eq!(wasm.len(), 2);
    assert!(
        wasm[1].path.contains(&format!("/{}/", version())),
        "{}",
        wasm[1]
    );
    assert_quiet(stage);
}

fn a_page_gets_the_widget_from_nginx(stage: &Stage) {
    let nginx = Nginx::start();
    let feed = stage.site.feed("feed.json", feed_of(9));
    let head = format!(
        "<script async src=\"{}/latest-news.js\"></script>",
        nginx.base
    );
    open_with(stage, &head, &element(&feed, ""), "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 9);
    assert_eq!(stage.site.requests_for_build(BuildFile::Wasm).len(), 0);
    assert_quiet(stage);
}

fn a_reader_who_comes_again_downloads_nothing(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    for _ in 0..2 {
        let head = format!("<script async src=\"{}\"></script>", stage.site.loader());
        open_with(stage, &head, &element(&feed, ""), "");
        Widget::first(&stage.page).wait_ready();
    }
    for file in [BuildFile::Loader, BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 1, "{file:?}");
    }
    assert_eq!(stage.site.requests_for("feed.json").len(), 2);
}
