//! The release: Trunk's output without unused code, with names from contents, minified, compressed
//! and listed.
//!
//! ```text
//! dist/latest-news.js                         the loader: a stable name, a short cache life
//! dist/latest-news/<version>/glue.<hash>.js   immutable
//! dist/latest-news/<version>/widget.<hash>.wasm
//! dist/latest-news/<version>/formats.<hash>.wasm  the whole feed reader, for feeds of rare formats
//! dist/latest-news/<version>/widget.<hash>.css  for editions without a script
//! dist/latest-news/<version>/edition.<hash>.js  the loader that the scripts of editions are made with
//! dist/latest-news/<version>/labels.<hash>/<language>.json
//! dist/presets/<name>.css                     what partners may link
//! dist/manifest.json                          every file, its sizes and its SRI hash; the tools of the build
//! dist/third-party-notices.txt                the licences of linked code
//! dist/_headers                               for static hosts that read such a file
//! dist/index.html, dist/preview/              the preview page
//! dist/configurator/                          the panel beside it
//! ```
//!
//! Two releases can share a folder: the files that a loader fetches are in the folder of its
//! version. All other files have the same name in every release, and those of the newest release
//! replace the others.

mod compress;
mod configurator;
mod formats;
mod hash;
mod loader;
mod manifest;
mod minify;
mod names;
pub mod notices;
mod page;
mod shrink;
mod size;
mod style;

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::shell::{cannot, files_below, read};

pub use compress::{brotli, gzip, helps as compression_helps};
pub use hash::{Digest, brief_integrity, integrity, integrity_sha512, sha256, short as short_hash};
pub use loader::{Targets, lay_out_package};
pub use manifest::BuiltWith;
pub use minify::{class, classic};
use shrink::Built;
pub use shrink::Programs;
use size::{Entry, Role};
pub use size::{Release, grouped};
pub use style::minified as minified_style;

pub struct Parts<'a> {
    /// Trunk's output.
    pub pages: &'a Path,
    pub dist: &'a Path,
    pub version: &'a str,
    pub built_with: BuiltWith<'a>,
    /// The widget's style sheet, minified.
    pub style_sheet: &'a Path,
    /// The folder for intermediate files between Trunk's output and `dist`.
    pub work: &'a Path,
    pub programs: Programs<'a>,
}

const PAGE: &str = "index.html";
const LOADER: &str = "latest-news.js";
const GLUE: &str = "latest-news/latest-news.js";
const WASM: &str = "latest-news/latest-news_bg.wasm";
const LABELS: &str = "labels/";
/// The loader's modules. Only the preview loads them one by one.
const MODULES: &str = "loader/";
/// A file that Netlify, Cloudflare Pages and others read as it is.
const HEADERS: &str = "hosting/_headers";

pub fn assemble(parts: &Parts<'_>) -> Result<Release> {
    let folder = format!("latest-news/{}", parts.version);
    let banner = format!("/*! Latest News {} | MIT OR Apache-2.0 */", parts.version);
    only_what_is_known(&parts.pages.join("latest-news"))?;

    let built = Built {
        glue: &parts.pages.join(GLUE),
        wasm: &parts.pages.join(WASM),
        page: Path::new(PAGE),
        // The exports of the glue that loader/widget uses.
        entry: "export { default, mount, onEnd } from \"./glue.js\";\n",
    };
    let (glue, wasm) = shrink::shrink(&built, parts.work, &parts.programs)?;
    no_path_of_this_machine(&wasm)?;
    let labels = labels(parts.pages, &folder)?;
    let to = loader::Bundling {
        work: parts.work,
        esbuild: parts.programs.esbuild,
        banner: &banner,
    };
    let formats = formats::wasm(
        parts.pages,
        Path::new(PAGE),
        &parts.work.join("formats"),
        &parts.programs,
    )?;
    let formats_name = format!("{folder}/formats.{}.wasm", hash::short(&formats));
    let within_glue = loader::Targets {
        labels: &format!("./{}", labels.folder),
        formats: &format!("./{formats_name}"),
        formats_integrity: &hash::brief_integrity(&formats),
        ..loader::Targets::default()
    };
    let glue = loader::bundle_glue(&glue, &within_glue, &to)?;

    let wasm_name = format!("{folder}/widget.{}.wasm", hash::short(&wasm));
    let glue_name = format!("{folder}/glue.{}.js", hash::short(glue.as_bytes()));
    let targets = loader::Targets {
        glue: &format!("./{glue_name}"),
        wasm: &format!("./{wasm_name}"),
        glue_integrity: &hash::brief_integrity(glue.as_bytes()),
        wasm_integrity: &hash::brief_integrity(&wasm),
        ..within_glue
    };
    let loader = loader::bundle(&targets, &to)?;
    let edition = loader::bundle_edition(&targets, &to)?;

    let mut files = vec![
        (LOADER.to_owned(), Role::Loader, loader.into_bytes()),
        (
            format!("{folder}/edition.{}.js", hash::short(edition.as_bytes())),
            Role::EditionLoader,
            edition.into_bytes(),
        ),
        (glue_name, Role::Glue, glue.into_bytes()),
        (wasm_name, Role::Wasm, wasm),
        (formats_name, Role::Formats, formats),
    ];
    let style_sheet =
        fs::read(parts.style_sheet).map_err(|error| cannot("read", parts.style_sheet, &error))?;
    files.push((
        format!("{folder}/widget.{}.css", hash::short(&style_sheet)),
        Role::StyleSheet,
        style_sheet,
    ));
    for (name, bytes) in labels.files {
        let name = format!("{}{name}", labels.folder);
        files.push((name, Role::Labels, bytes));
    }
    files.extend(configurator::files(
        parts.pages,
        Path::new(PAGE),
        parts.work,
        &parts.programs,
    )?);
    for name in preview_files(parts.pages)? {
        let path = parts.pages.join(&name);
        let bytes = if name == PAGE {
            page::without_trunk_links(&read(&path)?).into_bytes()
        } else {
            fs::read(&path).map_err(|error| cannot("read", &path, &error))?
        };
        let role = match name.starts_with(configurator::FOLDER) {
            true => Role::Configurator,
            false => Role::Preview,
        };
        files.push((name, role, bytes));
    }

    let (notices, _) = notices::RELEASE.notices(parts.version, parts.built_with.rust)?;
    files.push((
        notices::FILE.to_owned(),
        Role::Notices,
        notices.into_bytes(),
    ));

    if parts.dist.exists() {
        fs::remove_dir_all(parts.dist).map_err(|error| cannot("empty", parts.dist, &error))?;
    }
    let mut entries = Vec::new();
    for (name, role, bytes) in files {
        entries.push(write_compressed(parts.dist, name, role, &bytes)?);
    }
    let release = Release::new(entries);
    let list = manifest::json(parts.version, &parts.built_with, release.entries())?;
    write(&parts.dist.join("manifest.json"), list.as_bytes())?;
    write(&parts.dist.join("_headers"), read(HEADERS)?.as_bytes())?;
    Ok(release)
}

/// A snippet of a dependency would be another file to host, with a name that is not under our
/// control.
fn only_what_is_known(built: &Path) -> Result<()> {
    for entry in fs::read_dir(built).map_err(|error| cannot("read", built, &error))? {
        let name = entry.map_err(|error| cannot("read", built, &error))?;
        let name = format!("latest-news/{}", name.file_name().to_string_lossy());
        if name != GLUE && name != WASM {
            return Err(Failure::new(format!(
                "the build made {name}, which the loader does not load"
            ))
            .cure("find the dependency that ships it (a JS snippet?) and do without it"));
        }
    }
    Ok(())
}

fn no_path_of_this_machine(wasm: &[u8]) -> Result<()> {
    let home = std::env::var("HOME").ok().filter(|home| home.len() > 1);
    let cargo = std::env::var("CARGO_HOME").ok();
    let root = crate::shell::root().display().to_string();
    let sysroot = crate::tools::sysroot()?.display().to_string();
    for folder in [Some(root), Some(sysroot), home, cargo]
        .into_iter()
        .flatten()
    {
        let folder = format!("{folder}/");
        if wasm.windows(folder.len()).any(|at| at == folder.as_bytes()) {
            return Err(Failure::new(format!("the wasm names {folder}"))
                .cure("hide that folder in xtask/src/build.rs, hidden_paths"));
        }
    }
    Ok(())
}

/// The files that Trunk copied besides the widget, sorted.
fn preview_files(pages: &Path) -> Result<Vec<String>> {
    let mut names = files_below(pages)?;
    let built = [LOADER, GLUE, WASM];
    names.retain(|name| {
        !built
            .iter()
            .chain(&configurator::BUILT)
            .chain(&formats::BUILT)
            .any(|it| it == name)
    });
    names.retain(|name| !name.starts_with(LABELS) && !name.starts_with(MODULES));
    Ok(names)
}

struct Labels {
    /// The folder for them, with a slash at its end. Its name is a hash of all of them.
    folder: String,
    files: Vec<(String, Vec<u8>)>,
}

fn labels(pages: &Path, folder: &str) -> Result<Labels> {
    let path = pages.join(LABELS);
    let mut files = Vec::new();
    for entry in fs::read_dir(&path).map_err(|error| cannot("read", &path, &error))? {
        let entry = entry.map_err(|error| cannot("read", &path, &error))?;
        let bytes = fs::read(entry.path()).map_err(|error| cannot("read", &path, &error))?;
        files.push((entry.file_name().to_string_lossy().into_owned(), bytes));
    }
    files.sort();
    let all: Vec<u8> = files
        .iter()
        .flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()].concat())
        .collect();
    Ok(Labels {
        folder: format!("{folder}/labels.{}/", hash::short(&all)),
        files,
    })
}

/// Writes a file and, if that makes it smaller, its `.br` and `.gz`.
fn write_compressed(dist: &Path, name: String, role: Role, bytes: &[u8]) -> Result<Entry> {
    let path = dist.join(&name);
    write(&path, bytes)?;
    let compressed = if compress::helps(&name) {
        let (brotli, gzip) = (compress::brotli(bytes)?, compress::gzip(bytes)?);
        write(&dist.join(format!("{name}.br")), &brotli)?;
        write(&dist.join(format!("{name}.gz")), &gzip)?;
        Some((brotli.len(), gzip.len()))
    } else {
        None
    };
    Ok(Entry {
        name,
        role,
        raw: bytes.len(),
        brotli: compressed.map(|(brotli, _)| brotli),
        gzip: compressed.map(|(_, gzip)| gzip),
        integrity: hash::integrity(bytes),
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    }
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}
