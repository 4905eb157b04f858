//! Keyed rows: a row that stays keeps its element, and so the reader's focus.
//!
//! Leptos has such a list. In this one, every row is one element and there are at most a hundred
//! rows. That makes it a tenth of the size.

use super::drawing::Shown;
use super::element::View;
use super::nodes::Old;
use super::scope::Scope;

pub struct Row {
    /// Identifies a row, and distinguishes it from an older content of the same row.
    pub key: u64,
    pub scope: Scope,
    pub view: fn(&Scope) -> View,
}

impl Row {
    pub fn element(&self) -> View {
        (self.view)(&self.scope)
    }
}

/// Draws the rows that are new. The first ones take over old elements.
pub fn redraw(rows: Vec<Row>, mut before: Shown, old: &Old) -> Shown {
    let now = rows.into_iter().map(|row| {
        let known = before.iter().position(|(key, _)| *key == row.key);
        match known {
            Some(place) => before.remove(place),
            None => (row.key, row.element().draw(old)),
        }
    });
    now.collect()
}
