//! Formats numbers in the digits of a language, with the browser's `Intl`.

use super::dates::in_language;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // An unknown language tag makes the constructor throw. js-sys has no way to catch that.
    #[wasm_bindgen(js_namespace = Intl, js_name = NumberFormat)]
    type Format;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl, js_class = NumberFormat)]
    fn new(languages: &Array, options: &Object) -> Result<Format, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Format, number: f64) -> String;
    #[wasm_bindgen(method, js_name = formatRange)]
    fn format_range(this: &Format, first: f64, last: f64) -> String;
}

/// The formatter of one language.
pub struct NumberFormat(Option<Format>);

impl NumberFormat {
    /// A formatter for a language tag. For an unknown tag, one for the browser's own language.
    pub fn new(language: &str) -> Self {
        Self(in_language(language, &[], |languages, options| {
            Format::new(languages, options)
        }))
    }

    /// A number, or the range from it to another one.
    pub fn format(&self, first: f64, last: f64) -> String {
        match &self.0 {
            // A range whose ends are equal would be formatted as "about" that number.
            Some(format) if first == last => format.format(first),
            Some(format) => format.format_range(first, last),
            None => String::new(),
        }
    }
}
