//! Tools that are not Rust dependencies. They are taken from the user's cache folder, or installed
//! there. Tools that cargo installs are also used from PATH if they have the right version. Nothing
//! is installed into the project.

mod browsers;
mod cache;
mod cargo;
mod frameworks;
mod locked;
mod npm;
mod rust;
mod trunk;

pub use browsers::{Browsers, CHROMIUM};
pub use locked::packages as locked_packages;
pub use rust::{compiler, components, standard_library_source, sysroot, wasm_target};
pub use trunk::{Trunk, link_for_plain_trunk};

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::shell::{Plain, is_program, on_path};
use crate::versions::Versions;

/// An installed program, in the version that the project names.
#[derive(Clone, Debug)]
pub struct Tool {
    pub program: PathBuf,
    /// Whether it can be run by its name. Otherwise its folder must be added to PATH.
    pub on_path: bool,
}

impl Tool {
    pub fn folder(&self) -> Option<PathBuf> {
        let folder = self.program.parent().map(Path::to_owned);
        folder.filter(|_| !self.on_path)
    }
}

/// The folders of the tools that are not on PATH.
pub fn folders<'a>(tools: impl IntoIterator<Item = &'a Tool>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = tools.into_iter().filter_map(Tool::folder).collect();
    folders.dedup();
    folders
}

pub fn trunk(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "trunk",
        version: &versions.trunk,
        programs: &["trunk"],
        options: &[],
    })
}

/// The CLI and the test runner. Both must have exactly the crate's version.
pub fn wasm_bindgen(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "wasm-bindgen-cli",
        version: &versions.wasm_bindgen,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        options: &[],
    })
}

pub fn geckodriver(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "geckodriver",
        version: &versions.geckodriver,
        programs: &["geckodriver"],
        options: &[],
    })
}

// esbuild and binaryen write the code that partners run, so they are always the packages pinned by
// hash. A program on PATH with the same version number could be something else.

pub fn wasm_opt(versions: &Versions) -> Result<Tool> {
    binaryen("wasm-opt", versions)
}

/// Removes from a wasm file what the given exports do not reach.
pub fn wasm_metadce(versions: &Versions) -> Result<Tool> {
    binaryen("wasm-metadce", versions)
}

/// The npm package of binaryen contains programs that run on Node.
fn binaryen(name: &str, versions: &Versions) -> Result<Tool> {
    let version = format!("{}.0.0", versions.wasm_opt);
    let package = npm::unpack("binaryen", "binaryen", &versions.npm, &version)?;
    Ok(Tool {
        program: package.join("bin").join(name),
        on_path: false,
    })
}

pub fn esbuild(versions: &Versions) -> Result<Tool> {
    let name = npm::esbuild_package();
    let package = npm::unpack("esbuild", &name, &versions.npm, &versions.esbuild)?;
    Ok(Tool {
        program: package.join("bin/esbuild"),
        on_path: false,
    })
}

/// The path of axe-core's script.
pub fn axe_core(versions: &Versions) -> Result<PathBuf> {
    let package = npm::unpack("axe-core", "axe-core", &versions.npm, &versions.axe_core)?;
    Ok(package.join("axe.min.js"))
}

/// TypeScript's compiler, which runs on Node. It checks the loader but does not compile it.
pub fn typescript(versions: &Versions) -> Result<PathBuf> {
    let package = npm::unpack(
        "typescript",
        "typescript",
        &versions.npm,
        &versions.typescript,
    )?;
    Ok(package.join("lib/tsc.js"))
}

/// cargo's command `cargo deny`.
pub fn cargo_deny(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "cargo-deny",
        version: &versions.cargo_deny,
        programs: &["cargo-deny"],
        options: &[],
    })
}

/// Makes the pages of the documentation.
pub fn mdbook(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "mdbook",
        version: &versions.mdbook,
        programs: &["mdbook"],
        options: &["--no-default-features", "--features", "search"],
    })
}

/// The folder of the bundles for the tests' pages with frameworks.
pub fn frameworks(versions: &Versions) -> Result<PathBuf> {
    frameworks::bundle(&esbuild(versions)?)
}

/// Programs on PATH with exactly this version.
fn prebuilt(programs: &[&str], version: &str) -> Option<Tool> {
    let mut first = None;
    for name in programs {
        let program = on_path(&[name])?;
        if !has_version(&program, version) {
            return None;
        }
        first.get_or_insert(program);
    }
    first.map(|program| Tool {
        program,
        on_path: true,
    })
}

fn has_version(program: &Path, version: &str) -> bool {
    is_program(program)
        && Plain::new(program, ["--version"])
            .ask()
            .is_some_and(|text| names_version(&text, version))
}

/// Whether the first line of the output of `--version` contains this version as a word.
fn names_version(text: &str, version: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let mut words = first.split_whitespace();
    words.any(|word| word.strip_prefix('v').unwrap_or(word) == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_whole_words() {
        #[track_caller]
        fn check(text: &str, version: &str, expected: bool) {
            assert_eq!(names_version(text, version), expected, "{text:?} {version}");
        }
        check("trunk 0.21.14\n", "0.21.14", true);
        check("trunk 0.21.14\n", "0.21.1", false);
        check("mdbook v0.5.4\n", "0.5.4", true);
        check("wasm-opt version 132 (version_132)\n", "132", true);
        check("geckodriver 0.37.1 ( 2026)\n\nmore 0.36.0", "0.36.0", false);
        check("", "1.0.0", false);
    }
}
