//! What goes into the archives, from `dist/`, `target/package` and the files under version control.

use std::fs;
use std::path::Path;

use super::DIST;
use super::archive::{Archive, File, Kind};
use crate::failure::{Failure, Result};
use crate::package;
use crate::shell::{Plain, cannot, files_below};

const PLUGIN: &str = "wordpress";
pub const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// All archives except the publisher's command.
pub fn all(version: &str, work: &Path) -> Result<Vec<Archive>> {
    Ok(vec![host(version)?, npm(work)?, plugin(version)?])
}

fn host(version: &str) -> Result<Archive> {
    let folder = format!("latest-news-{version}");
    let mut files = Vec::new();
    for name in files_below(Path::new(DIST))? {
        files.push(file(name.clone(), &Path::new(DIST).join(name))?);
    }
    files.extend(licences()?);
    files.sort();
    Archive::zip(Kind::Host, format!("{folder}.zip"), &folder, &files)
}

fn npm(work: &Path) -> Result<Archive> {
    package::write(Path::new(DIST), Path::new(package::FOLDER))?;
    let path = package::pack(work)?;
    let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
    let name = path.file_name().unwrap_or_default();
    Ok(Archive {
        kind: Kind::Npm,
        name: name.to_string_lossy().into_owned(),
        bytes,
    })
}

fn plugin(version: &str) -> Result<Archive> {
    let listed = Plain::new("git", ["ls-files", "-z", PLUGIN]).ask();
    let listed = listed.filter(|listed| !listed.is_empty()).ok_or_else(|| {
        Failure::new(format!("git does not list the files of {PLUGIN}/"))
            .cure("run this in a clone, with git on PATH")
    })?;
    let mut files = Vec::new();
    for name in listed.split('\0').filter_map(of_plugin) {
        files.push(file(name.to_owned(), &Path::new(PLUGIN).join(name))?);
    }
    files.extend(licences()?);
    files.sort();
    let name = format!("latest-news-wordpress-{version}.zip");
    // WordPress installs it into the folder with this name.
    Archive::zip(Kind::Plugin, name, "latest-news", &files)
}

/// The path inside the plugin. Tests are not part of it.
fn of_plugin(path: &str) -> Option<&str> {
    let path = path.strip_prefix(PLUGIN)?.strip_prefix('/')?;
    (!path.starts_with("tests/")).then_some(path)
}

pub fn licences() -> Result<Vec<File>> {
    let files = LICENCES.iter();
    files
        .map(|name| file((*name).to_owned(), Path::new(name)))
        .collect()
}

pub fn file(name: String, path: &Path) -> Result<File> {
    let bytes = fs::read(path).map_err(|error| cannot("read", path, &error))?;
    Ok((name, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plugin_comes_without_its_tests() {
        assert_eq!(
            of_plugin("wordpress/includes/block.php"),
            Some("includes/block.php")
        );
        assert_eq!(of_plugin("wordpress/tests/site.js"), None);
        assert_eq!(of_plugin("wordpress-other/a"), None);
        assert_eq!(of_plugin(""), None);
    }
}
