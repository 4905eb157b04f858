//! What the publisher's command makes of a feed, on a page: the program as it is typed, its folder on a
//! host or served by itself.

use std::fs;
use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use harness::process::{Owned, scratch};
use harness::{Answer, Origin, Stage, cases, places};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Value, json};

use super::{JUST_NOW, drawn, named, open, take_over};
use crate::widget::{Widget, assert_quiet};

cases![
    what_build_writes_is_drawn_taken_over_and_renewed,
    what_serve_answers_is_all_a_page_needs,
    a_page_loads_its_edition_from_an_object_store,
];

/// A folder of a publisher's machine.
struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = scratch().join(format!("publisher-{number}"));
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// The command's surroundings: this folder, and the release under test.
    fn set(&self, command: &mut Command) {
        command
            .current_dir(&self.folder)
            .env("LATEST_NEWS_RELEASE", places::dist())
            .env("NO_PROXY", "*");
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) {
        self.run_with(arguments, &[]);
    }

    /// The same with these variables in its environment.
    #[track_caller]
    fn run_with(&self, arguments: &[&str], environment: &[(String, String)]) {
        let mut command = Command::new(places::command());
        self.set(&mut command);
        let environment = environment.iter().map(|(name, value)| (name, value));
        let command = command.args(arguments).envs(environment);
        let output = command.stdin(Stdio::null()).output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    }

    /// `serve`, and where it answers, once it has written something to serve. It ends when it is dropped.
    #[track_caller]
    fn serve(&self) -> (Owned, String) {
        let started = Owned::start(&places::command(), |command| {
            self.set(command);
            let arguments = ["serve", "--json", "--address", "127.0.0.5:0"];
            command.args(arguments).stdout(Stdio::piped());
        });
        let mut server = started.unwrap();
        let mut address = String::new();
        for line in BufReader::new(server.child.stdout.take().unwrap()).lines() {
            let event: Value = serde_json::from_str(&line.unwrap()).unwrap();
            match event["event"].as_str() {
                Some("serving") => address = event["address"].as_str().unwrap().to_owned(),
                Some("written") => return (server, address),
                _ => {}
            }
        }
        panic!("latest-news serve has ended");
    }
}

/// RSS with these numbers of articles, all with the same picture or with none.
fn rss(numbers: std::ops::RangeInclusive<u32>, picture: Option<&str>) -> Answer {
    let media = picture.map(|url| {
        format!("<media:content url=\"{url}\" medium=\"image\" width=\"640\" height=\"360\"/>")
    });
    let media = media.unwrap_or_default();
    let items: String = numbers
        .map(|n| {
            format!(
                "<item><title>Number {n}</title><link>https://news.example/{n}</link>\
                 <description>What there is to say of number {n}.</description>{media}</item>"
            )
        })
        .collect();
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <channel><title>Example</title><link>https://news.example/</link>{items}</channel></rss>"
    );
    Answer::new("application/rss+xml", feed)
}

fn photograph() -> Answer {
    let picture = RgbImage::from_fn(640, 360, |x, y| {
        image::Rgb([(x / 3) as u8, (y / 2) as u8, (x + y) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    Answer::new("image/png", bytes.into_inner())
}

fn what_build_writes_is_drawn_taken_over_and_renewed(stage: &Stage) {
    let desk = Desk::new();
    let picture = stage
        .site
        .serve(Origin::Publisher, "picture.png", photograph());
    let feed = stage.site.feed("rss.xml", rss(1..=9, Some(&picture)));
    let publisher = stage.site.origin(Origin::Publisher);
    let configuration = format!(
        "address = \"{}\"\nout = \"embed\"\n[edition.news]\nfeeds = [\"{feed}\"]\nlimit = 10\n\
         [pictures]\nwidths = [160, 320]\n[fetch]\nallow = [\"{}\"]\n",
        stage.site.url(Origin::Cdn, "embed/"),
        publisher.trim_start_matches("http://"),
    );
    fs::write(desk.folder.join("latest-news.toml"), configuration).unwrap();
    let (gate, news) = (stage.site.gate(), stage.site.gate());
    let upload = |folder: &Path| {
        let held = |path: &str, answer: Answer| match path {
            "news.json" => answer.held_by(&news),
            path if path.ends_with(".wasm") => answer.held_by(&gate),
            _ => answer,
        };
        stage.site.serve_folder(Origin::Cdn, "embed/", folder, held);
    };
    desk.run(&["build"]);
    upload(&desk.folder.join("embed"));

    let script = stage.site.url(Origin::Cdn, "embed/news.js");
    let tag = format!("<script async src=\"{script}\"></script>");
    open(stage, &[JUST_NOW, &tag].concat(), &named("news", ""));
    let widget = drawn(stage);
    assert_eq!(widget.in_view()[0], "Number 1");
    let shown = "slidesInView().map((it) => it.querySelector('img').currentSrc)";
    for source in stage.page.eval(shown).as_array().unwrap() {
        let source = source.as_str().unwrap();
        assert!(source.contains("/embed/pictures/"), "{source}");
        assert!(source.ends_with(".avif"), "{source}");
    }
    stage
        .page
        .script("window.slide = parts('slide')[0]", json!([]));

    // The publisher's next run has one article more; the reader has the page of before.
    stage.site.feed("rss.xml", rss(0..=9, Some(&picture)));
    desk.run(&["build"]);
    upload(&desk.folder.join("embed"));
    take_over(stage, &gate);
    assert_eq!(stage.page.eval("slide.isConnected"), true);
    assert_eq!(widget.in_view()[0], "Number 1");
    news.open();
    widget.wait_first_in_view("Number 0");
    let expected: Vec<String> = (0..=9).map(|n| format!("Number {n}")).collect();
    assert_eq!(widget.headlines(), expected);
    assert_eq!(stage.page.events("ready").len(), 1);
    // The pictures of before are the pictures of now.
    assert_eq!(stage.site.requests_for("picture.png").len(), 1);
    assert_quiet(stage);
}

/// As docs/publishers.md has it for a newcomer: `init` with a feed's address, `serve`, a page.
fn what_serve_answers_is_all_a_page_needs(stage: &Stage) {
    let desk = Desk::new();
    let feed = stage.site.feed("rss.xml", rss(1..=9, None));
    desk.run(&["init", &feed]);
    let (_server, address) = desk.serve();
    open(
        stage,
        "",
        &format!("<script async src=\"{address}news.js\"></script>"),
    );
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.in_view()[0], "Number 1");
    assert_eq!(widget.headlines().len(), 9);
    // Nothing of it came from anywhere else.
    assert_eq!(stage.site.requests_for(".wasm").len(), 0);
    assert_quiet(stage);

    // Its own page shows the edition, and the line that was just tried.
    stage.page.goto(&address);
    let live = "document.querySelector('latest-news')?.state === 'ready'";
    stage.page.wait_until(live, "the start page's widget");
    let code = stage
        .page
        .eval("document.querySelector('#news code').textContent");
    assert_eq!(
        code,
        format!("<script async src=\"{address}news.js\"></script>")
    );
}

/// Of a store nobody can say which headers it adds for other origins; so the page lies in it as well.
fn a_page_loads_its_edition_from_an_object_store(stage: &Stage) {
    let desk = Desk::new();
    fs::create_dir_all(desk.folder.join("store/news")).unwrap();
    let started = Owned::start(&places::object_store(), |command| {
        command
            .arg(desk.folder.join("store"))
            .stdout(Stdio::piped());
    });
    let mut store = started.unwrap();
    let told = BufReader::new(store.child.stdout.take().unwrap()).lines();
    let told: Vec<(String, String)> = told
        .map_while(Result::ok)
        .filter_map(|line| {
            let (name, value) = line.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        })
        .take(5)
        .collect();
    let (_, endpoint) = &told[0];
    let feed = stage.site.feed("rss.xml", rss(1..=9, None));
    let configuration = format!(
        "address = \"{endpoint}/news/embed/\"\nout = \"s3://news/embed\"\n[edition.news]\n\
         feeds = [\"{feed}\"]\n"
    );
    fs::write(desk.folder.join("latest-news.toml"), configuration).unwrap();
    desk.run_with(&["build"], &told);

    stage
        .page
        .goto(&format!("{endpoint}/news/embed/news/frame.html"));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    let expected: Vec<String> = (1..=9).map(|n| format!("Number {n}")).collect();
    assert_eq!(widget.headlines(), expected);
}
