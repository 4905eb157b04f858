//! A page for tests, and helpers that wait for it.

use latest_news::browser::clock;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Document, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, Window,
};

pub fn window() -> Window {
    web_sys::window().unwrap()
}

pub fn document() -> Document {
    window().document().unwrap()
}

/// Attaches an open shadow root.
pub fn shadow(host: &Element) -> ShadowRoot {
    host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap()
}

/// An address that answers with a text.
pub fn blob_url(text: &str) -> String {
    let blob = Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into())).unwrap();
    web_sys::Url::create_object_url_with_blob(&blob).unwrap()
}

/// A new element in the page.
pub fn element(tag: &str) -> HtmlElement {
    let element = document().create_element(tag).unwrap();
    document().body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

/// Waits until `holds` returns true, checking once per frame. Fails after ten seconds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = clock::now() + 10_000.0;
    while !holds() {
        assert!(clock::now() < deadline, "waited in vain for {what}");
        pause(16).await;
    }
}

/// Waits for this many milliseconds.
pub async fn pause(milliseconds: u32) {
    let timer = Rc::new(RefCell::new(None));
    let kept = Rc::clone(&timer);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let resolve: js_sys::Function = resolve;
        let ring = Box::new(move || {
            resolve.call0(&wasm_bindgen::JsValue::NULL).unwrap();
        });
        kept.replace(Some(clock::after(milliseconds, ring)));
    });
    JsFuture::from(promise).await.unwrap();
    drop(timer);
}
