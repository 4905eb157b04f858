//! `third-party-notices.txt`: the licences of all code in something that is shipped, with the standard
//! library. MIT and BSD require that copies are distributed with their text. Our own licence comes
//! first.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, read};
use crate::tools;

pub const FILE: &str = "third-party-notices.txt";

/// The package of rust-src that depends on all of the standard library.
const STANDARD_LIBRARY: &str = "sysroot";
/// The only part of it with a licence of its own.
const BUILTINS: &str = "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)";

/// Programs that are shipped together.
pub struct Shipped<'a> {
    /// Our packages.
    roots: &'a [&'a str],
    target: &'a str,
    /// How they contain the software of others.
    linked: &'a str,
}

/// The widget and the configurator.
pub const RELEASE: Shipped<'static> = Shipped {
    roots: &["latest-news", "configurator"],
    target: "wasm32-unknown-unknown",
    linked: "It is linked into the\nWebAssembly files, or written into their glue.",
};

/// The publisher's command, without the release in it.
pub fn program(target: &str) -> Shipped<'_> {
    Shipped {
        roots: &["publisher"],
        target,
        linked: "It is linked into the\nprogram latest-news.",
    }
}

/// Each text of a licence, with the titles of what it is for.
type Texts = BTreeMap<String, BTreeSet<String>>;

impl Shipped<'_> {
    /// The notices, and the titles of everything that they are for: name, version and licence.
    pub fn notices(&self, version: &str, compiler: &str) -> Result<(String, BTreeSet<String>)> {
        let texts = self.texts(compiler)?;
        let titles = texts.values().flatten().cloned().collect();
        Ok((
            page(version, self.linked, &read("LICENSE-MIT")?, &texts),
            titles,
        ))
    }

    fn texts(&self, compiler: &str) -> Result<Texts> {
        let library = tools::sysroot()?.join("lib/rustlib/src/rust/library");
        let manifest = library.join(STANDARD_LIBRARY).join("Cargo.toml");
        let mut linked = metadata(Path::new("Cargo.toml"), self.target)?.linked(self.roots);
        linked.extend(metadata(&manifest, self.target)?.linked(&[STANDARD_LIBRARY]));
        let licences = Own::read()?;
        let mut texts = Texts::new();
        let mut add = |text: String, title: String| texts.entry(text).or_default().insert(title);
        for package in linked.iter().filter(|one| one.source.is_some()) {
            for text in package.texts(&linked, &licences)? {
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
        Ok(texts)
    }
}

fn page(version: &str, linked: &str, own: &str, texts: &Texts) -> String {
    let mut groups: Vec<(&BTreeSet<String>, &String)> =
        texts.iter().map(|(text, titles)| (titles, text)).collect();
    groups.sort();
    let line = "-".repeat(78);
    let mut page = format!(
        "Latest News {version}: MIT OR Apache-2.0, as you prefer\n\n{}\n\n{line}\n\n\
         Latest News {version} is made with the following software. {linked}\n",
        tidy(own)
    );
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
    repository: Option<String>,
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

fn metadata(manifest: &Path, target: &str) -> Result<Metadata> {
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
    /// authors, or those of another package of the same project.
    fn texts(&self, linked: &[Self], licences: &Own) -> Result<Vec<String>> {
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
        for package in linked.iter().filter(|one| self.is_beside(one)) {
            let files = package.files()?;
            if !files.is_empty() {
                return Ok(files);
            }
        }
        Err(Failure::new(format!(
            "{} comes without the text of its licence",
            self.title()
        ))
        .cure("do without it, or give its text in xtask/src/release/notices.rs"))
    }

    /// Whether both come from one project, under one licence.
    fn is_beside(&self, other: &Self) -> bool {
        self.repository.is_some()
            && self.repository == other.repository
            && self.license == other.license
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
        let is_mit = |name: &String| name.to_ascii_uppercase().contains("MIT");
        if offers_mit(self.licence()) && names.iter().any(is_mit) {
            names.retain(|name| !is_the_other_choice(name));
        }
        let texts = names.iter().map(|name| {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
            Ok(tidy(&decoded(bytes)))
        });
        texts.collect()
    }
}

/// Old texts are in Windows-1252. Only its quotation marks and dashes are used there.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let letter = |byte: u8| match byte {
            0x91 => '‘',
            0x92 => '’',
            0x93 => '“',
            0x94 => '”',
            0x96 => '–',
            0x97 => '—',
            _ => char::from(byte),
        };
        error.into_bytes().into_iter().map(letter).collect()
    })
}

fn is_about_licences(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let starts = [
        "LICENSE",
        "LICENCE",
        "NOTICE",
        "COPYING",
        "COPYRIGHT",
        "PATENTS",
        "UNLICENSE",
    ];
    starts.iter().any(|start| name.starts_with(start))
}

fn is_the_other_choice(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
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
        assert!(
            is_the_other_choice("LICENSE.Apache-2.0") && !is_the_other_choice("LICENSE-UNICODE")
        );
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
            package.texts(&[], &licences),
            Ok(vec!["Copyright (c) Ada\n\nPermission".to_owned()])
        );
        package.license = Some("Zlib".to_owned());
        // One of the same project has the text.
        let mut beside = package.clone();
        package.repository = Some("project".to_owned());
        beside.repository = package.repository.clone();
        beside.manifest_path = folder.join("beside/Cargo.toml");
        fs::create_dir_all(folder.join("beside")).expect("a folder");
        fs::write(folder.join("beside/LICENSE"), "zlib").expect("a file");
        let texts = |linked: &[Package]| package.texts(linked, &licences);
        assert_eq!(
            texts(std::slice::from_ref(&beside)),
            Ok(vec!["zlib".to_owned()])
        );
        beside.license = Some("ISC".to_owned());
        let failure = texts(&[beside]).expect_err("a failure").to_string();
        assert!(
            failure.starts_with("error: ours 1.0.0: Zlib comes without"),
            "{failure}"
        );
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_text_counts_in_any_case_and_patents_stay() {
        let folder = std::env::temp_dir().join(format!("xtask-texts-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for name in [
            "LICENSE.Mit",
            "LICENSE.Apache-2.0",
            "LICENSE.BSD-3-Clause",
            "PATENTS",
        ] {
            fs::write(folder.join(name), name).expect("a file");
        }
        let mut package = graph().packages.remove(0);
        package.manifest_path = folder.join("Cargo.toml");
        let texts = package.files();
        fs::remove_dir_all(&folder).expect("removed");
        let expected = ["LICENSE.BSD-3-Clause", "LICENSE.Mit", "PATENTS"];
        assert_eq!(texts, Ok(expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn old_texts_are_readable() {
        assert_eq!(decoded("„é”".into()), "„é”");
        assert_eq!(decoded(b"\x93as is\x94 \xa9".to_vec()), "“as is” ©");
    }

    #[test]
    fn the_same_text_stands_there_once() {
        let titles = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let texts = BTreeMap::from([
            ("X".to_owned(), titles(&["c", "b"])),
            ("Y".to_owned(), titles(&["a"])),
        ]);
        let page = page("0.1.0", "It is inside.", "Permission", &texts);
        let line = "-".repeat(78);
        let start = format!(
            "Latest News 0.1.0: MIT OR Apache-2.0, as you prefer\n\nPermission\n\n{line}\n\nLatest News \
             0.1.0 is made with the following software. It is inside.\n\n{line}\n"
        );
        assert!(page.starts_with(&start), "{page}");
        let end = format!("\n{line}\n\na\n\nY\n\n{line}\n\nb\nc\n\nX\n");
        assert!(page.ends_with(&end), "{page}");
    }
}
