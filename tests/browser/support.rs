//! A page to test in, and what it takes to wait for it.

use latest_news::browser::clock;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement};

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A fresh element in the page.
pub fn element(tag: &str) -> HtmlElement {
    let element = document().create_element(tag).unwrap();
    document().body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

/// Waits until `holds`, looking once per frame; fails after ten seconds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = clock::now() + 10_000.0;
    while !holds() {
        assert!(clock::now() < deadline, "waited in vain for {what}");
        frame().await;
    }
}

/// The time until the browser's next task.
async fn frame() {
    let timer = Rc::new(RefCell::new(None));
    let kept = Rc::clone(&timer);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let resolve: js_sys::Function = resolve;
        let ring = Box::new(move || {
            resolve.call0(&wasm_bindgen::JsValue::NULL).unwrap();
        });
        kept.replace(Some(clock::after(16, ring)));
    });
    JsFuture::from(promise).await.unwrap();
    drop(timer);
}
