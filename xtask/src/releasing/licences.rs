//! The licences of everything that is shipped: the notices for archives, and a report by archive.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use super::DIST;
use super::archive::{Archive, Kind};
use crate::docs;
use crate::failure::{Failure, Result};
use crate::release::notices;
use crate::shell::{Plain, read};
use crate::tools;

/// The software of others in a release, in the documentation beside it, and in the publisher's command.
pub struct Notices {
    release: BTreeSet<String>,
    site: BTreeSet<String>,
    program: BTreeSet<String>,
    /// Texts for the publisher's command and for the release in it.
    pub program_text: String,
    pub target: String,
}

impl Notices {
    pub fn read(version: &str) -> Result<Self> {
        let compiler = tools::compiler()?;
        let target = host_target()?;
        let (release_text, release) = notices::RELEASE.notices(version, &compiler)?;
        // The one that is uploaded must be the one that this report is about.
        let written = Path::new(DIST).join(notices::FILE);
        if read(&written)? != release_text {
            return Err(
                Failure::new(format!("{} is out of date", written.display()))
                    .cure("cargo xtask build"),
            );
        }
        let (program_text, program) = notices::program(&target).notices(version, &compiler)?;
        Ok(Self {
            release,
            site: docs::others()?,
            program,
            program_text: format!("{program_text}\n{}\n\n{release_text}", "=".repeat(78)),
            target,
        })
    }

    /// By archive: our licence, and the software of others by its licence.
    pub fn report(&self, archives: &[Archive]) -> Result<String> {
        let mut text = "Everything of our own is under MIT OR Apache-2.0.\n".to_owned();
        for archive in archives {
            let files = archive.files()?.len();
            let (kind, name) = (archive.kind.name(), &archive.name);
            let _ = write!(text, "\n{name}: {kind}, {files} files\n");
            text += &match archive.kind {
                Kind::Plugin => "  nothing of others\n".to_owned(),
                Kind::Program => by_licence(&self.release.union(&self.program).cloned().collect()),
                Kind::Host => by_licence(&self.release.union(&self.site).cloned().collect()),
                Kind::Npm => by_licence(&self.release),
            };
        }
        if !archives.iter().any(|archive| archive.kind == Kind::Program) {
            let _ = write!(text, "\n{}, not built here\n", Kind::Program.name());
            text += &by_licence(&self.release.union(&self.program).cloned().collect());
        }
        Ok(text)
    }
}

/// Lines such as `MIT: anyhow 1.0.0, bytes 1.2.3`, from `anyhow 1.0.0: MIT`.
fn by_licence(titles: &BTreeSet<String>) -> String {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for title in titles {
        let (name, licence) = title.rsplit_once(": ").unwrap_or((title, "unknown"));
        groups.entry(licence).or_default().push(name);
    }
    let lines = groups
        .iter()
        .map(|(licence, names)| format!("  {licence}: {}\n", names.join(", ")));
    lines.collect()
}

/// This machine's target, such as `x86_64-unknown-linux-gnu`.
fn host_target() -> Result<String> {
    let printed = Plain::new("rustc", ["-vV"]).ask().unwrap_or_default();
    let host = printed.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| {
        Failure::new("rustc does not name its host").cure("install Rust: https://rustup.rs")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(titles: &[&str]) -> BTreeSet<String> {
        titles.iter().map(|title| (*title).to_owned()).collect()
    }

    #[test]
    fn software_is_listed_by_its_licence() {
        assert_eq!(
            by_licence(&titles(&[
                "b 1: MIT",
                "a 2: MIT",
                "the library (c: 1): Zlib"
            ])),
            "  MIT: a 2, b 1\n  Zlib: the library (c: 1)\n"
        );
    }

    #[test]
    fn the_report_has_everything_that_is_shipped() {
        let notices = Notices {
            release: titles(&["leptos 1: MIT"]),
            site: titles(&["engine 3: MIT"]),
            program: titles(&["ring 2: ISC"]),
            program_text: String::new(),
            target: String::new(),
        };
        let archive = |kind, name: &str| {
            let files = [("a".to_owned(), Vec::new())];
            Archive::zip(kind, name.to_owned(), "x", &files).expect("an archive")
        };
        let all = [
            archive(Kind::Host, "h.zip"),
            archive(Kind::Npm, "n.zip"),
            archive(Kind::Plugin, "w.zip"),
        ];
        let program = [archive(Kind::Program, "p.zip")];
        let own = "Everything of our own is under MIT OR Apache-2.0.\n";
        assert_eq!(
            notices.report(&all).expect("a report"),
            format!(
                "{own}\n\
                 h.zip: the files for hosts, 1 files\n  MIT: engine 3, leptos 1\n\n\
                 n.zip: the npm package, 1 files\n  MIT: leptos 1\n\n\
                 w.zip: the WordPress plugin, 1 files\n  nothing of others\n\n\
                 the publisher's command, not built here\n  ISC: ring 2\n  MIT: leptos 1\n"
            )
        );
        assert_eq!(
            notices.report(&program).expect("a report"),
            format!(
                "{own}\np.zip: the publisher's command, 1 files\n  ISC: ring 2\n  MIT: leptos 1\n"
            )
        );
    }
}
