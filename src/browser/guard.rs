//! A value that stops something when it is dropped: a timer, a listener, an observer, a request.

#[must_use = "dropping a guard stops what it guards"]
#[derive(Default)]
pub struct Guard(Option<Box<dyn FnOnce()>>);

impl Guard {
    /// Runs `stop` once, when the guard is dropped.
    pub fn new(stop: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(stop)))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(stop) = self.0.take() {
            stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{cell::Cell, rc::Rc};

    #[test]
    fn dropping_a_guard_stops_once() {
        let stops = Rc::new(Cell::new(0));
        let counted = Rc::clone(&stops);
        let guard = Guard::new(move || counted.set(counted.get() + 1));
        assert_eq!(stops.get(), 0);
        drop(guard);
        assert_eq!(stops.get(), 1);
        drop(Guard::default());
    }
}
