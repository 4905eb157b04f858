//! Lists that may be news and are not shown. Nobody would notice that they are missing, so they are named.

use super::super::{
    json::{Json, Object},
    list,
    text::{self, Field, Kind},
};
use super::judge::{Promise, Rank, TITLE, judge};
use super::names::{self, LISTS};
use super::visit::Visit;

/// How many lists are named. One more says that there are others.
const MAX_NAMES: usize = 5;
const MAX_NAME: usize = 40;

/// What is said about such lists. Empty if there are none. `at` is the place of the found list among the visits, and
/// `shown` is what is shown beside it.
pub(super) fn words(visits: &[Visit<'_>], at: usize, shown: &[Json<'_>]) -> String {
    let names = names(visits, at, shown);
    if names.is_empty() {
        return String::new();
    }
    let quoted = names.iter().take(MAX_NAMES).map(|name| match &**name {
        "" => "a list without a name".to_owned(),
        name => ["`", name, "`"].concat(),
    });
    let others = match names.len() > MAX_NAMES {
        true => " and others",
        false => "",
    };
    [
        "left out ",
        &quoted.collect::<Vec<_>>().join(", "),
        others,
        ", which may be news, too; send all articles in one list, or JSON Feed",
    ]
    .concat()
}

/// Their names, each once.
fn names(visits: &[Visit<'_>], at: usize, shown: &[Json<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    let Some(found) = visits.get(at) else {
        return names;
    };
    let is_shown =
        |it: &Visit<'_>| it.list.is_at(found.list) || shown.iter().any(|list| list.is_at(it.list));
    let shown: Vec<bool> = visits.iter().map(is_shown).collect();
    let ways = ways(visits, &shown);
    let is_way = |at: usize| ways.get(at) == Some(&true);
    let (own, best) = (language(found), quality(found));
    // Whether a value is shown or named, or inside of one that is. What is around a value comes before it.
    let mut is_known = Vec::with_capacity(visits.len());
    for (at, visit) in visits.iter().enumerate() {
        let is_inside = is_known.get(visit.parent) == Some(&true);
        let is_done = is_inside || shown.get(at) == Some(&true);
        let is_left = !is_done && !is_way(at) && may_be_news(visit, found);
        if is_left && !is_foreign(&own, &language(visit)) {
            let name = name(visits, visit, &is_way);
            // Titles alone are a menu, unless somebody has given them a name.
            let is_menu = best > TITLE && quality(visit) <= TITLE && list::has(LISTS, &name);
            if !is_menu && !names.contains(&name) {
                names.push(name);
            }
            if names.len() > MAX_NAMES {
                break;
            }
        }
        is_known.push(is_done || is_left);
    }
    names
}

/// Which visits are around those that are shown.
fn ways(visits: &[Visit<'_>], shown: &[bool]) -> Vec<bool> {
    let mut ways = vec![false; visits.len()];
    for (at, visit) in visits.iter().enumerate().rev() {
        let is_on = shown.get(at) == Some(&true) || ways.get(at) == Some(&true);
        if let Some(around) = ways.get_mut(visit.parent).filter(|_| is_on) {
            *around = true;
        }
    }
    ways
}

fn may_be_news(visit: &Visit<'_>, found: &Visit<'_>) -> bool {
    let rank = |visit: &Visit<'_>| visit.judged.map(|(rank, _)| rank);
    let is_one = match rank(visit) {
        Some(Rank::Articles | Rank::Titles) => true,
        Some(Rank::Links) if are_sections(visit, found) => true,
        Some(Rank::Links | Rank::Single) => rank(visit) == rank(found),
        _ => false,
    };
    // Articles of JSON:API refer to what is included.
    (is_one || is_lead(visit)) && visit.is_newest() && &*visit.name != "included"
}

/// Whether two lists stand side by side under names of sections.
fn are_sections(one: &Visit<'_>, other: &Visit<'_>) -> bool {
    let is_section = |it: &Visit<'_>| it.is_member && names::is_section(&it.name);
    one.parent == other.parent && is_section(one) && is_section(other)
}

fn quality(visit: &Visit<'_>) -> u8 {
    visit.judged.map_or(0, |(_, quality)| quality)
}

/// Whether it is the main story of a section. Only the one beside the found list is shown.
fn is_lead(visit: &Visit<'_>) -> bool {
    if !visit.is_member || !names::is_lead(&visit.name) {
        return false;
    }
    let is_single = |members: &Object<'_>| {
        let judged = judge(visit.list, members, Promise::of(&visit.name, visit.depth));
        judged.is_some_and(|(rank, _)| rank == Rank::Single)
    };
    visit.list.object().is_some_and(|it| is_single(&it))
}

/// The language of a list: that of its section, else that of its first article.
fn language(visit: &Visit<'_>) -> String {
    match &*visit.language {
        "" => visit
            .list
            .values()
            .next()
            .map_or_else(String::new, names::language),
        own => own.into(),
    }
}

/// Whether two languages differ. They are told apart on purpose.
fn is_foreign(one: &str, other: &str) -> bool {
    one != other && !one.is_empty() && !other.is_empty()
}

/// The name of a list: its own. If that is a common one, how its section calls itself, or the name of the section.
fn name(visits: &[Visit<'_>], visit: &Visit<'_>, is_way: &dyn Fn(usize) -> bool) -> String {
    let mut part = visit;
    while !part.is_member || list::has(LISTS, &part.name) {
        let around = visits.get(part.parent).filter(|_| !is_way(part.parent));
        let Some(around) = around else {
            part = visit;
            break;
        };
        let title = Field(Kind::Either, part.title).line(MAX_NAME);
        if !title.is_empty() {
            return title;
        }
        part = around;
    }
    text::line(&part.name, Kind::Plain, MAX_NAME)
}
