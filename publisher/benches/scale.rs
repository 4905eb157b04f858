//! The time and memory that the command needs for hundreds of feeds and for an edition with large
//! pictures, in seconds and megabytes: `cargo bench -p publisher --profile publisher`. This program
//! also serves the feeds, on loopback, so a real network adds its own time.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "../tests/place.rs"]
mod place;
#[allow(dead_code)]
#[path = "../tests/site.rs"]
mod site;

use std::io::{Cursor, Read};
use std::process::Child;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat, RgbImage};
use place::Place;
use site::{Site, ok};

const FEEDS: usize = 500;
const ITEMS: usize = 50;
/// The number of editions. The feeds are divided among them.
const EDITIONS: usize = 50;
const PICTURES: usize = 12;
/// Runs of each. The median counts.
const RUNS: usize = 5;

fn main() {
    println!(
        "{:<44}{:>9}{:>9}{:>9}  {:>12}",
        "seconds; megabytes at most", "least", "median", "most", "megabytes"
    );
    feeds();
    pictures();
}

fn feeds() {
    let site = Site::start();
    let mut config = String::from("pictures = false\n");
    for edition in 0..EDITIONS {
        let feeds: Vec<String> = (0..FEEDS / EDITIONS)
            .map(|n| {
                let name = format!("{edition}-{n}");
                let answer = ok("application/rss+xml", rss(&name)).header("ETag", "\"1\"");
                site.put(&format!("/{name}.xml"), [answer])
            })
            .collect();
        config += &format!("[edition.e{edition}]\nfeeds = {feeds:?}\n");
    }
    let (mut first, mut unchanged) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let place = Place::new(&config);
        first.push(run(&place));
        unchanged.push(run(&place));
    }
    print(&format!("{FEEDS} feeds of {ITEMS} items"), first);
    print("the same, unchanged (304)", unchanged);
}

fn pictures() {
    let site = Site::start();
    let items: Vec<String> = (0..PICTURES)
        .map(|n| {
            let picture = ok("image/jpeg", photograph(n as u32));
            let url = site.put(&format!("/{n}.jpg"), [picture]);
            format!(
                "{{\"title\": \"A{n}\", \"url\": \"https://news.example/{n}\", \"image\": \"{url}\"}}"
            )
        })
        .collect();
    let list = format!("[{}]", items.join(","));
    let feed = site.put("/feed.json", [ok("application/json", list)]);
    let config = format!("[edition.news]\nfeeds = \"{feed}\"\n[fetch]\nallow = [\"127.0.0.1\"]\n");
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let place = Place::new(&config);
        first.push(run(&place));
        again.push(run(&place));
    }
    print(
        &format!("{PICTURES} pictures of 2 megapixels, three widths"),
        first,
    );
    print("the same again", again);
}

/// Seconds, and the greatest memory of the command, in megabytes.
fn run(place: &Place) -> (f64, f64) {
    let start = Instant::now();
    let mut child = place.start(&["build"]);
    // Read in a thread, because a full pipe would stop the command.
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).map(|_| text)
    });
    let mut most = 0.0_f64;
    let status = loop {
        most = most.max(memory(&child));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let said = reader.join().unwrap().unwrap();
    assert!(status.success(), "{said}");
    (seconds, most)
}

/// The peak so far. Only Linux reports it.
fn memory(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

fn print(what: &str, runs: Vec<(f64, f64)>) {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.0).collect();
    seconds.sort_by(f64::total_cmp);
    let most = runs.iter().map(|run| run.1).fold(0.0, f64::max);
    println!(
        "{what:<44}{:>9.2}{:>9.2}{:>9.2}  {most:>12.0}",
        seconds[0],
        seconds[seconds.len() / 2],
        seconds[seconds.len() - 1]
    );
}

fn rss(name: &str) -> String {
    let mut feed = format!("<rss version=\"2.0\"><channel><title>Paper {name}</title>");
    for item in 0..ITEMS {
        feed += &format!(
            "<item><title>Number {item} of {name}: the bridge reopens after two years</title>\
             <link>https://news.example/{name}/{item}</link><guid>{name}-{item}</guid>\
             <pubDate>Mon, {:02} Nov 2026 08:{:02}:00 GMT</pubDate><category>Harbour</category>\
             <description>&lt;p&gt;The first tram crosses it on Monday morning, and the ferry keeps \
             running through the winter.&lt;/p&gt;</description></item>",
            item % 28 + 1,
            item
        );
    }
    feed + "</channel></rss>"
}

/// With the grain and the edges of a photograph, because smooth pictures are encoded too fast.
fn photograph(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let picture = RgbImage::from_fn(1_632, 1_224, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as u8;
        let edge = if (x / 97 + y / 61 + seed).is_multiple_of(3) {
            70
        } else {
            0
        };
        let side = |part: u32| {
            ((part / 9) as u8)
                .saturating_add(edge)
                .saturating_add(grain)
        };
        image::Rgb([side(x), side(y), side(x + y)])
    });
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::from(picture);
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
