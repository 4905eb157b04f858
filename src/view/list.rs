//! Keyed rows: a row that stays keeps its element, and with it the reader's focus.
//!
//! Leptos has such a list. This one knows that every row is one element and that there are at most
//! a hundred, and is a tenth of its size.

use super::drawing::Drawn;
use super::element::View;
use super::focus;
use super::nodes::{Old, insert};
use super::scope::Scope;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

pub struct Row {
    /// Tells a row from every other, and from an older content of itself.
    pub key: u64,
    pub scope: Scope,
    pub view: fn(&Scope) -> View,
}

impl Row {
    pub fn element(&self) -> View {
        (self.view)(&self.scope)
    }
}

/// The rows before `end`, drawn again. The first time they take over old ones, and their parent puts
/// them in place.
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
    // From the last to the first, so that what a row stands before is already in its place. A row
    // that stands there is not touched: moving it would take its focus.
    let mut next = end.clone();
    for (_, row) in now.iter().rev() {
        if row.node.next_sibling().as_ref() != Some(&next) {
            insert(&parent, &row.node, Some(&next));
        }
        next = row.node.clone().into();
    }
    if had_focus {
        // A marker that leaves hands on the focus, or it would be nowhere.
        focus::give(next.unchecked_ref());
    }
    now
}
