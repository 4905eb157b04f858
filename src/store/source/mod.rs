//! The page's feeds: one request per URL, for any number of widgets that show it.
//!
//! A feed is requested once, under the server's caching rules. If an earlier visit may have left a
//! copy in the browser's HTTP cache, that copy comes first, however old it is. No other copy is
//! kept, and no copy outlives the page.

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

/// Why a feed is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A widget shows it.
    Shown,
    /// Somebody wants to see its current state.
    Reload,
    /// The refresh interval has passed, or the page woke up.
    Refresh,
    /// Another widget of the page shows other articles.
    Elsewhere,
}

type Listener = Rc<dyn Fn(Outcome, Cause)>;

struct Source {
    url: String,
    listeners: RefCell<Vec<(usize, Listener)>>,
    outcome: RefCell<Option<Outcome>>,
    /// The hash of the bytes that were read last.
    hash: Cell<u64>,
    /// The current request, or the pause before the next one.
    under_way: RefCell<Option<Guard>>,
    phase: Cell<Phase>,
    /// When the feed was last requested, and the time before which the server wants no request.
    asked: Cell<i64>,
    not_before: Cell<i64>,
    has_failed: Cell<bool>,
    telling: Telling,
}

thread_local! {
    static SOURCES: RefCell<Vec<Rc<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT_LISTENER: Cell<usize> = const { Cell::new(0) };
}

/// Listens to a feed until the guard is dropped, and fetches the feed if nobody has yet. When the
/// last listener leaves, the request is aborted and the feed is forgotten.
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
            // The planted contents may be older than those on the server.
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

/// Sets a feed's contents before anybody has requested it. Contents that have been fetched stay.
/// The first subscriber is shown them and asks the server for a newer version.
pub fn plant(url: &str, bytes: &[u8], now: i64) -> Option<Rc<Feed>> {
    let source = find_or_add(url);
    let known = source.outcome.borrow().clone();
    match known.or_else(|| source.read(bytes, url, now)) {
        Some(Ok(feed)) => {
            source.outcome.replace(Some(Ok(Rc::clone(&feed))));
            Some(feed)
        }
        _ => {
            forget_unheard(&source);
            None
        }
    }
}

/// Fetches a feed again for all its listeners. If the current request will bring the server's
/// latest version, it continues instead.
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

/// Fetches a feed again if it failed, or if it was requested at least `interval` milliseconds ago.
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
        // The old guard is dropped outside the borrow, because a drop may call back.
        let old = self.under_way.replace(under_way);
        drop(old);
    }
}
