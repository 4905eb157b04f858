//! Posts of the Ghost Content API (`/ghost/api/content/posts/`). Titles and excerpts are plain
//! text; authors are there only when asked for with `include=authors`.

use super::{
    Feed, Format, Image, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{self, Field, Kind, Words},
};

pub(super) fn read(list: Json<'_>, base: &str) -> Feed {
    let mut gather = Gather::new(Format::Ghost, base, Json::NULL);
    gather.items(list, &item);
    gather.finish()
}

fn item(item: &Object<'_>, site: &Site) -> Result<Draft, SkipReason> {
    let page = site.page(&[item.get("url"), item.get("canonical_url")])?;
    let html = item.get("html");
    let texts = [
        Field(Kind::Either, item.get("custom_excerpt")),
        Field(Kind::Either, item.get("excerpt")),
        Field(Kind::Html, html),
        Field(Kind::Plain, item.get("plaintext")),
    ];
    Ok(Draft {
        id: id(item.any(&["id", "uuid"])),
        words: Words::new(Field(Kind::Plain, item.get("title")), &texts)?,
        image: featured(item, &page).or_else(|| image::first_in(&html.words()?, &page)),
        published: item.get("published_at").text().and_then(|text| date::parse(&text)),
        authors: names(item.any(&["authors", "primary_author"])),
        language: tag(item.any(&["locale", "lang"])),
        page,
    })
}

fn featured(item: &Object<'_>, page: &Url) -> Option<Image> {
    let addresses = ["feature_image", "og_image", "twitter_image"];
    let mut picture = addresses.iter().find_map(|name| image::read(item.get(name), page))?;
    picture.alt = image::alt_text(item.get("feature_image_alt"));
    // Ghost's captions are where authors name the photographer.
    let caption = Field(Kind::Html, item.get("feature_image_caption")).line(text::MAX_ALT);
    picture.credit = Some(caption).filter(|caption| !caption.is_empty());
    Some(picture)
}
