//! `cargo xtask reproduce`: checks that the same commit gives the same bytes in another folder.
//!
//! It takes as long as a first build, some minutes. So CI does not run it; run it before a release.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::build;
use crate::compiler;
use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, files_below, heading, root};
use crate::versions::Versions;

/// Longer than the project's own path and different from it, so that a path inside a file is
/// noticed.
const ELSEWHERE: &str = "target/reproduce/in/another/folder";

pub fn run() -> Result<()> {
    let changed = Plain::new("git", ["status", "--porcelain"]).ask();
    if changed.is_none_or(|changed| !changed.trim().is_empty()) {
        return Err(Failure::new("there are uncommitted changes").cure("commit them"));
    }
    compiler::for_release(&Versions::read()?)?;
    build::run()?;

    heading("the same commit elsewhere");
    let elsewhere = root().join(ELSEWHERE);
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere).map_err(|error| cannot("empty", &elsewhere, &error))?;
    }
    Plain::new("git", ["clone", "--quiet", "--no-hardlinks"])
        .arg(root())
        .arg(&elsewhere)
        .run()?;
    Plain::new(
        "cargo",
        ["run", "--quiet", "--package", "xtask", "--manifest-path"],
    )
    .arg(elsewhere.join("Cargo.toml"))
    .args(["--", "build"])
    .run()?;
    let count = compare(&root().join("dist"), &elsewhere.join("dist"))?;
    println!("\n{count} files, each the same to the byte");
    Ok(())
}

/// The number of files in both folders. A failure names the files that differ.
fn compare(one: &Path, other: &Path) -> Result<usize> {
    let (names, others) = (files_below(one)?, files_below(other)?);
    let all: BTreeSet<&String> = names.iter().chain(&others).collect();
    let same = |name: &String| match (fs::read(one.join(name)), fs::read(other.join(name))) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    let differing: Vec<String> = all
        .iter()
        .filter(|name| !same(name))
        .map(|name| (*name).clone())
        .collect();
    match differing.as_slice() {
        [] => Ok(all.len()),
        _ => Err(
            Failure::new(format!("these differ: {}", differing.join(", "))).cure(
                "look for a path, a time or an order in them; xtask/src/build.rs hides paths",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_or_is_missing_is_named() {
        let folder = std::env::temp_dir().join(format!("xtask-compare-{}", std::process::id()));
        let [one, other] = ["one", "other"].map(|name| folder.join(name));
        for (place, name, text) in [
            (&one, "a/same", "x"),
            (&other, "a/same", "x"),
            (&one, "b", "x"),
            (&other, "b", "y"),
            (&other, "c", ""),
        ] {
            let file = place.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        let failure = compare(&one, &other).expect_err("a failure").to_string();
        assert!(
            failure.starts_with("error: these differ: b, c\n"),
            "{failure}"
        );
        fs::write(other.join("b"), "x").expect("a file");
        fs::remove_file(other.join("c")).expect("removed");
        assert_eq!(compare(&one, &other), Ok(2));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
