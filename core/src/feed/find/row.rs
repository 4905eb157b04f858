//! Several lists side by side, such as those of a feed's sections.

use super::super::{MAX_ITEMS, detect, json::Json};
use super::Found;
use super::judge::{self, DATED, Promise, Rank, TITLE};
use std::rc::Rc;

/// The lists beside a found one, itself among them, in the order of the feed, and the object around them.
/// `None` if it is alone. `quality` is that of the found list.
pub(super) fn beside<'a>(
    visits: &[Found<'a>],
    at: usize,
    quality: u8,
) -> Option<(Json<'a>, Vec<Json<'a>>)> {
    let found = visits.get(at)?;
    let row = found.row?;
    // Names, from the inside out, and the element of the row that holds the found list.
    let mut path = Vec::new();
    let mut visit = found;
    while visit.parent != row {
        if visit.is_member {
            path.push(Rc::clone(&visit.name));
        }
        visit = visits.get(visit.parent)?;
    }
    // Elements that name their language are feeds of their own.
    if !visit.list.any("language lang locale").is_null() {
        return None;
    }
    let row = visits.get(row)?;
    let mut lists = Vec::new();
    let elements = row.list.elements().take(MAX_ITEMS);
    for element in elements.filter(|element| !judge::says_aside(*element)) {
        collect(element, &path, &mut lists)?;
    }
    let promise = Promise::of(&found.name, found.depth);
    lists.retain(|list| is_alike(*list, promise, quality));
    (lists.len() > 1).then_some((row.about, lists))
}

/// Whether a list has articles like those of the found one. Beside articles with dates or texts, titles
/// alone are a menu.
fn is_alike(list: Json<'_>, promise: Promise, quality: u8) -> bool {
    let members = list.object().unwrap_or_default();
    judge::judge(list, &members, promise).is_some_and(|(rank, own)| {
        rank == Rank::Articles
            && own & DATED >= quality & DATED
            && (own > TITLE || quality <= TITLE)
    })
}

/// Adds the lists at the end of a way. `None` if one of them is in a JSON Feed: whole feeds describe
/// themselves, so they are no sections of one.
fn collect<'a>(value: Json<'a>, path: &[Rc<str>], lists: &mut Vec<Json<'a>>) -> Option<()> {
    match path {
        _ if lists.len() == MAX_ITEMS => {}
        [] => lists.push(value),
        [name] => {
            let own = value.object().unwrap_or_default();
            if detect::is_json_feed(&own) {
                return None;
            }
            lists.push(own.get(name));
        }
        [path @ .., name] => {
            for part in value.get(name).one_or_many() {
                collect(part, path, lists)?;
            }
        }
    }
    Some(())
}
