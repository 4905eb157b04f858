//! How long it takes to read a feed, compared with `serde_json`, which makes a tree of the same
//! bytes. The two are timed alternately, round by round, so that a busy machine slows both. The
//! number that counts is the quotient. Run `cargo bench`, or `cargo bench -- 10000` for feeds of
//! another length.
//!
//! Hostile feeds come last. The program fails if one of them takes more than [`MOST`] times as long
//! for a byte as the slowest of the usual feeds.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use corpus::{formats, hostile};
use latest_news_core::feed;

const MOST: f64 = 5.0;
/// What any feed may take besides, in milliseconds.
const START: f64 = 1.0;

fn main() -> ExitCode {
    let asked: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let lengths = if asked.is_empty() {
        vec![1_000, 10_000]
    } else {
        asked
    };
    println!("milliseconds, least and median; the quotient of both is under 1 where we are faster");
    println!(
        "{:<46}{:>7}{:>8}  {:>16}{:>9}  {:>16}{:>9}  {:>20}",
        "feed", "items", "MB", "feed::parse", "MB/s", "serde_json", "MB/s", "least median most"
    );
    let mut usual: f64 = 0.0;
    for shape in formats::Shape::ALL {
        for &items in &lengths {
            let text = shape.feed(items, &mut fill);
            let feed = feed::parse(text.as_bytes(), BASE).unwrap();
            assert_eq!(feed.format.name(), shape.format);
            assert!(feed.articles.len() >= 100, "{}", feed.articles.len());
            let took = compare(shape.name, &items.to_string(), &text);
            usual = usual.max(took / text.len() as f64);
        }
    }
    let mut slow = Vec::new();
    for (what, text) in hostile::feeds() {
        let took = compare(what, "", &text);
        let most = MOST * usual * text.len() as f64 + START;
        if took > most {
            slow.push(format!("{what}: {took:.1} of {most:.1}"));
        }
    }
    if slow.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: these take more milliseconds than they may: {slow:?}");
    ExitCode::FAILURE
}

const BASE: &str = "https://news.example/feed";

/// Prints a line. Returns the median of our times, in milliseconds.
fn compare(name: &str, items: &str, text: &str) -> f64 {
    let bytes = text.as_bytes();
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
    };
    let ours = || drop(std::hint::black_box(feed::parse(bytes, BASE)));
    // Some hostile feeds are nested too deep for it.
    let theirs = || {
        drop(std::hint::black_box(serde_json::from_slice::<
            serde_json::Value,
        >(bytes)))
    };
    let mut rounds: Vec<(f64, f64)> = (0..31).map(|_| (time(&ours), time(&theirs))).collect();
    // The first round only warms up.
    rounds.remove(0);
    let least_and_median = |of: fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = rounds.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        (all[0], all[all.len() / 2], all[all.len() - 1])
    };
    let megabytes = bytes.len() as f64 / 1e6;
    let (ours, theirs) = (least_and_median(|it| it.0), least_and_median(|it| it.1));
    let quotient = least_and_median(|it| it.0 / it.1);
    println!(
        "{name:<46}{items:>7}{megabytes:>8.2}  {:>8.2}{:>8.2}{:>9.0}  {:>8.2}{:>8.2}{:>9.0}  {:>6.2}{:>7.2}{:>7.2}",
        ours.0 * 1e3,
        ours.1 * 1e3,
        megabytes / ours.0,
        theirs.0 * 1e3,
        theirs.1 * 1e3,
        megabytes / theirs.0,
        quotient.0,
        quotient.1,
        quotient.2,
    );
    ours.1 * 1e3
}

/// Typical content of these fields in an everyday feed.
fn fill(index: Option<usize>, gap: &str, json: &mut String) {
    let index = index.unwrap_or_default();
    json.push_str(&match gap {
        "TEXT" => format!(
            "\"Number {index}: the harbour&#8217;s <em>old<\\/em> bridge reopens \\u2013 after two years \
             of work, the first tram crosses it on Monday morning, and the ferry keeps running\""
        ),
        "LINK" => format!("\"https://news.example/2024/03/{index}/bridge-reopens\""),
        "DATE" => format!("\"2024-03-{:02}T08:00:00+01:00\"", index % 28 + 1),
        _ => String::from("null"),
    });
}
