//! `cargo xtask package`: the npm package in `target/package`, from a release and from the
//! description of the interface.
//!
//! The package differs from `dist/` in two points: a file of labels holds several languages, so that the
//! package has few files, and bundlers find the files.

mod consumers;
mod declarations;
mod editors;
mod elements;
mod labels;
mod manifest;
mod policy;
mod release;
mod scripts;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::build;
use crate::failure::{Failure, Result};
use crate::interface::description::Description;
use crate::shell::{Plain, cannot, heading, read};
use crate::tools;
use crate::versions::Versions;
use release::Release;

pub use consumers::pack;

pub const FOLDER: &str = "target/package";
const WORK: &str = "target/package-work";
const DIST: &str = "dist";
/// The modules of the package, and the types written by hand.
const SOURCES: &str = "loader/package";
const DECLARED: [&str; 6] = ["define", "preact", "react", "solid", "svelte", "vue"];
/// The package must have fewer files than this.
const MOST_FILES: usize = 40;

/// A file of the package: its path there, and its contents.
pub type File = (String, Vec<u8>);

pub fn run(arguments: &[String]) -> Result<()> {
    let release = match arguments {
        [] => {
            build::release_if_changed(&Versions::read()?)?;
            Path::new(DIST)
        }
        [folder] => Path::new(folder),
        _ => {
            return Err(Failure::new("more than one release is named")
                .cure("cargo xtask package [folder of a release]"));
        }
    };
    heading("the package");
    let files = write(release, Path::new(FOLDER))?;
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{FOLDER}: {} files, {bytes} bytes", files.len());
    Ok(())
}

/// Makes the package from `dist/`. Returns the command that tests it.
pub fn tests(versions: &Versions, filter: impl Iterator<Item = String>) -> Result<Plain> {
    let files = write(Path::new(DIST), Path::new(FOLDER))?;
    let plain = consumers::lay_out(&files, versions)?;
    Ok(plain.args(filter).args(consumers::tests()?))
}

/// The folder of the built projects. Builds them if they are missing or outdated.
pub fn built(versions: &Versions) -> Result<PathBuf> {
    let files = write(Path::new(DIST), Path::new(FOLDER))?;
    let projects = crate::shell::root().join(consumers::PROJECTS);
    if !consumers::are_built(&files)? {
        let plain = consumers::lay_out(&files, versions)?;
        plain.arg(projects.join(consumers::BUILDS)).run()?;
    }
    Ok(projects)
}

/// Writes the package, in place of an earlier one.
pub fn write(release: &Path, to: &Path) -> Result<Vec<File>> {
    let release = Release::read(release)?;
    let versions = Versions::read()?;
    let files = files(&release, &Description::read()?, &versions)?;
    if files.len() >= MOST_FILES {
        return Err(Failure::new(format!(
            "the package has {} files, which must be fewer than {MOST_FILES}",
            files.len()
        ))
        .cure("put more languages into a file of labels, or join other files"));
    }
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| cannot("empty", to, &error))?;
    }
    for (name, bytes) in &files {
        save(&to.join(name), bytes)?;
    }
    Ok(files)
}

fn files(release: &Release, description: &Description, versions: &Versions) -> Result<Vec<File>> {
    let work = Path::new(WORK);
    let esbuild = tools::esbuild(versions)?;
    let labels = labels::groups(release)?;
    let mut files = scripts::write(&scripts::Sources {
        release,
        labels: &labels,
        description,
        esbuild: &esbuild.program,
        work,
    })?;
    files.push((
        "integrity.json".to_owned(),
        release::integrities(&release.version, &files)?,
    ));
    let version = &release.version;
    let texts = [
        ("package.json", manifest::json(version)?),
        ("index.d.ts", declarations::write(description)?),
        ("custom-elements.json", elements::json(description)?),
        ("html-custom-data.json", editors::html(description)?),
        ("css-custom-data.json", editors::css(description)?),
        ("web-types.json", editors::web_types(version, description)?),
        ("policy.txt", policy::line(&read(policy::FILE)?)?),
        (
            "README.md",
            read(Path::new(SOURCES).join("README.md"))?.replace("@VERSION", &format!("@{version}")),
        ),
    ];
    files.extend(texts.map(|(name, text)| (name.to_owned(), text.into_bytes())));
    for name in DECLARED {
        files.push(copied(&format!("{name}.d.ts"), SOURCES)?);
    }
    for name in ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        files.push(copied(name, ".")?);
    }
    for preset in &description.presets {
        let name = format!("presets/{}.css", preset.name);
        files.push((name.clone(), release.bytes(&name)?));
    }
    let notices = "third-party-notices.txt";
    files.push((notices.to_owned(), release.bytes(notices)?));
    files.sort();
    Ok(files)
}

fn copied(name: &str, from: &str) -> Result<File> {
    Ok((
        name.to_owned(),
        read(Path::new(from).join(name))?.into_bytes(),
    ))
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder: PathBuf = path.parent().map(Path::to_owned).unwrap_or_default();
    fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}
