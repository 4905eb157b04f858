//! Sizes that documents state, compared with those of the release in `dist/`. A figure may be off by 1 %, so
//! that not every change of some bytes has to touch the documents.

use std::path::Path;

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::release::grouped;
use crate::shell::read;

const MANIFEST: &str = "dist/manifest.json";
const PER_CENT: usize = 1;

/// A number of bytes after brotli in a document.
struct Figure {
    document: &'static str,
    /// The words before it, as two parts with anything between them, such as a date.
    before: [&'static str; 2],
    /// Names in `manifest.json`.
    roles: &'static [&'static str],
}

const LOADER: &[&str] = &["loader"];
const WIDGET: &[&str] = &["glue", "wasm"];

const FIGURES: [Figure; 5] = [
    Figure {
        document: "README.md",
        before: ["after brotli", "| the script | "],
        roles: LOADER,
    },
    Figure {
        document: "README.md",
        before: ["after brotli", "| glue and WebAssembly | "],
        roles: WIDGET,
    },
    Figure {
        document: "docs/performance.md",
        before: ["The release of ", " has "],
        roles: WIDGET,
    },
    Figure {
        document: "docs/performance.md",
        before: ["", "`formats.wasm` has "],
        roles: &["formats"],
    },
    Figure {
        document: "docs/feeds.md",
        before: ["", "`formats.wasm` ("],
        roles: &["formats"],
    },
];

#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    role: String,
    raw: usize,
    brotli: Option<usize>,
}

impl Manifest {
    fn size(&self, roles: &[&str]) -> usize {
        let files = self.files.iter();
        let counted = files.filter(|file| roles.contains(&file.role.as_str()));
        counted.map(|file| file.brotli.unwrap_or(file.raw)).sum()
    }
}

/// Fails if a document states another size than that of the release.
pub fn check() -> Result<()> {
    let manifest: Manifest = serde_json::from_str(&read(Path::new(MANIFEST))?)
        .map_err(|error| Failure::new(format!("{MANIFEST}: {error}")))?;
    for figure in &FIGURES {
        let text = read(figure.document)?;
        figure.check(&text, manifest.size(figure.roles))?;
    }
    Ok(())
}

impl Figure {
    fn check(&self, text: &str, size: usize) -> Result<()> {
        let stated = self.stated(text)?;
        if !is_off(stated, size) {
            return Ok(());
        }
        let (document, of) = (self.document, self.roles.join(" and "));
        let (stated, size) = (grouped(stated), grouped(size));
        Err(Failure::new(format!(
            "{document} says {stated} for {of}: the release has {size} bytes"
        ))
        .cure(format!("write {size} into {document} instead of {stated}")))
    }

    fn stated(&self, text: &str) -> Result<usize> {
        // A sentence may break anywhere.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = text.as_str();
        for words in self.before {
            rest = rest.split_once(words).map_or("", |(_, rest)| rest);
        }
        let is_part = |it: &char| it.is_ascii_digit() || *it == ',';
        let number: String = rest.chars().take_while(is_part).collect();
        number.replace(',', "").parse().map_err(|_| {
            let [first, then] = self.before;
            Failure::new(format!(
                "{} has no number after {first:?} and {then:?}",
                self.document
            ))
            .cure("correct the document, or say in xtask/src/figures.rs where the number is")
        })
    }
}

fn is_off(stated: usize, size: usize) -> bool {
    stated.abs_diff(size) * 100 > size * PER_CENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_per_cent_is_near_enough() {
        #[track_caller]
        fn check(stated: usize, expected: bool) {
            assert_eq!(is_off(stated, 10_000), expected, "{stated}");
        }
        check(10_000, false);
        check(9_900, false);
        check(10_100, false);
        check(9_899, true);
        check(10_101, true);
        assert!(is_off(5, 0));
    }

    #[test]
    fn a_number_is_found_after_its_words() {
        #[track_caller]
        fn check(text: &str, expected: Option<usize>) {
            let figure = Figure {
                document: "a.md",
                before: ["release of ", " has "],
                roles: LOADER,
            };
            assert_eq!(figure.stated(text).ok(), expected, "{text}");
        }
        check("It has 1. The release of May\nhas 97,954: x", Some(97_954));
        check("release of May has many", None);
        check("97,954", None);
    }

    #[test]
    fn a_document_that_is_wrong_is_told_the_number() {
        let readme = "| after brotli, today | |\n|---|---|\n| the script | 3,494 | 3,500 |\n";
        let check = |size| FIGURES[0].check(readme, size);
        assert_eq!(check(3_488), Ok(()));
        let failure = check(3_200).expect_err("a failure").to_string();
        assert_eq!(
            failure,
            "error: README.md says 3,494 for loader: the release has 3,200 bytes\n\n\
             what to do:\n  write 3,200 into README.md instead of 3,494\n"
        );
    }

    #[test]
    fn every_figure_is_in_its_document_and_in_a_release() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        for figure in &FIGURES {
            let text = read(figure.document).expect("a document");
            let stated = figure.stated(&text).expect("a number");
            assert!(stated > 1_000, "{}: {stated}", figure.document);
        }
        let manifest: Manifest = serde_json::from_str(
            r#"{ "version": "1", "files": [
                { "path": "a", "role": "glue", "raw": 9, "brotli": 4, "gzip": 5 },
                { "path": "b", "role": "wasm", "raw": 7, "brotli": null, "gzip": null },
                { "path": "c", "role": "preview", "raw": 7, "brotli": 3, "gzip": 4 }
            ] }"#,
        )
        .expect("a manifest");
        assert_eq!(manifest.size(WIDGET), 11);
    }
}
