//! The user's cache folder. It has one folder for each tool and version, either complete or absent.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::{env, process};

use crate::failure::{Failure, Result};
use crate::shell::cannot;

/// `${XDG_CACHE_HOME:-~/.cache}/latest-news`
pub fn folder() -> Result<PathBuf> {
    Ok(user_caches()?.join("latest-news"))
}

/// The folder in which programs keep their caches.
pub fn user_caches() -> Result<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let caches = named.filter(|path| path.is_absolute()).or_else(home);
    caches.ok_or_else(|| {
        Failure::new("there is no cache folder: neither XDG_CACHE_HOME nor HOME is set")
            .cure("export HOME=/a/folder/of/yours")
    })
}

/// Fills `place`, a folder of the cache, unless it exists. Files are first written to a folder
/// beside it, which is renamed at the end. So an interrupted installation leaves nothing that looks
/// complete. Only one installation runs at a time on a machine.
pub fn fill(place: &Path, install: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let parent = place.parent().unwrap_or(place);
    fs::create_dir_all(parent).map_err(|error| cannot("create", parent, &error))?;
    let _lock = lock(&parent.join("lock"))?;
    if place.exists() {
        return Ok(());
    }
    let partial = parent.join(format!(".partial-{}", process::id()));
    clear_partials(parent);
    fs::create_dir_all(&partial).map_err(|error| cannot("create", &partial, &error))?;
    let installed = install(&partial)
        .and_then(|()| fs::rename(&partial, place).map_err(|e| cannot("create", place, &e)));
    if installed.is_err() {
        // The failure is reported. If the folder cannot be removed now, the next installation
        // removes it.
        let _ = fs::remove_dir_all(&partial);
    }
    installed
}

/// Removes the remains of interrupted installations. Nobody else installs while we hold the lock.
fn clear_partials(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(".partial-") {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).map_err(|error| cannot("create", path, &error))?;
    if file.try_lock().is_err() {
        println!("waiting for another installation to end …");
        file.lock().map_err(|error| cannot("lock", path, &error))?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-cache-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_failed_installation_leaves_nothing() {
        let cache = empty("failed");
        let place = cache.join("tool-1.0.0");
        let result = fill(&place, |partial| {
            fs::write(partial.join("half"), "").expect("a file");
            Err(Failure::new("interrupted"))
        });
        assert_eq!(result, Err(Failure::new("interrupted")));
        let left: Vec<_> = fs::read_dir(&cache)
            .expect("the cache")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, ["lock"]);
        fs::remove_dir_all(&cache).expect("removed");
    }

    #[test]
    fn what_is_there_is_not_installed_again() {
        let cache = empty("again");
        let place = cache.join("tool-1.0.0");
        let mut runs = 0;
        for _ in 0..2 {
            let result = fill(&place, |partial| {
                runs += 1;
                fs::write(partial.join("tool"), "").map_err(|e| cannot("write", partial, &e))
            });
            assert_eq!(result, Ok(()));
        }
        assert_eq!(runs, 1);
        assert!(place.join("tool").is_file());
        fs::remove_dir_all(&cache).expect("removed");
    }
}
