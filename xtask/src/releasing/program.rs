//! The publisher's command for this machine's target, with the release inside.
//!
//! Its bytes are not promised to be the same elsewhere: C compilers and linkers have a say.

use std::fs;
use std::path::Path;

use super::archive::{Archive, Kind};
use super::pack;
use crate::build;
use crate::failure::{Failure, Result};
use crate::release::notices;
use crate::shell::{Plain, cannot, heading};

/// A folder of its own, because the flags differ from those of other builds.
const TARGET: &str = "target/release-program";
const PROGRAM: &str = "latest-news";

/// Builds it. Fails if it does not have this version.
pub fn build(version: &str) -> Result<Vec<u8>> {
    heading("the publisher's command");
    Plain::new("cargo", ["build", "--locked", "--package", "publisher"])
        .args(["--bin", PROGRAM, "--profile", "publisher"])
        .env("RUSTFLAGS", build::hidden_paths()?)
        .env("CARGO_TARGET_DIR", TARGET)
        .run()?;
    let path = Path::new(TARGET).join("publisher").join(PROGRAM);
    let said = Plain::new(&path, ["--version"]).answer()?;
    check_version(&said, version)?;
    fs::read(&path).map_err(|error| cannot("read", &path, &error))
}

fn check_version(said: &str, version: &str) -> Result<()> {
    if said.trim() == format!("{PROGRAM} {version}") {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the program says {:?}, not version {version}",
        said.trim()
    ))
    .cure("use `version.workspace = true` in publisher/Cargo.toml"))
}

pub struct Parts<'a> {
    pub version: &'a str,
    pub target: &'a str,
    pub program: Vec<u8>,
    pub notices: &'a str,
}

pub fn packed(parts: Parts) -> Result<Archive> {
    let folder = format!("latest-news-{}-{}", parts.version, parts.target);
    let mut files = pack::licences()?;
    files.push((PROGRAM.to_owned(), parts.program));
    files.push((notices::FILE.to_owned(), parts.notices.as_bytes().to_vec()));
    files.sort();
    let name = format!("{folder}.tar.gz");
    Archive::tar(Kind::Program, name, &folder, &files, PROGRAM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_comes_with_all_licences() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        let archive = packed(Parts {
            version: "0.2.0",
            target: "riscv64gc-unknown-linux-gnu",
            program: b"program".to_vec(),
            notices: "licences of others",
        })
        .expect("an archive");
        assert_eq!(
            archive.name,
            "latest-news-0.2.0-riscv64gc-unknown-linux-gnu.tar.gz"
        );
        assert_eq!(archive.check("0.2.0"), Ok(4));
        let files = archive.files().expect("files");
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "LICENSE-APACHE",
                "LICENSE-MIT",
                "latest-news",
                "third-party-notices.txt"
            ]
        );
    }

    #[test]
    fn a_program_of_another_version_is_noticed() {
        assert_eq!(check_version("latest-news 0.2.0\n", "0.2.0"), Ok(()));
        let failure = check_version("latest-news 0.1.0\n", "0.2.0").expect_err("a failure");
        assert!(
            failure
                .to_string()
                .starts_with("error: the program says \"latest-news 0.1.0\", not version 0.2.0"),
            "{failure}"
        );
    }
}
