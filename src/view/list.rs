//! Keyed rows: a row that stays keeps its element, and so the reader's focus.
//!
//! Leptos has such a list. In this one, every row is one element and there are at most a hundred
//! rows. That makes it a tenth of the size.

use super::drawing::Drawn;
use super::element::View;
use super::focus;
use super::nodes::{Old, insert};
use super::scope::Scope;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

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

/// Draws the rows before `end` again. The first time, rows take over old elements, and their parent
/// puts them in place.
pub fn redraw(
    rows: Vec<Row>,
    mut before: Vec<(u64, Drawn)>,
    end: &Node,
    old: &Old,
) -> Vec<(u64, Drawn)> {
    let parent = end.parent_node();
    let mut now = Vec::with_capacity(rows.len());
    for row in rows {
        let known = before.iter().position(|(key, _)| *key == row.key);
        now.push(match known {
            Some(place) => before.remove(place),
            None if parent.is_some() => (row.key, row.element().draw(&Old::default())),
            None => (row.key, row.element().draw(old)),
        });
    }
    let mut had_focus = false;
    for (_, gone) in &before {
        had_focus |= focus::is_within(&gone.node);
        gone.node.remove();
    }
    let Some(parent) = parent else { return now };
    // From the last row to the first, so that the row behind it is already in place. A row in its
    // right place is not touched, because a move would lose its focus.
    let mut next = end.clone();
    for (_, row) in now.iter().rev() {
        if row.node.next_sibling().as_ref() != Some(&next) {
            insert(&parent, &row.node, Some(&next));
        }
        next = row.node.clone().into();
    }
    if had_focus {
        // A marker that is removed passes the focus on. Otherwise the focus would be lost.
        focus::give(next.unchecked_ref());
    }
    now
}
