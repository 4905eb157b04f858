//! Counts the bytes that are looked at, each time they are. This gives the cost of a hostile feed
//! on any machine, however busy it is. Without the feature `work`, nothing is counted. The widget
//! is built without it.

#[cfg(feature = "work")]
mod counter {
    use std::cell::Cell;

    thread_local!(static DONE: Cell<usize> = const { Cell::new(0) });

    pub(in crate::feed) fn add(bytes: usize) {
        DONE.set(DONE.get() + bytes);
    }

    /// The work of this thread since the last call.
    pub fn take() -> usize {
        DONE.replace(0)
    }
}

#[cfg(feature = "work")]
pub use counter::take;

#[cfg(feature = "work")]
pub(super) use counter::add;

#[cfg(not(feature = "work"))]
pub(super) fn add(_bytes: usize) {}
