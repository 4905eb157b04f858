//! JSON Feed 1.0 and 1.1, and what generators make of them (jsonfeed.org/version/1.1). A missing
//! `id` is forgiven, although the specification is strict there: a teaser can do with the link.

use super::{
    Feed, Format, Image, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{Field, Kind, Words, looks_like_html},
};

pub(super) fn read(root: Json<'_>, base: &str) -> Feed {
    let mut gather = Gather::new(Format::JsonFeed, base, root.get("home_page_url"));
    let authors = match root.get("authors") {
        Json::NULL => root.get("author"),
        authors => authors,
    };
    gather.describe(root.get("title"), root.get("language"), authors);
    // Some send the items without the feed around them.
    let items = if root.is_array() { root } else { root.get("items") };
    gather.items(items, &item);
    gather.finish()
}

fn item(item: &Object<'_>, site: &Site) -> Result<Draft, SkipReason> {
    let own_id = item.get("id");
    let permalink = own_id.text().is_some_and(|id| id.starts_with("http://") || id.starts_with("https://"));
    let last = if permalink { own_id } else { Json::NULL };
    let page = site.page(&[item.get("url"), item.get("external_url"), last])?;
    let html = item.get("content_html");
    let summary = item.get("summary");
    // A summary is plain text by the specification. One that begins with a tag and closes one
    // was not written to be read like that.
    let marked_up = summary.words().is_some_and(|text| {
        text.trim_start().starts_with('<') && looks_like_html(&text)
    });
    let texts = [
        Field(if marked_up { Kind::Html } else { Kind::Plain }, summary),
        Field(Kind::Plain, item.get("content_text")),
        Field(Kind::Html, html),
    ];
    Ok(Draft {
        id: id(own_id),
        words: Words::new(Field(Kind::Plain, item.get("title")), &texts)?,
        image: picture(item, html, &page),
        published: item.get("date_published").text().and_then(|text| date::parse(&text)),
        authors: names(item.any(&["authors", "author"])),
        language: tag(item.get("language")),
        page,
    })
}

fn picture(item: &Object<'_>, html: Json<'_>, page: &Url) -> Option<Image> {
    let declared = ["image", "banner_image"].iter().find_map(|name| image::read(item.get(name), page));
    let attached = || {
        item.get("attachments").one_or_many().find_map(|attachment| {
            let is_image = attachment.get("mime_type").text()?.starts_with("image/");
            is_image.then(|| image::read(attachment.get("url"), page)).flatten()
        })
    };
    declared.or_else(attached).or_else(|| image::first_in(&html.words()?, page))
}
