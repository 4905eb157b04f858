//! Where a feed keeps its articles: under any name, at any depth, as a list or as an object whose
//! keys are numbers or identifiers. The objects of a list decide, not its name alone: menus,
//! authors and the site itself have titles and links, too.

mod judge;
mod row;

use super::{
    MAX_ITEMS,
    json::{Json, Object},
    list,
};
use judge::{ENOUGH, LISTS, LISTS_OF_SITES, Promise, Rank, judge};
use row::Row;

/// A list of articles, or one article that takes the place of a list.
pub(super) struct Found<'a> {
    pub(super) list: Json<'a>,
    /// The object around the list.
    pub(super) about: Json<'a>,
    /// The list's name in that object.
    pub(super) name: String,
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
    /// The elements that it is one of, or inside of. A single article there is not the feed.
    row: Option<Row<'a>>,
    /// Whether the name of it, or of what is around it, says that other articles are meant.
    is_aside: bool,
    /// Whether it is one of several articles without links.
    is_article: bool,
}

impl<'a> Found<'a> {
    pub(super) fn items(&self) -> impl Iterator<Item = Json<'a>> {
        let (many, one) = if self.single { (0, 1) } else { (MAX_ITEMS, 0) };
        let alone = std::iter::once(self.list).take(one);
        let own = if self.beside.is_empty() { many } else { 0 };
        let beside = self.beside.iter().flat_map(|list| list.values());
        let items = self.list.values().take(own).chain(alone);
        items.chain(beside.take(many))
    }

    /// Whether the feed has a list without elements.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_array() && self.list.elements().next().is_none()
    }
}

/// How deep envelopes may nest.
const MAX_DEPTH: usize = 6;
/// How many values are looked at in the search for one.
const MAX_VISITS: usize = 300;

/// Searches a whole feed, from the outside in. `members` are the root's.
pub(super) fn list<'a>(root: Json<'a>, members: &Object<'a>) -> Option<Found<'a>> {
    let mut best: Option<((Rank, bool, u8, usize), usize)> = None;
    let mut visits = vec![Found {
        list: root,
        about: Json::NULL,
        name: String::new(),
        beside: Vec::new(),
        single: false,
        depth: 0,
        is_element: false,
        may_be_empty: true,
        row: None,
        is_aside: false,
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
            is_article,
            is_aside,
            ..
        } = *visit;
        let (name, row) = (visit.name.clone(), visit.row.clone());
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
            Rank::Single => row.is_none(),
            _ => true,
        });
        if let Some((rank, quality)) = judged {
            let rank = if is_aside { rank.aside() } else { rank };
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
        let mut push =
            |name: &str, list: Json<'a>, about: Json<'a>, row: Option<Row<'a>>, elements: usize| {
                let follow = (list.is_object() || list.is_array())
                    && (!promised || list::has(LISTS, name))
                    && visits.len() < MAX_VISITS;
                if follow {
                    visits.push(Found {
                        list,
                        about,
                        name: name.into(),
                        beside: Vec::new(),
                        single: false,
                        depth: depth + 1,
                        is_element: elements > 0 && !promise.is_site,
                        may_be_empty: may_be_empty
                            && !titled
                            && (!promised || list::has(LISTS_OF_SITES, name)),
                        row,
                        is_aside: is_aside || judge::is_aside(name),
                        is_article: is_unlinked,
                    });
                }
            };
        let elements: Vec<_> = value.elements().take(ENOUGH).collect();
        for element in &elements {
            let new = || (elements.len() > 1).then(|| Row::new(value, about));
            let row = row.clone().or_else(new);
            push(&name, *element, about, row, elements.len());
        }
        for (key, part) in members.members() {
            push(key, part, value, row.as_ref().map(|row| row.inside(key)), 0);
        }
    }
    let ((rank, _, quality, _), at) = best?;
    let mut found = visits.into_iter().nth(at)?;
    found.single = rank == Rank::Single;
    if let Some(row) = found.row.take().filter(|_| rank == Rank::Articles) {
        let promise = Promise::of(&found.name, found.depth);
        let lists = row.lists(promise, quality);
        // A list of several sections is about all of them, not about the first.
        if lists.len() > 1 {
            found.about = row.about;
            found.beside = lists;
        }
    }
    Some(found)
}
