//! A publisher's own list of objects, under the names that come naturally: `title`, `url`,
//! `summary`, `image`, `date` and their synonyms, in any case and with any separators. NewsAPI's
//! `articles[]` is the best known of them; it has null almost anywhere and texts cut with
//! `[+123 chars]`.

use super::{
    Feed, Format, Image, SkipReason, date,
    gather::{Draft, Gather, Site, id, names, tag},
    image,
    json::{Json, Object},
    link::Url,
    text::{Field, Kind, Words},
};

const HEADLINE: &str = "title headline heading name webtitle";
const LINK: &str = "url link permalink href weburl articleurl canonicalurl externalurl uri newsurl \
    sourceurl guid id";
const SUMMARY: &str = "summary description excerpt teaser abstract lead intro snippet standfirst \
    trailtext subtitle dek deck";
const TEXT: &str = "contenttext text content contentencoded contenthtml html body articlebody";
const IMAGE: &str = "image imageurl urltoimage imagesrc featuredimage featureimage mainimage \
    leadimage picture photo cover coverimage bannerimage thumbnail thumbnailurl thumb img images \
    media enclosure multimedia";
const DATE: &str = "published publishedat datepublished publisheddate publishdate publicationdate \
    pubdate pub firstpublished webpublicationdate dategmt date isodate datetime created createdat \
    timestamp time";
const AUTHOR: &str = "author authors creator dccreator byline writer authorname by";
const LANGUAGE: &str = "language lang locale inlanguage";

pub(super) fn read(format: Format, list: Json<'_>, base: &str) -> Feed {
    let mut gather = Gather::new(format, base, Json::NULL);
    gather.items(list, &item);
    gather.finish()
}

/// Whether an object has what every article needs under names we know.
pub(super) fn is_article(value: Json<'_>) -> bool {
    value.object().is_some_and(|item| {
        [HEADLINE, LINK].iter().all(|names| any(&item, names).next().is_some())
    })
}

fn item(item: &Object<'_>, site: &Site) -> Result<Draft, SkipReason> {
    let links: Vec<Json<'_>> = any(item, LINK)
        .filter(|(name, value)| {
            // Ids may be permalinks; otherwise they lead nowhere.
            !matches!(*name, "id" | "guid") || value.words().is_some_and(|id| id.starts_with("http"))
        })
        .map(|(_, value)| value)
        .collect();
    let page = site.page(&links)?;
    let headline = any(item, HEADLINE).next().map_or(Json::NULL, |(_, value)| value);
    let mut texts = Vec::new();
    for names in [SUMMARY, TEXT] {
        texts.extend(any(item, names).map(|(_, value)| Field(Kind::Either, value)));
    }
    let mut fields = any(item, DATE).filter_map(|(_, value)| value.words());
    Ok(Draft {
        id: id(item.any(&["id", "uuid", "guid", "ID"])),
        words: Words::new(Field(Kind::Either, headline), &texts)?,
        image: picture(item, &page),
        published: fields.find_map(|text| date::parse(&text)),
        authors: any(item, AUTHOR).map(|(_, value)| names(value)).find(|names| !names.is_empty()).unwrap_or_default(),
        language: any(item, LANGUAGE).find_map(|(_, value)| tag(value)),
        page,
    })
}

fn picture(item: &Object<'_>, page: &Url) -> Option<Image> {
    let declared = any(item, IMAGE).find_map(|(_, value)| image::read(value, page));
    let Some(mut picture) = declared else {
        let mut texts = any(item, TEXT).filter_map(|(_, value)| value.words());
        return texts.find_map(|text| image::first_in(&text, page));
    };
    let text = |names| any(item, names).next().map_or(Json::NULL, |(_, value)| value);
    if picture.alt.is_empty() {
        picture.alt = image::alt_text(text("imagealt imagealttext alt alttext imagecaption"));
    }
    if picture.credit.is_none() {
        picture.credit = image::credit(text("imagecredit photocredit credit photographer"));
    }
    Some(picture)
}

/// The members with one of these names, in the order of the names, unless null; each with the name
/// it was found by.
fn any<'i, 'a>(item: &'i Object<'a>, names: &'static str) -> impl Iterator<Item = (&'static str, Json<'a>)> + 'i {
    names.split_ascii_whitespace().filter_map(|name| {
        let mut members = item.members().iter();
        let (_, value) = members.find(|(key, value)| is_named(key, name) && !value.is_null())?;
        Some((name, *value))
    })
}

/// Whether `published_at`, `publishedAt` or `dc:creator` is `publishedat` or `dccreator`.
fn is_named(key: &str, name: &str) -> bool {
    let letters = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b':' | b'.' | b'@' | b' '));
    letters.map(|byte| byte.to_ascii_lowercase()).eq(name.bytes())
}
