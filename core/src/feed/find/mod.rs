//! Where a feed keeps its articles: under any name, at any depth, as a list or as an object whose
//! keys are numbers or identifiers. The objects of a list decide, not its name alone: menus,
//! authors and the site itself have titles and links, too.

mod judge;
mod names;
mod row;

use super::{
    MAX_ITEMS,
    json::{Json, Object},
    list,
};
use std::rc::Rc;

use judge::{Promise, Rank, judge};
use names::{LISTS, LISTS_OF_SITES};

/// A list of articles, or one article that takes the place of a list.
pub(super) struct Found<'a> {
    pub(super) list: Json<'a>,
    /// The object around the list.
    pub(super) about: Json<'a>,
    /// The list's name in that object.
    pub(super) name: Rc<str>,
    /// The lists of the same name beside it, itself among them, if it is one of several.
    beside: Vec<Json<'a>>,
    /// Whether it is one article.
    single: bool,
    /// How many objects and lists are around it.
    depth: usize,
    /// Whether it is an element of a list that is no site's.
    is_element: bool,
    /// Whether an empty list here may be the feed's own. A part of an article, such as its
    /// subordinate pages, is often empty.
    may_be_empty: bool,
    /// Where the value around it is among the visits.
    parent: usize,
    /// Whether it is a member, not an element.
    is_member: bool,
    /// Whether it is one of several elements of a list, or inside of one. A single article there is
    /// not the feed.
    is_in_row: bool,
    /// Whether the name of it, or of what is around it, says that other articles are meant.
    is_aside: bool,
    /// Whether its name, or that of what holds it, says that it is no news.
    is_other: bool,
    /// Whether it is one of several articles without links.
    is_article: bool,
}

impl<'a> Found<'a> {
    pub(super) fn items(&self) -> impl Iterator<Item = Json<'a>> {
        let (many, one) = if self.single { (0, 1) } else { (MAX_ITEMS, 0) };
        let alone = std::iter::once(self.list).take(one);
        let all = self.lists().iter().flat_map(|list| list.values());
        alone.chain(all.take(many))
    }

    /// The list itself, or all lists beside it.
    pub(super) fn lists(&self) -> &[Json<'a>] {
        if self.beside.is_empty() {
            std::slice::from_ref(&self.list)
        } else {
            &self.beside
        }
    }

    /// Whether the feed has a list without elements.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_array() && self.list.elements().next().is_none()
    }
}

/// What makes one find better than another. An earlier member weighs more.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Standing {
    rank: Rank,
    /// Not one that stands aside, or is no news by its name.
    is_newest: bool,
    is_telling: bool,
    quality: u8,
    size: usize,
}

/// How deep envelopes may nest.
const MAX_DEPTH: usize = 8;
/// How many values are looked at in the search for one.
const MAX_VISITS: usize = 600;
/// How many elements of a list are looked at, if it is no list of articles.
const MAX_ELEMENTS: usize = 40;

/// Searches a whole feed, from the outside in. `members` are the root's.
pub(super) fn list<'a>(root: Json<'a>, members: &Object<'a>) -> Option<Found<'a>> {
    let mut best: Option<(Standing, usize)> = None;
    let mut visits = vec![Found {
        list: root,
        about: Json::NULL,
        name: "".into(),
        beside: Vec::new(),
        single: false,
        depth: 0,
        is_element: false,
        may_be_empty: true,
        parent: 0,
        is_member: false,
        is_in_row: false,
        is_aside: false,
        is_other: false,
        is_article: false,
    }];
    let mut at = 0;
    while let Some(visit) = visits.get(at) {
        let visits_so_far = visits.len();
        let Found {
            list: value,
            about,
            depth,
            is_element,
            may_be_empty,
            is_article,
            is_aside,
            is_other,
            is_in_row,
            ..
        } = *visit;
        let (here, name) = (at, Rc::clone(&visit.name));
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
            Rank::Single => !is_in_row,
            _ => true,
        });
        if let Some((rank, quality)) = judged {
            let is_newest = !is_aside && !is_other;
            let standing = Standing {
                rank: if is_newest { rank } else { rank.aside() },
                is_newest,
                is_telling: promise.is_telling(),
                quality,
                size: value.size(),
            };
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
        let mut push = |name: &Rc<str>, list: Json<'a>, about: Json<'a>, elements: usize| {
            visits.push(Found {
                list,
                about,
                name: Rc::clone(name),
                beside: Vec::new(),
                single: false,
                depth: depth + 1,
                is_element: elements > 0 && !promise.is_site,
                may_be_empty: may_be_empty
                    && !titled
                    && (!promised || list::has(LISTS_OF_SITES, name)),
                parent: here,
                is_member: elements == 0,
                is_in_row: is_in_row || elements > 1,
                is_aside: is_aside
                    || names::is_aside(name)
                    || (elements > 1 && names::says_aside(list)),
                is_other: if elements > 0 {
                    elements > 1 && names::says_other(list)
                } else {
                    names::is_other(name) || (is_other && list::has(LISTS, name))
                },
                is_article: is_unlinked,
            });
        };
        let is_followed = |name: &str, part: Json<'a>| {
            (part.is_object() || part.is_array()) && (!promised || list::has(LISTS, name))
        };
        let elements: Vec<_> = value.elements().take(MAX_ELEMENTS).collect();
        let count = elements.len();
        let elements = elements.into_iter().map(|element| (None, element, about));
        let parts = members
            .members()
            .map(|(key, part)| (Some(key), part, value));
        let free = MAX_VISITS.saturating_sub(visits_so_far);
        let all = elements
            .chain(parts)
            .filter(|(key, part, _)| is_followed(key.unwrap_or(&name), *part));
        for (key, part, about) in all.take(free) {
            match key {
                Some(key) => push(&key.into(), part, about, 0),
                None => push(&name, part, about, count),
            }
        }
    }
    let (Standing { rank, quality, .. }, at) = best?;
    let beside =
        row::beside(&visits, at, quality).filter(|_| matches!(rank, Rank::Articles | Rank::Titles));
    let mut found = visits.into_iter().nth(at)?;
    found.single = rank == Rank::Single;
    if let Some((about, lists)) = beside {
        // A list of several sections is about all of them, not about the first.
        (found.about, found.beside) = (about, lists);
    }
    Some(found)
}
