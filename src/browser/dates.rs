//! Formats dates as words, with the browser's `Intl`.

use js_sys::{Array, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // An unknown language tag makes these constructors throw. js-sys has no way to catch that.
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

/// The formatters of one language. Each is made once, and only when it is needed: on a phone,
/// making one takes as long as showing several slides.
pub struct DateFormat {
    language: String,
    day: OnceCell<Option<DateTimeFormat>>,
    day_and_time: OnceCell<Option<DateTimeFormat>>,
    relative: OnceCell<Option<RelativeTimeFormat>>,
}

impl DateFormat {
    /// Formatters for a language tag. For an unknown tag, those of the browser's own language.
    pub fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            day: OnceCell::new(),
            day_and_time: OnceCell::new(),
            relative: OnceCell::new(),
        }
    }

    /// A calendar day, given as its midnight in UTC.
    pub fn day(&self, time: f64) -> String {
        self.date_time(&self.day, ("timeZone", "UTC"), time)
    }

    /// An instant, in the reader's time zone.
    pub fn day_and_time(&self, time: f64) -> String {
        self.date_time(&self.day_and_time, ("timeStyle", "short"), time)
    }

    fn date_time(
        &self,
        format: &OnceCell<Option<DateTimeFormat>>,
        option: (&str, &str),
        time: f64,
    ) -> String {
        let format = format.get_or_init(|| {
            let options = [("dateStyle", "medium"), option];
            in_language(&self.language, &options, |languages, options| {
                DateTimeFormat::new(languages, options)
            })
        });
        format
            .as_ref()
            .map(|format| format.format(time))
            .unwrap_or_default()
    }

    /// An amount of a unit such as `hour`. Negative amounts are in the past.
    pub fn relative(&self, amount: f64, unit: &str) -> String {
        let format = self.relative.get_or_init(|| {
            let options = [("numeric", "auto")];
            in_language(&self.language, &options, |languages, options| {
                RelativeTimeFormat::new(languages, options)
            })
        });
        format
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

/// Makes a formatter for a language tag. For an unknown tag, one for the browser's own language.
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
