//! The page itself: its address, and the content of its head.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlElement;

/// The base of the page's relative addresses.
pub fn base() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default()
}

/// The content of a `meta` element in the page's head. Empty if there is none.
pub fn meta(name: &str) -> String {
    let selector = format!("head > meta[name=\"{name}\"]");
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(&selector).ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

pub fn address() -> String {
    web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default()
}

/// Without the question mark.
pub fn query() -> String {
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .map_or_else(String::new, |query| {
            query.trim_start_matches('?').to_owned()
        })
}

/// Writes the query into the address. The fragment stays, and Back still leaves the page.
pub fn replace_query(query: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("{path}{mark}{query}{fragment}");
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

pub fn by_id(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// Calls `then` on every event with this name that reaches the window, for the life of the page.
pub fn on(event: &str, then: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(then);
    if let Some(window) = web_sys::window() {
        let callback = closure.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback(event, callback);
    }
    closure.forget();
}
