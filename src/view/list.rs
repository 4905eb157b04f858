//! Keyed rows: a row that stays keeps its element, and with it the reader's focus.
//!
//! Leptos has such a list. This one knows that every row is one element and that there are at most
//! a hundred, and is a tenth of its size.

use super::element::shared;
use super::focus;
use super::scope::Scope;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::iterators::StaticVec;
use leptos::tachys::view::{
    Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr,
};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

pub struct Row {
    /// Tells a row from every other, and from an older content of itself.
    pub key: u64,
    pub scope: Scope,
    pub view: fn(&Scope) -> AnyView,
}

/// The rows that `each` gives, as they change.
pub fn rows(scope: &Scope, each: fn(&Scope) -> Rows) -> AnyView {
    shared(scope, each).into_any()
}

pub struct Rows(pub Vec<Row>);

/// The rows in the document, in order, and what stands behind the last one.
pub struct RowsState {
    rows: Vec<(u64, AnyViewState)>,
    end: types::Placeholder,
}

impl Row {
    fn view(&self) -> AnyView {
        (self.view)(&self.scope)
    }
}

impl Rows {
    fn views(self) -> StaticVec<AnyView> {
        self.0.iter().map(Row::view).collect::<Vec<_>>().into()
    }
}

impl Render for Rows {
    type State = RowsState;

    fn build(self) -> RowsState {
        let rows = self
            .0
            .iter()
            .map(|row| (row.key, row.view().build()))
            .collect();
        RowsState {
            rows,
            end: Rndr::create_placeholder(),
        }
    }

    fn rebuild(self, state: &mut RowsState) {
        let mut old = std::mem::take(&mut state.rows);
        for row in &self.0 {
            let known = old.iter().position(|(key, _)| *key == row.key);
            state.rows.push(match known {
                Some(place) => old.remove(place),
                None => (row.key, row.view().build()),
            });
        }
        let mut had_focus = false;
        for (_, gone) in &mut old {
            had_focus |= gone.elements().iter().any(focus::is_within);
            gone.unmount();
        }
        let end: &Node = state.end.as_ref();
        let Some(parent) = end.parent_element() else {
            return;
        };
        // From the last to the first, so that what a row stands before is already in its place. A
        // row that stands there is not touched: moving it would take its focus.
        let mut next = end.clone();
        for (_, row) in state.rows.iter_mut().rev() {
            let Some(element) = row.elements().pop() else {
                continue;
            };
            if element.next_sibling().as_ref() != Some(&next) {
                row.mount(&parent, Some(&next));
            }
            next = element.into();
        }
        if had_focus {
            // A marker that leaves hands on the focus, or it would be nowhere.
            focus::give(next.unchecked_ref());
        }
    }
}

impl Mountable for RowsState {
    fn unmount(&mut self) {
        for (_, row) in &mut self.rows {
            row.unmount();
        }
        self.end.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        for (_, row) in &mut self.rows {
            row.mount(parent, marker);
        }
        self.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.rows.first() {
            Some((_, row)) => row.insert_before_this(child),
            None => self.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        self.rows
            .iter()
            .flat_map(|(_, row)| row.elements())
            .collect()
    }
}

impl AddAnyAttr for Rows {
    type Output<NewAttribute: Attribute> = Self;

    /// Attributes belong to elements, of which a list is none.
    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

/// As text, a list is its rows one after the other.
impl RenderHtml for Rows {
    type AsyncOutput = StaticVec<AnyView>;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self.views()
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra: Vec<leptos::attr::any_attribute::AnyAttribute>,
    ) {
        self.views()
            .to_html_with_buf(buffer, position, escape, mark_branches, extra);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> RowsState {
        let hydrate = |row: &Row| (row.key, row.view().hydrate::<FROM_SERVER>(cursor, position));
        let rows = self.0.iter().map(hydrate).collect();
        let end = cursor.next_placeholder(position);
        position.set(Position::NextChild);
        RowsState { rows, end }
    }

    fn into_owned(self) -> Self {
        self
    }
}
