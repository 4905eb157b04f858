//! `cargo xtask interface`: writes every list of the public interface from its one description.
//!
//! A target is a whole file, or the part between two marks in a file that people write. The same
//! function writes a target and checks whether it is current, so the lists cannot differ from the
//! description.

mod catalogue;
mod core;
pub mod description;
mod documents;
mod loader;
mod wordpress;

use std::fs;

use crate::failure::{Failure, Result};
use crate::shell::{cannot, heading, read};
use description::{Description, FILE};

/// A file and its expected content.
struct Target {
    path: &'static str,
    text: String,
}

pub fn run() -> Result<()> {
    heading("the interface");
    for Target { path, text } in stale()? {
        fs::write(path, text).map_err(|error| cannot("write", path.as_ref(), &error))?;
        println!("wrote {path}");
    }
    println!("every list agrees with {FILE}");
    Ok(())
}

/// Fails if a list differs from the description.
pub fn check() -> Result<()> {
    let stale: Vec<&str> = stale()?.iter().map(|target| target.path).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let stale = stale.join(", ");
    Err(Failure::new(format!("not up to date with {FILE}: {stale}")).cure("cargo xtask interface"))
}

/// The targets whose content is out of date.
fn stale() -> Result<Vec<Target>> {
    let description = Description::read()?;
    let mut targets = vec![
        Target {
            path: core::FILE,
            text: core::write(&description),
        },
        Target {
            path: catalogue::FILE,
            text: catalogue::write(&description),
        },
        Target {
            path: loader::FILE,
            text: loader::write(&description),
        },
        Target {
            path: wordpress::FILE,
            text: wordpress::write(&description),
        },
    ];
    for path in documents::FILES {
        targets.push(Target {
            path,
            text: documents::write(path, &read(path)?, &description)?,
        });
    }
    targets.retain(|target| read(target.path).ok().as_ref() != Some(&target.text));
    Ok(targets)
}

/// The first lines of a file that is written here.
fn notice(comment: &str) -> String {
    format!("{comment} Written by `cargo xtask interface` from {FILE}. Change that file instead.\n")
}

/// The name of an enum variant, for `start-rotation` for example.
pub fn pascal_case(name: &str) -> String {
    name.split(['-', '_'])
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}

/// The name of a constant, for `image-ratio` for example.
fn constant_case(name: &str) -> String {
    name.replace('-', "_").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_interface_is_current() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn words_are_cased() {
        assert_eq!(pascal_case("start-rotation"), "StartRotation");
        assert_eq!(pascal_case("_blank"), "Blank");
        assert_eq!(constant_case("image-ratio"), "IMAGE_RATIO");
    }
}
