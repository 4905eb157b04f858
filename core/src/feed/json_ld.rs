//! schema.org in JSON-LD: a single article, a list of articles, a page that lists them, or several
//! such blocks. `@id` references inside one document are followed.

use super::{
    Feed, Format, MAX_ITEMS,
    fields::Names,
    gather::Gather,
    json::{Json, Object},
    references::References,
    text::Kind,
};
use crate::hash::Hash;

/// An article's own members come before those that the list around it gives. Behind the
/// vocabulary's names are those that interfaces mix with them.
pub(super) const NAMES: Names = Names {
    format: Format::JsonLd,
    id: "",
    link: "url mainentityofpage item link permalink href",
    permalink: "id guid",
    headline: (Kind::Either, "headline name"),
    texts: &[(
        Kind::Either,
        "description abstract summary excerpt teaser articlebody text content",
    )],
    image: "image primaryimageofpage thumbnailurl thumbnail imageurl picture",
    alt: "",
    credit: "",
    published: "datepublished publishedat published pubdate datecreated uploaddate date datemodified",
    published_utc: "",
    authors: "author creator",
    language: "inlanguage",
};

/// How many nodes of a document are looked at: several for each article.
const MAX_NODES: usize = 5 * MAX_ITEMS;
/// How deep lists may nest in pages and graphs.
const MAX_DEPTH: usize = 6;

/// Reads a document, or several lists. `None` if there is neither an article nor a list of articles.
pub(super) fn read(parts: &[Json<'_>], base: &str) -> Option<Feed> {
    let size = parts.iter().map(|part| part.size()).sum();
    let mut found = Found {
        about: Object::default(),
        nodes: References::new(size),
        count: 0,
        articles: Vec::new(),
        lists: false,
    };
    for part in parts {
        found.visit(*part, 0);
    }
    if found.articles.is_empty() && !found.lists {
        return None;
    }
    let mut articles = found.articles.iter().copied();
    let gather = Gather::new(&NAMES, base, &found.about);
    Some(gather.items(&mut articles, &|item| {
        found.add_references(item);
        None
    }))
}

/// Whether an object uses this vocabulary. A type or a context alone is not enough: other
/// interfaces mark their own objects with those.
pub(super) fn is_node(value: &Object<'_>) -> bool {
    const OWN: &str = "headline articleBody datePublished mainEntityOfPage mainEntity blogPost \
        blogPosts hasPart";
    let typed = !value.any("@context @type").is_null();
    let is_own = !value.any(OWN).is_null() || is_kind(value.get("@type"), &["ListItem"]);
    (typed && is_own) || !value.any("@graph itemListElement").is_null()
}

/// Whether a whole document uses this vocabulary.
pub(super) fn is_document(value: Json<'_>) -> bool {
    value.object().is_some_and(|object| is_node(&object))
}

/// The result of a walk through the blocks.
struct Found<'a> {
    /// The page, if one holds the list.
    about: Object<'a>,
    /// Every object that has an `@id`, by that id.
    nodes: References<'a>,
    /// How many nodes have been looked at.
    count: usize,
    /// Articles and elements of lists, in document order.
    articles: Vec<Json<'a>>,
    /// Whether there was a list, even an empty one.
    lists: bool,
}

impl<'a> Found<'a> {
    fn visit(&mut self, value: Json<'a>, depth: usize) {
        for node in value.one_or_many() {
            self.count += 1;
            if depth > MAX_DEPTH || self.articles.len() + self.count > MAX_NODES {
                return;
            }
            let Some(members) = node.object() else {
                continue;
            };
            let id = members.get("@id").text();
            if !id.is_empty() {
                self.nodes.add(Hash::of(&[id.as_bytes()]), node);
            }
            let kind = members.get("@type");
            if is_other(kind) {
                continue;
            }
            if is_kind(kind, &["Article", "Posting", "Report", "ListItem"]) {
                self.articles.push(node);
            } else if is_kind(kind, &["List"]) {
                self.lists = true;
                // Breadcrumbs are lists that never hold articles.
                if !is_kind(kind, &["BreadcrumbList"]) {
                    let elements = members.get("itemListElement").one_or_many();
                    let elements = elements.filter(|element| !is_other(element.get("@type")));
                    self.articles.extend(elements.take(MAX_ITEMS));
                }
            } else {
                const PARTS: &str = "@graph mainEntity itemListElement blogPost blogPosts hasPart member \
                    hydra:member";
                for part in PARTS.split(' ') {
                    self.visit(members.get(part), depth + 1);
                }
                if self.about.get("@type").is_null() && is_kind(kind, &["Page", "Blog"]) {
                    self.about = members;
                }
            }
        }
    }

    /// Adds the objects that an item's members refer to by `@id`. The members inside a list element
    /// come before those that the list gives.
    fn add_references(&self, item: &mut Object<'a>) {
        for name in ["item", "image", "author", "creator", "publisher"] {
            for reference in item.get(name).one_or_many().take(MAX_DEPTH) {
                let id = reference.get("@id").text();
                if !id.is_empty() {
                    item.add(
                        name,
                        self.nodes.follow(Hash::of(&[id.as_bytes()]), reference),
                    );
                }
            }
        }
        item.unwrap_first("item");
    }
}

/// Menus and vacancies have names and addresses, too.
fn is_other(kind: Json<'_>) -> bool {
    is_kind(kind, &["NavigationElement", "JobPosting"])
}

/// Whether a name in `@type` ends with one of these: `NewsArticle` is an `Article`. The
/// vocabulary's address may stand before it.
pub(super) fn is_kind(kind: Json<'_>, ends: &[&str]) -> bool {
    kind.one_or_many().any(|kind| {
        let kind = kind.text();
        ends.iter().any(|end| kind.ends_with(end))
    })
}
