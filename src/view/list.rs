//! Keyed rows: a row that stays keeps its element, and with it the reader's focus.

use super::scope::Scope;
use leptos::prelude::*;

pub struct Row {
    /// Tells a row from every other, and from an older content of itself.
    pub key: u64,
    pub scope: Scope,
    pub view: fn(&Scope) -> AnyView,
}

/// The rows that `each` gives, as they change.
pub fn rows(scope: &Scope, each: fn(&Scope) -> Vec<Row>) -> AnyView {
    let scope = scope.clone();
    For(ForProps {
        each: move || each(&scope),
        key: |row: &Row| row.key,
        children: |row: Row| (row.view)(&row.scope),
    })
    .into_any()
}
