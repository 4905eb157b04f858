//! Posts of the WordPress REST API (`/wp-json/wp/v2/posts`), with or without `_embed`. Titles and
//! excerpts are HTML there by design, dates carry no zone, and every embedded object may be an
//! error instead.

use super::{
    Feed, Format, Image, Published, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{self, Field, Kind, Words},
};

pub(super) fn read(list: Json<'_>, base: &str) -> Feed {
    let mut gather = Gather::new(Format::WordPress, base, Json::NULL);
    gather.items(list, &item);
    gather.finish()
}

fn item(item: &Object<'_>, site: &Site) -> Result<Draft, SkipReason> {
    let guid = item.get("guid");
    let permalink = guid.words().is_some_and(|guid| guid.starts_with("http"));
    let page = site.page(&[
        item.get("link"),
        if permalink { guid.get("rendered") } else { Json::NULL },
    ])?;
    let embedded = item.get("_embedded");
    let (excerpt, content) = (item.get("excerpt"), item.get("content"));
    // Behind a password the excerpt is empty, or says no more than that.
    let open = |text: Json<'_>| !text.get("protected").is_true();
    let texts: &[Field<'_>] = if open(excerpt) && open(content) {
        &[Field(Kind::Html, excerpt), Field(Kind::Html, content)]
    } else {
        &[]
    };
    let mut authors = names(embedded.get("author"));
    if authors.is_empty() {
        authors = names(item.any(&["authors", "author_name"]));
    }
    if authors.is_empty() {
        authors = names(item.get("yoast_head_json").get("author"));
    }
    Ok(Draft {
        id: id(item.get("id")),
        words: Words::new(Field(Kind::Html, item.get("title")), texts)?,
        image: featured(item, embedded, &page)
            .or_else(|| image::first_in(&content.words()?, &page)),
        published: published(item),
        authors,
        language: tag(item.any(&["lang", "language"])),
        page,
    })
}

/// `date` is local to a zone that nobody names, so it is good for the day only.
fn published(item: &Object<'_>) -> Option<Published> {
    let utc = item.get("date_gmt").text().and_then(|text| date::parse_utc(&text));
    utc.or_else(|| date::parse(&item.get("date").text()?))
}

/// The featured picture: embedded, or where common plugins put it.
fn featured(item: &Object<'_>, embedded: Json<'_>, page: &Url) -> Option<Image> {
    let media = embedded.get("wp:featuredmedia").one_or_many().find_map(|media| picture(media, page));
    media
        .or_else(|| picture(item.get("better_featured_image"), page))
        .or_else(|| image::read(item.get("jetpack_featured_media_url"), page))
        .or_else(|| image::read(item.get("featured_image_url"), page))
        .or_else(|| image::read(item.get("yoast_head_json").get("og_image"), page))
}

/// A media object: the whole picture and its smaller sizes. Sizes that are cropped to another
/// shape are other pictures.
fn picture(media: Json<'_>, page: &Url) -> Option<Image> {
    let details = media.get("media_details");
    let (width, height) = (details.get("width").number(), details.get("height").number());
    let address = media.get("source_url").text()?;
    let mut image = image::new(&address, page, width, height)?;
    image.alt = image::alt_text(media.get("alt_text"));
    let caption = Field(Kind::Html, media.get("caption")).line(text::MAX_ALT);
    image.credit = Some(caption).filter(|caption| !caption.is_empty());
    let (Some(width), Some(height)) = (image.width, image.height) else {
        return Some(image);
    };
    let mut sources = Vec::new();
    image::add_source(&mut sources, &address, width, page);
    let mut chosen = (width, height);
    for (_, size) in details.get("sizes").members() {
        let (Some(address), Some(across), Some(down)) =
            (size.get("source_url").text(), size.get("width").number(), size.get("height").number())
        else {
            continue;
        };
        // Sizes are rounded to whole pixels, so shapes are compared with a pixel's tolerance.
        let (this, whole) = (u64::from(across) * u64::from(height), u64::from(down) * u64::from(width));
        if this.abs_diff(whole) > u64::from(width.max(height)) {
            continue;
        }
        image::add_source(&mut sources, &address, across, page);
        if image::choose(&sources).is_some_and(|source| source.width == across) {
            chosen = (across, down);
        }
    }
    if let Some(source) = image::choose(&sources) {
        image.url.clone_from(&source.url);
        (image.width, image.height) = (Some(chosen.0), Some(chosen.1));
    }
    if sources.len() > 1 {
        image.sources = sources;
    }
    Some(image)
}
