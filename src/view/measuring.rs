//! Measures the viewport and follows it.

use super::focus;
use super::scope::Scope;
use crate::browser::{Guard, clock, events, observe, scroll};
use crate::store::Focus;
use latest_news_core::carousel::Geometry;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, ShadowRoot};

/// Where the focus is inside a widget.
pub fn focus_in(root: &ShadowRoot) -> Focus {
    let Some(viewport) = viewport_in(root).filter(|it| focus::is_within(it)) else {
        return Focus::Elsewhere;
    };
    let count = viewport
        .first_element_child()
        .map_or(0, |track| track.child_element_count());
    let holds = |index: &usize| slide_of(&viewport, *index).is_some_and(|it| focus::is_within(&it));
    let slide = (0..count as usize).find(holds);
    slide.map_or(Focus::Viewport, Focus::Slide)
}

fn viewport_in(root: &ShadowRoot) -> Option<HtmlElement> {
    let viewport = root.get_element_by_id("viewport")?;
    Some(viewport.unchecked_into())
}

fn slide_of(viewport: &HtmlElement, index: usize) -> Option<HtmlElement> {
    let track = viewport.first_element_child()?;
    Some(track.children().item(index as u32)?.unchecked_into())
}

/// The viewport, if there is one.
pub fn viewport(scope: &Scope) -> Option<HtmlElement> {
    viewport_in(scope.root()?)
}

/// A slide by its place.
pub fn slide(scope: &Scope, index: usize) -> Option<HtmlElement> {
    slide_of(&viewport(scope)?, index)
}

/// Follows the viewport, if there is one, and stops following the one before.
pub fn follow(scope: &Scope) {
    let store = &scope.store;
    let guard = viewport(scope).map(|viewport| {
        let sizes = {
            let scope = scope.clone();
            observe::size(&viewport, move || {
                measure(&scope);
            })
        };
        let scrolling = {
            let (scope, viewport) = (scope.clone(), viewport.clone());
            events::listen(&viewport.clone(), "scroll", move |_| {
                // After a change of width, browsers scroll by themselves. That is not the reader.
                if !measure(&scope) {
                    scope.store.scrolled(offset(&scope, &viewport));
                }
            })
        };
        let measuring = {
            let (scope, viewport) = (scope.clone(), viewport.clone());
            // Drawing was a long task, and measuring is another: the browser lays the slides out first.
            clock::next_frame(Box::new(move || {
                // A first view may have been scrolled before it was taken over.
                let start = offset(&scope, &viewport);
                measure(&scope);
                if start > 0.0 {
                    scope.store.scrolled(start);
                }
                scope.store.take_early_step();
            }))
        };
        let settling = {
            let store = store.clone();
            events::listen(&viewport, "scrollend", move |_| store.scroll_ended())
        };
        let wheel = {
            let store = store.clone();
            events::listen(&viewport, "wheel", move |_| store.take_over())
        };
        Guard::new(move || drop((measuring, sizes, scrolling, settling, wheel)))
    });
    store.keep_following(guard);
}

/// Ends a drag. Its last `scroll` event may not have arrived yet.
pub fn let_go(scope: &Scope, forward: bool) {
    if let Some(viewport) = viewport(scope) {
        scope.store.scrolled(offset(scope, &viewport));
    }
    scope.store.let_go(forward);
}

fn offset(scope: &Scope, viewport: &HtmlElement) -> f64 {
    scroll::offset(viewport, scope.store.locale.get().right_to_left)
}

/// How many pixels of the page one pixel of the viewport takes. It is not 1 if the page scales the
/// widget.
pub fn scale(viewport: &HtmlElement) -> f64 {
    let own = f64::from(viewport.offset_width());
    let drawn = viewport.get_bounding_client_rect().width();
    if own > 0.0 && drawn > 0.0 {
        drawn / own
    } else {
        1.0
    }
}

/// Measures the row of slides. True if it differs from before.
pub fn measure(scope: &Scope) -> bool {
    let store = &scope.store;
    let shows_all = store.options.get().layout.shows_all();
    viewport(scope)
        .is_some_and(|viewport| store.measure(geometry(&viewport, shows_all).unwrap_or_default()))
}

/// Slides are equally wide, so the first and the last are enough. If all articles are shown at
/// once, there is no row to measure, and only the width counts.
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
