//! What the project is now: versions, changelog, tags, changes. It reads and decides nothing.

use std::path::Path;

use crate::compiler;
use crate::failure::{Failure, Result};
use crate::shell::{Plain, read};
use crate::versions::Versions;

use super::changelog;

pub struct Facts {
    /// The version of the workspace.
    pub version: String,
    /// The other places that have it.
    pub written: Vec<Written>,
    pub changelog: String,
    /// As `2026-11-29`, in UTC.
    pub today: String,
    pub tags: Vec<String>,
    /// The changed and new files. `None` without git.
    pub changed: Option<Vec<String>>,
    pub commit: String,
    /// If the compiler is not that of releases: what it is, and what to do.
    pub other_compiler: Option<(String, String)>,
}

/// A version in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    pub file: String,
    /// The text before it, on the same line.
    pub before: String,
    pub found: Option<String>,
}

/// The files with a version that no tool writes.
const PLUGIN: [(&str, &str); 2] = [
    ("wordpress/latest-news.php", " * Version:"),
    ("wordpress/readme.txt", "Stable tag:"),
];

/// The packages whose version somebody sees. All others have none.
const LOCKED: [&str; 4] = [
    "latest-news",
    "latest-news-core",
    "latest-news-doctor",
    "publisher",
];

impl Facts {
    pub fn read(versions: &Versions) -> Result<Self> {
        let root = Path::new(".");
        Ok(Self {
            version: versions.widget.clone(),
            written: written(root)?,
            changelog: read(changelog::FILE)?,
            today: today()?,
            tags: lines(&["tag", "--list"]).unwrap_or_default(),
            changed: lines(&["status", "--porcelain"])
                .map(|lines| lines.iter().map(|line| changed(line)).collect()),
            commit: lines(&["rev-parse", "HEAD"])
                .and_then(|lines| lines.into_iter().next())
                .unwrap_or_default(),
            other_compiler: compiler::for_release(versions)
                .err()
                .map(|failure| failure.parts()),
        })
    }
}

/// All versions below a root folder that must be the same.
fn written(root: &Path) -> Result<Vec<Written>> {
    let mut all = Vec::new();
    for (file, before) in PLUGIN {
        let text = read(root.join(file))?;
        let line = text.lines().find_map(|line| line.strip_prefix(before));
        all.push(Written {
            file: file.to_owned(),
            before: before.trim_start_matches([' ', '*']).to_owned(),
            found: line.map(|rest| rest.trim().to_owned()),
        });
    }
    let lock = read(root.join("Cargo.lock"))?;
    for package in LOCKED {
        let before = format!("name = \"{package}\"\nversion = \"");
        let rest = lock.split_once(before.as_str());
        let found = rest.and_then(|(_, rest)| rest.split_once('"'));
        all.push(Written {
            file: "Cargo.lock".to_owned(),
            before: format!("name = \"{package}\""),
            found: found.map(|(version, _)| version.to_owned()),
        });
    }
    Ok(all)
}

/// `date` knows the day. The standard library has no calendar.
fn today() -> Result<String> {
    let day = Plain::new("date", ["-u", "+%Y-%m-%d"]).ask();
    day.map(|day| day.trim().to_owned()).ok_or_else(|| {
        Failure::new("`date` does not tell the day").cure("make sure `date` is on PATH")
    })
}

fn lines(arguments: &[&str]) -> Option<Vec<String>> {
    let text = Plain::new("git", arguments).ask()?;
    Some(text.lines().map(str::to_owned).collect())
}

/// ` M path` or `?? path`, without the letters.
fn changed(line: &str) -> String {
    line.get(3..).unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn versions_are_found_where_they_are_written() {
        let root = std::env::temp_dir().join(format!("xtask-facts-{}", std::process::id()));
        fs::create_dir_all(root.join("wordpress")).expect("a folder");
        let write = |name: &str, text: &str| fs::write(root.join(name), text).expect("a file");
        write(
            "wordpress/latest-news.php",
            "<?php\n/**\n * Version:           1.2.3\n */\n",
        );
        write("wordpress/readme.txt", "=== Latest News ===\n");
        write(
            "Cargo.lock",
            "[[package]]\nname = \"latest-news\"\nversion = \"1.2.4\"\n\n\
             [[package]]\nname = \"publisher\"\nversion = \"1.2.5\"\n",
        );
        let found = written(&root).expect("versions");
        fs::remove_dir_all(&root).expect("removed");
        let found: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|it| (it.file.as_str(), it.before.as_str(), it.found.as_deref()))
            .collect();
        let lock = "Cargo.lock";
        assert_eq!(
            found,
            [
                ("wordpress/latest-news.php", "Version:", Some("1.2.3")),
                ("wordpress/readme.txt", "Stable tag:", None),
                (lock, "name = \"latest-news\"", Some("1.2.4")),
                (lock, "name = \"latest-news-core\"", None),
                (lock, "name = \"latest-news-doctor\"", None),
                (lock, "name = \"publisher\"", Some("1.2.5")),
            ]
        );
    }

    #[test]
    fn every_place_of_the_project_has_its_version() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        let version = Versions::read().expect("versions").widget;
        let found = written(Path::new(".")).expect("versions");
        let is_same = |it: &Written| it.found.as_ref() == Some(&version);
        assert!(found.iter().all(is_same), "{found:#?}");
    }

    #[test]
    fn changes_are_named_without_their_letters() {
        assert_eq!(changed(" M src/lib.rs"), "src/lib.rs");
        assert_eq!(changed("?? new"), "new");
    }
}
