//! Where a feed keeps its articles: under any name, at any depth, as a list or as an object whose
//! keys are numbers or identifiers. The objects of a list decide, not its name alone: menus,
//! authors and the site itself have titles and links, too.

mod aside;
mod judge;
mod left_out;
mod names;
mod row;
mod visit;

use super::{
    MAX_ITEMS,
    json::{Json, Object},
};
use std::rc::Rc;

use judge::Rank;
use visit::{Standing, Visit};

/// How many values are looked at in the search for one.
const MAX_VISITS: usize = 600;

/// A list of articles, or one article that takes the place of a list.
pub(super) struct Found<'a> {
    list: Json<'a>,
    /// The object around the list.
    pub(super) about: Json<'a>,
    /// The list's name in that object.
    pub(super) name: Rc<str>,
    /// The lists beside it, itself among them, if it is one of several.
    beside: Vec<Json<'a>>,
    /// Articles that stand alone before the list: `{"lead": {…}, "articles": […]}`.
    leads: Vec<Json<'a>>,
    /// Whether it is one article.
    single: bool,
    /// What is said about other lists that may be news, too. Empty if there are none.
    pub(super) left_out: String,
}

impl<'a> Found<'a> {
    pub(super) fn items(&self) -> impl Iterator<Item = Json<'a>> {
        let (many, one) = if self.single { (0, 1) } else { (MAX_ITEMS, 0) };
        let alone = std::iter::once(self.list).take(one);
        let all = self.lists().iter().flat_map(|list| list.values());
        let leads = self.leads.iter().copied();
        leads.chain(alone).chain(all.take(many)).take(MAX_ITEMS)
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

/// Searches a whole feed. `members` are the root's.
pub(super) fn list<'a>(root: Json<'a>, members: &Object<'a>) -> Option<Found<'a>> {
    let (visits, best) = visit(root, members);
    let (Standing { rank, quality, .. }, at) = best?;
    let is_list = matches!(rank, Rank::Articles | Rank::Titles);
    let beside = row::beside(&visits, at, quality).filter(|_| is_list);
    let leads = match visits.get(at) {
        Some(found) if is_list => row::leads(&visits, found),
        _ => Vec::new(),
    };
    let own = visits.get(at)?;
    // A row of several sections is about all of them, not about the first.
    let (about, beside) = beside.unwrap_or((own.about, Vec::new()));
    let shown = beside.iter().chain(&leads).copied();
    let left_out = left_out::words(&visits, at, &shown.collect::<Vec<_>>());
    Some(Found {
        list: own.list,
        about,
        name: Rc::clone(&own.name),
        beside,
        leads,
        single: rank == Rank::Single,
        left_out,
    })
}

/// What is said about lists that may be news, too, beside the one list that is shown.
pub(super) fn left_out<'a>(root: Json<'a>, members: &Object<'a>, shown: Json<'a>) -> String {
    let (visits, _) = visit(root, members);
    let at = visits.iter().position(|it| it.list.is_at(shown));
    at.map_or_else(String::new, |at| left_out::words(&visits, at, &[]))
}

/// Looks at the values of a feed, from the outside in, and judges which is the best.
fn visit<'a>(root: Json<'a>, members: &Object<'a>) -> (Vec<Visit<'a>>, Option<(Standing, usize)>) {
    let mut best: Option<(Standing, usize)> = None;
    let mut visits = vec![Visit::root(root)];
    let mut at = 0;
    loop {
        let known = visits.len();
        let Some(visit) = visits.get_mut(at) else {
            return (visits, best);
        };
        let own;
        let members = if at == 0 {
            members
        } else {
            own = visit.list.object().unwrap_or_default();
            &own
        };
        let judged = visit.judge(members);
        if let Some((rank, quality)) = judged {
            let standing = visit.standing(rank, quality);
            if best.is_none_or(|(best, _)| standing > best) {
                best = Some((standing, at));
            }
        }
        visit.judged = judged;
        let parts = visit.parts(at, members, MAX_VISITS.saturating_sub(known));
        visits.extend(parts);
        at += 1;
    }
}
