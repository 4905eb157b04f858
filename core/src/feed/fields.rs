//! One item, read by the names its format gives to what every article has. A format is mostly a
//! table of names; what a table cannot say, its reader does to the item beforehand.

use super::{
    Format, Image, Published, SkipReason, credit, date, focus, image,
    json::{Json, Object},
    language,
    link::{Place, Url},
    plain,
    text::{self, Field, Kind},
};

/// As many authors as a slide could possibly name.
const MAX_AUTHORS: usize = 10;
/// More than anybody looks for.
pub const MAX_TAGS: usize = 20;
/// More bytes than any link is written in, be it a list of objects.
const MAX_LINK: usize = 20_000;
/// More characters than any id in use.
const MAX_ID: usize = 1000;

/// Where a format keeps what. Each is a list of names as [`Object::all`] takes them; the first one
/// that gives something usable counts.
pub(super) struct Names {
    pub(super) format: Format,
    /// Ids that the format promises to be unique; empty where it does not.
    pub(super) id: &'static str,
    pub(super) link: &'static str,
    /// Links only where they are whole addresses.
    pub(super) permalink: &'static str,
    pub(super) headline: (Kind, &'static str),
    /// What a summary, a headline or a picture can be taken from, the best first.
    pub(super) texts: &'static [(Kind, &'static str)],
    pub(super) image: &'static str,
    pub(super) alt: &'static str,
    pub(super) credit: &'static str,
    pub(super) published: &'static str,
    /// Dates that are in UTC without saying so.
    pub(super) published_utc: &'static str,
    pub(super) authors: &'static str,
    pub(super) language: &'static str,
}

impl Names {
    /// Where an item leads.
    pub(super) fn page(&self, item: &Object<'_>, base: Option<&Url>) -> Result<Url, SkipReason> {
        let mut links = item.all(self.link);
        // Drupal calls a node by its number where it has no other name.
        links.retain(|link| self.format == Format::Drupal || !link.is_number());
        for link in item.all(self.permalink) {
            if link.words().starts_with("http") {
                links.push(link);
            }
        }
        page(base, &links)
    }

    /// The fields that an item's text may come from.
    pub(super) fn texts<'a>(&self, item: &Object<'a>) -> Vec<Field<'a>> {
        let mut texts = Vec::new();
        for (kind, names) in self.texts {
            for value in item.all(names) {
                // Behind a password, WordPress' texts are empty, or say no more than that.
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

    /// The declared picture, else the first one in the article's HTML.
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

/// An item as an object, with the members of what interfaces wrap an article in behind its own.
pub(super) fn item(value: Json<'_>) -> Option<Object<'_>> {
    value.object().map(unwrapped)
}

/// An item's own members, and behind them those of what it is wrapped in.
pub(super) fn unwrapped(mut item: Object<'_>) -> Object<'_> {
    const WRAPPERS: &str = "node _source document data attributes fields $ article";
    for name in WRAPPERS.split(' ') {
        let inner = item.get(name);
        item.append(inner);
    }
    item
}

/// Whether an item, of whatever format, names an address that it could lead to.
pub(super) fn has_link(item: &Object<'_>) -> bool {
    let is_address = |link: &Json<'_>| !link.is_number() && !address(*link).is_empty();
    item.all(plain::NAMES.link).iter().any(is_address)
        || item
            .all(plain::NAMES.permalink)
            .iter()
            .any(|link| link.words().starts_with("http"))
}

/// The address that a link holds, at whatever depth.
fn address(link: Json<'_>) -> String {
    let mut link = link;
    for _ in 0..4 {
        if link.size() > MAX_LINK {
            return String::new();
        }
        let is_page = |link: &Json<'_>| {
            let marks = link.get("$");
            let marks = if marks.is_object() { marks } else { *link };
            marks.get("rel").text() == "alternate"
        };
        let mut many = link.elements().take(10);
        link = many.find(is_page).unwrap_or(link.first());
        if !link.is_object() {
            break;
        }
        link = link.any("href url @id rendered $ web html canonical website");
    }
    link.text()
}

/// The first of these links that can be followed from `base`.
pub(super) fn page(base: Option<&Url>, links: &[Json<'_>]) -> Result<Url, SkipReason> {
    let mut reason = SkipReason::NoLink;
    for link in links {
        match Url::resolve(&address(*link), base) {
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

/// The names in the first of these fields that has any: a string, an object with a name, or a list
/// of either.
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
