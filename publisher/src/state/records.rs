//! Records which files were written, and to which place. Files that nothing names any more are
//! removed when no cached page can request them. Unchanged files are not sent again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{replace, short_hash};

/// In milliseconds: how long a file stays after it was last named, because caches and pages may
/// still name it.
const KEPT: i64 = 30 * 86_400_000;

/// The record for one place.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Records {
    #[serde(skip)]
    path: PathBuf,
    files: BTreeMap<String, Record>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    hash: String,
    /// When a run last wrote or kept it, in milliseconds since 1970.
    named: i64,
}

impl Records {
    pub fn load(folder: &Path, out: &str) -> Records {
        let path = folder.join(format!("written-{}.json", short_hash(out.as_bytes())));
        let read = std::fs::read(&path).ok();
        let files = read.and_then(|bytes| serde_json::from_slice::<Records>(&bytes).ok());
        Records {
            path,
            files: files.unwrap_or_default().files,
        }
    }

    /// Whether a file has been written before.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file has been written with these contents.
    pub fn holds(&self, path: &str, hash: &str) -> bool {
        self.files
            .get(path)
            .is_some_and(|record| record.hash == hash)
    }

    pub fn note(&mut self, path: &str, hash: String, now: i64) {
        self.files
            .insert(path.to_owned(), Record { hash, named: now });
    }

    /// Marks every file as named, because an edition that is kept may need any of them.
    pub fn keep_all(&mut self, now: i64) {
        for record in self.files.values_mut() {
            record.named = now;
        }
    }

    /// Files that no run has named for long enough.
    pub fn outdated(&self, now: i64) -> Vec<String> {
        let old = self
            .files
            .iter()
            .filter(|(_, record)| now - record.named > KEPT);
        old.map(|(path, _)| path.clone()).collect()
    }

    pub fn forget(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// The file that holds them.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn save(&self) -> std::io::Result<()> {
        replace(&self.path, &serde_json::to_vec(self)?, false)
    }
}

/// Writes the file that keeps version control away from the folder.
pub fn keep_note(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(".gitignore");
    if path.exists() {
        return Ok(());
    }
    replace(
        &path,
        b"# Copies of feeds and pictures, made by latest-news.\n*\n",
        false,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_outdated_a_month_after_they_were_last_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut records = Records::load(folder.path(), "out");
        records.note("pictures/a.avif", "1".to_owned(), 0);
        records.note("news.json", "2".to_owned(), KEPT);
        records.save().unwrap();
        let records = Records::load(folder.path(), "out");
        assert!(records.holds("pictures/a.avif", "1"));
        assert!(!records.holds("pictures/a.avif", "2"));
        assert_eq!(records.outdated(KEPT), [""; 0]);
        assert_eq!(records.outdated(KEPT + 1), ["pictures/a.avif"]);
        assert!(!Records::load(folder.path(), "other").holds("news.json", "2"));
    }
}
