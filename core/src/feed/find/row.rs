//! Several lists side by side, such as those of a feed's sections.

use super::super::{MAX_ITEMS, detect, json::Json};
use super::judge::{DATED, Promise, Rank, judge};

/// A list with several elements, and the way from each of them to the same place.
#[derive(Clone)]
pub(super) struct Row<'a> {
    list: Json<'a>,
    /// The object around the list.
    pub(super) about: Json<'a>,
    /// Names, from the outside in.
    path: Vec<String>,
}

impl<'a> Row<'a> {
    pub(super) fn new(list: Json<'a>, about: Json<'a>) -> Self {
        Self {
            list,
            about,
            path: Vec::new(),
        }
    }

    /// The same row, one member further inside.
    pub(super) fn inside(&self, name: &str) -> Self {
        let mut row = self.clone();
        row.path.push(name.into());
        row
    }

    /// The lists of articles at the end of the way, in the order of the feed. If the articles of the
    /// best list have dates, lists without dates are menus. Whole JSON Feeds describe themselves,
    /// so they are no sections of one.
    pub(super) fn lists(&self, promise: Promise, quality: u8) -> Vec<Json<'a>> {
        let mut lists = Vec::new();
        for element in self.list.elements().take(MAX_ITEMS) {
            if element.object().is_some_and(|it| detect::is_json_feed(&it)) {
                return Vec::new();
            }
            collect(element, &self.path, &mut lists);
        }
        let is_dated = |quality: u8| quality & DATED != 0;
        lists.retain(|list| {
            let members = list.object().unwrap_or_default();
            judge(*list, &members, promise).is_some_and(|(rank, own)| {
                rank == Rank::Articles && (is_dated(own) || !is_dated(quality))
            })
        });
        lists
    }
}

fn collect<'a>(value: Json<'a>, path: &[String], lists: &mut Vec<Json<'a>>) {
    match path {
        _ if lists.len() == MAX_ITEMS => {}
        [] => lists.push(value),
        [name] => lists.push(value.get(name)),
        [name, path @ ..] => {
            for part in value.get(name).one_or_many() {
                collect(part, path, lists);
            }
        }
    }
}
