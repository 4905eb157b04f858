//! Tools out of npm packages: the package as published, unpacked, without its install scripts.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::PathBuf;

use super::cache;
use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot};

/// The unpacked package's folder. `tool` names it in the cache.
pub fn unpack(tool: &str, package: &str, version: &str) -> Result<PathBuf> {
    let place = cache::folder()?.join(format!("{tool}-{version}"));
    let unpacked = place.join("package");
    if unpacked.join("package.json").is_file() {
        return Ok(unpacked);
    }
    println!("{tool} {version} is not here: fetching it from the npm registry");
    cache::fill(&place, |partial| {
        // npm checks the package against the registry's hash.
        let wanted = format!("{package}@{version}");
        Plain::new("npm", ["pack", "--silent", &wanted, "--pack-destination"])
            .arg(partial)
            .run()
            .map_err(|failure| {
                failure.cure("install Node.js with npm, and check that npm reaches its registry")
            })?;
        let archive = fs::read_dir(partial)
            .map_err(|error| cannot("read", partial, &error))?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|end| end == "tgz"))
            .ok_or_else(|| Failure::new(format!("npm pack {wanted} left no archive")))?;
        Plain::new("tar", ["-xzf"])
            .arg(&archive)
            .arg("-C")
            .arg(partial)
            .run()?;
        fs::remove_file(&archive).map_err(|error| cannot("remove", &archive, &error))
    })?;
    Ok(unpacked)
}

/// esbuild's program lies in a package of its own for each system.
pub fn esbuild_package() -> String {
    let system = match OS {
        "macos" => "darwin",
        other => other,
    };
    let processor = match ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    format!("@esbuild/{system}-{processor}")
}
