//! The version of each tool, read from the one place where it is written.

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
}

impl Versions {
    pub fn read() -> Result<Self> {
        let manifest = read("Cargo.toml")?;
        let trunk = read("Trunk.toml")?;
        let lock = read("Cargo.lock")?;
        let tool = |key| value("Cargo.toml", &manifest, "workspace.metadata.tools", key);
        let wasm_opt = value("Trunk.toml", &trunk, "tools", "wasm_opt")?;
        Ok(Self {
            widget: value("Cargo.toml", &manifest, "workspace.package", "version")?,
            trunk: exact(value("Trunk.toml", &trunk, "", "trunk-version")?),
            wasm_opt: wasm_opt.trim_start_matches("version_").to_owned(),
            wasm_bindgen: locked(&lock, "wasm-bindgen")?,
            geckodriver: tool("geckodriver")?,
            axe_core: tool("axe-core")?,
            esbuild: tool("esbuild")?,
        })
    }
}

fn exact(requirement: String) -> String {
    requirement.trim_start_matches(['=', ' ']).to_owned()
}

/// `key = "value"` of a TOML section ("" is what stands before the first one).
fn value(file: &str, text: &str, section: &str, key: &str) -> Result<String> {
    let mut here = "";
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            here = name.trim_end_matches(']');
        } else if here == section
            && let Some((left, right)) = line.split_once('=')
            && left.trim() == key
            && let Some(quoted) = right.trim().strip_prefix('"')
            && let Some((value, _)) = quoted.split_once('"')
        {
            return Ok(value.to_owned());
        }
    }
    let place = match section {
        "" => format!("at the top of {file}"),
        _ => format!("under [{section}] in {file}"),
    };
    Err(Failure::new(format!("no `{key} = \"…\"` {place}")))
}

/// A package's version in Cargo.lock.
fn locked(lock: &str, package: &str) -> Result<String> {
    let name = format!("name = \"{package}\"");
    let block = lock
        .split("[[package]]")
        .find(|block| block.lines().any(|line| line == name));
    match block {
        Some(block) => value("Cargo.lock", block, "", "version"),
        None => Err(Failure::new(format!("no {package} in Cargo.lock"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: &str =
        "trunk-version = \"=0.21.14\" # why\n\n[tools]\nwasm_opt = \"version_132\"\n";
    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\n\
        version = \"0.4.79\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";

    #[test]
    fn a_value_is_found_in_its_section_only() {
        let top = value("Trunk.toml", TRUNK, "", "trunk-version").map(exact);
        assert_eq!(top, Ok("0.21.14".to_owned()));
        let tool = value("Trunk.toml", TRUNK, "tools", "wasm_opt");
        assert_eq!(tool, Ok("version_132".to_owned()));
        assert_eq!(
            value("Trunk.toml", TRUNK, "", "wasm_opt"),
            Err(Failure::new(
                "no `wasm_opt = \"…\"` at the top of Trunk.toml"
            ))
        );
        assert_eq!(
            value("Trunk.toml", TRUNK, "tools", "sass"),
            Err(Failure::new(
                "no `sass = \"…\"` under [tools] in Trunk.toml"
            ))
        );
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
        assert_eq!(versions.widget, env_version());
    }

    fn env_version() -> String {
        let manifest = std::fs::read_to_string("Cargo.toml").expect("Cargo.toml");
        let package = manifest
            .split("[workspace.package]")
            .nth(1)
            .expect("[workspace.package]");
        let line = package.lines().find(|line| line.starts_with("version"));
        let line = line.expect("a version");
        line.split('"').nth(1).expect("a quoted version").to_owned()
    }
}
