//! Tells the listeners of a feed its outcome. The first few are told at once and the others in
//! later tasks, so that the page stays responsive with any number of widgets.

use super::{Adapters, Cause, Listener, Outcome, Source};
use crate::browser::Guard;
use std::cell::RefCell;
use std::rc::Rc;

/// How many listeners are told in one task. With a task for each, the page could be drawn between
/// any two of them, which takes longer than filling them. A time limit would not help either:
/// listeners only store what they are told, so a clock would not measure the real cost.
const EACH: usize = 4;

/// The messages that are still to be delivered, in order, and the timer for the next task.
#[derive(Default)]
pub(super) struct Telling {
    queue: RefCell<Vec<(usize, Listener, Outcome, Cause)>>,
    turn: RefCell<Option<Guard>>,
}

impl Source {
    pub(super) fn tell(self: &Rc<Self>, adapters: &Adapters, outcome: Outcome, cause: Cause) {
        // If a feed fails later, its articles stay.
        let keep = outcome.is_err() && matches!(*self.outcome.borrow(), Some(Ok(_)));
        if !keep {
            self.outcome.replace(Some(outcome.clone()));
        }
        let listeners = self.listeners.borrow().clone();
        let told = listeners.into_iter();
        let told = told.map(|(id, listener)| (id, listener, outcome.clone(), cause));
        self.telling.queue.borrow_mut().extend(told);
        // Listeners that have not heard an earlier outcome hear that one first.
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
            // An earlier listener may have unmounted this listener's widget.
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
        // The old guard is dropped outside the borrow.
        let old = self.telling.turn.replace(turn);
        drop(old);
    }
}
