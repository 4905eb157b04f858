//! Telling those who listen to a feed what came of it: the first at once, each other in a task of its
//! own, so that the page goes on in between, however many widgets show the feed.

use super::{Adapters, Cause, Listener, Outcome, Source};
use crate::browser::Guard;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Who is yet to be told what, in order, and the wait for the next turn.
#[derive(Default)]
pub(super) struct Telling {
    queue: RefCell<VecDeque<(usize, Listener, Outcome, Cause)>>,
    turn: RefCell<Option<Guard>>,
}

impl Source {
    pub(super) fn tell(self: &Rc<Self>, adapters: &Adapters, outcome: Outcome, cause: Cause) {
        // A feed that fails later keeps showing what it showed.
        let keep = outcome.is_err() && matches!(*self.outcome.borrow(), Some(Ok(_)));
        if !keep {
            self.outcome.replace(Some(outcome.clone()));
        }
        let listeners = self.listeners.borrow().clone();
        let told = listeners.into_iter();
        let told = told.map(|(id, listener)| (id, listener, outcome.clone(), cause));
        self.telling.queue.borrow_mut().extend(told);
        // Those who have not heard of an earlier outcome hear of that first.
        if self.telling.turn.borrow().is_none() {
            self.tell_next(adapters);
        }
    }

    fn tell_next(self: &Rc<Self>, adapters: &Adapters) {
        let next = self.telling.queue.borrow_mut().pop_front();
        if let Some((id, listener, outcome, cause)) = next {
            // A listener called before may have unmounted this one's widget.
            let listens = self.listeners.borrow().iter().any(|(it, _)| *it == id);
            if listens {
                listener(outcome, cause);
            }
        }
        let is_done = self.telling.queue.borrow().is_empty();
        let turn = (!is_done).then(|| {
            let (weak, adapters_then) = (Rc::downgrade(self), adapters.clone());
            let tell = Box::new(move || {
                if let Some(source) = weak.upgrade() {
                    source.tell_next(&adapters_then);
                }
            });
            adapters.deeds.after(0, tell)
        });
        // The old guard is dropped outside of the borrow.
        let old = self.telling.turn.replace(turn);
        drop(old);
    }
}
