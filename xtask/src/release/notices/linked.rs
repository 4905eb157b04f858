//! The packages whose code is linked into ours, as `cargo metadata` lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::shell::Plain;

#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Clone, Deserialize)]
pub struct Package {
    id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    /// `None` for a package of the same workspace: our own, or the library's.
    pub source: Option<String>,
    pub manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Clone, Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// `null` for linked code. `build` and `dev` are not linked.
#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

pub fn metadata(manifest: &Path, target: &str) -> Result<Metadata> {
    let plain = Plain::new("cargo", ["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", target, "--manifest-path"])
        .arg(manifest)
        // The standard library's manifest uses features of its own compiler.
        .env("RUSTC_BOOTSTRAP", "1");
    let text = plain.ask().ok_or_else(|| {
        Failure::new("cargo does not list what is linked")
            .cure(format!("see why:\n{}", plain.line()))
    })?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("cargo metadata: {error}")))
}

impl Metadata {
    /// The packages that are linked into these, without the packages themselves. Macros run at
    /// compile time, so none of their code is linked.
    pub fn linked(&self, roots: &[&str]) -> Vec<Package> {
        let packages: BTreeMap<&str, &Package> =
            self.packages.iter().map(|one| (&*one.id, one)).collect();
        let nodes: BTreeMap<&str, &Node> = self
            .resolve
            .nodes
            .iter()
            .map(|one| (&*one.id, one))
            .collect();
        let is_root = |package: &Package| roots.contains(&&*package.name);
        let mut left: Vec<&Package> = self.packages.iter().filter(|one| is_root(one)).collect();
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        while let Some(package) = left.pop() {
            if package.is_macro() || !seen.insert(&*package.id) {
                continue;
            }
            if !is_root(package) {
                found.push(package.clone());
            }
            let needs = nodes.get(&*package.id).map(|node| node.deps.as_slice());
            let linked = needs
                .unwrap_or_default()
                .iter()
                .filter(|one| one.is_linked());
            left.extend(linked.filter_map(|one| packages.get(&*one.pkg)));
        }
        found
    }
}

impl Dependency {
    fn is_linked(&self) -> bool {
        self.dep_kinds.iter().any(|kind| kind.kind.is_none())
    }
}

impl Package {
    fn is_macro(&self) -> bool {
        let mut kinds = self.targets.iter().flat_map(|target| &target.kind);
        kinds.any(|kind| kind == "proc-macro")
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn graph() -> Metadata {
        let package = |name: &str, kind: &str| {
            serde_json::json!({
                "id": name, "name": name, "version": "1.0.0", "license": "MIT", "authors": [],
                "source": "registry", "manifest_path": "/none/Cargo.toml",
                "targets": [{ "kind": [kind] }],
            })
        };
        let on = |name: &str, kind: Option<&str>| serde_json::json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = serde_json::json!({
            "packages": [
                package("ours", "lib"), package("linked", "lib"), package("further", "lib"),
                package("macro", "proc-macro"), package("of-macro", "lib"), package("tool", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": "ours", "deps": [
                    on("linked", None), on("macro", None), on("tool", Some("build")),
                ] },
                { "id": "linked", "deps": [on("further", None), on("ours", Some("dev"))] },
                { "id": "macro", "deps": [on("of-macro", None)] },
            ] },
        });
        serde_json::from_value(metadata).expect("metadata")
    }

    #[test]
    fn what_is_linked_is_found_and_nothing_else() {
        let mut names: Vec<String> = graph()
            .linked(&["ours"])
            .into_iter()
            .map(|one| one.name)
            .collect();
        names.sort();
        assert_eq!(names, ["further", "linked"]);
    }
}
