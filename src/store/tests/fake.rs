//! Adapters that log what they are asked for, and answer when a test says so.

use super::{DAY, NOON};
use crate::browser::Guard;
use crate::browser::fetch::{Answer, CacheMode, Done, LoadError, Reply};
use crate::store::{Deeds, Facts, Focus, Notice, Scroll};
use latest_news_core::teaser::When;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A number, the time when it is due, and its callback.
pub(super) type Timer = (usize, u64, Box<dyn FnOnce()>);
pub(super) type Answering = Rc<dyn Fn(&Notice) -> bool>;

/// Adapters that log everything. Their guards cancel what they guard, like the browser's.
pub(super) struct Fake {
    pub(super) log: RefCell<Vec<String>>,
    pub(super) loads: RefCell<Vec<(usize, String, Done)>>,
    /// The answers of the whole feed reader that have not arrived.
    pub(super) decoded: RefCell<Vec<(usize, Reply, Done)>>,
    /// The articles that the other widgets were told of last.
    pub(super) shared: RefCell<Vec<String>>,
    /// Whether the whole feed reader can be loaded.
    pub(super) has_formats: Cell<bool>,
    pub(super) timers: RefCell<Vec<Timer>>,
    pub(super) next: Cell<usize>,
    pub(super) clock: Cell<u64>,
    pub(super) reduced_motion: Cell<bool>,
    pub(super) secure: Cell<bool>,
    pub(super) random: Cell<f64>,
    pub(super) asleep: Cell<bool>,
    /// Whether an earlier visit may have left copies.
    pub(super) copies: Cell<bool>,
    pub(super) focus: Cell<Focus>,
    /// The page's answer to a notice.
    pub(super) page: RefCell<Option<Answering>>,
}

pub(super) struct Handle(pub(super) Rc<Fake>);

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
                    bytes: ::formats::answer(feed, url).into_bytes(),
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

    fn share(&self, urls: &[String]) {
        *self.0.shared.borrow_mut() = urls.to_vec();
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
    pub(super) fn write(&self, line: String) {
        self.log.borrow_mut().push(line);
    }

    pub(super) fn number(&self) -> usize {
        self.next.replace(self.next.get() + 1)
    }
}
