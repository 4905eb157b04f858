//! The reader's focus: where it is, and moving it.

use super::scope::Scope;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};

/// Whether an element, or anything inside it, holds the focus.
pub fn is_within(element: &Element) -> bool {
    element.matches(":focus-within").unwrap_or(false)
}

/// Focuses an element without scrolling to it, so that the page stays where it is.
pub fn give(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focusing an element cannot fail.
    let _ = element.focus_with_options(&options);
}

/// Focuses the heading. From there, Tab continues into the widget.
pub fn give_to_heading(scope: &Scope) {
    let heading = scope
        .root()
        .and_then(|root| root.get_element_by_id("heading"));
    if let Some(heading) = heading {
        give(heading.unchecked_ref());
    }
}
