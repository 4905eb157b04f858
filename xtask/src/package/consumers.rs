//! The package as those who build with it get it: packed, unpacked where npm would put it, and used by the
//! projects of `tests/package`.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::NAME;
use super::{FOLDER, File};
use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot};
use crate::tools;
use crate::versions::Versions;

const SOURCES: &str = "tests/package";
/// The projects, with what they are built with above them.
const PLACE: &str = "target/package-consumers";
const PROJECTS: &str = "projects";

/// Lays everything out; returns the command that runs the tests, but for their names.
pub fn lay_out(package: &[File], versions: &Versions) -> Result<Plain> {
    let modules = tools::locked_packages("consumers", SOURCES)?;
    let root = crate::shell::root();
    let place = root.join(PLACE);
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|error| cannot("empty", &place, &error))?;
    }
    let projects = place.join(PROJECTS);
    copy(Path::new(SOURCES), &projects)?;
    copy_linked(&modules, &place.join("node_modules"))?;
    let tarball = pack(&place)?;
    let installed = projects.join("node_modules").join(NAME);
    fs::create_dir_all(&installed).map_err(|error| cannot("create", &installed, &error))?;
    Plain::new("tar", ["-xzf"])
        .arg(&tarball)
        .args(["--strip-components=1", "-C"])
        .arg(&installed)
        .run()?;
    for (name, _) in package {
        if !installed.join(name).is_file() {
            return Err(Failure::new(format!("npm did not pack {name}")));
        }
    }
    Ok(Plain::new(
        "node",
        ["--test", "--test-reporter=spec", "--test-concurrency=1"],
    )
    .env("TARBALL", &tarball)
    .env("TYPESCRIPT", tools::typescript(versions)?))
}

/// The files of the tests, where they run.
pub fn tests() -> Result<Vec<PathBuf>> {
    let folder = crate::shell::root().join(PLACE).join(PROJECTS);
    let files = fs::read_dir(&folder).map_err(|error| cannot("read", &folder, &error))?;
    let mut files: Vec<PathBuf> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.js"))
        .collect();
    files.sort();
    Ok(files)
}

fn pack(place: &Path) -> Result<PathBuf> {
    let name = Plain::new("npm", ["pack", "--silent", "--ignore-scripts"])
        .arg("--pack-destination")
        .arg(place)
        .arg(format!("./{FOLDER}"))
        .answer()?;
    Ok(place.join(name.trim()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    each(from, to, &|from, to| fs::copy(from, to).map(|_| ()))
}

/// As links to the same files where the system can, as they are many and nobody changes them. A link to
/// the folder would not do: bundlers follow it, and find themselves elsewhere.
fn copy_linked(from: &Path, to: &Path) -> Result<()> {
    each(from, to, &|from, to| {
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
    })
}

fn each(from: &Path, to: &Path, put: &dyn Fn(&Path, &Path) -> std::io::Result<()>) -> Result<()> {
    fs::create_dir_all(to).map_err(|error| cannot("create", to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| cannot("read", from, &error))? {
        let entry = entry.map_err(|error| cannot("read", from, &error))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        let kind = entry
            .file_type()
            .map_err(|error| cannot("read", &from, &error))?;
        if kind.is_dir() {
            each(&from, &to, put)?;
        } else if kind.is_file() {
            put(&from, &to).map_err(|error| cannot("copy", &from, &error))?;
        }
    }
    Ok(())
}
