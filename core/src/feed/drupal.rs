//! Articles of Drupal's JSON:API (`/jsonapi/node/article?include=…`). Pictures and authors are
//! ids there, to be looked up among the objects sent along, if they were asked for.

use super::{
    Feed, Format, MAX_ITEMS,
    fields::{Names, page},
    gather::{Gather, Hash},
    json::{Json, Object},
    link::Url,
    text::Kind,
};

pub(super) const NAMES: Names = Names {
    format: Format::Drupal,
    id: "id",
    // The node's number, where there is no alias, is its name in `/node/`.
    link: "attributes/path/alias attributes/drupal_internal__nid attributes/nid",
    permalink: "",
    headline: (Kind::Plain, "attributes/title attributes/name"),
    texts: &[(
        Kind::Html,
        "attributes/body/summary attributes/field_summary attributes/field_teaser \
         attributes/field_description attributes/field_excerpt attributes/body attributes/field_body",
    )],
    image: "image",
    alt: "imagealt",
    credit: "",
    published: "attributes/published_at attributes/created",
    published_utc: "",
    authors: "author",
    language: "attributes/langcode",
};

/// Far above any real article; each is looked up.
const MAX_RELATIONS: usize = 100;

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let mut included = Vec::new();
    for object in root.get("included").elements() {
        // Terms and paragraphs come along too, dozens with each article, and often first.
        if included.len() < 10 * MAX_ITEMS && is_related(&object.get("type").text()) {
            included.push((Hash::of(&object.get("id").text()), object));
        }
    }
    let gather = Gather::new(&NAMES, base, &Object::default());
    let site = page(gather.base.as_ref(), &[root.at("links/self")])
        .ok()
        .or(gather.base.clone());
    gather.items(&mut root.get("data").one_or_many(), &|item| {
        add_related(item, &included);
        let own = page(site.as_ref(), &[item.get("links").get("self")]).ok();
        let alias = item.get("attributes").at("path/alias");
        let folder = if alias.is_null() { "/node/" } else { "/" };
        Url::resolve(folder, own.as_ref().or(site.as_ref())).ok()
    })
}

/// Objects by id.
type Included<'a> = [(u64, Json<'a>)];

fn find<'a>(included: &Included<'a>, reference: Json<'a>) -> Json<'a> {
    let id = Hash::of(&reference.get("id").text());
    let found = included.iter().find(|(known, _)| *known == id);
    found.map_or(Json::NULL, |(_, object)| *object)
}

/// Whether objects of this type are authors, pictures, or lead to some.
fn is_related(kind: &str) -> bool {
    ["user--", "media--", "file--"]
        .iter()
        .any(|start| kind.starts_with(start))
}

/// Adds the author an item refers to, and its pictures: files, or media that refer to files.
fn add_related<'a>(item: &mut Object<'a>, included: &Included<'a>) {
    for (_, relation) in item.get("relationships").members().take(MAX_RELATIONS) {
        let mut reference = relation.get("data").first();
        let kind = reference.get("type").text();
        if !is_related(&kind) {
            continue;
        }
        let mut object = find(included, reference);
        if kind.starts_with("user--") {
            item.add("author", object.get("attributes"));
        } else if kind.starts_with("media--") {
            let parts = object.get("relationships");
            reference = parts
                .any("field_media_image field_image image thumbnail")
                .get("data")
                .first();
            object = find(included, reference);
        }
        if reference.get("type").text().starts_with("file--") {
            let file = object.get("attributes");
            let mime = file.get("filemime").text();
            if mime.is_empty() || mime.starts_with("image/") {
                item.add("image", file.any("url uri"));
                item.add("imagealt", reference.at("meta/alt"));
            }
        }
    }
}
