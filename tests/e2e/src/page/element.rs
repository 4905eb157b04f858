//! One element, inside a shadow root or not.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{Page, decoded, done, save_picture, text};
use crate::browser::Engine;
use crate::picture;

/// WebDriver's name for a reference to an element.
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Element<'p> {
    page: &'p Page<'p>,
    id: String,
}

impl<'p> Element<'p> {
    pub(super) fn from_value(page: &'p Page<'p>, value: &Value) -> Option<Self> {
        let id = value.get(REFERENCE)?.as_str()?.to_owned();
        Some(Self { page, id })
    }

    /// As an argument of a script.
    pub fn reference(&self) -> Value {
        Value::Object(Map::from_iter([(REFERENCE.to_owned(), json!(self.id))]))
    }

    /// Clicks like a reader: in the middle, and only if nothing covers the element.
    #[track_caller]
    pub fn click(&self) {
        done(
            self.page.session.post(&self.path("/click"), &json!({})),
            "click",
        );
    }

    /// Presses keys on the element, one for each letter. WebDriver's code points stand for keys
    /// without a letter.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let keys = json!({ "text": text });
        done(self.page.session.post(&self.path("/value"), &keys), "type");
    }

    /// The role for assistive technology, as the browser computes it.
    #[track_caller]
    pub fn role(&self) -> String {
        text(&done(
            self.page.session.get(&self.path("/computedrole")),
            "role",
        ))
    }

    /// The name for assistive technology, as the browser computes it.
    #[track_caller]
    pub fn name(&self) -> String {
        text(&done(
            self.page.session.get(&self.path("/computedlabel")),
            "name",
        ))
    }

    #[track_caller]
    pub fn text(&self) -> String {
        text(&self.js("words(element)"))
    }

    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.js(&format!("element.getAttribute({name:?})"))
            .as_str()
            .map(str::to_owned)
    }

    #[track_caller]
    pub fn focus(&self) {
        self.js("(element.focus(), true)");
    }

    /// A PNG picture of this element, as far as it fits into the window. WebKitGTK counts the place
    /// of an element twice and returns the area beside it. There, the element is cut out of a
    /// picture of the window.
    #[track_caller]
    pub fn picture(&self) -> Vec<u8> {
        self.js("(element.scrollIntoView({ behavior: 'instant' }), true)");
        self.page.frames(2);
        let session = self.page.session;
        if session.engine != Engine::WebKit {
            let path = self.path("/screenshot");
            return decoded(&done(session.get(&path), "screenshot"));
        }
        let window = self.page.picture();
        let place = self.js("(({ x, y, width, height }) => [x, y, width, height])(box(element))");
        let side = |index: usize| place[index].as_f64().unwrap_or_default().round() as u32;
        picture::cut(&window, (side(0), side(1)), (side(2), side(3)))
    }

    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        save_picture(&self.picture(), path);
    }

    /// The value of an expression over `element`.
    #[track_caller]
    pub fn js(&self, expression: &str) -> Value {
        let body = format!("const element = arguments[0]; return ({expression})");
        self.page.script(&body, json!([self.reference()]))
    }

    fn path(&self, rest: &str) -> String {
        format!("/element/{}{rest}", self.id)
    }
}
