//! The package's scripts: its entries, the glue as a module, and the release for CDNs.

use std::fmt::Write;
use std::path::Path;

use super::File;
use super::labels::Group;
use super::release::Release;
use super::{SOURCES, save};
use crate::failure::{Failure, Result};
use crate::interface::description::Description;
use crate::release::{self as made, Targets};
use crate::shell::{Plain, read};

/// The folder of the release for CDNs.
const CDN: &str = "cdn";
/// The glue as a module, and its name in the import of the entry.
const WIDGET: &str = "widget.js";
const IMPORTED: &str = "./widget.js";

pub struct Sources<'a> {
    pub release: &'a Release,
    pub labels: &'a [Group],
    pub description: &'a Description,
    pub esbuild: &'a Path,
    pub work: &'a Path,
}

pub fn write(from: &Sources<'_>) -> Result<Vec<File>> {
    let Sources { release, work, .. } = *from;
    let banner = format!("/*! Latest News {} | MIT OR Apache-2.0 */", release.version);
    let wasm = release.path("wasm")?;
    let wasm_bytes = release.bytes(wasm)?;
    let formats = release.path("formats")?;
    let formats_bytes = release.bytes(formats)?;
    let modules = made::lay_out_package(
        &Targets {
            wasm: &format!("./{wasm}"),
            wasm_integrity: &made::brief_integrity(&wasm_bytes),
            // The glue has the same path, and checks the hash.
            formats: &format!("./{formats}"),
            ..Targets::default()
        },
        work,
    )?;
    let glue = release.text(release.path("glue")?)?;
    let widget = as_module(&glue, &banner);
    let folder = labels_folder(release)?;
    save(&modules.join(WIDGET), widget.as_bytes())?;
    let names = files_module(wasm, formats, folder, from.labels)?;
    save(&modules.join("files.js"), names.as_bytes())?;
    let languages = languages_module(from.labels)?;
    save(&modules.join("languages.js"), languages.as_bytes())?;

    let index = made::class(
        from.esbuild,
        &modules.join("index.js"),
        &modules.join("server.js"),
        IMPORTED,
        &banner,
    )?;
    let mut files: Vec<File> = vec![
        ("index.js".to_owned(), index.into_bytes()),
        (
            "define.js".to_owned(),
            read(Path::new(SOURCES).join("define.js"))?.into_bytes(),
        ),
        ("react.js".to_owned(), react(from)?.into_bytes()),
        (WIDGET.to_owned(), widget.into_bytes()),
        (format!("{CDN}/{wasm}"), wasm_bytes),
        (format!("{CDN}/{formats}"), formats_bytes),
    ];
    for (index, group) in from.labels.iter().enumerate() {
        files.push((format!("{CDN}/{folder}{index}.json"), group.json.clone()));
    }

    let glue = made::classic(from.esbuild, &modules.join("cdn.js"), &banner)?;
    let name = renamed(release.path("glue")?, glue.as_bytes())?;
    let loader = release.path("loader")?;
    let text = pointed_to(release, &name, &glue)?;
    files.push((format!("{CDN}/{name}"), glue.into_bytes()));
    files.push((format!("{CDN}/{loader}"), text.into_bytes()));
    Ok(files)
}

/// The glue as a module that exports a function. A module runs only once, but after an instance has ended,
/// the glue must run again. The caller passes the `fetch` that the glue uses.
fn as_module(glue: &str, banner: &str) -> String {
    let glue = glue.strip_prefix(banner).unwrap_or(glue).trim();
    format!("{banner}\nexport default (fetch) => {{\n{glue}\n}};\n")
}

/// The folder of the release's labels, with a slash at its end.
fn labels_folder(release: &Release) -> Result<&str> {
    let paths = release.paths("labels");
    let first = paths.first().and_then(|path| path.rsplit_once('/'));
    let (folder, _) =
        first.ok_or_else(|| Failure::new("the manifest lists no labels in a folder"))?;
    paths[0]
        .get(..=folder.len())
        .ok_or_else(|| Failure::new("the labels have no folder"))
}

/// `loader/package/files.js` for a release.
fn files_module(wasm: &str, formats: &str, folder: &str, labels: &[Group]) -> Result<String> {
    let literal = |text: &str| {
        serde_json::to_string(text).map_err(|error| Failure::new(format!("{text}: {error}")))
    };
    let address = |path: String| {
        let path = literal(&format!("./{CDN}/{path}"))?;
        Ok(format!("() => new URL({path}, import.meta.url).href"))
    };
    let mut text = format!("export const wasm = {};\n", address(wasm.to_owned())?);
    let _ = writeln!(
        text,
        "export const formats = {};",
        address(formats.to_owned())?
    );
    text += "export const labels = [\n";
    for index in 0..labels.len() {
        let _ = writeln!(text, "  {},", address(format!("{folder}{index}.json"))?);
    }
    Ok(text + "];\n")
}

/// `loader/package/languages.js` for a release.
fn languages_module(labels: &[Group]) -> Result<String> {
    let firsts: Vec<&str> = labels.iter().map(|group| group.first.as_str()).collect();
    let firsts = super::words::json(&firsts, "the first languages")?;
    Ok(format!("export const FIRST = {};\n", firsts.trim_end()))
}

/// The component for React, with the events' names.
fn react(from: &Sources<'_>) -> Result<String> {
    let events = from.description.events.iter();
    let names: Vec<&str> = events.map(|event| event.name.as_str()).collect();
    let names = serde_json::to_string(&names)
        .map_err(|error| Failure::new(format!("the events' names: {error}")))?;
    Plain::new(from.esbuild, ["--target=es2020", "--format=esm"])
        .arg(format!("--define:EVENTS={names}"))
        .args(["--banner:js=\"use client\";", "--tsconfig-raw={}"])
        .arg(format!("{SOURCES}/react.js"))
        .answer()
}

/// The name of a file with new content.
fn renamed(path: &str, bytes: &[u8]) -> Result<String> {
    let mut parts: Vec<&str> = path.split('.').collect();
    let hash = made::short_hash(bytes);
    let place = parts.len().checked_sub(2).and_then(|at| parts.get_mut(at));
    *place.ok_or_else(|| Failure::new(format!("{path} has no hash in its name")))? = &hash;
    Ok(parts.join("."))
}

/// The loader, with the name and the hash of another glue.
fn pointed_to(release: &Release, name: &str, glue: &str) -> Result<String> {
    let path = release.path("glue")?;
    let before = release.text(path)?;
    let mut text = release.text(release.path("loader")?)?;
    for (from, to) in [
        (path, name),
        (
            &made::brief_integrity(before.as_bytes()),
            &made::brief_integrity(glue.as_bytes()),
        ),
    ] {
        let count = text.matches(from).count();
        if count != 1 {
            return Err(
                Failure::new(format!("the loader has `{from}` {count} times, not once")).cure(
                    "change xtask/src/package/scripts.rs to match xtask/src/release/loader.rs",
                ),
            );
        }
        text = text.replace(from, to);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_another_content_has_another_name() {
        let name = renamed("latest-news/0.1.0/glue.e60bcc63a6d9.js", b"");
        assert_eq!(
            name,
            Ok("latest-news/0.1.0/glue.e3b0c44298fc.js".to_owned())
        );
        assert!(renamed("glue", b"").is_err());
    }

    #[test]
    fn the_glue_becomes_a_function() {
        assert_eq!(
            as_module("/*! x */\n(()=>{fetch()})();\n", "/*! x */"),
            "/*! x */\nexport default (fetch) => {\n(()=>{fetch()})();\n};\n"
        );
    }

    #[test]
    fn every_file_is_in_a_new_url_of_its_own() {
        let group = Group {
            first: "ar".to_owned(),
            json: Vec::new(),
        };
        let labels = [group];
        let languages = languages_module(&labels).expect("a module");
        assert_eq!(languages, "export const FIRST = [\n  \"ar\"\n];\n");
        let text = files_module("v/a.wasm", "v/f.wasm", "v/labels.1/", &labels).expect("a module");
        assert_eq!(
            text,
            "export const wasm = () => new URL(\"./cdn/v/a.wasm\", import.meta.url).href;\n\
             export const formats = () => new URL(\"./cdn/v/f.wasm\", import.meta.url).href;\n\
             export const labels = [\n  \
             () => new URL(\"./cdn/v/labels.1/0.json\", import.meta.url).href,\n];\n"
        );
    }
}
