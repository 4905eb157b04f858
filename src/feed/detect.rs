//! Which format a feed is in, by its content alone: file names and media types lie too often.
//! What is none of them is explained instead.

use std::borrow::Cow;

use super::{
    Feed, FeedError, Format, Xml, drupal, ghost,
    json::{Fault, Json, unescape},
    json_feed, json_ld, plain,
    text::{self, Field, Kind},
    wordpress,
};

/// The bytes as text that at least looks like JSON. Bytes that are not UTF-8 become U+FFFD: one
/// of them in a headline is no reason to lose the feed.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, FeedError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(FeedError::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    match bytes.first() {
        None => Err(FeedError::Empty),
        Some(b'<') => Err(markup(bytes)),
        Some(_) => Ok(String::from_utf8_lossy(bytes)),
    }
}

/// What kind of markup came.
fn markup(bytes: &[u8]) -> FeedError {
    let start = bytes.get(..2000).unwrap_or(bytes).to_ascii_lowercase();
    let holds = |mark: &str| start.windows(mark.len()).any(|window| window == mark.as_bytes());
    if holds("<rss") || holds("<rdf:rdf") {
        FeedError::Xml(Xml::Rss)
    } else if holds("<feed") {
        FeedError::Xml(Xml::Atom)
    } else if holds("<html") || holds("<!doctype html") || !holds("<?xml") {
        FeedError::Html
    } else {
        FeedError::Xml(Xml::Other)
    }
}

/// Where in the text a fault is, for people.
pub(super) fn explain(text: &str, fault: Fault) -> FeedError {
    let at = match fault {
        Fault::TooDeep => return FeedError::TooDeep,
        Fault::CutShort => text.len(),
        Fault::Unexpected(at) => at,
    };
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => FeedError::NotJson { line, column, found },
        None => FeedError::CutShort { line, column },
    }
}

/// Finds the format and reads the feed in it.
pub(super) fn read(root: Json<'_>, base: &str) -> Result<Feed, FeedError> {
    if let Some((format, list)) = find(root, 0) {
        return Ok(match format {
            Format::JsonFeed => json_feed::read(list, base),
            Format::WordPress => wordpress::read(list, base),
            Format::Ghost => ghost::read(list, base),
            Format::JsonLd => json_ld::read(list, base),
            Format::Drupal => drupal::read(list, base),
            Format::NewsApi | Format::Plain => plain::read(format, list, base),
        });
    }
    if let Some(message) = complaint(root) {
        return Err(FeedError::Publisher { message });
    }
    if !root.is_object() {
        let found = if root.is_array() { "a list without objects" } else { root.kind() };
        return Err(FeedError::NotAList { found });
    }
    let keys = root.members().take(8).map(|(key, _)| text::line(&unescape(key), Kind::Plain, 40));
    Err(FeedError::UnknownFormat { keys: keys.collect() })
}

/// The format, and the value its reader starts from.
fn find(value: Json<'_>, depth: usize) -> Option<(Format, Json<'_>)> {
    if value.is_array() {
        return of_list(value).map(|format| (format, value));
    }
    if !value.is_object() {
        return None;
    }
    let is_there = |name: &str| !value.get(name).is_null();
    let version = value.get("version").text().unwrap_or_default();
    if version.contains("jsonfeed.org/version/") && value.get("items").is_array() {
        return Some((Format::JsonFeed, value));
    }
    let data = value.get("data");
    let first = data.one_or_many().next().unwrap_or(Json::NULL);
    let typed = first.get("attributes").is_object() && !first.get("type").is_null();
    if typed || (is_there("jsonapi") && data.is_array()) {
        return Some((Format::Drupal, value));
    }
    if json_ld::is_node(value) {
        return Some((Format::JsonLd, value));
    }
    if is_post(value) {
        return Some((Format::WordPress, value));
    }
    if ["home_page_url", "feed_url"].iter().any(|name| is_there(name)) && value.get("items").is_array() {
        return Some((Format::JsonFeed, value));
    }
    // The names publishers give their list, the most telling first.
    const LISTS: [&str; 14] = [
        "posts", "articles", "items", "news", "entries", "stories", "results", "data", "docs",
        "value", "list", "item", "entry", "records",
    ];
    for name in LISTS {
        let list = value.get(name);
        if let Some(format) = of_list(list) {
            let news_api = name == "articles" && ["status", "totalResults", "totalArticles"].iter().any(|name| is_there(name));
            return match (name, format) {
                ("posts", Format::Plain) if list.elements().next().is_none() => Some((Format::Ghost, list)),
                ("articles", Format::Plain) if news_api => Some((Format::NewsApi, list)),
                ("items", Format::JsonFeed) => Some((Format::JsonFeed, value)),
                _ => Some((format, list)),
            };
        }
    }
    if plain::is_article(value) {
        return Some((Format::Plain, value));
    }
    // A list under a name of its own, or the whole feed in an envelope.
    let own = value.members().map(|(_, list)| list);
    let mut own = own.filter(|list| list.elements().next().is_some_and(plain::is_article));
    if let Some(list) = own.next() {
        return Some((Format::Plain, list));
    }
    const ENVELOPES: [&str; 8] =
        ["data", "response", "result", "results", "feed", "channel", "rss", "body"];
    if depth == 3 {
        return None;
    }
    ENVELOPES.iter().map(|name| value.get(name)).filter(|inner| inner.is_object()).find_map(|inner| find(inner, depth + 1))
}

/// The format of a list, by its first object. An empty one is a list of nothing in particular.
fn of_list(list: Json<'_>) -> Option<Format> {
    if !list.is_array() {
        return None;
    }
    let mut elements = list.elements();
    let Some(first) = elements.clone().next() else {
        return Some(Format::Plain);
    };
    let first = if first.is_object() { first } else { elements.find(|element| element.is_object())? };
    let has = |names: [&str; 3]| names.iter().any(|name| !first.get(name).is_null());
    Some(if is_post(first) {
        Format::WordPress
    } else if json_ld::is_node(first) {
        Format::JsonLd
    } else if has(["content_html", "content_text", "date_published"]) {
        Format::JsonFeed
    } else if has(["urlToImage"; 3]) {
        Format::NewsApi
    } else if has(["feature_image", "custom_excerpt", "comment_id"]) {
        Format::Ghost
    } else {
        Format::Plain
    })
}

/// Whether an object is a post of WordPress' REST API.
fn is_post(value: Json<'_>) -> bool {
    ["title", "excerpt", "content"].iter().any(|name| value.get(name).get("rendered").text().is_some())
}

/// What a publisher's error object says: Ghost and JSON:API send `errors`, WordPress `code` and
/// `message`, NewsAPI `status: "error"` and `message`, others an `error`.
fn complaint(root: Json<'_>) -> Option<String> {
    let listed = root.get("errors").one_or_many().next().unwrap_or(Json::NULL);
    let error = root.get("error");
    let candidates = [
        listed.get("message"),
        listed.get("detail"),
        listed.get("title"),
        root.get("message"),
        error.get("message"),
        error,
        root.get("detail"),
    ];
    let mut messages = candidates.iter().map(|value| Field(Kind::Either, *value).line(200));
    messages.find(|message| !message.is_empty())
}
