//! A value of the feed in the search for its articles, and where it stands.

use super::super::{
    fields,
    json::{Json, Object},
    list,
};
use super::aside;
use super::judge::{self, ENOUGH, Promise, Rank};
use super::names::{self, LISTS, LISTS_OF_SITES};
use std::rc::Rc;

/// How deep envelopes may nest.
const MAX_DEPTH: usize = 8;
/// How many elements of a list are looked at, if it is neither articles nor a menu. Of a menu, a few show
/// what is inside.
const MAX_ELEMENTS: usize = 40;

pub(super) struct Visit<'a> {
    pub(super) list: Json<'a>,
    /// The object around it.
    pub(super) about: Json<'a>,
    /// Its name in that object.
    pub(super) name: Rc<str>,
    /// How many objects and lists are around it.
    pub(super) depth: usize,
    /// Where the value around it is among the visits.
    pub(super) parent: usize,
    /// How the object around it calls itself, as a section does.
    pub(super) title: Json<'a>,
    /// The language of its section, or nothing.
    pub(super) language: Rc<str>,
    /// What it is, and the quality of its best article, once it has been judged.
    pub(super) judged: Option<(Rank, u8)>,
    /// Whether it is a member, not an element.
    pub(super) is_member: bool,
    /// Whether it is an element of a list that is no site's.
    is_element: bool,
    /// Whether it is one of several elements of a list, or inside of one. A single article there is
    /// not the feed.
    is_in_row: bool,
    /// Whether an empty list here may be the feed's own. A part of an article, such as its
    /// subordinate pages, is often empty.
    may_be_empty: bool,
    /// Whether the name of it, or of what is around it, says that other articles are meant.
    is_aside: bool,
    /// Whether its name, or that of what holds it, says that it is no news.
    is_other: bool,
    /// Whether it is one of several articles without links.
    is_article: bool,
}

/// What makes one find better than another. An earlier member weighs more.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Standing {
    pub(super) rank: Rank,
    /// Not one that stands aside, or is no news by its name.
    is_newest: bool,
    is_telling: bool,
    pub(super) quality: u8,
    size: usize,
}

impl<'a> Visit<'a> {
    pub(super) fn root(root: Json<'a>) -> Self {
        Self {
            list: root,
            about: Json::NULL,
            name: "".into(),
            depth: 0,
            parent: 0,
            title: Json::NULL,
            language: "".into(),
            judged: None,
            is_member: false,
            is_element: false,
            is_in_row: false,
            may_be_empty: true,
            is_aside: false,
            is_other: false,
            is_article: false,
        }
    }

    fn promise(&self) -> Promise {
        Promise::of(&self.name, self.depth)
    }

    /// What it is, and the quality of its best article. `members` are its own.
    pub(super) fn judge(&self, members: &Object<'a>) -> Option<(Rank, u8)> {
        let judged = judge::judge(self.list, members, self.promise());
        judged.filter(|(rank, _)| match rank {
            Rank::Empty => self.may_be_empty,
            Rank::Single => !self.is_in_row,
            _ => true,
        })
    }

    /// Whether it is news, and neither stands aside nor is something else by its name.
    pub(super) fn is_newest(&self) -> bool {
        !self.is_aside && !self.is_other
    }

    pub(super) fn standing(&self, rank: Rank, quality: u8) -> Standing {
        let is_newest = self.is_newest();
        Standing {
            rank: if is_newest { rank } else { rank.aside() },
            is_newest,
            is_telling: self.promise().is_telling(),
            quality,
            size: self.list.size(),
        }
    }

    /// The values in it that may hold the articles. It has been judged, and is the visit `here`.
    pub(super) fn parts(&self, here: usize, members: &Object<'a>, most: usize) -> Vec<Self> {
        let rank = self.judged.map(|(rank, _)| rank);
        if rank == Some(Rank::Articles) || self.depth == MAX_DEPTH {
            return Vec::new();
        }
        // Objects inside an article describe that article. Only names that promise articles are
        // followed.
        let is_article = rank == Some(Rank::Single) || self.is_article;
        let titled = self.is_element && !members.any("title headline name").is_null();
        let is_site = self.promise().is_site;
        // A status of the whole answer is often that of the request.
        let is_aside = self.is_aside || self.depth > 0 && fields::is_unpublished(members);
        let title = members.any("title name label slug id");
        let language: Rc<str> = match names::language_of(members) {
            own if own.is_empty() => Rc::clone(&self.language),
            own => own.into(),
        };
        let part = |name: Rc<str>, list: Json<'a>, about: Json<'a>, is_member, is_several| Self {
            list,
            about,
            depth: self.depth + 1,
            parent: here,
            title,
            language: match names::language_in(&name) {
                Some(own) if is_member => own.into(),
                _ => Rc::clone(&language),
            },
            judged: None,
            is_member,
            is_element: !is_member && !is_site,
            is_in_row: self.is_in_row || is_several,
            may_be_empty: self.may_be_empty
                && !titled
                && (!is_article || list::has(LISTS_OF_SITES, &name)),
            is_aside: is_aside || aside::is_aside(&name) || (is_several && aside::says_aside(list)),
            is_other: if is_member {
                names::is_other(&name) || (self.is_other && list::has(LISTS, &name))
            } else {
                (self.is_other && !names::holds_news(&name))
                    || (is_several && names::says_other(list))
            },
            is_article: rank == Some(Rank::Unlinked),
            name,
        };
        let is_followed = |name: &str, part: Json<'a>| {
            (part.is_object() || part.is_array()) && (!is_article || list::has(LISTS, name))
        };
        // Collected, because a walk to the end of a long element takes time.
        let is_known = rank >= Some(Rank::Names);
        let most_elements = if is_known { ENOUGH } else { MAX_ELEMENTS };
        let elements: Vec<_> = self.list.elements().take(most_elements).collect();
        let is_several = elements.len() > 1;
        let elements = elements
            .into_iter()
            .filter(|element| is_followed(&self.name, *element))
            .map(|element| {
                part(
                    Rc::clone(&self.name),
                    element,
                    self.about,
                    false,
                    is_several,
                )
            });
        let members = members
            .members()
            .filter(|(name, value)| is_followed(name, *value))
            .map(|(name, value)| part(name.into(), value, self.list, true, false));
        elements.chain(members).take(most).collect()
    }
}
