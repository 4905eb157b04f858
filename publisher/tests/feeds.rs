//! Feeds in every version of XML, made for this project, in `fixtures/feeds`. And real feeds in
//! `../shared/feeds` beside the checkout, with the expected results. If those are missing, the test
//! says so.

#[path = "feed_faults.rs"]
mod faults;

use std::path::{Path, PathBuf};

use latest_news_core::feed::{Article, Badges, Published, Recording};
use publisher::read::{Sent, read};
use serde_json::Value;

const DAY: i64 = 86_400_000;
/// Its first day, in milliseconds since 1970.
const MARCH_2026: i64 = 20_513 * DAY;

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/feeds");
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "{} is not there, so real feeds are not tried",
        folder.display()
    );
    None
}

fn href(address: &str) -> String {
    url::Url::parse(address).map_or_else(|error| format!("{address}: {error}"), String::from)
}

/// The differences from the expectations for one file.
fn complaint(folder: &Path, row: &Value) -> Option<String> {
    let file = row["file"].as_str().unwrap();
    let bytes = std::fs::read(folder.join(file)).unwrap();
    let base = row["fetch_url"].as_str().unwrap();
    let sent = Sent {
        bytes: &bytes,
        media_type: "",
        base,
    };
    let (articles, error) = match read(&sent, None) {
        Ok(read) => (read.feed.articles, String::new()),
        Err(error) => (Vec::new(), error.to_string()),
    };
    let also = row["also_ok"]
        .as_array()
        .unwrap()
        .iter()
        .map(|also| &also["count"]);
    let counts: Vec<&Value> = also.chain([&row["expect_articles"]]).collect();
    if !counts.iter().any(|count| **count == articles.len()) {
        return Some(format!(
            "{file}: {} articles, not {counts:?}; {error}",
            articles.len()
        ));
    }
    let first = articles.first()?;
    if let Some(title) = row["first_title"]
        .as_str()
        .filter(|title| !title.is_empty())
        && first.headline != title
    {
        return Some(format!(
            "{file}: begins with {:?}, not {title:?}",
            first.headline
        ));
    }
    let also = row["first_url_also_ok"].as_array().into_iter().flatten();
    let urls = also.chain([&row["first_url"]]).filter_map(Value::as_str);
    let urls: Vec<String> = urls.map(href).collect();
    if !urls.is_empty() && !urls.contains(&href(&first.url)) {
        return Some(format!("{file}: begins with {}, not {urls:?}", first.url));
    }
    None
}

#[test]
fn every_version_of_xml_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feeds");
    // File, format, articles, skipped, and for the first article: headline, address, day of 2026,
    // author.
    for (file, format, articles, skipped, headline, path, day, author) in [
        (
            "rss-2.xml",
            "RSS 2.0",
            2,
            1,
            "Ferry & tide tables move to Sundays",
            "ferry",
            9,
            "Mara Quill",
        ),
        // As WordPress 6.1 sent it, with invented articles.
        (
            "wordpress.xml",
            "RSS 2.0",
            10,
            0,
            "Ferry & tide tables move to Sundays",
            "2026/article-1/",
            20,
            "Mara Quill",
        ),
        (
            "rss-0.91.xml",
            "RSS 0.9",
            1,
            0,
            "Baker finds a second oven",
            "oven",
            0,
            "",
        ),
        // As UserLand's programs sent it.
        (
            "rss-userland.xml",
            "RSS 2.0",
            1,
            0,
            "Night ferry finds its crew",
            "night",
            9,
            "",
        ),
        // As Netscape began it.
        (
            "rss-0.90.xml",
            "RSS 1.0",
            1,
            0,
            "Mill wheel turns again",
            "wheel",
            0,
            "",
        ),
        (
            "rdf.xml",
            "RSS 1.0",
            1,
            0,
            "Weir gates rise for spring",
            "weir",
            9,
            "",
        ),
        (
            "atom.xml",
            "Atom",
            1,
            0,
            "Fähre & Flut: neue Zeiten",
            "faehre",
            9,
            "Runa Vale",
        ),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let sent = Sent {
            bytes: &bytes,
            media_type: "",
            base: "https://feeds.example/all.xml",
        };
        let read = read(&sent, None).unwrap_or_else(|error| panic!("{file} {error}"));
        assert_eq!(read.format, format, "{file}");
        assert_eq!(read.feed.articles.len(), articles, "{file}");
        assert_eq!(read.feed.skipped.len(), skipped, "{file}");
        let first = &read.feed.articles[0];
        assert_eq!(first.headline, headline, "{file}");
        let address = first.url.split('?').next().unwrap_or_default();
        assert!(
            address.ends_with(&format!(".example/{path}")),
            "{file} {address}"
        );
        let published = first.published.map(|published| match published {
            Published::Instant(time) | Published::Day(time) => (time - MARCH_2026) / DAY + 1,
        });
        assert_eq!(published.unwrap_or_default(), day, "{file}");
        assert_eq!(first.authors.join(" "), author, "{file}");
    }
}

/// The only article of an RSS channel with this item.
#[track_caller]
fn article(item: &str) -> Article {
    let feed = format!(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss\" \
         xmlns:itunes=\"http://www.itunes.com/DTDs/Podcast-1.0.dtd\"><channel><title>T</title>\
         <link>https://news.example/</link><item><title>A</title>\
         <link>https://news.example/a</link>{item}</item></channel></rss>"
    );
    only(&feed)
}

#[track_caller]
fn only(feed: &str) -> Article {
    let sent = Sent {
        bytes: feed.as_bytes(),
        media_type: "",
        base: "https://news.example/rss.xml",
    };
    let mut articles = read(&sent, None).unwrap().feed.articles;
    assert_eq!(articles.len(), 1, "{feed}");
    articles.remove(0)
}

#[test]
fn sections_and_sources_are_read() {
    let got = article(
        "<category>Town</category><category domain=\"x\">Boats</category>\
         <source url=\"https://herald.example/rss\">Herald &amp; Sons</source>",
    );
    assert_eq!(got.section.as_deref(), Some("Town"));
    assert_eq!(got.tags, ["Town", "Boats"]);
    assert_eq!(got.source.unwrap().name, "Herald & Sons");
    let got = only(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><title>A</title>\
         <link href=\"https://news.example/a\"/><category term=\"t\" label=\"Town\"/>\
         <source><title>Herald</title></source>\
         <link rel=\"enclosure\" type=\"audio/mpeg\" href=\"https://news.example/a.mp3\"/>\
         </entry></feed>",
    );
    assert_eq!(got.section.as_deref(), Some("Town"));
    assert_eq!(got.source.unwrap().name, "Herald");
    assert_eq!(got.badges.audio, Some(Recording { seconds: None }));
}

#[test]
fn recordings_are_read() {
    let mp3 = "<enclosure url=\"https://news.example/a.mp3\" type=\"audio/mpeg\" length=\"1\"/>";
    let mp4 = "<enclosure url=\"/a.mp4\" type=\"video/mp4\" length=\"1\"/>";
    let picture = "<media:content url=\"https://news.example/a.jpg\" medium=\"image\"/>";
    let length = |text: &str| format!("<itunes:duration>{text}</itunes:duration>");
    let video = |attributes: &str| format!("<media:content {attributes}/>");
    for (item, audio, seconds) in [
        (mp3.to_owned(), true, None),
        (format!("{mp3}{}", length("187")), true, Some(187)),
        (format!("{mp3}{}", length("12:34")), true, Some(754)),
        (format!("{}{mp3}", length("1:02:03")), true, Some(3_723)),
        (
            format!("{mp3}{picture}{}", length("12:34")),
            true,
            Some(754),
        ),
        (format!("{mp4}{}", length("12:34")), false, Some(754)),
        (
            video("url=\"https://news.example/a.mp4\" type=\"video/mp4\" duration=\"187\""),
            false,
            Some(187),
        ),
        (
            video("url=\"https://news.example/watch\" medium=\"video\" duration=\"187\""),
            false,
            Some(187),
        ),
        (
            format!(
                "<media:group>{}{picture}</media:group>",
                video("url=\"https://news.example/watch\" medium=\"video\"")
            ),
            false,
            None,
        ),
    ] {
        let got = article(&item).badges;
        let there = Some(Recording { seconds });
        let expected = if audio { (there, None) } else { (None, there) };
        assert_eq!((got.audio, got.video), expected, "{item}");
    }
    assert_eq!(article(picture).badges, Badges::default());
}

#[test]
fn pictures_are_read() {
    let large = "https://news.example/large.jpg";
    let small = "https://news.example/small.jpg";
    for item in [
        format!("<itunes:image href=\"{large}\"/>"),
        format!("<media:thumbnail url=\"{large}\" width=\"240\" height=\"135\"/>"),
        format!("<media:group><media:thumbnail url=\"{large}\"/></media:group>"),
        format!(
            "<media:thumbnail url=\"{small}\" width=\"150\"/>\
             <media:content url=\"{large}\" medium=\"image\"/>"
        ),
        "<enclosure url=\"/large.jpg\" type=\"image/jpeg\" length=\"1\"/>".to_owned(),
        format!(
            "<itunes:image href=\"{large}\"/><itunes:author>Ada</itunes:author>\
             <itunes:title>A</itunes:title><enclosure url=\"/a.mp3\" type=\"audio/mpeg\"/>"
        ),
    ] {
        let got = article(&item);
        let image = got.image.unwrap_or_else(|| panic!("{item}"));
        assert_eq!(image.url, large, "{item}");
        assert_eq!((image.alt.as_str(), image.credit), ("", None), "{item}");
    }
    assert_eq!(
        article("<itunes:author>Ada</itunes:author>").authors,
        ["Ada"]
    );
}

#[test]
fn real_feeds_give_the_articles_they_hold() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("expectations.json")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
    let xml = all
        .iter()
        .filter(|row| matches!(row["format"].as_str(), Some("rss" | "atom")));
    assert!(xml.count() > 20, "RSS and Atom are among them");
    let complaints: Vec<String> = all.iter().filter_map(|it| complaint(&folder, it)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Random numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

/// A whole feed with a piece removed, moved, or replaced by unexpected content.
fn damaged(whole: &[u8], chance: &mut Chance) -> Vec<u8> {
    const PIECES: [&[u8]; 12] = [
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"&",
        b"&#0;",
        b"<!--",
        b"\0",
        b"\xff\xfe",
        b"<item>",
        b" xmlns=\"x\"",
        b"\"",
    ];
    let mut bytes = whole.to_vec();
    for _ in 0..=chance.below(4) {
        let from = chance.below(bytes.len());
        let to = (from + chance.below(60)).min(bytes.len());
        let piece = match chance.below(3) {
            0 => Vec::new(),
            1 => bytes[from..to].repeat(2),
            _ => PIECES[chance.below(PIECES.len())].to_vec(),
        };
        bytes.splice(from..to, piece);
    }
    bytes
}

#[test]
fn no_damage_makes_the_reader_fail() {
    const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>T</title><link>https://news.example/</link><language>en</language>
<item><title><![CDATA[A & <b>B</b>]]></title><link>https://news.example/a</link><guid isPermaLink="false">1</guid>
<description>&lt;p&gt;Text&lt;/p&gt;</description><content:encoded><![CDATA[<img src="/a.jpg">]]></content:encoded>
<media:content url="https://news.example/a.jpg" width="700" height="400"><media:credit>C</media:credit></media:content>
<enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1"/><itunes:duration>1:02:03</itunes:duration>
<category>C</category><dc:creator>D</dc:creator><pubDate>Sun, 06 Nov 1994 08:49:37 GMT</pubDate></item></channel></rss>"#;
    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/"><title type="html">T</title>
<link rel="self" href="/atom.xml"/><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>B</b></div></title>
<link rel="alternate" href="a"/><id>urn:1</id><updated>2026-01-02T03:04:05Z</updated><summary>S</summary>
<content type="html">&lt;p&gt;x&lt;/p&gt;</content><author><name>N</name></author><category term="c" label="C"/></entry></feed>"#;
    let mut chance = Chance(1);
    for whole in [RSS, ATOM] {
        let sent = Sent {
            bytes: whole.as_bytes(),
            media_type: "",
            base: "https://news.example/",
        };
        assert_eq!(read(&sent, None).unwrap().feed.articles.len(), 1);
        for _ in 0..3_000 {
            let bytes = damaged(whole.as_bytes(), &mut chance);
            let sent = Sent {
                bytes: &bytes,
                ..sent
            };
            if let Ok(read) = read(&sent, None) {
                for article in read.feed.articles {
                    assert!(article.url.starts_with("http"), "{article:?}");
                    assert!(!article.headline.is_empty());
                }
            }
        }
    }
}
