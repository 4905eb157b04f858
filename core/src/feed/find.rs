//! Where a feed keeps its articles: under any name, at any depth, as a list or as an object whose
//! keys are numbers or identifiers. The objects of a list decide, not its name alone: menus,
//! authors and the site itself have titles and links, too.

use super::{
    MAX_ITEMS, fields,
    json::{Json, Object},
    list,
    plain::NAMES,
};

/// A list of articles, or one article that takes the place of a list.
pub(super) struct Found<'a> {
    pub(super) list: Json<'a>,
    /// The object around the list.
    pub(super) about: Json<'a>,
    /// The list's name in that object.
    pub(super) name: String,
    /// Whether it is one article.
    single: bool,
    /// How many objects and lists are around it.
    depth: usize,
    /// Whether it is an element of a list that is no site's.
    is_element: bool,
    /// Whether an empty list here may be the feed's own. A part of an article, such as its
    /// subordinate pages, is often empty.
    may_be_empty: bool,
    /// Whether it is one of several elements of a list, or inside one. A single article there is not
    /// the feed.
    is_one_of_many: bool,
    /// Whether it is one of several articles without links.
    is_article: bool,
}

impl<'a> Found<'a> {
    pub(super) fn items(&self) -> impl Iterator<Item = Json<'a>> {
        let (many, one) = if self.single { (0, 1) } else { (MAX_ITEMS, 0) };
        let alone = std::iter::once(self.list).take(one);
        self.list.values().take(many).chain(alone)
    }

    /// Whether the feed has a list without elements.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_array() && self.list.elements().next().is_none()
    }
}

/// The names that publishers give to their list.
const LISTS: &str = "posts articles items latest news entries stories results hits data docs value list \
    item entry records member hydra:member members nodes edges children rows documents";
/// The names of a list that stands beside a site's own title and link.
const LISTS_OF_SITES: &str = "items item entries entry articles posts";
/// Names of objects that describe a site, although they have a title and a link.
const SITES: &str = "rss channel feed site website collection publisher meta source home";
/// How deep envelopes may nest.
const MAX_DEPTH: usize = 6;
/// How many values are looked at in the search for one.
const MAX_VISITS: usize = 300;
/// How many articles are enough to know what a list is.
const ENOUGH: usize = 3;

/// What a value may be. A later variant is the better find.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Rank {
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

/// Searches a whole feed, from the outside in. `members` are the root's.
pub(super) fn list<'a>(root: Json<'a>, members: &Object<'a>) -> Option<Found<'a>> {
    let mut best: Option<((Rank, bool, u8, usize), usize)> = None;
    let mut visits = vec![Found {
        list: root,
        about: Json::NULL,
        name: String::new(),
        single: false,
        depth: 0,
        is_element: false,
        may_be_empty: true,
        is_one_of_many: false,
        is_article: false,
    }];
    let mut at = 0;
    while let Some(visit) = visits.get(at) {
        let Found {
            list: value,
            about,
            depth,
            is_element,
            may_be_empty,
            is_one_of_many,
            is_article,
            ..
        } = *visit;
        let name = visit.name.clone();
        let promise = Promise::of(&name, depth);
        let own;
        let members = if at == 0 {
            members
        } else {
            own = value.object().unwrap_or_default();
            &own
        };
        let judged = judge(value, members, promise).filter(|(rank, _)| match rank {
            Rank::Empty => may_be_empty,
            Rank::Single => !is_one_of_many,
            _ => true,
        });
        if let Some((rank, quality)) = judged {
            let standing = (rank, promise.is_telling(), quality, value.size());
            if best.is_none_or(|(best, _)| standing > best) {
                best = Some((standing, at));
            }
        }
        at += 1;
        // Objects inside an article describe that article. Only names that promise articles are
        // followed.
        let rank = judged.map(|(rank, _)| rank);
        if rank == Some(Rank::Articles) || depth == MAX_DEPTH {
            continue;
        }
        let is_unlinked = rank == Some(Rank::Unlinked);
        let promised = rank == Some(Rank::Single) || is_article;
        let titled = is_element && !members.any("title headline name").is_null();
        let mut push = |name: &str, list: Json<'a>, about: Json<'a>, elements: usize| {
            let follow = (list.is_object() || list.is_array())
                && (!promised || list::has(LISTS, name))
                && visits.len() < MAX_VISITS;
            if follow {
                visits.push(Found {
                    list,
                    about,
                    name: name.into(),
                    single: false,
                    depth: depth + 1,
                    is_element: elements > 0 && !promise.is_site,
                    may_be_empty: may_be_empty
                        && !titled
                        && (!promised || list::has(LISTS_OF_SITES, name)),
                    is_one_of_many: is_one_of_many || elements > 1,
                    is_article: is_unlinked,
                });
            }
        };
        let elements: Vec<_> = value.elements().take(ENOUGH).collect();
        for element in &elements {
            push(&name, *element, about, elements.len());
        }
        for (key, part) in members.members() {
            push(key, part, value, 0);
        }
    }
    let ((rank, ..), at) = best?;
    let mut found = visits.into_iter().nth(at)?;
    found.single = rank == Rank::Single;
    Some(found)
}

/// What a value's name and place promise.
#[derive(Clone, Copy)]
struct Promise {
    is_root: bool,
    is_named: bool,
    is_site: bool,
}

impl Promise {
    fn of(name: &str, depth: usize) -> Self {
        Self {
            is_root: depth == 0,
            is_named: list::has(LISTS, name),
            is_site: list::has(SITES, name),
        }
    }

    /// Whether articles are expected here.
    fn is_telling(self) -> bool {
        self.is_root || self.is_named
    }
}

/// What a value is, and the quality of its best article.
fn judge(value: Json<'_>, members: &Object<'_>, promise: Promise) -> Option<(Rank, u8)> {
    let (mut objects, mut articles, mut best) = (0, 0, 0);
    let mut is_unlinked = false;
    let values = members.members().map(|(_, value)| value);
    for item in value.elements().chain(values).take(MAX_ITEMS) {
        let Some(item) = fields::item(item) else {
            continue;
        };
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
const TITLE: u8 = 24;
const TEXT: u8 = 16;
const NAME: u8 = 8;
const DATED: u8 = 4;

/// Whether an object has a title and a date, and nothing that could be a link.
fn is_without_link(item: &Object<'_>) -> bool {
    !item.all("title headline headlines").is_empty()
        && !item.all(NAMES.published).is_empty()
        && !fields::has_link(item)
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
    // A section has articles, and no date.
    if !dated && item.any(LISTS_OF_SITES).elements().next().is_some() {
        return 0;
    }
    let pictured = is_there(NAMES.image);
    words + if dated { DATED } else { 0 } + 2 * u8::from(pictured) + u8::from(texts)
}
