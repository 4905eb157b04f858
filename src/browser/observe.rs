//! Observers of an element's size and of its visibility on screen.

use super::{Guard, clock};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// Calls `changed` once at first and whenever the element's size changes. The call comes after the
/// observer's own round, so that `changed` may change the layout.
pub fn size(element: &Element, changed: impl Fn() + 'static) -> Guard {
    let changed = Rc::new(changed);
    let mut pending = Guard::default();
    let closure = Closure::<dyn FnMut()>::new(move || {
        let changed = Rc::clone(&changed);
        drop(std::mem::replace(
            &mut pending,
            clock::after(0, Box::new(move || changed())),
        ));
    });
    let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) else {
        return Guard::default();
    };
    observer.observe(element);
    Guard::new(move || {
        observer.disconnect();
        drop(closure);
    })
}

/// Calls `changed` once at first and on every change, with whether any part of the element is on
/// screen.
pub fn on_screen(element: &Element, mut changed: impl FnMut(bool) + 'static) -> Guard {
    let closure = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let last = entries.get(entries.length().saturating_sub(1));
        changed(
            last.unchecked_into::<IntersectionObserverEntry>()
                .is_intersecting(),
        );
    });
    let Ok(observer) = IntersectionObserver::new(closure.as_ref().unchecked_ref()) else {
        return Guard::default();
    };
    observer.observe(element);
    Guard::new(move || {
        observer.disconnect();
        drop(closure);
    })
}
