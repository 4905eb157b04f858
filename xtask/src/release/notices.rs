//! `third-party-notices.txt`: the licences of all code in the WebAssembly files, with the standard
//! library. MIT and BSD require that copies are distributed with their text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, read};
use crate::tools;

pub const FILE: &str = "third-party-notices.txt";

const TARGET: &str = "wasm32-unknown-unknown";

/// The programs in a release.
const OURS: [&str; 2] = ["latest-news", "configurator"];
/// The package of rust-src that depends on all of the standard library.
const STANDARD_LIBRARY: &str = "sysroot";
/// The only part of it with a licence of its own.
const BUILTINS: &str = "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)";

pub fn text(version: &str, compiler: &str) -> Result<String> {
    let library = tools::sysroot()?.join("lib/rustlib/src/rust/library");
    let manifest = library.join(STANDARD_LIBRARY).join("Cargo.toml");
    let mut linked = metadata(Path::new("Cargo.toml"))?.linked(&OURS);
    linked.extend(metadata(&manifest)?.linked(&[STANDARD_LIBRARY]));
    let licences = Own::read()?;
    // Texts, each with the packages that use it.
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |text: String, title: String| texts.entry(text).or_default().insert(title);
    for package in linked.iter().filter(|one| one.source.is_some()) {
        for text in package.texts(&licences)? {
            add(text, package.title());
        }
    }
    add(
        licences.mit("The Rust Project contributors"),
        format!("the standard library of Rust ({compiler}): MIT OR Apache-2.0"),
    );
    let builtins = read(library.join("compiler-builtins/LICENSE.txt"))?;
    add(
        tidy(&builtins),
        format!("compiler-builtins, part of it: {BUILTINS}"),
    );
    Ok(page(version, &texts))
}

fn page(version: &str, texts: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut groups: Vec<(&BTreeSet<String>, &String)> =
        texts.iter().map(|(text, titles)| (titles, text)).collect();
    groups.sort();
    let mut page = format!(
        "Latest News {version} is made with the following software. It is linked into the\n\
         WebAssembly files, or written into their glue.\n"
    );
    let line = "-".repeat(78);
    for (titles, text) in groups {
        page += &format!("\n{line}\n\n");
        for title in titles {
            page += &format!("{title}\n");
        }
        page += &format!("\n{text}\n");
    }
    page
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Clone, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    /// `None` for a package of the same workspace: our own, or the library's.
    source: Option<String>,
    manifest_path: PathBuf,
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

fn metadata(manifest: &Path) -> Result<Metadata> {
    let plain = Plain::new("cargo", ["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", TARGET, "--manifest-path"])
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
    fn linked(&self, roots: &[&str]) -> Vec<Package> {
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

    fn licence(&self) -> &str {
        self.license.as_deref().unwrap_or_default()
    }

    fn title(&self) -> String {
        format!("{} {}: {}", self.name, self.version, self.licence())
    }

    /// The licence texts in the package. If it has none, the licence's standard text with its
    /// authors.
    fn texts(&self, licences: &Own) -> Result<Vec<String>> {
        let files = self.files()?;
        if !files.is_empty() {
            return Ok(files);
        }
        let authors = match self.authors.as_slice() {
            [] => format!("the authors of {}", self.name),
            authors => authors.join(", "),
        };
        if offers_mit(self.licence()) {
            return Ok(vec![licences.mit(&authors)]);
        }
        Err(Failure::new(format!(
            "{} comes without the text of its licence",
            self.title()
        ))
        .cure("do without it, or give its text in xtask/src/release/notices.rs"))
    }

    /// The licence files in its folder. If there is a choice, MIT.
    fn files(&self) -> Result<Vec<String>> {
        let folder = self.manifest_path.parent().unwrap_or(&self.manifest_path);
        let entries = fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|entry| entry.path().is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| is_about_licences(name))
            .collect();
        names.sort();
        if offers_mit(self.licence()) && names.iter().any(|name| name.contains("MIT")) {
            names.retain(|name| !is_the_other_choice(name));
        }
        let files = names.iter().map(|name| read(folder.join(name)));
        files.map(|text| text.map(|text| tidy(&text))).collect()
    }
}

fn is_about_licences(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let starts = [
        "LICENSE",
        "LICENCE",
        "NOTICE",
        "COPYING",
        "COPYRIGHT",
        "UNLICENSE",
    ];
    starts.iter().any(|start| name.starts_with(start))
}

fn is_the_other_choice(name: &str) -> bool {
    ["APACHE", "UNLICENSE", "COPYING"]
        .iter()
        .any(|other| name.contains(other))
}

/// Whether MIT alone satisfies this part of the expression: `MIT`, or one side of an `OR`.
fn offers_mit(expression: &str) -> bool {
    let words = expression.replace(['/', '(', ')'], " ");
    words.split_whitespace().any(|word| word == "MIT")
}

/// Unix line ends, and no white space at the ends of the text.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// Our own copy of the text that all packages under MIT share.
struct Own {
    terms: String,
}

impl Own {
    fn read() -> Result<Self> {
        let text = read("LICENSE-MIT")?;
        match text.split_once("Permission is hereby granted") {
            Some((_, rest)) => Ok(Self {
                terms: tidy(&format!("Permission is hereby granted{rest}")),
            }),
            None => Err(Failure::new("LICENSE-MIT does not have the terms of MIT")),
        }
    }

    fn mit(&self, whose: &str) -> String {
        format!("Copyright (c) {whose}\n\n{}", self.terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> Metadata {
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

    #[test]
    fn of_a_choice_mit_is_taken() {
        #[track_caller]
        fn check(expression: &str, expected: bool) {
            assert_eq!(offers_mit(expression), expected, "{expression}");
        }
        check("MIT/Apache-2.0", true);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("Zlib", false);
        check("MIT-0", false);
        assert!(is_about_licences("LICENSE-MIT.txt") && !is_about_licences("README.md"));
        assert!(is_the_other_choice("LICENSE-APACHE") && !is_the_other_choice("LICENSE-UNICODE"));
    }

    #[test]
    fn a_crate_without_a_text_gets_that_of_its_licence_with_its_authors() {
        let folder = std::env::temp_dir().join(format!("xtask-notices-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut package = graph().packages.remove(0);
        package.manifest_path = folder.join("Cargo.toml");
        package.authors = vec!["Ada".to_owned()];
        let licences = Own {
            terms: "Permission".to_owned(),
        };
        assert_eq!(
            package.texts(&licences),
            Ok(vec!["Copyright (c) Ada\n\nPermission".to_owned()])
        );
        package.license = Some("Zlib".to_owned());
        let failure = package.texts(&licences).expect_err("a failure").to_string();
        assert!(
            failure.starts_with("error: ours 1.0.0: Zlib comes without"),
            "{failure}"
        );
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn the_same_text_stands_there_once() {
        let titles = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let texts = BTreeMap::from([
            ("X".to_owned(), titles(&["c", "b"])),
            ("Y".to_owned(), titles(&["a"])),
        ]);
        let page = page("0.1.0", &texts);
        let line = "-".repeat(78);
        let end = format!("\n{line}\n\na\n\nY\n\n{line}\n\nb\nc\n\nX\n");
        assert!(page.ends_with(&end), "{page}");
    }
}
