//! The result for each picture, by its address and the wanted widths.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use http_cache_semantics::CachePolicy;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Picture, PictureError, Rendition};
use crate::state::{replace, short_hash};

/// Milliseconds that what no edition names is remembered.
const KEPT: i64 = 31 * 86_400_000;

pub struct Memory {
    folder: PathBuf,
    /// Every setting that changes the result for a picture.
    recipe: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remembered {
    /// When its server was last asked, in milliseconds since 1970.
    pub checked: i64,
    pub policy: Option<CachePolicy>,
    /// The files made from it, none if it is used as it is. Or why that failed.
    pub result: Result<Vec<Rendition>, String>,
}

impl Remembered {
    pub fn picture(&self) -> Result<Picture, PictureError> {
        match &self.result {
            Ok(renditions) if renditions.is_empty() => Ok(Picture::Own),
            Ok(renditions) => Ok(Picture::Made(renditions.clone())),
            Err(why) => Err(PictureError::Work(super::WorkError::Before(why.clone()))),
        }
    }
}

impl Memory {
    pub fn new(folder: &Path, widths: &[u32]) -> Memory {
        Memory {
            folder: folder.to_owned(),
            recipe: format!("2 {widths:?}"),
        }
    }

    /// The known result for a picture, if its files still exist.
    pub fn recall(&self, address: &Url) -> Option<Remembered> {
        let bytes = std::fs::read(self.path(address)).ok()?;
        let known: Remembered = serde_json::from_slice(&bytes).ok()?;
        let mut files = known.result.iter().flatten();
        files
            .all(|it| self.folder.join(&it.file).is_file())
            .then_some(known)
    }

    pub fn keep(&self, address: &Url, known: &Remembered) -> std::io::Result<()> {
        replace(&self.path(address), &serde_json::to_vec(known)?, false)
    }

    /// Forgets pictures that no edition has named for a month, and removes the files that only they had.
    pub fn clear<'a>(&self, named: impl Iterator<Item = &'a Url>, now: i64) {
        let named: HashSet<PathBuf> = named.map(|address| self.path(address)).collect();
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let paths = entries.flatten().map(|entry| entry.path());
        let (notes, files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.partition(|path| path.extension().is_some_and(|kind| kind == "json"));
        let mut used = HashSet::new();
        for note in notes {
            let bytes = std::fs::read(&note).unwrap_or_default();
            match serde_json::from_slice::<Remembered>(&bytes) {
                Ok(known) if named.contains(&note) || now - known.checked < KEPT => {
                    used.extend(known.result.into_iter().flatten().map(|it| it.file));
                }
                // What cannot be removed is tried again.
                _ => drop(std::fs::remove_file(&note)),
            }
        }
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if !used.contains(&*name) {
                let _ = std::fs::remove_file(&file);
            }
        }
    }

    fn path(&self, address: &Url) -> PathBuf {
        let key = short_hash(format!("{}\n{address}", self.recipe).as_bytes());
        self.folder.join(format!("{key}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_names_is_forgotten_after_a_month() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::new(folder.path(), &[320]);
        let url = |name: &str| Url::parse(&format!("https://news.example/{name}.jpg")).unwrap();
        let keep = |name: &str, files: &[&str], checked: i64| {
            let made = files.iter().map(|file| {
                std::fs::write(folder.path().join(file), "picture").unwrap();
                Rendition {
                    file: (*file).to_owned(),
                    width: 320,
                    height: 180,
                }
            });
            let known = Remembered {
                checked,
                policy: None,
                result: Ok(made.collect()),
            };
            memory.keep(&url(name), &known).unwrap();
        };
        keep("named", &["1.avif"], 0);
        keep("recent", &["2.avif"], KEPT);
        keep("old", &["2.avif", "3.avif"], 0);
        memory.clear([url("named")].iter(), KEPT + 1);
        for (name, known) in [("named", true), ("recent", true), ("old", false)] {
            assert_eq!(memory.recall(&url(name)).is_some(), known, "{name}");
        }
        for (file, there) in [("1.avif", true), ("2.avif", true), ("3.avif", false)] {
            assert_eq!(folder.path().join(file).exists(), there, "{file}");
        }
    }
}
