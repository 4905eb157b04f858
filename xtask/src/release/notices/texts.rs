//! The texts of a package's licences.

use std::fs;

use super::linked::Package;
use crate::failure::{Failure, Result};
use crate::shell::{cannot, read};

impl Package {
    fn licence(&self) -> &str {
        self.license.as_deref().unwrap_or_default()
    }

    pub fn title(&self) -> String {
        format!("{} {}: {}", self.name, self.version, self.licence())
    }

    /// The licence texts in the package. If it has none, the licence's standard text with its
    /// authors, or those of another package of the same project.
    pub fn texts(&self, linked: &[Self], licences: &Own) -> Result<Vec<String>> {
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
        .cure("do without it, or give its text in xtask/src/release/notices"))
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
pub fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// Our own copy of the text that all packages under MIT share.
pub struct Own {
    terms: String,
}

impl Own {
    pub fn read() -> Result<Self> {
        let text = read("LICENSE-MIT")?;
        match text.split_once("Permission is hereby granted") {
            Some((_, rest)) => Ok(Self {
                terms: tidy(&format!("Permission is hereby granted{rest}")),
            }),
            None => Err(Failure::new("LICENSE-MIT does not have the terms of MIT")),
        }
    }

    pub fn mit(&self, whose: &str) -> String {
        format!("Copyright (c) {whose}\n\n{}", self.terms)
    }
}

#[cfg(test)]
mod tests {
    use super::super::linked::tests::graph;
    use super::*;

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
}
