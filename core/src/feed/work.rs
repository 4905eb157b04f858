//! How many bytes were looked at, counted again each time they are. What a hostile feed costs
//! follows from that on any machine, however busy it is. Without the feature `work`, which the
//! widget does not have, nothing is counted.

#[cfg(feature = "work")]
mod counter {
    use std::cell::Cell;

    thread_local!(static DONE: Cell<usize> = const { Cell::new(0) });

    pub(in crate::feed) fn add(bytes: usize) {
        DONE.set(DONE.get() + bytes);
    }

    /// What this thread has done since it was last asked.
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
