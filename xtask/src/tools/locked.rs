//! npm packages from a lock file, in the cache.

use std::fs;
use std::path::{Path, PathBuf};

use super::cache;
use crate::failure::Result;
use crate::release::short_hash;
use crate::shell::{Plain, cannot, read};

/// `node_modules` from the lock file of the project in `sources`. Its folder in the cache is named by `name`
/// and the hash of that file.
pub fn packages(name: &str, sources: &str) -> Result<PathBuf> {
    let lock = read(Path::new(sources).join("package-lock.json"))?;
    let place = format!("{name}-{}", short_hash(lock.as_bytes()));
    let place = cache::folder()?.join(place);
    let modules = place.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    println!("the npm packages of the {name} are missing: fetching them from the npm registry");
    cache::fill(&place, |partial| {
        for file in ["package.json", "package-lock.json"] {
            let from = Path::new(sources).join(file);
            fs::copy(&from, partial.join(file)).map_err(|error| cannot("copy", &from, &error))?;
        }
        // npm checks each package against its hash in the lock file, and runs none of its scripts.
        Plain::new(
            "npm",
            [
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--silent",
            ],
        )
        .arg("--prefix")
        .arg(partial)
        .run()
        .map_err(|failure| {
            failure.cure("install Node.js with npm, and check that npm reaches its registry")
        })
    })?;
    Ok(modules)
}
