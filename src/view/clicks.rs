//! What a click in the widget does. One listener hears all of them: each listener costs every
//! reader time.

use super::scope::Scope;
use super::{markers, status, viewport};
use crate::store::Reason;
use latest_news_core::carousel::Step;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, Node};

/// Passes a click on to the part that it is for.
pub fn click(scope: &Scope, event: Event) {
    let Some(target) = target(scope, &event) else {
        return;
    };
    let Some(button) = target.closest("button").ok().flatten() else {
        return viewport::open(scope, &target, &event);
    };
    let step = match button.get_attribute("part").as_deref() {
        Some("previous") => Step::Previous,
        Some("next") => Step::Next,
        Some("marker") => return markers::press(scope, &button),
        Some(_) => return scope.store.toggle_rotation(),
        None => return status::retry_now(scope),
    };
    scope.store.step(step, Reason::Control);
}

/// The widget's own element that an event is for. The partner's elements in slots are not the widget's.
#[inline(never)]
pub fn target(scope: &Scope, event: &Event) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_own = scope.root()?.contains(Some(target.unchecked_ref::<Node>()));
    is_own.then_some(target)
}
