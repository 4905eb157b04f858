//! The whole widget: heading, controls, slides, markers and messages.

use super::clicks::click;
use super::controls::controls;
use super::drag;
use super::element::View;
use super::heading::heading;
use super::markers::markers;
use super::more::more;
use super::scope::Scope;
use super::skeleton::skeleton;
use super::status::{retry, status};
use super::viewport::{bring_in_focused, reveal, take_focus_along, viewport};
use crate::store::{LoadState, Reason, Store};
use latest_news_core::carousel::{PauseReason, RotationEvent, Step};
use latest_news_core::decimal;
use latest_news_core::labels::Phrase;
use latest_news_core::options::{DEFAULT_SUMMARY_LINES, Options};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, ShadowRoot};

/// The widget inside its shadow root. Without a root it can only be rendered to text.
#[component]
pub fn Widget(store: Store, root: Option<ShadowRoot>) -> impl IntoView {
    widget(&store, root)
}

/// The view of the widget, without a document.
#[cfg(not(target_arch = "wasm32"))]
pub fn tree(store: &Store) -> super::tree::Tree {
    widget(store, None).tree()
}

fn widget(store: &Store, root: Option<ShadowRoot>) -> View {
    let scope = Scope::new(store, root);
    let top = scope
        .element("div")
        .attribute("class", "top")
        .reactive_child(heading)
        .reactive_child(controls);
    scope
        .element("section")
        .part("base")
        .reactive("aria-roledescription", |it| {
            (!it.shows_all()).then(|| it.label(Phrase::Carousel))
        })
        .attribute("aria-labelledby", "heading")
        .reactive("aria-busy", |it| {
            it.is(LoadState::Loading).then(|| "true".into())
        })
        .reactive("data-bare", |it| it.shows_fallback().then(|| "".into()))
        .reactive("data-state", |it| {
            Some(it.store.load_state.follow().name().into())
        })
        .reactive("lang", Scope::labels_language)
        .reactive("dir", |it| {
            Some(if it.is_right_to_left() { "rtl" } else { "ltr" }.into())
        })
        .on("keydown", follow_arrows)
        .on("click", click)
        .on("focusin", stop_for_keyboard)
        .on("focusout", |it, _| reveal(it))
        .on("pointerenter", |it, event| hold(it, &event, true))
        .on("pointerleave", |it, event| hold(it, &event, false))
        .on("pointerdown", press)
        .on("pointermove", |it, event| {
            drag::pull(it, event.unchecked_ref())
        })
        .on("pointerup", let_go)
        .on("pointercancel", let_go)
        .on("touchend", release_touch)
        .on("touchcancel", release_touch)
        .child(slot(&scope, "header"))
        .child(top)
        .reactive_child(|it| it.shows_fallback().then(|| it.element("slot")))
        .reactive_child(skeleton)
        .reactive_child(viewport)
        .reactive_child(markers)
        .reactive_child(more)
        .child(status(&scope))
        .reactive_child(retry)
        .child(slot(&scope, "footer"))
        .effect(set_lengths)
}

/// A slot for a line of the partner's own. It is no fallback.
fn slot(scope: &Scope, name: &'static str) -> View {
    scope.element("slot").attribute("name", name)
}

/// Sets the lengths that come from attributes, for the style sheet. They are set one by one. A
/// page's Content-Security-Policy allows this but may refuse a `style` attribute.
fn set_lengths(scope: &Scope) {
    let options = scope.store.options.follow();
    let base = scope
        .root()
        .and_then(|root| root.query_selector(".base").ok().flatten());
    let Some(base) = base else { return };
    let style = base.unchecked_ref::<HtmlElement>().style();
    for (name, value) in lengths(&options) {
        // Fails only for invalid names. An empty value removes the property.
        let _ = style.set_property(name, &value);
    }
}

/// The lengths that attributes ask for, by their names in the style sheet. They are empty if the style
/// sheet's defaults apply.
pub fn lengths(options: &Options) -> [(&'static str, String); 2] {
    let is_default = options.summary_lines == DEFAULT_SUMMARY_LINES;
    let lines = match is_default {
        true => String::new(),
        false => decimal::of(options.summary_lines),
    };
    let ratio = options.image_ratio.clone().unwrap_or_default();
    [("--_summary-lines", lines), ("--_image-ratio", ratio)]
}

/// The Left and Right keys move along the reading direction, inside the widget only. Other keys are
/// not handled.
fn follow_arrows(scope: &Scope, event: Event) {
    let event: KeyboardEvent = event.unchecked_into();
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let right_to_left = scope.store.locale.get().right_to_left;
    let step = match (event.key().as_str(), right_to_left) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Step::Next,
        ("ArrowLeft", false) | ("ArrowRight", true) => Step::Previous,
        _ => return,
    };
    if *scope.store.can_move.get() {
        event.prevent_default();
        scope.store.step(step, Reason::Control);
        take_focus_along(scope);
    }
}

/// A mouse click also moves the focus, but it is no keyboard.
fn stop_for_keyboard(scope: &Scope, event: Event) {
    let focused = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if focused.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false)) {
        scope.store.rotation_event(RotationEvent::Focus);
        bring_in_focused(scope);
    }
}

/// A hovering mouse or pen pauses the rotation.
fn hold(scope: &Scope, event: &Event, inside: bool) {
    if pointer(event) != "touch" {
        scope.store.hold(PauseReason::Hover, inside);
    }
}

fn press(scope: &Scope, event: Event) {
    if pointer(&event) != "mouse" {
        scope.store.hold(PauseReason::Touch, true);
    }
    drag::press(scope, event.unchecked_ref());
}

/// Touch uses its own events: pointer events end when the browser scrolls, while the finger is
/// still there.
fn release_touch(scope: &Scope, _: Event) {
    scope.store.hold(PauseReason::Touch, false);
}

/// A pen may send no touch events at all. When a pen scrolls the row, the browser cancels its events.
/// It hovers again with its next event.
fn let_go(scope: &Scope, event: Event) {
    drag::release(scope);
    if pointer(&event) == "pen" {
        scope.store.hold(PauseReason::Touch, false);
        if event.type_() == "pointercancel" {
            scope.store.hold(PauseReason::Hover, false);
        }
    }
}

fn pointer(event: &Event) -> String {
    event.unchecked_ref::<PointerEvent>().pointer_type()
}
