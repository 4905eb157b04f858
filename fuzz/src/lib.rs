//! The work of every target: it reads libFuzzer's input, and checks that the result keeps the
//! reader's promises and that each byte was looked at only a few times. Each format has its own
//! target, because mutated bytes rarely stay a feed. There, bytes choose the contents of a feed's
//! fields.

use std::path::Path;

use corpus::formats::Shape;
use corpus::{made_up, unfit};
use latest_news_core::feed::{self, FeedError};

use publisher::config;
use publisher::read::{self as publisher_read, Sent};

pub use corpus::formats;

/// Reads bytes as a feed. The first line may be the feed's address.
pub fn whole(bytes: &[u8]) {
    let base = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) if bytes.starts_with(b"http") => &bytes[..end],
        _ => b"https://news.example/feeds/all.json",
    };
    let feed = bytes.strip_prefix(base).unwrap_or(bytes);
    let _ = read(feed, &String::from_utf8_lossy(base));
}

/// Bytes that begin like JSON are read as a feed. Other bytes are choices for the contents of a
/// feed with this shape.
pub fn one(shape: &Shape, bytes: &[u8]) {
    if matches!(bytes.first(), Some(b'{' | b'[' | b'<' | 0xEF) | None) {
        return whole(bytes);
    }
    let text = made_up::feed(shape, bytes);
    let problem = read(text.as_bytes(), "https://news.example/feeds/all.json").err();
    // Made-up feeds are valid, whatever their content is.
    let refused = matches!(
        problem,
        Some(FeedError::NotJson { .. } | FeedError::CutShort { .. } | FeedError::Empty)
    );
    assert!(!refused, "{problem:?}\n{text}");
}

fn read(bytes: &[u8], base: &str) -> Result<(), FeedError> {
    feed::work::take();
    let result = feed::parse(bytes, base);
    let (work, most) = (feed::work::take(), unfit::most_work(bytes.len()));
    assert!(work <= most, "{work} bytes looked at of {}", bytes.len());
    let problems = match &result {
        Ok(feed) => unfit::feed(feed),
        Err(error) => unfit::error(error),
    };
    assert!(problems.is_empty(), "{problems:?}");
    result.map(drop)
}

/// Reads bytes as XML, like the publisher's command.
pub fn xml(bytes: &[u8]) {
    let sent = Sent {
        bytes,
        media_type: "application/xml",
        base: "https://news.example/feeds/all.xml",
    };
    let problems = match publisher_read::read(&sent, None) {
        Ok(read) => unfit::feed(&read.feed),
        Err(error) => {
            let words = error.to_string();
            let long = words.chars().count() > 1_000 || words.contains('\n');
            if long { vec![words] } else { Vec::new() }
        }
    };
    assert!(problems.is_empty(), "{problems:?}");
}

/// Reads a configuration. Every problem must have a line of the file. A valid configuration must
/// give files whose names stay in their folder.
pub fn configuration(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.matches('\n').count() + 1;
    match config::read(&text, Path::new("/site")) {
        Ok(config) => {
            assert!(!config.editions.is_empty());
            for edition in &config.editions {
                let letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                assert!(edition.name.chars().all(letter), "{}", edition.name);
                assert!(!edition.feeds.is_empty(), "{}", edition.name);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!((1..=lines).contains(&problem.line), "{problem} of {lines}");
                assert!(!problem.message.is_empty());
            }
        }
    }
}
