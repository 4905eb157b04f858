//! One item, read by the names that its format uses for the parts of an article. A format is mostly
//! a table of names. Where a table is not enough, the format's reader changes the item beforehand.

use super::{
    Format, Image, Published, SkipReason, credit, date, focus, image,
    json::{Json, Object},
    language,
    link::{Place, Url},
    list, plain,
    text::{self, Field, Kind},
};
use crate::search;

/// More authors than this do not fit on a slide.
const MAX_AUTHORS: usize = 10;
/// More tags than anybody searches for.
pub const MAX_TAGS: usize = 20;
/// No link has more bytes than this, even if it is a list of objects.
const MAX_LINK: usize = 20_000;
/// No id in use has more characters than this.
const MAX_ID: usize = 1000;

/// Where a format keeps each part. Each member is a list of names as [`Object::all`] takes them.
/// The first name that gives something usable counts.
pub(super) struct Names {
    pub(super) format: Format,
    /// Ids that the format promises to be unique. Empty if the format promises none.
    pub(super) id: &'static str,
    pub(super) link: &'static str,
    /// Fields that count as links only if they are whole addresses.
    pub(super) permalink: &'static str,
    pub(super) headline: (Kind, &'static str),
    /// Fields for a summary, a headline or a picture, the best first.
    pub(super) texts: &'static [(Kind, &'static str)],
    pub(super) image: &'static str,
    pub(super) alt: &'static str,
    pub(super) credit: &'static str,
    pub(super) published: &'static str,
    /// Dates in UTC that do not say so.
    pub(super) published_utc: &'static str,
    pub(super) authors: &'static str,
    pub(super) language: &'static str,
}

impl Names {
    /// The address an item leads to.
    pub(super) fn page(&self, item: &Object<'_>, base: Option<&Url>) -> Result<Url, SkipReason> {
        let mut links = item.all(self.link);
        // If a Drupal node has no other name, its number is its name.
        links.retain(|link| self.format == Format::Drupal || !target(*link).is_number());
        for link in item.all(self.permalink) {
            if link.words().starts_with("http") {
                links.push(link);
            }
        }
        page(base, &links)
    }

    /// The fields that can give an item's text.
    pub(super) fn texts<'a>(&self, item: &Object<'a>) -> Vec<Field<'a>> {
        let mut texts = Vec::new();
        for (kind, names) in self.texts {
            for value in item.all(names) {
                // If a WordPress post has a password, its texts are empty or only say so.
                if !value.get("protected").is_true() {
                    texts.push(Field(*kind, value));
                }
            }
        }
        texts
    }

    pub(super) fn published(&self, item: &Object<'_>) -> Option<Published> {
        for (utc, names) in [(true, self.published_utc), (false, self.published)] {
            for value in item.all(names) {
                let read = date::read(value, utc);
                if read.is_some() {
                    return read;
                }
            }
        }
        None
    }

    /// The declared picture. Without one, the first picture in the article's HTML.
    pub(super) fn picture(
        &self,
        item: &Object<'_>,
        texts: &[Field<'_>],
        place: Place<'_>,
    ) -> Option<Image> {
        const CAPTIONS: &str = "featureimagecaption imagecaption photocaption caption";
        for value in item.all(self.image) {
            let Some(mut picture) = image::read(value, place) else {
                continue;
            };
            for value in item.all(self.alt) {
                if picture.alt.is_empty() {
                    picture.alt = image::alt_text(value);
                }
            }
            let credits = item.all(self.credit).into_iter().map(credit::field);
            let captions = item.all(CAPTIONS).into_iter().map(credit::in_caption);
            picture.credit = picture.credit.or(credits.chain(captions).flatten().next());
            if cfg!(feature = "facts") {
                let points = item.all(focus::NAMES).into_iter();
                picture.focus = picture.focus.or(points.filter_map(focus::read).next());
            }
            return Some(picture);
        }
        let mut texts = texts.iter().filter(|text| text.0 != Kind::Plain);
        texts.find_map(|text| image::first_in(&text.1.words(), place))
    }

    pub(super) fn id(&self, item: &Object<'_>) -> String {
        let id = item
            .all(self.id)
            .first()
            .map(|id| id.text())
            .unwrap_or_default();
        id.trim_ascii().chars().take(MAX_ID).collect()
    }
}

/// An item as an object. The members of a wrapper that an interface puts around articles follow its
/// own.
pub(super) fn item(value: Json<'_>) -> Option<Object<'_>> {
    value.object().map(unwrapped)
}

/// An item's own members, followed by those of its wrappers.
pub(super) fn unwrapped(mut item: Object<'_>) -> Object<'_> {
    const WRAPPERS: &str =
        "node _source document doc data attributes properties fields $ article post";
    for name in WRAPPERS.split(' ') {
        let inner = item.get(name);
        item.append(inner);
    }
    item
}

/// Whether an item says that its publisher does not show it.
pub(super) fn is_unpublished(item: &Object<'_>) -> bool {
    const STATES: &str = "draft pending private trash trashed deleted unpublished scheduled future";
    [
        ("status state", STATES),
        ("draft isdraft", "true"),
        ("published ispublished", "false"),
    ]
    .iter()
    .any(|(names, words)| {
        let values = item.all(names);
        values.iter().any(|it| list::has(words, &it.written()))
    })
}

/// Whether an item, in any format, names an address that it could lead to. A picture in a gallery
/// has only its own.
pub(super) fn has_link(item: &Object<'_>) -> bool {
    const PICTURES: &str = "jpg jpeg png webp gif avif svg";
    let is_address = |link: &Json<'_>| {
        let target = target(*link);
        let address = target.text();
        let kind = search::split_last(&address, b'.').map_or("", |(_, kind)| kind);
        !target.is_number() && !address.is_empty() && !list::has(PICTURES, kind)
    };
    item.all(plain::NAMES.link).iter().any(is_address)
        || item
            .all(plain::NAMES.permalink)
            .iter()
            .any(|link| link.words().starts_with("http"))
}

/// The address in a link, at any depth.
fn target(link: Json<'_>) -> Json<'_> {
    let mut link = link;
    for _ in 0..4 {
        if link.size() > MAX_LINK {
            return Json::NULL;
        }
        let is_page = |link: &Json<'_>| {
            let marks = link.any("$ @attributes");
            let marks = if marks.is_object() { marks } else { *link };
            marks.get("rel").text() == "alternate"
        };
        let mut many = link.elements().take(10);
        link = many.find(is_page).unwrap_or(link.first());
        if !link.is_object() {
            break;
        }
        link = link.any("href url @id rendered $ @attributes web html canonical website");
    }
    link
}

/// The first of these links that can be resolved against `base`.
pub(super) fn page(base: Option<&Url>, links: &[Json<'_>]) -> Result<Url, SkipReason> {
    let mut reason = SkipReason::NoLink;
    for link in links {
        match Url::resolve(&target(*link).text(), base) {
            Err(SkipReason::UnsafeLink) => reason = SkipReason::UnsafeLink,
            Err(_) => {}
            url => return url,
        }
    }
    Err(reason)
}

/// The first of these fields that is a language tag.
pub(super) fn tag(values: &[Json<'_>]) -> Option<String> {
    values.iter().find_map(|value| {
        let named = value.get("alternateName");
        language::tag(&if named.is_null() { *value } else { named }.words())
    })
}

/// The names from the first of these fields that has any: a string, an object with a name, or a
/// list of either.
pub(super) fn authors(values: &[Json<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for value in values {
        for author in value.one_or_many().take(MAX_AUTHORS) {
            let name = author.any("display_name displayName name original");
            let name = if name.is_null() { author } else { name };
            if let Some(name) = text::name(name)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}
