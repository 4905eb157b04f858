//! How long it takes to read a feed, compared with `serde_json`, which makes a tree of the same
//! bytes. The two are timed alternately, round by round, so that a busy machine slows both. The
//! number that counts is the quotient. Run `cargo bench`, or `cargo bench -- 10000` for feeds of
//! another length.

#![allow(clippy::unwrap_used)]

use corpus::formats;

fn main() {
    use std::time::{Duration, Instant};

    let asked: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let lengths = if asked.is_empty() {
        vec![1_000, 10_000]
    } else {
        asked
    };
    println!("milliseconds, least and median; the quotient of both is under 1 where we are faster");
    println!(
        "{:<11}{:>7}{:>8}  {:>16}{:>9}  {:>16}{:>9}  {:>20}",
        "format", "items", "MB", "feed::parse", "MB/s", "serde_json", "MB/s", "least median most"
    );
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
    };
    for (name, shape) in formats::Shape::ALL {
        for &items in &lengths {
            let text = shape.feed(items, &mut fill);
            let bytes = text.as_bytes();
            let ours = || {
                let feed =
                    latest_news_core::feed::parse(bytes, "https://news.example/feed").unwrap();
                assert_eq!(feed.format.name(), name);
                assert!(feed.articles.len() >= 100, "{}", feed.articles.len());
            };
            let theirs = || assert!(serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
            let mut rounds: Vec<(f64, f64)> =
                (0..31).map(|_| (time(&ours), time(&theirs))).collect();
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
                "{name:<11}{items:>7}{megabytes:>8.2}  {:>8.2}{:>8.2}{:>9.0}  {:>8.2}{:>8.2}{:>9.0}  {:>6.2}{:>7.2}{:>7.2}",
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
        }
    }
}

/// Typical content of these fields in an everyday feed.
fn fill(index: Option<usize>, gap: &str, json: &mut String) {
    let index = index.unwrap_or_default();
    json.push_str(&match gap {
        "TEXT" => format!(
            "\"Number {index}: the harbour&#8217;s <em>old<\\/em> bridge reopens \\u2013 after two years \
             of work, the first tram crosses it on Monday morning, and the ferry keeps running\""
        ),
        "LINK" => format!("\"https://news.example/2024/03/{index}/bridge-reopens.jpg\""),
        "DATE" => format!("\"2024-03-{:02}T08:00:00+01:00\"", index % 28 + 1),
        _ => String::from("null"),
    });
}
