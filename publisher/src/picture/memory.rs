//! The result for each picture, by its address and the wanted widths.

use std::path::{Path, PathBuf};

use http_cache_semantics::CachePolicy;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Picture, PictureError, Rendition};
use crate::state::{replace, short_hash};

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
            recipe: format!("1 {widths:?}"),
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

    fn path(&self, address: &Url) -> PathBuf {
        let key = short_hash(format!("{}\n{address}", self.recipe).as_bytes());
        self.folder.join(format!("{key}.json"))
    }
}
