//! Where the reader's focus is, and moving it.

use super::scope::Scope;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};

/// Whether an element holds the focus, or something in it.
pub fn is_within(element: &Element) -> bool {
    element.matches(":focus-within").unwrap_or(false)
}

/// Focuses an element without scrolling it into view: the page stays where the reader has it.
pub fn give(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // It fails for nothing that is an element.
    let _ = element.focus_with_options(&options);
}

/// Focuses the heading, from where Tab goes on into the widget.
pub fn give_to_heading(scope: &Scope) {
    let heading = scope
        .root()
        .and_then(|root| root.get_element_by_id("heading"));
    if let Some(heading) = heading {
        give(heading.unchecked_ref());
    }
}
