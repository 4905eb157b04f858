//! Which format a feed has. Only the content decides, because file names and media types are often
//! wrong. If no format fits, the error explains what the content is.

use std::borrow::Cow;

use super::{
    Feed, FeedError, Format, MAX_ITEMS, Xml, common, drupal,
    fields::Names,
    find::{self, Found},
    gather::Gather,
    ghost,
    json::{Json, Object, unescape},
    json_api::Included,
    json_feed, json_ld, list, news_api, plain,
    syntax::Fault,
    text::{self, Field, Kind},
    wordpress,
};
use crate::search;

/// The bytes as text that at least looks like JSON. Bytes that are not UTF-8 become U+FFFD: one
/// wrong byte in a headline is no reason to lose the feed.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, FeedError> {
    // UTF-16 with its byte order mark, or recognised by a zero byte beside an ASCII character.
    if bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.iter().take(2).any(|byte| *byte == 0)
    {
        return Err(FeedError::Utf16);
    }
    let mut bytes = bytes.trim_ascii_start();
    while let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        bytes = rest.trim_ascii_start();
    }
    match bytes.first() {
        None => Err(FeedError::Empty),
        Some(b'<') => Err(markup(bytes)),
        Some(_) => Ok(lossy(bytes)),
    }
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    let mut text = String::new();
    let mut rest = bytes;
    loop {
        let error = match std::str::from_utf8(rest) {
            Ok(whole) if text.is_empty() => return Cow::Borrowed(whole),
            Ok(last) => {
                text.push_str(last);
                return Cow::Owned(text);
            }
            Err(error) => error,
        };
        let (valid, broken) = rest
            .split_at_checked(error.valid_up_to())
            .unwrap_or_default();
        text.push_str(std::str::from_utf8(valid).unwrap_or_default());
        text.push(char::REPLACEMENT_CHARACTER);
        rest = broken
            .get(error.error_len().unwrap_or(broken.len())..)
            .unwrap_or_default();
    }
}

/// Which kind of markup the feed is.
fn markup(bytes: &[u8]) -> FeedError {
    let start = lossy(bytes.get(..2000).unwrap_or(bytes)).to_ascii_lowercase();
    let holds = |mark: &str| list::find(&start, mark).is_some();
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

/// An error that names line and column of a fault.
pub(super) fn explain(text: &str, fault: Fault) -> FeedError {
    let at = match fault {
        Fault::CutShort => text.len(),
        Fault::Unexpected(at) => at,
    };
    let before = text.get(..at).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last = search::split_last(before, b'\n').map_or(before, |(_, last)| last);
    let column = last.chars().count() + 1;
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => FeedError::NotJson {
            line,
            column,
            found,
        },
        None => FeedError::CutShort { line, column },
    }
}

/// Finds the articles and their format, and reads them.
pub(super) fn read(root: Json<'_>, base: &str) -> Result<Feed, FeedError> {
    // Each search for a member of the root would walk over the whole feed again.
    let members = root.object().unwrap_or_default();
    let feed = match common::read(root, &members, base) {
        Some(mut feed) => {
            if feed.format != Format::JsonFeed && root.is_object() {
                let list = members.any(common::LISTS);
                feed.left_out = find::left_out(root, &members, list);
            }
            feed
        }
        None => find_and_read(root, &members, base)?,
    };
    match (feed.articles.is_empty(), feed.skipped.first()) {
        (true, Some(first)) => Err(FeedError::NoArticles {
            items: feed.skipped.len(),
            reason: first.reason,
        }),
        _ => Ok(feed),
    }
}

fn find_and_read(root: Json<'_>, members: &Object<'_>, base: &str) -> Result<Feed, FeedError> {
    if drupal::is_document(members) {
        return Ok(drupal::read(root, base));
    }
    if (json_ld::is_node(members) || root.elements().take(MAX_ITEMS).any(json_ld::is_document))
        && let Some(feed) = json_ld::read(&[root], base)
    {
        return Ok(feed);
    }
    let found = find::list(root, members);
    // An empty list beside an error is not an empty feed.
    if found.as_ref().is_none_or(Found::is_empty)
        && let Some(message) = complaint(members, found.is_some())
    {
        return Err(FeedError::Publisher { message });
    }
    if let Some(found) = found {
        let mut feed = read_found(&found, root, members, base);
        if !is_json_feed(members) {
            feed.left_out = found.left_out;
        }
        return Ok(feed);
    }
    // An RSS feed that was converted to JSON has no list if it has no item.
    let channel = members.any("rss feed channel");
    if channel.first().is_object() {
        let inner = channel.first().get("channel").first();
        let about = if inner.is_object() {
            inner
        } else {
            channel.first()
        };
        let about = about.object().unwrap_or_default();
        let is_site = [
            "title",
            "link links id description updated lastBuildDate xmlUrl feedUrl",
        ]
        .iter()
        .all(|names| !about.any(names).is_null());
        if is_site {
            let gather = Gather::new(&plain::NAMES, base, &about);
            return Ok(gather.items(&mut std::iter::empty(), &|_| None));
        }
    }
    if !root.is_object() {
        let found = if root.is_array() {
            "a list without objects"
        } else {
            root.kind()
        };
        return Err(FeedError::NotAList { found });
    }
    let keys = root
        .members()
        .take(8)
        .map(|(key, _)| text::line(&unescape(key), Kind::Plain, 40));
    Err(FeedError::UnknownFormat {
        keys: keys.collect(),
    })
}

fn read_found<'a>(found: &Found<'a>, root: Json<'a>, members: &Object<'a>, base: &str) -> Feed {
    let inner;
    let about = if found.about.is_at(root) {
        members
    } else {
        inner = found.about.object().unwrap_or_default();
        &inner
    };
    let names = names(found, about);
    if names.format == Format::JsonLd
        && let Some(feed) = json_ld::read(found.lists(), base)
    {
        return feed;
    }
    let gather = Gather::new(names, base, about);
    let included = members.get("included");
    if included.is_array() {
        let related = Included::new(included, root.size());
        return gather.items(&mut found.items(), &|item| {
            related.add_all(item);
            None
        });
    }
    gather.items(&mut found.items(), &|_| None)
}

/// The format of a list, from the object around it, or from the first item that tells the format.
fn names(found: &Found<'_>, about: &Object<'_>) -> &'static Names {
    if is_json_feed(about) {
        return &json_feed::NAMES;
    }
    for item in found.items().take(MAX_ITEMS) {
        let Some(item) = item.object() else {
            continue;
        };
        if is_post(&item) {
            return &wordpress::NAMES;
        } else if json_ld::is_node(&item) {
            return &json_ld::NAMES;
        } else if !item.any("content_html content_text").is_null()
            && item.any("permalink published_at").is_null()
        {
            return &json_feed::NAMES;
        } else if !item.any("urlToImage").is_null() {
            return &news_api::NAMES;
        } else if is_of_ghost(&item) {
            return &ghost::NAMES;
        }
    }
    let counted = !about.any("status totalResults totalArticles").is_null();
    if &*found.name == "articles" && counted {
        &news_api::NAMES
    } else if &*found.name == "posts" && found.is_empty() {
        &ghost::NAMES
    } else {
        &plain::NAMES
    }
}

/// Whether an object describes a JSON Feed.
pub(super) fn is_json_feed(about: &Object<'_>) -> bool {
    let version = about.get("version").text();
    list::find(&version, "jsonfeed.org/version/").is_some() || !about.get("home_page_url").is_null()
}

/// Whether an object is a post of WordPress' REST API. Other interfaces on top of WordPress have its
/// texts, and addresses of their own.
pub(super) fn is_post(value: &Object<'_>) -> bool {
    !value.any("link guid").is_null()
        && ["title", "excerpt", "content"]
            .iter()
            .any(|name| !value.get(name).get("rendered").is_null())
}

/// Whether an object is a post of Ghost's Content API.
pub(super) fn is_of_ghost(value: &Object<'_>) -> bool {
    !value
        .any("feature_image custom_excerpt comment_id")
        .is_null()
}

/// The text of a publisher's error object: Ghost and JSON:API send `errors`, WordPress `code` and
/// `message`, NewsAPI `status: "error"` and `message`, others an `error`. If there is a list too, a
/// message alone is no error.
fn complaint(root: &Object<'_>, listed: bool) -> Option<String> {
    let first = root.get("errors").first();
    let error = root.get("error");
    let failed = list::has("error fail failed", &root.get("status").text());
    let message = if listed && !failed {
        Json::NULL
    } else {
        root.any("message detail")
    };
    let candidates = [
        first.any("message detail title"),
        first,
        message,
        error.get("message"),
        error,
    ];
    candidates.iter().find_map(|value| {
        let message = Field(Kind::Either, *value).line(200);
        let message = message.trim_end_matches('.');
        (!message.is_empty()).then(|| message.into())
    })
}
