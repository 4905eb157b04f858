//! Makes plain `trunk serve` work after `cargo xtask serve`.
//!
//! Trunk looks for wasm-bindgen and wasm-opt on PATH and then in its own cache, by version. Links
//! in that cache change nothing for other projects. Trunk itself is linked beside cargo, unless
//! there is another trunk.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{Tool, cache};
use crate::failure::Result;
use crate::shell::{cannot, on_path};
use crate::versions::Versions;

pub struct Trunk<'a> {
    pub trunk: &'a Tool,
    pub wasm_bindgen: &'a Tool,
    pub wasm_opt: &'a Tool,
}

/// Links what is missing. Returns what a person still has to do, if anything.
pub fn link_for_plain_trunk(tools: &Trunk<'_>, versions: &Versions) -> Result<Option<String>> {
    let own = own_cache()?;
    link_tool(
        tools.wasm_bindgen,
        &own.join(format!("wasm-bindgen-{}", versions.wasm_bindgen))
            .join("wasm-bindgen"),
    )?;
    let folder = own.join(format!("wasm-opt-version_{}", versions.wasm_opt));
    link_tool(tools.wasm_opt, &folder.join("bin/wasm-opt"))?;
    if tools.trunk.on_path {
        return Ok(None);
    }
    let beside_cargo = cargo_bin()?.join("trunk");
    if is_ours(&beside_cargo)? || fs::symlink_metadata(&beside_cargo).is_err() {
        link(&tools.trunk.program, &beside_cargo)?;
    }
    let folder = tools.trunk.folder().unwrap_or_default();
    let export = format!("export PATH=\"{}:$PATH\"", folder.display());
    Ok(match on_path(&["trunk"]) {
        Some(found) if is_ours(&found)? => None,
        Some(found) => Some(format!(
            "for plain `trunk serve`, put trunk {} before {}:\n{export}",
            versions.trunk,
            found.display()
        )),
        None => Some(format!("for plain `trunk serve`:\n{export}")),
    })
}

fn link_tool(tool: &Tool, place: &Path) -> Result<()> {
    // Trunk finds tools on PATH. A tool that Trunk downloaded is as good as ours.
    if tool.on_path || (place.exists() && !is_ours(place)?) {
        return Ok(());
    }
    link(&tool.program, place)
}

fn link(program: &Path, place: &Path) -> Result<()> {
    if fs::read_link(place).is_ok_and(|target| target == program) {
        return Ok(());
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    }
    // A link to another version of ours, or to a file that no longer exists.
    let _ = fs::remove_file(place);
    symlink(program, place).map_err(|error| cannot("create", place, &error))?;
    println!("linked {} -> {}", place.display(), program.display());
    Ok(())
}

fn is_ours(place: &Path) -> Result<bool> {
    let cache = cache::folder()?;
    Ok(fs::read_link(place).is_ok_and(|target| target.starts_with(&cache)))
}

/// The folder in which Trunk keeps downloaded tools.
fn own_cache() -> Result<PathBuf> {
    if cfg!(target_os = "macos") {
        let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        return Ok(home.join("Library/Caches/dev.trunkrs.trunk"));
    }
    Ok(cache::user_caches()?.join("trunk"))
}

fn cargo_bin() -> Result<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    Ok(named.unwrap_or_else(|| home.join(".cargo")).join("bin"))
}
