//! Reads a feed of any format for the widget, which knows only the common ones itself. Pure.
//!
//! The answer is a JSON Feed, which the widget can read, or the reason why there is none, in words. What is said
//! about lists that are left out is a line before the JSON Feed.

use latest_news_core::feed::{self, Article, Feed, SkipReason, write};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a feed's bytes are, for the widget. `base` is the absolute address that they came from. Neither a
/// JSON Feed nor a reason has a line break inside.
pub fn answer(bytes: &[u8], base: &str) -> String {
    match feed::parse(bytes, base) {
        Ok(feed) if feed.left_out.is_empty() => as_json_feed(&feed),
        Ok(feed) => [&feed.left_out, "\n", &as_json_feed(&feed)].concat(),
        Err(error) => error.to_string(),
    }
}

/// On one line. The title is left out, because each article names its publisher already, or has none.
fn as_json_feed(feed: &Feed) -> String {
    let about = write::About {
        language: feed.language.as_deref(),
        ..write::About::default()
    };
    let count = feed.articles.len() + feed.skipped.len();
    let escaped: Vec<Article> = feed.articles.iter().map(escaped).collect();
    let mut articles = escaped.iter();
    let mut items = Vec::with_capacity(count);
    let mut last = None;
    for index in 0..count {
        let skipped = feed.skipped.iter().find(|it| it.index == index);
        items.push(match skipped {
            Some(skipped) => unusable(skipped.reason, last),
            None => {
                last = articles.next();
                last.map_or(Item::Nothing(()), |it| {
                    Item::Article(Box::new(write::item(it)))
                })
            }
        });
    }
    write::feed(&about, &items).trim_end().to_owned()
}

/// The article with texts that are read as they are. Otherwise a headline about `&amp;` or a summary
/// about `<b>` would lose them when it is read again.
fn escaped(article: &Article) -> Article {
    let text = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut article = article.clone();
    article.headline = text(&article.headline);
    article.summary = text(&article.summary);
    article.section = article.section.as_ref().map(text);
    article.authors = article.authors.iter().map(text).collect();
    article.tags = article.tags.iter().map(text).collect();
    if let Some(source) = &mut article.source {
        source.name = text(&source.name);
    }
    if let Some(image) = &mut article.image {
        image.alt = text(&image.alt);
        image.credit = image.credit.as_ref().map(text);
    }
    article
}

/// An item of the answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Article(Box<write::Item<'a>>),
    /// An item that the widget skips for the same reason as the whole feed reader.
    Incomplete(BTreeMap<&'static str, &'static str>),
    Nothing(()),
}

/// What the widget skips for a reason, so that it counts and reports the same items. `before` is the
/// last article that was not skipped.
fn unusable(reason: SkipReason, before: Option<&Article>) -> Item<'_> {
    let members: &[(&str, &str)] = match reason {
        SkipReason::NotAnObject => return Item::Nothing(()),
        SkipReason::NoHeadline => &[("url", "https://news.invalid/")],
        SkipReason::NoLink => &[("title", "-")],
        SkipReason::UnsafeLink => &[("title", "-"), ("url", "data:,")],
        SkipReason::Unpublished => &[("status", "draft")],
        SkipReason::Duplicate => {
            return before.map_or(Item::Nothing(()), |it| {
                Item::Article(Box::new(write::item(it)))
            });
        }
    };
    Item::Incomplete(members.iter().copied().collect())
}
