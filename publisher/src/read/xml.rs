//! RSS 0.9 to 2.0, RDF and Atom, read by feed-rs and passed to core as a plain list. feed-rs is
//! stricter than publishers, so the text is repaired first.

use feed_rs::model::{Entry, Feed as Model, FeedType, Link};
use latest_news_core::feed;
use serde_json::{Value, json};

use super::document::Document;
use super::fault::check;
use super::item::{Item, MOST, persons};
use super::media::Media;
use super::prepared::prepared;
use super::references::mended;
use super::start::is_feed;
use super::tag::root;
use super::tame::tame;
use super::text::unwrapped;
use super::unread::reason;
use super::{Read, ReadError};

pub fn read(text: &str, base: &str) -> Result<Read, ReadError> {
    let root = root(text);
    if !is_feed(root) {
        // Probably a web page. Core recognises it.
        return match feed::parse(text.as_bytes(), base) {
            Err(feed::FeedError::Xml(_)) => Err(ReadError::OtherXml {
                root: root.to_owned(),
            }),
            Err(error) => Err(error.into()),
            Ok(feed) => {
                let format = feed.format.name();
                Ok(Read::of_text(feed, format))
            }
        };
    }
    let mut text = mended(text);
    // feed-rs panics at some parts of documents that are not whole.
    let end = check(&text)?;
    if !end.is_empty() {
        text.to_mut().push_str(&end);
    }
    let tamed = tame(&text);
    let document = Document::read(&tamed);
    let prepared = prepared(&document);
    let model = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .build()
        .parse(prepared.as_bytes())
        .map_err(|error| reason(&prepared, &error.to_string()))?;
    let format = match model.feed_type {
        FeedType::Atom => "Atom",
        FeedType::RSS0 => "RSS 0.9",
        FeedType::RSS1 => "RSS 1.0",
        FeedType::RSS2 => "RSS 2.0",
        FeedType::JSON => "JSON Feed",
    };
    let feed = feed::parse(plain(&model, &document).to_string().as_bytes(), base)?;
    Ok(Read::of_text(feed, format))
}

fn plain(model: &Model, document: &Document<'_>) -> Value {
    let home = page_link(&model.links).or(model.links.first());
    let entries = model.entries.iter().filter_map(|entry| {
        let at = *document.items.get(place(model, entry)?)?;
        Some(item(entry, document, at))
    });
    let channel = document
        .children(0)
        .find(|at| document.local(*at) == "channel");
    let told = model.language.clone();
    let language = told
        .filter(|told| !told.trim().is_empty())
        .or_else(|| document.attribute(0, "xml:lang"));
    json!({
        "title": model.title.as_ref().map(|title| unwrapped(&title.content)),
        "language": language,
        // Under this name, core uses it as the base of relative links, and recognises the list as a
        // plain one.
        "feed_url": home.map(|link| &link.href),
        "author": persons(document, channel.unwrap_or(0)),
        "articles": entries.collect::<Vec<Value>>(),
    })
}

/// The place of an entry among the items, as it was written into the text.
fn place(model: &Model, entry: &Entry) -> Option<usize> {
    let written = match model.feed_type {
        FeedType::RSS1 => &entry.links.first()?.href,
        _ => &entry.id,
    };
    written.trim().parse().ok()
}

fn item(entry: &Entry, document: &Document<'_>, at: usize) -> Value {
    let media = Media::of(document, at, entry);
    let item = Item::read(document, at);
    let page = page_link(&entry.links).filter(|_| document.is_atom);
    let summary = entry.summary.as_ref().map(|it| unwrapped(&it.content));
    let body = entry.content.as_ref().and_then(|it| it.body.as_deref());
    let date = || {
        let date = entry.published.or(entry.updated);
        date.map(|date| date.to_rfc3339())
    };
    let categories = entry.categories.iter().map(category);
    let tags: Vec<&str> = categories
        .chain(item.subjects.iter().map(String::as_str))
        .take(MOST)
        .collect();
    json!({
        "title": entry.title.as_ref().map(|title| unwrapped(&title.content)),
        "url": page.map(|link| link.href.clone()).or(item.link),
        "guid": item.id,
        "summary": summary.or(media.description.as_deref()),
        "html": body.map(unwrapped),
        "image": media.pictures,
        "imagecredit": media.credit,
        "imagecaption": media.caption,
        "published": item.date.or_else(date),
        "author": item.authors,
        "language": item.language,
        "section": tags.first(),
        "tags": tags,
        "source": item.source,
        "attachments": media.recordings,
    })
}

fn category(category: &feed_rs::model::Category) -> &str {
    category.label.as_deref().unwrap_or(&category.term)
}

/// The page of an item or a feed: the link with `rel="alternate"`, or with no `rel`.
fn page_link(links: &[Link]) -> Option<&Link> {
    let is_page = |link: &&Link| {
        let rel = link.rel.as_deref().unwrap_or("alternate");
        rel == "alternate" && !link.href.trim().is_empty()
    };
    let html = |link: &&Link| {
        let kind = link.media_type.as_deref().unwrap_or("text/html");
        is_page(link) && kind.contains("html")
    };
    links.iter().find(html).or(links.iter().find(is_page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Read {
        read(text, "https://news.example/rss.xml").unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    fn bad(text: &str, expected: &str) {
        let error = read(text, "https://news.example/rss.xml").expect_err("an error");
        assert_eq!(error.to_string(), expected);
    }

    const ITEM: &str = "<item><title>A &amp;amp; B</title><link>/a</link>\
        <pubDate>Sun, 06 Nov 1994 08:49:37 GMT</pubDate></item>";

    #[test]
    fn every_version_of_rss_is_read() {
        for tag in [
            "<rss version=\"2.0\">",
            "<rss version='2.01' xmlns:x=\"y\">",
            "<rss>",
            "<rss version=\"0.93\">",
            "<rss version = \"0.94\">",
            "<rss version=\"0.91\">",
            "<rss version=\"0.92\">",
            "<rss xmlns:a=\"b\">",
            "<rss xmlns=\"http://backend.userland.com/rss2\">",
            "<rss version=\"2.0\" xmlns='http://blogs.law.harvard.edu/tech/rss'>",
        ] {
            let read = good(&format!(
                "<?xml version=\"1.0\"?>{tag}<channel><title>T</title>\
                 <link>https://news.example/</link>{ITEM}</channel></rss>"
            ));
            assert_eq!(read.feed.articles.len(), 1, "{tag}");
            let article = &read.feed.articles[0];
            assert_eq!(article.headline, "A & B", "{tag}");
            assert_eq!(article.url, "https://news.example/a", "{tag}");
            assert!(article.published.is_some(), "{tag}");
        }
    }

    #[test]
    fn what_media_says_is_taken() {
        let read = good(
            r#"<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
                xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>
            <link>https://news.example/</link><item><title>A</title><link>https://news.example/a</link>
            <category>Politics</category><category>Town</category><dc:creator>Ada Example</dc:creator>
            <media:content url="https://news.example/140.jpg" width="140" height="84"/>
            <media:content url="https://news.example/700.jpg" width="700" height="420">
              <media:credit>Bo Example</media:credit></media:content>
            </item></channel></rss>"#,
        );
        let article = &read.feed.articles[0];
        let image = article.image.as_ref().unwrap();
        assert_eq!(image.url, "https://news.example/700.jpg");
        assert_eq!(image.credit.as_deref(), Some("Bo Example"));
        assert_eq!(article.authors, ["Ada Example"]);
    }

    #[test]
    fn media_of_rdf_are_taken() {
        let read = good(
            r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns="http://purl.org/rss/1.0/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel><title>T</title><link>https://news.example/</link></channel>
            <item><title>A</title><link>https://news.example/a</link>
              <media:thumbnail url="https://news.example/small.jpg" width="75"/>
              <media:content url="https://news.example/75.jpg" medium="image" width="75"/>
              <media:content url="https://news.example/large.jpg" medium="image" width="800"/>
              <media:content url="https://news.example/a.mp4" type="video/mp4"/></item>
            <item><title>B</title><link>https://news.example/b</link>
              <enclosure url="https://news.example/b.jpg" type="image/jpeg"/></item></rdf:RDF>"#,
        );
        let [a, b] = &read.feed.articles[..] else {
            panic!("{:?}", read.feed.articles)
        };
        let picture = |it: &feed::Article| it.image.as_ref().map(|image| image.url.clone());
        assert_eq!(
            picture(a).as_deref(),
            Some("https://news.example/large.jpg")
        );
        assert!(a.badges.video.is_some());
        assert_eq!(picture(b).as_deref(), Some("https://news.example/b.jpg"));
    }

    #[test]
    fn what_is_no_feed_is_told() {
        bad(
            "<?xml version=\"1.0\"?><urlset><url/></urlset>",
            "cannot be used: it is XML that begins with <urlset>, neither RSS nor Atom; check the \
             address",
        );
        bad(
            "<!DOCTYPE html><html><p>Not found",
            "cannot be used: the feed is an HTML page, not JSON; check its address, and that it \
             needs no login",
        );
    }

    #[test]
    fn entities_do_not_multiply() {
        let bomb = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;\">\
             <!ENTITY c \"&b;&b;&b;&b;\">]><rss version=\"2.0\"><channel><title>&c;</title>\
             <item><title>&c;</title><link>https://news.example/a</link></item>{ITEM}</channel></rss>",
            "ha".repeat(1_000)
        );
        // Read or refused, the text must not grow.
        if let Ok(read) = read(&bomb, "https://news.example/") {
            for article in &read.feed.articles {
                assert!(article.headline.len() < 100, "{}", article.headline.len());
            }
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        for (open, close) in [
            ("<a>", "</a>"),
            ("<item>", "</item>"),
            ("<channel>", "</channel>"),
        ] {
            let deep = format!(
                "<rss version=\"2.0\"><channel><item><title>A</title><link>/a</link><description>{}{}\
                 </description></item></channel></rss>",
                open.repeat(200_000),
                close.repeat(200_000)
            );
            let _ = read(&deep, "https://news.example/");
        }
        let _ = read(&"<feed><entry>".repeat(200_000), "https://news.example/");
    }
}
