//! The store's adapters, made of the browser and the loader's hooks.

use crate::browser::events::{Detail, dispatch};
use crate::browser::fetch::{self, Done, Sent, Stored};
use crate::browser::{Guard, clock, console, dates, page, scroll};
use crate::store::{Adapters, Notice, Scroll};
use crate::teaser::When;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{HtmlElement, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// What the loader does for a widget.
    pub type Hooks;

    /// Sends a request, or hands over the loader's own early one: `[response promise, abort
    /// controller]`.
    #[wasm_bindgen(method, js_name = _request)]
    fn request(this: &Hooks, url: &str, cache_mode: &str) -> js_sys::Array;

    /// Shows a load state on the element.
    #[wasm_bindgen(method, js_name = _setState)]
    fn set_state(this: &Hooks, state: &str);
}

pub struct BrowserAdapters {
    host: HtmlElement,
    root: ShadowRoot,
    hooks: Hooks,
    /// Formatters of the language used last.
    dates: RefCell<Option<(String, dates::DateFormat)>>,
}

impl BrowserAdapters {
    pub fn new(host: HtmlElement, root: ShadowRoot, hooks: Hooks) -> Self {
        Self {
            host,
            root,
            hooks,
            dates: RefCell::default(),
        }
    }

    pub fn warn_line(&self, line: &str) {
        console::warn(&["latest-news: ", line].concat());
    }
}

impl Adapters for BrowserAdapters {
    fn load(&self, url: &str, stored: Stored, done: Done) -> Guard {
        let request = self.hooks.request(url, stored.cache_mode());
        let sent = Sent {
            response: request.get(0).unchecked_into(),
            controller: request.get(1).unchecked_into(),
        };
        fetch::read(sent, done)
    }

    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard {
        clock::after(milliseconds, then)
    }

    fn chance(&self) -> f64 {
        clock::random()
    }

    fn is_awake(&self) -> bool {
        !page::is_hidden() && page::is_online()
    }

    fn now(&self) -> i64 {
        clock::now() as i64
    }

    fn today(&self) -> i64 {
        dates::day_of(clock::now()) as i64
    }

    fn say_date(&self, language: &str, when: When) -> String {
        let mut cached = self.dates.borrow_mut();
        if cached.as_ref().is_none_or(|(cached, _)| cached != language) {
            *cached = Some((language.to_owned(), dates::DateFormat::new(language)));
        }
        let Some((_, format)) = cached.as_ref() else {
            return String::new();
        };
        match when {
            When::Relative(amount, unit) => format.relative(amount as f64, unit),
            When::Day(day) => format.day(day as f64),
            When::DayOf(time) => format.day(dates::day_of(time as f64)),
            When::DayAndTime(time) => format.day_and_time(time as f64),
        }
    }

    fn prefers_reduced_motion(&self) -> bool {
        page::prefers_reduced_motion()
    }

    fn is_secure(&self) -> bool {
        page::is_secure()
    }

    fn scroll_to(&self, to: Scroll) {
        if let Some(viewport) = self.root.get_element_by_id("viewport") {
            scroll::to(&viewport, to.offset, to.right_to_left, to.smooth);
        }
    }

    fn notify(&self, notice: &Notice) -> bool {
        let number = |number: usize| Detail::Number(number as f64);
        let send =
            |name: &str, detail: &[(&str, Detail)]| dispatch(&self.host, name, false, detail);
        match notice {
            Notice::State(state) => {
                self.hooks.set_state(state.name());
                true
            }
            Notice::Ready { articles, skipped } => send(
                "latest-news-ready",
                &[
                    ("articles", number(*articles)),
                    ("skipped", number(*skipped)),
                ],
            ),
            Notice::Select {
                url,
                headline,
                index,
            } => dispatch(
                &self.host,
                "latest-news-select",
                true,
                &[
                    ("url", Detail::Text(url)),
                    ("headline", Detail::Text(headline)),
                    ("index", number(*index)),
                ],
            ),
            Notice::Slide { index, reason } => send(
                "latest-news-slide",
                &[
                    ("index", number(*index)),
                    ("reason", Detail::Text(reason.name())),
                ],
            ),
            Notice::Refresh { added } => send("latest-news-refresh", &[("added", number(*added))]),
            Notice::Error {
                kind,
                message,
                cached,
            } => send(
                "latest-news-error",
                &[
                    ("kind", Detail::Text(kind)),
                    ("message", Detail::Text(message)),
                    ("cached", Detail::Flag(*cached)),
                ],
            ),
        }
    }

    fn warn(&self, line: &str) {
        self.warn_line(line);
    }
}
