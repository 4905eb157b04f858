//! Requests one feed: how old an answer may be, when an answer is read, and when a failed request
//! is sent again.

use super::{Adapters, Cause, Failure, Outcome, Source};
use crate::browser::Guard;
use crate::browser::fetch::{CacheMode, LoadError, Reply};
use latest_news_core::retry;
use latest_news_core::teaser;
use std::mem::take;
use std::rc::Rc;

/// On a phone, reading a feed with more bytes takes longer than a frame.
const LARGE: usize = 500_000;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Phase {
    Pausing,
    Asking(CacheMode),
}

/// A request, and how many requests before it failed.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    cause: Cause,
    cache: CacheMode,
    failed: u32,
    is_told: bool,
}

/// The result of a request and of reading its answer.
struct Fetched {
    reply: Reply,
    outcome: Outcome,
}

impl Attempt {
    pub(super) fn new(cause: Cause, cache: CacheMode) -> Self {
        Self {
            cause,
            cache,
            failed: 0,
            is_told: false,
        }
    }

    /// The first request for a feed. It asks for a copy if an earlier visit may have left one. If
    /// there is no copy, asking for one would only add a request.
    pub(super) fn first(may_have_copies: bool) -> Self {
        let cache = match may_have_copies {
            true => CacheMode::AnyAge,
            false => CacheMode::Fresh,
        };
        Self::new(Cause::Shown, cache)
    }
}

impl Source {
    pub(super) fn ask(self: &Rc<Self>, adapters: &Adapters, attempt: Attempt) {
        self.replace(None);
        self.asked.set(adapters.facts.now());
        self.phase.set(Phase::Asking(attempt.cache));
        // The callback must not keep a source alive that has no listeners.
        let (weak, adapters_then) = (Rc::downgrade(self), adapters.clone());
        let done = Box::new(move |reply| {
            if let Some(source) = weak.upgrade() {
                let finished = source.under_way.take();
                source.receive(&adapters_then, attempt, reply);
                drop(finished);
            }
        });
        let request = adapters.deeds.load(&self.url, attempt.cache, done);
        self.under_way.replace(Some(request));
    }

    fn ask_after(self: &Rc<Self>, adapters: &Adapters, pause: u32, attempt: Attempt) -> Guard {
        let (weak, adapters_then) = (Rc::downgrade(self), adapters.clone());
        let ask = Box::new(move || {
            if let Some(source) = weak.upgrade() {
                source.ask(&adapters_then, attempt);
            }
        });
        adapters.deeds.after(pause, ask)
    }

    /// Reads an answer. Reading megabytes and showing them are two tasks, so that neither blocks
    /// the page for long.
    fn receive(self: &Rc<Self>, adapters: &Adapters, attempt: Attempt, reply: Reply) {
        let (outcome, is_large) = match &reply.result {
            Ok(answer) => {
                let is_large = answer.bytes.len() > LARGE;
                let read = self.read(&answer.bytes, &answer.url, adapters.facts.now());
                match read {
                    Some(outcome) => (outcome, is_large),
                    None => return self.decode(adapters, attempt, reply),
                }
            }
            Err(error) => {
                let secure = adapters.facts.is_secure();
                let failure = Failure::unloaded(&self.url, error, secure);
                (Err(Rc::new(failure)), false)
            }
        };
        let fetched = Fetched { reply, outcome };
        if !is_large {
            return self.settle(adapters, attempt, fetched);
        }
        let (weak, adapters_then) = (Rc::downgrade(self), adapters.clone());
        let then = Box::new(move || {
            if let Some(source) = weak.upgrade() {
                let finished = source.under_way.take();
                source.settle(&adapters_then, attempt, fetched);
                drop(finished);
            }
        });
        self.replace(Some(adapters.deeds.after(0, then)));
    }

    /// Reads an answer with the whole feed reader, which has to be loaded first.
    fn decode(self: &Rc<Self>, adapters: &Adapters, attempt: Attempt, mut reply: Reply) {
        let Ok(answer) = &mut reply.result else {
            return;
        };
        let (bytes, url) = (take(&mut answer.bytes), answer.url.clone());
        let hash = teaser::key(&[&bytes]);
        let (weak, adapters_then, own) = (Rc::downgrade(self), adapters.clone(), url.clone());
        let done = Box::new(move |decoded: Reply| {
            if let Some(source) = weak.upgrade() {
                let finished = source.under_way.take();
                let now = adapters_then.facts.now();
                let outcome = source.read_answer(&decoded.result, &own, hash, now);
                source.settle(&adapters_then, attempt, Fetched { reply, outcome });
                drop(finished);
            }
        });
        let decoding = adapters.deeds.decode(&bytes, &url, done);
        self.replace(Some(decoding));
    }

    fn settle(self: &Rc<Self>, adapters: &Adapters, attempt: Attempt, fetched: Fetched) {
        let Fetched { reply, outcome } = fetched;
        let status = match &reply.result {
            Err(LoadError::Status(status)) => Some(*status),
            _ => None,
        };
        let may_be_old = attempt.cache == CacheMode::AnyAge && reply.may_be_old;
        let fresh = Attempt {
            cache: match attempt.cache {
                CacheMode::AnyAge => CacheMode::Fresh,
                cache => cache,
            },
            ..attempt
        };
        let Err(failure) = outcome else {
            self.has_failed.set(false);
            if may_be_old {
                // Before the listeners are told, because they may ask for something else.
                self.ask(adapters, fresh);
            }
            self.tell(adapters, outcome, attempt.cause);
            return;
        };
        let now = adapters.facts.now();
        let retry_after = reply.retry_after.as_deref();
        let asked_for = retry::asked_pause(retry_after, now).unwrap_or_default();
        self.not_before.set(now.saturating_add(asked_for));
        let failed = attempt.failed + 1;
        let is_lost = matches!(&reply.result, Err(LoadError::Unreachable));
        let pause = (is_lost || status.is_some())
            .then(|| {
                retry::pause(retry::Failed {
                    times: failed,
                    status,
                    retry_after,
                    now,
                    random: adapters.deeds.random(),
                })
            })
            .flatten();
        // An old copy of a failure may be out of date, so the feed is requested again. After a
        // temporary failure a pause comes first, because the server may be busy.
        if may_be_old && pause.is_none() {
            return self.ask(adapters, fresh);
        }
        let is_told = attempt.is_told || pause.is_none_or(|pause| pause > retry::PATIENCE);
        if let Some(pause) = pause {
            let next = Attempt {
                failed,
                is_told,
                ..fresh
            };
            self.phase.set(Phase::Pausing);
            self.replace(Some(self.ask_after(adapters, pause as u32, next)));
        }
        // If a feed still fails at an automatic refresh, that is not reported again.
        let is_known = attempt.cause == Cause::Refresh && self.has_failed.get();
        if is_told && !attempt.is_told && !is_known {
            self.has_failed.set(true);
            self.tell(adapters, Err(failure), attempt.cause);
        }
    }
}
