//! The end-to-end tests. Each is a function of a `Stage`, listed in its module's `cases!`, and
//! runs in Chromium, Firefox and WebKitGTK as `<engine>::<module>::<name>`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::ExitCode;

mod carousel;
mod configurator;
mod embed;
mod failures;
mod feeds;
mod layout;
mod leaks;
mod preview;
mod self_tests;
mod widget;

fn main() -> ExitCode {
    harness::run::run(vec![
        (harness::run::SELF_TESTS, self_tests::cases()),
        ("embed", embed::cases()),
        ("feeds", feeds::cases()),
        ("carousel", carousel::cases()),
        ("layout", layout::cases()),
        ("failures", failures::cases()),
        ("leaks", leaks::cases()),
        ("preview", preview::cases()),
        ("configurator", configurator::cases()),
    ])
}
