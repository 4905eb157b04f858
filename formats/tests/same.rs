//! What the widget reads from an answer is what the whole feed reader reads from the feed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use corpus::formats::Shape;
use corpus::made_up;
use formats::answer;
use latest_news_core::feed::{self, Feed, Format};

const BASE: &str = "https://news.example/feeds/all.json";

/// Every file below core's fixtures.
fn fixtures() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/fixtures/feed");
    let mut files = Vec::new();
    for format in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(format.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_none_or(|extension| extension != "txt") {
                files.push(file);
            }
        }
    }
    files.sort();
    files
}

/// What the widget reads from an answer, as `src/store/source/outcome.rs` does.
fn read(answer: &str) -> Option<Feed> {
    let (left_out, rest) = answer.split_once('\n').unwrap_or(("", answer));
    let mut feed = feed::common::parse_answer(rest.as_bytes(), BASE)?;
    left_out.clone_into(&mut feed.left_out);
    Some(feed)
}

/// What the widget reads from the answer to a feed, if it differs from what the whole feed reader
/// reads from the feed.
fn difference(bytes: &[u8]) -> Option<String> {
    let text = answer(bytes, BASE);
    let mut whole = match feed::parse(bytes, BASE) {
        Err(error) => {
            let is_reason =
                text == error.to_string() && read(&text).is_none() && !text.contains('\n');
            return (!is_reason).then(|| format!("{text}\n  {error}"));
        }
        Ok(whole) => whole,
    };
    // Each article names its publisher already, or has none.
    (whole.format, whole.title) = (Format::JsonFeed, None);
    let Some(read) = read(&text) else {
        return Some(format!("not read: {text}"));
    };
    if read == whole {
        return None;
    }
    let articles = read.articles.iter().zip(&whole.articles);
    let first = articles.into_iter().find(|(read, whole)| read != whole);
    Some(match first {
        Some((read, whole)) => format!("{read:?}\n  {whole:?}"),
        None => format!("{read:?}\n  {whole:?}"),
    })
}

#[test]
fn the_widget_reads_the_same_from_an_answer() {
    let files = fixtures();
    for file in &files {
        let difference = difference(&fs::read(file).unwrap());
        assert_eq!(difference, None, "{}", file.display());
    }
    assert!(files.len() > 100, "{} fixtures", files.len());
}

/// Numbers that look random and are the same in each run.
fn bytes(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..64).flat_map(next).collect()
}

/// Made-up texts are longer and stranger than those of any publisher, so only the parts are compared
/// by which an article is known.
#[test]
fn made_up_feeds_of_every_format_keep_their_articles() {
    let known = |feed: &Feed| {
        let articles = feed.articles.iter();
        let articles = articles.map(|it| (it.url.clone(), it.published));
        (
            articles.collect::<Vec<_>>(),
            feed.skipped.clone(),
            feed.left_out.clone(),
        )
    };
    for shape in &Shape::ALL {
        let name = shape.name;
        for seed in 0..400 {
            let text = made_up::feed(shape, &bytes(seed));
            let Ok(whole) = feed::parse(text.as_bytes(), BASE) else {
                continue;
            };
            let answer = answer(text.as_bytes(), BASE);
            let read = read(&answer).unwrap_or_else(|| panic!("{name} {seed}: {answer}"));
            assert_eq!(known(&read), known(&whole), "{name} {seed}: {text}");
        }
    }
}
