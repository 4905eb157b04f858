//! Listens to events, and sends them.

use super::Guard;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AddEventListenerOptions, CustomEvent, CustomEventInit, Event, EventTarget};

/// Calls `handle` for every event of a name until the guard is dropped. The listener is passive: it
/// never delays scrolling and cannot prevent a default.
pub fn listen(
    target: &EventTarget,
    name: &'static str,
    handle: impl FnMut(Event) + 'static,
) -> Guard {
    add(target, name, true, Box::new(handle))
}

/// Like `listen`, but `handle` may prevent a default.
pub fn handle(
    target: &EventTarget,
    name: &'static str,
    handle: impl FnMut(Event) + 'static,
) -> Guard {
    add(target, name, false, Box::new(handle))
}

/// All kinds of handlers share this one copy of the code.
fn add(
    target: &EventTarget,
    name: &'static str,
    passive: bool,
    handle: Box<dyn FnMut(Event)>,
) -> Guard {
    let closure = Closure::wrap(handle);
    let options = AddEventListenerOptions::new();
    options.set_passive(passive);
    // A page may have put it on every object.
    options.set_once(false);
    // `error` does not bubble.
    let captures = name == "error";
    options.set_capture(captures);
    let callback = closure.as_ref().unchecked_ref();
    let added = target
        .add_event_listener_with_callback_and_add_event_listener_options(name, callback, &options);
    if added.is_err() {
        return Guard::default();
    }
    let target = target.clone();
    Guard::new(move || {
        let callback = closure.as_ref().unchecked_ref();
        // Removing fails only if adding failed.
        let _ = target.remove_event_listener_with_callback_and_bool(name, callback, captures);
    })
}

/// The detail of a custom event.
pub enum Detail<'a> {
    Number(f64),
    Text(&'a str),
    Flag(bool),
}

/// Sends a bubbling, composed custom event. False if a listener prevented its default.
pub fn dispatch(
    target: &EventTarget,
    name: &str,
    cancelable: bool,
    detail: &[(&str, Detail)],
) -> bool {
    let object = Object::new();
    for (key, value) in detail {
        let value = match value {
            Detail::Number(number) => JsValue::from_f64(*number),
            Detail::Text(text) => JsValue::from_str(text),
            Detail::Flag(flag) => JsValue::from_bool(*flag),
        };
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(&object);
    match CustomEvent::new_with_event_init_dict(name, &init) {
        Ok(event) => target.dispatch_event(&event).unwrap_or(true),
        Err(_) => true,
    }
}
