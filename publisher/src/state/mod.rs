//! The data that is kept between two runs: the last good copy of every feed, finished pictures, and
//! a record of written files. Each file is replaced as a whole. A damaged file counts as missing.

mod copies;
mod lock;
mod records;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

pub use copies::{Copies, FeedCopy, Fetched};
pub use lock::{Lock, Locked};
pub use records::{Records, keep_note};

/// The end of the name of a file that is not yet in its place.
const UNFINISHED: &str = ".new";
static TURN: AtomicU64 = AtomicU64::new(0);

/// Writes a file so that readers find either all of the old content or all of the new.
pub fn replace(path: &Path, bytes: &[u8], durable: bool) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Two that make the same file, such as two addresses of one picture, must not meet on the way.
    let (process, turn) = (std::process::id(), TURN.fetch_add(1, Ordering::Relaxed));
    let beside = folder.join(format!(".{name}.{process}-{turn}{UNFINISHED}"));
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

    /// Removes what a run that was killed left half written. Only for whoever holds the lock.
    pub fn clear_up(&self) {
        let folders = [
            self.folder.clone(),
            self.folder.join("feeds"),
            self.pictures(),
        ];
        for entry in folders
            .iter()
            .flat_map(std::fs::read_dir)
            .flatten()
            .flatten()
        {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && name.ends_with(UNFINISHED) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_may_write_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pictures/a.avif");
        std::thread::scope(|scope| {
            let write = |letter: u8| {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..50 {
                        replace(path, &vec![letter; 100_000], false).unwrap();
                    }
                })
            };
            let writers: Vec<_> = (b'a'..b'e').map(write).collect();
            for writer in writers {
                writer.join().unwrap();
            }
        });
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(bytes.len(), 100_000);
        assert!(bytes.iter().all(|byte| *byte == bytes[0]), "of one writer");
        let files = std::fs::read_dir(folder.path().join("pictures")).unwrap();
        assert_eq!(files.count(), 1, "nothing is left over");
    }

    #[test]
    fn what_a_killed_run_left_half_written_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let state = State {
            folder: folder.path().to_owned(),
        };
        for path in [
            "feeds/.a.json.7-1.new",
            "pictures/.b.avif.7-2.new",
            "pictures/b.avif",
        ] {
            replace(&folder.path().join(path), b"half", false).unwrap();
        }
        state.clear_up();
        let left = |inside: &str| {
            std::fs::read_dir(folder.path().join(inside))
                .unwrap()
                .count()
        };
        assert_eq!((left("feeds"), left("pictures")), (0, 1));
    }
}
