//! The page around an element: its direction, visibility and the reader's settings.

use super::{Guard, events};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// `Selection.getComposedRanges` reports selections inside the shadow roots that it is given.
    /// web-sys does not have it.
    type ComposedSelection;
    #[wasm_bindgen(catch, method, js_name = getComposedRanges)]
    fn composed_ranges(
        this: &ComposedSelection,
        options: &JsValue,
    ) -> Result<js_sys::Array, JsValue>;

    type StaticRange;
    #[wasm_bindgen(method, getter)]
    fn collapsed(this: &StaticRange) -> bool;
    #[wasm_bindgen(method, getter, js_name = startContainer)]
    fn start_container(this: &StaticRange) -> web_sys::Node;

    /// Unlike `document.evaluate`, it belongs to no document, and no named element answers for it.
    type XPathEvaluator;
    #[wasm_bindgen(catch, constructor)]
    fn new() -> Result<XPathEvaluator, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn evaluate(
        this: &XPathEvaluator,
        expression: &str,
        context: &Element,
        resolver: Option<&js_sys::Function>,
        kind: u16,
    ) -> Result<XPathResult, JsValue>;

    type XPathResult;
    #[wasm_bindgen(method, getter, js_name = booleanValue)]
    fn boolean_value(this: &XPathResult) -> bool;
}

/// `XPathResult.BOOLEAN_TYPE`.
const BOOLEAN: u16 = 3;

/// Whether the element's computed direction is right-to-left.
pub fn is_right_to_left(element: &Element) -> bool {
    let style =
        web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    style
        .and_then(|style| style.get_property_value("direction").ok())
        .is_some_and(|it| it == "rtl")
}

/// True if one of the element's children in the default slot is a text that a reader sees, or is or
/// contains an element that is seen without text. The blanks are those of Unicode, and characters
/// without width.
const SHOWS_CONTENT: &str = "boolean((text() | *[not(string(@slot))]/descendant-or-self::node())[\
    self::text()[not(contains('|script|style|noscript|', concat('|', local-name(..), '|')))]\
        [translate(., '\t\n\x0B\x0C\r \u{85}\u{A0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\
            \u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2028}\u{2029}\
            \u{202F}\u{205F}\u{3000}\u{FEFF}', '')]\
    or contains('|img|svg|video|audio|canvas|iframe|object|embed|input|button|select|textarea|',\
        concat('|', local-name(), '|')) and not(@type = 'hidden')])";

/// Whether the element's children show anything as its fallback. Line breaks, empty paragraphs, blanks
/// and content for pages without script do not. Neither do children in another slot.
///
/// A path expression reads names, texts and attributes by itself. By a form, a script would be
/// answered with the form's inputs: `form.slot` may be one of them.
pub fn shows_content(element: &Element) -> bool {
    let found = XPathEvaluator::new()
        .and_then(|evaluator| evaluator.evaluate(SHOWS_CONTENT, element, None, BOOLEAN));
    found.is_ok_and(|it| it.boolean_value())
}

/// The absolute form of an address, resolved like the page's own. `None` if it is no address.
pub fn resolve(element: &Element, url: &str) -> Option<String> {
    let base = element.base_uri().ok().flatten()?;
    web_sys::Url::new_with_base(url, &base)
        .ok()
        .map(|url| url.href())
}

/// Whether the page is on `https:`, where browsers refuse `http:` pictures.
pub fn is_secure() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|it| it == "https:")
}

pub fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}

/// False if the browser knows that it has no network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Calls `changed` with whether the page is hidden, each time that changes.
pub fn on_hidden(mut changed: impl FnMut(bool) + 'static) -> Guard {
    match web_sys::window().and_then(|window| window.document()) {
        Some(document) => {
            events::listen(&document, "visibilitychange", move |_| changed(is_hidden()))
        }
        None => Guard::default(),
    }
}

/// Calls `woken` when the page is thawed or is online again.
pub fn on_waking(woken: impl Fn() + 'static) -> [Guard; 2] {
    let woken: Rc<dyn Fn()> = Rc::new(woken);
    ["pageshow", "online"].map(|name| {
        let woken = Rc::clone(&woken);
        match web_sys::window() {
            Some(window) => events::listen(&window, name, move |_| woken()),
            None => Guard::default(),
        }
    })
}

const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";

fn reduced_motion() -> Option<web_sys::MediaQueryList> {
    web_sys::window()?
        .match_media(REDUCED_MOTION)
        .ok()
        .flatten()
}

/// Whether the reader prefers reduced motion (WCAG 2.3.3).
pub fn prefers_reduced_motion() -> bool {
    reduced_motion().is_some_and(|query| query.matches())
}

/// Calls `changed` with the reader's preference whenever it changes.
pub fn on_reduced_motion(mut changed: impl FnMut(bool) + 'static) -> Guard {
    match reduced_motion() {
        Some(query) => events::listen(&query.clone(), "change", move |_| changed(query.matches())),
        None => Guard::default(),
    }
}

/// Calls `changed` with whether text inside the shadow root is selected, on every selection change.
pub fn on_selection(root: &ShadowRoot, mut changed: impl FnMut(bool) + 'static) -> Guard {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Guard::default();
    };
    let root = root.clone();
    events::listen(&document, "selectionchange", move |_| {
        changed(has_selection(&root).unwrap_or(false))
    })
}

fn has_selection(root: &ShadowRoot) -> Option<bool> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let options = js_sys::Object::new();
    let roots = js_sys::Array::of1(root);
    js_sys::Reflect::set(&options, &JsValue::from_str("shadowRoots"), &roots).ok()?;
    let ranges = selection
        .unchecked_into::<ComposedSelection>()
        .composed_ranges(&options)
        .ok()?;
    let range: StaticRange = ranges.get(0).dyn_into().ok()?;
    Some(!range.collapsed() && root.contains(Some(&range.start_container())))
}
