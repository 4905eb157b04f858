//! The developer console.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // A page may have taken it away.
    #[wasm_bindgen(js_namespace = console, catch)]
    pub fn warn(line: &str) -> Result<(), JsValue>;
}
