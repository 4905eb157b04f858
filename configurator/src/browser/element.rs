//! Changes the page's `<latest-news>` and its frame as a partner would: attributes, declarations, a
//! style sheet in the head.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

pub fn first(name: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(name).ok()??.dyn_into().ok()
}

/// Setting an attribute to its present value would restart the widget's work.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Through the object model, so that a page's policy has nothing to refuse.
pub fn set_declaration(element: &HtmlElement, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.style().set_property(name, value),
        None => element.style().remove_property(name).map(|_| ()),
    };
}

/// Links this style sheet under an id, in place of the one linked before.
pub fn link_style_sheet(id: &str, address: Option<&str>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let linked = document.get_element_by_id(id);
    let Some(address) = address else {
        if let Some(linked) = linked {
            linked.remove();
        }
        return;
    };
    let link = linked.or_else(|| {
        let link = document.create_element("link").ok()?;
        link.set_id(id);
        link.set_attribute("rel", "stylesheet").ok()?;
        document.head()?.append_child(&link).ok()?;
        Some(link)
    });
    if let Some(link) = link {
        set_attribute(&link, "href", Some(address));
    }
}

/// Scrolls an element into the middle if it is further down than the viewport. If it is visible or
/// above, nothing moves.
pub fn show(element: &Element) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let height = window.inner_height().ok().and_then(|it| it.as_f64());
    let place = element.get_bounding_client_rect();
    if place.top() < height.unwrap_or(0.0) - 120.0 {
        return;
    }
    let still = window.match_media("(prefers-reduced-motion: reduce)");
    let still = still.ok().flatten().is_some_and(|query| query.matches());
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if still {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    });
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

pub fn matches(media: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(media).ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// The width inside an element, in whole pixels.
pub fn inner_width(element: &Element) -> u32 {
    u32::try_from(element.client_width()).unwrap_or(0)
}
