//! Whether the release in `dist/` was made from the present sources, so that tests need not build
//! it again.
//!
//! Beside the release are two hashes: of everything that goes in, and of everything that came out.
//! If one of them differs, the release is built again. Git lists the inputs, so without git it is
//! always built again.

use std::fs;
use std::path::{Path, PathBuf};

use crate::docs;
use crate::failure::Result;
use crate::release::Digest;
use crate::shell::{Plain, cannot};
use crate::tools;

const STAMP: &str = "target/release.stamp";

/// Files that no release depends on. All others count: an unnecessary input costs a build, but a
/// missing input makes the result wrong.
const NO_INPUTS: [&str; 11] = [
    "tests/",
    "docs/",
    "fuzz/",
    "benches/",
    "core/tests/",
    "core/benches/",
    "loader/tests/",
    "loader/package/",
    "publisher/",
    "xtask/src/releasing/",
    ".ci/",
];

/// Environment variables that change the build's output.
const ENVIRONMENT: [&str; 3] = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC"];

pub struct Inputs(Option<String>);

impl Inputs {
    /// The present inputs. They are read before a build, so that a change during the build is
    /// noticed.
    pub fn read() -> Result<Self> {
        let listed = Plain::new("git", ["ls-files", "-z", "--cached", "--others"])
            .arg("--exclude-standard")
            .ask();
        let Some(listed) = listed else {
            return Ok(Self(None));
        };
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| is_input(path)).collect();
        paths.sort_unstable();
        paths.dedup();
        let mut digest = Digest::default();
        digest.add("rustc", tools::compiler()?.as_bytes());
        for name in ENVIRONMENT {
            let value = std::env::var(name).unwrap_or_default();
            digest.add(name, value.as_bytes());
        }
        for path in paths {
            // A deleted file that git still lists counts as absent.
            if let Ok(bytes) = fs::read(path) {
                digest.add(path, &bytes);
            }
        }
        Ok(Self(Some(digest.text())))
    }

    /// Whether the folder contains the release made from these inputs, unchanged.
    pub fn made(&self, dist: &Path) -> bool {
        let stamp = self.0.as_ref().zip(output(dist).ok()).map(stamp);
        stamp.is_some() && fs::read_to_string(STAMP).ok() == stamp
    }

    /// Records that the folder was made from these inputs.
    pub fn note(&self, dist: &Path) -> Result<()> {
        match &self.0 {
            Some(inputs) => fs::write(STAMP, stamp((inputs, output(dist)?)))
                .map_err(|error| cannot("write", Path::new(STAMP), &error)),
            None => Ok(()),
        }
    }
}

fn stamp((inputs, output): (&String, String)) -> String {
    format!("inputs {inputs}\noutput {output}\n")
}

fn is_input(path: &str) -> bool {
    !path.is_empty()
        && !NO_INPUTS.iter().any(|folder| path.starts_with(folder))
        && Path::new(path).extension().is_none_or(|end| end != "md")
}

/// A hash of all files of a release. The documentation beside it is none of them.
fn output(dist: &Path) -> Result<String> {
    let mut digest = Digest::default();
    let mut folders = vec![dist.to_owned()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| cannot("read", &folder, &error))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path == dist.join(docs::FOLDER) {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    for path in files {
        let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        digest.add(&path.to_string_lossy(), &bytes);
    }
    Ok(digest.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_release_depends_on_is_left_out() {
        #[track_caller]
        fn check(path: &str, expected: bool) {
            assert_eq!(is_input(path), expected, "{path}");
        }
        check("src/view/slide.rs", true);
        check("Cargo.lock", true);
        check("xtask/src/release/names.rs", true);
        check("style/tokens.css", true);
        check("core/src/feed/mod.rs", true);
        check("tests/e2e/src/run.rs", false);
        check("core/tests/feed.rs", false);
        check("README.md", false);
        check("xtask/src/releasing/steps.rs", false);
        check("", false);
    }

    #[test]
    fn a_file_that_is_another_is_noticed() {
        let dist = std::env::temp_dir().join(format!("xtask-inputs-{}", std::process::id()));
        let write = |name: &str, text: &str| fs::write(dist.join(name), text).expect("a file");
        fs::create_dir_all(dist.join("folder")).expect("a folder");
        write("a", "1");
        write("folder/b", "2");
        let before = output(&dist).expect("a hash");
        assert_eq!(output(&dist), Ok(before.clone()));
        write("folder/b", "3");
        assert_ne!(output(&dist), Ok(before.clone()));
        write("folder/b", "2");
        fs::create_dir_all(dist.join(docs::FOLDER)).expect("a folder");
        write("docs/d", "");
        assert_eq!(output(&dist), Ok(before.clone()));
        write("c", "");
        assert_ne!(output(&dist), Ok(before));
        fs::remove_dir_all(&dist).expect("removed");
    }
}
