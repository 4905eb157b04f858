//! Binding a viewport element to the store: measuring and following it.

use super::{Kind, State, Store, focus};
use crate::browser::{Guard, events, observe, scroll};
use latest_news_core::carousel::Geometry;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The viewport, where there is one.
pub fn element(store: &State) -> Option<HtmlElement> {
    let viewport = store
        .root
        .borrow()
        .as_ref()?
        .get_element_by_id("viewport")?;
    Some(viewport.unchecked_into())
}

/// A slide by its place.
pub fn slide(store: &State, index: usize) -> Option<HtmlElement> {
    let track = element(store)?.first_element_child()?;
    Some(track.children().item(index as u32)?.unchecked_into())
}

/// Whether a slide holds the focus.
pub fn has_focus(store: &State, index: usize) -> bool {
    slide(store, index).is_some_and(|slide| focus::is_within(&slide))
}

/// Follows the viewport, where there is one, and no other any more.
pub fn follow(store: &Store) {
    let guard = element(store).map(|viewport| {
        let sizes = {
            let store = store.clone();
            observe::size(&viewport, move || {
                measure(&store);
            })
        };
        let scrolling = {
            let (store, viewport) = (store.clone(), viewport.clone());
            events::listen(&viewport.clone(), "scroll", move |_| {
                // A new width makes browsers scroll of themselves; that is not the reader.
                if !measure(&store) {
                    store.scrolled(scroll::offset(&viewport));
                }
            })
        };
        let settling = {
            let store = store.clone();
            events::listen(&viewport, "scrollend", move |_| store.scroll_ended())
        };
        let turning = {
            let store = store.clone();
            events::listen(&viewport, "wheel", move |_| store.take_over())
        };
        Guard::new(move || drop((sizes, scrolling, settling, turning)))
    });
    store.guard(Kind::Viewport, guard);
}

/// Ends a drag, of which the last `scroll` event may still be on its way.
pub fn let_go(store: &Store, forward: bool) {
    if let Some(viewport) = element(store) {
        store.scrolled(scroll::offset(&viewport));
    }
    store.let_go(forward);
}

/// Measures the row of slides. True if it is another than before.
pub fn measure(store: &Store) -> bool {
    let viewport = element(store);
    let shows_all = store.options.get().layout.shows_all();
    viewport
        .is_some_and(|viewport| store.measure(geometry(&viewport, shows_all).unwrap_or_default()))
}

/// Slides are equally wide, so the first and the last tell all. Where all are on show there is no
/// row to measure, and only the width counts.
fn geometry(viewport: &HtmlElement, shows_all: bool) -> Option<Geometry> {
    let track = viewport.first_element_child()?;
    let first: HtmlElement = track.first_element_child()?.unchecked_into();
    let last: HtmlElement = track.last_element_child()?.unchecked_into();
    let count = track.child_element_count();
    if shows_all {
        return Some(Geometry {
            count: count as usize,
            viewport: f64::from(track.client_width()),
            ..Geometry::default()
        });
    }
    let width = f64::from(first.offset_width());
    let apart = f64::from((last.offset_left() - first.offset_left()).abs());
    Some(Geometry {
        count: count as usize,
        step: if count > 1 {
            apart / f64::from(count - 1)
        } else {
            width
        },
        slide: width,
        viewport: f64::from(track.client_width()),
    })
}
