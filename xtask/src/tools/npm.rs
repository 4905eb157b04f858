//! Tools from npm packages. The package is unpacked as published, without install scripts, and only
//! if its archive has the hash in Cargo.toml.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};

use super::cache;
use crate::failure::{Failure, Result};
use crate::release::{integrity_sha512, short_hash};
use crate::shell::{Plain, cannot};
use crate::versions::Npm;

/// The folder of the unpacked package. In the cache its name is `tool` with the hash, so a package
/// that was unpacked for another hash is never used.
pub fn unpack(tool: &str, package: &str, npm: &Npm, version: &str) -> Result<PathBuf> {
    let integrity = npm.integrity(package)?;
    let pinned = short_hash(integrity.as_bytes());
    let place = cache::folder()?.join(format!("{tool}-{version}-{pinned}"));
    let unpacked = place.join("package");
    if unpacked.join("package.json").is_file() {
        return Ok(unpacked);
    }
    println!("{tool} {version} is missing: fetching it from the npm registry");
    cache::fill(&place, |partial| {
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
        check(&wanted, integrity, &archive)?;
        Plain::new("tar", ["-xzf"])
            .arg(&archive)
            .arg("-C")
            .arg(partial)
            .run()?;
        fs::remove_file(&archive).map_err(|error| cannot("remove", &archive, &error))
    })?;
    Ok(unpacked)
}

/// npm compares the archive with the registry's hash. This compares it with ours.
fn check(wanted: &str, integrity: &str, archive: &Path) -> Result<()> {
    let bytes = fs::read(archive).map_err(|error| cannot("read", archive, &error))?;
    let found = integrity_sha512(&bytes);
    if found == integrity {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{wanted} is not the package we know: its hash is {found}, not {integrity}"
    ))
    .cure(
        "do not use it. If the version was changed on purpose, compare the hash with \
         `npm view <package>@<version> dist.integrity` from another network, then write it in \
         Cargo.toml under [workspace.metadata.npm]",
    ))
}

/// The package that contains esbuild's program for this system.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_with_another_hash_is_refused() {
        let archive = std::env::temp_dir().join(format!("xtask-npm-{}.tgz", std::process::id()));
        fs::write(&archive, "an archive").expect("a file");
        let known = integrity_sha512(b"an archive");
        assert_eq!(check("tool@1.0.0", &known, &archive), Ok(()));
        fs::write(&archive, "another").expect("a file");
        let failure = check("tool@1.0.0", &known, &archive).expect_err("a failure");
        let text = failure.to_string();
        assert!(
            text.starts_with("error: tool@1.0.0 is not the package we know"),
            "{text}"
        );
        fs::remove_file(&archive).expect("removed");
    }
}
