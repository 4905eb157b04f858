//! Tests the feed reader with real feeds and with fixtures, one for each quirk.
//!
//! Fixtures are in `tests/fixtures/feed`: a feed and, beside it, the expected result. They cover
//! every format, and with the payloads of `tests/corpus` every kind of attack. `UPDATE_EXPECTED=1`
//! writes the expected files again; read them before you commit them. Real feeds are in
//! `../shared/feeds` beside the checkout, with the expected results. They belong to other people,
//! so a clone has none. The test then says on the error stream what it leaves out. No test run
//! captures that stream.

#![allow(clippy::unwrap_used)]

use std::{
    fmt::Write,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use latest_news_core::feed::{self, Badges, Direction, Feed, FeedError, Published, parse, work};
use proptest::prelude::*;
use serde_json::{Value, json};

use corpus::formats::Shape;
use corpus::{hostile, made_up, payloads, unfit};

fn shared_feeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/feeds");
    if !folder.is_dir() {
        let notice = format!(
            "notice: real feeds are left out, {} is missing\n",
            folder.display()
        );
        // Not with `eprintln`: its output is shown only for tests that fail.
        let _ = std::io::stderr().write_all(notice.as_bytes());
        return None;
    }
    Some(folder)
}

#[test]
fn real_feeds() {
    let Some(folder) = shared_feeds() else { return };
    let rows = fs::read_to_string(folder.join("expectations.json")).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&rows).unwrap();
    let mut problems = String::new();
    for row in &rows {
        let file = row["file"].as_str().unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        let result = parse(&bytes, row["fetch_url"].as_str().unwrap());
        for problem in compare(row, &result) {
            writeln!(problems, "{file}: {problem}").unwrap();
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
    assert!(rows.len() > 70, "all of the corpus is read");
}

/// The differences from the expectations for one real feed.
fn compare(row: &Value, result: &Result<Feed, FeedError>) -> Vec<String> {
    let is_xml = matches!(row["format"].as_str(), Some("rss" | "atom"));
    let feed = match result {
        Err(FeedError::Xml(_)) if is_xml => return vec![],
        other if is_xml => return vec![format!("XML gave {other:?}")],
        Err(_) if row["expect_articles"] == 0 => return vec![],
        Err(error) => return vec![error.to_string()],
        Ok(feed) => feed,
    };
    let mut problems = Vec::new();
    let also = row["also_ok"]
        .as_array()
        .unwrap()
        .iter()
        .map(|also| &also["count"]);
    let counts: Vec<_> = also.chain([&row["expect_articles"]]).collect();
    if !counts.iter().any(|count| **count == feed.articles.len()) {
        problems.push(format!("{} articles, not {counts:?}", feed.articles.len()));
    }
    let Some(article) = feed.articles.first() else {
        return problems;
    };
    if let Some(expected) = row["first_title"]
        .as_str()
        .filter(|title| !title.is_empty())
        && article.headline != expected
    {
        problems.push(format!("headline {:?}, not {expected:?}", article.headline));
    }
    if let Some(text) = row["first_text"].as_str() {
        let headline = article.headline.trim_end_matches('…');
        if headline.is_empty() || !text.starts_with(headline) {
            problems.push(format!("headline {headline:?} does not begin {text:?}"));
        }
    }
    let also = row["first_url_also_ok"].as_array().into_iter().flatten();
    let urls: Vec<_> = also
        .chain([&row["first_url"]])
        .filter_map(Value::as_str)
        .map(href)
        .collect();
    if !urls.is_empty() && !urls.contains(&href(&article.url)) {
        problems.push(format!("link {}, not {urls:?}", article.url));
    }
    for article in &feed.articles {
        let base = article
            .language
            .as_deref()
            .map(|tag| tag.split('-').next().unwrap().to_lowercase());
        if base.as_deref().is_some_and(|base| base != row["language"]) {
            problems.push(format!("language {base:?}, not {}", row["language"]));
            break;
        }
    }
    problems.extend(unfit::feed(feed));
    problems
}

fn href(address: &str) -> String {
    url::Url::parse(address).map_or_else(|error| format!("{address}: {error}"), String::from)
}

#[test]
fn fixtures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feed");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut problems = String::new();
    let mut count = 0;
    for format in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(format.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                continue;
            }
            count += 1;
            let came = match parse(
                &fs::read(&file).unwrap(),
                "https://news.example/feeds/all.json",
            ) {
                Ok(feed) => describe(&feed),
                Err(error) => format!("error: {error}\n"),
            };
            let beside = file.with_extension("txt");
            if update {
                fs::write(&beside, &came).unwrap();
            }
            let expected = fs::read_to_string(&beside).unwrap_or_default();
            if came != expected {
                let name = file.display();
                writeln!(problems, "{name}\n--- expected\n{expected}--- came\n{came}").unwrap();
            }
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
    assert!(count > 20, "all fixtures are read");
}

/// A feed as text, one fact per line.
fn describe(feed: &Feed) -> String {
    let mut text = format!("format: {}\n", feed.format.name());
    let mut line = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(text, "{name}: {value}").unwrap();
        }
    };
    line("title", feed.title.as_deref());
    line("language", feed.language.as_deref());
    for article in &feed.articles {
        line("\narticle", Some(&article.id));
        line("  url", Some(&article.url));
        line("  headline", Some(&article.headline));
        line("  summary", Some(&article.summary));
        line("  published", article.published.map(date).as_deref());
        line("  authors", Some(&article.authors.join("; ")));
        line("  section", article.section.as_deref());
        line("  tags", Some(&article.tags.join("; ")));
        line("  badges", Some(&badges(article.badges)));
        let source = article.source.as_ref();
        line("  source", source.map(|source| source.name.as_str()));
        line("    icon", source.and_then(|source| source.icon.as_deref()));
        line("  language", article.language.as_deref());
        line(
            "  direction",
            article.direction.map(|direction| match direction {
                Direction::LeftToRight => "left to right",
                Direction::RightToLeft => "right to left",
            }),
        );
        let Some(image) = &article.image else {
            continue;
        };
        line("  image", Some(&image.url));
        line("    alt", Some(&image.alt));
        line("    credit", image.credit.as_deref());
        if let (Some(width), Some(height)) = (image.width, image.height) {
            line("    size", Some(&format!("{width} x {height}")));
        }
        let focus = image
            .focus
            .map(|focus| format!("{} % {} %", focus.x, focus.y));
        line("    focus", focus.as_deref());
        for source in &image.sources {
            line(
                "    source",
                Some(&format!("{} {}w", source.url, source.width)),
            );
        }
    }
    line("\nlists", Some(&feed.left_out));
    for skipped in &feed.skipped {
        line(
            "\nskipped",
            Some(&format!("item {} {}", skipped.index, skipped.reason)),
        );
    }
    text
}

/// `2024-01-31 10:20:30.000 UTC`, or the day alone.
fn date(published: Published) -> String {
    let (Published::Instant(at) | Published::Day(at)) = published;
    let at = jiff::Timestamp::from_millisecond(at).unwrap();
    at.strftime(match published {
        Published::Day(_) => "%Y-%m-%d",
        Published::Instant(_) => "%Y-%m-%d %H:%M:%S.%3f UTC",
    })
    .to_string()
}

/// The badges that apply, in the order in which readers should see them.
fn badges(badges: Badges) -> String {
    let length = |seconds: Option<u32>| match seconds {
        Some(seconds) => format!(" of {seconds} s"),
        None => String::new(),
    };
    let all = [
        badges.paid.then(|| String::from("paid")),
        badges.live.then(|| String::from("live")),
        badges.opinion.then(|| String::from("opinion")),
        badges.subscribers.then(|| String::from("subscribers")),
        badges
            .video
            .map(|video| format!("video{}", length(video.seconds))),
        badges
            .audio
            .map(|audio| format!("audio{}", length(audio.seconds))),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A publisher's clock may be ahead, but not by years.
#[test]
fn dates_beyond_tomorrows_year_are_none() {
    #[track_caller]
    fn check(now: &str, dates: &[(&str, bool)]) {
        for (date, is_believed) in dates {
            let text = format!(
                r#"[{{"title": "One", "url": "https://news.example/1", "date": "{date}"}}]"#
            );
            let mut feed = parse(text.as_bytes(), "https://news.example/feed.json").unwrap();
            let now: jiff::Timestamp = now.parse().unwrap();
            feed.forget_the_far_future(now.as_millisecond());
            assert_eq!(
                feed.articles[0].published.is_some(),
                *is_believed,
                "{date} at {now}"
            );
        }
    }
    check(
        "2024-05-10T12:00:00Z",
        &[
            ("2024-05-09T08:00:00Z", true),
            ("2024-12-31T23:59:59Z", true),
            ("2024-12-31", true),
            ("2025-01-01T00:00:00Z", false),
            ("2025-01-01", false),
            ("9999-12-31T23:59:59Z", false),
            ("253402300799", false),
        ],
    );
    // Tomorrow is in the next year.
    let eve = [("2025-12-31", true), ("2026-01-01", false)];
    check("2024-12-31T00:00:00Z", &eve);
    check("2025-06-01T00:00:00Z", &eve);
}

/// Feeds of every format, the worst of each kind among them.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feed");
    let folders = fs::read_dir(folder)
        .unwrap()
        .map(|folder| folder.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().unwrap() != "txt");
    files.map(|file| fs::read(file).unwrap()).collect()
}

/// Pieces that may be put in place of other content.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "0",
    "-1e9",
    "\\",
    "\\ud800",
    "\\u0000",
    "<",
    "&",
    "&#0;",
    "<img src=",
    "<!--",
    "\u{202e}",
    "é",
    "👩\u{200d}👧",
    "javascript:",
    "//",
    "@",
    "?",
    "#",
    "data:",
    "[vc_x a=",
    "…",
    "Read more",
    "9999999999999999",
    "</script>",
    "\u{0}",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_mutation_panics_or_gets_through(
        seed in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..20, prop::sample::select(PIECES)), 0..6),
    ) {
        static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);
        let mut bytes = seed.get(&SEEDS).clone();
        for (at, cut, piece) in edits {
            let at = at.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, piece.bytes());
        }
        let problems = match parse(&bytes, "https://news.example/feed.json") {
            Ok(feed) => unfit::feed(&feed),
            Err(error) => unfit::error(&error),
        };
        prop_assert!(problems.is_empty(), "{:?} {}", problems, String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), base in ".{0,20}") {
        let _ = parse(&bytes, &base);
    }

    #[test]
    fn nothing_made_up_gets_through(
        shape in 0..Shape::ALL.len(),
        choices in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let text = made_up::feed(&Shape::ALL[shape], &choices);
        let problems = match parse(text.as_bytes(), "https://news.example/feed.json") {
            Ok(feed) => unfit::feed(&feed),
            // Made-up feeds are valid, whatever their content is.
            Err(error @ (FeedError::NotJson { .. } | FeedError::CutShort { .. })) => vec![error.to_string()],
            Err(error) => unfit::error(&error),
        };
        prop_assert!(problems.is_empty(), "{:?} {}", problems, text);
    }
}

#[test]
fn payloads_stay_text_and_never_become_addresses() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/xss.json");
    let payloads = payloads::all(&shared);
    std::thread::scope(|scope| {
        for shape in &Shape::ALL {
            scope.spawn(|| payloads_stay_text(shape, &payloads));
        }
    });
}

fn payloads_stay_text(shape: &Shape, payloads: &[String]) {
    let name = shape.name;
    // Payloads in all fields. Then again with working links instead of payloads that cannot be
    // links, so that the text of those is tried as well.
    let refused: Vec<_> = payloads
        .iter()
        .filter(|it| payloads::is_no_link(it))
        .collect();
    let all: Vec<_> = payloads.iter().collect();
    for (payloads, links) in [(all, false), (refused, true)] {
        let mut shown = 0;
        for chunk in payloads.chunks(50) {
            let text = shape.feed(chunk.len(), &mut |index, gap, json| {
                let text = match (gap, index) {
                    ("LINK", Some(index)) if links => format!("/{index}"),
                    _ => chunk[index.unwrap_or(0)].clone(),
                };
                json.push_str(&Value::from(text).to_string());
            });
            let feed = match parse(text.as_bytes(), "https://news.example/") {
                // Nothing of this feed can be shown.
                Err(FeedError::NoArticles { .. }) => continue,
                feed => feed.unwrap(),
            };
            assert_eq!(feed.format.name(), shape.format);
            assert_eq!(unfit::feed(&feed), Vec::<String>::new());
            shown += feed.articles.len();
        }
        let given = payloads::can_be_shown(&payloads, links);
        // Many payloads are only markup, so that they leave no text to show.
        assert!(shown > given / 10, "{shown} of {given} came through {name}");
    }
}

/// A feed with this many items, each in the given shape.
fn feed_of(count: usize, start: &str, item: &str, end: &str) -> String {
    let mut feed = String::from(start);
    for index in 0..count {
        feed.push_str(if index == 0 { "" } else { "," });
        feed.push_str(&item.replace("{}", &index.to_string()));
    }
    feed + end
}

#[test]
fn pictures_are_found_among_whatever_else_is_included() {
    let (mut data, mut included) = (Vec::new(), Vec::new());
    for index in 0..feed::MAX_ITEMS {
        for term in 0..30 {
            let id = format!("term-{index}-{term}");
            included.push(json!({ "type": "taxonomy_term--tags", "id": id }));
        }
    }
    for index in 0..feed::MAX_ITEMS {
        let [file, media, author] =
            ["file", "media", "author"].map(|kind| format!("{kind}-{index}"));
        included.push(json!({ "type": "file--file", "id": file, "attributes": {
            "filemime": "image/jpeg", "uri": { "url": format!("/files/{index}.jpg") } } }));
        included.push(
            json!({ "type": "media--image", "id": media, "relationships": {
            "field_media_image": { "data": { "type": "file--file", "id": file } } } }),
        );
        included.push(json!({ "type": "user--user", "id": author, "attributes": {
            "display_name": format!("Author {index}") } }));
        data.push(
            json!({ "type": "node--article", "id": index.to_string(), "attributes": {
                "title": format!("Title {index}"), "drupal_internal__nid": index },
            "relationships": {
                "field_tags": { "data": [{ "type": "taxonomy_term--tags", "id": "term-0-0" }] },
                "field_media": { "data": { "type": "media--image", "id": media } },
                "uid": { "data": { "type": "user--user", "id": author } } } }),
        );
    }
    let text = json!({ "jsonapi": {}, "data": data, "included": included }).to_string();
    let feed = parse(text.as_bytes(), "https://news.example/jsonapi/node/article").unwrap();
    assert_eq!(feed.articles.len(), feed::MAX_ITEMS);
    for (index, article) in feed.articles.iter().enumerate() {
        let picture = article.image.as_ref().map(|image| image.url.as_str());
        let expected = format!("https://news.example/files/{index}.jpg");
        assert_eq!(picture, Some(expected.as_str()));
        assert_eq!(article.authors, [format!("Author {index}")]);
    }
}

#[test]
fn of_very_long_feeds_the_beginning_is_read() {
    let start = r#"{"version": "https://jsonfeed.org/version/1.1", "items": ["#;
    let item = r#"{"id": "{}", "url": "/{}", "title": "Title {}", "content_html": "<p>Text</p>"}"#;
    let feed = parse(
        feed_of(100_000, start, item, "]}").as_bytes(),
        "https://news.example/",
    )
    .unwrap();
    assert_eq!(feed.articles.len(), feed::MAX_ITEMS);
    let last = feed.articles.last().map(|article| article.headline.clone());
    assert_eq!(last, Some(format!("Title {}", feed::MAX_ITEMS - 1)));
    // A feed that is cut is refused as a whole.
    let cut = parse(
        feed_of(100_000, start, item, "]").as_bytes(),
        "https://news.example/",
    );
    assert!(
        matches!(cut, Err(FeedError::CutShort { line: 1, .. })),
        "{cut:?}"
    );
}

/// The page waits for each pass over a feed of megabytes.
#[test]
fn very_long_feeds_are_passed_over_few_times() {
    for shape in &Shape::ALL {
        let name = shape.name;
        let text = shape.feed(10_000, &mut |index, gap, json| {
            let index = index.unwrap_or_default();
            json.push_str(&match gap {
                "TEXT" => format!("\"Number {index} {}\"", "and so on ".repeat(30)),
                "LINK" => format!("\"https://news.example/{index}\""),
                _ => String::from("null"),
            });
        });
        work::take();
        parse(text.as_bytes(), "https://news.example/feed").unwrap();
        let passes = work::take() as f64 / text.len() as f64;
        // Values in lists are found in a pass of their own.
        let most = if name == "converted RSS" { 9.0 } else { 5.0 };
        assert!(passes <= most, "{name}: {passes:.1} passes");
    }
}

/// Reads a feed. Fails if the reader looked at more than a few times as many bytes as the feed has.
/// That happens if something is read again and again.
#[track_caller]
fn in_line(text: &str) -> Result<Feed, FeedError> {
    work::take();
    let result = parse(text.as_bytes(), "https://news.example/feed.json");
    let (work, most) = (work::take(), unfit::most_work(text.len()));
    assert!(
        work <= most,
        "{work} bytes looked at of {}: {:.300}",
        text.len(),
        text
    );
    result
}

/// Values that are hard for the reader, as JSON, some kilobytes each.
fn hard_values() -> Vec<(&'static str, String)> {
    let times = |piece: &str, count: usize| piece.repeat(count / 5);
    let text = |piece: &str, count: usize| format!("\"{}\"", piece.repeat(count / 5));
    vec![
        ("deep lists", times("[", 9_000) + &times("]", 9_000)),
        (
            "deep objects",
            times("{\"url\":", 3_000) + "1" + &times("}", 3_000),
        ),
        (
            "deep wrappers",
            times("{\"rendered\":[", 2_000) + "1" + &times("]}", 2_000),
        ),
        ("a long list", format!("[{}1]", times("1,", 9_000))),
        (
            "a list of objects",
            format!("[{}{{}}]", times("{\"url\":\"/a\",\"name\":\"b\"},", 900)),
        ),
        (
            "a wide object",
            format!("{{{}\"z\":1}}", times("\"url\":{\"a\":1},", 1_500)),
        ),
        ("an endless number", times("9", 20_000)),
        ("an impossible number", String::from("-1e999999999999")),
        ("a tiny number", format!("0.{}1e-99999", times("0", 9_000))),
        ("lone surrogates", text("\\ud83d\\udc00x\\ude00", 900)),
        ("NULs", text("\\u0000", 3_000)),
        ("raw NULs", text("a\0\u{1}\u{1f}", 3_000)),
        (
            "direction overrides",
            text("\u{202e}\u{2066}\u{202a}a\u{2069}\u{feff}\u{fff9}", 1_000),
        ),
        (
            "characters of one cluster",
            text("e\u{301}\u{302}\u{20dd}", 2_000),
        ),
        ("joined characters", text("👩\u{200d}", 2_000)),
        ("a long word", text("x", 20_000)),
        ("markup that never ends", text("<p <!-- <a \\\" '", 1_500)),
        ("references that never end", text("&#&amp&#x;&lt;/", 1_500)),
        ("shortcodes that never end", text("[a_b c='", 2_000)),
        (
            "a long address",
            format!("\"https://news.example/{}\"", times("a/../%2e/", 2_000)),
        ),
        (
            "a host of hosts",
            format!("\"https://{}\"", times("a@b:1.", 3_000)),
        ),
    ]
}

#[test]
fn hard_values_in_any_field_come_out_bounded() {
    for (what, value) in hard_values() {
        for shape in &Shape::ALL {
            let name = shape.name;
            // In all fields; and only in the texts, so that there is an article.
            for links in [false, true] {
                let text = shape.feed(3, &mut |index, gap, json| match (gap, index) {
                    ("LINK", Some(index)) if links => json.push_str(&format!("\"/{index}\"")),
                    // The first item is plain, so that the format can be recognised.
                    (_, Some(0)) if links => json.push_str("\"Word\""),
                    (_, None) if links => json.push_str("null"),
                    _ => json.push_str(&value),
                });
                let result = in_line(&text);
                let problems = match &result {
                    Ok(feed) => unfit::feed(feed),
                    Err(error) => unfit::error(error),
                };
                assert!(problems.is_empty(), "{what} in {name}: {problems:?}");
                let shown = result.as_ref().map_or(0, |feed| feed.articles.len());
                assert!(
                    !links || shown > 0,
                    "{what} in {name}: no article, {result:?}"
                );
            }
        }
    }
}

#[test]
fn hostile_feeds_cost_no_more_than_their_reading() {
    for (what, text) in hostile::feeds() {
        if let Ok(feed) = in_line(&text) {
            assert_eq!(unfit::feed(&feed), Vec::<String>::new(), "{what}");
        }
    }
}

#[test]
fn reported_cases() {
    let Some(folder) = shared_feeds() else { return };
    let folder = folder.join("../cases/feeds");
    let read = |file: &str| {
        let bytes = fs::read(folder.join(file)).unwrap();
        parse(&bytes, "https://news.example/feed.json").unwrap()
    };
    for (file, count, headline, url) in [
        (
            "01-api-platform-hydra",
            3,
            "Weir gates are raised for the spring flood",
            "notices/31",
        ),
        (
            "03-php-list-became-object",
            3,
            "Ropewalk museum finds a ship's bell",
            "a/41",
        ),
        ("04-zero-dates", 4, "About the weir", "about-the-weir/"),
        ("06-localised-tuesday", 4, "Abre la sala de lectura", "es/1"),
        (
            "07-strapi-4",
            2,
            "Weir gates are raised for the spring flood",
            "news/notice-31",
        ),
        (
            "08-xml2js-rss",
            2,
            "Ropewalk museum finds a ship's bell",
            "rss/42",
        ),
        (
            "10-hits-first-without-link",
            2,
            "Ropewalk museum finds a ship's bell",
            "a/41",
        ),
        (
            "12-article-search",
            2,
            "Weir gates are raised for the spring flood",
            "2026/03/09/valley/notice-31.html",
        ),
        ("14-wordpress-shortcodes", 4, "Post number 61", "post-61/"),
        (
            "30-paid-placeholder",
            2,
            "Ropewalk museum finds a ship's bell",
            "a/41",
        ),
    ] {
        let feed = read(&format!("{file}.json"));
        assert_eq!(feed.articles.len(), count, "{file}");
        let first = &feed.articles[0];
        assert_eq!(first.headline, headline, "{file}");
        assert_eq!(
            first.url,
            format!("https://kestrel.example/{url}"),
            "{file}"
        );
        assert_eq!(unfit::feed(&feed), Vec::<String>::new(), "{file}");
    }
    // Besides, each of these lines, and this many dates.
    for (file, dates, lines) in [
        (
            "01-api-platform-hydra",
            3,
            &[
                "summary: Boats wait below the lock until Friday.",
                "published: 2026-03-09 08:15:00.000 UTC",
                "image: https://kestrel.example/media/notice-31.jpg",
            ][..],
        ),
        (
            "03-php-list-became-object",
            3,
            &[
                "published: 2026-03-09 08:00:00.000 UTC",
                "image: https://kestrel.example/a/41.jpg",
                "url: https://kestrel.example/a/39",
                "url: https://kestrel.example/a/38",
            ],
        ),
        (
            "04-zero-dates",
            1,
            &["published: 2026-03-09 07:00:00.000 UTC"],
        ),
        (
            "06-localised-tuesday",
            2,
            &[
                "published: 2021-07-14 09:00:00.000 UTC",
                "published: 2021-07-13 09:00:00.000 UTC",
            ],
        ),
        (
            "07-strapi-4",
            2,
            &[
                "published: 2026-03-09 07:00:00.000 UTC",
                "image: https://news.example/uploads/",
                "alt: The lock at dawn",
            ],
        ),
        (
            "08-xml2js-rss",
            2,
            &[
                "summary: Notice number 42.",
                "published: 2026-03-09 08:00:00.000 UTC",
                "image: https://kestrel.example/rss/42.jpg",
            ],
        ),
        (
            "10-hits-first-without-link",
            2,
            &[
                "published: 2026-03-09 08:00:00.000 UTC",
                "skipped: item 0 ",
                "skipped: item ",
            ],
        ),
        ("12-article-search", 2, &["authors: Runa Vale"]),
        (
            "14-wordpress-shortcodes",
            4,
            &[
                "summary: When the weir is open, boats wait below the lock.",
                "summary: The ropewalk is longer than it looks.",
                "summary: Apples go in at the top.",
                "summary: The keeper [sic] said “no” [1].",
            ],
        ),
        ("30-paid-placeholder", 2, &[]),
    ] {
        let came = describe(&read(&format!("{file}.json")));
        for line in lines {
            assert!(came.contains(line), "{file}: {line}\n{came}");
        }
        assert_eq!(came.matches("published: ").count(), dates, "{file}\n{came}");
    }
    assert_eq!(read("30-paid-placeholder.json").articles[0].summary, "");
}
