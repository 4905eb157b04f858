//! The widget's view of the feed.

use latest_news_core::feed::{self, Article, Feed, FeedError, Format, MAX_ITEMS, SkipReason, Xml};
use url::Url;

use super::web_page::{self, Kind};
use super::{
    Decoded, LEFT_OUT, Picture, ReadXml, Received, Report, Verdict, counted, lost_letters,
};

const FORMAT: &str = "Format";
/// How feeds in XML can be used.
const WAY_OUT: &str = "The publisher’s command reads RSS and Atom: latest-news build writes it as a \
    feed that the widget reads.";

pub fn read(report: &mut Report, received: Received<'_>, read_xml: Option<ReadXml<'_>>) {
    let (name, feed, decoded) = match feed::parse(received.bytes, received.address) {
        Ok(feed) => {
            let name = match feed.format {
                Format::Plain => "A plain list of articles",
                format => format.name(),
            };
            (name, feed, Decoded::utf_8(received.bytes))
        }
        Err(FeedError::Xml(kind)) if read_xml.is_some() => {
            let read = read_xml.map(|read| read(received.bytes, received.address));
            let name = match kind {
                Xml::Rss => "RSS",
                Xml::Atom => "Atom",
                Xml::Other => "XML",
            };
            match read {
                Some(Ok((feed, decoded))) => (name, feed, decoded),
                Some(Err(error)) => return report.add(FORMAT, Verdict::Bad, sentence(&error)),
                None => return,
            }
        }
        Err(error) => return refused(report, received, &error),
    };
    let titled = feed.title.as_ref();
    let titled = titled.map_or_else(String::new, |title| format!(", called “{title}”"));
    match matches!(name, "RSS" | "Atom" | "XML") {
        false => report.add(FORMAT, Verdict::Good, format!("{name}{titled}.")),
        true => report.add(
            FORMAT,
            Verdict::Notice,
            format!("{name}{titled}. The widget itself does not read it. {WAY_OUT}"),
        ),
    }
    articles(report, &feed);
    if let Some(lost) = lost_letters(&feed, decoded) {
        report.add("Letters", Verdict::Notice, sentence(&lost));
    }
    wordpress(report, received, &feed);
    if !feed.left_out.is_empty() {
        report.add("Lists", Verdict::Notice, sentence(&feed.left_out));
    }
    left_out(report, &feed);

    for image in feed.articles.iter().filter_map(|it| it.image.as_ref()) {
        let picture = Picture {
            address: image.url.clone(),
        };
        if !report.pictures.contains(&picture) {
            report.pictures.push(picture);
        }
    }
    report.title = feed.title;
}

/// Explains why an answer is no feed, and where a feed is instead.
fn refused(report: &mut Report, received: Received<'_>, error: &FeedError) {
    let mut text = sentence(&error.to_string());
    let mut instead = None;
    match error {
        FeedError::Xml(_) => {
            text.push(' ');
            text += WAY_OUT;
        }
        FeedError::Html => {
            let feeds = web_page::feeds(received.bytes, received.address);
            if let Some(best) = feeds.first() {
                text += match best.kind {
                    Kind::JsonFeed => " The page names a feed in its head.",
                    Kind::WordPress => " The page is made by WordPress, which has a feed.",
                    Kind::Xml => " The page names a feed in its head, which is XML. ",
                };
                if best.kind == Kind::Xml {
                    text += WAY_OUT;
                }
                instead = Some(best.address.clone());
            }
        }
        _ => {}
    }
    report.add_with(instead, Verdict::Bad, (FORMAT, text));
}

fn articles(report: &mut Report, feed: &Feed) {
    const TOPIC: &str = "Articles";
    let items = feed.articles.len() + feed.skipped.len();
    let taken = feed.articles.len();
    if taken == 0 {
        let text = match items {
            0 => "The feed is in order and holds no articles.".to_owned(),
            _ => format!("None of {} can be used.", counted(items, "item", "items")),
        };
        return report.add(TOPIC, Verdict::Bad, text);
    }
    let count = |has: &dyn Fn(&Article) -> bool| {
        feed.articles.iter().filter(|article| has(article)).count()
    };
    let pictures = count(&|article| article.image.is_some());
    let dates = count(&|article| article.published.is_some());
    let summaries = count(&|article| !article.summary.is_empty());
    // A few articles without a picture, date or summary may be intended.
    let is_few = |having: usize| (taken - having) * 4 > taken;
    let verdict = match is_few(pictures) || is_few(dates) || is_few(summaries) {
        true => Verdict::Notice,
        false => Verdict::Good,
    };
    let limit = match items >= MAX_ITEMS {
        true => format!(" Only the first {MAX_ITEMS} items of a feed are read."),
        false => String::new(),
    };
    let items = counted(items, "item", "items");
    report.add(
        TOPIC,
        verdict,
        format!(
            "{taken} of {items} taken; {pictures} with a picture, {dates} with a date, {summaries} \
             with a summary.{limit}"
        ),
    );
}

/// WordPress sends pictures only if the request asks to embed them.
fn wordpress(report: &mut Report, received: Received<'_>, feed: &Feed) {
    let lacks = |article: &Article| article.image.is_none();
    let is_embedded = |bytes: &[u8]| {
        let name = b"\"_embedded\"";
        bytes.windows(name.len()).any(|part| part == name)
    };
    if feed.format != Format::WordPress
        || !feed.articles.iter().any(lacks)
        || is_embedded(received.bytes)
    {
        return;
    }
    let text = "WordPress sends pictures and names of authors only with _embed in the address.";
    let finding = ("Pictures", text.to_owned());
    report.add_with(embedding(received.address), Verdict::Notice, finding);
}

/// The same address with `_embed`, and with the fields that the widget needs.
fn embedding(address: &str) -> Option<String> {
    let mut address = Url::parse(address).ok()?;
    let query = address.query().unwrap_or_default();
    let mut parts: Vec<String> = query
        .split('&')
        .filter(|part| !part.is_empty() && *part != "_embed")
        .map(|part| match part.starts_with("_fields=") {
            true => format!("{part},_links,_embedded"),
            false => part.to_owned(),
        })
        .collect();
    parts.push("_embed".to_owned());
    address.set_query(Some(&parts.join("&")));
    Some(address.into())
}

fn left_out(report: &mut Report, feed: &Feed) {
    if feed.skipped.is_empty() {
        return report.add(LEFT_OUT, Verdict::Good, "Nothing.");
    }
    report.skipped = feed
        .skipped
        .iter()
        .map(|skipped| format!("Item {} {}.", skipped.index + 1, skipped.reason))
        .collect();
    let is_faulty = feed
        .skipped
        .iter()
        .any(|skipped| skipped.reason != SkipReason::Duplicate);
    let text = counted(feed.skipped.len(), "item", "items");
    let verdict = match is_faulty {
        true => Verdict::Notice,
        false => Verdict::Good,
    };
    report.add(LEFT_OUT, verdict, format!("{text}:"));
}

/// A message of the widget as a sentence. The messages are written as parts of a console line.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters)
            .chain(std::iter::once('.'))
            .collect()
    })
}
