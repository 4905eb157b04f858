//! Allows one run at a time. The operating system holds the lock, so a run that is killed leaves
//! none behind.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The lock is held for the lifetime of this value.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Locked {
    /// Another run holds it.
    ByAnother,
    Impossible(std::io::Error),
}

impl Lock {
    pub fn take(folder: &Path) -> Result<Lock, Locked> {
        std::fs::create_dir_all(folder).map_err(Locked::Impossible)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(Locked::Impossible)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Locked::ByAnother),
            Err(TryLockError::Error(error)) => Err(Locked::Impossible(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(Locked::ByAnother)));
        drop(first);
        assert!(Lock::take(folder.path()).is_ok());
    }
}
