//! The version of each tool, read from the only place where it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::{Failure, Result};
use crate::shell::read;

#[derive(Debug, PartialEq, Eq)]
pub struct Versions {
    pub widget: String,
    pub trunk: String,
    pub wasm_opt: String,
    pub wasm_bindgen: String,
    pub geckodriver: String,
    pub axe_core: String,
    pub esbuild: String,
    pub typescript: String,
    pub cargo_deny: String,
    pub mdbook: String,
    /// The compiler of releases.
    pub rust: String,
    pub npm: Npm,
}

/// The hashes of npm's packages, by name.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Npm(BTreeMap<String, String>);

impl Npm {
    pub fn integrity(&self, package: &str) -> Result<&str> {
        self.0.get(package).map(String::as_str).ok_or_else(|| {
            Failure::new(format!("there is no hash of {package} in Cargo.toml")).cure(
                "write the output of `npm view <package>@<version> dist.integrity` under \
                 [workspace.metadata.npm]",
            )
        })
    }
}

impl Versions {
    pub fn read() -> Result<Self> {
        let Manifest { workspace } = parsed("Cargo.toml", &read("Cargo.toml")?)?;
        let trunk: TrunkFile = parsed("Trunk.toml", &read("Trunk.toml")?)?;
        let Tools {
            geckodriver,
            axe_core,
            esbuild,
            typescript,
            cargo_deny,
            mdbook,
            rust,
        } = workspace.metadata.tools;
        Ok(Self {
            widget: workspace.package.version,
            trunk: exact(&trunk.trunk_version),
            wasm_opt: trunk.tools.wasm_opt.replace("version_", ""),
            wasm_bindgen: locked(&read("Cargo.lock")?, "wasm-bindgen")?,
            geckodriver,
            axe_core,
            esbuild,
            typescript,
            cargo_deny,
            mdbook,
            rust,
            npm: workspace.metadata.npm,
        })
    }
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    package: Package,
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Package {
    version: String,
}

#[derive(Deserialize)]
struct Metadata {
    tools: Tools,
    npm: Npm,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Tools {
    geckodriver: String,
    axe_core: String,
    esbuild: String,
    typescript: String,
    cargo_deny: String,
    mdbook: String,
    rust: String,
}

#[derive(Deserialize)]
struct TrunkFile {
    #[serde(rename = "trunk-version")]
    trunk_version: String,
    tools: TrunkTools,
}

#[derive(Deserialize)]
struct TrunkTools {
    wasm_opt: String,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

/// Parses a TOML file into one of the types above. An error names the file and what is missing.
pub fn parsed<T: DeserializeOwned>(file: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Failure::new(format!("{file}: {error}")))
}

fn exact(requirement: &str) -> String {
    requirement.trim_start_matches(['=', ' ']).to_owned()
}

/// The version of a package in Cargo.lock.
fn locked(lock: &str, package: &str) -> Result<String> {
    let lock: Lock = parsed("Cargo.lock", lock)?;
    let found = lock.package.into_iter().find(|one| one.name == package);
    found
        .map(|found| found.version)
        .ok_or_else(|| Failure::new(format!("no {package} in Cargo.lock")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\n\
        version = \"0.4.79\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";

    #[test]
    fn what_a_file_lacks_is_named_with_it() {
        let failure = parsed::<TrunkFile>("Trunk.toml", "[tools]\nwasm_opt = \"version_132\"\n");
        let text = failure.err().expect("a failure").to_string();
        assert!(text.starts_with("error: Trunk.toml: "), "{text}");
        assert!(text.contains("missing field `trunk-version`"), "{text}");
    }

    #[test]
    fn a_requirement_is_one_version() {
        assert_eq!(exact("=0.21.14"), "0.21.14");
    }

    #[test]
    fn a_locked_package_is_found_by_its_whole_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Ok("0.2.129".to_owned()));
        assert_eq!(
            locked(LOCK, "bindgen"),
            Err(Failure::new("no bindgen in Cargo.lock"))
        );
    }

    #[test]
    fn every_version_of_the_project_is_written_down() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        let versions = Versions::read().expect("all versions");
        let numeric = |text: &str| text.split('.').all(|part| part.parse::<u32>().is_ok());
        for version in [
            versions.widget,
            versions.trunk,
            versions.wasm_opt,
            versions.wasm_bindgen,
            versions.geckodriver,
            versions.axe_core,
            versions.esbuild,
            versions.typescript,
            versions.cargo_deny,
            versions.mdbook,
            versions.rust,
        ] {
            assert!(numeric(&version), "{version}");
        }
        for (package, integrity) in &versions.npm.0 {
            // 64 bytes in base64.
            assert!(integrity.starts_with("sha512-"), "{package}");
            assert_eq!(integrity.len(), "sha512-".len() + 88, "{package}");
        }
    }
}
