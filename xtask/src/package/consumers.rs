//! Tests of the package: npm packs it, it is unpacked where npm would install it, and the projects of
//! `tests/package` use it.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::NAME;
use super::{FOLDER, File};
use crate::failure::{Failure, Result};
use crate::release::Digest;
use crate::shell::{Plain, cannot, node_tests};
use crate::tools;
use crate::versions::Versions;

const SOURCES: &str = "tests/package";
/// The folder of the projects and of the packages they need.
const PLACE: &str = "target/package-consumers";
pub const PROJECTS: &str = "target/package-consumers/projects";
/// The tests that build the pages.
pub const BUILDS: &str = "builds.test.js";
/// The file with the hash of the package and the projects that were built.
const STAMP: &str = "laid-out";

/// Copies everything to its place. Returns the command that runs the tests, without the names of their
/// files.
pub fn lay_out(package: &[File], versions: &Versions) -> Result<Plain> {
    let modules = tools::locked_packages("consumers", SOURCES)?;
    let root = crate::shell::root();
    let place = root.join(PLACE);
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|error| cannot("empty", &place, &error))?;
    }
    let projects = root.join(PROJECTS);
    copy(Path::new(SOURCES), &projects)?;
    copy_linked(&modules, &place.join("node_modules"))?;
    let tarball = pack(&place)?;
    let stamp = place.join(STAMP);
    fs::write(&stamp, digest(package)?).map_err(|error| cannot("write", &stamp, &error))?;
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

/// The files of the tests, in the folder where they run.
pub fn tests() -> Result<Vec<PathBuf>> {
    node_tests(&crate::shell::root().join(PROJECTS))
}

/// The pages that browsers open.
const PAGES: [&str; 10] = [
    "plain/out/index.html",
    "react/out/client/index.html",
    "react/out/client/edition.html",
    "vue/out/client/index.html",
    "vue/out/client/edition.html",
    "preact/out/index.html",
    "solid/out/index.html",
    "svelte/out/index.html",
    "next/out/index.html",
    "webpack/dist/index.html",
];

/// Whether all pages are built with this package.
pub fn are_built(package: &[File]) -> Result<bool> {
    let laid_out = fs::read_to_string(Path::new(PLACE).join(STAMP)).ok();
    let pages = PAGES.iter();
    let mut pages = pages.map(|page| Path::new(PROJECTS).join(page));
    Ok(laid_out == Some(digest(package)?) && pages.all(|page| page.is_file()))
}

/// One hash of the package and of the projects.
fn digest(package: &[File]) -> Result<String> {
    let mut digest = Digest::default();
    for (name, bytes) in package {
        digest.add(name, bytes);
    }
    let mut files = Vec::new();
    below(Path::new(SOURCES), &mut files)?;
    files.sort();
    for path in files {
        let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        digest.add(&path.to_string_lossy(), &bytes);
    }
    Ok(digest.text())
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))? {
        let path = entry
            .map_err(|error| cannot("read", folder, &error))?
            .path();
        if path.is_dir() {
            below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Packs the folder as npm does for an upload. Returns the file.
pub fn pack(place: &Path) -> Result<PathBuf> {
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

/// Copies many files that nobody changes, as hard links if the system can. A link to the folder would not
/// work: bundlers follow it, and then search in the other place.
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
