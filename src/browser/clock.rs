//! Timers and the time of day.

use super::Guard;
use wasm_bindgen::{JsCast, closure::Closure};

/// Milliseconds since the Unix epoch.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A random number from 0 up to, but not including, 1.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// Calls `then` once, unless the guard is dropped first.
pub fn after(milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard {
    let Some(window) = web_sys::window() else {
        return Guard::default();
    };
    let closure = Closure::once(then);
    let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let callback = closure.as_ref().unchecked_ref();
    let Ok(timer) = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay)
    else {
        return Guard::default();
    };
    Guard::new(move || {
        window.clear_timeout_with_handle(timer);
        drop(closure);
    })
}
