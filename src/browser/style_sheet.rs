//! One constructable style sheet for all shadow roots of a document.
//!
//! A page's `style-src` cannot refuse it, and its text exists once in each document. A sheet
//! belongs to the document that made it, and an element may be moved to another document.

use js_sys::{Array, Function, Reflect, WeakMap};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CssStyleSheet, Document, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// A document whose members are read through its class, because an element may be named
    /// `defaultView`.
    #[wasm_bindgen(extends = js_sys::Object, js_name = Document)]
    type OwnDocument;
    #[wasm_bindgen(method, final, getter, js_class = "Document", js_name = defaultView)]
    fn default_view(this: &OwnDocument) -> JsValue;
}

thread_local! {
    /// The sheet of each document.
    static SHEETS: WeakMap = WeakMap::new();
}

/// Gives the shadow root the sheet of its document, made from `css`. The first text for a document
/// stays. A root whose document has no window gets no sheet.
pub fn adopt(root: &ShadowRoot, css: &str) {
    let Some(sheet) = root.owner_document().and_then(|it| sheet_of(it, css)) else {
        return;
    };
    let sheets = Array::from(&root.adopted_style_sheets());
    if !sheets.includes(&sheet, 0) {
        sheets.push(&sheet);
        // The browser refuses this if the root has moved to another document meanwhile.
        let _ = Reflect::set(root, &JsValue::from_str("adoptedStyleSheets"), &sheets);
    }
}

fn sheet_of(document: Document, css: &str) -> Option<JsValue> {
    SHEETS.with(|sheets| {
        let known = sheets.get(&document);
        if !known.is_undefined() {
            return Some(known);
        }
        let view = document.unchecked_ref::<OwnDocument>().default_view();
        let class = Reflect::get(&view, &JsValue::from_str("CSSStyleSheet")).ok()?;
        // The class belongs to another window, so it is no instance of this window's `Function`.
        let class: Function = class.unchecked_into();
        let sheet = Reflect::construct(&class, &Array::new()).ok()?;
        sheet
            .unchecked_ref::<CssStyleSheet>()
            .replace_sync(css)
            .ok()?;
        sheets.set(&document, &sheet);
        Some(sheet)
    })
}
