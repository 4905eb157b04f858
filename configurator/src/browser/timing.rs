//! The browser's measurements of the page's downloads.

use wasm_bindgen::JsCast;
use web_sys::PerformanceResourceTiming;

/// Addresses and bytes on the wire, in the order of the downloads. Servers on other sites may hide
/// their sizes. Those downloads are left out.
pub fn downloads() -> Vec<(String, usize)> {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else {
        return Vec::new();
    };
    performance
        .get_entries_by_type("resource")
        .iter()
        .filter_map(|entry| entry.dyn_into::<PerformanceResourceTiming>().ok())
        .map(|entry| (entry.name(), entry.encoded_body_size() as usize))
        .filter(|(_, bytes)| *bytes > 0)
        .collect()
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
