//! What a value of a feed is, judged by the objects in it and by its name.

use super::super::{
    MAX_ITEMS, fields,
    json::{Json, Object},
    json_ld, list,
    plain::NAMES,
};
use super::names::{LISTS, LISTS_OF_SITES, SITES};

/// How many articles are enough to know what a list is.
pub(super) const ENOUGH: usize = 3;

/// What a value may be. A later variant is the better find.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Rank {
    /// Objects that are no articles, under a name that promises articles.
    Objects,
    /// Names with links: authors, sections.
    Names,
    /// One article. Its date or its authors show that it is no site.
    Single,
    /// Titles with links and nothing else: often a menu.
    Links,
    /// Titles with dates and without links. An error about them helps more than a menu.
    Unlinked,
    /// Titles with links, and with texts, pictures or a promising name.
    Titles,
    /// An empty list, under a name that promises articles.
    Empty,
    /// Titles with links, and with dates or a promising name.
    Articles,
}

impl Rank {
    /// The rank of a list that stands aside, or is no news by its name. It counts at most as a list of links.
    pub(super) fn aside(self) -> Self {
        if self > Self::Links {
            Self::Links
        } else {
            self
        }
    }
}

/// What a value's name and place promise.
#[derive(Clone, Copy)]
pub(super) struct Promise {
    is_root: bool,
    is_named: bool,
    pub(super) is_site: bool,
}

impl Promise {
    pub(super) fn of(name: &str, depth: usize) -> Self {
        Self {
            is_root: depth == 0,
            is_named: list::has(LISTS, name),
            is_site: list::has(SITES, name),
        }
    }

    /// Whether articles are expected here.
    pub(super) fn is_telling(self) -> bool {
        self.is_root || self.is_named
    }
}

/// What a value is, and the quality of its best article.
pub(super) fn judge(value: Json<'_>, members: &Object<'_>, promise: Promise) -> Option<(Rank, u8)> {
    let (mut objects, mut articles, mut best) = (0, 0, 0);
    let mut is_unlinked = false;
    let values = members.members().map(|(_, value)| value);
    for item in value.elements().chain(values).take(MAX_ITEMS) {
        let Some(mut item) = fields::item(item) else {
            continue;
        };
        if json_ld::is_kind(item.get("@type"), &["ListItem"]) {
            item.append(item.get("item"));
        }
        objects += 1;
        let quality = quality(&item);
        is_unlinked |= quality == 0 && is_without_link(&item);
        articles += usize::from(quality > 0);
        best = best.max(quality);
        if articles == ENOUGH {
            break;
        }
    }
    // If a feed was converted from XML, a channel is a list with one element.
    if promise.is_site && articles < 2 {
        return None;
    }
    let is_promised = promise.is_named && best >= TITLE;
    if !value.is_array() && !is_keyed(members, objects, articles, is_promised) {
        let quality = quality(&fields::unwrapped(members.clone()));
        let single = quality >= TITLE && quality & DATED != 0;
        return single.then_some((Rank::Single, quality));
    }
    let telling = promise.is_telling();
    let rank = match best {
        0 if is_unlinked && value.is_array() => return Some((Rank::Unlinked, TITLE)),
        0 if objects > 0 => Rank::Objects,
        0 if value.elements().next().is_none() => Rank::Empty,
        0 => return None,
        _ if best & DATED != 0 || (telling && best >= TEXT) => Rank::Articles,
        TITLE if !telling => Rank::Links,
        _ if telling || best >= TEXT => Rank::Titles,
        _ => Rank::Names,
    };
    (telling || rank > Rank::Objects && rank != Rank::Empty).then_some((rank, best))
}

/// Whether an object is a list with keys: most of its values are articles, and the keys are numbers
/// or identifiers. Where its name promises articles and it has several with titles, words are keys,
/// too, unless it is an article itself.
fn is_keyed(members: &Object<'_>, objects: usize, articles: usize, promised: bool) -> bool {
    let is_id = |key: &str| key.bytes().any(|byte| matches!(byte, b'0'..=b'9' | b'-'));
    articles * 2 > objects
        && ((promised && articles > 1 && quality(members) == 0)
            || members
                .members()
                .any(|(key, value)| value.is_object() && is_id(key)))
}

/// The parts of an object's quality.
pub(super) const TITLE: u8 = 24;
const TEXT: u8 = 16;
const NAME: u8 = 8;
pub(super) const DATED: u8 = 4;

/// Whether an object has a title and a date, and nothing that could be a link.
fn is_without_link(item: &Object<'_>) -> bool {
    !item.all("title headline headlines").is_empty()
        && !item.all(NAMES.published).is_empty()
        && !fields::has_link(item)
}

/// Whether an object has articles. Only articles themselves tell a section from an article with parts. An
/// object with a date is more often an article, so only clear names count there.
fn is_section(item: &Object<'_>, dated: bool) -> bool {
    const CLEAR: &str = "articles posts stories";
    const OTHERS: &str = "news latest results hits docs nodes edges";
    item.members().any(|(name, part)| {
        let list = if part.is_object() {
            part.any(LISTS)
        } else {
            part
        };
        let Some(first) = list.elements().next() else {
            return false;
        };
        let is_article = || {
            fields::item(first).is_some_and(|it| {
                fields::has_link(&it) && !it.all("title headline headlines").is_empty()
            })
        };
        (!dated && list::has(LISTS_OF_SITES, name))
            || (list::has(CLEAR, name) || !dated && list::has(OTHERS, name)) && is_article()
    })
}

/// How much an object tells about an article. It is 0 without a link or without words: no article.
fn quality(item: &Object<'_>) -> u8 {
    let says = |names: &str| {
        item.all(names)
            .iter()
            .any(|value| !value.words().is_empty())
    };
    if !fields::has_link(item) {
        return 0;
    }
    let texts = NAMES.texts.iter().any(|(_, names)| says(names));
    let words = if says("title headline headlines heading webtitle") {
        TITLE
    } else if texts {
        TEXT
    } else if says("name") {
        NAME
    } else {
        return 0;
    };
    let is_there = |names: &str| !item.all(names).is_empty();
    // For an object that stands alone, authors are also proof that it is no site.
    let dated = is_there(NAMES.published) || is_there(NAMES.authors);
    if is_section(item, dated) {
        return 0;
    }
    let pictured = is_there(NAMES.image);
    words + if dated { DATED } else { 0 } + 2 * u8::from(pictured) + u8::from(texts)
}
