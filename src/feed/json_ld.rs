//! schema.org in JSON-LD: a single article, a list of them, a page that lists them, or several
//! such blocks, with `@id` references inside one document followed.

use super::{
    Feed, Format, Image, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{Field, Kind, Words},
};

/// How many nodes of a document are looked at: several for each article.
const MAX_NODES: usize = 5 * super::MAX_ITEMS;
/// How deep lists may hide in pages in graphs.
const MAX_DEPTH: usize = 6;

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let mut found = Found::default();
    found.visit(root, 0);
    let mut gather = Gather::new(Format::JsonLd, base, Json::NULL);
    gather.describe(found.title, found.language, Json::NULL);
    let find = |id: Json<'_>| {
        let id = id.text()?;
        let mut nodes = found.nodes.iter();
        nodes.find(|node| node.get("@id").text().is_some_and(|known| known == id)).copied()
    };
    for article in &found.articles {
        gather.item(*article, &|item, site| self::item(item, site, &find));
    }
    gather.finish()
}

/// Whether a value is one of the things this format consists of.
pub(super) fn is_node(value: Json<'_>) -> bool {
    let mut marks = ["@context", "@graph", "@type", "itemListElement"].iter();
    marks.any(|mark| !value.get(mark).is_null())
}

/// Looks up the node with an `@id`.
type Find<'f, 'a> = &'f dyn Fn(Json<'_>) -> Option<Json<'a>>;

/// What a walk through the blocks came by.
struct Found<'a> {
    title: Json<'a>,
    language: Json<'a>,
    /// Everything with an `@id` of its own.
    nodes: Vec<Json<'a>>,
    /// Articles and elements of lists, in document order.
    articles: Vec<Json<'a>>,
}

impl Default for Found<'_> {
    fn default() -> Self {
        Found { title: Json::NULL, language: Json::NULL, nodes: Vec::new(), articles: Vec::new() }
    }
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
            self.nodes.extend(Some(node).filter(|_| !members.get("@id").is_null()));
            let kind = Type(members.get("@type"));
            if kind.is_article() {
                self.articles.push(node);
            } else if kind.ends_with("List") {
                // Of lists, breadcrumbs are the ones that never hold articles.
                if !kind.ends_with("BreadcrumbList") {
                    self.articles.extend(members.get("itemListElement").one_or_many().take(MAX_NODES));
                }
            } else {
                if kind.ends_with("Page") || kind.ends_with("Blog") || kind.ends_with("WebSite") {
                    self.title = first(self.title, members.get("name"));
                }
                self.language = first(self.language, members.get("inLanguage"));
                for inner in ["@graph", "mainEntity", "itemListElement", "blogPost", "blogPosts", "hasPart"] {
                    self.visit(members.get(inner), depth + 1);
                }
            }
        }
    }
}

/// The `@type` of a node: one name or several, with or without the vocabulary's address.
struct Type<'a>(Json<'a>);

impl Type<'_> {
    fn is_article(&self) -> bool {
        self.ends_with("Article") || self.ends_with("Posting") || self.ends_with("Report")
            || self.ends_with("ListItem")
    }

    fn ends_with(&self, name: &str) -> bool {
        self.0.one_or_many().any(|kind| kind.text().is_some_and(|kind| kind.ends_with(name)))
    }
}

fn first<'a>(known: Json<'a>, next: Json<'a>) -> Json<'a> {
    if known.is_null() { next } else { known }
}

/// An article, or a list's element with an article or only its address inside.
fn item(outer: &Object<'_>, site: &Site, find: Find<'_, '_>) -> Result<Draft, SkipReason> {
    let inner = outer.get("item");
    // An element may give no more than the `@id` of an article elsewhere in the document.
    let inner = match inner.get("@id") {
        id if !id.is_null() && inner.get("headline").is_null() => find(id).unwrap_or(inner),
        _ => inner,
    };
    let article = inner.object();
    let get = |name: &str| {
        let own = article.as_ref().map_or(Json::NULL, |article| article.get(name));
        first(own, outer.get(name))
    };
    let page = page(&get, inner, site)?;
    let texts = [
        Field(Kind::Either, get("description")),
        Field(Kind::Either, get("abstract")),
        Field(Kind::Either, get("articleBody")),
        Field(Kind::Either, get("text")),
    ];
    let own_id = get("@id");
    Ok(Draft {
        id: id(own_id),
        words: Words::new(Field(Kind::Either, first(get("headline"), get("name"))), &texts)?,
        image: picture(&get, find, &page),
        published: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|name| date::parse(&get(name).words()?)),
        authors: authors(first(get("author"), get("creator")), find),
        language: language(get("inLanguage")),
        page,
    })
}

fn page<'a>(get: &dyn Fn(&str) -> Json<'a>, inner: Json<'a>, site: &Site) -> Result<Url, SkipReason> {
    let own_id = get("@id");
    let address = own_id.text().is_some_and(|id| id.starts_with("http"));
    let named = if inner.is_object() { Json::NULL } else { inner };
    let id = if address { own_id } else { Json::NULL };
    site.page(&[get("url"), named, get("mainEntityOfPage"), id])
}

fn picture<'a>(get: &dyn Fn(&str) -> Json<'a>, find: Find<'_, '_>, page: &Url) -> Option<Image> {
    ["image", "primaryImageOfPage", "thumbnail", "thumbnailUrl"].iter().find_map(|name| {
        let value = get(name);
        let referred = value.one_or_many().find_map(|value| find(value.get("@id")));
        let by_id = || image::read(referred?, page);
        image::read(value, page).or_else(by_id)
    })
}

/// The names, each author's own or that of the node it refers to.
fn authors(value: Json<'_>, find: Find<'_, '_>) -> Vec<String> {
    let own = names(value);
    if !own.is_empty() {
        return own;
    }
    value.one_or_many().find_map(|author| find(author.get("@id"))).map(names).unwrap_or_default()
}

/// `"en"`, or `{"@type": "Language", "alternateName": "en"}`.
fn language(value: Json<'_>) -> Option<String> {
    let alternate = value.get("alternateName");
    tag(if alternate.is_null() { value } else { alternate })
}
