//! Timers and the time of day.

use super::Guard;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Returns a number, unless the page has replaced it.
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(run: &Function, delay: i32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_name = requestAnimationFrame)]
    fn request_animation_frame(run: &Function) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = cancelAnimationFrame)]
    fn cancel_animation_frame(frame: &JsValue) -> Result<(), JsValue>;
}

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
    let closure = Closure::once(then);
    let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let Ok(timer) = set_timeout(closure.as_ref().unchecked_ref(), delay) else {
        return Guard::default();
    };
    Guard::new(move || {
        // If the timer cannot be cleared, its page is gone and the timer never fires.
        let _ = clear_timeout(&timer);
        drop(closure);
    })
}

/// Calls `then` once before the next frame, unless the guard is dropped first. A page in the background has
/// no frames.
pub fn next_frame(then: Box<dyn FnOnce()>) -> Guard {
    let closure = Closure::once(then);
    let Ok(frame) = request_animation_frame(closure.as_ref().unchecked_ref()) else {
        return Guard::default();
    };
    Guard::new(move || {
        let _ = cancel_animation_frame(&frame);
        drop(closure);
    })
}
