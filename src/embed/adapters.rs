//! The store's adapters, made from the browser and the loader's hooks.

use crate::browser::events::{Detail, dispatch};
use crate::browser::fetch::{self, CacheMode, Done, Sent};
use crate::browser::{Guard, clock, console, dates, numbers, page, scroll};
use crate::store::{Beside, Deeds, Facts, Focus, Locale, Notice, Scroll, Told};
use crate::view::focus_in;
use latest_news_core::labels::Labels;
use latest_news_core::options::Options;
use latest_news_core::teaser::When;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{HtmlElement, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// The loader's services for a widget.
    pub type Hooks;

    /// Sends a request, or returns the early one that the loader has sent: `[response promise,
    /// abort controller]`.
    #[wasm_bindgen(method, js_name = _request)]
    fn request(this: &Hooks, url: &str, cache_mode: &str) -> js_sys::Array;

    /// Loads the whole feed reader and reads a feed with it: `[response promise, abort controller]`.
    #[wasm_bindgen(method, js_name = _decode)]
    fn decode(this: &Hooks, feed: &[u8], url: &str) -> js_sys::Array;

    /// Whether the browser may keep copies of feeds from an earlier visit.
    #[wasm_bindgen(method, js_name = _copies)]
    fn may_have_copies(this: &Hooks) -> bool;

    /// The element's language tag, and the phrases for it that have arrived: `[tag, phrases]`. The
    /// widget is updated when more arrive.
    #[wasm_bindgen(method, js_name = _locale)]
    fn locale(this: &Hooks) -> js_sys::Array;

    /// What else the page shows: its addresses, the articles of earlier widgets, and whether one of
    /// those has not settled yet.
    #[wasm_bindgen(method, js_name = _beside)]
    fn beside(this: &Hooks) -> js_sys::Array;

    /// Tells the other widgets of the page which articles this one shows.
    #[wasm_bindgen(method, js_name = _share)]
    fn share(this: &Hooks, urls: js_sys::Array);

    /// Shows a load state on the element.
    #[wasm_bindgen(method, js_name = _setState)]
    fn set_state(this: &Hooks, state: &str);
}

pub struct BrowserAdapters {
    pub host: HtmlElement,
    root: ShadowRoot,
    hooks: Hooks,
    /// Formatters of the language used last.
    formats: RefCell<Option<Formats>>,
}

struct Formats {
    language: String,
    dates: dates::DateFormat,
    numbers: numbers::NumberFormat,
}

impl BrowserAdapters {
    pub fn new(host: HtmlElement, root: ShadowRoot, hooks: Hooks) -> Self {
        Self {
            host,
            root,
            hooks,
            formats: RefCell::default(),
        }
    }

    /// The language of the element, and its labels. The partner's words come before those of the
    /// language.
    pub fn locale(&self) -> Locale {
        let asked = self.hooks.locale();
        let phrases = asked.get(1);
        let partner = |name: &str| self.host.get_attribute(&["label-", name].concat());
        let language = |name: &str| {
            let words = js_sys::Reflect::get(&phrases, &name.into()).ok()?;
            words.as_string()
        };
        Locale::new(
            asked.get(0).as_string().unwrap_or_default(),
            Labels::read(&partner, &language),
            phrases.is_object(),
        )
    }

    /// What the options take into account of what else the page shows.
    pub fn beside(&self, options: &Options) -> Beside {
        let found = self.hooks.beside();
        let texts = |at: u32| {
            let list = found.get(at).unchecked_into::<js_sys::Array>();
            list.into_iter()
                .filter_map(|it| it.as_string())
                .collect::<Vec<_>>()
        };
        Beside::new(options, &texts(0), &texts(1), found.get(2).is_truthy())
    }

    fn with_formats(&self, language: &str, say: &dyn Fn(&Formats) -> String) -> String {
        let mut formats = self.formats.borrow_mut();
        if formats.as_ref().is_none_or(|it| it.language != language) {
            *formats = Some(Formats {
                language: language.to_owned(),
                dates: dates::DateFormat::new(language),
                numbers: numbers::NumberFormat::new(language),
            });
        }
        formats.as_ref().map(say).unwrap_or_default()
    }

    pub fn warn_line(&self, line: &str) {
        let _ = console::warn(&["latest-news: ", line].concat());
    }
}

/// What the page is told of an article. `index` is -1 for the widget itself.
fn about(article: &Told, index: f64) -> [(&'static str, Detail<'_>); 7] {
    let what = if index < 0.0 { "widget" } else { "article" };
    [
        ("what", Detail::Text(what)),
        ("url", Detail::Text(&article.url)),
        ("headline", Detail::Text(&article.headline)),
        ("index", Detail::Number(index)),
        ("section", Detail::Text(&article.section)),
        ("source", Detail::Text(&article.source)),
        ("id", Detail::Text(&article.id)),
    ]
}

fn sent(request: &js_sys::Array) -> Sent {
    Sent {
        response: request.get(0).unchecked_into(),
        controller: request.get(1).unchecked_into(),
    }
}

impl Facts for BrowserAdapters {
    fn now(&self) -> i64 {
        clock::now() as i64
    }

    fn today(&self) -> i64 {
        dates::day_of(clock::now()) as i64
    }

    fn format_date(&self, language: &str, when: When) -> String {
        self.with_formats(language, &|formats| match when {
            When::Relative(amount, unit) => formats.dates.relative(amount as f64, unit),
            When::Day(day) => formats.dates.day(day as f64),
            When::DayOf(time) => formats.dates.day(dates::day_of(time as f64)),
            When::DayAndTime(time) => formats.dates.day_and_time(time as f64),
        })
    }

    fn format_numbers(&self, language: &str, first: usize, last: usize) -> String {
        self.with_formats(language, &|formats| {
            formats.numbers.format(first as f64, last as f64)
        })
    }

    fn is_secure(&self) -> bool {
        page::is_secure()
    }

    fn fold(&self, text: &str) -> String {
        let text = js_sys::JsString::from(text).normalize("NFKD");
        text.to_lower_case().into()
    }
}

impl Deeds for BrowserAdapters {
    fn load(&self, url: &str, cache: CacheMode, done: Done) -> Guard {
        fetch::read(sent(&self.hooks.request(url, cache.cache_mode())), done)
    }

    fn decode(&self, feed: &[u8], url: &str, done: Done) -> Guard {
        fetch::read(sent(&self.hooks.decode(feed, url)), done)
    }

    fn may_have_copies(&self) -> bool {
        self.hooks.may_have_copies()
    }

    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard {
        clock::after(milliseconds, then)
    }

    fn random(&self) -> f64 {
        clock::random()
    }

    fn is_awake(&self) -> bool {
        !page::is_hidden() && page::is_online()
    }

    fn prefers_reduced_motion(&self) -> bool {
        page::prefers_reduced_motion()
    }

    fn focus(&self) -> Focus {
        focus_in(&self.root)
    }

    fn scroll_to(&self, to: Scroll) {
        if let Some(viewport) = self.root.get_element_by_id("viewport") {
            scroll::to(&viewport, to.offset, to.right_to_left, to.smooth);
        }
    }

    fn share(&self, urls: &[String]) {
        self.hooks
            .share(urls.iter().map(|url| JsValue::from_str(url)).collect());
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
            Notice::Select(article) => dispatch(
                &self.host,
                "latest-news-select",
                true,
                &about(article, article.index as f64)[1..],
            ),
            Notice::View(Some(article)) => send(
                "latest-news-view",
                &about(article, article.index as f64)[..6],
            ),
            Notice::View(None) => send("latest-news-view", &about(&Told::default(), -1.0)[..6]),
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
