//! The tool itself: that drivers do what the tests ask of them, and the server's faults are
//! what they claim to be, in each engine.

mod browser;
mod faults;

use harness::Case;

pub fn cases() -> Vec<Case> {
    browser::cases()
        .into_iter()
        .chain(faults::cases())
        .collect()
}
