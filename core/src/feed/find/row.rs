//! Several lists side by side, such as those of a feed's sections: in the elements of a list, or
//! under the names of an object.

use super::super::{MAX_ITEMS, detect, json::Json, list};
use super::aside;
use super::judge::{DATED, Promise, Rank, TITLE, judge};
use super::names::{self, LISTS, is_section, language, language_in};
use super::visit::Visit;
use std::rc::Rc;

/// A step on the way from a row to the lists in it. Elements and sections must name the language that
/// the found one names: other languages are feeds of their own.
enum Step {
    /// To the member of this name.
    Name(Rc<str>),
    /// To each element, or to the value itself if it is no list.
    Elements(Option<String>),
    /// To each member of an object whose names are those of sections.
    Sections(String),
}

/// The lists beside a found one, itself among them, in the order of the feed, and the object around them.
/// `None` if it is alone. `quality` is that of the found list.
pub(super) fn beside<'a>(
    visits: &[Visit<'a>],
    at: usize,
    quality: u8,
) -> Option<(Json<'a>, Vec<Json<'a>>)> {
    let found = visits.get(at)?;
    let promise = Promise::of(&found.name, found.depth);
    let several = |row: Json<'a>, path: &[Step]| {
        let mut lists = Vec::new();
        collect(row, path, &mut lists);
        lists.retain(|list| {
            is_alike(*list, promise, quality) && may_share_language(*list, found.list)
        });
        let is_own = lists.iter().any(|list| list.is_at(found.list));
        is_own.then_some(lists)
    };
    let mut widest: Option<(Json<'a>, Vec<Json<'a>>)> = None;
    // From the inside out.
    let mut path = Vec::new();
    let mut visit = found;
    while visit.depth > 0 {
        let row = visits.get(visit.parent)?;
        // Answered from the visits, because each walk over a long feed takes time.
        let is_beside = |it: &&Visit<'_>| it.depth == visit.depth && it.parent == visit.parent;
        let beside = || visits.iter().filter(is_beside);
        let is_row = beside().nth(1).is_some()
            && (!visit.is_member
                || is_section(&visit.name)
                    && (language_in(&visit.name).is_none()
                        || !has_languages(beside().map(|it| &*it.name))));
        path.push(match (visit.is_member, is_row) {
            (true, false) => Step::Name(Rc::clone(&visit.name)),
            (true, true) => Step::Sections(language(visit.list)),
            (false, false) => Step::Elements(None),
            (false, true) => Step::Elements(Some(language(visit.list))),
        });
        let known = widest.as_ref().map_or(1, |(_, lists)| lists.len());
        let lists = is_row.then(|| several(row.list, &path)).flatten();
        if let Some(lists) = lists.filter(|lists| lists.len() > known) {
            widest = Some((around(row, visit), lists));
        } else if visit.is_member {
            // The way to the found list is the only one.
            path.pop();
            path.push(Step::Name(Rc::clone(&visit.name)));
        }
        visit = row;
    }
    widest
}

/// The articles that stand alone beside a found list, such as the main story of a front page.
pub(super) fn leads<'a>(visits: &[Visit<'a>], found: &Visit<'a>) -> Vec<Json<'a>> {
    let is_beside = |it: &&Visit<'a>| it.depth == found.depth && it.parent == found.parent;
    let leads = visits.iter().filter(is_beside).filter(|it| {
        let is_lead = it.is_member && found.is_member && names::is_lead(&it.name);
        let members = it.list.object().filter(|_| is_lead);
        let judged = members.and_then(|members| it.judge(&members));
        judged.is_some_and(|(rank, _)| rank == Rank::Single)
    });
    leads.map(|it| it.list).collect()
}

/// Whether a list has articles like those of the found one. Beside articles with dates or texts, titles
/// alone are a menu.
fn is_alike(list: Json<'_>, promise: Promise, quality: u8) -> bool {
    let members = list.object().unwrap_or_default();
    judge(list, &members, promise).is_some_and(|(rank, own)| {
        let is_told = own > TITLE;
        (rank == Rank::Articles || rank == Rank::Titles && is_told)
            && own & DATED >= quality & DATED
            && (is_told || quality <= TITLE)
    })
}

/// Whether the articles of two lists may have one language, by the first of each.
fn may_share_language(one: Json<'_>, other: Json<'_>) -> bool {
    let of = |list: Json<'_>| list.values().next().map_or_else(String::new, language);
    let (one, other) = (of(one), of(other));
    one == other || one.is_empty() || other.is_empty()
}

/// Whether names are those of several languages.
fn has_languages<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let mut languages = names.filter_map(language_in);
    let first = languages.next();
    languages.any(|language| Some(language) != first)
}

/// Adds the lists at the end of a way, but none of a JSON Feed: whole feeds describe themselves, so
/// they are no sections of one.
fn collect<'a>(value: Json<'a>, path: &[Step], lists: &mut Vec<Json<'a>>) {
    let is_of = |part: Json<'_>, own: &str| {
        language(part) == own && !aside::says_aside(part) && !names::says_other(part)
    };
    match path.split_last() {
        _ if lists.len() == MAX_ITEMS => {}
        None => lists.push(value),
        Some((Step::Name(name), [])) => {
            let own = value.object().unwrap_or_default();
            if !detect::is_json_feed(&own) {
                let found = own.get(name);
                // Sections of one feed may have different names for their lists.
                let is_there = !found.is_null() || !list::has(LISTS, name);
                lists.push(if is_there { found } else { own.any(LISTS) });
            }
        }
        Some((Step::Name(name), path)) => collect(value.get(name), path, lists),
        Some((Step::Elements(own), path)) => {
            let elements = value.one_or_many().take(MAX_ITEMS);
            let is_of = |part: &Json<'_>| own.as_ref().is_none_or(|own| is_of(*part, own));
            for element in elements.filter(is_of) {
                collect(element, path, lists);
            }
        }
        Some((Step::Sections(own), path)) => {
            let members = value.object().unwrap_or_default();
            let mixed = has_languages(members.members().map(|(name, _)| name));
            let sections = members.members().filter(|(name, part)| {
                let is_foreign = mixed && language_in(name).is_some();
                is_section(name) && !is_foreign && !aside::is_aside(name) && is_of(*part, own)
            });
            for (_, section) in sections.take(MAX_ITEMS) {
                collect(section, path, lists);
            }
        }
    }
}

/// The object that describes a row: the one around it, or an object of sections if it says something
/// itself.
fn around<'a>(row: &Visit<'a>, section: &Visit<'a>) -> Json<'a> {
    let says_nothing = row.list.members().all(|(_, part)| is_part(part));
    if section.is_member && !(says_nothing && row.about.is_object()) {
        row.list
    } else {
        row.about
    }
}

fn is_part(value: Json<'_>) -> bool {
    value.is_object() || value.is_array()
}
