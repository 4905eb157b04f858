//! One constructable style sheet for all shadow roots of the page.
//!
//! It needs no permission from a page's `style-src`, and its text exists once.

use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

thread_local! {
    static SHEET: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
}

/// Gives the shadow root the sheet made of `css`; the first text given is the page's.
pub fn adopt(root: &ShadowRoot, css: &str) {
    SHEET.with(|sheet| {
        let sheet = sheet.get_or_init(|| {
            let sheet = CssStyleSheet::new().ok()?;
            sheet.replace_sync(css).ok()?;
            Some(sheet)
        });
        if let Some(sheet) = sheet {
            let sheets = root.adopted_style_sheets();
            let sheet = JsValue::from(sheet);
            if !sheets.includes(&sheet, 0) {
                sheets.push(&sheet);
            }
        }
    });
}
