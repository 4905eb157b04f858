//! A page in a browser, in the words of tests: go somewhere, look, press, wait.
//!
//! Every function panics with the name of its action if the driver refuses, because a test cannot
//! do anything useful with such an error. Nothing here sleeps: all waiting is for a condition in
//! the page.

mod element;
mod input;
mod record;
mod script;
mod settings;
mod tree;

use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::browser::{DriverError, Engine, Reader, Session};
use crate::picture;

pub use element::Element;
pub use input::{Key, Modifier};
pub use record::{Shift, Stop, Told};

/// The longest time until a page meets a test's expectation.
pub const PATIENCE: Duration = Duration::from_secs(15);

pub struct Page<'s> {
    session: &'s Session,
}

impl<'s> Page<'s> {
    pub fn new(session: &'s Session) -> Self {
        Self { session }
    }

    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// Opens a page. Returns when it is parsed, even if resources are still loading.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        done(self.session.navigate("/url", &json!({ "url": url })), url);
    }

    #[track_caller]
    pub fn back(&self) {
        done(self.session.navigate("/back", &json!({})), "back");
    }

    #[track_caller]
    pub fn url(&self) -> String {
        text(&done(self.session.get("/url"), "the page's URL"))
    }

    /// The number of open windows and tabs.
    #[track_caller]
    pub fn windows(&self) -> usize {
        done(self.session.get("/window/handles"), "windows")
            .as_array()
            .map_or(0, Vec::len)
    }

    /// Sets the viewport's size in CSS pixels. In Firefox and WebKitGTK, windows are at least about
    /// 450 by 200. For narrower viewports use a frame, see [`Self::enter_frame`].
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        done(self.session.resize(width, height), "resize");
    }

    /// From here on, sends scripts, clicks and keys to the page's first `<iframe>`. It waits until
    /// the frame is loaded, because before that the frame holds another, empty page.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.wait_until("document.readyState === 'complete'", "the frame to load");
        done(
            self.session.post("/frame", &json!({ "id": 0 })),
            "enter the frame",
        );
    }

    #[track_caller]
    pub fn leave_frames(&self) {
        done(
            self.session.post("/frame", &json!({ "id": null })),
            "leave the frames",
        );
    }

    /// Changes the reader's settings while the page is open. Not in WebKitGTK: use `Case::reader`
    /// there instead.
    #[track_caller]
    pub fn set_reader(&self, reader: Reader) {
        done(
            self.session.set_reader(reader),
            "change the reader's settings",
        );
    }

    /// Calls a method of Chromium's DevTools protocol. The test must run only in Chromium.
    #[track_caller]
    pub fn devtools(&self, method: &str, params: Value) -> Value {
        done(self.session.devtools(method, params), method)
    }

    /// Runs a function body in Firefox's own pages. The test must run this only in Firefox.
    #[track_caller]
    pub fn in_firefox_itself(&self, script: &str) {
        done(self.session.in_firefox_itself(script), script);
    }

    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        save_picture(&self.picture(), path);
    }

    /// A PNG picture of the window. On a busy machine, WebKitGTK may return a frame in which the
    /// page is not drawn yet. So a mark is drawn last, in the corner, and the picture is taken
    /// until the mark is visible.
    #[track_caller]
    fn picture(&self) -> Vec<u8> {
        static MARKS: AtomicU8 = AtomicU8::new(0);
        let take = || decoded(&done(self.session.get("/screenshot"), "screenshot"));
        if self.engine() != Engine::WebKit {
            return take();
        }
        let colour = [250, MARKS.fetch_add(1, Ordering::Relaxed), 120];
        let place = self.script(MARK, json!([colour]));
        let place = place.as_array().map(|place| {
            let side = |index: usize| place[index].as_u64().unwrap_or_default() as u32;
            (side(0), side(1))
        });
        let deadline = Instant::now() + PATIENCE;
        let window = loop {
            let window = take();
            if place.is_none_or(|place| picture::colour_at(&window, place) == Some(colour)) {
                break window;
            }
            assert!(Instant::now() < deadline, "the picture is never up to date");
        };
        self.eval("(document.querySelector('harness-mark')?.remove(), true)");
        window
    }
}

/// Draws the mark and returns its middle, if the window can show it. A frame cannot.
const MARK: &str = "if (window !== window.top) return null;
    const mark = document.createElement('harness-mark'), style = {
      all: 'initial', position: 'fixed', right: 0, bottom: 0, width: '4px', height: '4px',
      'z-index': 2147483647, background: `rgb(${arguments[0].join()})` };
    for (const [name, value] of Object.entries(style)) {
      mark.style.setProperty(name, value, 'important');
    }
    document.documentElement.append(mark);
    const { x, y } = mark.getBoundingClientRect();
    return [Math.floor(x) + 2, Math.floor(y) + 2];";

#[track_caller]
fn decoded(picture: &Value) -> Vec<u8> {
    BASE64.decode(text(picture)).expect("a picture in base64")
}

#[track_caller]
fn save_picture(bytes: &[u8], path: &Path) {
    std::fs::create_dir_all(path.parent().expect("a folder for the picture"))
        .and_then(|()| std::fs::write(path, bytes))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

#[track_caller]
fn done<T>(answer: Result<T, DriverError>, tried: &str) -> T {
    answer.unwrap_or_else(|error| panic!("{tried}: {error}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
