//! The formats that most publishers send, told by marks that no other format has. Every reader of
//! the widget downloads this part of the feed reader. The widget asks for the whole feed reader only
//! if this part is not certain. It explains nothing: why a feed cannot be read is a question for
//! [`super::parse`].

use super::{
    Article, Feed, Format, MAX_ITEMS, SkipReason, Skipped, detect, entities,
    fields::Names,
    gather::Gather,
    ghost,
    json::{self, Json, Object},
    json_feed, plain, wordpress,
};

/// The names of the list in such a feed.
pub(super) const LISTS: &str = "items articles posts";
/// Members around a list of another format, or of an error.
const OTHERS: &str =
    "data @context @type @graph itemListElement status error errors message lead hero topStory";
/// Members of an item of another format.
const MARKS: &str = "@context @type @graph @id node attributes articles stories posts content_html content_text urlToImage";

/// Reads a feed as [`super::parse`] does. `None` if it has no mark, is not valid, or has names of
/// characters that only the whole feed reader knows.
pub fn parse(bytes: &[u8], base: &str) -> Option<Feed> {
    parse_answer(bytes, base).filter(|feed| !feed.articles.iter().any(has_rare_names))
}

/// Reads what the whole feed reader has written. The names that it has left are no characters.
pub fn parse_answer(bytes: &[u8], base: &str) -> Option<Feed> {
    let text = std::str::from_utf8(bytes).ok()?;
    let root = json::check(text.strip_prefix('\u{FEFF}').unwrap_or(text)).ok()?;
    read(root, &root.object().unwrap_or_default(), base)
}

/// The same for a feed that has been checked. `members` are the root's.
pub(super) fn read(root: Json<'_>, members: &Object<'_>, base: &str) -> Option<Feed> {
    let (list, names) = if root.is_array() {
        (root, of_items(root)?)
    } else {
        let list = members.any(LISTS);
        (list, of_object(members, list)?)
    };
    let gather = Gather::new(names, base, members);
    let feed = gather.items(&mut list.elements(), &|_| None);
    let inside = members.members().filter(|(_, value)| has_parts(*value));
    let is_alone = inside.count() < 2;
    is_certain(&feed, list, is_alone).then_some(feed)
}

/// The format of a list with members around it.
fn of_object(members: &Object<'_>, list: Json<'_>) -> Option<&'static Names> {
    if !list.is_array() || !members.any(OTHERS).is_null() {
        None
    } else if detect::is_json_feed(members) {
        Some(&json_feed::NAMES)
    } else {
        of_items(list)
    }
}

/// The format of a list, by the first item with a mark.
fn of_items(list: Json<'_>) -> Option<&'static Names> {
    for item in list.elements().take(MAX_ITEMS) {
        let item = item.object()?;
        if detect::is_post(&item) {
            return Some(&wordpress::NAMES);
        } else if !item.any(MARKS).is_null()
            || item.all(plain::NAMES.published).into_iter().any(has_parts)
        {
            return None;
        } else if detect::is_of_ghost(&item) {
            return Some(&ghost::NAMES);
        }
    }
    Some(&plain::NAMES)
}

fn has_parts(value: Json<'_>) -> bool {
    value.is_object() || value.is_array()
}

/// Whether the list is the feed's list of articles. A plain list has no mark, so all of its items
/// must be articles. If there may be other lists in the feed, all of its items must have dates, too:
/// links of a menu have none.
fn is_certain(feed: &Feed, list: Json<'_>, is_alone: bool) -> bool {
    match feed.format {
        Format::JsonFeed if list.elements().next().is_none() => true,
        Format::Plain => {
            let is_known =
                |it: &Skipped| matches!(it.reason, SkipReason::Duplicate | SkipReason::Unpublished);
            let is_dated = |it: &Article| it.published.is_some();
            !feed.articles.is_empty()
                && feed.skipped.iter().all(is_known)
                && (is_alone || feed.articles.iter().all(is_dated))
        }
        _ => !feed.articles.is_empty(),
    }
}

/// Whether a text that is shown has a name of a character that only the whole feed reader knows.
fn has_rare_names(article: &Article) -> bool {
    let mut is_left = false;
    let mut look = |text: &str| is_left |= entities::is_left_in(text);
    look(&article.headline);
    look(&article.summary);
    article.section.as_deref().map(&mut look);
    article.authors.iter().for_each(|it| look(it));
    article.tags.iter().for_each(|it| look(it));
    article.source.iter().for_each(|it| look(&it.name));
    if let Some(image) = &article.image {
        look(&image.alt);
        image.credit.iter().for_each(|it| look(it));
    }
    is_left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_read() {
        #[track_caller]
        fn check(text: &str, expected: Option<Format>) {
            let feed = parse(text.as_bytes(), "https://news.example/feed");
            assert_eq!(feed.map(|it| it.format), expected, "{text}");
        }
        const JSON_FEED: &str = r#""version": "https://jsonfeed.org/version/1.1""#;
        let item = r#"{"title": "A", "url": "/a", "date": "2026-05-01"}"#;
        let undated = r#"{"title": "A", "url": "/b"}"#;
        let post = r#"{"title": {"rendered": "A"}, "link": "https://news.example/a"}"#;
        check(
            &format!(r#"{{{JSON_FEED}, "items": [{undated}]}}"#),
            Some(Format::JsonFeed),
        );
        check(
            &format!("\u{FEFF}{{{JSON_FEED}, \"items\": [null, {undated}]}}"),
            Some(Format::JsonFeed),
        );
        check(
            &format!(r#"{{{JSON_FEED}, "items": []}}"#),
            Some(Format::JsonFeed),
        );
        check(
            &format!(r#"{{{JSON_FEED}, "items": [], "error": "none"}}"#),
            None,
        );
        check(&format!(r#"{{{JSON_FEED}, "items": [1]}}"#), None);
        check(
            &format!(r#"{{{JSON_FEED}, "items": {{"a": {item}}}}}"#),
            None,
        );
        check(&format!("[{post}]"), Some(Format::WordPress));
        check(&format!("[{post}, {{}}]"), Some(Format::WordPress));
        check(r#"{"code": "rest_forbidden", "message": "No"}"#, None);
        check(
            r#"{"posts": [{"title": "A", "url": "/a", "comment_id": "7"}]}"#,
            Some(Format::Ghost),
        );
        check(&format!("[{item}]"), Some(Format::Plain));
        check(&format!(r#"{{"articles": [{item}]}}"#), Some(Format::Plain));
        check(&format!("[{undated}]"), Some(Format::Plain));
        check(
            &format!(r#"{{"articles": [{undated}], "page": 1}}"#),
            Some(Format::Plain),
        );
        // A menu beside what may be articles, and an article that would be lost.
        check(
            &format!(r#"{{"items": [{undated}], "news": [{item}]}}"#),
            None,
        );
        check(&format!(r#"{{"items": [{item}, {{"title": "B"}}]}}"#), None);
        // Other formats.
        check(
            &format!(r#"{{"status": "ok", "articles": [{item}]}}"#),
            None,
        );
        check(&format!(r#"{{"data": [{item}]}}"#), None);
        check(
            r#"[{"@type": "NewsArticle", "headline": "A", "url": "/a", "datePublished": "2026-05-01"}]"#,
            None,
        );
        check(&format!("[[{item}]]"), None);
        // A date in parts.
        check(
            r#"[{"title": "A", "url": "/a", "date": [2026, 5, 1]}]"#,
            None,
        );
        check("[]", None);
        check("<rss>", None);
        check(&format!("[{item}"), None);
    }
}
