//! schema.org in JSON-LD: a single article, a list of them, a page that lists them, or several
//! such blocks, with `@id` references inside one document followed.

use super::{
    Feed, Format, MAX_ITEMS,
    fields::Names,
    gather::{Gather, Hash},
    json::{Json, Object},
    text::Kind,
};

/// What an article says of itself comes before what the list around it says.
pub(super) const NAMES: Names = Names {
    format: Format::JsonLd,
    id: "",
    link: "item/url item/mainEntityOfPage url item mainentityofpage",
    permalink: "item/@id id",
    headline: (Kind::Either, "item/headline headline item/name name"),
    texts: &[(
        Kind::Either,
        "item/description description item/abstract abstract item/articleBody articlebody text",
    )],
    image: "item/image image primaryimageofpage item/thumbnailUrl thumbnailurl thumbnail",
    alt: "",
    credit: "",
    published: "item/datePublished datepublished datecreated uploaddate datemodified",
    published_utc: "",
    authors: "item/author item/creator author creator",
    language: "item/inLanguage inlanguage",
};

/// How many nodes of a document are looked at: several for each article.
const MAX_NODES: usize = 5 * MAX_ITEMS;
/// How deep lists may hide in pages in graphs.
const MAX_DEPTH: usize = 6;

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let mut found = Found {
        about: Object::default(),
        nodes: Vec::new(),
        articles: Vec::new(),
    };
    found.visit(root, 0);
    let mut articles = found.articles.iter().copied();
    Gather::new(&NAMES, base, &found.about).items(&mut articles, &|item| {
        found.add_references(item);
        None
    })
}

/// Whether a value is one of the things this format consists of.
pub(super) fn is_node(value: &Object<'_>) -> bool {
    !value.any("@context @graph @type itemListElement").is_null()
}

/// What a walk through the blocks came by.
struct Found<'a> {
    /// The page, if one holds the list.
    about: Object<'a>,
    /// Everything with an `@id`, by that.
    nodes: Vec<(u64, Json<'a>)>,
    /// Articles and elements of lists, in document order.
    articles: Vec<Json<'a>>,
}

impl<'a> Found<'a> {
    fn visit(&mut self, value: Json<'a>, depth: usize) {
        for node in value.one_or_many() {
            if depth > MAX_DEPTH || self.articles.len() + self.nodes.len() > MAX_NODES {
                return;
            }
            let Some(members) = node.object() else {
                continue;
            };
            let id = members.get("@id").text();
            if !id.is_empty() {
                self.nodes.push((Hash::of(&id), node));
            }
            let kind = members.get("@type");
            if is_kind(kind, &["Article", "Posting", "Report", "ListItem"]) {
                self.articles.push(node);
            } else if is_kind(kind, &["List"]) {
                // Of lists, breadcrumbs are the ones that never hold articles.
                if !is_kind(kind, &["BreadcrumbList"]) {
                    let elements = members.get("itemListElement").one_or_many();
                    self.articles.extend(elements.take(MAX_ITEMS));
                }
            } else {
                const PARTS: &str = "@graph mainEntity itemListElement blogPost blogPosts hasPart";
                for part in PARTS.split(' ') {
                    self.visit(members.get(part), depth + 1);
                }
                if self.about.get("@type").is_null() && is_kind(kind, &["Page", "Blog"]) {
                    self.about = members;
                }
            }
        }
    }

    /// The node that a value refers to, or null.
    fn node(&self, reference: Json<'a>) -> Json<'a> {
        let id = Hash::of(&reference.get("@id").text());
        let mut known = self.nodes.iter();
        let found = known.find(|(known, node)| *known == id && *node != reference);
        found.map_or(Json::NULL, |(_, node)| *node)
    }

    /// Adds what an item's members refer to by `@id`.
    fn add_references(&self, item: &mut Object<'a>) {
        for name in ["item", "image", "author", "creator"] {
            for reference in item.get(name).one_or_many().take(MAX_DEPTH) {
                item.add(name, self.node(reference));
            }
        }
    }
}

/// Whether one of the names in `@type` ends like one of these: `NewsArticle` is an `Article`, with
/// or without the vocabulary's address before it.
fn is_kind(kind: Json<'_>, ends: &[&str]) -> bool {
    kind.one_or_many().any(|kind| {
        let kind = kind.text();
        ends.iter().any(|end| kind.ends_with(end))
    })
}
