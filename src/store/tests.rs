//! A store with fake adapters. They log line by line what the store asks of them and tells the
//! page. Time passes only when a test says so.

mod beside;
mod dates;
mod fake;
mod feeds;
mod formats;
mod live;
mod moving;
mod network;
mod position;
mod refreshing;
mod reporting;
mod rotating;
mod unmeasured;

use super::{Adapters, Focus, LoadState, Locale, Notice, Store};
use crate::browser::fetch::{Answer, LoadError, Reply};
use fake::{Fake, Handle};
use latest_news_core::carousel::Geometry;
use latest_news_core::labels::Labels;
use latest_news_core::options::Options;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// 2024-05-10T12:00:00Z, when every test begins.
const NOON: i64 = 1_715_342_400_000;
const DAY: i64 = 86_400_000;

/// A page with widgets. The widgets end with the page, because tests may share a thread.
pub(crate) struct Page {
    fake: Rc<Fake>,
    stores: RefCell<Vec<Store>>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.fake.page.take();
        for store in self.stores.take() {
            store.stop();
        }
    }
}

impl Page {
    pub(crate) fn new() -> Self {
        let fake = Fake {
            log: RefCell::default(),
            loads: RefCell::default(),
            decoded: RefCell::default(),
            shared: RefCell::default(),
            has_formats: Cell::new(true),
            timers: RefCell::default(),
            next: Cell::default(),
            clock: Cell::default(),
            reduced_motion: Cell::default(),
            secure: Cell::default(),
            random: Cell::default(),
            asleep: Cell::default(),
            copies: Cell::new(true),
            focus: Cell::default(),
            page: RefCell::default(),
        };
        Self {
            fake: Rc::new(fake),
            stores: RefCell::default(),
        }
    }

    fn adapters(&self) -> Adapters {
        Adapters {
            facts: Rc::new(Handle(Rc::clone(&self.fake))),
            deeds: Rc::new(Handle(Rc::clone(&self.fake))),
        }
    }

    fn idle(&self) -> Store {
        let store = Store::new(self.adapters(), english());
        self.stores.borrow_mut().push(store.clone());
        store
    }

    pub(crate) fn widget(&self, options: Options) -> Store {
        let store = self.idle();
        store.update(options, english());
        store
    }

    /// A widget with this many articles, measured, with three slides in view. The log starts after
    /// that.
    pub(crate) fn carousel(&self, count: usize, options: Options) -> Store {
        let store = self.unmeasured(count, options);
        store.measure(row(count));
        self.log();
        store
    }

    /// The same before it is measured.
    fn unmeasured(&self, count: usize, options: Options) -> Store {
        let store = self.widget(Options {
            feeds: vec!["/row".to_owned()],
            ..options
        });
        self.answer("/row", &numbered(count));
        store
    }

    /// Answers a pending request.
    #[track_caller]
    fn reply(&self, url: &str, reply: impl FnOnce(String) -> Reply) {
        let at = self
            .fake
            .loads
            .borrow()
            .iter()
            .position(|(_, load, _)| load == url);
        let Some(at) = at else {
            panic!("nobody asked for {url}")
        };
        let (_, url, done) = self.fake.loads.borrow_mut().remove(at);
        done(reply(["https://news.example", &url].concat()));
        self.decode();
    }

    /// Lets the answers of the whole feed reader arrive.
    fn decode(&self) {
        let decoded = self.fake.decoded.take();
        for (_, reply, done) in decoded {
            done(reply);
        }
    }

    #[track_caller]
    fn finish(&self, url: &str, result: Result<&str, LoadError>) {
        self.reply(url, |url| Reply {
            result: result.map(|text| answer(url, text)),
            retry_after: None,
            may_be_old: false,
        });
    }

    #[track_caller]
    pub(crate) fn answer(&self, url: &str, text: &str) {
        self.finish(url, Ok(text));
    }

    /// Answers with a reply that may come from the browser's cache.
    #[track_caller]
    fn answer_of_old(&self, url: &str, result: Result<&str, LoadError>) {
        self.reply(url, |url| Reply {
            result: result.map(|text| answer(url, text)),
            retry_after: None,
            may_be_old: true,
        });
    }

    /// A permanent failure: one that is not retried.
    #[track_caller]
    pub(crate) fn break_off(&self, url: &str) {
        self.finish(url, Err(LoadError::Status(404)));
    }

    /// Lets time pass, timer by timer.
    fn wait(&self, milliseconds: u64) {
        let end = self.fake.clock.get() + milliseconds;
        while let Some(due) = self.fire(end) {
            self.fake.clock.set(due.max(self.fake.clock.get()));
        }
        self.fake.clock.set(end);
    }

    /// The computer sleeps: time passes without events, then the timers that are due fire.
    fn sleep(&self, milliseconds: u64) {
        self.fake.clock.set(self.fake.clock.get() + milliseconds);
        self.wait(0);
    }

    /// Fires the next timer that is due before `end`, and returns its time.
    fn fire(&self, end: u64) -> Option<u64> {
        let mut timers = self.fake.timers.borrow_mut();
        let next = timers
            .iter()
            .enumerate()
            .min_by_key(|(_, (_, due, _))| *due)?;
        let (at, due) = (next.0, next.1.1);
        if due > end {
            return None;
        }
        let (_, _, then) = timers.remove(at);
        drop(timers);
        self.fake.clock.set(due.max(self.fake.clock.get()));
        then();
        Some(due)
    }

    fn timers(&self) -> usize {
        self.fake.timers.borrow().len()
    }

    /// The lines written since the last call.
    fn log(&self) -> Vec<String> {
        self.fake.log.take()
    }

    #[track_caller]
    fn assert_log(&self, expected: &[&str]) {
        assert_eq!(self.log(), expected);
    }

    /// Sets the page's answer to every notice from now on.
    fn on_notice(&self, act: impl Fn(&Notice) -> bool + 'static) {
        self.fake.page.replace(Some(Rc::new(act)));
    }
}

fn answer(url: String, text: &str) -> Answer {
    Answer {
        url,
        bytes: text.as_bytes().to_vec(),
    }
}

fn english() -> Locale {
    speaking("en")
}

/// A language whose labels have not arrived.
fn speaking(language: &str) -> Locale {
    let labels = Labels::read(&|_| None, &|_| None);
    Locale::new(language.to_owned(), labels, false)
}

/// German, with only the labels that these tests use.
fn german() -> Locale {
    let words = |name| match name {
        "empty" => Some("Nichts Neues.".to_owned()),
        "position" => Some("{} von {}".to_owned()),
        _ => None,
    };
    Locale::new("de".to_owned(), Labels::read(&|_| None, &words), true)
}

pub(crate) fn named(feeds: &[&str]) -> Options {
    Options {
        feeds: feeds.iter().map(|url| (*url).to_owned()).collect(),
        ..Options::default()
    }
}

/// A feed of articles, each written `headline` or `headline date`.
fn feed(articles: &[&str]) -> String {
    let item = |article: &&str| {
        let (headline, date) = article.split_once(' ').unwrap_or((article, ""));
        format!(
            r#"{{"title": "{headline}", "url": "https://a.example/{headline}", "date_published": "{date}"}}"#
        )
    };
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "items": [{}]}}"#,
        articles.iter().map(item).collect::<Vec<_>>().join(",")
    )
}

fn numbered(count: usize) -> String {
    let articles = (1..=count)
        .map(|number| number.to_string())
        .collect::<Vec<_>>();
    feed(&articles.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Slides of 300 pixels, 16 apart, three in view.
fn row(count: usize) -> Geometry {
    Geometry {
        count,
        step: 316.0,
        slide: 300.0,
        viewport: 932.0,
    }
}

fn headlines(store: &Store) -> String {
    let teasers = store.teasers.get();
    teasers
        .iter()
        .map(|teaser| teaser.headline.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn state(store: &Store) -> LoadState {
    *store.load_state.get()
}
