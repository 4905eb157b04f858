//! Checks the project's dependencies with cargo-deny and `deny.toml`: licences, sources,
//! duplicates, advisories.
//!
//! Only the advisories need the network. If their database cannot be fetched, a message says so.
//! This is no failure, because it says nothing about the dependencies.

use std::env;
use std::path::PathBuf;

use crate::failure::Result;
use crate::shell::{Plain, heading};
use crate::tools::{self, Tool};
use crate::versions::Versions;

const CURE: &str = "do without it, or allow it in deny.toml, with the reason";

const NOT_CHECKED: &str = "\
ADVISORIES NOT CHECKED
Nobody has asked whether there are advisories about the dependencies: their
database cannot be fetched (see above), and there is no copy of it here.
Everything else is checked. With a network, run `cargo xtask check` again.";

/// The manifests that are checked: the workspace, and the fuzz targets beside it.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

pub fn check(versions: &Versions) -> Result<()> {
    heading("dependencies");
    let deny = tools::cargo_deny(versions)?;
    for manifest in MANIFESTS {
        all(&deny, manifest)
            .args(["licenses", "sources", "bans"])
            .run()
            .map_err(|failure| failure.cure(CURE))?;
    }
    // Readers must not download a crate twice. Other programs may contain duplicates.
    let target = ["--target", "wasm32-unknown-unknown"];
    deny_plain(&deny)
        .args(target)
        .args(["--exclude-dev", "check", "--hide-inclusion-graph", "bans"])
        .run()
        .map_err(|failure| failure.cure(CURE))?;
    advisories(&deny)
}

/// Checks everything except duplicates, for all crates of the manifest's workspace.
fn all(deny: &Tool, manifest: &str) -> Plain {
    deny_plain(deny)
        .args(["--workspace", "--manifest-path", manifest])
        .args(["--config", "deny.toml", "check", "--hide-inclusion-graph"])
        .args(["--allow", "duplicate", "--allow", "unmatched-skip"])
        .args(["--allow", "license-exception-not-encountered"])
}

fn deny_plain(deny: &Tool) -> Plain {
    Plain::new(&deny.program, ["--locked"])
}

fn advisories(deny: &Tool) -> Result<()> {
    heading("advisories");
    let fetched = deny_plain(deny).args(["fetch", "db"]).run().is_ok();
    if !fetched && !has_database() {
        print!("{}", framed(NOT_CHECKED));
        return Ok(());
    }
    if !fetched {
        println!("the database cannot be fetched: checked against the copy that is here");
    }
    for manifest in MANIFESTS {
        all(deny, manifest)
            .args(["--disable-fetch", "advisories"])
            .run()
            .map_err(|failure| {
                failure.cure(
                    "use the version that fixes it (cargo update --package …), or list it in \
                     deny.toml under [advisories], with the reason",
                )
            })?;
    }
    Ok(())
}

/// Lines that are not overlooked among the output of other programs.
fn framed(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("!!  {line}")).collect();
    let width = lines.iter().map(|line| line.chars().count()).max();
    let edge = "!".repeat(width.unwrap_or(0));
    format!("\n{edge}\n{}\n{edge}\n", lines.join("\n"))
}

/// Whether cargo-deny has fetched the database before. It keeps it in cargo's folder.
fn has_database() -> bool {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let databases = std::fs::read_dir(cargo.join("advisory-dbs"));
    databases
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.path().join(".git").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_checked_stands_out() {
        assert_eq!(framed("a bc\nd"), "\n!!!!!!!!\n!!  a bc\n!!  d\n!!!!!!!!\n");
        assert!(NOT_CHECKED.lines().all(|line| line.len() < 80));
    }
}
