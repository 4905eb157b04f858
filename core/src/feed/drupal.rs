//! Articles of Drupal's JSON:API (`/jsonapi/node/article?include=…`). Pictures and authors are ids.
//! They are looked up among the included objects, if the request asked for those.

use super::{
    Feed, Format, MAX_ITEMS,
    fields::{Names, page},
    gather::Gather,
    json::{Json, Object},
    json_api::Included,
    link::Url,
    list,
    text::Kind,
};

pub(super) const NAMES: Names = Names {
    format: Format::Drupal,
    id: "id",
    // Without an alias, the node's number is its name in `/node/`.
    link: "path/alias drupalinternalnid nid",
    permalink: "",
    headline: (Kind::Plain, "title name"),
    texts: &[(
        Kind::Html,
        "body/summary fieldsummary fieldteaser fielddescription fieldexcerpt body fieldbody",
    )],
    image: "image",
    alt: "imagealt",
    credit: "",
    published: "publishedat created",
    published_utc: "",
    authors: "author",
    language: "langcode",
};

/// Whether a document is Drupal's and not another JSON:API server's. In Drupal, types have two
/// parts.
pub(super) fn is_document(root: &Object<'_>) -> bool {
    let data = root.get("data");
    let mut objects = data.one_or_many().take(MAX_ITEMS);
    let drupal = |object: Json<'_>| {
        let kind = object.get("type").text();
        list::find(&kind, "--").is_some()
            && (object.get("attributes").is_object() || !root.get("jsonapi").is_null())
    };
    objects.any(drupal)
        || (data.is_array() && data.first().is_null() && !root.get("jsonapi").is_null())
}

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let included = Included::new(root.get("included"), root.size());
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

/// Adds the objects that an item refers to: its author, its terms, and its pictures. Pictures are
/// files, or media that refer to files.
fn add_related<'a>(item: &mut Object<'a>, included: &Included<'a>) {
    let mut related = Vec::new();
    included.each(item, &mut |name, reference| {
        let kind = reference.get("type").text();
        let is = |start: &str| kind.starts_with(start);
        // Whoever wrote last is often an editor.
        if is("user--") && name != "revision_uid" {
            let user = included.find(reference).get("attributes");
            related.push(("author", user));
        } else if is("taxonomy_term--") {
            let tags = list::find(&kind, "tag").is_some() || list::find(&name, "tag").is_some();
            let term = included.find(reference).get("attributes");
            related.push((if tags { "tags" } else { "category" }, term));
        } else if is("media--") {
            let parts = included.find(reference).get("relationships");
            let file = parts.any("field_media_image field_image image thumbnail");
            add_file(&mut related, file.get("data").first(), included);
        } else if is("file--") {
            add_file(&mut related, reference, included);
        }
    });
    for (name, value) in related {
        item.add(name, value);
    }
}

fn add_file<'a>(
    related: &mut Vec<(&'static str, Json<'a>)>,
    reference: Json<'a>,
    included: &Included<'a>,
) {
    let file = included.find(reference).get("attributes");
    let mime = file.get("filemime").text();
    if reference.get("type").text().starts_with("file--")
        && (mime.is_empty() || mime.starts_with("image/"))
    {
        related.push(("image", file.any("url uri")));
        let meta = reference.get("meta");
        related.push(("imagealt", meta.get("alt")));
        related.push(("focalpoint", meta.any("focal_point focalPoint")));
    }
}
