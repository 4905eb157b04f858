//! `NAME.json`: an edition as a JSON Feed 1.1, for the widget and for other programs. Pure.

use latest_news_core::feed::{Article, Direction, Image, Published, Recording};
use serde_json::{Map, Value, json};
use url::Url;

/// The data of an edition besides its articles.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub language: Option<&'a str>,
    /// The address from which the folder is served.
    pub address: Option<&'a Url>,
}

/// <https://www.jsonfeed.org/version/1.1/>. Members that the format does not have are under
/// `_latest_news`.
pub fn json_feed(about: &About<'_>, articles: &[Article]) -> String {
    let file = format!("{}.json", about.name);
    let address = about.address.and_then(|address| address.join(&file).ok());
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "feed_url": address.map(String::from),
        "language": about.language,
        "items": articles.iter().map(item).collect::<Vec<Value>>(),
    });
    let mut text = without_nulls(feed).to_string();
    text.push('\n');
    text
}

fn item(article: &Article) -> Value {
    let authors = article.authors.iter().map(|name| json!({ "name": name }));
    let badges = &article.badges;
    let is = |badge: bool| badge.then_some(true);
    json!({
        "id": article.id,
        "url": article.url,
        "title": article.headline,
        "summary": Some(&article.summary).filter(|summary| !summary.is_empty()),
        // The format requires one of the content members.
        "content_text": article.summary,
        "image": article.image.as_ref().map(|image| &image.url),
        "date_published": article.published.as_ref().and_then(date),
        "authors": some(authors.collect::<Vec<Value>>()),
        "tags": some(article.tags.clone()),
        "language": article.language,
        "_latest_news": some_object(json!({
            "image": article.image.as_ref().map(picture),
            "section": article.section,
            "source": article.source.as_ref().map(|source| &source.name),
            "icon": article.source.as_ref().and_then(|source| source.icon.as_ref()),
            "paid": is(badges.paid),
            "live": is(badges.live),
            "opinion": is(badges.opinion),
            "subscribers": is(badges.subscribers),
            "video": badges.video.map(recording),
            "audio": badges.audio.map(recording),
            "direction": article.direction.map(|direction| match direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            }),
        })),
    })
}

fn recording(of: Recording) -> Value {
    json!({ "duration": of.seconds })
}

fn picture(image: &Image) -> Value {
    // A size has the proportions of the whole picture.
    let height = |width: u32| {
        let (whole_width, whole_height) = (u64::from(image.width?), u64::from(image.height?));
        (u64::from(width) * whole_height).checked_div(whole_width)
    };
    let sizes = image.sources.iter().map(|source| {
        let size =
            json!({ "url": source.url, "width": source.width, "height": height(source.width) });
        (format!("w{}", source.width), size)
    });
    let sizes: Map<_, _> = sizes.collect();
    json!({
        "url": image.url,
        "width": image.width,
        "height": image.height,
        "alt": Some(&image.alt).filter(|alt| !alt.is_empty()),
        "credit": image.credit,
        "focus": image.focus.map(|focus| {
            let side = |percent: u8| f64::from(percent) / 100.0;
            json!({ "x": side(focus.x), "y": side(focus.y) })
        }),
        "formats": some_object(Value::Object(sizes)),
    })
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

fn some_object(value: Value) -> Option<Value> {
    let value = without_nulls(value);
    value
        .as_object()
        .is_some_and(|members| !members.is_empty())
        .then_some(value)
}

/// Removes members without a value, as the specification asks.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                kept.map(|(key, value)| (key, without_nulls(value)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_nulls).collect()),
        value => value,
    }
}

/// A day is written without a time. This shows that there is none.
fn date(published: &Published) -> Option<String> {
    match *published {
        Published::Instant(time) => rfc3339(time),
        Published::Day(time) => Some(rfc3339(time)?.chars().take(10).collect()),
    }
}

/// `None` for a time outside the calendar.
fn rfc3339(milliseconds: i64) -> Option<String> {
    let time = jiff::Timestamp::from_millisecond(milliseconds).ok()?;
    Some(time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use latest_news_core::feed::{self, Badges, Focus, Publisher, Source};

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
        let address = Url::parse("https://news.example/embed/").unwrap();
        let about = About {
            name: "politics",
            title: "Politics",
            language: Some("en"),
            address: Some(&address),
        };
        let day = Article {
            url: "https://news.example/b".to_owned(),
            id: "https://news.example/b".to_owned(),
            headline: "B".to_owned(),
            published: Some(Published::Day(784_080_000_000)),
            ..Article::default()
        };
        let text = json_feed(&about, &[article(), day]);
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
        let about = About {
            name: "politics",
            title: "Politics",
            language: None,
            address: None,
        };
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
            let text = json_feed(&about, std::slice::from_ref(&told));
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
        let text = json_feed(&about, &[article()]);
        let read = feed::parse(text.as_bytes(), "https://elsewhere.example/").unwrap();
        assert_eq!(read.articles[0].badges, Badges::default());
    }

    #[test]
    fn dates_are_written_as_rfc_3339_wants_them() {
        for (time, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (784_111_777_000, "1994-11-06T08:49:37Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (-1_000, "1969-12-31T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
            (784_111_777_005, "1994-11-06T08:49:37.005Z"),
        ] {
            assert_eq!(rfc3339(time).as_deref(), Some(expected));
        }
    }
}
