//! Limits how many trials work at once. A trial that measures waits for all others.

use std::sync::{Condvar, Mutex, PoisonError};

pub struct Turns {
    state: Mutex<State>,
    changed: Condvar,
    all: usize,
}

struct State {
    free: usize,
    /// Permits are given in this order. Otherwise a trial that needs all would wait for ever.
    next: u64,
    served: u64,
}

impl Turns {
    pub fn new(all: usize) -> Self {
        let (next, served) = (0, 0);
        Self {
            state: Mutex::new(State {
                free: all,
                next,
                served,
            }),
            changed: Condvar::new(),
            all,
        }
    }

    /// Waits until this many permits are free, in order of arrival. Dropping the turn returns them.
    pub fn take(&self, count: usize) -> Turn<'_> {
        let count = count.min(self.all);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = state.next;
        state.next += 1;
        while state.served != mine || state.free < count {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.served += 1;
        state.free -= count;
        self.changed.notify_all();
        Turn { turns: self, count }
    }
}

pub struct Turn<'t> {
    turns: &'t Turns,
    count: usize,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self
            .turns
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.free += self.count;
        self.turns.changed.notify_all();
    }
}
