//! `cargo xtask release`: checks, builds, packs and says what to upload. It never uploads anything.
//!
//! ```text
//! target/upload/latest-news-<version>.zip              dist/ with the documentation, for hosts
//! target/upload/latest-news-widget-<version>.tgz       the npm package
//! target/upload/latest-news-wordpress-<version>.zip    the plugin
//! target/upload/latest-news-<version>-<target>.tar.gz  the publisher's command, for this machine's target
//! target/upload/SHA256SUMS                             for `sha256sum --check`
//! target/upload/licences.txt                           what is in each of them, and under which licence
//! target/upload/notes.md                               the words of the changelog
//! target/upload/steps.txt                              what to upload, in order
//! ```
//!
//! A dry run packs the `dist/` that is there. It builds nothing twice, and not the publisher's
//! command. Both write the documentation, because a build of the release removes it.

mod archive;
mod changelog;
mod facts;
mod licences;
mod pack;
mod preconditions;
mod program;
mod steps;

use std::fs;
use std::path::Path;

use crate::build;
use crate::docs;
use crate::failure::{Failure, Result};
use crate::figures;
use crate::release::sha256;
use crate::reproduce;
use crate::shell::{cannot, files_below, heading};
use crate::versions::Versions;
use archive::Archive;
use facts::Facts;
use preconditions::{Problem, When};

const DIST: &str = "dist";
const UPLOAD: &str = "target/upload";
const CHECKSUMS: &str = "SHA256SUMS";
const LICENCES: &str = "licences.txt";
const NOTES: &str = "notes.md";

pub fn run(arguments: &[String]) -> Result<()> {
    let versions = Versions::read()?;
    match arguments {
        [] => release(&versions),
        [word] if word == "--dry-run" => dry_run(&versions).map(|_| ()),
        _ => Err(Failure::new(format!(
            "`cargo xtask release {}` is not a command",
            arguments.join(" ")
        ))
        .cure("cargo xtask release [--dry-run]")),
    }
}

fn release(versions: &Versions) -> Result<()> {
    heading("before the release");
    let facts = Facts::read(versions)?;
    let problems = preconditions::problems(&facts);
    if !problems.is_empty() {
        return Err(failure(&problems));
    }
    println!("version {}: nothing is missing", facts.version);
    reproduce::run()?;
    figures::check()?;
    let program = program::build(&facts.version)?;
    put_together(versions, &facts, Some(program)).map(|_| ())
}

/// The same without a second build and without the publisher's command. Returns the number of files
/// that it has packed and read again.
pub fn dry_run(versions: &Versions) -> Result<usize> {
    heading("before the release");
    let facts = Facts::read(versions)?;
    let problems = preconditions::problems(&facts);
    let (wrong, left): (Vec<Problem>, Vec<Problem>) = problems
        .into_iter()
        .partition(|problem| problem.when == When::Always);
    if !wrong.is_empty() {
        return Err(failure(&wrong));
    }
    for problem in &left {
        println!("left to do: {}\n  {}", problem.what, problem.cure);
    }
    println!(
        "a dry run: dist/ is not built a second time to compare it, and the publisher's command is \
         not built"
    );
    build::release_if_changed(versions)?;
    figures::check()?;
    put_together(versions, &facts, None)
}

/// Packs everything, reads it again, and writes what belongs to it.
fn put_together(versions: &Versions, facts: &Facts, program: Option<Vec<u8>>) -> Result<usize> {
    docs::run(versions)?;
    heading("what is uploaded");
    let upload = Path::new(UPLOAD);
    if upload.exists() {
        fs::remove_dir_all(upload).map_err(|error| cannot("empty", upload, &error))?;
    }
    fs::create_dir_all(upload).map_err(|error| cannot("create", upload, &error))?;
    let notices = licences::Notices::read(&facts.version)?;
    let mut archives = pack::all(&facts.version, upload)?;
    if let Some(program) = program {
        archives.push(program::packed(program::Parts {
            version: &facts.version,
            target: &notices.target,
            program,
            notices: &notices.program_text,
        })?);
    }
    let mut packed = 0;
    for archive in &archives {
        let path = upload.join(&archive.name);
        fs::write(&path, &archive.bytes).map_err(|error| cannot("write", &path, &error))?;
        packed += archive.check(&facts.version)?;
    }
    let write = |name: &str, text: &str| {
        let path = upload.join(name);
        fs::write(&path, text).map_err(|error| cannot("write", &path, &error))
    };
    write(LICENCES, &notices.report(&archives)?)?;
    let notes = changelog::text_of(&facts.changelog, &facts.version);
    write(NOTES, &format!("{notes}\n"))?;
    let steps = steps::text(&steps::Steps {
        version: &facts.version,
        commit: &facts.commit,
        archives: &archives,
        files: &files_below(Path::new(DIST))?,
    });
    write("steps.txt", &steps)?;
    write(CHECKSUMS, &checksums(&archives))?;
    print!("{}\n{steps}", checksums(&archives));
    println!(
        "\n{UPLOAD}: {} archives, {packed} files in them; nothing is uploaded",
        archives.len()
    );
    Ok(packed)
}

/// All of them at once, each with its cure.
fn failure(problems: &[Problem]) -> Failure {
    let list = |part: fn(&Problem) -> &str| {
        let lines = problems
            .iter()
            .map(|problem| format!("- {}", part(problem)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let count = match problems.len() {
        1 => "1 thing keeps".to_owned(),
        count => format!("{count} things keep"),
    };
    Failure::new(format!(
        "{count} this from being a release\n{}",
        list(|problem| &problem.what)
    ))
    .cure(list(|problem| &problem.cure))
}

/// In the form of `sha256sum`, by name.
fn checksums(archives: &[Archive]) -> String {
    let mut lines: Vec<(&str, String)> = archives
        .iter()
        .map(|archive| (archive.name.as_str(), sha256(&archive.bytes)))
        .collect();
    lines.sort();
    let lines = lines.iter().map(|(name, sum)| format!("{sum}  {name}\n"));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::archive::Kind;
    use super::*;

    #[test]
    fn all_problems_are_told_at_once_with_their_cures() {
        let problem = |what: &str, cure: &str| Problem {
            when: When::Release,
            what: what.to_owned(),
            cure: cure.to_owned(),
        };
        let text = failure(&[
            problem("a is wrong", "mend a"),
            problem("b is wrong", "mend b"),
        ]);
        assert_eq!(
            text.to_string(),
            "error: 2 things keep this from being a release\n- a is wrong\n- b is wrong\n\n\
             what to do:\n  - mend a\n  - mend b\n"
        );
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let archive = |name: &str, bytes: &[u8]| Archive {
            kind: Kind::Plugin,
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        assert_eq!(
            checksums(&[archive("b.zip", b"abc"), archive("a.zip", b"")]),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.zip\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.zip\n"
        );
    }
}
