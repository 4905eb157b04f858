//! Tools that are not Rust dependencies: in the user's cache folder, else installed there. Those that
//! cargo installs are also used from PATH in the right version. Never installed into the project.

mod browsers;
mod cache;
mod cargo;
mod frameworks;
mod npm;
mod rust;
mod trunk;

pub use browsers::Browsers;
pub use rust::{compiler, components, standard_library_source, sysroot, wasm_target};
pub use trunk::{Trunk, link_for_plain_trunk};

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::shell::{Plain, is_program, on_path};
use crate::versions::Versions;

/// A program that is there, in the version the project names.
#[derive(Clone, Debug)]
pub struct Tool {
    pub program: PathBuf,
    /// Whether typing its name runs it; otherwise its folder must be put on PATH.
    pub on_path: bool,
}

impl Tool {
    pub fn folder(&self) -> Option<PathBuf> {
        let folder = self.program.parent().map(Path::to_owned);
        folder.filter(|_| !self.on_path)
    }
}

/// The folders of those tools that PATH does not have.
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
    })
}

/// The CLI and the test runner; both must match the crate's version exactly.
pub fn wasm_bindgen(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "wasm-bindgen-cli",
        version: &versions.wasm_bindgen,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    })
}

pub fn geckodriver(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "geckodriver",
        version: &versions.geckodriver,
        programs: &["geckodriver"],
    })
}

// esbuild and binaryen write what partners run, so they are always the packages pinned by hash:
// a program on PATH that calls itself the same version may be anything.

pub fn wasm_opt(versions: &Versions) -> Result<Tool> {
    binaryen("wasm-opt", versions)
}

/// Takes out of a wasm file what the given exports do not reach.
pub fn wasm_metadce(versions: &Versions) -> Result<Tool> {
    binaryen("wasm-metadce", versions)
}

/// The npm package of binaryen carries programs that run on Node.
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

/// TypeScript's compiler, which runs on Node; the loader is checked by it, not compiled.
pub fn typescript(versions: &Versions) -> Result<PathBuf> {
    let package = npm::unpack(
        "typescript",
        "typescript",
        &versions.npm,
        &versions.typescript,
    )?;
    Ok(package.join("lib/tsc.js"))
}

/// cargo's own command `cargo deny`, by its program.
pub fn cargo_deny(versions: &Versions) -> Result<Tool> {
    cargo::install(&cargo::Package {
        name: "cargo-deny",
        version: &versions.cargo_deny,
        programs: &["cargo-deny"],
    })
}

/// The folder of the bundles that the tests' pages with frameworks load.
pub fn frameworks(versions: &Versions) -> Result<PathBuf> {
    frameworks::bundle(&esbuild(versions)?)
}

/// Programs on PATH of exactly this version.
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

/// Whether `--version` printed this version as a word of its first line.
fn names_version(text: &str, version: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.split_whitespace().any(|word| word == version)
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
        check("wasm-opt version 132 (version_132)\n", "132", true);
        check("geckodriver 0.37.1 ( 2026)\n\nmore 0.36.0", "0.36.0", false);
        check("", "1.0.0", false);
    }
}
