//! What to upload, and in which order. Pure.
//!
//! A file comes after everything that it names, so that a page never asks for a file that is not
//! there yet. What cannot be taken back, npm and the tag, comes last.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::archive::{Archive, Kind};
use super::preconditions::tag;
use super::{CHECKSUMS, LICENCES, NOTES, UPLOAD};

pub struct Steps<'a> {
    pub version: &'a str,
    pub commit: &'a str,
    pub archives: &'a [Archive],
    /// All files in `dist/`.
    pub files: &'a [String],
}

pub fn text(steps: &Steps) -> String {
    let mut text = format!("what to upload for {}, in this order\n", steps.version);
    let mut number = 0;
    let mut step = |place: &str, what: &str| {
        number += 1;
        let _ = write!(text, "\n{number}. {place}\n");
        for line in what.lines() {
            let _ = writeln!(text, "   {line}");
        }
    };
    for group in [
        Group::Immutable,
        Group::Others,
        Group::Manifest,
        Group::Loader,
    ] {
        let names = names(steps.files, group);
        if !names.is_empty() {
            let note = group.note();
            step("host, from dist/", &format!("{}\n{note}", names.join(", ")));
        }
    }
    let named = |kind: Kind| steps.archives.iter().find(|archive| archive.kind == kind);
    let program = named(Kind::Program).map_or(
        "the publisher's command, which a dry run does not build",
        |it| &it.name,
    );
    step(
        "publishers",
        &format!(
            "{program}\n\
             their next `latest-news build` writes the release and the editions in the right order by itself; \
             until then,\ntheir editions need the older folders of latest-news/"
        ),
    );
    if let Some(npm) = named(Kind::Npm) {
        step(
            "npm",
            &format!(
                "npm publish --access public {UPLOAD}/{}\n\
                 a version on npm can never be uploaded again",
                npm.name
            ),
        );
    }
    let tag = tag(steps.version);
    step(
        "repository",
        &format!(
            "git tag --annotate {tag} --message \"Latest News {}\" {}\ngit push origin {tag}",
            steps.version, steps.commit
        ),
    );
    let mut names: Vec<&str> = steps.archives.iter().map(|it| it.name.as_str()).collect();
    names.extend([CHECKSUMS, LICENCES]);
    step(
        "the tag's page",
        &format!("{}\nwith the words of {NOTES}", names.join(", ")),
    );
    text
}

/// Files that are uploaded together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// In the folder of the version.
    Immutable,
    Others,
    Manifest,
    Loader,
}

impl Group {
    fn of(path: &str) -> Self {
        let plain = path.strip_suffix(".br").or(path.strip_suffix(".gz"));
        match plain.unwrap_or(path) {
            "latest-news.js" => Self::Loader,
            "manifest.json" => Self::Manifest,
            path if path.starts_with("latest-news/") => Self::Immutable,
            _ => Self::Others,
        }
    }

    fn note(self) -> &'static str {
        match self {
            Self::Immutable => {
                "cached for ever: no file in it ever changes; keep the older folders beside it, because \
                 pages with an\nolder script and older editions ask for them"
            }
            Self::Others => "cached for minutes",
            Self::Manifest => "names the hash of the next file",
            Self::Loader => {
                "from now on, pages get this release; then invalidate /latest-news.js, /manifest.json and \
                 /presets/*,\nand nothing else"
            }
        }
    }
}

/// The files of a group; those in a folder as one name with their number.
fn names(files: &[String], group: Group) -> Vec<String> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for path in files.iter().filter(|path| Group::of(path) == group) {
        // The folder of a version has two names.
        let depth = if group == Group::Immutable { 2 } else { 1 };
        let parts: Vec<&str> = path.split('/').collect();
        let name = match parts.len() > depth {
            true => format!("{}/", parts[..depth].join("/")),
            false => path.clone(),
        };
        *names.entry(name).or_default() += 1;
    }
    let names = names.into_iter();
    names
        .map(|(name, count)| match name.ends_with('/') {
            true => format!("{name} ({count} files)"),
            false => name,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(kind: Kind, name: &str) -> Archive {
        Archive {
            kind,
            name: name.to_owned(),
            bytes: Vec::new(),
        }
    }

    #[test]
    fn files_come_after_what_they_name_and_the_tag_last() {
        let files = [
            "_headers",
            "latest-news.js",
            "latest-news.js.br",
            "latest-news/1.2.0/glue.1.js",
            "latest-news/1.2.0/labels.2/de.json",
            "manifest.json",
            "presets/a.css",
        ];
        let text = text(&Steps {
            version: "1.2.0",
            commit: "abc",
            archives: &[
                archive(Kind::Npm, "n.tgz"),
                archive(Kind::Program, "p.tar.gz"),
            ],
            files: &files.map(str::to_owned),
        });
        let expected = [
            "what to upload for 1.2.0, in this order",
            "1. host, from dist/",
            "latest-news/1.2.0/ (2 files)",
            "2. host, from dist/",
            "_headers, presets/ (1 files)",
            "3. host, from dist/",
            "manifest.json\n",
            "4. host, from dist/",
            "latest-news.js, latest-news.js.br",
            "5. publishers",
            "p.tar.gz",
            "6. npm",
            "npm publish --access public target/upload/n.tgz",
            "7. repository",
            "git tag --annotate v1.2.0 --message \"Latest News 1.2.0\" abc",
            "8. the tag's page",
            "n.tgz, p.tar.gz, SHA256SUMS, licences.txt\n   with the words of notes.md\n",
        ];
        let mut rest = text.as_str();
        for words in expected {
            let (_, after) = rest
                .split_once(words)
                .unwrap_or_else(|| panic!("{words:?} in {text}"));
            rest = after;
        }
    }

    #[test]
    fn every_file_belongs_to_one_step() {
        #[track_caller]
        fn check(path: &str, expected: Group) {
            assert_eq!(Group::of(path), expected, "{path}");
        }
        check("latest-news/0.1.0/widget.1.wasm.br", Group::Immutable);
        check("latest-news.js.gz", Group::Loader);
        check("manifest.json", Group::Manifest);
        check("third-party-notices.txt", Group::Others);
        check("docs/index.html", Group::Others);
        check("preview/latest-news.js", Group::Others);
    }

    #[test]
    fn a_dry_run_says_that_it_has_no_program() {
        let text = text(&Steps {
            version: "1.2.0",
            commit: "abc",
            archives: &[],
            files: &[],
        });
        assert!(
            text.contains(
                "1. publishers\n   the publisher's command, which a dry run does not build\n"
            ),
            "{text}"
        );
    }
}
