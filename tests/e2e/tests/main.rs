//! The end-to-end tests. Each is a function of a `Stage`, listed in its module's `cases!`, and
//! runs in Chromium, Firefox and WebKitGTK as `<engine>::<module>::<name>`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::ExitCode;

mod self_tests;

fn main() -> ExitCode {
    harness::run::run(vec![(harness::run::SELF_TESTS, self_tests::cases())])
}
