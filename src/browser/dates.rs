//! Dates in words, by the browser's `Intl`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // An unknown language tag makes these constructors throw, which js-sys does not let us catch.
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(languages: &Array, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, time: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(languages: &Array, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, amount: f64, unit: &str) -> String;
}

/// Formatters of one language. Made once per language: making one costs more than using it often.
pub struct DateFormat {
    day: Option<DateTimeFormat>,
    day_and_time: Option<DateTimeFormat>,
    relative: Option<RelativeTimeFormat>,
}

impl DateFormat {
    /// Formatters for a language tag; the browser's own language where it knows no such tag.
    pub fn new(language: &str) -> Self {
        Self {
            day: date_time(language, &[("dateStyle", "medium"), ("timeZone", "UTC")]),
            day_and_time: date_time(language, &[("dateStyle", "medium"), ("timeStyle", "short")]),
            relative: in_language(language, &[("numeric", "auto")], |languages, options| {
                RelativeTimeFormat::new(languages, options)
            }),
        }
    }

    /// A calendar day, given as its midnight in UTC.
    pub fn day(&self, time: f64) -> String {
        self.day
            .as_ref()
            .map(|format| format.format(time))
            .unwrap_or_default()
    }

    /// An instant, in the reader's time zone.
    pub fn day_and_time(&self, time: f64) -> String {
        self.day_and_time
            .as_ref()
            .map(|format| format.format(time))
            .unwrap_or_default()
    }

    /// An amount of a unit such as `hour`; negative amounts are past.
    pub fn relative(&self, amount: f64, unit: &str) -> String {
        self.relative
            .as_ref()
            .map(|format| format.format(amount, unit))
            .unwrap_or_default()
    }
}

/// Midnight in UTC of the reader's calendar day at an instant.
pub fn day_of(time: f64) -> f64 {
    let date = js_sys::Date::new(&JsValue::from_f64(time));
    js_sys::Date::utc(f64::from(date.get_full_year()), f64::from(date.get_month()))
        + f64::from(date.get_date() - 1) * 86_400_000.0
}

fn date_time(language: &str, options: &[(&str, &str)]) -> Option<DateTimeFormat> {
    in_language(language, options, |languages, options| {
        DateTimeFormat::new(languages, options)
    })
}

/// Makes a formatter for a language tag; the browser's own language where it knows no such tag.
pub(super) fn in_language<T>(
    language: &str,
    options: &[(&str, &str)],
    make: impl Fn(&Array, &Object) -> Result<T, JsValue>,
) -> Option<T> {
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    make(&Array::of1(&JsValue::from_str(language)), &object)
        .or_else(|_| make(&Array::new(), &object))
        .ok()
}
