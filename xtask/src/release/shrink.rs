//! Removes from glue and wasm what the loader cannot reach, and shortens the names between them.
//! Trunk optimises each file alone. Only both together show what is unused.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::names::{self, Names};
use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, read};

pub struct Programs<'a> {
    pub esbuild: &'a Path,
    pub wasm_opt: &'a Path,
    pub wasm_metadce: &'a Path,
}

/// The output of wasm-bindgen.
pub struct Built<'a> {
    pub glue: &'a Path,
    pub wasm: &'a Path,
    /// The page whose Trunk link lists the features of the wasm.
    pub page: &'a Path,
    /// A module that exports from `./glue.js` everything that is used.
    pub entry: &'a str,
}

/// The code between glue and wasm, which tells the loader of a panic.
const ENDING: &str = "src/embed/ending.js";

/// The passes of wasm-opt that gave the smallest result after brotli. Together they save 1.7 % of
/// the widget. The control flow is rebuilt, because LLVM's is not made for size. Nothing is in the
/// first kilobyte of memory, where Rust's stack would end, so small offsets may be part of loads and
/// stores.
const REWRITING: [&str; 6] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-locals",
];
const SHORTENING: [&str; 1] = ["--minify-imports-and-exports-and-modules"];
/// Again, because another order of imports makes other optimisations possible.
const TIDYING: [&str; 3] = ["--low-memory-unused", "-Oz", "--reorder-locals"];

/// Writes only into `work`. Returns the glue and the wasm.
pub fn shrink(
    built: &Built<'_>,
    work: &Path,
    programs: &Programs<'_>,
) -> Result<(String, Vec<u8>)> {
    let features = features(&read(built.page)?)?;
    fs::create_dir_all(work).map_err(|error| cannot("create", work, &error))?;
    let place = |name: &str| work.join(name);
    let write = |name: &str, text: &str| {
        fs::write(place(name), text).map_err(|error| cannot("write", &place(name), &error))
    };

    // The glue without the classes that dependencies export to JavaScript.
    let glue = removable(&read(built.glue)?)?;
    without_streams(&glue)?;
    write("glue.js", &ending(&glue, &read(ENDING)?)?)?;
    write("entry.js", built.entry)?;
    Plain::new(programs.esbuild, ["--bundle", "--format=esm"])
        .args(["--target=es2022", "--log-level=warning"])
        // Loaders free widgets with `free`, so `using` is not needed.
        .arg("--define:Symbol.dispose=undefined")
        .arg(place("entry.js"))
        .arg(format!("--outfile={}", place("reached.js").display()))
        .answer()?;
    let glue = read(place("reached.js"))?;

    // The wasm without the code of those classes, optimised again.
    write("roots.json", &roots(names::used_exports(&glue)?))?;
    Plain::new(programs.wasm_metadce, &features)
        .arg(built.wasm)
        .arg("--graph-file")
        .arg(place("roots.json"))
        .arg("-o")
        .arg(place("reached.wasm"))
        .answer()?;
    let optimise = |from: &str, passes: &[&str], to: &str| {
        Plain::new(programs.wasm_opt, &features)
            .args(passes)
            .arg(place(from))
            .arg("-o")
            .arg(place(to))
            .answer()
    };
    optimise("reached.wasm", &REWRITING, "small.wasm")?;
    let list = optimise("small.wasm", &SHORTENING, "short.wasm")?;
    optimise("short.wasm", &TIDYING, "widget.wasm")?;
    let glue = names::shorten(&glue, &Names::read(&list)?)?;
    // Imports that were used only by removed code disappear when the glue is minified.
    let wasm = place("widget.wasm");
    let wasm = fs::read(&wasm).map_err(|error| cannot("read", &wasm, &error))?;
    Ok((glue, wasm))
}

/// A wasm without glue, optimised in the same way. Writes only into `work`.
pub fn rewritten(
    wasm: &Path,
    page: &Path,
    work: &Path,
    programs: &Programs<'_>,
) -> Result<Vec<u8>> {
    fs::create_dir_all(work).map_err(|error| cannot("create", work, &error))?;
    let to = work.join("small.wasm");
    Plain::new(programs.wasm_opt, &features(&read(page)?)?)
        .args(REWRITING)
        .arg(wasm)
        .arg("-o")
        .arg(&to)
        .answer()?;
    fs::read(&to).map_err(|error| cannot("read", &to, &error))
}

/// Tells esbuild that creating a registry of finalisers has no side effect, so that the registries
/// of unused classes can be removed.
fn removable(glue: &str) -> Result<String> {
    const MAKING: &str = ": new FinalizationRegistry(";
    if !glue.contains(MAKING) {
        return Err(Failure::new("the glue makes no FinalizationRegistry").cure(
            "wasm-bindgen writes its glue differently now: adapt xtask/src/release/shrink.rs",
        ));
    }
    Ok(glue.replace(MAKING, ": /* @__PURE__ */ new FinalizationRegistry("))
}

/// Classes can be removed from the glue. The promises behind them cannot be removed from the wasm,
/// because a table refers to them. Only the linker can leave those out.
fn without_streams(glue: &str) -> Result<()> {
    if glue.contains("wasm.intounderlying") {
        return Err(
            Failure::new("the glue calls into wasm-streams, which nothing uses").cure(
                "their exports are named differently now, or the linker is another one: adapt \
                 xtask/wasm-ld",
            ),
        );
    }
    Ok(())
}

/// The glue, with every call into the wasm wrapped by `ending`.
fn ending(glue: &str, ending: &str) -> Result<String> {
    const TAKING: &str = "wasm = instance.exports;";
    if glue.matches(TAKING).count() != 1 {
        return Err(
            Failure::new(format!("the glue does not have `{TAKING}` once")).cure(
                "wasm-bindgen writes its glue differently now: adapt xtask/src/release/shrink.rs",
            ),
        );
    }
    let glue = glue.replace(TAKING, "wasm = guardExports(instance.exports);");
    let glue = own_document(&glue);
    Ok([ending, &glue].concat())
}

/// The glue, changed to read only a document's own members, not its named elements.
fn own_document(glue: &str) -> String {
    let lines = glue.split_inclusive('\n').map(|line| {
        let value = line.trim_start().strip_prefix("const ret = ");
        match value.and_then(|it| it.trim_end().strip_suffix(".document;")) {
            Some(window) => format!("const ret = ownDocument({window}.document);\n"),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// The graph for wasm-metadce: the glue is the root and needs these exports.
fn roots<'a>(exports: impl IntoIterator<Item = &'a str>) -> String {
    let nodes = exports.into_iter();
    let nodes = nodes.map(|name| json!({ "name": name, "root": true, "export": name }));
    serde_json::Value::from_iter(nodes).to_string()
}

/// The features of the wasm. Tools need them to read it. They are written once, for Trunk.
fn features(page: &str) -> Result<Vec<String>> {
    let parameters = page
        .split_once("data-wasm-opt-params=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(parameters, _)| parameters);
    let features: Vec<String> = parameters
        .split_whitespace()
        .filter(|word| word.starts_with("--enable-"))
        .map(str::to_owned)
        .collect();
    if features.is_empty() {
        return Err(Failure::new("no `--enable-…` in data-wasm-opt-params")
            .cure("name the features of the wasm in index.html, where Trunk reads them"));
    }
    Ok(features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_features_are_those_named_for_trunk() {
        let page = "<link data-wasm-opt=\"z\" data-wasm-opt-params=\"--enable-a --strip-debug \
            --enable-b\">";
        assert_eq!(
            features(page),
            Ok(vec!["--enable-a".to_owned(), "--enable-b".to_owned()])
        );
        assert!(features("<link data-wasm-opt=\"z\">").is_err());
    }

    #[test]
    fn every_export_in_use_is_a_root() {
        let graph: serde_json::Value =
            serde_json::from_str(&roots(["memory", "mount"])).expect("JSON");
        assert_eq!(
            graph,
            json!([
                { "name": "memory", "root": true, "export": "memory" },
                { "name": "mount", "root": true, "export": "mount" },
            ])
        );
    }

    #[test]
    fn every_way_into_the_wasm_ends_with_it() {
        assert_eq!(
            ending(
                "let wasm;\nwasm = instance.exports;\n",
                "const guardExports = 1;\n"
            ),
            Ok(
                "const guardExports = 1;\nlet wasm;\nwasm = guardExports(instance.exports);\n"
                    .to_owned()
            )
        );
        assert!(ending("let wasm;", "").is_err());
    }

    #[test]
    fn streams_are_refused() {
        assert_eq!(without_streams("wasm.mounted_next(ptr);"), Ok(()));
        assert!(without_streams("wasm.intounderlyingsink_abort(ptr, reason);").is_err());
    }

    #[test]
    fn the_document_is_asked_as_one() {
        assert_eq!(
            own_document("f() {\n    const ret = getObject(arg0).document;\n    return ret;\n"),
            "f() {\nconst ret = ownDocument(getObject(arg0).document);\n    return ret;\n"
        );
    }

    #[test]
    fn finalisers_of_unused_classes_can_go() {
        let glue = "const A = (x) ? {} : new FinalizationRegistry(f);";
        assert_eq!(
            removable(glue),
            Ok("const A = (x) ? {} : /* @__PURE__ */ new FinalizationRegistry(f);".to_owned())
        );
        assert!(removable("const A = 1;").is_err());
    }
}
