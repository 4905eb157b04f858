//! Tests of the tool itself, in each engine: drivers do what the tests ask, and the server's faults
//! are as described.

mod browser;
mod faults;

use harness::Case;

pub fn cases() -> Vec<Case> {
    browser::cases()
        .into_iter()
        .chain(faults::cases())
        .collect()
}
