//! Articles of Drupal's JSON:API (`/jsonapi/node/article?include=…`). Pictures and authors are
//! ids there, to be looked up among the objects sent along, if they were asked for.

use super::{
    Feed, Format, Image, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{Field, Kind, Words},
};

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let mut gather = Gather::new(Format::Drupal, base, self_link(root));
    let included = root.get("included").elements().take(10 * super::MAX_ITEMS);
    let included: Vec<_> = included.filter_map(|object| Some((object.get("id").text()?, object))).collect();
    let find = |reference: Json<'_>| {
        let id = reference.get("id").text()?;
        included.iter().find(|(known, _)| *known == id).map(|(_, object)| *object)
    };
    gather.items(root.get("data"), &|object, site| item(object, site, &find));
    gather.finish()
}

/// Looks a referenced object up.
type Find<'f, 'a> = &'f dyn Fn(Json<'_>) -> Option<Json<'a>>;

fn item(item: &Object<'_>, site: &Site, find: Find<'_, '_>) -> Result<Draft, SkipReason> {
    let own = item.get("attributes");
    let attributes = own.object().ok_or(SkipReason::NoHeadline)?;
    let page = page(item, &attributes, site)?;
    let relationships = item.get("relationships");
    let body = attributes.any(&["body", "field_body", "field_text"]);
    let mut texts = vec![Field(Kind::Html, body.get("summary"))];
    for name in ["field_summary", "field_teaser", "field_description", "field_excerpt"] {
        texts.push(Field(Kind::Html, attributes.get(name)));
    }
    texts.push(Field(Kind::Html, body));
    let author = find(relationships.get("uid").get("data")).unwrap_or(Json::NULL).get("attributes");
    let picture = picture(relationships, find, &page);
    Ok(Draft {
        id: id(item.get("id")),
        words: Words::new(Field(Kind::Plain, attributes.any(&["title", "name"])), &texts)?,
        image: picture.or_else(|| image::first_in(&body.words()?, &page)),
        published: attributes
            .any(&["published_at", "created"])
            .text()
            .and_then(|text| date::parse(&text)),
        authors: names(match author.get("display_name") {
            Json::NULL => author.get("name"),
            name => name,
        }),
        language: tag(attributes.get("langcode")),
        page,
    })
}

/// The alias, else the node's number, on the site the item came from.
fn page(item: &Object<'_>, attributes: &Object<'_>, site: &Site) -> Result<Url, SkipReason> {
    let base = site.page(&[self_link(item.get("links"))]).ok().or_else(|| site.base.clone());
    let base = base.ok_or(SkipReason::NoLink)?.origin();
    let path = attributes.get("path");
    if let Some(alias) = path.get("alias").text().filter(|alias| !alias.is_empty()) {
        return base.join(&alias);
    }
    if let Some(url) = ["url", "link"].iter().find_map(|name| attributes.get(name).text()) {
        return base.join(&url);
    }
    let number = attributes.get("drupal_internal__nid").text().ok_or(SkipReason::NoLink)?;
    let mut node = String::from("/node/");
    node.push_str(&number);
    base.join(&node)
}

/// `links.self`, which is an address or an object with one.
fn self_link(object: Json<'_>) -> Json<'_> {
    let links = match object.get("links") {
        Json::NULL => object,
        links => links,
    };
    links.get("self")
}

/// The first picture an item refers to: a file, or a media object that refers to one.
fn picture(relationships: Json<'_>, find: Find<'_, '_>, page: &Url) -> Option<Image> {
    relationships.members().find_map(|(_, relation)| {
        let reference = relation.get("data").one_or_many().next()?;
        let kind = reference.get("type").text()?;
        if !kind.starts_with("file--") && !kind.starts_with("media--") {
            return None;
        }
        let mut object = find(reference)?;
        let mut meta = reference.get("meta");
        if kind.starts_with("media--") {
            let parts = object.get("relationships");
            let names = ["field_media_image", "field_image", "image", "thumbnail"];
            let inner = names.iter().map(|name| parts.get(name).get("data")).find(|data| data.is_object())?;
            meta = inner.get("meta");
            object = find(inner)?;
        }
        file(object, meta, page)
    })
}

fn file(file: Json<'_>, meta: Json<'_>, page: &Url) -> Option<Image> {
    let attributes = file.get("attributes");
    if attributes.get("filemime").text().is_some_and(|kind| !kind.starts_with("image/")) {
        return None;
    }
    let uri = attributes.get("uri");
    let address = uri.get("url").text().or_else(|| attributes.get("url").text()).or(uri.text())?;
    let (width, height) = (meta.get("width").number(), meta.get("height").number());
    let mut image = image::new(&address, &page.origin(), width, height)?;
    image.alt = image::alt_text(meta.get("alt"));
    Some(image)
}
