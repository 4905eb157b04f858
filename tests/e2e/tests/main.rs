//! The end-to-end tests. Each is a function of a `Stage`, listed in its module's `cases!`, and
//! runs in Chromium, Firefox and WebKitGTK as `<engine>::<module>::<name>`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::ExitCode;

mod accessibility;
mod carousel;
mod configurator;
mod delivery;
mod docs;
mod editions;
mod embed;
mod failures;
mod faults;
mod feeds;
mod languages;
mod hostile;
mod hosts;
mod layout;
mod leaks;
mod looks;
mod package;
mod pictures;
mod preview;
mod recipes;
mod selection;
mod self_tests;
mod theme;
mod slides;
mod widget;

fn main() -> ExitCode {
    harness::run::run(vec![
        (harness::run::SELF_TESTS, self_tests::cases()),
        ("embed", embed::cases()),
        ("feeds", feeds::cases()),
        ("selection", selection::cases()),
        ("recipes", recipes::cases()),
        ("hostile", hostile::cases()),
        ("hosts", hosts::cases()),
        ("delivery", delivery::cases()),
        ("editions", editions::cases()),
        ("package", package::cases()),
        ("carousel", carousel::cases()),
        ("languages", languages::cases()),
        ("accessibility", accessibility::cases()),
        ("slides", slides::cases()),
        ("layout", layout::cases()),
        ("looks", looks::cases()),
        ("pictures", pictures::cases()),
        ("theme", theme::cases()),
        ("failures", failures::cases()),
        ("faults", faults::cases()),
        ("leaks", leaks::cases()),
        ("preview", preview::cases()),
        ("configurator", configurator::cases()),
        ("docs", docs::cases()),
    ])
}
