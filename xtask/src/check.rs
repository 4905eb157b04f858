//! `cargo xtask check`: formatting, lints natively and for the browser, types, dependencies.

use crate::failure::{Failure, Result};
use crate::shell::{Plain, heading, read};
use crate::tools;
use crate::versions::Versions;

/// What may be compiled into what partners serve. Each lets them ship it without asking.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "CC0-1.0",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn run() -> Result<()> {
    tools::components()?;
    tools::wasm_target()?;

    heading("formatting");
    Plain::new("cargo", ["fmt", "--all", "--check"])
        .run()
        .map_err(|failure| failure.cure("cargo fmt --all"))?;
    let fuzz = ["fmt", "--manifest-path", "fuzz/Cargo.toml"];
    Plain::new("cargo", fuzz)
        .arg("--check")
        .run()
        .map_err(|failure| failure.cure("cargo fmt --manifest-path fuzz/Cargo.toml"))?;

    heading("the interface");
    crate::interface::check()?;

    heading("lints, natively");
    let lints = ["--", "-D", "warnings"];
    Plain::new(
        "cargo",
        ["clippy", "--locked", "--workspace", "--all-targets"],
    )
    .args(lints)
    .run()?;

    heading("lints, for the browser");
    let target = ["--target", "wasm32-unknown-unknown"];
    Plain::new(
        "cargo",
        ["clippy", "--locked", "--lib", "--test", "browser"],
    )
    .args(target)
    .args(lints)
    .run()?;

    heading("types of the loader");
    Plain::new("node", [tools::typescript(&Versions::read()?)?])
        .args(["--project", "loader"])
        .run()?;

    heading("dependencies");
    sources(&read("Cargo.lock")?)?;
    sources(&read("fuzz/Cargo.lock")?)?;
    let tree = Plain::new("cargo", ["tree", "--locked", "--edges", "normal"])
        .args(target)
        .args(["--prefix", "none", "--format", "{p}|{l}"]);
    println!("$ {}", tree.line());
    let shipped = tree.ask().ok_or_else(|| {
        Failure::new("cargo cannot list the dependencies").cure("run the line above to see why")
    })?;
    let count = licences(&shipped)?;
    println!("{count} crates in the widget, all from the registry, all free to ship");
    Ok(())
}

/// Only the registry: another source could vanish or change under us.
fn sources(lock: &str) -> Result<()> {
    let sources = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "));
    match sources
        .map(|s| s.trim_matches('"'))
        .find(|s| *s != REGISTRY)
    {
        Some(other) => Err(Failure::new(format!("a dependency comes from {other}"))
            .cure("take it from the registry, by version")),
        None => Ok(()),
    }
}

/// `name vX.Y.Z|licence` lines; returns how many crates there are.
fn licences(shipped: &str) -> Result<usize> {
    let mut crates: Vec<&str> = shipped
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    crates.sort_unstable();
    crates.dedup();
    for line in &crates {
        let (name, licence) = line.split_once('|').unwrap_or((line, ""));
        if !allowed(licence) {
            return Err(Failure::new(format!(
                "{name} is under \"{licence}\", which is not on the list"
            ))
            .cure("do without it, or weigh the licence and add it in xtask/src/check.rs"));
        }
    }
    Ok(crates.len())
}

/// Whether an SPDX expression can be met by the list: one side of OR, both sides of AND.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // Without the brackets, "A AND B OR C" asks for A and one of B, C: never less than before
    // for the lists crates use, such as "(MIT OR Apache-2.0) AND Unicode-3.0".
    expression.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|licence| LICENCES.contains(&licence.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_expressions() {
        #[track_caller]
        fn check(expression: &str, expected: bool) {
            assert_eq!(allowed(expression), expected, "{expression}");
        }
        check("MIT", true);
        check("MIT/Apache-2.0", true);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("Apache-2.0 WITH LLVM-exception OR MIT", true);
        check("GPL-3.0-only", false);
        check("MIT AND GPL-3.0-only", false);
        check("GPL-3.0-only OR MIT", true);
        check("", false);
    }

    #[test]
    fn a_licence_that_is_not_on_the_list_is_named() {
        assert_eq!(licences("a v1.0.0|MIT\na v1.0.0|MIT (*)\n"), Ok(1));
        let failure = licences("a v1.0.0|MIT\nb v2.0.0|GPL-3.0-only\n").expect_err("a failure");
        assert!(
            failure
                .to_string()
                .starts_with("error: b v2.0.0 is under \"GPL-3.0-only\"")
        );
    }

    #[test]
    fn only_the_registry() {
        let registry = format!("source = \"{REGISTRY}\"\n");
        assert_eq!(sources(&registry), Ok(()));
        let other = format!("{registry}source = \"git+https://example.org/x\"\n");
        assert!(sources(&other).is_err());
    }
}
