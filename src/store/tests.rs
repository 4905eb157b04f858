//! A store with fake adapters. They log line by line what the store asks of them and tells the
//! page. Time passes only when a test says so.

mod beside;
mod dates;
mod feeds;
mod live;
mod moving;
mod network;
mod refreshing;
mod rotating;

use super::{Adapters, Deeds, Facts, Focus, LoadState, Locale, Notice, Scroll, Store};
use crate::browser::Guard;
use crate::browser::fetch::{Answer, CacheMode, Done, LoadError, Reply};
use latest_news_core::carousel::Geometry;
use latest_news_core::labels::Labels;
use latest_news_core::options::Options;
use latest_news_core::teaser::When;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A number, the time when it is due, and its callback.
type Timer = (usize, u64, Box<dyn FnOnce()>);
type Answering = Rc<dyn Fn(&Notice) -> bool>;

/// Adapters that log everything. Their guards cancel what they guard, like the browser's.
struct Fake {
    log: RefCell<Vec<String>>,
    loads: RefCell<Vec<(usize, String, Done)>>,
    /// The answers of the whole feed reader that have not arrived.
    decoded: RefCell<Vec<(usize, Reply, Done)>>,
    /// The articles that the other widgets were told of last.
    shared: RefCell<Vec<String>>,
    /// Whether the whole feed reader can be loaded.
    has_formats: Cell<bool>,
    timers: RefCell<Vec<Timer>>,
    next: Cell<usize>,
    clock: Cell<u64>,
    reduced_motion: Cell<bool>,
    secure: Cell<bool>,
    random: Cell<f64>,
    asleep: Cell<bool>,
    /// Whether an earlier visit may have left copies.
    copies: Cell<bool>,
    focus: Cell<Focus>,
    /// The page's answer to a notice.
    page: RefCell<Option<Answering>>,
}

/// 2024-05-10T12:00:00Z, when every test begins.
const NOON: i64 = 1_715_342_400_000;
const DAY: i64 = 86_400_000;

struct Handle(Rc<Fake>);

impl Facts for Handle {
    fn now(&self) -> i64 {
        NOON + self.0.clock.get() as i64
    }

    fn today(&self) -> i64 {
        self.now().div_euclid(DAY) * DAY
    }

    fn format_date(&self, language: &str, when: When) -> String {
        format!("{language} {when:?}")
    }

    fn format_numbers(&self, language: &str, first: usize, last: usize) -> String {
        let digits = if language.starts_with("ar") {
            "arabic "
        } else {
            ""
        };
        match first == last {
            true => format!("{digits}{first}"),
            false => format!("{digits}{first}–{last}"),
        }
    }

    fn is_secure(&self) -> bool {
        self.0.secure.get()
    }

    fn fold(&self, text: &str) -> String {
        text.to_lowercase()
    }
}

impl Deeds for Handle {
    fn load(&self, url: &str, cache: CacheMode, done: Done) -> Guard {
        self.0.write(match cache {
            CacheMode::AnyAge => format!("load {url}"),
            CacheMode::Fresh => format!("load {url}, fresh"),
            CacheMode::Confirmed => format!("load {url}, confirmed"),
        });
        let id = self.0.number();
        self.0.loads.borrow_mut().push((id, url.to_owned(), done));
        let fake = Rc::clone(&self.0);
        Guard::new(move || {
            let mut loads = fake.loads.borrow_mut();
            if let Some(at) = loads.iter().position(|(load, _, _)| *load == id) {
                let (_, url, _) = loads.remove(at);
                fake.write(format!("abort {url}"));
            }
        })
    }

    fn decode(&self, feed: &[u8], url: &str, done: Done) -> Guard {
        let reply = match self.0.has_formats.get() {
            true => Reply {
                result: Ok(Answer {
                    url: String::new(),
                    bytes: formats::answer(feed, url).into_bytes(),
                }),
                retry_after: None,
                may_be_old: true,
            },
            false => LoadError::Unreachable.into(),
        };
        let id = self.0.number();
        self.0.decoded.borrow_mut().push((id, reply, done));
        let fake = Rc::clone(&self.0);
        Guard::new(move || fake.decoded.borrow_mut().retain(|(it, ..)| *it != id))
    }

    fn may_have_copies(&self) -> bool {
        self.0.copies.get()
    }

    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard {
        let id = self.0.number();
        let due = self.0.clock.get() + u64::from(milliseconds);
        self.0.timers.borrow_mut().push((id, due, then));
        let fake = Rc::clone(&self.0);
        Guard::new(move || {
            fake.timers
                .borrow_mut()
                .retain(|(timer, _, _)| *timer != id)
        })
    }

    fn random(&self) -> f64 {
        self.0.random.get()
    }

    fn is_awake(&self) -> bool {
        !self.0.asleep.get()
    }

    fn prefers_reduced_motion(&self) -> bool {
        self.0.reduced_motion.get()
    }

    fn focus(&self) -> Focus {
        self.0.focus.get()
    }

    fn scroll_to(&self, scroll: Scroll) {
        let Scroll {
            offset,
            right_to_left,
            smooth,
        } = scroll;
        let direction = if right_to_left { " right to left" } else { "" };
        let way = if smooth { "smoothly" } else { "at once" };
        self.0.write(format!("scroll to {offset} {way}{direction}"));
    }

    fn share(&self, urls: &[&str]) {
        *self.0.shared.borrow_mut() = urls.iter().map(|url| (*url).to_owned()).collect();
    }

    fn notify(&self, notice: &Notice) -> bool {
        self.0.write(match notice {
            Notice::State(state) => format!("state {}", state.name()),
            Notice::Ready { articles, skipped } => format!("ready {articles}, skipped {skipped}"),
            Notice::Select(it) => format!("select {} {} {}", it.index, it.headline, it.url),
            Notice::View(None) => "view widget".to_owned(),
            Notice::View(Some(it)) => format!("view {} {}", it.index, it.headline),
            Notice::Slide { index, reason } => format!("slide {index} by {}", reason.name()),
            Notice::Refresh { added } => format!("refresh {added}"),
            Notice::Error {
                kind,
                message,
                cached,
            } => {
                let cached = if *cached { ", cached" } else { "" };
                format!("error {kind}{cached}: {message}")
            }
        });
        let page = self.0.page.borrow().clone();
        page.is_none_or(|page| page(notice))
    }

    fn warn(&self, line: &str) {
        self.0.write(format!("warn {line}"));
    }
}

impl Fake {
    fn write(&self, line: String) {
        self.log.borrow_mut().push(line);
    }

    fn number(&self) -> usize {
        self.next.replace(self.next.get() + 1)
    }
}

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
        let store = self.widget(Options {
            feeds: vec!["/row".to_owned()],
            ..options
        });
        self.answer("/row", &numbered(count));
        store.measure(row(count));
        self.log();
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
