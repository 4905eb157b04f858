//! What is read of an item beside feed-rs, which takes one element for another, or panics at it.

use latest_news_core::feed;

use super::document::Document;
use super::person;
use super::space::Space;

/// More elements than an item has.
pub const MOST_ELEMENTS: usize = 1_024;

/// The most names or categories that are used of an item.
pub const MOST: usize = 12;

/// Names of dates, the best first: when it was published before when it was changed.
const DATES: [&str; 9] = [
    "pubDate",
    "published",
    "issued",
    "date",
    "created",
    "available",
    "dateSubmitted",
    "updated",
    "modified",
];

#[derive(Debug, Default)]
pub struct Item {
    /// Of its page.
    pub link: Option<String>,
    /// Only if it may be an address.
    pub id: Option<String>,
    /// As written.
    pub date: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    pub subjects: Vec<String>,
    /// The name of who published it, if another feed did.
    pub source: Option<String>,
}

impl Item {
    pub fn read(document: &Document<'_>, item: usize) -> Item {
        let subjects = parts(document, item, |space, name| {
            space == Space::DublinCore && name == "subject"
        });
        Item {
            link: link(document, item),
            id: id(document, item),
            date: date(document, item),
            authors: persons(document, item),
            language: language(document, item),
            subjects: subjects.take(MOST).map(|at| document.words(at)).collect(),
            source: source(document, item),
        }
    }
}

/// The elements of an item that are wanted and not blank.
pub fn parts<'a>(
    document: &'a Document<'a>,
    item: usize,
    is_wanted: impl Fn(Space, &str) -> bool + 'a,
) -> impl Iterator<Item = usize> + 'a {
    document
        .children(item)
        .take(MOST_ELEMENTS)
        .filter(move |at| {
            is_wanted(document.space(*at), document.local(*at)) && !document.words(*at).is_empty()
        })
}

/// The text of the first element with a name and a prefix, of iTunes if there are several.
pub fn prefixed(document: &Document<'_>, item: usize, name: &str) -> Option<String> {
    let wanted = |space, local: &str| space != Space::Feed && local == name;
    let own = parts(document, item, wanted).find(|at| document.space(*at) == Space::Itunes);
    let any = parts(document, item, wanted).next();
    own.or(any).map(|at| document.words(at))
}

fn link(document: &Document<'_>, item: usize) -> Option<String> {
    let links = || {
        let children = document
            .children(item)
            .filter(|at| document.local(*at) == "link");
        children.filter(|at| matches!(document.space(*at), Space::Feed | Space::Atom))
    };
    let text = links().find_map(|at| {
        let words = document.words(at);
        (!words.is_empty()).then(|| document.address(at, &words))
    });
    let reference = || {
        links().find_map(|at| {
            let rel = document.attribute(at, "rel");
            let is_page = rel.is_none_or(|rel| rel == "alternate");
            let address = document.attribute(at, "href").filter(|_| is_page)?;
            Some(document.address(at, &address))
        })
    };
    let about = || document.attribute(item, "rdf:about");
    text.or_else(reference)
        .or_else(|| about().filter(|about| about.starts_with("http")))
}

fn id(document: &Document<'_>, item: usize) -> Option<String> {
    let wanted = |space, name: &str| space == Space::Feed && matches!(name, "guid" | "id");
    let at = parts(document, item, wanted).next()?;
    let is_address = document.attribute(at, "isPermaLink");
    is_address
        .is_none_or(|it| !it.eq_ignore_ascii_case("false"))
        .then(|| document.words(at))
}

fn date(document: &Document<'_>, item: usize) -> Option<String> {
    let is_date = |space| {
        matches!(
            space,
            Space::Feed | Space::Atom | Space::DublinCore | Space::Terms
        )
    };
    DATES.iter().find_map(|date| {
        let wanted = |space, name: &str| is_date(space) && name.eq_ignore_ascii_case(date);
        parts(document, item, wanted)
            .map(|at| document.words(at))
            .find(|words| feed::date(words).is_some())
    })
}

/// The names of who wrote an item or a feed.
pub fn persons(document: &Document<'_>, of: usize) -> Vec<String> {
    let mut names = Vec::new();
    for at in document.children(of).take(MOST_ELEMENTS) {
        let is_author = match document.space(at) {
            Space::Feed => document.local(at) == "author",
            Space::DublinCore => document.local(at) == "creator",
            _ => false,
        };
        let inner = document
            .children(at)
            .find(|at| document.local(*at) == "name");
        if is_author && names.len() < MOST {
            names.extend(person::name(&document.words(inner.unwrap_or(at))));
        }
    }
    if names.is_empty() {
        let spoken = prefixed(document, of, "author");
        names.extend(spoken.and_then(|name| person::name(&name)));
    }
    names
}

fn language(document: &Document<'_>, item: usize) -> Option<String> {
    let of = |name: &str| {
        let mut children = document.children(item).take(MOST_ELEMENTS);
        let at = children
            .find(|at| document.space(*at) == Space::Feed && document.local(*at) == name)?;
        document.attribute(at, "xml:lang")
    };
    let wanted =
        |space, name: &str| matches!(space, Space::Feed | Space::DublinCore) && name == "language";
    let told = || {
        parts(document, item, wanted)
            .next()
            .map(|at| document.words(at))
    };
    of("title")
        .or_else(|| document.attribute(item, "xml:lang"))
        .or_else(told)
        .or_else(|| of("content"))
        .or_else(|| of("description"))
}

/// A text in RSS, and a feed with a title in Atom.
fn source(document: &Document<'_>, item: usize) -> Option<String> {
    let sources = document
        .children(item)
        .take(MOST_ELEMENTS)
        .filter(|at| document.space(*at) == Space::Feed && document.local(*at) == "source");
    sources
        .map(|at| {
            let title = document
                .children(at)
                .find(|at| document.local(*at) == "title");
            document.words(title.unwrap_or(at))
        })
        .find(|name| !name.is_empty())
}
