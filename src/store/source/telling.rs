//! Telling those who listen to a feed what came of it: the first few at once, the others in later tasks,
//! so that the page goes on in between, however many widgets show the feed.

use super::{Adapters, Cause, Listener, Outcome, Source};
use crate::browser::Guard;
use std::cell::RefCell;
use std::rc::Rc;

/// So many listeners are told in one task. A task for each would let the page be drawn between any two,
/// which takes longer than filling them; and listeners only note what they are told, so a clock would
/// not see what it costs.
const EACH: usize = 4;

/// Who is yet to be told what, in order, and the wait for the next turn.
#[derive(Default)]
pub(super) struct Telling {
    queue: RefCell<Vec<(usize, Listener, Outcome, Cause)>>,
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
            self.tell_some(adapters);
        }
    }

    fn tell_some(self: &Rc<Self>, adapters: &Adapters) {
        for _ in 0..EACH {
            let next = match self.telling.queue.borrow_mut() {
                queue if queue.is_empty() => break,
                mut queue => queue.remove(0),
            };
            let (id, listener, outcome, cause) = next;
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
                    source.tell_some(&adapters_then);
                }
            });
            adapters.deeds.after(0, tell)
        });
        // The old guard is dropped outside of the borrow.
        let old = self.telling.turn.replace(turn);
        drop(old);
    }
}
