//! Archives: written so that the same files give the same bytes, and read again to check that
//! nothing is missing.

use std::io::{Cursor, Read, Write};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::failure::{Failure, Result};

/// A file of an archive: its path below the archive's own folder, and its contents.
pub type File = (String, Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `dist/`, for hosts.
    Host,
    Npm,
    Plugin,
    Program,
}

pub struct Archive {
    pub kind: Kind,
    pub name: String,
    pub bytes: Vec<u8>,
}

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "the files for hosts",
            Self::Npm => "the npm package",
            Self::Plugin => "the WordPress plugin",
            Self::Program => "the publisher's command",
        }
    }

    /// The documentation, which is no part of the release in `manifest.json`.
    fn pages(self) -> &'static [&'static str] {
        match self {
            Self::Host => &["docs/index.html", "docs/third-party-notices.txt"],
            Self::Npm | Self::Plugin | Self::Program => &[],
        }
    }

    /// Whether it contains software of others.
    pub fn has_others(self) -> bool {
        self != Self::Plugin
    }

    /// A file, and words that it must contain.
    fn required(self, version: &str) -> (&'static str, String) {
        match self {
            Self::Host => ("manifest.json", format!("\"version\": \"{version}\"")),
            Self::Npm => ("package.json", format!("\"version\": \"{version}\"")),
            Self::Plugin => ("latest-news.php", format!("Version:           {version}\n")),
            Self::Program => ("latest-news", String::new()),
        }
    }
}

impl Archive {
    /// A zip file with one folder.
    pub fn zip(kind: Kind, name: String, folder: &str, files: &[File]) -> Result<Self> {
        let failed = |error: &dyn std::fmt::Display| cannot_pack(&name, error);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // The default time is that of the format's beginning, so no clock has a say.
        let options = SimpleFileOptions::default().unix_permissions(0o644);
        for (path, bytes) in files {
            zip.start_file(format!("{folder}/{path}"), options)
                .map_err(|error| failed(&error))?;
            zip.write_all(bytes).map_err(|error| failed(&error))?;
        }
        let bytes = zip.finish().map_err(|error| failed(&error))?.into_inner();
        Ok(Self { kind, name, bytes })
    }

    /// A compressed tar file with one folder. The program in it may be run.
    pub fn tar(
        kind: Kind,
        name: String,
        folder: &str,
        files: &[File],
        program: &str,
    ) -> Result<Self> {
        let failed = |error: std::io::Error| cannot_pack(&name, &error);
        let gzip = GzBuilder::new().write(Vec::new(), Compression::best());
        let mut tar = tar::Builder::new(gzip);
        for (path, bytes) in files {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.set_mode(if path == program { 0o755 } else { 0o644 });
            tar.append_data(&mut header, format!("{folder}/{path}"), bytes.as_slice())
                .map_err(failed)?;
        }
        let bytes = tar
            .into_inner()
            .and_then(|gzip| gzip.finish())
            .map_err(failed)?;
        Ok(Self { kind, name, bytes })
    }

    /// Its files, without the folder.
    pub fn files(&self) -> Result<Vec<File>> {
        let files = if self.name.ends_with(".zip") {
            unzip(&self.bytes)
        } else {
            untar(&self.bytes)
        };
        files.map_err(|error| Failure::new(format!("{} cannot be read again: {error}", self.name)))
    }

    /// Reads it again. Returns the number of its files.
    pub fn check(&self, version: &str) -> Result<usize> {
        let files = self.files()?;
        match faults(self.kind, &files, version).as_slice() {
            [] => Ok(files.len()),
            faults => Err(
                Failure::new(format!("{}: {}", self.name, faults.join("; ")))
                    .cure("see what xtask/src/releasing puts into it"),
            ),
        }
    }
}

/// What an archive lacks, or has and must not have.
fn faults(kind: Kind, files: &[File], version: &str) -> Vec<String> {
    let find = |name: &str| files.iter().find(|(path, _)| path == name);
    let (name, words) = kind.required(version);
    let mut needed: Vec<&str> = LICENCES.to_vec();
    if kind.has_others() {
        needed.push(crate::release::notices::FILE);
    }
    needed.push(name);
    needed.extend(kind.pages());
    let mut faults: Vec<String> = needed
        .into_iter()
        .filter(|name| find(name).is_none())
        .map(|name| format!("{name} is missing"))
        .collect();
    let has_words = |(_, bytes): &File| String::from_utf8_lossy(bytes).contains(&words);
    if find(name).is_some_and(|file| !has_words(file)) {
        faults.push(format!("{name} does not say {words:?}"));
    }
    let is_test = |(path, _): &&File| path.starts_with("tests/") || path.contains("/tests/");
    let tests = files.iter().filter(is_test);
    faults.extend(tests.map(|(path, _)| format!("{path} is a test")));
    faults
}

fn unzip(bytes: &[u8]) -> std::io::Result<Vec<File>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.push((below_its_folder(file.name()), bytes));
    }
    Ok(files)
}

fn untar(bytes: &[u8]) -> std::io::Result<Vec<File>> {
    let mut tar = tar::Archive::new(GzDecoder::new(bytes));
    let mut files = Vec::new();
    for entry in tar.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        files.push((below_its_folder(&path), bytes));
    }
    Ok(files)
}

fn below_its_folder(path: &str) -> String {
    path.split_once('/')
        .map_or(path, |(_, rest)| rest)
        .to_owned()
}

fn cannot_pack(name: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("cannot pack {name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn the_same_files_give_the_same_bytes_and_come_out_again() {
        let files = [file("a", "1"), file("b/c", ""), file("run", "\u{0}\u{1}")];
        let pack = || {
            [
                Archive::zip(Kind::Host, "x.zip".to_owned(), "x-1", &files),
                Archive::tar(Kind::Program, "x.tar.gz".to_owned(), "x-1", &files, "run"),
            ]
            .map(|archive| archive.expect("an archive"))
        };
        for (one, other) in pack().iter().zip(pack()) {
            assert_eq!(one.bytes, other.bytes);
            assert_eq!(one.files(), Ok(files.to_vec()));
        }
    }

    #[test]
    fn only_the_program_may_be_run() {
        let files = [file("run", ""), file("text", "")];
        let name = "x.tar.gz".to_owned();
        let archive = Archive::tar(Kind::Program, name, "x", &files, "run").expect("an archive");
        let mut tar = tar::Archive::new(GzDecoder::new(archive.bytes.as_slice()));
        let modes: Vec<u32> = tar
            .entries()
            .expect("entries")
            .map(|entry| entry.expect("an entry").header().mode().expect("a mode"))
            .collect();
        assert_eq!(modes, [0o755, 0o644]);
    }

    #[test]
    fn what_is_missing_is_named() {
        #[track_caller]
        fn check(kind: Kind, files: &[File], expected: &[&str]) {
            assert_eq!(faults(kind, files, "1.2.0"), expected);
        }
        let licences = [file("LICENSE-APACHE", ""), file("LICENSE-MIT", "")];
        let with = |more: &[File]| [licences.as_slice(), more].concat();
        let notices = file("third-party-notices.txt", "");
        let package = file("package.json", "{\n  \"version\": \"1.2.0\"\n}");
        check(Kind::Npm, &with(&[notices.clone(), package]), &[]);
        check(
            Kind::Npm,
            &with(&[
                notices.clone(),
                file("package.json", "{ \"version\": \"1.1.0\" }"),
            ]),
            &["package.json does not say \"\\\"version\\\": \\\"1.2.0\\\"\""],
        );
        check(
            Kind::Host,
            &[],
            &[
                "LICENSE-APACHE is missing",
                "LICENSE-MIT is missing",
                "third-party-notices.txt is missing",
                "manifest.json is missing",
                "docs/index.html is missing",
                "docs/third-party-notices.txt is missing",
            ],
        );
        let plugin = file("latest-news.php", " * Version:           1.2.0\n");
        check(Kind::Plugin, &with(std::slice::from_ref(&plugin)), &[]);
        check(
            Kind::Plugin,
            &with(&[plugin, file("tests/site.js", "")]),
            &["tests/site.js is a test"],
        );
        check(
            Kind::Program,
            &with(&[notices]),
            &["latest-news is missing"],
        );
    }

    #[test]
    fn a_damaged_archive_is_noticed() {
        let files = [file("a", "some text")];
        let mut archive =
            Archive::zip(Kind::Plugin, "x.zip".to_owned(), "x", &files).expect("an archive");
        archive.bytes.truncate(20);
        let failure = archive.files().expect_err("a failure").to_string();
        assert!(
            failure.starts_with("error: x.zip cannot be read again"),
            "{failure}"
        );
    }
}
