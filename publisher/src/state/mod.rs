//! The data that is kept between two runs: the last good copy of every feed, finished pictures, and
//! a record of written files. Each file is replaced as a whole. A damaged file counts as missing.

mod copies;
mod lock;
mod records;

use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

pub use copies::{Copies, FeedCopy, Fetched};
pub use lock::{Lock, Locked};
pub use records::{Records, keep_note};

/// Writes a file so that readers find either all of the old content or all of the new.
pub fn replace(path: &Path, bytes: &[u8], durable: bool) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.new"));
    let written = write(&beside, bytes, durable).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn write(path: &Path, bytes: &[u8], durable: bool) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    if durable {
        // Without this, a power failure may keep the name but lose the contents.
        file.sync_data()?;
    }
    Ok(())
}

/// The beginning of a hash as letters and digits, long enough to be unique.
pub fn short_hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(12)
        .fold(String::new(), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The folder for each kind of data.
#[derive(Clone, Debug)]
pub struct State {
    pub folder: PathBuf,
}

impl State {
    pub fn copies(&self) -> Copies {
        Copies::new(self.folder.join("feeds"))
    }

    pub fn pictures(&self) -> PathBuf {
        self.folder.join("pictures")
    }
}
