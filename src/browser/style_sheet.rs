//! One constructable style sheet for all shadow roots of a document.
//!
//! It needs no permission from a page's `style-src`, and its text exists once in each document. A
//! sheet belongs to the document that made it, and an element may be moved to another.

use js_sys::{Array, Function, Reflect, WeakMap};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CssStyleSheet, Document, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// A document, asked by its class: its elements may be named `defaultView`.
    #[wasm_bindgen(extends = js_sys::Object, js_name = Document)]
    type OwnDocument;
    #[wasm_bindgen(method, final, getter, js_class = "Document", js_name = defaultView)]
    fn default_view(this: &OwnDocument) -> JsValue;
}

thread_local! {
    /// The sheet of each document.
    static SHEETS: WeakMap = WeakMap::new();
}

/// Gives the shadow root the sheet of its document, made of `css`; the first text given is the
/// document's. Without one, as in a document without a window, the root stays as it is.
pub fn adopt(root: &ShadowRoot, css: &str) {
    let Some(sheet) = root.owner_document().and_then(|it| sheet_of(it, css)) else {
        return;
    };
    let sheets = Array::from(&root.adopted_style_sheets());
    if !sheets.includes(&sheet, 0) {
        sheets.push(&sheet);
        // Refused where the root has left that document meanwhile.
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
        // Of another window, so it is no instance of this one's `Function`.
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
