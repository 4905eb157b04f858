//! `cargo xtask docs`: the documents as pages with a search, in `dist/docs`, beside the release that
//! their examples use.
//!
//! mdBook turns Markdown into pages and makes the search's index. Template, style and script of the
//! pages are in `docs/theme`. mdBook also writes files for its own template; only what the pages
//! load is kept, with the licences of what others wrote of it. The release does not contain the site:
//! `manifest.json` and the release's hashes leave it out.

mod book;
mod check;
mod finish;
mod links;
mod others;
mod page;
mod paths;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::release::{self, Digest, notices};
use crate::shell::{Plain, cannot, files_below, heading, read};
use crate::tools;
use crate::versions::Versions;
use book::Book;
use finish::finished;
use others::{NOTICES, Other};
use page::Page;

/// The site's folder, in `dist/`.
pub const FOLDER: &str = "docs";
const DIST: &str = "dist";
const WORK: &str = "target/docs";
const SOURCES: &str = "docs";
/// Beside the site: a hash of what it was made from.
const STAMP: &str = "target/docs.stamp";

pub fn run(versions: &Versions) -> Result<usize> {
    if !Path::new(DIST).join("latest-news.js").is_file() {
        return Err(Failure::new(format!(
            "there is no release in {DIST}/, which the examples need"
        ))
        .cure("cargo xtask build"));
    }
    heading("the documentation");
    let mdbook = tools::mdbook(versions)?;
    let book = lay_out()?;
    let stamp = stamp(versions)?;
    let site = Path::new(DIST).join(FOLDER);
    if site.join("index.html").is_file() && fs::read_to_string(STAMP).ok() == Some(stamp.clone()) {
        println!("{DIST}/{FOLDER} is up to date: not made again");
        return Ok(book.pages().len());
    }
    Plain::new(&mdbook.program, ["build", WORK]).run()?;
    let pages = publish(&book, &site, &versions.widget)?;
    write(Path::new(STAMP), stamp.as_bytes())?;
    println!("{DIST}/{FOLDER}: {pages} pages; every link leads somewhere");
    Ok(pages)
}

/// What others wrote of the site in `dist/`: names, versions and licences.
pub fn others() -> Result<BTreeSet<String>> {
    let site = Path::new(DIST).join(FOLDER);
    let names = files_below(&site)?;
    let is_page = |name: &&str| {
        let ends = [".html", ".br", ".gz"];
        ends.iter().any(|end| name.ends_with(end))
    };
    let loaded = names.iter().map(String::as_str);
    let others = of_others(&site, loaded.filter(|name| !is_page(name)))?;
    Ok(others.into_iter().map(|other| other.title).collect())
}

fn of_others<'n>(folder: &Path, loaded: impl Iterator<Item = &'n str>) -> Result<Vec<Other>> {
    let own = files_below(&Path::new(WORK).join("src"))?;
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let (others, faults) = others::others(loaded, &own.into_iter().collect(), read);
    if faults.is_empty() {
        return Ok(others);
    }
    Err(Failure::new(faults.join("\n"))
        .cure("do without it in docs/theme, or teach xtask/src/docs/others.rs its licence"))
}

/// A hash of what mdBook reads, and of this program. A build of the release removes the site, so the
/// files that its links lead to outside of it need not be hashed.
fn stamp(versions: &Versions) -> Result<String> {
    let mut digest = Digest::default();
    digest.add("mdbook", versions.mdbook.as_bytes());
    digest.add("version", versions.widget.as_bytes());
    let program = std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    for path in std::iter::once(program).chain(files(Path::new(WORK))?) {
        digest.add(&path.to_string_lossy(), &bytes(&path)?);
    }
    Ok(digest.text())
}

/// Writes what mdBook reads.
fn lay_out() -> Result<Book> {
    let work = Path::new(WORK);
    if work.exists() {
        fs::remove_dir_all(work).map_err(|error| cannot("empty", work, &error))?;
    }
    let summary = read(book::SUMMARY)?;
    let book = Book::new(&summary)?;
    let source = work.join("src");
    let summary = book.written(book::SUMMARY, &summary);
    write(&source.join("SUMMARY.md"), summary.as_bytes())?;
    let mut documents = Vec::new();
    for (path, name) in book.pages() {
        let text = read(path)?;
        write(&source.join(name), book.written(path, &text).as_bytes())?;
        documents.push((path.clone(), text));
    }
    let faults = check::link_faults(&documents, Path::exists);
    if !faults.is_empty() {
        return Err(Failure::new(faults.join("\n")).cure("correct the documents"));
    }
    let presets = presets()?;
    write(
        &source.join("presets.css"),
        book::preset_classes(&presets)?.as_bytes(),
    )?;
    let sources = Path::new(SOURCES);
    for path in files(sources)? {
        let inside = path.strip_prefix(sources).unwrap_or(&path);
        let to = match path.extension().and_then(|end| end.to_str()) {
            Some("md") => continue,
            Some("hbs" | "toml") => work.join(inside),
            _ => source.join(inside.file_name().unwrap_or_default()),
        };
        write(&to, &bytes(&path)?)?;
    }
    Ok(book)
}

fn presets() -> Result<BTreeMap<String, String>> {
    let mut presets = BTreeMap::new();
    for path in files(Path::new("presets"))? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        presets.insert(name.into_owned(), read(&path)?);
    }
    Ok(presets)
}

/// Checks the pages that mdBook wrote, and copies them with the files that they load.
fn publish(book: &Book, site: &Path, version: &str) -> Result<usize> {
    let built = Path::new(WORK).join("book");
    let expected: Vec<String> = book
        .pages()
        .iter()
        .map(|(_, name)| name.replace(".md", ".html"))
        .collect();
    let mut texts = Vec::new();
    for name in expected.iter().filter(|name| built.join(name).is_file()) {
        texts.push((name.as_str(), finished(&read(built.join(name))?)));
    }
    let pages: Vec<Page<'_>> = texts
        .iter()
        .map(|(name, html)| Page::new(name, html))
        .collect();
    let loaded = pages.iter().flat_map(Page::loaded);
    let loaded: BTreeSet<&str> = loaded.filter(|name| !name.starts_with("../")).collect();
    let others = of_others(&built, loaded.iter().copied())?;
    let licences = notices::of_mit(
        version,
        "It is the\nsearch of these pages.",
        others.iter().map(|it| (&*it.title, &*it.holders)),
    )?;
    write(&built.join(NOTICES), licences.as_bytes())?;
    let exists = |path: &str| match path.strip_prefix("../") {
        Some(path) => Path::new(DIST).join(path).exists(),
        None => built.join(path).is_file(),
    };
    let faults = check::faults(&pages, &expected, exists);
    if !faults.is_empty() {
        return Err(Failure::new(faults.join("\n")).cure("correct the documents, or docs/theme"));
    }
    if site.exists() {
        fs::remove_dir_all(site).map_err(|error| cannot("empty", site, &error))?;
    }
    for name in loaded.into_iter().chain([NOTICES]) {
        save(site, name, &bytes(&built.join(name))?)?;
    }
    for (name, html) in &texts {
        save(site, name, html.as_bytes())?;
    }
    Ok(pages.len())
}

/// Writes a file and its compressed forms, as in a release.
fn save(site: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    write(&site.join(name), bytes)?;
    if release::compression_helps(name) {
        write(&site.join(format!("{name}.br")), &release::brotli(bytes)?)?;
        write(&site.join(format!("{name}.gz")), &release::gzip(bytes)?)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    }
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| cannot("read", path, &error))
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let names = files_below(folder)?.into_iter();
    Ok(names.map(|name| folder.join(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Markdown files under version control, and new ones.
    fn documents() -> Vec<(String, String)> {
        let listed = Plain::new("git", ["ls-files", "-z", "--cached", "--others"])
            .args(["--exclude-standard", "*.md"])
            .ask()
            .expect("git's list");
        let paths = listed.split('\0').filter(|path| Path::new(path).is_file());
        paths
            .map(|path| (path.to_owned(), read(path).expect("a document")))
            .collect()
    }

    #[test]
    fn every_link_between_documents_leads_somewhere() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        let documents = documents();
        assert!(documents.len() > 25, "only {} documents", documents.len());
        let faults = check::link_faults(&documents, Path::exists);
        assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    }

    #[test]
    fn every_document_is_on_the_site() {
        std::env::set_current_dir(crate::shell::root()).expect("the project's root");
        let book = Book::new(&read(book::SUMMARY).expect("the contents")).expect("a book");
        let missing: Vec<String> = documents()
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !path.contains('/') || path.starts_with("docs/"))
            .filter(|path| path != book::SUMMARY)
            .filter(|path| !book.pages().iter().any(|(page, _)| page == path))
            .collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", book::SUMMARY);
    }
}
