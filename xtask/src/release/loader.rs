//! Bundles the loader's modules into the one file that pages name, with the addresses of the
//! release's files.
//!
//! In the preview, `loader/release.js` has plain names and no hashes, and works as it is. A release
//! has the same lines with its own values. A missing line is an error: a loader that silently
//! loaded the preview's names would fail on every page.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::minify;
use crate::failure::{Failure, Result};
use crate::shell::{cannot, read};

/// The folder of the modules. Tests and the preview's replacement for the bundle are in folders
/// below it.
const MODULES: &str = "loader";
const ENTRY: &str = "latest-news.js";
/// The folder of the modules that come with the glue.
const WIDGET: &str = "widget";
const HAND_OVER: &str = "widget/hand-over.js";
/// The import path of the glue that wasm-bindgen wrote.
const BUILT: &str = "latest-news/latest-news.js";
const RELEASE: &str = "release.js";
const INTERFACE: &str = "interface.js";
/// The folder of the modules that replace others with the same names in an edition's script.
const EDITION: &str = "edition";
/// The folder of the modules that replace others with the same names in the package.
const PACKAGE: &str = "package";

#[derive(Clone, Copy, Default)]
pub struct Targets<'a> {
    pub glue: &'a str,
    pub wasm: &'a str,
    /// The folder of the labels, with a slash at its end.
    pub labels: &'a str,
    /// The whole feed reader.
    pub formats: &'a str,
    pub formats_integrity: &'a str,
    pub glue_integrity: &'a str,
    pub wasm_integrity: &'a str,
}

pub struct Bundling<'a> {
    pub work: &'a Path,
    pub esbuild: &'a Path,
    pub banner: &'a str,
}

/// Writes only into `work`; returns the minified script.
pub fn bundle(targets: &Targets<'_>, to: &Bundling<'_>) -> Result<String> {
    copy(targets, to.work)?;
    let entry = to.work.join(MODULES).join(ENTRY);
    minify::loader(to.esbuild, &entry, to.banner)
}

/// The loader for the scripts of editions. The edition's data is put around it, and pages load both
/// as one script.
pub fn bundle_edition(targets: &Targets<'_>, to: &Bundling<'_>) -> Result<String> {
    copy(targets, to.work)?;
    exchange(EDITION, to.work)?;
    let entry = to.work.join(MODULES).join(ENTRY);
    minify::loader(to.esbuild, &entry, to.banner)
}

/// Copies the modules of the package for bundling. Returns their folder.
pub fn lay_out_package(targets: &Targets<'_>, work: &Path) -> Result<PathBuf> {
    copy(targets, work)?;
    exchange(PACKAGE, work)?;
    Ok(work.join(MODULES))
}

/// The glue that wasm-bindgen wrote, with the modules that come with it. Of the release, they only
/// need the labels and the whole feed reader.
pub fn bundle_glue(glue: &str, targets: &Targets<'_>, to: &Bundling<'_>) -> Result<String> {
    copy(targets, to.work)?;
    write(&to.work.join(BUILT), glue)?;
    let entry = to.work.join(MODULES).join(HAND_OVER);
    minify::glue(to.esbuild, &entry, to.banner)
}

/// Copies the modules and sets the values of a release.
fn copy(targets: &Targets<'_>, work: &Path) -> Result<()> {
    for folder in [MODULES.to_owned(), format!("{MODULES}/{WIDGET}")] {
        let from = Path::new(&folder);
        for (name, text) in modules(from)? {
            let text = match &*name {
                RELEASE => point_to(&text, targets)?,
                INTERFACE => packed(&text),
                _ => text,
            };
            write(&work.join(from).join(name), &text)?;
        }
    }
    Ok(())
}

/// Puts the modules of a folder in place of others with the same names.
fn exchange(folder: &str, work: &Path) -> Result<()> {
    for (name, text) in modules(&Path::new(MODULES).join(folder))? {
        let text = text.replace("from \"../", "from \"./");
        write(&work.join(MODULES).join(name), &text)?;
    }
    Ok(())
}

/// The modules of a folder, by name.
fn modules(from: &Path) -> Result<Vec<(String, String)>> {
    let mut modules = Vec::new();
    for entry in fs::read_dir(from).map_err(|error| cannot("read", from, &error))? {
        let path = entry.map_err(|error| cannot("read", from, &error))?.path();
        let name = path.file_name().and_then(OsStr::to_str);
        if let Some(name) = name.filter(|name| name.ends_with(".js")) {
            modules.push((name.to_owned(), read(&path)?));
        }
    }
    Ok(modules)
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    }
    fs::write(path, text).map_err(|error| cannot("write", path, &error))
}

fn point_to(release: &str, targets: &Targets<'_>) -> Result<String> {
    let lines = [
        ("GLUE", "./loader/widget/hand-over.js", targets.glue),
        ("WASM", "./latest-news/latest-news_bg.wasm", targets.wasm),
        ("LABELS", "./labels/", targets.labels),
        ("FORMATS", "./formats/formats_bg.wasm", targets.formats),
        ("FORMATS_INTEGRITY", "", targets.formats_integrity),
        ("GLUE_INTEGRITY", "", targets.glue_integrity),
        ("WASM_INTEGRITY", "", targets.wasm_integrity),
    ];
    with_lines(release, "loader/release.js", &lines)
}

/// Each list of names as one string, which is shorter: `["a", "b"]` becomes `"a b".split(" ")`.
fn packed(interface: &str) -> String {
    let mut text = String::new();
    for (index, part) in interface.split('[').enumerate() {
        match part.split_once(']') {
            Some((list, rest)) if index > 0 => {
                let names: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
                text += &format!("/* @__PURE__ */ \"{}\".split(\" \"){rest}", names.join(" "));
            }
            _ => text += part,
        }
    }
    text
}

/// The script with new values for these constants, each given as `(name, value, new value)`.
pub fn with_lines(script: &str, path: &str, lines: &[(&str, &str, &str)]) -> Result<String> {
    let mut text = script.to_owned();
    for (name, from, to) in lines {
        let line = format!("const {name} = \"{from}\";");
        let count = text.matches(&line).count();
        if count != 1 {
            return Err(Failure::new(format!(
                "{path} has the line `{line}` {count} times, not once"
            ))
            .cure(format!("write that line in {path} exactly so")));
        }
        text = text.replace(&line, &format!("const {name} = \"{to}\";"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASE: &str = "// Names.
export const GLUE = \"./loader/widget/hand-over.js\";
export const WASM = \"./latest-news/latest-news_bg.wasm\";
export const LABELS = \"./labels/\";
export const FORMATS = \"./formats/formats_bg.wasm\";
export const GLUE_INTEGRITY = \"\";
export const WASM_INTEGRITY = \"\";
export const FORMATS_INTEGRITY = \"\";
";

    const TARGETS: Targets<'_> = Targets {
        glue: "./v/glue.1.js",
        wasm: "./v/widget.2.wasm",
        labels: "./v/labels.3/",
        formats: "./v/formats.4.wasm",
        formats_integrity: "sha384-F",
        glue_integrity: "sha384-G",
        wasm_integrity: "sha384-W",
    };

    #[test]
    fn every_line_is_replaced() {
        assert_eq!(
            point_to(RELEASE, &TARGETS).expect("a module"),
            "// Names.
export const GLUE = \"./v/glue.1.js\";
export const WASM = \"./v/widget.2.wasm\";
export const LABELS = \"./v/labels.3/\";
export const FORMATS = \"./v/formats.4.wasm\";
export const GLUE_INTEGRITY = \"sha384-G\";
export const WASM_INTEGRITY = \"sha384-W\";
export const FORMATS_INTEGRITY = \"sha384-F\";
"
        );
    }

    #[test]
    fn a_line_that_is_not_there_fails() {
        let release = RELEASE.replace("const WASM =", "let WASM =");
        let failure = point_to(&release, &TARGETS).expect_err("a failure");
        assert!(failure.to_string().starts_with(
            "error: loader/release.js has the line \
             `const WASM = \"./latest-news/latest-news_bg.wasm\";` 0 times, not once"
        ));
    }

    #[test]
    fn the_project_has_every_line() {
        let path = crate::shell::root().join("loader/release.js");
        assert!(point_to(&read(path).expect("the module"), &TARGETS).is_ok());
    }

    #[test]
    fn lists_become_strings() {
        assert_eq!(
            packed(
                "// Names.\nexport const A = [\n  \"a\",\n  \"b-c\",\n];\nexport const B = [];\n"
            ),
            "// Names.\nexport const A = /* @__PURE__ */ \"a b-c\".split(\" \");\n\
             export const B = /* @__PURE__ */ \"\".split(\" \");\n"
        );
    }
}
