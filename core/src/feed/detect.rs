//! Which format a feed is in, by its content alone: file names and media types lie too often.
//! What is none of them is explained instead.

use std::borrow::Cow;

use super::{
    Feed, FeedError, Format, MAX_ITEMS, Xml, drupal,
    fields::Names,
    gather::Gather,
    ghost,
    json::{Json, Object, unescape},
    json_feed, json_ld, list, news_api, plain,
    syntax::Fault,
    text::{self, Field, Kind},
    wordpress,
};

/// The bytes as text that at least looks like JSON. Bytes that are not UTF-8 become U+FFFD: one
/// of them in a headline is no reason to lose the feed.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, FeedError> {
    // With its mark, or by the half of a letter that is nothing.
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
        Some(_) => Ok(std::str::from_utf8(bytes)
            .map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)),
    }
}

/// What kind of markup came.
fn markup(bytes: &[u8]) -> FeedError {
    let start = bytes.get(..2000).unwrap_or(bytes).to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
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

/// Where in the text a fault is, for people.
pub(super) fn explain(text: &str, fault: Fault) -> FeedError {
    let at = match fault {
        Fault::CutShort => text.len(),
        Fault::Unexpected(at) => at,
    };
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => FeedError::NotJson {
            line,
            column,
            found,
        },
        None => FeedError::CutShort { line, column },
    }
}

/// Finds the format and reads the feed in it.
pub(super) fn read(root: Json<'_>, base: &str) -> Result<Feed, FeedError> {
    if let Some(Found { names, list, about }) = find(root, 0) {
        return Ok(match names.format {
            Format::JsonLd => json_ld::read(list, base),
            Format::Drupal => drupal::read(list, base),
            _ => Gather::new(names, base, &about).items(&mut list.one_or_many(), &|_| None),
        });
    }
    if let Some(message) = complaint(root) {
        return Err(FeedError::Publisher { message });
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

/// A format, and where its items are.
struct Found<'a> {
    names: &'static Names,
    /// The list, or the one item that stands for a list.
    list: Json<'a>,
    /// The object around the list.
    about: Object<'a>,
}

fn find(value: Json<'_>, depth: usize) -> Option<Found<'_>> {
    let alone = |names| {
        Some(Found {
            names,
            list: value,
            about: Object::default(),
        })
    };
    let Some(members) = value.object() else {
        return alone(of_list(value)?);
    };
    let data = members.get("data");
    let typed = data.first().get("attributes").is_object();
    if typed || (data.is_array() && !members.get("jsonapi").is_null()) {
        return alone(&drupal::NAMES);
    }
    if json_ld::is_node(&members) {
        return alone(&json_ld::NAMES);
    }
    if is_post(&members) {
        return alone(&wordpress::NAMES);
    }
    // The names publishers give their list, the most telling first.
    const LISTS: &str = "posts articles items news entries stories results data docs value list item \
        entry records";
    for name in LISTS.split(' ') {
        let list = members.get(name);
        let Some(mut names) = of_list(list) else {
            continue;
        };
        let version = members.get("version").text();
        if list::find(&version, "jsonfeed.org/version/").is_some()
            || !members.get("home_page_url").is_null()
        {
            names = &json_feed::NAMES;
        } else if names.format == Format::Plain && name == "articles" {
            if !members.any("status totalResults totalArticles").is_null() {
                names = &news_api::NAMES;
            }
        } else if list.elements().next().is_none() && name == "posts" {
            names = &ghost::NAMES;
        }
        return Some(Found {
            names,
            list,
            about: members,
        });
    }
    // A list under a name of its own, or the whole feed in an envelope. An article's authors and
    // tags are no such list.
    let is_article = plain::is_article(&members);
    for (_, inner) in value.members() {
        if inner
            .elements()
            .next()
            .and_then(Json::object)
            .is_some_and(|item| {
                plain::is_article(&item) && (!is_article || item.get("name").is_null())
            })
        {
            return Some(Found {
                names: &plain::NAMES,
                list: inner,
                about: members,
            });
        }
    }
    const ENVELOPES: &str =
        "data response result results feed channel rss body articles posts items item news";
    for name in ENVELOPES.split(' ') {
        let inner = members.get(name);
        if depth < 3
            && inner.is_object()
            && let Some(found) = find(inner, depth + 1)
        {
            return Some(found);
        }
    }
    is_article.then(|| alone(&plain::NAMES)).flatten()
}

/// The format of a list, by its first object. An empty one is a list of nothing in particular.
fn of_list(list: Json<'_>) -> Option<&'static Names> {
    if !list.is_array() {
        return None;
    }
    if list.elements().next().is_none() {
        return Some(&plain::NAMES);
    }
    let first = list.elements().take(MAX_ITEMS).find_map(Json::object)?;
    Some(if is_post(&first) {
        &wordpress::NAMES
    } else if json_ld::is_node(&first) {
        &json_ld::NAMES
    } else if !first.any("content_html content_text").is_null() {
        &json_feed::NAMES
    } else if !first.any("urlToImage").is_null() {
        &news_api::NAMES
    } else if !first
        .any("feature_image custom_excerpt comment_id")
        .is_null()
    {
        &ghost::NAMES
    } else {
        &plain::NAMES
    })
}

/// Whether an object is a post of WordPress' REST API.
fn is_post(value: &Object<'_>) -> bool {
    ["title", "excerpt", "content"]
        .iter()
        .any(|name| !value.get(name).get("rendered").is_null())
}

/// What a publisher's error object says: Ghost and JSON:API send `errors`, WordPress `code` and
/// `message`, NewsAPI `status: "error"` and `message`, others an `error`.
fn complaint(root: Json<'_>) -> Option<String> {
    let first = root.get("errors").first();
    let listed = first.any("message detail title");
    let error = root.get("error");
    let candidates = [
        listed,
        first,
        root.any("message detail"),
        error.get("message"),
        error,
    ];
    candidates.iter().find_map(|value| {
        let message = Field(Kind::Either, *value).line(200);
        let message = message.trim_end_matches('.');
        (!message.is_empty()).then(|| message.into())
    })
}
