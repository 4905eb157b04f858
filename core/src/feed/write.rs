//! Articles as a JSON Feed 1.1, for the widget and for other programs. What is written here,
//! [`super::parse`] reads back.

use super::{Article, Direction, Image, Published, Recording, Source};
use crate::calendar::{self, DAY};
use serde::Serialize;
use std::collections::BTreeMap;

/// The members of a feed besides its items.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    pub title: Option<&'a str>,
    pub language: Option<&'a str>,
    /// The feed's own address.
    pub address: Option<&'a str>,
}

/// <https://www.jsonfeed.org/version/1.1/>. Members without a value are left out.
#[derive(Serialize)]
struct Document<'a, I> {
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    items: &'a [I],
}

/// An article as an item of a feed.
#[derive(Debug, Serialize)]
pub struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    /// The format requires one of the content members.
    content_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Extension::is_empty")]
    _latest_news: Extension<'a>,
}

#[derive(Debug, Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// The facts for which the format has no members.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Picture<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    paid: bool,
    #[serde(skip_serializing_if = "is_false")]
    live: bool,
    #[serde(skip_serializing_if = "is_false")]
    opinion: bool,
    #[serde(skip_serializing_if = "is_false")]
    subscribers: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    video: Option<Length>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio: Option<Length>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
}

impl Extension<'_> {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The length of a recording in seconds.
#[derive(Debug, PartialEq, Serialize)]
struct Length {
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u32>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Picture<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    alt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
    /// Two fractions of one, from the top left.
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    formats: BTreeMap<String, Size<'a>>,
}

/// The picture in another width. Its size has the proportions of the whole picture.
#[derive(Debug, PartialEq, Serialize)]
struct Size<'a> {
    url: &'a str,
    width: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u64>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A feed with these items, each of which [`item`] makes, or something else that a reader skips.
pub fn feed<I: Serialize>(about: &About<'_>, items: &[I]) -> String {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: about.title,
        feed_url: about.address,
        language: about.language,
        items,
    };
    // Only maps without texts as keys and broken writers fail.
    let mut text = serde_json::to_string(&document).unwrap_or_default();
    text.push('\n');
    text
}

pub fn item(article: &Article) -> Item<'_> {
    let source = article.source.as_ref();
    let badges = article.badges;
    let recording = |of: Recording| Length {
        duration: of.seconds,
    };
    Item {
        id: &article.id,
        url: &article.url,
        title: &article.headline,
        summary: &article.summary,
        content_text: &article.summary,
        image: article.image.as_ref().map(|image| image.url.as_str()),
        date_published: article.published.as_ref().and_then(date),
        authors: article.authors.iter().map(|name| Author { name }).collect(),
        tags: &article.tags,
        language: article.language.as_deref(),
        _latest_news: Extension {
            image: article.image.as_ref().map(picture),
            section: article.section.as_deref(),
            source: source.map(|source| source.name.as_str()),
            icon: source.and_then(|source| source.icon.as_deref()),
            paid: badges.paid,
            live: badges.live,
            opinion: badges.opinion,
            subscribers: badges.subscribers,
            video: badges.video.map(recording),
            audio: badges.audio.map(recording),
            direction: article.direction.map(|direction| match direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            }),
        },
    }
}

fn picture(image: &Image) -> Picture<'_> {
    let height = |width: u32| {
        let (whole_width, whole_height) = (u64::from(image.width?), u64::from(image.height?));
        (u64::from(width) * whole_height).checked_div(whole_width)
    };
    let sizes = image.sources.iter().map(|source: &Source| {
        let size = Size {
            url: &source.url,
            width: source.width,
            height: height(source.width),
        };
        (format!("w{}", source.width), size)
    });
    let fraction = |percent: u8| format!("{}.{:02}", percent / 100, percent % 100);
    Picture {
        url: &image.url,
        width: image.width,
        height: image.height,
        alt: &image.alt,
        credit: image.credit.as_deref(),
        focus: image
            .focus
            .map(|focus| [&*fraction(focus.x), " ", &*fraction(focus.y)].concat()),
        formats: sizes.collect(),
    }
}

/// As RFC 3339 wants it. A day is written without a time, which shows that there is none. `None` for
/// a year that does not have four digits.
fn date(published: &Published) -> Option<String> {
    let (Published::Instant(time) | Published::Day(time)) = *published;
    let (year, month, day) = calendar::date(time.div_euclid(DAY));
    if !(0..=9999).contains(&year) {
        return None;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if matches!(published, Published::Day(_)) {
        return Some(date);
    }
    let of_day = time.rem_euclid(DAY);
    let (seconds, milliseconds) = (of_day / 1_000, of_day % 1_000);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let fraction = match milliseconds {
        0 => String::new(),
        _ => format!(".{milliseconds:03}"),
    };
    Some(format!(
        "{date}T{hours:02}:{minutes:02}:{seconds:02}{fraction}Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::{self, Badges, Focus, Publisher};

    fn article() -> Article {
        Article {
            id: "7".to_owned(),
            url: "https://news.example/a".to_owned(),
            headline: "A < B".to_owned(),
            summary: "More".to_owned(),
            image: Some(Image {
                url: "https://cdn.example/pictures/a-640.avif".to_owned(),
                alt: "A view".to_owned(),
                credit: Some("Ada".to_owned()),
                width: Some(640),
                height: Some(360),
                sources: [320, 640]
                    .map(|width| Source {
                        url: format!("https://cdn.example/pictures/a-{width}.avif"),
                        width,
                    })
                    .into(),
                ..Image::default()
            }),
            published: Some(Published::Instant(784_111_777_000)),
            authors: vec!["Ada Example".to_owned()],
            ..Article::default()
        }
    }

    #[test]
    fn what_is_written_is_read_back_by_core() {
        let about = About {
            title: Some("Politics"),
            language: Some("en"),
            address: Some("https://news.example/embed/politics.json"),
        };
        let day = Article {
            url: "https://news.example/b".to_owned(),
            id: "https://news.example/b".to_owned(),
            headline: "B".to_owned(),
            published: Some(Published::Day(784_080_000_000)),
            ..Article::default()
        };
        let text = super::feed(&about, &[item(&article()), item(&day)]);
        assert!(
            text.contains("\"feed_url\":\"https://news.example/embed/politics.json\""),
            "{text}"
        );
        assert!(!text.contains("null"), "{text}");
        let read = feed::parse(text.as_bytes(), "https://elsewhere.example/").unwrap();
        assert_eq!(read.format, feed::Format::JsonFeed);
        assert_eq!(read.title.as_deref(), Some("Politics"));
        let [first, second] = &read.articles[..] else {
            panic!("{:?}", read.skipped)
        };
        assert_eq!(
            (first.headline.as_str(), first.summary.as_str()),
            ("A < B", "More")
        );
        assert_eq!(first.published, article().published);
        assert_eq!(first.authors, ["Ada Example"]);
        let image = first.image.as_ref().unwrap();
        let (written, alt) = (article().image.unwrap(), image.alt.as_str());
        assert_eq!((alt, &image.credit), ("A view", &written.credit));
        assert_eq!(
            (&image.url, &image.sources),
            (&written.url, &written.sources)
        );
        assert_eq!(second.published, Some(Published::Day(784_080_000_000)));
        assert_eq!(second.summary, "");
    }

    #[test]
    fn what_readers_are_told_beforehand_is_read_back_by_core() {
        let about = About::default();
        let icon = Some("https://news.example/icon.png".to_owned());
        for (seconds, icon, focus) in [
            (Some(187), icon, Some(Focus { x: 8, y: 80 })),
            (None, None, Some(Focus { x: 100, y: 1 })),
        ] {
            let told = Article {
                section: Some("Harbour".to_owned()),
                tags: vec!["Boats".to_owned()],
                source: Some(Publisher {
                    name: "Herald".to_owned(),
                    icon,
                }),
                badges: Badges {
                    paid: true,
                    live: true,
                    opinion: true,
                    subscribers: true,
                    video: Some(Recording { seconds }),
                    audio: Some(Recording { seconds }),
                },
                image: article().image.map(|image| Image { focus, ..image }),
                ..article()
            };
            let text = super::feed(&about, &[item(&told)]);
            let read = feed::parse(text.as_bytes(), "https://elsewhere.example/").unwrap();
            let [first] = &read.articles[..] else {
                panic!("{:?}", read.skipped)
            };
            assert_eq!(first.section, told.section);
            assert_eq!(first.source, told.source);
            assert_eq!(first.badges, told.badges);
            assert_eq!(first.image.as_ref().and_then(|image| image.focus), focus);
        }
        // An edition does not mention badges that do not apply.
        let text = super::feed(&about, &[item(&article())]);
        let read = feed::parse(text.as_bytes(), "https://elsewhere.example/").unwrap();
        assert_eq!(read.articles[0].badges, Badges::default());
    }

    #[test]
    fn dates_are_written_as_rfc_3339_wants_them() {
        let check = |published, expected: Option<&str>| {
            assert_eq!(date(&published).as_deref(), expected, "{published:?}");
        };
        for (time, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (784_111_777_000, "1994-11-06T08:49:37Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (-1_000, "1969-12-31T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
            (784_111_777_005, "1994-11-06T08:49:37.005Z"),
        ] {
            check(Published::Instant(time), Some(expected));
            let theirs = jiff::Timestamp::from_millisecond(time).unwrap();
            assert_eq!(theirs.to_string(), expected);
        }
        check(Published::Day(951_782_400_000), Some("2000-02-29"));
        check(Published::Instant(i64::MAX), None);
    }
}
