//! One item, read by the names its format gives to what every article has. A format is mostly a
//! table of names; what a table cannot say, its reader does to the item beforehand.

use super::{
    Format, Image, Published, SkipReason, date, image,
    json::{Json, Object},
    language,
    link::Url,
    text::{self, Field, Kind},
};

/// As many authors as a slide could possibly name.
const MAX_AUTHORS: usize = 10;
/// More than anybody looks for.
pub const MAX_TAGS: usize = 20;
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
                let read = date::parse(&value.words(), utc);
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
        page: &Url,
    ) -> Option<Image> {
        for value in item.all(self.image) {
            if let Some(mut picture) = image::read(value, page) {
                for value in item.all(self.alt) {
                    if picture.alt.is_empty() {
                        picture.alt = image::alt_text(value);
                    }
                }
                for value in item.all(self.credit) {
                    if picture.credit.is_none() {
                        picture.credit = image::credit(value);
                    }
                }
                return Some(picture);
            }
        }
        let mut texts = texts.iter().filter(|text| text.0 != Kind::Plain);
        texts.find_map(|text| image::first_in(&text.1.words(), page))
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

/// The first of these links that can be followed from `base`.
pub(super) fn page(base: Option<&Url>, links: &[Json<'_>]) -> Result<Url, SkipReason> {
    let mut reason = SkipReason::NoLink;
    for link in links {
        let mut many = link.one_or_many().take(10);
        let link = many
            .find(|link| link.get("rel").text() == "alternate")
            .unwrap_or(link.first());
        let link = if link.is_object() {
            link.any("href url @id rendered")
        } else {
            link
        };
        match Url::resolve(&link.text(), base) {
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
            let name = author.any("display_name name");
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
