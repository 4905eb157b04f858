//! The page's feeds: one request per URL, however many widgets show it.
//!
//! A feed is asked for once, as the server's caching rules say. A copy in the browser's HTTP cache,
//! however old, comes first where an earlier visit may have left one. No other copy is kept, and
//! none outlives the page.

mod outcome;
mod request;
mod telling;

pub use outcome::{Failure, Outcome};

use super::Adapters;
use crate::browser::Guard;
use crate::browser::fetch::CacheMode;
use latest_news_core::feed::Feed;
use request::{Attempt, Phase};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use telling::Telling;

/// Why a feed is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A widget shows it.
    Shown,
    /// Somebody wants to see it as it is now.
    Reload,
    /// By itself, after a while.
    Refresh,
}

type Listener = Rc<dyn Fn(Outcome, Cause)>;

struct Source {
    url: String,
    listeners: RefCell<Vec<(usize, Listener)>>,
    outcome: RefCell<Option<Outcome>>,
    /// Of the bytes that were read last.
    hash: Cell<u64>,
    /// The request under way, or the pause before the next.
    under_way: RefCell<Option<Guard>>,
    phase: Cell<Phase>,
    /// When it was asked for last, and before when the server wants no request.
    asked: Cell<i64>,
    not_before: Cell<i64>,
    has_failed: Cell<bool>,
    telling: Telling,
}

thread_local! {
    static SOURCES: RefCell<Vec<Rc<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT_LISTENER: Cell<usize> = const { Cell::new(0) };
}

/// Listens to a feed until the guard is dropped, and fetches it if nobody has yet. With the last
/// listener the request is aborted and the feed forgotten.
pub fn subscribe(adapters: &Adapters, url: &str, listener: Listener) -> Guard {
    let id = NEXT_LISTENER.replace(NEXT_LISTENER.get() + 1);
    let source = find_or_add(url);
    source
        .listeners
        .borrow_mut()
        .push((id, Rc::clone(&listener)));
    let guard = Guard::new({
        let source = Rc::clone(&source);
        move || unsubscribe(&source, id)
    });
    let outcome = source.outcome.borrow().clone();
    match outcome {
        Some(outcome) => {
            listener(outcome, Cause::Shown);
            // What was planted may be older than what the server has.
            if source.asked.get() == 0 && source.is_idle() {
                source.ask(adapters, Attempt::new(Cause::Refresh, CacheMode::Fresh));
            }
        }
        None if source.is_idle() => {
            source.ask(adapters, Attempt::first(adapters.deeds.may_have_copies()))
        }
        None => {}
    }
    guard
}

/// Makes a feed's contents known before anybody has asked for it; those that came are kept. Who
/// subscribes first is shown them, and asks the server for news.
pub fn plant(url: &str, bytes: &[u8], now: i64) -> Option<Rc<Feed>> {
    let source = find_or_add(url);
    let known = source.outcome.borrow().clone();
    let outcome = known.unwrap_or_else(|| source.read(bytes, url, now));
    if outcome.is_ok() {
        source.outcome.replace(Some(outcome.clone()));
    } else {
        forget_unheard(&source);
    }
    outcome.ok()
}

/// Fetches a feed again for all who listen to it. A request under way that will bring what the
/// server has now is left to finish.
pub fn reload(adapters: &Adapters, url: &str) {
    let Some(source) = find(url) else { return };
    let will_do = match source.phase.get() {
        Phase::Pausing => false,
        Phase::Asking(cache) => cache == CacheMode::Confirmed || source.outcome.borrow().is_none(),
    };
    if source.is_idle() || !will_do {
        source.ask(adapters, Attempt::new(Cause::Reload, CacheMode::Confirmed));
    }
}

/// Fetches a feed again that failed, or that was asked for an `interval` ago, in milliseconds.
pub fn renew(adapters: &Adapters, url: &str, interval: Option<u32>) {
    let Some(source) = find(url) else { return };
    let now = adapters.facts.now();
    let age = now - source.asked.get();
    let is_due = source.has_failed.get() || interval.is_some_and(|it| age >= i64::from(it));
    if is_due && source.is_idle() && now >= source.not_before.get() {
        source.ask(adapters, Attempt::new(Cause::Refresh, CacheMode::Confirmed));
    }
}

fn find(url: &str) -> Option<Rc<Source>> {
    SOURCES.with_borrow(|sources| sources.iter().find(|it| it.url == url).cloned())
}

fn find_or_add(url: &str) -> Rc<Source> {
    find(url).unwrap_or_else(|| {
        let source = Rc::new(Source {
            url: url.to_owned(),
            listeners: RefCell::default(),
            outcome: RefCell::default(),
            hash: Cell::default(),
            under_way: RefCell::default(),
            phase: Cell::new(Phase::Pausing),
            asked: Cell::default(),
            not_before: Cell::default(),
            has_failed: Cell::default(),
            telling: Telling::default(),
        });
        SOURCES.with_borrow_mut(|sources| sources.push(Rc::clone(&source)));
        source
    })
}

fn unsubscribe(source: &Rc<Source>, id: usize) {
    source
        .listeners
        .borrow_mut()
        .retain(|(listener, _)| *listener != id);
    forget_unheard(source);
}

fn forget_unheard(source: &Rc<Source>) {
    if source.listeners.borrow().is_empty() {
        SOURCES.with_borrow_mut(|sources| sources.retain(|it| !Rc::ptr_eq(it, source)));
        source.replace(None);
    }
}

impl Source {
    fn is_idle(&self) -> bool {
        self.under_way.borrow().is_none()
    }

    fn replace(&self, under_way: Option<Guard>) {
        // The old guard is dropped outside of the borrow: it may call back.
        let old = self.under_way.replace(under_way);
        drop(old);
    }
}
