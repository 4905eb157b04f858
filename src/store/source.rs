//! The page's feeds: one request per URL, however many widgets show it.
//!
//! A feed is shown from the browser's HTTP cache first, however old, then asked for again as the
//! server's caching rules say. No other copy is kept, and none outlives the page.

use super::Adapters;
use crate::browser::Guard;
use crate::browser::fetch::{LoadError, Reply, Stored};
use latest_news_core::feed::{self, Feed, FeedError};
use latest_news_core::{retry, teaser};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What came of fetching and reading a feed.
pub type Outcome = Result<Rc<Feed>, Rc<Failure>>;

/// Why a feed shows nothing, for the console and the error event.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: &'static str,
    pub message: String,
}

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

/// A feed of more bytes takes a phone longer to read than a frame may last.
const LARGE: usize = 500_000;

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
}

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Pausing,
    Asking(Stored),
}

/// A request, and how often it was in vain so far.
#[derive(Clone, Copy)]
struct Try {
    cause: Cause,
    stored: Stored,
    failed: u32,
    is_told: bool,
}

/// What came of a request, and of reading it.
struct Came {
    reply: Reply,
    outcome: Outcome,
}

thread_local! {
    static SOURCES: RefCell<Vec<Rc<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT_LISTENER: Cell<usize> = const { Cell::new(0) };
}

/// Listens to a feed until the guard is dropped, and fetches it if nobody has yet. With the last
/// listener the request is aborted and the feed forgotten.
pub fn subscribe(adapters: &Rc<dyn Adapters>, url: &str, listener: Listener) -> Guard {
    let id = NEXT_LISTENER.replace(NEXT_LISTENER.get() + 1);
    let source = find(url).unwrap_or_else(|| {
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
        });
        SOURCES.with_borrow_mut(|sources| sources.push(Rc::clone(&source)));
        source
    });
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
        Some(outcome) => listener(outcome, Cause::Shown),
        None if source.is_idle() => source.ask(adapters, Try::new(Cause::Shown, Stored::AnyAge)),
        None => {}
    }
    guard
}

/// Fetches a feed again for all who listen to it. A request under way that will bring what the
/// server has now is left to finish.
pub fn reload(adapters: &Rc<dyn Adapters>, url: &str) {
    let Some(source) = find(url) else { return };
    let will_do = match source.phase.get() {
        Phase::Pausing => false,
        Phase::Asking(stored) => stored == Stored::Confirmed || source.outcome.borrow().is_none(),
    };
    if source.is_idle() || !will_do {
        source.ask(adapters, Try::new(Cause::Reload, Stored::Confirmed));
    }
}

/// Fetches a feed again that failed, or that was asked for an `interval` ago, in milliseconds.
pub fn renew(adapters: &Rc<dyn Adapters>, url: &str, interval: Option<u32>) {
    let Some(source) = find(url) else { return };
    let now = adapters.now();
    let age = now - source.asked.get();
    let is_due = source.has_failed.get() || interval.is_some_and(|it| age >= i64::from(it));
    if is_due && source.is_idle() && now >= source.not_before.get() {
        source.ask(adapters, Try::new(Cause::Refresh, Stored::Confirmed));
    }
}

fn find(url: &str) -> Option<Rc<Source>> {
    SOURCES.with_borrow(|sources| sources.iter().find(|it| it.url == url).cloned())
}

fn unsubscribe(source: &Rc<Source>, id: usize) {
    source
        .listeners
        .borrow_mut()
        .retain(|(listener, _)| *listener != id);
    if source.listeners.borrow().is_empty() {
        SOURCES.with_borrow_mut(|sources| sources.retain(|it| !Rc::ptr_eq(it, source)));
        source.replace(None);
    }
}

impl Try {
    fn new(cause: Cause, stored: Stored) -> Self {
        Self {
            cause,
            stored,
            failed: 0,
            is_told: false,
        }
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

    fn ask(self: &Rc<Self>, adapters: &Rc<dyn Adapters>, this_try: Try) {
        self.replace(None);
        self.asked.set(adapters.now());
        self.phase.set(Phase::Asking(this_try.stored));
        // The callback must not keep a source alive that nobody listens to any more.
        let (weak, adapters_then) = (Rc::downgrade(self), Rc::clone(adapters));
        let done = Box::new(move |reply| {
            if let Some(source) = weak.upgrade() {
                let finished = source.under_way.take();
                source.receive(&adapters_then, this_try, reply);
                drop(finished);
            }
        });
        let request = adapters.load(&self.url, this_try.stored, done);
        self.under_way.replace(Some(request));
    }

    /// Reads what came. Reading a feed of megabytes and showing it are a task each, so that neither
    /// holds up the page for long.
    fn receive(self: &Rc<Self>, adapters: &Rc<dyn Adapters>, this_try: Try, reply: Reply) {
        let (outcome, is_large) = match &reply.result {
            Ok(answer) => {
                let is_large = answer.bytes.len() > LARGE;
                (self.read(&answer.bytes, &answer.url), is_large)
            }
            Err(error) => (Err(Rc::new(Failure::unloaded(&self.url, error))), false),
        };
        let came = Came { reply, outcome };
        if !is_large {
            return self.settle(adapters, this_try, came);
        }
        let (weak, adapters_then) = (Rc::downgrade(self), Rc::clone(adapters));
        let then = Box::new(move || {
            if let Some(source) = weak.upgrade() {
                let finished = source.under_way.take();
                source.settle(&adapters_then, this_try, came);
                drop(finished);
            }
        });
        self.replace(Some(adapters.after(0, then)));
    }

    fn settle(self: &Rc<Self>, adapters: &Rc<dyn Adapters>, this_try: Try, came: Came) {
        let Came { reply, outcome } = came;
        let status = match &reply.result {
            Err(LoadError::Status(status)) => Some(*status),
            _ => None,
        };
        let may_be_old = this_try.stored == Stored::AnyAge && reply.may_be_old;
        let fresh = Try {
            stored: match this_try.stored {
                Stored::AnyAge => Stored::Fresh,
                stored => stored,
            },
            ..this_try
        };
        let Err(failure) = outcome else {
            self.has_failed.set(false);
            if may_be_old {
                // Before the others are told: they may want something else.
                self.ask(adapters, fresh);
            }
            self.tell(outcome, this_try.cause);
            return;
        };
        let now = adapters.now();
        let retry_after = reply.retry_after.as_deref();
        let asked_for = retry::asked_pause(retry_after, now).unwrap_or_default();
        self.not_before.set(now.saturating_add(asked_for));
        let failed = this_try.failed + 1;
        let is_lost = matches!(&reply.result, Err(LoadError::Unreachable));
        let pause = (is_lost || status.is_some())
            .then(|| {
                retry::pause(retry::Failed {
                    times: failed,
                    status,
                    retry_after,
                    now,
                    chance: adapters.chance(),
                })
            })
            .flatten();
        // A failure of long ago may be over. What may pass is not asked for at once: the server
        // may be busy now.
        if may_be_old && pause.is_none() {
            return self.ask(adapters, fresh);
        }
        let is_told = this_try.is_told || pause.is_none_or(|pause| pause > retry::PATIENCE);
        if let Some(pause) = pause {
            let (weak, adapters_then) = (Rc::downgrade(self), Rc::clone(adapters));
            let next = Try {
                failed,
                is_told,
                ..fresh
            };
            let again = Box::new(move || {
                if let Some(source) = weak.upgrade() {
                    source.ask(&adapters_then, next);
                }
            });
            self.phase.set(Phase::Pausing);
            self.replace(Some(adapters.after(pause as u32, again)));
        }
        // A feed that is still down when it is asked for again by itself is no news.
        let is_known = this_try.cause == Cause::Refresh && self.has_failed.get();
        if is_told && !this_try.is_told && !is_known {
            self.has_failed.set(true);
            self.tell(Err(failure), this_try.cause);
        }
    }

    /// What was read before is not read again: the same bytes are the same feed.
    fn read(&self, bytes: &[u8], url: &str) -> Outcome {
        let hash = teaser::key(&[bytes]);
        let before = self.outcome.borrow().clone();
        match before {
            Some(Ok(feed)) if hash == self.hash.get() => Ok(feed),
            _ => {
                let feed = feed::parse(bytes, url)
                    .map_err(|error| Rc::new(Failure::unreadable(&self.url, &error)))?;
                self.hash.set(hash);
                Ok(Rc::new(feed))
            }
        }
    }

    fn tell(&self, outcome: Outcome, cause: Cause) {
        // A feed that fails later keeps showing what it showed.
        let keep = outcome.is_err() && matches!(*self.outcome.borrow(), Some(Ok(_)));
        if !keep {
            self.outcome.replace(Some(outcome.clone()));
        }
        let listeners = self.listeners.borrow().clone();
        for (id, listener) in listeners {
            // One that was told before may have ended this one's widget.
            let listens = self.listeners.borrow().iter().any(|(it, _)| *it == id);
            if listens {
                listener(outcome.clone(), cause);
            }
        }
    }
}

impl Failure {
    fn unreadable(url: &str, error: &FeedError) -> Self {
        Self {
            kind: "format",
            message: ["feed ", url, ": ", &error.to_string()].concat(),
        }
    }

    fn unloaded(url: &str, error: &LoadError) -> Self {
        Self {
            kind: error.kind(),
            message: ["feed ", url, " ", &error.to_string()].concat(),
        }
    }
}
