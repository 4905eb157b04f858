//! Keys, mouse, wheel and touch, sent to the browser like system input.

use serde_json::{Value, json};

use super::{Element, Page, done};
use crate::browser::Engine;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    Tab,
    ShiftTab,
    Enter,
    Space,
    Escape,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// WebDriver's code points for keys without a character.
    fn code(self) -> &'static str {
        match self {
            Self::Tab | Self::ShiftTab => "\u{e004}",
            Self::Enter => "\u{e007}",
            Self::Space => " ",
            Self::Escape => "\u{e00c}",
            Self::Left => "\u{e012}",
            Self::Right => "\u{e014}",
            Self::Up => "\u{e013}",
            Self::Down => "\u{e015}",
            Self::Home => "\u{e011}",
            Self::End => "\u{e010}",
            Self::PageUp => "\u{e00e}",
            Self::PageDown => "\u{e00f}",
        }
    }
}

const SHIFT: &str = "\u{e008}";

/// A key that is held down while another is pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modifier {
    Shift,
    Control,
    Alt,
    Meta,
}

impl Modifier {
    fn code(self) -> &'static str {
        match self {
            Self::Shift => SHIFT,
            Self::Control => "\u{e009}",
            Self::Alt => "\u{e00a}",
            Self::Meta => "\u{e03d}",
        }
    }
}

impl Page<'_> {
    #[track_caller]
    pub fn press(&self, key: Key) {
        match key {
            Key::ShiftTab => self.stroke(&[SHIFT, Key::Tab.code()]),
            _ => self.stroke(&[key.code()]),
        }
    }

    /// Presses a key while another is held down.
    #[track_caller]
    pub fn press_with(&self, modifier: Modifier, key: Key) {
        self.stroke(&[modifier.code(), key.code()]);
    }

    /// Presses all of these keys in order, and then releases them.
    #[track_caller]
    fn stroke(&self, keys: &[&str]) {
        let stroke = |kind: &str, key: &&str| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| stroke("keyDown", key));
        let up = keys.iter().rev().map(|key| stroke("keyUp", key));
        let strokes: Vec<_> = down.chain(up).collect();
        self.act(json!([{ "type": "key", "id": "keyboard", "actions": strokes }]));
    }

    /// Moves the mouse to the middle of an element.
    #[track_caller]
    pub fn hover(&self, element: &Element) {
        let to = centre(element);
        self.mouse(json!([{ "type": "pointerMove", "x": to.0, "y": to.1 }]));
    }

    /// Moves the mouse to a place in the viewport.
    #[track_caller]
    pub fn point_at(&self, x: i64, y: i64) {
        self.mouse(json!([{ "type": "pointerMove", "x": x, "y": y }]));
    }

    /// Presses the mouse on an element and keeps it down.
    #[track_caller]
    pub fn press_mouse(&self, element: &Element) {
        let to = centre(element);
        self.mouse(json!([
            { "type": "pointerMove", "x": to.0, "y": to.1 },
            { "type": "pointerDown", "button": 0 },
        ]));
    }

    /// Releases the mouse button at its present place.
    #[track_caller]
    pub fn release_mouse(&self) {
        self.mouse(json!([{ "type": "pointerUp", "button": 0 }]));
    }

    /// Presses the mouse on an element, moves it by `x` and `y` in steps, and releases it.
    #[track_caller]
    pub fn drag(&self, element: &Element, x: i64, y: i64) {
        let from = centre(element);
        let mut actions = vec![
            json!({ "type": "pointerMove", "x": from.0, "y": from.1 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        actions.extend((1..=10).map(|step| {
            let (x, y) = (from.0 + x * step / 10, from.1 + y * step / 10);
            json!({ "type": "pointerMove", "x": x, "y": y, "duration": 16 })
        }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.mouse(Value::Array(actions));
    }

    /// Turns the wheel (or slides two fingers on a trackpad) over an element.
    #[track_caller]
    pub fn wheel(&self, over: &Element, x: i64, y: i64) {
        let at = centre(over);
        // Scrolling happens outside the page's own thread. That thread needs some frames to see a
        // new layout.
        self.frames(3);
        let turn = json!({
            "type": "scroll", "x": at.0, "y": at.1, "deltaX": x, "deltaY": y, "duration": 0,
        });
        self.act(json!([{ "type": "wheel", "id": "wheel", "actions": [turn] }]));
    }

    /// Puts a finger on an element, moves it by `x` and `y` and lifts it. Chromium only: other
    /// drivers send touch events to the page, but their browsers do not scroll.
    #[track_caller]
    pub fn swipe(&self, on: &Element, x: i64, y: i64) {
        self.put_finger(on, x, y);
        self.lift_finger();
    }

    /// The same without lifting the finger.
    #[track_caller]
    pub fn put_finger(&self, on: &Element, x: i64, y: i64) {
        assert_eq!(
            self.engine(),
            Engine::Chromium,
            "only Chromium scrolls by synthetic touch"
        );
        let from = centre(on);
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": true, "maxTouchPoints": 1 }),
        );
        for step in 0..=12 {
            let kind = if step == 0 { "touchStart" } else { "touchMove" };
            let point = json!({ "x": from.0 + x * step / 12, "y": from.1 + y * step / 12 });
            self.touch(kind, json!([point]));
        }
    }

    #[track_caller]
    pub fn lift_finger(&self) {
        self.touch("touchEnd", json!([]));
    }

    #[track_caller]
    fn touch(&self, kind: &str, points: Value) {
        self.devtools(
            "Input.dispatchTouchEvent",
            json!({ "type": kind, "touchPoints": points }),
        );
    }

    #[track_caller]
    fn mouse(&self, actions: Value) {
        let parameters = json!({ "pointerType": "mouse" });
        let device = json!({ "type": "pointer", "id": "mouse", "parameters": parameters, "actions": actions });
        self.act(json!([device]));
    }

    #[track_caller]
    fn act(&self, devices: Value) {
        done(
            self.session
                .post("/actions", &json!({ "actions": devices })),
            "input",
        );
    }
}

/// The middle of an element in the viewport. The page is scrolled if necessary.
#[track_caller]
fn centre(element: &Element) -> (i64, i64) {
    let place = element.js(
        "(element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' }),
          [box(element).left + box(element).width / 2, box(element).top + box(element).height / 2])",
    );
    let side = |index: usize| place[index].as_f64().unwrap_or(0.0).floor() as i64;
    (side(0), side(1))
}
