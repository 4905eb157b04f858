//! The page's feeds: one request per URL, however many widgets show it.

use super::Adapters;
use crate::browser::{Guard, fetch::LoadError};
use crate::feed::{self, Feed, FeedError};
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

type Listener = Rc<dyn Fn(Outcome)>;

struct Source {
    url: String,
    listeners: RefCell<Vec<(usize, Listener)>>,
    outcome: RefCell<Option<Outcome>>,
    request: RefCell<Option<Guard>>,
}

thread_local! {
    static SOURCES: RefCell<Vec<Rc<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT_LISTENER: Cell<usize> = const { Cell::new(0) };
}

/// Listens to a feed until the guard is dropped, and fetches it if nobody has yet. With the last
/// listener the request is aborted and the feed forgotten.
pub fn subscribe(adapters: &Rc<dyn Adapters>, url: &str, listener: Listener) -> Guard {
    let id = NEXT_LISTENER.replace(NEXT_LISTENER.get() + 1);
    let source = SOURCES.with_borrow_mut(|sources| {
        let known = sources.iter().find(|source| source.url == url).cloned();
        known.unwrap_or_else(|| {
            let source = Rc::new(Source {
                url: url.to_owned(),
                listeners: RefCell::default(),
                outcome: RefCell::default(),
                request: RefCell::default(),
            });
            sources.push(Rc::clone(&source));
            source
        })
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
        Some(outcome) => listener(outcome),
        None if source.request.borrow().is_none() => request(adapters, &source),
        None => {}
    }
    guard
}

/// Fetches a feed again for all who listen to it. A request under way is left to finish.
pub fn reload(adapters: &Rc<dyn Adapters>, url: &str) {
    let source = SOURCES.with_borrow(|sources| sources.iter().find(|it| it.url == url).cloned());
    if let Some(source) = source
        && source.request.borrow().is_none()
    {
        request(adapters, &source);
    }
}

fn unsubscribe(source: &Rc<Source>, id: usize) {
    source
        .listeners
        .borrow_mut()
        .retain(|(listener, _)| *listener != id);
    if source.listeners.borrow().is_empty() {
        SOURCES.with_borrow_mut(|sources| sources.retain(|it| !Rc::ptr_eq(it, source)));
        let request = source.request.borrow_mut().take();
        drop(request);
    }
}

fn request(adapters: &Rc<dyn Adapters>, source: &Rc<Source>) {
    // The callback must not keep a source alive that nobody listens to any more.
    let weak = Rc::downgrade(source);
    let done = Box::new(
        move |answer: Result<crate::browser::fetch::Answer, LoadError>| {
            let Some(source) = weak.upgrade() else { return };
            let finished = source.request.borrow_mut().take();
            let outcome = match answer {
                Ok(answer) => feed::parse(&answer.bytes, &answer.url)
                    .map(Rc::new)
                    .map_err(|error| Rc::new(Failure::unreadable(&source.url, &error))),
                Err(error) => Err(Rc::new(Failure::unloaded(&source.url, &error))),
            };
            // A feed that fails later keeps showing what it showed.
            let keep = outcome.is_err() && matches!(*source.outcome.borrow(), Some(Ok(_)));
            if !keep {
                source.outcome.replace(Some(outcome.clone()));
            }
            let listeners = source.listeners.borrow().clone();
            for (id, listener) in listeners {
                // One that was told before may have ended this one's widget.
                let listens = source.listeners.borrow().iter().any(|(it, _)| *it == id);
                if listens {
                    listener(outcome.clone());
                }
            }
            drop(finished);
        },
    );
    let finished_at_once = Rc::new(Cell::new(false));
    let guard = adapters.load(&source.url, {
        let finished = Rc::clone(&finished_at_once);
        Box::new(move |answer| {
            finished.set(true);
            done(answer);
        })
    });
    if !finished_at_once.get() {
        source.request.replace(Some(guard));
    }
}

impl Failure {
    fn unreadable(url: &str, error: &FeedError) -> Self {
        Self {
            kind: "format",
            message: format!("feed {url}: {error}"),
        }
    }

    fn unloaded(url: &str, error: &LoadError) -> Self {
        Self {
            kind: error.kind(),
            message: format!("feed {url} {error}"),
        }
    }
}
